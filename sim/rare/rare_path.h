/**
 * rare_path.h - runs of a world as paths of splitting.h.
 *
 * A path that is never split is the same as the replication with the number of the path. A
 * continuation uses the random numbers of a fork (run_fork()). The importance is computed after
 * each event of the run that the model reports to observers, and after each inject.
 */
#ifndef RARE_RARE_PATH_H
#define RARE_RARE_PATH_H

#include "rare/rare_event.h"
#include "rare/splitting.h"

/** A world and an event in it. */
struct rare_path_of {
    const struct world *world;
    const struct rare_event *event;
    uint64_t seed, world_hash; /* arguments of run_init() */
};

/**
 * The model of splitting.h for a world. `of` must exist as long as the model. The function
 * advance() of the model returns STATUS_STOPPED if a run reaches max_events.
 */
struct splitting_model rare_path_model(const struct rare_path_of *of);

/**
 * Begins, in *run, the path that `track` describes. *run is either zeroed or an earlier run with
 * the same observers.
 */
enum status rare_path_begin(const struct rare_path_of *of, const struct splitting_track *track,
    struct run *run) MUST_CHECK;

/**
 * Repeats a path from its beginning to the event, and reports it to `sink` (may be NULL). Returns
 * STATUS_MISMATCH if the event does not happen at step track->end.
 */
enum status rare_path_repeat(const struct rare_path_of *of, const struct splitting_track *track,
    const struct trace_sink *sink, struct run *run) MUST_CHECK;

#endif
