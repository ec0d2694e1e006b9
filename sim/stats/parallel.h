/**
 * parallel.h - processes pieces of work on threads and delivers the results in order.
 *
 * Workers take one piece after another and process them in parallel. Results are delivered one at a
 * time, in the order in which the pieces were taken. So neither the results nor the failure that
 * ends the work depend on the number of workers. A result waits in a slot until it is delivered.
 * There are PARALLEL_SLOTS slots for each worker, so memory is bounded, and the other workers can
 * continue for a while during a slow piece.
 */
#ifndef STATS_PARALLEL_H
#define STATS_PARALLEL_H

#include "base/status.h"

enum { PARALLEL_SLOTS = 4 };

/** The work to do. Workers and slots are numbered from 0. */
struct parallel {
    void *self;
    /**
     * Takes the next piece into a slot. Returns false if none is left. Two workers never call it at
     * once.
     */
    bool (*take)(void *self, int32_t slot);
    /** Processes the piece in the slot. Workers call it in parallel. */
    enum status (*work)(void *self, int32_t worker, int32_t slot, struct failure *f);
    /**
     * Delivers the result in the slot. Results are delivered one at a time and in the order of
     * their pieces. Meanwhile other workers may be in take() or work().
     */
    enum status (*deliver)(void *self, int32_t slot, struct failure *f);
};

/**
 * Processes all pieces. If a piece fails, only the results of the pieces before this piece are
 * delivered. The calling thread is worker 0. If a thread cannot be created, the other workers do
 * its work, and the call does not fail. `f` may be NULL.
 */
enum status parallel_run(
    const struct parallel *p, int32_t workers, struct failure *f) MUST_CHECK;

#endif
