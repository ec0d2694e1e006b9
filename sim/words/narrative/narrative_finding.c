/* Describes whom the victim of an incident held responsible, and why it held nobody responsible. */
#include "words/narrative/narrative_incident.h"

#include <math.h>

/* Returns the verb for a conclusion. If the probability is below 60 per cent as printed, it is a
   suspicion. */
static const char *
concluded(double confidence)
{
    return (int)(100 * confidence + 0.5) < 60 ? "suspected" : "concluded";
}

/* Whether the conclusion before event `e` named the same state. */
static bool
repeats_conclusion(const struct narrative_context *t, const struct trace_rows_event *e)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_events(f, t->i->incident_id, &first);
    const struct trace_rows_event *before = NULL;

    for (int32_t k = first; k < first + n && f->events[k] != e; k++) {
        before = f->events[k]->event == OBS_NAMED ? f->events[k] : before;
    }
    return before != NULL && before->target == e->target;
}

static void
add_named_state(const struct narrative_context *t, const struct trace_rows_event *e)
{
    struct narrative *s = t->s;
    double day = e->day, confidence = e->value;
    int32_t named = e->target;
    const char *who = narrative_wording_state(s, named);

    if (repeats_conclusion(t, e)) {
        narrative_add(s, day, "%s still %s %s %s (%s sure).", t->victim,
            confidence < 0.5 ? "considered" : "held", who,
            confidence < 0.5 ? "the likeliest author" : "responsible",
            NARRATIVE_PERCENT(confidence));
        return;
    }
    if (named == t->i->initiator && t->i->class_ != CLASS_ACCIDENT) {
        narrative_add(s, day, "%s %s (%s sure) that %s was responsible, and was right.",
            t->victim, concluded(confidence), NARRATIVE_PERCENT(confidence), who);
    } else {
        narrative_add(s, day, "%s %s (%s sure) that %s was responsible. In truth it was %s%s.",
            t->victim, concluded(confidence), NARRATIVE_PERCENT(confidence), who,
            narrative_wording_truth(s, t->i),
            named == t->i->blamed ? "; the false flag had its effect" : "");
    }
}

const struct trace_rows_event *
narrative_finding_before(const struct narrative_context *t, double day)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_events(f, t->i->incident_id, &first);
    const struct trace_rows_event *last = NULL;

    for (int32_t k = first; k < first + n; k++) {
        last =
            f->events[k]->event == OBS_NAMED && f->events[k]->day <= day ? f->events[k] : last;
    }
    return last;
}

/* Returns what the victim concluded at an event that names no state: NAMED_NON_STATE or
   NAMED_ACCIDENT. Returns NAMED_NOBODY if the rows do not show which of the two it was, because a
   later conclusion has replaced it. A request for law-enforcement assistance implies a group. */
static int32_t
kind_named(const struct narrative_context *t, const struct trace_rows_event *e)
{
    const struct trace_rows_incident *i = t->i;
    bool latest = narrative_finding_before(t, INFINITY) == e;

    if (latest && (i->named == NAMED_NON_STATE || i->named == NAMED_ACCIDENT)) {
        return i->named;
    }
    return i->help != NONE && WORLD_RESPONSE(t->s->world, i->help)->effect == EFFECT_POLICE
               ? NAMED_NON_STATE
               : NAMED_NOBODY;
}

/* Adds the conclusion that no state was responsible. */
static void
add_named_no_state(const struct narrative_context *t, const struct trace_rows_event *e)
{
    const struct trace_rows_incident *i = t->i;
    bool accident = i->class_ == CLASS_ACCIDENT;
    int32_t kind = kind_named(t, e);
    bool right = kind == NAMED_ACCIDENT    ? accident
                 : kind == NAMED_NON_STATE ? i->initiator == NONE && !accident
                                           : i->initiator == NONE;

    narrative_add(t->s, e->day, "%s %s (%s sure) that %s%s%s.", t->victim, concluded(e->value),
        NARRATIVE_PERCENT(e->value),
        kind == NAMED_ACCIDENT    ? "it was an accident"
        : kind == NAMED_NON_STATE ? "a group without orders of a state was responsible"
                                  : "no state was responsible",
        right ? ", and was right" : ". In truth it was ",
        right ? "" : narrative_wording_truth(t->s, i));
}

/* Whether the company named an actor other than the one in the conclusion of the victim, or named a
   state although there was no conclusion. */
static bool
disagrees(const struct narrative_context *t, const struct trace_rows_event *named)
{
    int32_t company = t->i->industry_named;

    return named->target != NONE ? company != named->target : company >= 0;
}

/* Adds that the last conclusion differs from an earlier report of a security company. */
static void
add_contradiction(const struct narrative_context *t, const struct trace_rows_event *e)
{
    if (t->i->industry_day <= e->day && !(t->i->truth_day <= e->day) && disagrees(t, e)) {
        narrative_add(
            t->s, e->day, "%s did not follow the report of the security company.", t->victim);
    }
}

/* Adds which agreement had given the victim evidence for its first conclusion. A victim to which
   the author has stated a demand needs no evidence. */
static void
add_source(const struct narrative_context *t, const struct trace_rows_event *e)
{
    int32_t agreement = narrative_line_evidence(t->s, t->i->target, e->day);
    int32_t first, n = narrative_cascade_events(&t->s->cascade, t->i->incident_id, &first);

    while (n > 0 && t->s->cascade.events[first]->event != OBS_NAMED) {
        first++;
        n--;
    }
    if (agreement != NONE && n > 0 && t->s->cascade.events[first] == e &&
        isnan(t->i->demand_day)) {
        narrative_add(t->s, e->day, "“%s” had contributed evidence to the analysis.",
            t->s->agreements[agreement]);
    }
}

void
narrative_finding_add(
    const struct narrative_context *t, const struct trace_rows_event *e, bool last)
{
    const struct trace_rows_incident *i = t->i;
    bool accident = i->class_ == CLASS_ACCIDENT;

    if (!(accident && i->perceived_intent == 0)) {
        add_source(t, e);
    }

    if (e->target != NONE) {
        add_named_state(t, e);
        if (last) {
            add_contradiction(t, e);
        }
        narrative_acts_crisis(t->s, e->day, i->incident_id, true);
        return;
    }
    if (last && !isnan(e->value) && !(accident && i->perceived_intent == 0)) {
        add_named_no_state(t, e);
        add_contradiction(t, e);
    }
}

/* ---- why it named nobody ---- */

/* Returns the last question about the incident that was answered by `day`. Returns NULL if there is
   none, or if after the reply the probability that the asked state is responsible was below the one
   that usually suffices to name it. */
static const struct trace_rows_message *
leading_suspect(const struct narrative_context *t, double day)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_messages(f, t->i->incident_id, &first);
    double usual = t->s->world->parameters.attribution.naming_floor;
    const struct trace_rows_message *last = NULL;

    for (int32_t k = first; k < first + n; k++) {
        const struct trace_rows_message *m = f->messages[k];

        if (m->kind == MESSAGE_INQUIRY && m->answered_day <= day && !isnan(m->belief_after)) {
            last = m;
        }
    }
    return last != NULL && last->belief_after >= usual ? last : NULL;
}

/* A mistake is remembered for this number of half-lives of caution. */
enum { HALF_LIVES = 4 };

/* Returns the day on which the victim last learnt, by `day`, that it had held this state
   responsible by mistake; NAN if there is no mistake that the victim would remember. */
static double
mistake_about(const struct narrative_context *t, int32_t suspect, double day)
{
    const struct array *rows = &t->s->recorder->rows[RECORDER_FILE_EVENTS];
    double memory = HALF_LIVES * t->s->world->parameters.truth.caution_halflife_days;
    double found = NAN;

    for (int32_t k = 0; k < rows->count; k++) {
        const struct trace_rows_event *e = ARRAY_AT(const struct trace_rows_event, rows, k);
        int32_t node = e->event == OBS_TRUTH && e->actor == t->i->target && e->target == suspect
                           ? narrative_cascade_find(&t->s->cascade, e->incident_id)
                           : NONE;
        const struct trace_rows_incident *i =
            node == NONE ? NULL : t->s->cascade.nodes[node].incident;

        if (i != NULL && i->initiator != suspect && e->day <= day && day - e->day < memory) {
            found = e->day;
        }
    }
    return t->s->world->parameters.truth.caution > 0 ? found : NAN;
}

void
narrative_finding_add_caution(const struct narrative_context *t, double day)
{
    struct narrative *s = t->s;
    const struct trace_rows_message *m = leading_suspect(t, day);
    double mistake = m == NULL ? NAN : mistake_about(t, m->to, day);

    if (t->i->industry_day <= day && t->i->industry_named >= 0) {
        narrative_add(s, day,
            "%s did not regard the report of the security company as sufficient.", t->victim);
    }
    if (m == NULL) {
        return;
    }
    if (!isnan(mistake)) {
        narrative_add(s, day,
            "%s had learnt on %s that it had held %s responsible by mistake; it now "
            "required a higher probability before it did so again.",
            t->victim, NARRATIVE_DAY(s, mistake), narrative_wording_state(s, m->to));
    } else if (narrative_wording_same_date(s, m->answered_day, day)) {
        narrative_add(
            s, day, "This was below the probability that %s required at that time.", t->victim);
    } else {
        narrative_add(s, day,
            "%s did not regard the evidence that it had by then as sufficient.", t->victim);
    }
}

/* ---- a security company that named another actor after the conclusion ---- */

/* Whether the story has another sentence of that day about the effect of the report, or the victim
   had given up its conclusion before. */
static bool
changed_by(const struct narrative_context *t, double day)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_events(f, t->i->incident_id, &first);
    bool found = false;

    for (int32_t k = first; k < first + n; k++) {
        const struct trace_rows_event *e = f->events[k];

        found = found ||
                (e->day == day && (e->event == OBS_NAMED || (e->event == OBS_ORDER_CLOSED &&
                                                                e->value != ORDER_EXECUTED))) ||
                (e->day < day && e->event == OBS_ORDER_CLOSED && e->value == ORDER_NOT_NAMED);
    }
    return found;
}

void
narrative_finding_add_report(const struct narrative_context *t)
{
    const struct trace_rows_incident *i = t->i;
    const struct trace_rows_event *named = narrative_finding_before(t, i->industry_day);

    if (named == NULL || named->day >= i->industry_day || i->truth_day <= i->industry_day ||
        (i->class_ == CLASS_ACCIDENT && i->corrected_day <= i->industry_day) ||
        !disagrees(t, named) || changed_by(t, i->industry_day)) {
        return;
    }
    narrative_add(t->s, i->industry_day, "%s %s.", t->victim,
        named->target == NONE && isnan(named->value) ? "did not take up the matter again"
                                                     : "kept to its own conclusion");
}
