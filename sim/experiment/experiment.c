#include "experiment/experiment.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/number.h"
#include "design/design_builder.h"
#include "kernel/stream.h"

void
experiment_free(struct experiment *e)
{
    scenario_free(&e->base);
    if (e->document != NULL) {
        document_free(e->document);
        free(e->document);
    }
    design_free(&e->design);
    free(e->keys);
    arena_free(&e->arena);
    memset(e, 0, sizeof(*e));
}

double
experiment_value(const struct experiment *e, int64_t point, int32_t factor)
{
    return design_row(&e->design, point)[factor];
}

const char *
experiment_label(const struct experiment *e, int64_t point)
{
    int32_t label = e->design.marks[point].label;

    return label < 0 ? NULL : e->design.labels[label];
}

static bool
sets_anything(const struct experiment *e, int64_t point)
{
    for (int32_t j = 0; j < e->n_factors; j++) {
        if (!isnan(experiment_value(e, point, j))) {
            return true;
        }
    }
    return false;
}

/* The runs of a point that sets no factor have the random numbers of `cbmsim run`. */
uint64_t
experiment_world(const struct experiment *e, int64_t point, int32_t policy)
{
    uint64_t world = 0;

    if (!e->common_point && sets_anything(e, point)) {
        world = stream_child(hash_text("point"), 0, e->keys[point]);
    }
    if (!e->common_policy) {
        world = stream_child(world, 1, hash_text(e->base.policies[policy].id));
    }
    return world;
}

/** The members that a point sets, and their values. */
struct point_values {
    const char **pointers;
    const struct node **values;
    struct node *numbers; /* one node for each factor */
    int32_t count;
};

static enum status
collect_values(const struct experiment *e, int64_t point, struct point_values *s)
{
    size_t n = 0;

    for (int32_t j = 0; j < e->n_factors; j++) {
        n += (size_t)e->factors[j].n_pointers;
    }
    s->pointers = calloc(n + 1, sizeof(*s->pointers));
    s->values = calloc(n + 1, sizeof(*s->values));
    s->numbers = calloc((size_t)e->n_factors + 1, sizeof(*s->numbers));
    if (s->pointers == NULL || s->values == NULL || s->numbers == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t j = 0; j < e->n_factors; j++) {
        const struct factor *factor = &e->factors[j];
        double value = experiment_value(e, point, j);

        s->numbers[j] = (struct node){.kind = NODE_NUMBER, .number = value};
        for (int32_t p = 0; p < factor->n_pointers && !isnan(value); p++) {
            s->pointers[s->count] = factor->pointers[p];
            s->values[s->count++] =
                factor->is_text ? factor->choices[(int32_t)value] : &s->numbers[j];
        }
    }
    return STATUS_OK;
}

enum status
experiment_make(
    const struct experiment *e, int64_t point, struct scenario *out, struct failure *f)
{
    struct point_values set = {NULL, NULL, NULL, 0};
    struct overrides overrides;
    enum status st;

    memset(out, 0, sizeof(*out));
    TRY(collect_values(e, point, &set));
    overrides = (struct overrides){"factor", set.pointers, set.count, set.values};
    TRY(scenario_make_point(out, &e->base, e->document, &overrides, f));
out:
    free(set.pointers);
    free(set.values);
    free(set.numbers);
    return st;
}

enum status
experiment_worlds(const struct experiment *e, int64_t point, struct scenario *own,
    const struct scenario **worlds, struct failure *f)
{
    bool made = sets_anything(e, point);

    *own = (struct scenario){0};
    *worlds = made ? own : &e->base;
    return made ? experiment_make(e, point, own, f) : STATUS_OK;
}

static int64_t
multiply(const struct experiment *e, int64_t replications)
{
    double runs = (double)e->n_points * e->base.n_policies * (double)replications;

    return runs > 9e15 ? INT64_C(9000000000000000)
                       : e->n_points * e->base.n_policies * replications;
}

int64_t
experiment_min_runs(const struct experiment *e)
{
    return multiply(e, e->replications.min);
}

int64_t
experiment_max_runs(const struct experiment *e)
{
    return multiply(e, e->replications.max);
}
