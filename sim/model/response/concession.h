/**
 * concession.h - whether a state meets the demand of another one.
 *
 * A demand belongs to one operation of a state that coerces (incident.demand_day). Criminals make
 * their demands elsewhere (incident.c). MODEL.md (3.5)
 */
#ifndef MODEL_RESPONSE_CONCESSION_H
#define MODEL_RESPONSE_CONCESSION_H

#include "model/state/sim.h"

/**
 * After the orders of a final decision on an incident: the victim may choose to meet the demand
 * of the state that it names, if it does not act against that state. Draws two uniforms if it
 * may, of which the second one decides when.
 */
void concession_consider(struct sim_context *s, int32_t incident);

/** Event: the victim of incident event->a meets the demand, unless it now acts against that state.
 * From then on it spares that state (dyad_spare). */
void concession_on_due(void *sim, const struct event *event);

#endif
