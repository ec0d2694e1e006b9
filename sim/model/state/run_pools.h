/**
 * run_pools.h - the memory of a run; internal to run*.c.
 *
 * One event adds at most `run.headroom` elements to each array, so capacity is reserved before it.
 */
#ifndef MODEL_STATE_RUN_POOLS_H
#define MODEL_STATE_RUN_POOLS_H

#include "model/state/run_state.h"

/** Makes the empty arrays of a zeroed run, including those of the observers. */
void run_pools_init(struct run *r, const struct observers *observers);

/** Returns a run with the same observers, whatever its state, to its state after
 * run_pools_init. Keeps the memory. */
void run_pools_clear(struct run *r);

/** Adds the zeroed elements for the states, pairs and so on of the world, and of the observers. */
enum status run_pools_fill(
    struct run *r, const struct world *w, const struct observers *observers) MUST_CHECK;

/** Reserves capacity for one event, or for a change outside of events that is as large. */
enum status run_pools_room(struct run *r) MUST_CHECK;

/** A fast form of run_pools_room(): call it before each event of a loop without other
 * changes. */
enum status run_pools_room_for_event(struct run *r) MUST_CHECK;

/** Reserves capacity for the horizon: observers are notified of every open incident at once. */
enum status run_pools_room_to_finish(struct run *r) MUST_CHECK;

#endif
