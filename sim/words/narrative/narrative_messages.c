/* What the victim asked others about an incident, and the replies. */
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
        return "acknowledged its responsibility in confidence";
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

/* What comes with the reply. */
static const char *
evidence_words(int32_t reply)
{
    return reply == REPLY_HELP || reply == REPLY_EXPLANATION ? ", and handed over evidence"
                                                             : "";
}

/* Whether a denial is true. */
static const char *
honesty_words(const struct narrative_context *t, const struct trace_rows_message *m)
{
    if (m->reply != REPLY_DENIAL && m->reply != REPLY_HELP) {
        return "";
    }
    return t->i->initiator == m->to ? "; the denial was a lie" : "; the denial was true";
}

/* Whether the question was the decision of that day: then add_decided() has reported it. */
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

/* ---- the direct line between two states ---- */

#define ROWS_OF(type, s, file) ((const type *)(s)->recorder->rows[file].at)

static bool
in_force(const struct narrative *s, int32_t agreement, double day)
{
    const struct trace_rows_agreement *rows =
        ROWS_OF(struct trace_rows_agreement, s, RECORDER_FILE_AGREEMENTS);
    int32_t n = s->recorder->rows[RECORDER_FILE_AGREEMENTS].count;
    bool now = false;

    for (int32_t k = 0; k < n; k++) {
        if (rows[k].agreement == agreement && rows[k].day <= day) {
            now = rows[k].status == AGREEMENT_IN_FORCE;
        }
    }
    return now;
}

/* Whether a and b take part in the agreement that day: both are parties, and cooperate. */
static bool
take_part(const struct narrative *s, int32_t agreement, int32_t a, int32_t b, double day)
{
    const struct trace_rows_event *events =
        ROWS_OF(struct trace_rows_event, s, RECORDER_FILE_EVENTS);
    const struct list *parties = &WORLD_AGREEMENT(s->world, agreement)->parties;
    int32_t n = 0;
    bool cooperate = true, known[2] = {false, false}, present[2] = {true, true};

    for (int32_t k = 0; k < parties->count; k++) {
        int32_t state = ((const struct party *)parties->items)[k].key.index;

        n += state == a || state == b;
    }
    for (int32_t k = 0; k < s->recorder->rows[RECORDER_FILE_EVENTS].count; k++) {
        const struct trace_rows_event *e = &events[k];
        bool past = e->day <= day;

        if (e->agreement == agreement && e->event == OBS_COOPERATION && past &&
            ((e->actor == a && e->target == b) || (e->actor == b && e->target == a))) {
            cooperate = e->value == 1;
        } else if (e->agreement == agreement && e->event == OBS_MEMBER &&
                   (e->actor == a || e->actor == b) && (past || !known[e->actor == b])) {
            present[e->actor == b] = past ? e->value == 1 : e->value == 0;
            known[e->actor == b] = true;
        }
    }
    return n == 2 && cooperate && present[0] && present[1];
}

/* A measure makes a direct line if it leaves less than a tenth of the time of a message. */
static const double line_change = -0.9;

/* The agreement whose measure makes that channel between the two a direct line; NONE without
   one. */
static int32_t
direct_line(const struct narrative *s, const struct trace_rows_message *m)
{
    for (int32_t a = 0; a < s->world->n_agreements; a++) {
        const struct list *measures = &WORLD_AGREEMENT(s->world, a)->measures;
        bool line = false;

        for (int32_t k = 0; k < measures->count; k++) {
            const struct measure *row = &((const struct measure *)measures->items)[k];

            line = line || ((row->channel == MEASURE_CHANNEL_ANY ||
                                row->channel == MEASURE_CHANNEL_POLITICAL + m->channel) &&
                               row->effect[LEVER_latency].up < line_change);
        }
        if (line && in_force(s, a, m->sent_day) &&
            take_part(s, a, m->from, m->to, m->sent_day)) {
            return a;
        }
    }
    return NONE;
}

/* "over the direct line of “X”"; a title that says it is one is not repeated. */
static void
put_line(const struct narrative *s, int32_t agreement, struct buffer *out)
{
    const char *title = s->agreements[agreement];

    buffer_text(out, "over the direct line");
    if (strstr(title, "direct line") == NULL) {
        buffer_printf(out, " of “%s”", title);
    }
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
        int32_t line =
            m->kind == MESSAGE_INQUIRY && m->sent_day == day ? direct_line(t->s, m) : NONE;

        if (line != NONE) {
            buffer_text(out, ", ");
            put_line(t->s, line, out);
            return;
        }
    }
}

/* The question before a decision, or the warning after it. */
static void
add_question(const struct narrative_context *t, const struct trace_rows_message *m)
{
    static const char *const channels[] = {
        "political", "technical", "law-enforcement", "defence"};
    struct narrative *s = t->s;
    const char *asked = narrative_wording_state(s, m->to);
    int32_t line = direct_line(s, m);
    struct buffer way = {0};

    if (line == NONE) {
        buffer_printf(&way, "through the %s channel", channels[m->channel]);
    } else {
        put_line(s, line, &way);
    }
    if (m->kind == MESSAGE_WARNING) {
        narrative_add(s, m->sent_day,
            "%s told %s %s that it held it responsible and reserved the right to respond, and "
            "asked for an explanation.",
            t->victim, asked, buffer_string(&way));
    } else {
        narrative_add(s, m->sent_day, "Before deciding, %s asked %s %s.", t->victim, asked,
            buffer_string(&way));
    }
    s->no_memory = s->no_memory || way.failed;
    buffer_free(&way);
}

/* How the reply changed the belief of the victim. */
static void
add_belief(const struct narrative_context *t, const struct trace_rows_message *m)
{
    const char *asked = narrative_wording_state(t->s, m->to);
    bool same;

    if (isnan(m->belief_before) || isnan(m->belief_after)) {
        return;
    }
    same = fabs(m->belief_after - m->belief_before) < 0.005;
    if (same && m->reply != REPLY_ADMISSION) {
        narrative_add(t->s, m->answered_day,
            "%s gave this no weight and still held %s responsible with a probability of %s.",
            t->victim, asked, NARRATIVE_PERCENT(m->belief_after));
    } else {
        narrative_add(t->s, m->answered_day,
            "The probability with which %s held %s responsible %s from %s to %s.", t->victim,
            asked, m->belief_after < m->belief_before ? "fell" : "rose",
            NARRATIVE_PERCENT(m->belief_before), NARRATIVE_PERCENT(m->belief_after));
    }
}

/* Why a message has reached no one. */
static void
add_loss(const struct narrative_context *t, const struct trace_rows_message *m)
{
    narrative_add(t->s, m->sent_day,
        direct_line(t->s, m) != NONE
            ? "No one took the call: the line was new or had not been tested for long, and "
              "nobody was on "
              "duty."
            : "No one who could answer received the question: the two had no line or point of "
              "contact that is always staffed.");
}

/* How long the victim waited for a reply that came after its decision. */
static void
add_impatience(const struct narrative_context *t, const struct trace_rows_message *m)
{
    double decided = t->i->decided_day;

    if (m->kind == MESSAGE_WARNING || !(decided >= m->sent_day && decided < m->answered_day)) {
        return;
    }
    if (narrative_wording_dates(t->s, m->sent_day, decided) > 0) {
        narrative_add(t->s, decided, "%s waited no longer than %s for the reply of %s.",
            t->victim, NARRATIVE_BETWEEN(t->s, m->sent_day, decided),
            narrative_wording_state(t->s, m->to));
    } else {
        narrative_add(t->s, decided, "%s did not wait for the reply of %s.", t->victim,
            narrative_wording_state(t->s, m->to));
    }
}

static void
add_inquiry(const struct narrative_context *t, const struct trace_rows_message *m)
{
    struct narrative *s = t->s;
    const char *asked = narrative_wording_state(s, m->to);

    if (m->kind == MESSAGE_WARNING || !decided_to_ask(t, m->sent_day)) {
        add_question(t, m);
    }
    switch ((enum message_end)m->end) {
    case MESSAGE_ANSWERED:
        narrative_add(s, m->answered_day, "%s %s%s%s.", asked, reply_words(m->reply),
            evidence_words(m->reply), honesty_words(t, m));
        add_belief(t, m);
        break;
    case MESSAGE_LATE:
        add_impatience(t, m);
        narrative_add(s, m->answered_day, "%s replied%s. It %s%s.", asked,
            m->kind == MESSAGE_WARNING ? "" : " after the decision", reply_words(m->reply),
            honesty_words(t, m));
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
}

static void
add_assistance(const struct narrative_context *t, const struct trace_rows_message *m)
{
    const char *end = m->end == MESSAGE_ANSWERED  ? "and received it"
                      : m->end == MESSAGE_REFUSED ? "but was refused for legal reasons"
                      : m->end == MESSAGE_LOST    ? "but the request reached no one"
                                                  : "but received no reply";

    narrative_add(t->s, m->sent_day, "%s asked %s for help, %s.", t->victim,
        narrative_wording_state(t->s, m->to), end);
}

/* One sentence for all messages of a kind, because they go to many states at once. */
static void
add_sharing(const struct narrative_context *t, int32_t kind, const char *what)
{
    enum { NAMED = 3 };
    struct narrative *s = t->s;
    struct buffer names = {0};
    int32_t first, n = narrative_cascade_messages(&s->cascade, t->i->incident_id, &first);
    int32_t named = 0, arrived = 0, all = 0;
    double day = NAN;

    for (int32_t k = first; k < first + n; k++) {
        all += s->cascade.messages[k]->kind == kind;
    }
    for (int32_t k = first; k < first + n; k++) {
        const struct trace_rows_message *m = s->cascade.messages[k];

        if (m->kind == kind) {
            day = isnan(day) ? m->sent_day : day;
            if (named < NAMED) {
                buffer_printf(&names, "%s%s", narrative_wording_join(named, all),
                    narrative_wording_state(s, m->to));
            }
            named++;
            arrived += m->end == MESSAGE_DELIVERED;
        }
    }
    if (named > NAMED) {
        buffer_printf(&names, " and %s more", NARRATIVE_COUNT(named - NAMED));
    }
    if (named > 0 && names.at != NULL) {
        narrative_add(s, day, "%s %s %s; %s.", t->victim, what, names.at,
            named == 1 ? (arrived == 1 ? "the message arrived" : "the message did not arrive")
                       : (arrived == named  ? (named == 2 ? "the message reached both"
                                                          : "the message reached all of them")
                             : arrived == 0 ? (named == 2 ? "the message reached neither"
                                                          : "the message reached none of them")
                             : named == 2   ? "the message reached only one of them"
                                            : "the message reached only some of them"));
    }
    s->no_memory = s->no_memory || names.failed;
    buffer_free(&names);
}

void
narrative_messages_add(const struct narrative_context *t)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_messages(f, t->i->incident_id, &first);

    add_sharing(t, MESSAGE_INDICATORS, "shared its technical findings with");
    for (int32_t k = first; k < first + n; k++) {
        if (f->messages[k]->kind == MESSAGE_INQUIRY) {
            add_inquiry(t, f->messages[k]);
        } else if (f->messages[k]->kind == MESSAGE_ASSISTANCE) {
            add_assistance(t, f->messages[k]);
        } else {
            narrative_cases_add(t, f->messages[k]);
        }
    }
    add_sharing(t, MESSAGE_NOTICE, "sent a technical notice to");
}

void
narrative_messages_add_warning(const struct narrative_context *t)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_messages(f, t->i->incident_id, &first);

    for (int32_t k = first; k < first + n; k++) {
        if (f->messages[k]->kind == MESSAGE_WARNING) {
            add_inquiry(t, f->messages[k]);
        }
    }
}
