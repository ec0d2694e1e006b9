/**
 * action.h - carrying out what was decided, and taking what others did.
 *
 * Each response row has an effect; the functions here are the effects. An executed open act
 * raises tension at its target, who decides on it if it stands on rung 2 or higher; a
 * counter-operation is a new incident whose parent is the trigger. MODEL.md (8.5)-(9.4)
 *
 * action.c: orders and deferral. action_execute.c: acts and counter-operations.
 */
#ifndef MODEL_RESPONSE_ACTION_H
#define MODEL_RESPONSE_ACTION_H

#include "model/state/sim.h"

/** Orders a response: it is executed after its delay, some begin at once. */
void action_order(struct sim_context *s, int32_t incident, int32_t response);

/** How long a deferring response puts the matter off. */
double action_deferral_days(
    const struct sim_context *s, const struct incident *i, const struct response *r);
/** The time of consultations or of a joint investigation is over: what it brought. */
void action_finish_deferral(struct sim_context *s, int32_t incident);

/** Incident type of a counter-operation after that trigger. */
int32_t action_type_of_reply(const struct world *w, const struct incident *trigger);

/** Rung of an incident as the victim judges it: 0 if it names no state. */
int32_t action_rung_as_seen(const struct incident *i);

/* Events. */
void action_on_response(void *sim, const struct event *event);

#endif
