/**
 * run_pools.h - the memory of a run. Only run*.c include this header.
 *
 * One event adds at most `run.headroom` elements to each array. Capacity is reserved before each
 * event, so that an event cannot run out of memory.
 */
#ifndef MODEL_STATE_RUN_POOLS_H
#define MODEL_STATE_RUN_POOLS_H

#include "model/state/run_state.h"

/** Makes the empty arrays of a zeroed run, including those of the observers. */
void run_pools_init(struct run *r, const struct observers *observers);

/**
 * Returns a run, in any state, to its state after run_pools_init() with the same observers. Keeps
 * the memory.
 */
void run_pools_clear(struct run *r);

/** Adds the zeroed elements for the states, pairs and so on of the world, and for the observers. */
enum status run_pools_fill(
    struct run *r, const struct world *w, const struct observers *observers) MUST_CHECK;

/** Reserves capacity for one event, or for a change of the same size outside of events. */
enum status run_pools_room(struct run *r) MUST_CHECK;

/**
 * Like run_pools_room(), but faster. Call it before each event of a loop that makes no other
 * changes.
 */
enum status run_pools_room_for_event(struct run *r) MUST_CHECK;

/**
 * Reserves capacity for the end of the run, when observers are notified of every open incident at
 * once.
 */
enum status run_pools_room_to_finish(struct run *r) MUST_CHECK;

#endif
