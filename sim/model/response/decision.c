#include "model/response/decision.h"

#include <string.h>

#include "kernel/portable_math.h"
#include "model/agreement/agreement.h"
#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/incident/incident.h"
#include "model/response/action.h"
#include "model/response/joint_attribution.h"
#include "model/response/message.h"
#include "model/response/partner.h"
#include "model/response/proportion.h"
#include "model/state/lever_effect.h"

/** The situation of the deciding state; the same for all options. */
struct situation {
    double intent, confidence, tension, pressure, trust; /* weighted x of MODEL.md (8.2) */
    double severity;                                     /* perceived, minus 3 */
    double certainty; /* confidence in the attribution of an incident; NAN for an open act */
    double x_trust;   /* trust in the named state, 2 tau - 1 */
    double cost;
    struct dyad_direction direction; /* toward the named state; pair NONE if none is named */
    int32_t partner, host;           /* NONE: there is none */
    double partner_trust, host_trust;
    bool may_investigate; /* together with the named state */
    double harm;          /* perceived severity of an attack that is no crime; otherwise 0 */
    double proportionate; /* the highest proportionate rung of an open response */
    double worth_asking;  /* factor on the odds of an inquiry */
    double passivity;     /* cost of not responding to an attributed severe attack */
    double chain;         /* cost of a covert response in a chain of counter-operations, or of
                             espionage in reply to espionage */
    double exchange;      /* cost of a further statement in an exchange of statements */
    bool crime;
    bool known; /* the author is known: the trigger is an open act, or a demand reveals it */
    bool crisis, cyber_trigger, first, deferred;
    bool spared;             /* the state spares the named state (dyad_spare) */
    bool secret;             /* the incident becomes public only by an act of the victim */
    bool operation_possible; /* an operation team is free */
    int32_t trigger_rung;
};

static void
assess_named(const struct sim_context *s, const struct incident *i, struct situation *x)
{
    const struct parameters_decision *p = &s->world->parameters.decision;
    double theta = s->world->parameters.tension.threshold;
    double confidence = fmin(fmax((i->confidence - 0.8) / 0.2, -1.5), 1);

    x->direction = dyad_direction(s, i->target, i->named);
    x->certainty = x->cyber_trigger ? i->confidence : NAN;
    x->x_trust = 2 * dyad_trust(s, x->direction) - 1;
    x->confidence = p->w_confidence * confidence;
    x->tension = p->w_tension * fmin(dyad_tension(s, x->direction) / theta, 2);
    x->trust = -p->w_trust * x->x_trust;
    x->cost = -p->w_cost * (lever_for_pair(s, LEVER_hostility_cost, x->direction.pair, 0,
                                &lever_filter_any) +
                               s->world->parameters.coalition.cost *
                                   joint_attribution_support(s, i->named, i->target));
    x->crisis = dyad_knows_crisis(s, x->direction);
    x->spared = dyad_is_spared(s, x->direction, i->start_day);
    x->worth_asking = x->cyber_trigger ? belief_worth_asking(s, i) : 1;
    x->chain =
        (i->counter_operation ? p->covert_chain * i->generation : 0) + /* MODEL.md (8.20) */
        (action_replies_by_espionage(s->world, i) ? p->covert_espionage : 0);
    x->exchange = x->cyber_trigger || i->rung > RUNG_PUBLIC_FRICTION
                      ? 0
                      : p->statement_chain * fmax(i->generation - 1, 0); /* MODEL.md (8.21) */
    x->may_investigate = partner_may_investigate(s, i);
}

/* The rung that the incident justifies, by its severity, its target, and whether there is a
   crisis. For an open act the bounds in the rows of the responses apply instead. MODEL.md
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
        x->passivity = p->passivity_cost * fmax(x->harm - p->passivity_from, 0) *
                       i->perceived_intent * i->confidence;
    }
}

static struct situation
assess(const struct sim_context *s, const struct incident *i)
{
    const struct parameters_decision *p = &s->world->parameters.decision;
    struct situation x = {.direction = {NONE, 0, NULL}};

    x.intent = p->w_intent * i->perceived_intent;
    x.pressure = p->w_pressure * lever_state_pressure(s, i->target);
    x.severity = i->perceived_severity - 3;
    x.partner = message_partner(s, i);
    if (x.partner != NONE) {
        x.partner_trust = 2 * dyad_trust(s, dyad_direction(s, i->target, x.partner)) - 1;
    }
    x.host = partner_host(s, i);
    if (x.host != NONE) {
        x.host_trust = 2 * dyad_trust(s, dyad_direction(s, i->target, x.host)) - 1;
    }
    x.cyber_trigger = i->trigger_kind == TRIGGER_INCIDENT;
    x.known = !x.cyber_trigger || belief_knows_demand(i);
    x.crime = proportion_is_crime(s, i);
    x.harm = proportion_harm(s, i);
    x.secret = x.cyber_trigger && incident_secret(s, i);
    x.trigger_rung = x.cyber_trigger ? incident_rung_as_seen(i) : i->rung;
    x.first = isnan(i->decided_day);
    x.deferred = (i->phase == PHASE_TABLED ? i->phase_before : i->phase) == PHASE_DEFERRED;
    x.operation_possible =
        SIM_STATE(s, i->target)->operations < WORLD_STATE(s->world, i->target)->operation_teams;
    if (i->named >= 0) {
        assess_named(s, i, &x);
    }
    assess_proportion(s, i, &x);
    return x;
}

/* Whether the response asks who is responsible, which is possible only if the author is not
   known. */
static bool
asks_who(const struct response *r)
{
    return r->effect == EFFECT_INQUIRY || r->effect == EFFECT_INVESTIGATION;
}

/* A state may turn to a partner once for each incident; partners cannot help against an open
   act. */
static bool
may_turn_to_partner(const struct situation *x)
{
    return x->cyber_trigger && x->first;
}

/* Number of rungs by which an open hostile response exceeds the highest proportionate one.
   MODEL.md (8.16) */
static double
excess(const struct response *r, const struct situation *x)
{
    double rungs = (double)r->rung - x->proportionate;

    return rungs > 0 && response_is_hostile_act(r) ? rungs : 0;
}

/* A share, in [0, 1]: 0 up to the severity `coercion_from`, 1 from one unit above it; 1 for
   responses that are no coercion, and for open acts. MODEL.md (8.19) */
static double
grave(const struct parameters_decision *p, const struct response *r, const struct situation *x)
{
    return r->doctrine == DOCTRINE_COERCION && x->cyber_trigger && p->coercion_from > 0
               ? fmin(fmax(x->severity + 3 - p->coercion_from, 0), 1)
               : 1;
}

/* Whether the response is excluded for this trigger: more than a statement in reply to a
   statement, more than legal means against crime, an open response too far above the proportionate
   rung, or sanctions for a light incident. MODEL.md (8.14), (8.16), (8.19) */
static bool
out_of_bounds(const struct sim_context *s, const struct response *r, const struct situation *x)
{
    const struct parameters_decision *p = &s->world->parameters.decision;

    return x->cyber_trigger ? (x->crime && !r->crime) || grave(p, r, x) == 0 ||
                                  excess(r, x) >= p->proportion_limit
                            : x->trigger_rung < r->act_rung;
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
    if (out_of_bounds(s, r, x)) {
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
    if (turns && !may_turn_to_partner(x)) {
        return OBSTACLE_TURNED;
    }
    if (!named && r->need >= NEED_NAMED) {
        return OBSTACLE_NOBODY_NAMED;
    }
    if (x->spared && response_is_hostile(r)) {
        return OBSTACLE_SETTLED;
    }
    switch ((enum response_need)r->need) {
    case NEED_NOTHING:
    case NEED_NAMED:
        break;
    case NEED_PARTNER:
        return x->partner != NONE ? OBSTACLE_NONE : OBSTACLE_NO_PARTNER;
    case NEED_HOST:
        return x->host != NONE ? OBSTACLE_NONE : OBSTACLE_NO_PARTNER;
    case NEED_NAMED_AND_CHANNEL:
        return channel_direct(s, x->direction.pair) != NONE ? OBSTACLE_NONE
                                                            : OBSTACLE_NO_CHANNEL;
    case NEED_AGREEMENT:
        return agreement_may_suspend(s, x->direction.pair) ? OBSTACLE_NONE
                                                           : OBSTACLE_NO_AGREEMENT;
    case NEED_CRISIS:
        return proportion_allows_force(s, i, r) ? OBSTACLE_NONE : OBSTACLE_NO_CRISIS;
    }
    return OBSTACLE_NONE;
}

/* Most impossible responses need a named state, and no state is named. */
static inline bool
possible(const struct sim_context *s, const struct incident *i, const struct response *r,
    const struct situation *x)
{
    return (x->direction.pair != NONE || r->need < NEED_NAMED) &&
           obstacle(s, i, r, x) == OBSTACLE_NONE;
}

enum response_obstacle
decision_obstacle(const struct sim_context *s, const struct incident *i, int32_t response)
{
    const struct situation x = assess(s, i);

    return obstacle(s, i, WORLD_RESPONSE(s->world, response), &x);
}

/* Weight of the state's own pledges that a counter-operation would break. */
static double
pledge(const struct sim_context *s, const struct incident *i, const struct response *r,
    const struct situation *x)
{
    if (r->effect != EFFECT_OPERATION ||
        !lever_has_links(s, LEVER_accepted_rate, x->direction.pair)) {
        return 0;
    }
    return action_reply_pledge(s, x->direction.pair, i);
}

static double
doctrine(const struct state *state, const struct response *r)
{
    switch ((enum response_doctrine)r->doctrine) {
    case DOCTRINE_NONE:
        return 0;
    case DOCTRINE_INERTIA:
        return state->inertia;
    case DOCTRINE_PUBLICITY:
        return state->publicity;
    case DOCTRINE_RETALIATION:
        return state->retaliation;
    case DOCTRINE_FORCE:
        return state->force;
    case DOCTRINE_COERCION:
        return state->publicity + state->coercion;
    }
    return 0;
}

static double
firebreak(const struct parameters_decision *p, const struct situation *x, bool covert)
{
    return p->firebreak + (x->cyber_trigger ? p->firebreak_cyber : 0) +
           (covert ? p->relief : 0);
}

static double
bonus(const struct sim_context *s, const struct incident *i, const struct response *r,
    const struct situation *x)
{
    int32_t other = r->need == NEED_HOST ? x->host : x->partner;
    int32_t pair = response_turns_elsewhere(r)
                       ? (other == NONE ? NONE : world_pair(s->world, i->target, other))
                       : x->direction.pair;

    double utility = r->bonus == NONE
                         ? 0
                         : lever_for_pair(s, (enum lever)r->bonus, pair, 0, &lever_filter_any);

    if (r->joinable && i->trigger_kind == TRIGGER_INCIDENT && i->named >= 0) {
        utility += s->world->parameters.coalition.support *
                   joint_attribution_support(s, i->target, i->named);
    }
    return utility;
}

/* Cost of an open response that reveals a secret incident. A military display reveals nothing. */
static double
secrecy_cost(const struct sim_context *s, const struct response *r)
{
    bool reveals = r->side == SIDE_OVERT && ladder_is_public_response(r->rung);

    return reveals ? s->world->parameters.publicity.secrecy : 0;
}

/* Loss of utility by doubt about the attribution: the logarithm of a logistic function of
   confidence, so that utility has no step at the threshold of certainty. MODEL.md (8.15) */
static double
doubt(const struct parameters_decision *p, const struct response *r, const struct situation *x)
{
    if (r->certainty == 0 || x->direction.pair == NONE || isnan(x->certainty)) {
        return 0;
    }
    return portable_log(portable_expit((x->certainty - r->certainty) / p->certainty_width));
}

/* Loss of utility of an inquiry whose reply would have little value. The loss has a bound, so the
   inquiry remains possible. MODEL.md (7.1) */
static double
idle(const struct parameters_decision *p, const struct response *r, const struct situation *x)
{
    enum { SELDOM = -9 }; /* decimal logarithm of the smallest factor */

    return r->effect == EFFECT_INQUIRY && x->direction.pair != NONE && x->worth_asking < 1
               ? p->temperature * fmax(portable_log(x->worth_asking), SELDOM * 2.302585093)
               : 0;
}

/* The share of the duty to respond in the open to a severe attack that the response leaves
   unfulfilled. 1: nothing, repair at home, or military means, which are another kind of response;
   0.5: a private protest; otherwise 0. MODEL.md (8.17) */
static double
unfulfilled(const struct response *r)
{
    return r->side != SIDE_OVERT                               ? 0
           : response_is_passive(r) || r->firebreak > 0        ? 1
           : response_is_act(r) && !ladder_is_hostile(r->rung) ? .5
                                                               : 0;
}

/* The logarithm of a share; most shares are 1. */
static double
log_of_share(double share)
{
    return share == 1 ? 0 : portable_log(share);
}

/* The term of confidence. */
static double
sureness(
    const struct parameters_decision *p, const struct response *r, const struct situation *x)
{
    return r->hostility * x->confidence + doubt(p, r, x) + idle(p, r, x);
}

/* An upper bound of it, without logarithms: doubt() and idle() are at most 0. */
static double
sureness_bound(const struct response *r, const struct situation *x)
{
    return r->hostility * x->confidence;
}

/* Rounding is monotonic, so a sum with a larger term is at least as large. */
static double
sum_of(const double t[TERM_COUNT])
{
    double utility = 0;

    for (int k = 0; k < TERM_COUNT; k++) {
        utility += t[k];
    }
    return utility;
}

/* Sets the terms of the utility of a response; `confidence` is that of confidence. */
static inline void
set_terms(const struct sim_context *s, const struct incident *i, const struct situation *x,
    bool covert, const struct response *r, double confidence, double t[TERM_COUNT])
{
    const struct parameters_decision *p = &s->world->parameters.decision;
    double h = r->hostility, beyond = excess(r, x);

    t[TERM_CONSTANT] = r->alpha;
    t[TERM_SEVERITY] = r->severity_slope * x->severity -
                       p->proportion_weight * beyond * beyond - unfulfilled(r) * x->passivity +
                       log_of_share(grave(p, r, x));
    t[TERM_INTENT] = h * x->intent;
    t[TERM_CONFIDENCE] = confidence;
    t[TERM_TENSION] = h * x->tension;
    t[TERM_PRESSURE] = h * x->pressure;
    t[TERM_TRUST] = h * x->trust;
    t[TERM_PLEDGE] = -h * p->w_pledge * pledge(s, i, r, x);
    t[TERM_COST] = h * x->cost - (x->secret ? secrecy_cost(s, r) : 0) -
                   (r->effect == EFFECT_OPERATION ? x->chain : 0) -
                   (response_is_act(r) ? x->exchange : 0);
    t[TERM_COOPERATION] = r->trust_slope * p->w_cooperation *
                          (r->need == NEED_HOST         ? x->host_trust
                              : r->need == NEED_PARTNER ? x->partner_trust
                                                        : x->x_trust);
    t[TERM_MEASURE] = bonus(s, i, r, x);
    t[TERM_FIREBREAK] = -(double)r->firebreak * firebreak(p, x, covert);
    t[TERM_OWN_DOMAIN] = x->cyber_trigger ? 0 : -(double)r->own_domain * p->own_domain;
    t[TERM_DOCTRINE] = doctrine(WORLD_STATE(s->world, i->target), r) -
                       (x->crisis && r->doctrine == DOCTRINE_INERTIA ? p->crisis_inertia : 0);
}

static bool
is_operation(const struct world *w, int32_t covert)
{
    return covert != NONE && WORLD_RESPONSE(w, covert)->effect == EFFECT_OPERATION;
}

int32_t
decision_options(const struct sim_context *s, const struct incident *i, int32_t side,
    int32_t covert, struct option options[RESPONSE_MAX])
{
    const struct world *w = s->world;
    struct situation x = assess(s, i);
    bool operation = is_operation(w, covert);
    int32_t n = 0;

    for (int32_t r = 0; r < w->n_responses; r++) {
        const struct response *row = WORLD_RESPONSE(w, r);

        if (row->side == side) {
            struct option *o = &options[n++];

            *o = (struct option){.response = r, .utility = -INFINITY};
            if (possible(s, i, row, &x)) {
                set_terms(s, i, &x, operation, row, sureness(&w->parameters.decision, row, &x),
                    o->term);
                o->utility = sum_of(o->term);
            }
        }
    }
    return n;
}

/** The uniforms of a decision, in blocks: four uniforms are drawn together when the first of their
 * four options is possible. */
struct uniforms {
    struct stream_block block[RESPONSE_BLOCKS];
    bool drawn[RESPONSE_BLOCKS];
};

static void
clear(struct uniforms *uniforms)
{
    memset(uniforms->drawn, 0, sizeof(uniforms->drawn));
}

/* The uniform of an option. Its address is that of the response, so that it does not depend on
   the other options. */
static double
uniform(const struct sim_context *s, const struct incident *i, const struct response *r,
    struct uniforms *uniforms)
{
    int32_t number = r->variate - 1, b = number / 4;

    if (r->variate == 0) {
        return sim_draw(
            s, PURPOSE_choice, stream_child(i->id, 3, r->key.hash), (uint64_t)i->n_decisions);
    }
    if (!uniforms->drawn[b]) {
        uniforms->block[b] = stream_block(&s->run->base, s->run->purposes.key[PURPOSE_choice],
            i->id, (uint64_t)i->n_decisions, (uint64_t)b);
        uniforms->drawn[b] = true;
    }
    return uniforms->block[b].u[number % 4];
}

/* The seat policy of the deciding state; NULL: habit. */
static const struct seat_policy *
policy_of(const struct sim_context *s, const struct incident *i)
{
    int32_t policy = WORLD_STATE(s->world, i->target)->seat_policy;

    return policy == NONE ? NULL : WORLD_SEAT_POLICY(s->world, policy);
}

/* The overt response that the policy takes first, at the first decision on an incident; NONE if
   it has no preference, or if no such response is possible. */
static int32_t
preferred(const struct sim_context *s, const struct incident *i,
    const struct seat_policy *policy, const struct situation *x)
{
    int32_t best = NONE, minimum = INT32_MAX;

    for (int32_t r = 0; x->first && x->cyber_trigger && r < s->world->n_responses; r++) {
        const struct response *row = WORLD_RESPONSE(s->world, r);
        int32_t rank = seat_policy_preference(policy, (enum response_effect)row->effect);

        if (row->side == SIDE_OVERT && rank > 0 && rank < minimum && possible(s, i, row, x)) {
            minimum = rank;
            best = r;
        }
    }
    return best;
}

/** The responses that are possible and that the seat policy allows, by side, in order of id. Every
 * policy allows the response without effect of each side (overt, covert, help), so none is empty.
 */
struct choices {
    int32_t n[SIDE_COUNT];
    int32_t responses[SIDE_COUNT][RESPONSE_MAX];
};

/* One pass for the sides whose bit, 1 << side, is in the mask; the others are empty. */
static void
set_choices(const struct sim_context *s, const struct incident *i, const struct situation *x,
    unsigned int sides, struct choices *choices)
{
    const struct world *w = s->world;
    const struct seat_policy *policy = policy_of(s, i);

    memset(choices->n, 0, sizeof(choices->n));
    for (int32_t r = 0; r < w->n_responses; r++) {
        const struct response *row = WORLD_RESPONSE(w, r);

        if ((sides >> row->side & 1) != 0 && possible(s, i, row, x) &&
            (policy == NULL || seat_policy_allows(policy, row, i->confidence))) {
            choices->responses[row->side][choices->n[row->side]++] = r;
        }
    }
}

/* A possible response; the term of confidence is its upper bound. */
struct candidate {
    int32_t response;
    double u;     /* its uniform */
    double bound; /* upper bound of utility / temperature + variate */
    double terms[TERM_COUNT];
};

/* Sets the uniforms and upper bounds; returns the number of the candidate with the largest one. */
static int32_t
set_bounds(const struct sim_context *s, const struct incident *i, const struct situation *x,
    int32_t covert, struct uniforms *uniforms, const int32_t *responses, int32_t n,
    struct candidate *candidates)
{
    double temperature = s->world->parameters.decision.temperature;
    bool operation = is_operation(s->world, covert);
    int32_t first = 0;

    for (int32_t k = 0; k < n; k++) {
        struct candidate *c = &candidates[k];
        const struct response *row = WORLD_RESPONSE(s->world, responses[k]);

        c->response = responses[k];
        c->u = uniform(s, i, row, uniforms);
        set_terms(s, i, x, operation, row, sureness_bound(row, x), c->terms);
        c->bound = sum_of(c->terms) / temperature + distribution_gumbel_bound(c->u);
        first = c->bound > candidates[first].bound ? k : first;
    }
    return first;
}

/* Returns the option with the largest utility plus Gumbel variate; of equal ones the first. The
   one with the largest upper bound is computed first, so most others need no logarithm. */
static int32_t
maximise(const struct sim_context *s, const struct incident *i, const struct situation *x,
    const int32_t *responses, int32_t n, int32_t covert, struct uniforms *uniforms)
{
    const struct parameters_decision *p = &s->world->parameters.decision;
    struct candidate candidates[RESPONSE_MAX];
    int32_t first, best = NONE;
    double maximum = -INFINITY;

    if (n == 1 && WORLD_RESPONSE(s->world, responses[0])->certainty == 0) {
        return responses[0]; /* its utility is finite */
    }
    first = set_bounds(s, i, x, covert, uniforms, responses, n, candidates);
    for (int32_t k = 0; k < n; k++) {
        int32_t number = k == 0 ? first : k <= first ? k - 1 : k;
        struct candidate *c = &candidates[number];
        const struct response *row = WORLD_RESPONSE(s->world, c->response);
        double value;

        if (c->bound < maximum) {
            continue;
        }
        c->terms[TERM_CONFIDENCE] = sureness(p, row, x);
        value = sum_of(c->terms) / p->temperature + distribution_gumbel(c->u);
        if (value > maximum || (value == maximum && c->response < best)) {
            maximum = value;
            best = c->response;
        }
    }
    return best;
}

/* The choice of the model under the seat policy of the state. */
static int32_t
choose(const struct sim_context *s, const struct incident *i, const struct situation *x,
    const struct choices *choices, int32_t side, int32_t covert, struct uniforms *uniforms)
{
    const struct seat_policy *policy = policy_of(s, i);
    int32_t first = policy != NULL && side == SIDE_OVERT ? preferred(s, i, policy, x) : NONE;

    return first == NONE
               ? maximise(s, i, x, choices->responses[side], choices->n[side], covert, uniforms)
               : first;
}

int32_t
decision_choice(
    const struct sim_context *s, const struct incident *i, int32_t side, int32_t covert)
{
    struct situation x = assess(s, i);
    struct uniforms uniforms;
    struct choices choices;

    clear(&uniforms);
    set_choices(s, i, &x, 1U << side, &choices);
    return choose(s, i, &x, &choices, side, covert, &uniforms);
}

void
decision_take(struct sim_context *s, int32_t incident)
{
    const struct incident *i = SIM_INCIDENT(s, incident);
    struct situation x = assess(s, i);
    struct uniforms uniforms;
    struct choices choices;
    int32_t covert, overt, help;

    clear(&uniforms);
    set_choices(s, i, &x,
        1U << SIDE_COVERT | 1U << SIDE_OVERT | (x.first ? 1U << SIDE_HELP : 0U), &choices);
    covert = choose(s, i, &x, &choices, SIDE_COVERT, NONE, &uniforms);
    overt = choose(s, i, &x, &choices, SIDE_OVERT, covert, &uniforms);
    help = x.first ? choose(s, i, &x, &choices, SIDE_HELP, NONE, &uniforms) : NONE;
    decision_carry_out(s, incident, covert, overt, help);
}
