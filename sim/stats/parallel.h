/**
 * parallel.h - pieces of work on threads, whose results come in order.
 *
 * Workers take pieces in turn and work on them side by side; what became of them is given one at
 * a time, in the order in which they were taken. So what is given, and which failure ends it,
 * does not depend on the number of workers. A result waits for its turn in a slot, of which
 * there are PARALLEL_SLOTS per worker: a slow piece does not make the others idle at once, and
 * no more results than that are held.
 */
#ifndef STATS_PARALLEL_H
#define STATS_PARALLEL_H

#include "base/status.h"

enum { PARALLEL_SLOTS = 4 };

/** What is to be done. Workers and slots count from 0. */
struct parallel {
    void *self;
    /** Takes the next piece into a slot, one call at a time; false if none is left. */
    bool (*take)(void *self, int32_t slot);
    /** Does what was taken into the slot, beside the other workers. */
    enum status (*work)(void *self, int32_t worker, int32_t slot, struct failure *f);
    /** Gives the result in the slot, in order, one call at a time, beside take() and work(). */
    enum status (*give)(void *self, int32_t slot, struct failure *f);
};

/**
 * Goes on until nothing is left or the first piece, in order, fails: nothing is given after it.
 * The calling thread is worker 0; a thread that cannot be had is no failure, the others do its
 * work. `f` may be NULL.
 */
enum status parallel_run(
    const struct parallel *p, int32_t workers, struct failure *f) MUST_CHECK;

#endif
