#include "analysis/space.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool
is_member(const struct experiment *e, int64_t point)
{
    int8_t family = e->design.marks[point].family;

    return family != (int8_t)DESIGN_MORRIS && family != (int8_t)DESIGN_SALTELLI;
}

/* Whether a factor has two different values at the points of the space. */
static bool
varies(const struct experiment *e, int32_t factor)
{
    double first = NAN;

    for (int64_t i = 0; i < e->n_points; i++) {
        double value = is_member(e, i) ? experiment_value(e, i, factor) : NAN;

        if (isnan(first)) {
            first = value;
        } else if (!isnan(value) && value != first) {
            return true;
        }
    }
    return false;
}

static bool
is_set(const struct space *s, int64_t point)
{
    for (int32_t j = 0; j < s->n_factors; j++) {
        if (isnan(experiment_value(s->experiment, point, s->factors[j]))) {
            return false;
        }
    }
    return true;
}

enum status
space_init(struct space *s, const struct experiment *e)
{
    *s = (struct space){.experiment = e};
    s->points = calloc((size_t)e->n_points + 1, sizeof(*s->points));
    s->factors = calloc((size_t)e->n_factors + 1, sizeof(*s->factors));
    if (s->points == NULL || s->factors == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t j = 0; j < e->n_factors; j++) {
        if (varies(e, j)) {
            s->factors[s->n_factors++] = j;
        }
    }
    for (int64_t i = 0; i < e->n_points; i++) {
        if (is_member(e, i)) {
            s->points[s->n] = i;
            s->n += is_set(s, i);
            s->n_left_out += !is_set(s, i);
        }
    }
    return STATUS_OK;
}

void
space_free(struct space *s)
{
    free(s->points);
    free(s->factors);
    memset(s, 0, sizeof(*s));
}

double
space_value(const struct space *s, int64_t i, int32_t factor)
{
    return experiment_value(s->experiment, s->points[i], s->factors[factor]);
}

static void
count_replications(const struct space *s, struct point_set *of)
{
    of->min_replications = s->n > 0 ? INT64_MAX : 0;
    of->max_replications = 0;
    for (int64_t i = 0; i < s->n; i++) {
        int64_t n = of->means->replications[s->points[i]];

        of->min_replications = n < of->min_replications ? n : of->min_replications;
        of->max_replications = n > of->max_replications ? n : of->max_replications;
    }
}

enum status
space_for_each(const struct space *s, const struct experiment_analysis *a,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    enum status (*visit)(void *self, const struct point_set *of, struct failure *f), void *self,
    struct failure *f)
{
    struct point_means means = {0};
    enum status st;

    TRY(point_means_init(&means, s->experiment->n_points, runs));
    for (int32_t i = 0; i < n && s->n > 0; i++) {
        TRY(point_means_load(&means, runs, &metrics[i], f));
        for (int32_t policy = 0; policy < runs->n_policies; policy++) {
            struct point_set of = {.metric = metrics[i].name,
                .policy = runs->policies[policy],
                .versus = a->baseline,
                .means = &means,
                .planned = run_table_max_replications(runs)};

            if (point_means_take(&means, runs, &metrics[i], policy, a->baseline)) {
                count_replications(s, &of);
                TRY(visit(self, &of, f));
            }
        }
    }
out:
    point_means_free(&means);
    return st;
}
