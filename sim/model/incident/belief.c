#include "model/incident/belief_internal.h"

#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/incident/campaign.h"
#include "model/state/lever_effect.h"

/* Perception. MODEL.md (4.1), (4.2) */

static double
perceived_severity(const struct sim_context *s, const struct incident *i, double u)
{
    const struct parameters_perception *p = &s->world->parameters.perception;
    double sd = lever_for_state(s, LEVER_severity_noise, i->target, p->severity_sd);

    return fmin(fmax(i->severity + sd * portable_normal(u), 1), SEVERITY_MAX);
}

double
belief_triage_priority(const struct sim_context *s, struct incident *i)
{
    i->severity_error = sim_draw_part(s, PURPOSE_perception, i->id, 0, 0, 1).u[0];
    return perceived_severity(s, i, i->severity_error);
}

static double
misreading(const struct sim_context *s, const struct incident *i, double base)
{
    const struct parameters_perception *p = &s->world->parameters.perception;
    struct dyad_direction direction = i->initiator == NONE
                                          ? (struct dyad_direction){NONE, 0, NULL}
                                          : dyad_direction(s, i->target, i->initiator);

    if (SIM_STATE(s, i->target)->crises > 0) {
        base *= p->crisis_effect;
    }
    if (direction.pair != NONE) {
        base *= portable_exp(p->distance_effect * lever_doctrinal_distance(s, direction.pair));
    }
    return lever_for_pair(
        s, LEVER_misreading, direction.pair, fmin(base, 1), &lever_filter_any);
}

static double
perceived_intent(const struct sim_context *s, const struct incident *i, double u)
{
    const struct parameters_perception *p = &s->world->parameters.perception;

    switch ((enum incident_class)WORLD_TYPE(s->world, i->type)->class_) {
    case CLASS_ESPIONAGE:
        return u < misreading(s, i, p->misread_espionage) ? 1 : 0;
    case CLASS_PREPOSITIONING:
        return u < misreading(s, i, p->misread_prepositioning) ? 1 : 0;
    case CLASS_ACCIDENT:
        return u < misreading(s, i, p->misread_accident) ? 1 : 0;
    case CLASS_DISRUPTION:
    case CLASS_DEGRADATION:
    case CLASS_CRIME:
    case CLASS_COUNT:
        break;
    }
    return 1;
}

/* Whether the longer times of stealthy incidents apply to evidence and patience. */
static bool
is_slow(const struct sim_context *s, const struct incident *i)
{
    return incident_type_is_stealthy(WORLD_TYPE(s->world, i->type));
}

static void
start_belief(struct sim_context *s, struct incident *i)
{
    struct belief *b;

    i->belief = sim_acquire(&s->run->beliefs);
    b = SIM_BELIEF(s, i->belief);
    belief_prior(s, i->target, WORLD_TYPE(s->world, i->type), b);
    b->accuracy = belief_accuracy(s, i->target);
    b->asks = sim_draw(s, PURPOSE_ask, i->id, 0);
}

/* Posteriors */

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

/* Evidence. MODEL.md (5.2), (5.3) */

int32_t
belief_truth(const struct world *w, const struct incident *i)
{
    if (WORLD_TYPE(w, i->type)->class_ == CLASS_ACCIDENT) {
        return SUSPECT_ACCIDENT;
    }
    return i->initiator >= 0 ? i->initiator : SUSPECT_NON_STATE;
}

/* `share`: of the rate during attribution. */
static void
schedule_evidence(struct sim_context *s, int32_t incident, double share)
{
    const struct parameters_attribution *p = &s->world->parameters.attribution;
    struct incident *i = SIM_INCIDENT(s, incident);
    struct belief *b = SIM_BELIEF(s, i->belief);
    double gap = is_slow(s, i) ? p->evidence_gap_stealthy_days : p->evidence_gap_overt_days;
    double rate =
        lever_capacity_multiplier(
            lever_state_capacity(s, i->target, CAPACITY_ATTRIBUTION), p->attribution_effect) /
        gap;

    b->next = sim_draw4(s, PURPOSE_evidence, i->id, (uint64_t)b->items);
    rate = lever_for_state(s, LEVER_evidence_rate, i->target, rate);
    i->evidence = sim_in(s, distribution_exponential(b->next.u[0]) / (rate * share),
        EVENT_evidence, incident, 0);
}

/* Whether the most likely suspect reaches the confidence that ends attribution. */
static bool
certain(const struct sim_context *s, const struct incident *i)
{
    int32_t top = belief_top(s, i, false);

    return belief_of(s, i, top) >= lever_confidence_threshold(s, i->target);
}

static void
cancel_timers(struct sim_context *s, struct incident *i)
{
    sim_cancel(s, &i->evidence);
    sim_cancel(s, &i->patience);
}

static void
end_early(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    cancel_timers(s, i);
    belief_conclude(s, i, false);
    sim_mark_step(s, incident, DUE_CLARIFICATION);
}

void
belief_review(struct sim_context *s, int32_t incident)
{
    if (certain(s, SIM_INCIDENT(s, incident))) {
        end_early(s, incident);
    }
}

enum { ITEM_OF_INDUSTRY = 1 << 30 };

/* Accuracy of an item of the victim, or of the statement of industry. */
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
    belief_update(s, b, belief_draw_evidence(s, i, b, q, b->next), q);
    if (i->phase == PHASE_DECIDED) {
        schedule_evidence(
            s, event->a, s->world->parameters.attribution.evidence_after_decision);
    } else if (certain(s, i)) {
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
            ->items++; /* the draw of a cancelled one */
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

        belief_update(s, b, belief_draw_evidence(s, i, b, q, u), q);
    }
}

/* Patience. MODEL.md (6.1), (6.2) */

static double
patience_days(const struct sim_context *s, const struct incident *i)
{
    const struct parameters_attribution *p = &s->world->parameters.attribution;
    double days = is_slow(s, i) ? p->patience_stealthy_days : p->patience_overt_days;

    days *= WORLD_STATE(s->world, i->target)->patience *
            portable_exp2(p->severity_on_patience * (i->perceived_severity - 3)) *
            (1 - p->pressure_on_patience * i->pressure_at_detection);
    return SIM_STATE(s, i->target)->crises > 0 ? days * p->crisis_on_patience : days;
}

static double
naming_floor(const struct sim_context *s, const struct incident *i)
{
    const struct parameters_attribution *p = &s->world->parameters.attribution;
    double floor_ = p->naming_floor * (1 - p->pressure_on_floor * i->pressure_at_detection);

    return SIM_STATE(s, i->target)->crises > 0 ? floor_ * p->crisis_on_floor : floor_;
}

/* Whom the victim would name now. */
static int32_t
whom_to_name(const struct sim_context *s, const struct incident *i, bool patience_over)
{
    int32_t top = belief_top(s, i, false);

    if (patience_over) {
        int32_t state = belief_top(s, i, true);

        if (state != NONE && belief_of(s, i, state) >= naming_floor(s, i)) {
            top = state;
        } else if (!certain(s, i)) {
            top = NONE;
        }
    }
    return top;
}

void
belief_conclude(struct sim_context *s, struct incident *i, bool patience_over)
{
    if (i->belief != NONE) { /* a received act has a known actor */
        i->named = whom_to_name(s, i, patience_over);
        i->confidence = i->named == NONE ? NAN : belief_of(s, i, i->named);
    }
}

bool
belief_still_names(const struct sim_context *s, const struct incident *i)
{
    return i->belief == NONE || belief_of(s, i, i->named) == i->confidence ||
           whom_to_name(s, i, true) == i->named;
}

/* A grave matter cannot wait: `days` are those of severity 3. MODEL.md (7.8) */
static double
urgent(const struct incident *i, double days)
{
    return days * portable_exp2(-(i->perceived_severity - 3) / 2);
}

double
belief_inquiry_deadline(const struct sim_context *s, const struct incident *i)
{
    return fmax(
        i->deadline_day - urgent(i, s->world->parameters.clarification.wait_days), sim_now(s));
}

double
belief_reply_days(const struct sim_context *s, const struct incident *i, double days)
{
    double turns = s->world->parameters.clarification.wait_turns;
    int32_t pair = world_pair(s->world, i->target, i->named);
    int32_t channel = channel_direct(s, pair);

    days = urgent(i, days);
    return turns == 0 || channel == NONE
               ? days
               : fmin(
                     days, turns * channel_usual_reply_days(s, pair, (enum channel_kind)channel,
                                       WORLD_STATE(s->world, i->named)->handling_hours));
}

double
belief_wait_days(const struct sim_context *s, const struct incident *i)
{
    return fmin(belief_reply_days(s, i, s->world->parameters.clarification.wait_days),
        i->deadline_day - sim_now(s));
}

bool
belief_would_ask(const struct sim_context *s, const struct incident *i)
{
    const struct parameters_clarification *p = &s->world->parameters.clarification;
    int32_t pair = i->named >= 0 ? world_pair(s->world, i->target, i->named) : NONE;

    return pair != NONE && !i->asked && (belief_wait_days(s, i) > 0 || p->wait_days == 0) &&
           channel_direct(s, pair) != NONE &&
           SIM_BELIEF(s, i->belief)->asks <
               lever_for_pair(s, LEVER_ask, pair, p->p_ask, &lever_filter_any);
}

void
belief_revise(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    if (i->phase == PHASE_ATTRIBUTION) {
        belief_review(s, incident);
    } else if (i->phase == PHASE_TABLED) {
        belief_conclude(s, i, true);
    }
}

void
belief_end(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    cancel_timers(s, i);
    belief_conclude(s, i, true);
}

void
belief_on_patience_over(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    struct incident *i = SIM_INCIDENT(s, event->a);

    i->patience = (struct timer){0, 0};
    belief_conclude(s, i, true);
    if (sim_now(s) < i->deadline_day && !belief_would_ask(s, i)) {
        i->named = NONE; /* attribution continues to the deadline */
        i->confidence = NAN;
        i->patience = sim_at(s, i->deadline_day, EVENT_patience_over, event->a, 0);
        return;
    }
    cancel_timers(s, i);
    sim_mark_step(s, event->a, DUE_CLARIFICATION);
}

void
belief_perceive(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    struct stream_block u = sim_draw_part(s, PURPOSE_perception, i->id, 0, 1, 1);

    i->triaged_day = sim_now(s);
    if (i->campaign != NONE) {
        campaign_see(s, i->campaign, i->target);
    }
    i->perceived_severity = perceived_severity(s, i, i->severity_error);
    i->perceived_intent = perceived_intent(s, i, u.u[1]);
    i->pressure_at_detection = lever_state_pressure(s, i->target); /* patience depends on it */
    sim_notify(s, (struct observation){.kind = OBS_TRIAGED, .a = incident, .incident = i});
}

void
belief_attribute(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    start_belief(s, i);
    if (WORLD_TYPE(s->world, i->type)->class_ == CLASS_ACCIDENT && i->perceived_intent == 0) {
        i->named = SUSPECT_ACCIDENT;
        i->confidence = 1;
        sim_notify(s, (struct observation){.kind = OBS_NAMED, .a = incident, .incident = i});
        sim_mark_step(s, incident, DUE_DECISION);
        return;
    }
    i->phase = PHASE_ATTRIBUTION;
    i->deadline_day = fmax(i->detected_day + patience_days(s, i), sim_now(s));
    i->patience = sim_at(s, belief_inquiry_deadline(s, i), EVENT_patience_over, incident, 0);
    schedule_evidence(s, incident, 1);
}

/* Industry. MODEL.md (5.5) */

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

    if (item != NONE) {
        belief_update(s, b, item, item_accuracy(s, i, ITEM_OF_INDUSTRY));
        belief_revise(s, incident);
    }
}

void
belief_drop(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    if (i->belief != NONE) {
        sim_cancel(s, &i->evidence);
        sim_release(&s->run->beliefs, i->belief);
        i->belief = NONE;
    }
}
