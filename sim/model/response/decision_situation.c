/* The situation of the deciding state, and the responses that are possible in it. */
#include "model/response/decision.h"

#include "model/agreement/agreement.h"
#include "model/channel/channel.h"
#include "model/channel/offer.h"
#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/incident/incident.h"
#include "model/response/action.h"
#include "model/response/decision_internal.h"
#include "model/response/joint_attribution.h"
#include "model/response/message.h"
#include "model/response/partner.h"
#include "model/response/proportion.h"
#include "model/state/lever_effect.h"

static void
assess_named(const struct sim_context *s, const struct incident *i, struct situation *x)
{
    const struct parameters_decision *p = &s->world->parameters.decision;
    double theta = s->world->parameters.tension.threshold;
    double confidence = portable_min(portable_max((i->confidence - 0.8) / 0.2, -1.5), 1);

    x->direction = dyad_direction(s, i->target, i->named);
    x->certainty = x->cyber_trigger ? i->confidence : NAN;
    x->x_trust = 2 * dyad_trust(s, x->direction) - 1;
    x->confidence = p->w_confidence * confidence;
    x->tension = p->w_tension * portable_min(dyad_tension(s, x->direction) / theta, 2);
    x->trust = -p->w_trust * x->x_trust;
    x->cost = -p->w_cost * (lever_for_pair(s, LEVER_hostility_cost, x->direction.pair, 0,
                                &lever_filter_any) +
                               s->world->parameters.coalition.cost *
                                   joint_attribution_support(s, i->named, i->target));
    x->crisis = dyad_knows_crisis(s, x->direction);
    x->spared = dyad_is_spared(s, x->direction, i->start_day) ||
                (offer_is_open(x->direction) && i->start_day < x->direction.now->offer_day);
    x->worth_asking = x->cyber_trigger ? belief_worth_asking(s, i) : 1;
    x->own_conduct = belief_own_conduct(s, i);
    x->chain =
        (i->counter_operation ? p->covert_chain * i->generation : 0) + /* MODEL.md (8.20) */
        (action_replies_by_espionage(s->world, i) ? p->covert_espionage : 0);
    x->exchange =
        x->cyber_trigger || i->rung > RUNG_PUBLIC_FRICTION
            ? 0
            : p->statement_chain * portable_max(i->generation - 1, 0); /* MODEL.md (8.21) */
    x->has_channel = channel_direct(s, x->direction.pair) != NONE;
    x->may_investigate = partner_may_investigate(s, i);
}

/* Computes the rung that the incident justifies, from its severity, its target, and whether there
   is a crisis. For an open act, the bounds in the rows of the responses apply instead. MODEL.md
   (8.16), (8.17) */
static void
assess_proportion(const struct sim_context *s, const struct incident *i, struct situation *x)
{
    const struct parameters_decision *p = &s->world->parameters.decision;

    x->proportionate = x->cyber_trigger
                           ? i->perceived_severity + proportion_stake(s, i) +
                                 p->proportion_above + (x->crisis ? p->proportion_crisis : 0)
                           : INFINITY;
    if (x->harm > 0 && i->named >= 0) {
        double above = portable_max(x->harm - p->passivity_from, 0);

        x->passivity = p->passivity_cost * above * above * i->perceived_intent * i->confidence;
    }
}

/* Sets what the state adds to the utilities of responses with each doctrine. */
static void
assess_doctrine(const struct state *state, struct situation *x)
{
    x->doctrine[DOCTRINE_INERTIA] = state->inertia;
    x->doctrine[DOCTRINE_PUBLICITY] = state->publicity;
    x->doctrine[DOCTRINE_RETALIATION] = state->retaliation;
    x->doctrine[DOCTRINE_FORCE] = state->force;
    x->doctrine[DOCTRINE_COERCION] = state->publicity + state->coercion;
}

void
decision_assess(const struct sim_context *s, const struct incident *i, struct situation *x)
{
    const struct parameters_decision *p = &s->world->parameters.decision;

    *x = (struct situation){.direction = {NONE, 0, NULL}};
    x->intent = p->w_intent * i->perceived_intent;
    x->pressure = p->w_pressure * lever_state_pressure(s, i->target);
    x->severity = i->perceived_severity - 3;
    x->partner = message_partner(s, i);
    if (x->partner != NONE) {
        x->partner_trust = 2 * dyad_trust(s, dyad_direction(s, i->target, x->partner)) - 1;
    }
    x->host = partner_host(s, i);
    if (x->host != NONE) {
        x->host_trust = 2 * dyad_trust(s, dyad_direction(s, i->target, x->host)) - 1;
    }
    x->cyber_trigger = i->trigger_kind == TRIGGER_INCIDENT;
    x->known = !x->cyber_trigger || belief_knows_demand(i);
    x->crime = proportion_is_crime(s, i);
    x->harm = proportion_harm(s, i);
    x->secret = x->cyber_trigger && incident_secret(s, i);
    x->trigger_rung = x->cyber_trigger ? incident_rung_as_seen(i) : i->rung;
    x->first = isnan(i->decided_day);
    x->deferred = (i->phase == PHASE_TABLED ? i->phase_before : i->phase) == PHASE_DEFERRED;
    x->operation_possible =
        SIM_STATE(s, i->target)->operations < WORLD_STATE(s->world, i->target)->operation_teams;
    if (i->named >= 0) {
        assess_named(s, i, x);
    }
    assess_proportion(s, i, x);
    assess_doctrine(WORLD_STATE(s->world, i->target), x);
    x->hostile = x->intent + x->confidence + x->tension + x->pressure + x->trust + x->cost;
}

/* Whether the response asks who is responsible. This is possible only if the actor is not known. */
static bool
asks_who(const struct response *r)
{
    return r->effect == EFFECT_INQUIRY || r->effect == EFFECT_INVESTIGATION;
}

/* Whether the state may ask a partner for help. It may do so once for each incident; partners
   cannot help against an open act. */
static bool
may_turn_to_partner(const struct situation *x)
{
    return x->cyber_trigger && x->first;
}

/* Whether the incident was noticed so long ago that its indicators are of no use to others. */
static bool
is_old_news(const struct sim_context *s, const struct incident *i)
{
    return sim_now(s) - i->detected_day > s->world->parameters.sharing.notice_days;
}

/* Whether the response comes too late: assistance after the end of the incident, or a notice about
   an incident that was noticed long ago. */
static bool
is_too_late_for(const struct sim_context *s, const struct incident *i, const struct response *r)
{
    return (r->effect == EFFECT_ASSISTANCE && i->ended) ||
           (r->effect == EFFECT_NOTICE && is_old_news(s, i));
}

/* Returns the number of rungs by which a hostile act of that rung is above the highest
   proportionate rung. */
static double
excess_of_rung(double rung, const struct situation *x)
{
    double rungs = rung - x->proportionate;

    return rungs > 0 ? rungs : 0;
}

double
decision_excess(const struct response *r, const struct situation *x)
{
    return response_is_hostile_act(r) ? excess_of_rung((double)r->rung, x) : 0;
}

/* Returns decision_grave() of coercion. */
static double
grave_share(const struct parameters_decision *p, const struct situation *x)
{
    return x->cyber_trigger && p->coercion_from > 0
               ? portable_min(portable_max(x->severity + 3 - p->coercion_from, 0), 1)
               : 1;
}

double
decision_grave(
    const struct parameters_decision *p, const struct response *r, const struct situation *x)
{
    return r->doctrine == DOCTRINE_COERCION ? grave_share(p, x) : 1;
}

/* Whether the incident is a nuisance or a disruption of more than `days` ago, or espionage of very
   long ago, for which no hostile response is worth while. */
static bool
is_old_nuisance(const struct sim_context *s, const struct incident *i,
    const struct situation *x, double days)
{
    enum { NUISANCE_BELOW = 3 };
    const struct parameters_decision *p = &s->world->parameters.decision;
    double age = sim_now(s) - i->detected_day;
    bool minor = x->severity + 3 < NUISANCE_BELOW ||
                 (i->type != NONE && WORLD_TYPE(s->world, i->type)->class_ == CLASS_DISRUPTION);
    double limit = minor                                      ? days
                   : action_replies_by_espionage(s->world, i) ? p->coercion_lapse_days
                                                              : INFINITY;

    return p->lapse_ratio > 0 && age > limit;
}

/* Whether is_old_nuisance() excludes the response. MODEL.md (8.18) */
static bool
comes_too_late(const struct sim_context *s, const struct incident *i, const struct response *r,
    const struct situation *x)
{
    const struct parameters_decision *p = &s->world->parameters.decision;

    return (r->effect == EFFECT_OPERATION && is_old_nuisance(s, i, x, p->lapse_days)) ||
           (response_is_hostile_act(r) && is_old_nuisance(s, i, x, p->coercion_lapse_days));
}

/* Whether the trigger excludes the response. Excluded are more than a statement in reply to a
   statement, more than legal means against crime, sanctions for a minor incident, and an open
   response too far above the proportionate rung. MODEL.md (8.14), (8.16), (8.19) */
static bool
out_of_bounds(const struct sim_context *s, const struct response *r, const struct situation *x)
{
    const struct parameters_decision *p = &s->world->parameters.decision;

    return x->cyber_trigger ? (x->crime && !r->crime) || decision_grave(p, r, x) == 0 ||
                                  decision_excess(r, x) >= p->proportion_limit
                            : x->trigger_rung < r->act_rung;
}

/* Returns why the need of the response is not met; OBSTACLE_NONE if it is met. The function is not
   inlined, so that the tests before it need no stack frame. */
__attribute__((noinline)) static enum response_obstacle
unmet_need(const struct sim_context *s, const struct incident *i, const struct response *r,
    const struct situation *x)
{
    switch ((enum response_need)r->need) {
    case NEED_NOTHING:
    case NEED_NAMED:
        break;
    case NEED_PARTNER:
        return x->partner != NONE ? OBSTACLE_NONE : OBSTACLE_NO_PARTNER;
    case NEED_HOST:
        return x->host != NONE ? OBSTACLE_NONE : OBSTACLE_NO_PARTNER;
    case NEED_NAMED_AND_CHANNEL:
        return x->has_channel ? OBSTACLE_NONE : OBSTACLE_NO_CHANNEL;
    case NEED_AGREEMENT:
        return agreement_may_suspend(s, x->direction.pair) ? OBSTACLE_NONE
                                                           : OBSTACLE_NO_AGREEMENT;
    case NEED_CRISIS:
        return proportion_allows_force(s, i, r) ? OBSTACLE_NONE : OBSTACLE_NO_CRISIS;
    }
    return OBSTACLE_NONE;
}

static enum response_obstacle
obstacle(const struct sim_context *s, const struct incident *i, const struct response *r,
    const struct situation *x)
{
    bool named = x->direction.pair != NONE;
    bool turns = r->side == SIDE_HELP && r->effect != EFFECT_NOTHING;

    if (!r->offered) {
        return OBSTACLE_NOT_OFFERED;
    }
    if (out_of_bounds(s, r, x) || comes_too_late(s, i, r, x)) {
        return OBSTACLE_OUT_OF_BOUNDS;
    }
    if (r->effect == EFFECT_INVESTIGATION && named && x->cyber_trigger && !x->may_investigate) {
        return OBSTACLE_OUT_OF_BOUNDS;
    }
    if (x->deferred && r->defer_days > 0) {
        return OBSTACLE_WAITED;
    }
    if (r->effect == EFFECT_OPERATION && !x->operation_possible) {
        return OBSTACLE_NO_TEAM_FREE;
    }
    if ((x->known && asks_who(r)) || (!x->cyber_trigger && turns)) {
        return OBSTACLE_OPEN_ACT;
    }
    if (turns && (!may_turn_to_partner(x) || is_too_late_for(s, i, r))) {
        return OBSTACLE_TURNED;
    }
    if (!named && r->need >= NEED_NAMED) {
        return OBSTACLE_NOBODY_NAMED;
    }
    if (x->spared && (response_is_hostile(r) || response_is_act(r))) {
        return OBSTACLE_SETTLED;
    }
    return r->need < NEED_PARTNER || r->need == NEED_NAMED ? OBSTACLE_NONE
                                                           : unmet_need(s, i, r, x);
}

/* Returns the responses that out_of_bounds() excludes. */
static response_set
set_out_of_bounds(const struct sim_context *s, const struct situation *x)
{
    const struct parameters_decision *p = &s->world->parameters.decision;
    const struct response_sets *of = &s->world->response_sets;
    response_set result = 0;

    if (!x->cyber_trigger) {
        return of->too_much_after[x->trigger_rung];
    }
    if (p->proportion_limit <= 0) {
        return of->offered;
    }
    for (int32_t rung = RUNGS - 1; rung >= 0 && excess_of_rung(rung, x) >= p->proportion_limit;
         rung--) {
        result |= of->hostile_act[rung];
    }
    result |= x->crime ? of->no_crime : 0;
    result |= grave_share(p, x) == 0 ? of->coercion : 0;
    return result;
}

/* Returns the responses whose need is not met. */
static response_set
set_in_need(const struct sim_context *s, const struct incident *i, const struct situation *x,
    response_set left)
{
    const struct response_sets *of = &s->world->response_sets;
    response_set result = 0, forceful = left & of->need[NEED_CRISIS];

    result |= x->partner == NONE ? of->need[NEED_PARTNER] : 0;
    result |= x->host == NONE ? of->need[NEED_HOST] : 0;
    if (x->direction.pair == NONE) {
        return result | of->need[NEED_NAMED] | of->need[NEED_NAMED_AND_CHANNEL] |
               of->need[NEED_AGREEMENT] | of->need[NEED_CRISIS];
    }
    result |= x->has_channel ? 0 : of->need[NEED_NAMED_AND_CHANNEL];
    if ((left & of->need[NEED_AGREEMENT]) != 0 &&
        !agreement_may_suspend(s, x->direction.pair)) {
        result |= of->need[NEED_AGREEMENT];
    }
    for (; forceful != 0; forceful = response_set_rest(forceful)) {
        int32_t r = response_set_first(forceful);

        if (!proportion_allows_force(s, i, WORLD_RESPONSE(s->world, r))) {
            result |= (response_set)1 << r;
        }
    }
    return result;
}

response_set
decision_possible(
    const struct sim_context *s, const struct incident *i, const struct situation *x)
{
    const struct parameters_decision *p = &s->world->parameters.decision;
    const struct response_sets *of = &s->world->response_sets;
    response_set set = of->offered & ~set_out_of_bounds(s, x);
    response_set asks_who = of->effect[EFFECT_INQUIRY] | of->effect[EFFECT_INVESTIGATION];

    if (x->direction.pair != NONE && x->cyber_trigger && !x->may_investigate) {
        set &= ~of->effect[EFFECT_INVESTIGATION];
    }
    set &= ~(x->deferred ? of->defers : 0);
    if (!x->operation_possible || is_old_nuisance(s, i, x, p->lapse_days)) {
        set &= ~of->effect[EFFECT_OPERATION];
    }
    if (is_old_nuisance(s, i, x, p->coercion_lapse_days)) {
        for (int32_t rung = RUNG_PUBLIC_FRICTION; rung < RUNGS; rung++) {
            set &= ~of->hostile_act[rung];
        }
    }
    set &= ~(x->known ? asks_who : 0);
    set &= ~(may_turn_to_partner(x) ? 0 : of->turns);
    set &= ~(i->ended ? of->turns & of->effect[EFFECT_ASSISTANCE] : 0);
    set &= ~(is_old_news(s, i) ? of->turns & of->effect[EFFECT_NOTICE] : 0);
    set &= ~(x->spared ? of->against : 0);
    return set & ~set_in_need(s, i, x, set);
}

enum response_obstacle
decision_obstacle(const struct sim_context *s, const struct incident *i, int32_t response)
{
    struct situation x;

    decision_assess(s, i, &x);
    return obstacle(s, i, WORLD_RESPONSE(s->world, response), &x);
}
