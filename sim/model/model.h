/**
 * model.h - the story: what happens at each kind of event, and what follows from it.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "model/state/sim.h"

extern const struct event_kind model_events[EVENT_COUNT];

/**
 * After an event that marked something, and outside of events: takes in what rules have marked,
 * in a fixed order, and the step due about a matter last. So a decision is the same whether the
 * model takes it here or a seat takes it later. `sim` is a struct sim_context.
 */
void model_settle(void *sim);

#endif
