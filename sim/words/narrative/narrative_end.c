/* Describes how an incident ended, and the demand of the attacker. */
#include "words/narrative/narrative_incident.h"

#include <math.h>

/* Adds the end of a detected incident by the victim: "removed the intruders", "restored normal
   service" or "repaired the damage". */
static void
add_removal(const struct narrative_context *t, const char *after)
{
    static const char *const times[] = {"", " once", " twice", " three times"};
    const struct trace_rows_incident *i = t->i;
    const char *what = t->stealthy ? "removed the intruders"
                       : narrative_severity_class(t->i) == CLASS_DISRUPTION
                           ? t->i->severity > 1 ? "had restored normal service"
                                                : "had removed the last effects"
                           : "had repaired the damage";
    char which[NARRATIVE_WHICH_BYTES];

    narrative_add(t->s, i->end_day, "%s %s%s, %s after the beginning%s.", t->victim, what,
        narrative_incident_which(
            t, narrative_severity_class(t->i) == CLASS_DISRUPTION ? "after" : "of", which),
        after, i->assisted ? ", somewhat sooner with help from another state" : "");
    if (t->stealthy && i->returns > 0) {
        narrative_add(t->s, i->end_day,
            "Before that, they had come back%s through another point of entry.",
            times[i->returns < 3 ? i->returns : 3]);
    }
}

/* Adds the end of a detected incident that the victim did not bring about. */
static void
add_withdrawal(const struct narrative_context *t, const char *after)
{
    const char *helped = t->i->assisted ? ", somewhat sooner with help from another state" : "";

    if (t->stealthy) {
        narrative_add(t->s, t->i->end_day,
            "The operators behind %s withdrew after %s, before %s had removed them.", t->what,
            after, t->victim);
    } else if (narrative_severity_class(t->i) != CLASS_DISRUPTION) {
        narrative_add(t->s, t->i->end_day, "The damage done by %s was repaired after %s%s.",
            t->what, after, helped);
    } else {
        narrative_add(t->s, t->i->end_day, "The effects of %s were over after %s%s.", t->what,
            after, helped);
    }
}

/* Adds that an incident is still open at the end of the run. */
static void
add_open(const struct narrative_context *t)
{
    double last = t->s->world->horizon_days;
    char which[NARRATIVE_WHICH_BYTES];

    (void)narrative_incident_which(t, "of", which);
    if (isnan(t->i->detected_day)) {
        narrative_add(t->s, last,
            "At the end of the run, %s was still under way, and %s had not noticed it.",
            t->what, t->victim);
    } else if (t->stealthy) {
        narrative_add(
            t->s, last, "At the end of the run, the intruders%s were still there.", which);
    } else {
        narrative_add(t->s, last, "At the end of the run, %s had not yet %s%s.", t->victim,
            narrative_severity_class(t->i) == CLASS_DISRUPTION ? "restored normal service"
                                                               : "repaired the damage",
            which);
    }
}

void
narrative_end_add(const struct narrative_context *t)
{
    const struct trace_rows_incident *i = t->i;
    const char *after;

    if (isnan(i->end_day)) {
        add_open(t);
        return;
    }
    after = NARRATIVE_BETWEEN(t->s, i->start_day, i->end_day);
    if (isnan(i->detected_day)) {
        narrative_add(t->s, i->end_day, "%s ended after %s; %s never noticed it.", t->what,
            after, t->victim);
    } else if (i->removed) {
        add_removal(t, after);
        /* otherwise the sentence about the detection also reports the end */
    } else if (i->end_day >= i->detected_day) {
        add_withdrawal(t, after);
    }
}

void
narrative_end_add_demand(const struct narrative_context *t)
{
    const struct trace_rows_incident *i = t->i;

    if (!isnan(i->demand_day)) {
        narrative_add(t->s, i->demand_day,
            "%s had confidentially demanded a concession of %s, and told %s that this "
            "operation was the consequence of its refusal.",
            narrative_wording_state(t->s, i->initiator), t->victim, t->victim);
    }
}

/* Returns the day of the last decision of the victim about the incident until it conceded; NAN if
   there was none. */
static double
decision_before_concession(const struct narrative_context *t)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_events(f, t->i->incident_id, &first);
    double day = NAN;

    for (int32_t k = first; k < first + n; k++) {
        const struct trace_rows_event *e = f->events[k];

        day = e->event == OBS_DECIDED && e->day <= t->i->concession_day ? e->day : day;
    }
    return day;
}

/* Whether the author also states a demand to the victim with a later operation, not after
   `last`. */
static bool
demands_again(const struct narrative_context *t, double last)
{
    const struct narrative_cascade *f = &t->s->cascade;
    bool again = false;

    for (int32_t k = 0; k < f->n_nodes && !again; k++) {
        const struct trace_rows_incident *i = f->nodes[k].incident;

        again = i != NULL && i->demand_day > t->i->demand_day && i->demand_day <= last &&
                i->target == t->i->target && i->initiator == t->i->initiator;
    }
    return again;
}

/* Adds when the victim met the demand of the state, and why. The damage may be repaired by then.
   The gain of the victim is that no further operations follow. */
static void
add_change_of_policy(const struct narrative_context *t)
{
    const struct trace_rows_incident *i = t->i;
    const char *from = narrative_wording_state(t->s, i->initiator);
    double decided = decision_before_concession(t);
    bool later =
        !isnan(decided) && !narrative_wording_same_date(t->s, decided, i->concession_day);
    const char *when = later ? NARRATIVE_BETWEEN(t->s, decided, i->concession_day) : "";
    const char *after = later ? " after its decision, " : "";

    if (demands_again(t, i->concession_day)) {
        narrative_add(t->s, i->concession_day,
            "%s%s%s made the concession that %s had demanded, because %s had by then "
            "attacked it again.",
            when, after, t->victim, from, from);
        return;
    }
    narrative_add(t->s, i->concession_day, "%s%s%s made the concession that %s had demanded%s.",
        when, after, t->victim, from,
        !(i->end_day <= i->concession_day) ? ", to avoid further attacks of this kind"
        : narrative_severity_class(i) == CLASS_DEGRADATION
            ? "; the damage was repaired, but it feared further attacks of this kind"
            : "; the effects were over, but it feared further attacks of this kind");
}

void
narrative_end_add_concession(const struct narrative_context *t)
{
    const struct trace_rows_incident *i = t->i;

    if (!isnan(i->concession_day) && !isnan(i->demand_day)) {
        add_change_of_policy(t);
    } else if (!isnan(i->concession_day)) {
        narrative_add(t->s, i->concession_day, "%s met the criminals' demand.", t->victim);
    } else if (!isnan(i->demand_day) && !isnan(i->decided_day)) {
        narrative_add(t->s, i->decided_day, "%s did not comply with the demand of %s%s.",
            t->victim, narrative_wording_state(t->s, i->initiator),
            demands_again(t, INFINITY) ? "" : ", which did not repeat it");
    }
}
