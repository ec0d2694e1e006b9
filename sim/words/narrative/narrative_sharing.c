/* Describes the findings and notices that the victim of an incident sent to other states. */
#include "words/narrative/narrative_incident.h"

#include <math.h>

/* Whether the first message of a kind was sent long after the victim had noticed the incident. */
static bool
is_late(const struct narrative_context *t, int32_t kind)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_messages(f, t->i->incident_id, &first);

    for (int32_t k = first; k < first + n; k++) {
        if (f->messages[k]->kind == kind) {
            return f->messages[k]->sent_day - t->i->detected_day > NARRATIVE_LATE_DAYS;
        }
    }
    return false;
}

/* Adds one sentence for all messages of a kind, because they go to many states at once. `tried`:
   the words if none of them arrived. */
static void
add_sharing(
    const struct narrative_context *t, int32_t kind, const char *what, const char *tried)
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
        narrative_add(s, day, "%s %s %s%s.", t->victim, arrived > 0 ? what : tried, names.at,
            arrived == named ? ""
            : named == 1     ? ", but the message did not arrive"
            : arrived == 0   ? (named == 2 ? ", but the message reached neither"
                                           : ", but the message reached none of them")
            : named == 2     ? "; the message reached only one of them"
                             : "; the message reached only some of them");
    }
    s->no_memory = s->no_memory || names.failed;
    buffer_free(&names);
}

void
narrative_sharing_add_findings(const struct narrative_context *t)
{
    add_sharing(t, MESSAGE_INDICATORS, "shared its technical findings with",
        "tried to share its technical findings with");
}

void
narrative_sharing_add_notices(const struct narrative_context *t)
{
    const char *what = is_late(t, MESSAGE_NOTICE) ? "sent a technical report on the incident to"
                                                  : "sent a technical notice to";

    add_sharing(t, MESSAGE_NOTICE, what, what);
}
