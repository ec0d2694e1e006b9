/**
 * run_pools.h - the memory of a run, for those who begin it and go on with it.
 *
 * `run.room` elements of every pool are what one event may use.
 */
#ifndef MODEL_STATE_RUN_POOLS_H
#define MODEL_STATE_RUN_POOLS_H

#include "model/state/run_state.h"

/** Empty pools of a zeroed run, those of the watchers too. */
void run_pools_init(struct run *r, const struct observers *observers);

/** A run of the same watchers that is over, whatever became of it, is as after run_pools_init. */
void run_pools_clear(struct run *r);

/** Elements for everything that the world holds, zeroed. */
enum status run_pools_fill(
    struct run *r, const struct world *w, const struct observers *observers) MUST_CHECK;

/** Makes room for one event, or for as much outside of events, however much was done since. */
enum status run_pools_room(struct run *r) MUST_CHECK;

/** The same before each of many events. */
enum status run_pools_room_for_event(struct run *r) MUST_CHECK;

/** At the horizon: as many facts are told at one moment as there are incidents. */
enum status run_pools_room_to_finish(struct run *r) MUST_CHECK;

#endif
