/**
 * continuation.h - continues one run many times, in each of several ways (arms).
 *
 * Continuation k of every arm is fork k of the run (run_fork()). The arms can therefore be compared
 * in pairs: events that the choice does not influence are the same in continuation k of all arms.
 * The work is distributed over threads. The results do not depend on the number of threads.
 */
#ifndef WORKSHOP_CONTINUATION_H
#define WORKSHOP_CONTINUATION_H

#include <stdatomic.h>

#include "model/run.h"

enum { CONTINUATION_WATCHER_BYTES = 2048, CONTINUATION_VALUES_MAX = 16 };

/**
 * Observes one continuation. It stores its data in a struct of at most CONTINUATION_WATCHER_BYTES.
 */
struct continuation_watcher {
    size_t size;
    int32_t n_values; /* number of values that it measures, at most CONTINUATION_VALUES_MAX */
    /** Begins the observation when the continuation begins. *watcher is zeroed before the call. */
    void (*begin)(void *watcher, const void *self, const struct world *w, const struct run *r);
    /** Receives the observations of the continuation (a trace sink). */
    void (*note)(void *watcher, const struct world *w, const struct run *r,
        const struct observation *observation);
    /**
     * Computes the values at the end of the continuation: a number, or 0 or 1 for an event; NAN if
     * the value does not exist.
     */
    void (*read)(
        const void *watcher, const struct world *w, const struct run *r, double *values);
    const void *self; /* the argument `self` of begin() */
};

/** An arm: one way to continue. */
struct continuation_arm {
    const char *id;
    const struct world
        *world; /* the world of the arm: that of the run, or a world with the same indices
                 * (run.h) */
    /** Makes the choices of the arm at the beginning. NULL: the arm makes none. */
    enum status (*choose)(
        const void *self, struct run *r, const struct world *w, const struct trace_sink *sink);
    const void *self; /* the argument `self` of choose() */
};

struct continuation_plan {
    const struct run *from; /* the run to continue; it has no observers */
    const struct continuation_arm *arms;
    int32_t n_arms;
    const struct continuation_watcher *watcher;
    double days; /* length of a continuation, > 0; it ends at the horizon at the latest */
    /* number of the first fork; it is 0 unless the plan adds to earlier continuations */
    int64_t first;
    int64_t n;                    /* number of forks of each arm */
    int32_t threads;              /* >= 1 */
    const atomic_bool *cancelled; /* NULL, or a flag that ends the work when it becomes true */
    /* every arm has forks of its own; tests use this to measure the gain from pairing */
    bool unpaired;
};

/**
 * Executes the plan. The caller provides memory for n_arms * n * n_values doubles. values[(arm * n
 * + k) * n_values + value] belongs to fork first + k. Returns STATUS_BAD_INPUT if an arm cannot
 * make its choice, STATUS_STOPPED if a continuation reaches max_events or the work is cancelled,
 * and STATUS_NO_MEMORY if memory runs out.
 */
enum status continuation_run(const struct continuation_plan *plan, double *values) MUST_CHECK;

#endif
