/**
 * concession.h - decides whether a state meets the demand of another state.
 *
 * A demand belongs to one operation of a state that coerces (incident.demand_day). The demands of
 * criminals are in incident.c. MODEL.md (3.5)
 */
#ifndef MODEL_RESPONSE_CONCESSION_H
#define MODEL_RESPONSE_CONCESSION_H

#include "model/state/sim.h"

/**
 * Whether the victim intends to meet the demand of the state that it names. It may do so only if it
 * does not act against this state and knows of no later attack by it. With this intention, it
 * chooses no response of the set `against` (response_set.h). If it may meet the demand, a uniform
 * number decides, which is the same for all demands of that state and is drawn once in a run.
 */
bool concession_is_intended(const struct sim_context *s, const struct incident *i);

/**
 * Decides by the rule of concession_is_intended() whether the victim meets the demand. Call it
 * after the orders of a final decision on an incident. Draws one more uniform number, for the day,
 * if it meets the demand.
 */
void concession_consider(struct sim_context *s, int32_t incident);

/**
 * The handler of a concession that is due. The victim of incident event->a meets the demand, unless
 * it now acts against the other state. From then on it spares this state (dyad_spare()).
 */
void concession_on_due(void *sim, const struct event *event);

#endif
