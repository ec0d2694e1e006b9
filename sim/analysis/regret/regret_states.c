#include "analysis/regret/regret_states.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS_MAX = 10000000 };

/** A point and the factors by which it is compared with other points. */
struct combination {
    const double *values;
    const int32_t *factors;
    int32_t n_factors;
    int64_t point;
};

static int
compare_values(const struct combination *x, const struct combination *y)
{
    for (int32_t j = 0; j < x->n_factors; j++) {
        double a = x->values[x->factors[j]], b = y->values[x->factors[j]];

        if (isnan(a) || isnan(b)) {
            if (isnan(a) != isnan(b)) {
                return isnan(a) ? -1 : 1;
            }
        } else if (a != b) {
            return a < b ? -1 : 1;
        }
    }
    return 0;
}

static int
compare(const void *a, const void *b)
{
    const struct combination *x = a, *y = b;
    int order = compare_values(x, y);

    return order != 0 ? order : (x->point > y->point) - (x->point < y->point);
}

static bool
is_member(const struct experiment *e, int64_t point)
{
    int8_t family = e->design.marks[point].family;

    return family != (int8_t)DESIGN_MORRIS && family != (int8_t)DESIGN_SALTELLI;
}

/* Numbers the different combinations of the values of some factors, and stores the number for each
   point. Points of other designs have -1. */
static enum status
number(const struct experiment *e, const int32_t *factors, int32_t n_factors, int64_t *numbers,
    int64_t *n)
{
    struct combination *all = calloc((size_t)e->n_points + 1, sizeof(*all));
    int64_t members = 0;

    *n = 0;
    if (all == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t i = 0; i < e->n_points; i++) {
        numbers[i] = -1;
        if (is_member(e, i)) {
            all[members++] = (struct combination){
                e->design.values + i * e->n_factors, factors, n_factors, i};
        }
    }
    qsort(all, (size_t)members, sizeof(*all), compare);
    for (int64_t i = 0; i < members; i++) {
        *n += i == 0 || compare_values(&all[i - 1], &all[i]) != 0;
        numbers[all[i].point] = *n - 1;
    }
    free(all);
    return STATUS_OK;
}

static enum status
place_points(struct regret_states *s, const struct experiment *e, const int64_t *states,
    const int64_t *sets)
{
    size_t cells = (size_t)s->n_states * (size_t)s->n_sets;

    /* There are so many cells only if the levers vary together with the uncertain factors. Then no
       state has all combinations of levers. */
    if (cells > CELLS_MAX) {
        s->n_incomplete = s->n_states;
        s->n_states = 0;
        cells = 0;
    }
    s->points = malloc((cells + 1) * sizeof(*s->points));
    s->of_set = calloc((size_t)s->n_sets + 1, sizeof(*s->of_set));
    if (s->points == NULL || s->of_set == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t k = 0; k < cells; k++) {
        s->points[k] = -1;
    }
    for (int64_t i = e->n_points - 1; i >= 0; i--) {
        if (states[i] >= 0 && s->n_states > 0) {
            s->points[states[i] * s->n_sets + sets[i]] = i;
            s->of_set[sets[i]] = i;
        }
    }
    return STATUS_OK;
}

/* Leaves out each replication that is not complete in its block. A block is a point or, with common
   random numbers across points, a state. */
static enum status
leave_out(struct regret_states *s, const struct experiment *e, const struct run_table *runs,
    const int64_t *states)
{
    int64_t width = 1, n_blocks = e->n_points; /* there are at most as many states as points */
    int64_t *size = calloc((size_t)n_blocks + 1, sizeof(*size));
    int32_t *complete = NULL;
    enum status st = STATUS_NO_MEMORY;

    for (int64_t i = 0; i < runs->n; i++) {
        width = runs->rep[i] >= width ? runs->rep[i] + 1 : width;
    }
    complete = calloc((size_t)(n_blocks * width) + 1, sizeof(*complete));
    s->left_out = calloc((size_t)runs->n + 1, sizeof(*s->left_out));
    if (size == NULL || complete == NULL || s->left_out == NULL) {
        goto out;
    }
    for (int64_t i = 0; i < e->n_points; i++) {
        if (states[i] >= 0) {
            size[e->common_point ? states[i] : i] += runs->n_policies;
        }
    }
    for (int pass = 0; pass < 2; pass++) { /* pass 0 counts complete runs, pass 1 compares */
        for (int64_t g = 0; g < runs->n_groups; g++) {
            const struct run_table_group *group = &runs->groups[g];
            int64_t point = group->point_id - 1, block;

            if (point < 0 || point >= e->n_points || states[point] < 0) {
                continue;
            }
            block = e->common_point ? states[point] : point;
            for (int64_t i = group->first; i < group->first + group->n; i++) {
                int32_t *count = &complete[block * width + runs->rep[i]];

                if (pass == 0) {
                    *count += runs->complete[i];
                } else {
                    s->left_out[i] = *count < size[block];
                }
            }
        }
    }
    st = STATUS_OK;
out:
    free(size);
    free(complete);
    return st;
}

enum status
regret_states_init(
    struct regret_states *s, const struct experiment *e, const struct run_table *runs)
{
    int64_t *states = calloc((size_t)e->n_points + 1, sizeof(*states)), n_sets = 0;
    int64_t *sets = calloc((size_t)e->n_points + 1, sizeof(*sets));
    int32_t *others = calloc((size_t)e->n_factors + 1, sizeof(*others)), n_others = 0;
    enum status st = STATUS_NO_MEMORY;

    *s = (struct regret_states){0};
    s->levers = calloc((size_t)e->n_factors + 1, sizeof(*s->levers));
    if (states == NULL || sets == NULL || others == NULL || s->levers == NULL) {
        goto out;
    }
    for (int32_t j = 0; j < e->n_factors; j++) {
        if (e->factors[j].role == FACTOR_LEVER) {
            s->levers[s->n_levers++] = j;
        } else {
            others[n_others++] = j;
        }
    }
    TRY(number(e, others, n_others, states, &s->n_states));
    TRY(number(e, s->levers, s->n_levers, sets, &n_sets));
    s->n_sets = (int32_t)n_sets;
    TRY(place_points(s, e, states, sets));
    TRY(leave_out(s, e, runs, states));
out:
    free(states);
    free(sets);
    free(others);
    return st;
}

void
regret_states_free(struct regret_states *s)
{
    free(s->points);
    free(s->of_set);
    free(s->levers);
    free(s->left_out);
    memset(s, 0, sizeof(*s));
}
