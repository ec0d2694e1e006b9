/* What the victim asked others about an incident, and what it heard. */
#include "words/narrative_incident.h"

#include <math.h>

static const char *
reply_words(int32_t reply)
{
    switch ((enum reply)reply) {
    case REPLY_DENIAL:
        return "denied any part in it";
    case REPLY_HELP:
        return "denied it and offered to help";
    case REPLY_EXPLANATION:
        return "explained that it was an accident";
    case REPLY_ADMISSION:
        return "admitted it";
    case REPLY_JOINS:
        return "named the same culprit";
    case REPLY_NONE:
    case REPLY_REFUSAL:
        break;
    }
    return "said nothing of substance";
}

static const char *
honesty_words(const struct narrative_context *t, const struct trace_rows_message *m)
{
    if (m->reply != REPLY_DENIAL && m->reply != REPLY_HELP) {
        return "";
    }
    return t->i->initiator == m->to ? ", which was a lie" : ", which was the truth";
}

/* A question that is itself a decision is told with that. */
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

static void
tell_inquiry(const struct narrative_context *t, const struct trace_rows_message *m)
{
    static const char *const channels[] = {
        "political", "technical", "law-enforcement", "defence"};
    struct narrative *s = t->s;
    const char *asked = narrative_wording_state(s, m->to);

    if (!decided_to_ask(t, m->sent_day)) {
        narrative_say(s, m->sent_day, "Before it decided, %s asked %s over the %s channel.",
            t->victim, asked, channels[m->channel]);
    }
    switch ((enum message_end)m->end) {
    case MESSAGE_ANSWERED:
        narrative_say(
            s, m->answered_day, "%s %s%s.", asked, reply_words(m->reply), honesty_words(t, m));
        break;
    case MESSAGE_LATE:
        narrative_say(s, m->answered_day, "Too late for the decision, %s answer came: it %s%s.",
            NARRATIVE_OF(s, m->to), reply_words(m->reply), honesty_words(t, m));
        break;
    case MESSAGE_LOST:
        narrative_say(s, m->sent_day, "The question reached nobody.");
        break;
    case MESSAGE_REFUSED:
    case MESSAGE_IGNORED:
        narrative_say(s, isnan(m->handled_day) ? m->sent_day : m->handled_day,
            "%s left the question unanswered.", asked);
        break;
    case MESSAGE_UNDER_WAY:
    case MESSAGE_DELIVERED:
        narrative_say(s, m->sent_day, "No answer had come when the run ended.");
        break;
    }
}

static void
tell_assistance(const struct narrative_context *t, const struct trace_rows_message *m)
{
    const char *end = m->end == MESSAGE_ANSWERED  ? "and got it"
                      : m->end == MESSAGE_REFUSED ? "and was refused for legal reasons"
                      : m->end == MESSAGE_LOST    ? "but the request reached nobody"
                                                  : "but got no answer";

    narrative_say(t->s, m->sent_day, "%s asked %s for help, %s.", t->victim,
        narrative_wording_state(t->s, m->to), end);
}

static void
tell_case(const struct narrative_context *t, const struct trace_rows_message *m)
{
    const char *end = m->end == MESSAGE_ANSWERED  ? "which believed it and joined"
                      : m->end == MESSAGE_REFUSED ? "which had its own view and stayed out"
                      : m->end == MESSAGE_LOST    ? "but its case reached nobody"
                                                  : "but got no answer";

    narrative_say(t->s, m->sent_day, "%s asked %s to speak up with it, %s.", t->victim,
        narrative_wording_state(t->s, m->to), end);
}

static void
tell_legal(const struct narrative_context *t, const struct trace_rows_message *m)
{
    const char *who = narrative_wording_state(t->s, m->to);

    if (m->end == MESSAGE_ANSWERED || m->end == MESSAGE_LATE) {
        narrative_say(t->s, m->sent_day, "%s asked %s for legal assistance, which took %s%s.",
            t->victim, who, NARRATIVE_DAYS(m->answered_day - m->sent_day),
            m->end == MESSAGE_LATE ? ", too long to wait for" : "");
    } else {
        narrative_say(t->s, m->sent_day, "%s asked %s for legal assistance, %s.", t->victim,
            who, m->end == MESSAGE_REFUSED ? "and was refused" : "and heard nothing");
    }
}

/* Warnings go to many at once: one sentence for all of a kind. */
static void
tell_sharing(const struct narrative_context *t, int32_t kind, const char *what)
{
    enum { NAMED = 3 };
    struct narrative *s = t->s;
    struct buffer names = {0};
    int32_t first, n = narrative_cascade_messages(&s->cascade, t->i->incident_id, &first);
    int32_t told = 0, taken = 0, all = 0;
    double day = NAN;

    for (int32_t k = first; k < first + n; k++) {
        all += s->cascade.messages[k]->kind == kind;
    }
    for (int32_t k = first; k < first + n; k++) {
        const struct trace_rows_message *m = s->cascade.messages[k];

        if (m->kind == kind) {
            day = isnan(day) ? m->sent_day : day;
            if (told < NAMED) {
                buffer_printf(&names, "%s%s", narrative_wording_join(told, all),
                    narrative_wording_state(s, m->to));
            }
            told++;
            taken += m->end == MESSAGE_DELIVERED;
        }
    }
    if (told > NAMED) {
        buffer_printf(&names, " and %s more", NARRATIVE_COUNT(told - NAMED));
    }
    if (told > 0 && names.at != NULL) {
        narrative_say(s, day, "%s %s %s; %s.", t->victim, what, names.at,
            told == 1 ? (taken == 1 ? "it was taken in" : "it did not get through")
                      : (taken == told   ? "all took it in"
                            : taken == 0 ? "it got through to nobody"
                                         : "only some took it in"));
    }
    s->no_memory = s->no_memory || names.failed;
    buffer_free(&names);
}

void
narrative_messages_tell(const struct narrative_context *t)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_messages(f, t->i->incident_id, &first);

    tell_sharing(t, MESSAGE_INDICATORS, "shared what it had found with");
    for (int32_t k = first; k < first + n; k++) {
        if (f->messages[k]->kind == MESSAGE_INQUIRY) {
            tell_inquiry(t, f->messages[k]);
        } else if (f->messages[k]->kind == MESSAGE_ASSISTANCE) {
            tell_assistance(t, f->messages[k]);
        } else if (f->messages[k]->kind == MESSAGE_CASE) {
            tell_case(t, f->messages[k]);
        } else if (f->messages[k]->kind == MESSAGE_LEGAL) {
            tell_legal(t, f->messages[k]);
        }
    }
    tell_sharing(t, MESSAGE_NOTICE, "sent a technical notice to");
}
