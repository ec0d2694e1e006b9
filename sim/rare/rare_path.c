#include "rare/rare_path.h"

#include <stdlib.h>

static void *
make(const void *self)
{
    (void)self;
    return calloc(1, sizeof(struct run));
}

static void
drop(const void *self, void *path)
{
    (void)self;
    run_free(path);
    free(path);
}

static enum status
begin(const void *self, void *path, uint64_t number)
{
    const struct rare_path_of *of = self;
    struct run *r = path;

    return (r->n_arrays == 0 ? run_init : run_reset)(
        r, of->world, of->seed, number, of->world_hash, &rare_event_observers);
}

/* Whether an inject happens on day `now`. The model does not report every inject to observers. */
static bool
is_inject_day(const struct world *w, double now)
{
    const struct inject *injects = w->injects.items;

    for (int32_t k = 0; k < w->injects.count; k++) {
        if (injects[k].day == now) {
            return true;
        }
    }
    return false;
}

static enum status
advance(const void *self, void *path, bool *over)
{
    const struct rare_path_of *of = self;
    struct run *r = path;
    uint64_t changes = rare_event_changes(r);

    *over = false;
    do {
        switch (run_for(r, of->world, INFINITY, 1, &rare_event_observers, NULL)) {
        case RUN_PAUSED:
            break;
        case RUN_REACHED:
            *over = true;
            return STATUS_OK;
        case RUN_NO_MEMORY:
            return STATUS_NO_MEMORY;
        case RUN_DECISION:
        case RUN_MAX_EVENTS:
            return STATUS_STOPPED;
        }
    } while (rare_event_changes(r) == changes && !is_inject_day(of->world, r->kernel.now));
    return STATUS_OK;
}

static double
importance(const void *self, const void *path)
{
    const struct rare_path_of *of = self;

    return rare_event_importance(of->event, path);
}

static enum status
copy(const void *self, void *to, const void *from)
{
    (void)self;
    return run_copy_into(to, from);
}

static void
reseed(const void *self, void *path, uint64_t number)
{
    (void)self;
    run_fork(path, number);
}

static uint64_t
steps(const void *self, const void *path)
{
    (void)self;
    return ((const struct run *)path)->kernel.n_events;
}

struct splitting_model
rare_path_model(const struct rare_path_of *of)
{
    return (struct splitting_model){
        of, make, drop, begin, advance, importance, copy, reseed, steps};
}

enum status
rare_path_begin(const struct rare_path_of *of, const struct splitting_track *t, struct run *r)
{
    return begin(of, r, t->number);
}

enum status
rare_path_repeat(const struct rare_path_of *of, const struct splitting_track *t,
    const struct trace_sink *sink, struct run *r)
{
    for (int32_t k = 0; k <= t->n_splits; k++) {
        uint64_t until = k < t->n_splits ? t->step[k] : t->end;
        enum run_stop stop = until == r->kernel.n_events
                                 ? RUN_PAUSED
                                 : run_for(r, of->world, INFINITY, until - r->kernel.n_events,
                                       &rare_event_observers, sink);

        if (stop != RUN_PAUSED) {
            return stop == RUN_NO_MEMORY ? STATUS_NO_MEMORY : STATUS_MISMATCH;
        }
        if (k < t->n_splits) {
            run_fork(r, t->reseed[k]);
        }
    }
    return rare_event_importance(of->event, r) >= 1 ? STATUS_OK : STATUS_MISMATCH;
}
