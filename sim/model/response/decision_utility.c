/* Computes the terms of the utility of a response. */
#include "model/response/decision.h"

#include "kernel/portable_math.h"
#include "model/response/action.h"
#include "model/response/decision_internal.h"
#include "model/response/joint_attribution.h"
#include "model/state/lever_effect.h"

/* Returns the weight of the state's own pledges that a counter-operation would break. */
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
firebreak(const struct parameters_decision *p, const struct situation *x, bool covert)
{
    return p->firebreak + (x->cyber_trigger ? p->firebreak_cyber : 0) +
           (covert ? p->relief : 0);
}

__attribute__((noinline)) static double
some_bonus(const struct sim_context *s, const struct incident *i, const struct response *r,
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

/* Like some_bonus(), but faster without a bonus. Most responses have none. */
static inline double
bonus(const struct sim_context *s, const struct incident *i, const struct response *r,
    const struct situation *x)
{
    return r->bonus == NONE && !r->joinable ? 0 : some_bonus(s, i, r, x);
}

/* Returns the cost of an open response that reveals a secret incident. A military display reveals
   nothing. */
static double
secrecy_cost(const struct sim_context *s, const struct response *r)
{
    bool reveals = r->side == SIDE_OVERT && ladder_is_public_response(r->rung);

    return reveals ? s->world->parameters.publicity.secrecy : 0;
}

/* Returns the loss of utility by doubt about the attribution: the logarithm of a logistic
   function of confidence. The utility therefore has no step at the threshold of certainty.
   MODEL.md (8.15) */
static double
doubt(const struct parameters_decision *p, const struct response *r, const struct situation *x)
{
    if (r->certainty == 0 || x->direction.pair == NONE || isnan(x->certainty)) {
        return 0;
    }
    return portable_log(portable_expit((x->certainty - r->certainty) / p->certainty_width));
}

/* Returns the loss of utility of an inquiry whose reply would have little value. The loss has a
   bound, so that an inquiry remains possible. MODEL.md (7.1) */
static double
idle(const struct parameters_decision *p, const struct response *r, const struct situation *x)
{
    enum { SELDOM = -9 }; /* decimal logarithm of the smallest factor */

    return r->effect == EFFECT_INQUIRY && x->direction.pair != NONE && x->worth_asking < 1
               ? p->temperature *
                     portable_max(portable_log(x->worth_asking), SELDOM * 2.302585093)
               : 0;
}

/* Returns the share of the duty to respond to a severe attack that the response leaves unfulfilled.
   It is 1 for military means (also after a covert operation, because they are another kind of
   response). It is 1 for doing nothing and for repair at home, and 0.5 for a private protest, but
   only if no covert operation was chosen before. Otherwise it is 0. MODEL.md (8.17) */
static double
unfulfilled(const struct response *r, bool covert)
{
    return r->side != SIDE_OVERT                               ? 0
           : r->firebreak > 0                                  ? 1
           : covert                                            ? 0
           : response_is_passive(r)                            ? 1
           : response_is_act(r) && !ladder_is_hostile(r->rung) ? .5
                                                               : 0;
}

/* Returns the logarithm of a share. The test for 1 saves time, because most shares are 1. */
static double
log_of_share(double share)
{
    return share == 1 ? 0 : portable_log(share);
}

/* Returns the utility of cooperation that depends on trust, less the cost of turning to a state
   against which the deciding state has lately acted itself. */
static double
cooperation(
    const struct parameters_decision *p, const struct response *r, const struct situation *x)
{
    double weight = r->trust_slope * p->w_cooperation;

    return r->need == NEED_HOST ? weight * x->host_trust
           : r->need == NEED_PARTNER
               ? weight * x->partner_trust
               : weight * x->x_trust - (r->defer_days > 0 ? x->own_conduct : 0);
}

__attribute__((always_inline)) static inline void
set_terms(const struct sim_context *s, const struct incident *i, const struct situation *x,
    bool covert, const struct response *r, double t[TERM_COUNT])
{
    const struct parameters_decision *p = &s->world->parameters.decision;
    double h = r->hostility, beyond = decision_excess(r, x);

    t[TERM_CONSTANT] = r->alpha;
    t[TERM_SEVERITY] =
        r->severity_slope * x->severity - p->proportion_weight * beyond * beyond -
        unfulfilled(r, covert) * x->passivity + log_of_share(decision_grave(p, r, x));
    t[TERM_INTENT] = h * x->intent;
    t[TERM_CONFIDENCE] = h * x->confidence + doubt(p, r, x) + idle(p, r, x);
    t[TERM_TENSION] = h * x->tension;
    t[TERM_PRESSURE] = h * x->pressure;
    t[TERM_TRUST] = h * x->trust;
    t[TERM_PLEDGE] = -h * p->w_pledge * pledge(s, i, r, x);
    t[TERM_COST] = h * x->cost - (x->secret ? secrecy_cost(s, r) : 0) -
                   (r->effect == EFFECT_OPERATION ? x->chain : 0) -
                   (response_is_act(r) ? x->exchange : 0);
    t[TERM_COOPERATION] = cooperation(p, r, x);
    t[TERM_MEASURE] = bonus(s, i, r, x);
    t[TERM_FIREBREAK] = -(double)r->firebreak * firebreak(p, x, covert);
    t[TERM_OWN_DOMAIN] = x->cyber_trigger ? 0 : -(double)r->own_domain * p->own_domain;
    t[TERM_DOCTRINE] = x->doctrine[r->doctrine] -
                       (x->crisis && r->doctrine == DOCTRINE_INERTIA ? p->crisis_inertia : 0);
}

static inline double
sum_of(const double t[TERM_COUNT])
{
    double utility = 0;

    for (int k = 0; k < TERM_COUNT; k++) {
        utility += t[k];
    }
    return utility;
}

void
decision_set_terms(const struct sim_context *s, const struct incident *i,
    const struct situation *x, bool covert, const struct response *r, double t[TERM_COUNT])
{
    set_terms(s, i, x, covert, r, t);
}

double
decision_utility(const double t[TERM_COUNT])
{
    return sum_of(t);
}

double
decision_utility_of(const struct sim_context *s, const struct incident *i,
    const struct situation *x, bool covert, const struct response *r)
{
    double t[TERM_COUNT];

    set_terms(s, i, x, covert, r, t);
    return sum_of(t);
}

/* Returns an upper bound of decision_utility(). The terms that are left out here are at most 0. The
   order in which the other terms are added differs from that in decision_utility(), which changes
   their sum by less than ROUNDING. */
double
decision_utility_bound(const struct sim_context *s, const struct incident *i,
    const struct situation *x, const struct response *r)
{
    static const double ROUNDING = 1e-6;
    double utility = r->alpha + r->severity_slope * x->severity + r->hostility * x->hostile +
                     cooperation(&s->world->parameters.decision, r, x) +
                     x->doctrine[r->doctrine] + bonus(s, i, r, x) + ROUNDING;

    return x->secret ? utility - secrecy_cost(s, r) : utility;
}
