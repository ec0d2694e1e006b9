/**
 * parallel.h - processes pieces of work on threads and delivers the results in order.
 *
 * Workers take one piece after another and process them in parallel. Results are delivered one
 * at a time, in the order in which the pieces were taken. So the results, and the failure that
 * ends the work, do not depend on the number of workers. A result waits in a slot until it is
 * delivered; there are PARALLEL_SLOTS slots per worker, so that a slow piece does not stop the
 * other workers at once, and memory is bounded.
 */
#ifndef STATS_PARALLEL_H
#define STATS_PARALLEL_H

#include "base/status.h"

enum { PARALLEL_SLOTS = 4 };

/** The work. Workers and slots are numbered from 0. */
struct parallel {
    void *self;
    /** Takes the next piece into a slot; false if none is left. Calls are serialised. */
    bool (*take)(void *self, int32_t slot);
    /** Processes the piece in the slot, in parallel with other workers. */
    enum status (*work)(void *self, int32_t worker, int32_t slot, struct failure *f);
    /** Delivers the result in the slot, in order. Serialised, but parallel to take() and work(). */
    enum status (*deliver)(void *self, int32_t slot, struct failure *f);
};

/**
 * Processes all pieces, or up to the first failure in order: no result after it is delivered. The
 * calling thread is worker 0. A thread that cannot be created is not a failure: the others do its
 * work. `f` may be NULL.
 */
enum status parallel_run(
    const struct parallel *p, int32_t workers, struct failure *f) MUST_CHECK;

#endif
