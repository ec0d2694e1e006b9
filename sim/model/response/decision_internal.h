/**
 * decision_internal.h - declarations shared by the files that implement decision.h.
 *
 * decision_situation.c: the situation of the deciding state, and the responses that are possible
 * in it. decision_utility.c: the terms of the utility of a response. decision.c: the choice.
 * decision_carry_out.c: what is executed.
 */
#ifndef MODEL_RESPONSE_DECISION_INTERNAL_H
#define MODEL_RESPONSE_DECISION_INTERNAL_H

#include "model/dyad/dyad.h"

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

struct situation decision_assess(const struct sim_context *s, const struct incident *i);

/** Whether the response is possible. */
bool decision_possible(const struct sim_context *s, const struct incident *i,
    const struct response *r, const struct situation *x);

/** Number of rungs by which an open hostile response exceeds the highest proportionate one.
 * MODEL.md (8.16) */
double decision_excess(const struct response *r, const struct situation *x);

/** A share, in [0, 1]: 0 up to the severity `coercion_from`, 1 from one unit above it; 1 for
 * responses that are no coercion, and for open acts. MODEL.md (8.19) */
double decision_grave(
    const struct parameters_decision *p, const struct response *r, const struct situation *x);

/** Sets the terms of the utility of a response; `covert`: a covert operation was chosen before;
 * `confidence` is the term of confidence. */
void decision_set_terms(const struct sim_context *s, const struct incident *i,
    const struct situation *x, bool covert, const struct response *r, double confidence,
    double t[TERM_COUNT]);

/** The term of confidence. */
double decision_sureness(
    const struct parameters_decision *p, const struct response *r, const struct situation *x);

/** An upper bound of it, without logarithms. */
double decision_sureness_bound(const struct response *r, const struct situation *x);

/** The sum of the terms. Rounding is monotonic, so a sum with a larger term is at least as
 * large. */
double decision_utility(const double t[TERM_COUNT]);

#endif
