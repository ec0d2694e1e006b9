/**
 * decision_internal.h - declarations shared by the files that implement decision.h.
 *
 *   decision_situation.c  the situation of the deciding state, and the possible responses
 *   decision_utility.c    the terms of the utility of a response
 *   decision.c            the choice
 *   decision_carry_out.c  what is executed
 */
#ifndef MODEL_RESPONSE_DECISION_INTERNAL_H
#define MODEL_RESPONSE_DECISION_INTERNAL_H

#include "model/dyad/dyad.h"

/** The situation of the deciding state. It is the same for all options. */
struct situation {
    /* products of weights and variables in MODEL.md (8.2) */
    double intent, confidence, tension, pressure, trust;
    double severity;  /* perceived severity minus 3 */
    double certainty; /* confidence in the attribution of an incident; NAN for an open act */
    double x_trust;   /* trust in the named state as 2 tau - 1 */
    double cost;
    double hostile; /* sum of the products that are multiplied by the hostility of a response */
    /* direction toward the named state; pair is NONE if no state is named */
    struct dyad_direction direction;
    int32_t partner, host; /* NONE: there is none */
    double partner_trust, host_trust;
    bool has_channel;     /* whether the two states have a channel for direct talks */
    bool may_investigate; /* whether it may investigate together with the named state */
    double harm;          /* perceived severity of an attack that is no crime; otherwise 0 */
    double proportionate; /* highest proportionate rung of an open response */
    double worth_asking;  /* factor of the odds of an inquiry */
    double own_conduct;   /* cost of turning to the named state after own acts against it */
    double passivity;     /* cost of no response to a severe attack that was attributed */
    /* cost of a covert response in a chain of counter-operations, or of espionage in response to
       espionage */
    double chain;
    double doctrine[DOCTRINE_COERCION + 1]; /* of the state, by enum response_doctrine */
    double exchange; /* cost of another statement in an exchange of statements */
    bool crime;
    bool known; /* the actor is known: the trigger is an open act, or a demand reveals it */
    bool crisis, cyber_trigger, first, deferred;
    bool spared; /* the state spares the named state (dyad_spare()), or has offered it a
                  * settlement since the incident began */
    bool secret; /* only an act of the victim would make the incident public */
    bool operation_possible; /* an operation team is free */
    int32_t trigger_rung;
};

/** Sets *x to the situation of the deciding state, the target of i. */
void decision_assess(
    const struct sim_context *s, const struct incident *i, struct situation *x);

/**
 * Returns the responses that are possible: those without an obstacle (decision_obstacle()). The
 * function needs only a few operations on sets.
 */
response_set decision_possible(
    const struct sim_context *s, const struct incident *i, const struct situation *x);

/**
 * Returns the number of rungs by which an open hostile response is above the highest proportionate
 * rung. MODEL.md (8.16)
 */
double decision_excess(const struct response *r, const struct situation *x);

/**
 * Returns a share, in [0, 1], that rises from 0 at the severity `coercion_from` to 1 at
 * `coercion_from` + 1. Returns 1 for responses that are not coercion, and for open acts. MODEL.md
 * (8.19)
 */
double decision_grave(
    const struct parameters_decision *p, const struct response *r, const struct situation *x);

/** Sets the terms of the utility of a response. `covert`: a covert operation was chosen before. */
void decision_set_terms(const struct sim_context *s, const struct incident *i,
    const struct situation *x, bool covert, const struct response *r, double t[TERM_COUNT]);

/** Returns the sum of the terms. */
double decision_utility(const double t[TERM_COUNT]);

/** Returns the sum of the terms of a response without storing them. */
double decision_utility_of(const struct sim_context *s, const struct incident *i,
    const struct situation *x, bool covert, const struct response *r);

/** Returns an upper bound of the utility, without computing logarithms. */
double decision_utility_bound(const struct sim_context *s, const struct incident *i,
    const struct situation *x, const struct response *r);

#endif
