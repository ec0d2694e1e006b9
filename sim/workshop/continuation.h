/**
 * continuation.h - continues one run many times, in several ways (arms).
 *
 * Continuation k of every arm is fork k of the run (run_fork). So the arms are compared in pairs:
 * events that the choice does not influence are the same in continuation k of all arms. Threads
 * share the work; a result does not depend on their number.
 */
#ifndef WORKSHOP_CONTINUATION_H
#define WORKSHOP_CONTINUATION_H

#include <stdatomic.h>

#include "model/run.h"

enum { CONTINUATION_WATCHER_BYTES = 2048, CONTINUATION_VALUES_MAX = 16 };

/** An observer of one continuation: a struct of at most CONTINUATION_WATCHER_BYTES. */
struct continuation_watcher {
    size_t size;
    int32_t n_values; /* number of values that it measures, at most CONTINUATION_VALUES_MAX */
    /** Sets *watcher, which is zeroed, at the moment at which the continuation begins. */
    void (*begin)(void *watcher, const void *self, const struct world *w, const struct run *r);
    /** Receives the observations of the continuation (a trace sink). */
    void (*note)(void *watcher, const struct world *w, const struct run *r,
        const struct observation *observation);
    /** The values at the end: numbers, 0 or 1 for events; NAN where one does not exist. */
    void (*read)(
        const void *watcher, const struct world *w, const struct run *r, double *values);
    const void *self; /* given to begin() */
};

/** One way to continue. */
struct continuation_arm {
    const char *id;
    const struct world
        *world; /* the world of the arm: that of the run, or a world with the same indices
                 * (run.h) */
    /** Makes the choices of the arm at the beginning. NULL: it makes none. */
    enum status (*choose)(
        const void *self, struct run *r, const struct world *w, const struct trace_sink *sink);
    const void *self; /* given to choose() */
};

struct continuation_plan {
    const struct run *from; /* no observers */
    const struct continuation_arm *arms;
    int32_t n_arms;
    const struct continuation_watcher *watcher;
    double days;     /* length of a continuation, > 0; it ends at the horizon at the latest */
    int64_t first;   /* number of the first fork; 0 unless the plan adds to an earlier one */
    int64_t n;       /* forks of each arm */
    int32_t threads; /* >= 1 */
    const atomic_bool *cancelled; /* NULL, or ends the work when it becomes true */
    bool unpaired; /* every arm has its own forks: for tests that measure the gain from
                      * pairing */
};

/**
 * Executes the plan. The caller provides n_arms * n * n_values doubles; values[(arm * n + k) *
 * n_values + value] belongs to fork first + k. STATUS_NO_MEMORY; STATUS_BAD_INPUT if an arm
 * cannot make its choice; STATUS_STOPPED if a continuation reaches max_events, or it was cancelled.
 */
enum status continuation_run(const struct continuation_plan *plan, double *values) MUST_CHECK;

#endif
