#include "workshop/continuation.h"

#include <stdlib.h>
#include <string.h>

#include "stats/parallel.h"

enum { BLOCK = 16 }; /* number of forks that a thread takes at a time */

/** The memory of a thread, which all its continuations use. */
struct worker {
    struct run run;
    _Alignas(16) char watcher[CONTINUATION_WATCHER_BYTES];
};

struct work {
    const struct continuation_plan *plan;
    double *values;
    struct worker *workers;
    int64_t *blocks; /* number of the block of forks in each slot */
    int64_t next;
};

/* Continues one arm once. */
static enum status
continue_arm(
    const struct continuation_plan *p, int32_t arm, int64_t k, struct worker *own, double *to)
{
    const struct continuation_arm *a = &p->arms[arm];
    const struct continuation_watcher *watcher = p->watcher;
    struct trace_sink sink = {own->watcher, watcher->note};
    uint64_t number = (uint64_t)(p->first + k);
    enum run_stop stop;
    enum status st;

    TRY(run_copy_into(&own->run, p->from));
    run_fork(&own->run, p->unpaired ? number * (uint64_t)p->n_arms + (uint64_t)arm : number);
    memset(own->watcher, 0, watcher->size);
    watcher->begin(own->watcher, watcher->self, a->world, &own->run);
    if (a->choose != NULL) {
        TRY(a->choose(a->self, &own->run, a->world, &sink));
    }
    stop = run_until(&own->run, a->world, p->from->kernel.now + p->days, NULL, &sink);
    if (stop != RUN_REACHED) {
        return stop == RUN_NO_MEMORY ? STATUS_NO_MEMORY : STATUS_STOPPED;
    }
    watcher->read(own->watcher, a->world, &own->run, to);
out:
    return st;
}

static bool
take(void *self, int32_t slot)
{
    struct work *w = self;

    if (w->next * BLOCK >= w->plan->n) {
        return false;
    }
    w->blocks[slot] = w->next++;
    return true;
}

static enum status
work(void *self, int32_t worker, int32_t slot, struct failure *f)
{
    struct work *w = self;
    const struct continuation_plan *p = w->plan;
    int64_t begin = w->blocks[slot] * BLOCK;
    int64_t end = begin + BLOCK < p->n ? begin + BLOCK : p->n;
    enum status st = STATUS_OK;

    (void)f;
    for (int64_t k = begin; k < end; k++) {
        TRY(p->cancelled != NULL && atomic_load(p->cancelled) ? STATUS_STOPPED : STATUS_OK);
        for (int32_t arm = 0; arm < p->n_arms; arm++) {
            TRY(continue_arm(p, arm, k, &w->workers[worker],
                w->values + ((int64_t)arm * p->n + k) * p->watcher->n_values));
        }
    }
out:
    return st;
}

static enum status
deliver(void *self, int32_t slot, struct failure *f)
{
    (void)self;
    (void)slot;
    (void)f;
    return STATUS_OK; /* work() has already stored the values */
}

enum status
continuation_run(const struct continuation_plan *plan, double *values)
{
    struct work w = {.plan = plan, .values = values};
    struct parallel p = {&w, take, work, deliver};
    enum status st = STATUS_NO_MEMORY;

    BUG_UNLESS(plan->watcher->size <= CONTINUATION_WATCHER_BYTES);
    w.workers = calloc((size_t)plan->threads, sizeof(*w.workers));
    w.blocks = calloc((size_t)plan->threads * PARALLEL_SLOTS, sizeof(*w.blocks));
    if (w.workers != NULL && w.blocks != NULL) {
        st = parallel_run(&p, plan->threads, NULL);
    }
    for (int32_t k = 0; w.workers != NULL && k < plan->threads; k++) {
        run_free(&w.workers[k].run);
    }
    free(w.workers);
    free(w.blocks);
    return st;
}
