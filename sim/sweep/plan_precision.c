/* Estimates from a pilot how many replications the targets of an experiment need. */
#include <stdlib.h>
#include <string.h>

#include "analysis/stopping.h"
#include "base/clock.h"
#include "sweep/plan.h"

enum { REPLICATIONS_MIN = 20, REPLICATIONS_MAX = 1000 };

/** A pilot at one point. */
struct pilot {
    const struct layout *layout;
    struct stopping stopping;
    struct work_unit_worlds worlds;
    struct stopping_moments *moments;
    struct stopping_value *values;
    struct run *memory; /* [policy]: working memory of the runs */
};

static enum status
pilot_init(struct pilot *p, const struct layout *layout)
{
    const struct experiment *e = layout->experiment;
    size_t n = (size_t)(e->replications.n_targets * e->base.n_policies);
    enum status st;

    *p = (struct pilot){.layout = layout,
        .moments = calloc(n, sizeof(*p->moments)),
        .values = calloc(n, sizeof(*p->values)),
        .memory = calloc((size_t)e->base.n_policies, sizeof(*p->memory))};
    work_unit_worlds_init(&p->worlds);
    if (p->moments == NULL || p->values == NULL || p->memory == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(stopping_init(&p->stopping, e, &layout->runs));
out:
    return st;
}

static void
pilot_free(struct pilot *p)
{
    stopping_free(&p->stopping);
    work_unit_worlds_free(&p->worlds);
    free(p->moments);
    free(p->values);
    free(p->memory);
}

/* Executes replications of the point for `nanoseconds` and stores their number in *n. */
static enum status
run_point(struct pilot *p, int64_t nanoseconds, int64_t *n)
{
    int32_t policies = p->layout->experiment->base.n_policies;
    int64_t start = clock_now();
    const struct replication_watch watch = {0};
    enum status st = STATUS_OK;

    memset(p->memory, 0, (size_t)policies * sizeof(*p->memory));
    memset(p->moments, 0, (size_t)stopping_moments(&p->stopping) * sizeof(*p->moments));
    for (*n = 0;
         *n < REPLICATIONS_MIN || (*n < REPLICATIONS_MAX && clock_now() - start < nanoseconds);
         ++*n) {
        for (int32_t policy = 0; policy < policies; policy++) {
            struct metric_run row;

            TRY(work_unit_run_one(
                p->layout, &p->worlds, policy, *n + 1, &watch, &p->memory[policy], NULL, &row));
            stopping_read(&p->stopping, &row, p->values + policy);
        }
        stopping_add(&p->stopping, p->moments, p->values);
    }
out:
    for (int32_t policy = 0; policy < policies; policy++) {
        run_free(&p->memory[policy]);
    }
    return st;
}

/* Returns the replications that a target needs at the point: the maximum over the policies. */
static int64_t
needed(const struct pilot *p, int32_t target)
{
    const struct experiment_target *t = &p->layout->experiment->replications.targets[target];
    int32_t policies = p->layout->experiment->base.n_policies;
    int64_t most = 0;

    for (int32_t k = 0; k < policies; k++) {
        if (t->statistic != EXPERIMENT_DIFFERENCE || k != t->versus_policy) {
            int64_t n = stopping_needed(
                t, p->stopping.metrics[target].kind, &p->moments[target * policies + k]);

            most = n > most ? n : most;
        }
    }
    return most;
}

static void
add_point(struct pilot *p, struct plan_precision *precisions, bool first, int64_t n)
{
    for (int32_t k = 0; k < p->stopping.n_targets; k++) {
        struct plan_precision *to = &precisions[k];
        int64_t here = needed(p, k);

        to->fewest = first || here < to->fewest ? here : to->fewest;
        to->most = first || here > to->most ? here : to->most;
        to->pilot = first || n < to->pilot ? n : to->pilot;
    }
}

enum status
plan_estimate_precision(struct plan_precision *precisions, int32_t *points,
    const struct layout *layout, double seconds)
{
    int64_t all = layout->experiment->n_points;
    int64_t tried = all < PLAN_PRECISION_POINTS ? all : PLAN_PRECISION_POINTS;
    struct pilot p;
    enum status st;

    *points = 0;
    TRY(pilot_init(&p, layout));
    for (int64_t k = 0; k < tried; k++) {
        /* plan_pilot() reports a point whose worlds cannot be made. */
        struct failure ignored = {0};
        int64_t n;

        TRY(work_unit_worlds_of(&p.worlds, layout, plan_spread(all, k, tried), &ignored));
        if (p.worlds.there != NULL) {
            TRY(run_point(&p, (int64_t)(seconds * 1e9) / tried, &n));
            add_point(&p, precisions, *points == 0, n);
            ++*points;
        }
    }
out:
    pilot_free(&p);
    return st;
}
