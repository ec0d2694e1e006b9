/* Describes how the truth about an incident became known, and its consequences for the victim. */
#include "words/narrative/narrative_incident.h"

#include <math.h>

/* Returns the actor that the victim named first; NONE if it named no actor. Sets *dropped to
   whether the victim later named another actor, or withdrew an order because it no longer held that
   state responsible. */
static int32_t
first_named(const struct narrative_context *t, bool *dropped)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_events(f, t->i->incident_id, &first), named = NONE;

    *dropped = false;
    for (int32_t k = first; k < first + n; k++) {
        const struct trace_rows_event *e = f->events[k];

        if (e->event == OBS_NAMED && named == NONE) {
            named = e->target;
        } else if ((e->event == OBS_NAMED && e->target != named) ||
                   (e->event == OBS_ORDER_CLOSED && e->value == ORDER_NOT_NAMED)) {
            *dropped = *dropped || named != NONE;
        }
    }
    return named;
}

/* What the victim did about the incident against a state that was not responsible, until the truth
   became known. */
struct misdirected {
    bool any;
    int64_t rung;  /* highest rung of its open acts */
    bool withdrew; /* it has taken them back */
};

static struct misdirected
misdirected(const struct narrative_context *t)
{
    const struct narrative_cascade *f = &t->s->cascade;
    const struct narrative_node *n = &f->nodes[t->node];
    struct misdirected found = {false, RUNG_NORMAL, false};

    for (int32_t k = n->first; k < n->first + n->count; k++) {
        const struct narrative_node *child = &f->nodes[f->children[k]];
        const struct trace_rows_act *act = child->act;

        if (act == NULL || act->actor != t->i->target) {
            continue;
        }
        found.withdrew = found.withdrew || act->retraction;
        if (act->wrongful && act->day <= t->i->truth_day) {
            found.any = true;
            if (child->incident == NULL && act->rung > found.rung) {
                found.rung = act->rung;
            }
        }
    }
    return found;
}

/* Adds that the victim learnt of its error, and whether its open acts remain in force. */
static void
add_error(const struct narrative_context *t)
{
    struct misdirected error = misdirected(t);

    if (!error.any) {
        return;
    }
    narrative_add(t->s, t->i->truth_day,
        t->i->class_ == CLASS_ACCIDENT
            ? "%s learnt that it had responded although there had been no attack%s."
            : "%s learnt that it had responded against the wrong state%s.",
        t->victim,
        error.withdrew || error.rung == RUNG_NORMAL ? ""
        : error.rung == RUNG_LEGAL_OR_ECONOMIC_COST ? ", but did not lift its measures"
        : error.rung == RUNG_PUBLIC_FRICTION        ? ", but did not admit this in public"
        : error.rung == RUNG_PRIVATE_FRICTION       ? ", but did not withdraw its protest"
                                                    : "");
}

/* Whether the victim decided on the incident on that day or later. */
static bool
decides_since(const struct narrative_context *t, double day)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_events(f, t->i->incident_id, &first);
    bool decides = false;

    for (int32_t k = first; k < first + n; k++) {
        decides = decides || (f->events[k]->event == OBS_DECIDED && f->events[k]->day >= day);
    }
    return decides;
}

/* Adds the truth, and compares it with what the victim had concluded first. */
void
narrative_truth_add(const struct narrative_context *t)
{
    const struct trace_rows_incident *i = t->i;
    bool accident = i->class_ == CLASS_ACCIDENT, dropped;
    int32_t named = first_named(t, &dropped);
    bool state = named != NONE, others = !state && (i->named == 2 || i->named == 3);
    bool right = state           ? named == i->initiator && !accident
                 : i->named == 3 ? accident
                                 : i->initiator == NONE && !accident;
    const char *what = dropped                   ? "first conclusion"
                       : isnan(i->statement_day) ? "conclusion"
                                                 : "attribution";
    char which[NARRATIVE_WHICH_BYTES], whose[TEXT_VISIBLE_BYTES + 4];

    if ((accident && (i->corrected_day <= i->truth_day ||
                         (i->perceived_intent == 0 && isnan(i->corrected_day)))) ||
        (right && state && !isnan(i->demand_day))) {
        /* the victim knows of the accident already, or the actor has stated a demand to it */
        return;
    }
    (void)narrative_wording_of(whose, t->s, i->target);
    (void)narrative_incident_which(
        t, dropped || isnan(i->statement_day) ? "about" : "of", which);
    if (!state && !others) {
        narrative_add(t->s, i->truth_day, "New evidence showed who was responsible%s: %s.",
            narrative_incident_which(t, "for", which), narrative_wording_truth(t->s, i));
        if (i->initiator != NONE && !decides_since(t, i->truth_day)) {
            narrative_add(t->s, i->truth_day, "%s took no further step.", t->victim);
        }
    } else if (right) {
        narrative_add(
            t->s, i->truth_day, "New evidence confirmed %s %s%s.", whose, what, which);
    } else {
        narrative_add(t->s, i->truth_day,
            "New evidence showed that %s %s%s had been wrong: %s%s%s.", whose, what, which,
            accident ? "it was " : "", narrative_wording_truth(t->s, i),
            accident ? "" : " was responsible");
        add_error(t);
        if (i->initiator != NONE && !accident && !decides_since(t, i->truth_day)) {
            narrative_add(t->s, i->truth_day, "%s took no step against %s.", t->victim,
                narrative_wording_state(t->s, i->initiator));
        }
    }
}
