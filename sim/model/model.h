/**
 * model.h - the story: what happens at each kind of event, and what follows from it.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "model/state/sim.h"

extern const struct event_kind model_events[EVENT_COUNT];

#endif
