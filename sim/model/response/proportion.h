/**
 * proportion.h - computes the harm of an incident, and whether it justifies military means.
 * MODEL.md (8.14), (8.16)
 */
#ifndef MODEL_RESPONSE_PROPORTION_H
#define MODEL_RESPONSE_PROPORTION_H

#include "model/state/sim.h"

/** Whether the trigger is an incident of crime. */
bool proportion_is_crime(const struct sim_context *s, const struct incident *i);

/**
 * Returns the perceived severity of an attack; 0 for espionage, pre-positioning, crime and open
 * acts.
 */
double proportion_harm(const struct sim_context *s, const struct incident *i);

/**
 * Returns the amount, in units of severity, that the class of the target adds to the perceived
 * severity. It may be negative.
 */
double proportion_stake(const struct sim_context *s, const struct incident *i);

/**
 * Whether a response that needs a crisis is possible now: the two states are in a crisis, or a
 * severe attack was publicly attributed to the named state.
 */
bool proportion_allows_force(
    const struct sim_context *s, const struct incident *i, const struct response *r);

#endif
