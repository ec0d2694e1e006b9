/**
 * model.h - connects each kind of event to the rules that handle it.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "model/state/sim.h"

extern const struct event_kind model_events[EVENT_COUNT];

/**
 * Processes the marks (sim.h) that the rules have set, in a fixed order. The step that is due for
 * an incident comes last. A decision is therefore based on the same state of the run whether the
 * model takes it here or a seat takes it later. Call this function after an event that set a mark,
 * and after every change that is made outside of events. `sim` is a struct sim_context.
 */
void model_settle(void *sim);

#endif
