/* Attribution: its start, the posteriors, and the items of evidence that arrive. */
#include "model/incident/belief_internal.h"

#include "model/dyad/dyad.h"
#include "model/state/incident_list.h"
#include "model/state/lever_effect.h"

bool
belief_is_slow(const struct sim_context *s, const struct incident *i)
{
    return incident_type_is_stealthy(WORLD_TYPE(s->world, i->type));
}

static void
set_belief(struct sim_context *s, int32_t incident, int32_t belief)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    i->belief = belief;
    incident_list_add(s, &SIM_STATE(s, i->target)->attributed, incident);
}

static void
start_belief(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    struct belief *b;

    set_belief(s, incident, sim_acquire(&s->run->beliefs));
    b = SIM_BELIEF(s, i->belief);
    belief_prior(s, i->target, WORLD_TYPE(s->world, i->type), b);
    b->accuracy = belief_accuracy(s, i->target);
    b->asks = NAN;
    if (!isnan(i->demand_day)) { /* a demand reveals which state made it */
        belief_weigh(s, i, i->initiator, s->world->parameters.attribution.demand_ratio);
    }
}

/* ---- posteriors ---- */

double
belief_of(const struct sim_context *s, const struct incident *i, int32_t who)
{
    const struct belief *b = i->belief == NONE ? NULL : SIM_BELIEF(s, i->belief);
    int32_t k = b == NULL ? NONE : belief_place(b, who);

    return k == NONE ? 0 : b->p[k];
}

void
belief_weigh(struct sim_context *s, struct incident *i, int32_t who, double factor)
{
    struct belief *b = i->belief == NONE ? NULL : SIM_BELIEF(s, i->belief);
    int32_t k = b == NULL ? NONE : belief_place(b, who);

    if (k != NONE && factor != 1) {
        b->p[k] *= factor;
        belief_normalise(b);
    }
}

void
belief_set_posterior(struct sim_context *s, struct incident *i, int32_t who, double p)
{
    double now = belief_of(s, i, who);

    if (now > 0 && now < 1) {
        belief_weigh(s, i, who, p / (1 - p) * (1 - now) / now);
    }
}

int32_t
belief_top(const struct sim_context *s, const struct incident *i, bool states_only)
{
    const struct belief *b = SIM_BELIEF(s, i->belief);
    int32_t top = NONE;

    for (int32_t k = 0; k < b->n; k++) {
        if ((!states_only || b->suspect[k] >= 0) && (top == NONE || b->p[k] > b->p[top])) {
            top = k;
        }
    }
    return top == NONE ? NONE : b->suspect[top];
}

/* ---- evidence, MODEL.md (5.2), (5.3) ---- */

int32_t
belief_truth(const struct world *w, const struct incident *i)
{
    if (WORLD_TYPE(w, i->type)->class_ == CLASS_ACCIDENT) {
        return SUSPECT_ACCIDENT;
    }
    return i->initiator >= 0 ? i->initiator : SUSPECT_NON_STATE;
}

/* Schedules the next item of evidence. `share` is the rate of evidence as a share of the rate
   during attribution. */
static void
schedule_evidence(struct sim_context *s, int32_t incident, double share)
{
    const struct parameters_attribution *p = &s->world->parameters.attribution;
    struct incident *i = SIM_INCIDENT(s, incident);
    struct belief *b = SIM_BELIEF(s, i->belief);
    double gap =
        belief_is_slow(s, i) ? p->evidence_gap_stealthy_days : p->evidence_gap_overt_days;
    double rate =
        lever_capacity_multiplier(
            lever_state_capacity(s, i->target, CAPACITY_ATTRIBUTION), p->attribution_effect) /
        gap;

    b->next = sim_draw4(s, PURPOSE_evidence, i->id, (uint64_t)b->items);
    rate = lever_for_state(s, LEVER_evidence_rate, i->target, rate);
    i->evidence = sim_in(s,
        (b->items == 0 ? p->evidence_least_days : 0) +
            distribution_exponential(b->next.u[0]) / (rate * share),
        EVENT_evidence, incident, 0);
}

void
belief_cancel_timers(struct sim_context *s, struct incident *i)
{
    sim_cancel(s, &i->evidence);
    sim_cancel(s, &i->patience);
}

static void
end_early(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    belief_cancel_timers(s, i);
    belief_conclude(s, i, false);
    sim_mark_step(s, incident, DUE_CLARIFICATION);
}

void
belief_review(struct sim_context *s, int32_t incident)
{
    if (belief_certain(s, SIM_INCIDENT(s, incident))) {
        end_early(s, incident);
    }
}

enum { ITEM_OF_INDUSTRY = 1 << 30 };

/* Returns the accuracy of an item of the victim, or of the statement of industry. */
static double
item_accuracy(const struct sim_context *s, const struct incident *i, uint64_t item)
{
    double q = SIM_BELIEF(s, i->belief)->accuracy;

    return s->world->parameters.attribution.item_weight_sd > 0
               ? belief_item_accuracy(s, q, sim_draw(s, PURPOSE_item_weight, i->id, item))
               : q;
}

void
belief_on_evidence(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    struct incident *i = SIM_INCIDENT(s, event->a);
    struct belief *b = SIM_BELIEF(s, i->belief);
    double q = item_accuracy(s, i, (uint64_t)b->items);

    b->items++;
    i->evidence = (struct timer){0, 0};
    belief_update(s, i->target, b, belief_draw_evidence(s, i, b, q, b->next), q);
    if (i->phase == PHASE_DECIDED) {
        schedule_evidence(
            s, event->a, s->world->parameters.attribution.evidence_after_decision);
    } else if (belief_certain(s, i)) {
        end_early(s, event->a);
    } else {
        schedule_evidence(s, event->a, 1);
    }
}

void
belief_continue(struct sim_context *s, int32_t incident)
{
    double share = s->world->parameters.attribution.evidence_after_decision;

    if (share > 0) {
        SIM_BELIEF(s, SIM_INCIDENT(s, incident)->belief)
            ->items++; /* the cancelled item has used the present address */
        schedule_evidence(s, incident, share);
    }
}

void
belief_investigate(struct sim_context *s, struct incident *i, int32_t items, double accuracy)
{
    struct belief *b = SIM_BELIEF(s, i->belief);
    double mean = portable_expit(portable_logit(b->accuracy) + accuracy);

    for (int32_t k = 0; k < items; k++) {
        struct stream_block u = sim_draw4(s, PURPOSE_investigation, i->id, 1 + (uint64_t)k);

        double q = belief_item_accuracy(s, mean, u.u[0]);

        belief_update(s, i->target, b, belief_draw_evidence(s, i, b, q, u), q);
    }
}

void
belief_attribute(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    start_belief(s, incident);
    if (WORLD_TYPE(s->world, i->type)->class_ == CLASS_ACCIDENT && i->perceived_intent == 0) {
        i->named = SUSPECT_ACCIDENT;
        i->confidence = 1;
        sim_notify(s, (struct observation){.kind = OBS_NAMED, .a = incident, .incident = i});
        sim_mark_step(s, incident, DUE_DECISION);
        return;
    }
    i->phase = PHASE_ATTRIBUTION;
    i->deadline_day = portable_max(i->detected_day + belief_patience_days(s, i), sim_now(s));
    i->patience = sim_at(s, belief_inquiry_deadline(s, i), EVENT_patience_over, incident, 0);
    schedule_evidence(s, incident, 1);
    if (!isnan(i->demand_day)) {
        belief_review(s, incident);
    }
}

/* ---- industry, MODEL.md (5.5) ---- */

int32_t
belief_industry_names(
    const struct sim_context *s, const struct incident *i, bool wrong, double u)
{
    int32_t truth = belief_truth(s->world, i);
    int32_t other = wrong ? world_suspect(s->world, i->target, truth, u) : NONE;

    return other != NONE ? other : truth;
}

void
belief_add_industry(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    struct belief *b = SIM_BELIEF(s, i->belief);
    int32_t item = belief_place(b, i->industry_named);

    if (item != NONE && !belief_was_demanded_by(i, i->initiator)) {
        belief_update(s, i->target, b, item, item_accuracy(s, i, ITEM_OF_INDUSTRY));
        belief_revise(s, incident);
    }
}

void
belief_keep_suspects(const struct sim_context *s, struct incident *i)
{
    const struct belief *b = i->belief == NONE ? NULL : SIM_BELIEF(s, i->belief);

    for (int32_t k = 0; b != NULL && k < b->n; k++) {
        int32_t state = b->suspect[k];

        if (state >= 0 && !belief_may_tell_suspect(s, i, b, k)) {
            i->suspected[state / 64] |= UINT64_C(1) << (state % 64);
        }
    }
}

/* Whether the victim keeps its belief after the decision, because industry may name an actor. */
static bool
industry_may_speak(const struct sim_context *s, const struct incident *i)
{
    const struct queue *queue = &s->run->kernel.queue;

    return i->phase == PHASE_DECIDED && s->world->parameters.attribution.reopen_days > 0 &&
           s->world->parameters.decision.reviewed_orders > 0 &&
           (queue_pending(queue, i->industry) ||
               (isnan(i->public_day) && queue_pending(queue, i->publication)));
}

void
belief_drop(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    if (i->belief != NONE) {
        sim_cancel(s, &i->evidence);
        if (industry_may_speak(s, i)) {
            i->last_belief = 1 + i->belief;
        } else {
            sim_release(&s->run->beliefs, i->belief);
        }
        incident_list_remove(s, &SIM_STATE(s, i->target)->attributed, incident);
        i->belief = NONE;
    }
}

void
belief_forget(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    if (i->last_belief != 0) {
        sim_release(&s->run->beliefs, i->last_belief - 1);
        i->last_belief = 0;
    }
}

bool
belief_reopen(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    int32_t item;

    if (i->last_belief == 0 || !isnan(i->truth_day) || i->industry_named == i->named ||
        (WORLD_TYPE(s->world, i->type)->class_ == CLASS_ACCIDENT && i->perceived_intent == 0) ||
        sim_now(s) - i->settled_day >= s->world->parameters.attribution.reopen_days) {
        return false;
    }
    set_belief(s, incident, i->last_belief - 1);
    i->last_belief = 0;
    item = belief_place(SIM_BELIEF(s, i->belief), i->industry_named);
    if (item != NONE) {
        belief_update(s, i->target, SIM_BELIEF(s, i->belief), item,
            1 - s->world->parameters.publicity.industry_error);
    }
    if (item != NONE && belief_would_name(s, i) != i->named &&
        (i->named < 0 || belief_certain(s, i))) {
        return true;
    }
    belief_drop(s, incident);
    return false;
}
