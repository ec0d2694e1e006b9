/* Describes what the victim asked others about an incident, and the replies. */
#include "words/narrative/narrative_incident.h"

#include <math.h>
#include <string.h>

static const char *
reply_words(int32_t reply)
{
    switch ((enum reply)reply) {
    case REPLY_DENIAL:
        return "denied responsibility";
    case REPLY_HELP:
        return "denied responsibility and offered to help";
    case REPLY_EXPLANATION:
        return "explained that it was an accident";
    case REPLY_ADMISSION:
        return "confidentially acknowledged its responsibility";
    case REPLY_JOINS:
        return "named the same state";
    case REPLY_NONE:
    case REPLY_REFUSAL:
    case REPLY_FINDINGS:
    case REPLY_TAKEDOWN:
        break;
    }
    return "gave no substantive reply";
}

/* Returns the words for the evidence that came with the reply; "" if there was none. */
static const char *
evidence_words(const struct narrative_context *t, const struct trace_rows_message *m)
{
    return m->reply == REPLY_EXPLANATION || (m->reply == REPLY_HELP && t->i->initiator != m->to)
               ? ", and handed over evidence"
               : "";
}

/* Returns words that state whether a denial was true. */
static const char *
honesty_words(const struct narrative_context *t, const struct trace_rows_message *m)
{
    if (m->reply != REPLY_DENIAL && m->reply != REPLY_HELP) {
        return "";
    }
    return t->i->initiator == m->to ? "; the denial was a lie" : "; the denial was true";
}

/* Whether the victim's decision on that day was to ask this question. If so, add_decided() has
   already reported the question. */
static bool
decided_to_ask(const struct narrative_context *t, double day)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_events(f, t->i->incident_id, &first);

    for (int32_t k = first; k < first + n; k++) {
        int32_t overt = narrative_wording_response(t->s, f->events[k]);

        if (f->events[k]->day == day && overt != NONE &&
            WORLD_RESPONSE(t->s->world, overt)->effect == EFFECT_INQUIRY) {
            return true;
        }
    }
    return false;
}

void
narrative_messages_put_line(const struct narrative_context *t, double day, struct buffer *out)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_messages(f, t->i->incident_id, &first);

    if (!decided_to_ask(t, day)) {
        return;
    }
    for (int32_t k = first; k < first + n; k++) {
        const struct trace_rows_message *m = f->messages[k];
        int32_t line = m->kind == MESSAGE_INQUIRY && m->sent_day == day
                           ? narrative_line_direct(t->s, m)
                           : NONE;

        if (line != NONE) {
            buffer_text(out, ", ");
            narrative_line_put(t->s, line, out);
            return;
        }
    }
}

/* Whether the victim has decided on an open hostile act. */
static bool
announces_response(const struct narrative_context *t)
{
    return t->i->overt != NONE &&
           response_is_hostile_act(WORLD_RESPONSE(t->s->world, t->i->overt));
}

/* Whether the incident responds to an act of the victim, so its reason is obvious. */
static bool
provoked(const struct narrative_context *t)
{
    return t->i->counter_operation && t->i->class_ != CLASS_ESPIONAGE;
}

/* Adds the question that the victim asked before its decision, or the warning after it. */
static void
add_question(const struct narrative_context *t, const struct trace_rows_message *m)
{
    static const char *const channels[] = {
        "diplomatic", "technical", "law-enforcement", "military"};
    struct narrative *s = t->s;
    const char *asked = narrative_wording_state(s, m->to);
    int32_t line = narrative_line_direct(s, m);
    struct buffer way = {0};

    if (line == NONE) {
        buffer_printf(&way, "through %s channels", channels[m->channel]);
    } else {
        narrative_line_put(s, line, &way);
    }
    if (m->kind == MESSAGE_WARNING) {
        narrative_add(s, m->sent_day,
            "%s told %s %s that it considered %s responsible%s and %s.", t->victim, asked,
            buffer_string(&way), asked,
            announces_response(t) ? ", reserved the right to respond," : "",
            provoked(t) ? "demanded that such operations end" : "asked for an explanation");
    } else {
        narrative_add(s, m->sent_day, "Before deciding, %s asked %s %s.", t->victim, asked,
            buffer_string(&way));
    }
    s->no_memory = s->no_memory || way.failed;
    buffer_free(&way);
}

/* A change of a probability by less than this is not reported. */
#define NOTABLE_CHANGE .05

/* Adds how the reply changed the belief of the victim. */
static void
add_belief(const struct narrative_context *t, const struct trace_rows_message *m)
{
    const char *asked = narrative_wording_state(t->s, m->to);
    bool same, rose;

    if (isnan(m->belief_before) || isnan(m->belief_after)) {
        return;
    }
    same = fabs(m->belief_after - m->belief_before) < NOTABLE_CHANGE ||
           strcmp(NARRATIVE_PERCENT(m->belief_before), NARRATIVE_PERCENT(m->belief_after)) == 0;
    rose = !same && m->belief_after > m->belief_before;
    if (rose &&
        /* evidence raised the probability, because words alone can only lower it */
        evidence_words(t, m)[0] != '\0') {
        narrative_add(t->s, m->answered_day,
            "But %s read this evidence as a sign that %s was responsible: the probability that "
            "it "
            "gave this rose from %s to %s.",
            t->victim, asked, NARRATIVE_PERCENT(m->belief_before),
            NARRATIVE_PERCENT(m->belief_after));
    } else if (same) {
        narrative_add(t->s, m->answered_day,
            "The probability with which %s held %s responsible hardly changed (%s).", t->victim,
            asked, NARRATIVE_PERCENT(m->belief_after));
    } else {
        narrative_add(t->s, m->answered_day,
            "The probability with which %s held %s responsible %s from %s to %s.", t->victim,
            asked, rose ? "rose" : "fell", NARRATIVE_PERCENT(m->belief_before),
            NARRATIVE_PERCENT(m->belief_after));
    }
}

/* Adds the reason why a message did not arrive. */
static void
add_loss(const struct narrative_context *t, const struct trace_rows_message *m)
{
    narrative_add(t->s, m->sent_day,
        narrative_line_direct(t->s, m) != NONE
            ? "No one took the call: the line was new or had not been tested for a long "
              "time, and nobody was on duty."
        : narrative_line_has_contact(t->s, m)
            ? "The question did not reach the office responsible."
            : "The question did not reach the office responsible; the two had no point "
              "of contact.");
}

/* Returns the day of the decision that followed a question asked on day `asked`; NAN if there was
   none. A decision to ask this question does not count. */
static double
decision_after(const struct narrative_context *t, double asked)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_events(f, t->i->incident_id, &first);
    bool by_decision = decided_to_ask(t, asked);

    for (int32_t k = first; k < first + n; k++) {
        double day = f->events[k]->day;

        if (f->events[k]->event == OBS_DECIDED && (by_decision ? day > asked : day >= asked)) {
            return day;
        }
    }
    return NAN;
}

/* Adds how long the victim waited for a reply that came after its decision. */
static void
add_impatience(const struct narrative_context *t, const struct trace_rows_message *m)
{
    double decided = decision_after(t, m->sent_day);

    if (m->kind == MESSAGE_WARNING || !(decided < m->answered_day)) {
        return;
    }
    if (!narrative_wording_same_date(t->s, m->sent_day, decided)) {
        narrative_add(t->s, decided, "%s had waited %s in vain for the reply of %s.", t->victim,
            NARRATIVE_BETWEEN(t->s, m->sent_day, decided),
            narrative_wording_state(t->s, m->to));
    } else {
        narrative_add(t->s, decided, "%s %s for the reply of %s.", t->victim,
            decided > m->sent_day ? "waited less than a day" : "did not wait",
            narrative_wording_state(t->s, m->to));
    }
}

static void
add_inquiry(const struct narrative_context *t, const struct trace_rows_message *m)
{
    struct narrative *s = t->s;
    const char *asked = narrative_wording_state(s, m->to);
    enum narrative_rank rank = s->rank;

    if (m->kind == MESSAGE_WARNING || !decided_to_ask(t, m->sent_day)) {
        add_question(t, m);
    } else if (!(m->answered_day > m->sent_day)) {
        s->rank = NARRATIVE_RANK_RESULT; /* the question is a result of the decision to ask */
    }
    switch ((enum message_end)m->end) {
    case MESSAGE_ANSWERED:
        narrative_add(s, m->answered_day, "%s %s%s%s.", asked, reply_words(m->reply),
            evidence_words(t, m), honesty_words(t, m));
        add_belief(t, m);
        break;
    case MESSAGE_LATE:
        add_impatience(t, m);
        if (m->kind == MESSAGE_WARNING) {
            narrative_add(s, m->answered_day, "%s replied to the message of %s. It %s%s%s.",
                asked, NARRATIVE_DAY(s, m->sent_day), reply_words(m->reply),
                evidence_words(t, m), honesty_words(t, m));
        } else {
            narrative_add(s, m->answered_day, "%s replied after the decision. It %s%s%s.",
                asked, reply_words(m->reply), evidence_words(t, m), honesty_words(t, m));
        }
        add_belief(t, m);
        break;
    case MESSAGE_LOST:
        add_loss(t, m);
        break;
    case MESSAGE_REFUSED:
        narrative_add(s, isnan(m->handled_day) ? m->sent_day : m->handled_day,
            "%s declined to reply.", asked);
        break;
    case MESSAGE_IGNORED:
        narrative_add(s, m->sent_day, "There was no reply.");
        break;
    case MESSAGE_UNDER_WAY:
    case MESSAGE_DELIVERED:
        narrative_add(s, m->sent_day, "The run ended before a reply.");
        break;
    }
    s->rank = rank;
}

static void
add_assistance(const struct narrative_context *t, const struct trace_rows_message *m)
{
    const char *end = m->end == MESSAGE_ANSWERED  ? "and received it"
                      : m->end == MESSAGE_REFUSED ? "but was refused for legal reasons"
                                                  : "but received no reply";

    if (m->end == MESSAGE_LOST) {
        narrative_add(t->s, m->sent_day,
            "%s response team asked that of %s for help, but the request did not reach the "
            "people "
            "on duty there.",
            NARRATIVE_OF(t->s, t->i->target), narrative_wording_state(t->s, m->to));
        return;
    }
    narrative_add(t->s, m->sent_day, "%s asked %s for technical help, %s.", t->victim,
        narrative_wording_state(t->s, m->to), end);
}

void
narrative_messages_add(const struct narrative_context *t)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_messages(f, t->i->incident_id, &first);

    narrative_sharing_add_findings(t);
    for (int32_t k = first; k < first + n; k++) {
        if (f->messages[k]->kind == MESSAGE_INQUIRY) {
            add_inquiry(t, f->messages[k]);
        }
    }
}

/* Adds that the help of a partner, on which the victim had decided, was no longer needed: the
   incident ended, and no request had been sent. */
static void
add_needless_help(const struct narrative_context *t)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_messages(f, t->i->incident_id, &first);
    bool asked = t->i->help == NONE ||
                 WORLD_RESPONSE(t->s->world, t->i->help)->effect != EFFECT_ASSISTANCE;

    for (int32_t k = first; k < first + n && !asked; k++) {
        asked = f->messages[k]->kind == MESSAGE_ASSISTANCE;
    }
    if (!asked && t->i->end_day >= t->i->decided_day) {
        narrative_add(t->s, t->i->end_day, "The help of a partner was no longer needed.");
    }
}

void
narrative_messages_add_requests(const struct narrative_context *t)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_messages(f, t->i->incident_id, &first);

    for (int32_t k = first; k < first + n; k++) {
        if (f->messages[k]->kind == MESSAGE_WARNING) {
            add_inquiry(t, f->messages[k]);
        } else if (f->messages[k]->kind == MESSAGE_ASSISTANCE) {
            add_assistance(t, f->messages[k]);
        } else if (f->messages[k]->kind != MESSAGE_INQUIRY) {
            narrative_cases_add(t, f->messages[k]);
        }
    }
    add_needless_help(t);
    narrative_sharing_add_notices(t);
}
