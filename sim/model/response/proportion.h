/**
 * proportion.h - the harm of an incident, and whether it justifies military means. MODEL.md
 * (8.14), (8.16)
 */
#ifndef MODEL_RESPONSE_PROPORTION_H
#define MODEL_RESPONSE_PROPORTION_H

#include "model/state/sim.h"

/** Whether the trigger is an incident of crime. */
bool proportion_is_crime(const struct sim_context *s, const struct incident *i);

/** Perceived severity of an attack; 0 of espionage, pre-positioning, crime and open acts. */
double proportion_harm(const struct sim_context *s, const struct incident *i);

/** Amount added to the perceived severity because of the class of target that was hit. */
double proportion_stake(const struct sim_context *s, const struct incident *i);

/** Whether a response that needs a crisis is possible now: in a crisis with the named state, or
 * after a severe attack that was attributed to it in public. */
bool proportion_allows_force(
    const struct sim_context *s, const struct incident *i, const struct response *r);

#endif
