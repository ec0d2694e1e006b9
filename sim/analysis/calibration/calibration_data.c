#include "analysis/calibration/calibration_data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Standard deviation of a normal distribution, divided by its median absolute deviation. */
static const double deviations = 1.4826;

/**
 * The runs of a policy at the points of the space, and the statistic that is loaded for all runs.
 */
struct collector {
    struct calibration_data *d;
    const struct run_table *runs;
    int64_t *first, *n_runs; /* [row]: range of the runs of the row */
    int64_t n;               /* number of rows, including those without values */
    /* [run]: the statistic in x; for a quotient, numerator and denominator in x and y. */
    double *x, *y;
    double *values; /* [target * n + row]: values of the statistics */
};

/* ---- rows ---- */

static enum status
list_rows(struct collector *c, int32_t policy)
{
    const struct run_table *runs = c->runs;
    struct calibration_data *d = c->d;
    bool of_runs = d->a->compare == EXPERIMENT_COMPARE_RUNS;
    int64_t at = 0;

    c->first = calloc((size_t)runs->n + 1, sizeof(*c->first));
    c->n_runs = calloc((size_t)runs->n + 1, sizeof(*c->n_runs));
    d->places = calloc((size_t)runs->n + 1, sizeof(*d->places));
    if (c->first == NULL || c->n_runs == NULL || d->places == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t g = 0; g < runs->n_groups; g++) { /* groups and points are in the same order */
        const struct run_table_group *group = &runs->groups[g];
        int64_t step = of_runs ? 1 : group->n;

        while (at < d->space.n && d->space.points[at] < group->point_id - 1) {
            at++;
        }
        if (group->policy != policy || at == d->space.n ||
            d->space.points[at] != group->point_id - 1) {
            continue;
        }
        for (int64_t i = group->first; i < group->first + group->n; i += step) {
            if (!of_runs || runs->complete[i]) {
                c->first[c->n] = i;
                c->n_runs[c->n] = step;
                d->places[c->n++] = at;
            }
        }
    }
    return STATUS_OK;
}

/* ---- statistics ---- */

/* Computes the expression of a target for every run from the columns that it uses. */
static enum status
compute_expression(
    struct collector *c, const struct experiment_calibration_target *t, struct failure *f)
{
    const struct expression_names *names = &c->d->a->names;
    size_t n = (size_t)c->runs->n;
    double **columns = calloc((size_t)names->count + 1, sizeof(*columns));
    double *row = calloc((size_t)names->count + 1, sizeof(*row));
    enum status st = STATUS_NO_MEMORY;

    if (columns == NULL || row == NULL) {
        goto out;
    }
    for (int32_t k = 0; k < names->count; k++) {
        if (expression_uses(&t->expression, k)) {
            columns[k] = calloc(n + 1, sizeof(double));
            TRY(columns[k] == NULL ? STATUS_NO_MEMORY : STATUS_OK);
            TRY(run_table_column(c->runs, names->at[k].id, columns[k], f));
        }
    }
    for (size_t i = 0; i < n; i++) {
        for (int32_t k = 0; k < names->count; k++) {
            row[k] = columns[k] == NULL ? (double)NAN : columns[k][i];
        }
        c->x[i] = c->runs->complete[i] ? expression_value(&t->expression, row) : (double)NAN;
        c->y[i] = 1;
    }
    st = STATUS_OK;
out:
    for (int32_t k = 0; columns != NULL && k < names->count; k++) {
        free(columns[k]);
    }
    free(columns);
    free(row);
    return st;
}

/* Loads a metric, which is one column or the quotient of two. For an event that did not occur,
   loads the day on which the run ended. */
static enum status
load_metric(struct collector *c, const struct summary_metric *metric, struct failure *f)
{
    enum status st;

    TRY(summary_columns(c->runs, metric, c->x, c->y, f));
    for (int64_t i = 0; i < c->runs->n && metric->kind != SUMMARY_RATIO; i++) {
        c->x[i] = metric->kind == SUMMARY_TIME && isnan(c->x[i]) ? c->y[i] : c->x[i];
        c->y[i] = 1;
    }
out:
    return st;
}

/* Returns the statistic of a row: the mean over its runs or, for a quotient, the quotient of the
   sums. */
static double
value_of(const struct collector *c, int64_t row)
{
    double x = 0, y = 0;

    for (int64_t i = c->first[row]; i < c->first[row] + c->n_runs[row]; i++) {
        if (!isnan(c->x[i]) && !isnan(c->y[i])) {
            x += c->x[i];
            y += c->y[i];
        }
    }
    return isfinite(x / y) ? x / y : (double)NAN;
}

static enum status
load_statistics(struct collector *c, struct failure *f)
{
    const struct calibration_data *d = c->d;
    size_t n = (size_t)c->runs->n + 1;
    enum status st = STATUS_NO_MEMORY;

    c->x = calloc(n, sizeof(double));
    c->y = calloc(n, sizeof(double));
    c->values = calloc((size_t)d->n_targets * (size_t)c->n + 1, sizeof(double));
    if (c->x == NULL || c->y == NULL || c->values == NULL) {
        goto out;
    }
    for (int32_t k = 0; k < d->n_targets; k++) {
        const struct experiment_calibration_target *t = &d->targets[k];

        TRY(t->metric >= 0 ? load_metric(c, &d->experiment->metrics[t->metric], f)
                           : compute_expression(c, t, f));
        for (int64_t i = 0; i < c->n; i++) {
            c->values[k * c->n + i] = value_of(c, i);
        }
    }
    st = STATUS_OK;
out:
    return st;
}

/* Keeps the rows that have a value of every fitted statistic. */
static enum status
keep_rows(struct collector *c)
{
    struct calibration_data *d = c->d;
    int64_t *kept = calloc((size_t)c->n + 1, sizeof(*kept)), n = 0;

    d->statistics = calloc((size_t)d->n_targets * (size_t)c->n + 1, sizeof(double));
    if (kept == NULL || d->statistics == NULL) {
        free(kept);
        return STATUS_NO_MEMORY;
    }
    for (int64_t i = 0; i < c->n; i++) {
        bool complete = true;

        for (int32_t k = 0; k < d->n_targets; k++) {
            complete = complete && (!calibration_data_is_fitted(&d->targets[k]) ||
                                       !isnan(c->values[k * c->n + i]));
        }
        kept[n] = i;
        n += complete;
    }
    for (int64_t i = 0; i < n; i++) {
        d->places[i] = d->places[kept[i]];
        for (int32_t k = 0; k < d->n_targets; k++) {
            d->statistics[k * n + i] = c->values[k * c->n + kept[i]];
        }
    }
    d->fit.n = n;
    d->n_missing = c->n - n;
    free(kept);
    return STATUS_OK;
}

/* ---- the input of the fit ---- */

static int
compare_numbers(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Returns the median of n numbers, which it sorts, or NAN if n is 0. */
static double
median(double *x, int64_t n)
{
    qsort(x, (size_t)n, sizeof(*x), compare_numbers);
    return n == 0 ? (double)NAN : (x[(n - 1) / 2] + x[n / 2]) / 2;
}

/* Stores the spread of a statistic over the rows. The spread is 0 if half of the values are equal.
   */
static enum status
spread_of(const struct calibration_data *d, int32_t target, double *spread)
{
    double *x = calloc((size_t)d->fit.n + 1, sizeof(*x)), middle;
    int64_t n = 0;

    if (x == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t i = 0; i < d->fit.n; i++) {
        double value = d->statistics[target * d->fit.n + i];

        if (!isnan(value)) {
            x[n++] = value;
        }
    }
    middle = median(x, n);
    for (int64_t i = 0; i < n; i++) {
        x[i] = fabs(x[i] - middle);
    }
    *spread = n > 0 ? deviations * median(x, n) : 0;
    free(x);
    return STATUS_OK;
}

/* Replaces a tolerance of 0 by the spread of the statistic. If the spread is 0, differences are not
   divided by a tolerance. */
static enum status
set_tolerances(struct calibration_data *d)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < d->n_targets; k++) {
        if (d->targets[k].tolerance == 0) {
            TRY(spread_of(d, k, &d->targets[k].tolerance));
        }
    }
out:
    return st;
}

static enum status
set_differences(struct calibration_data *d)
{
    int64_t n = d->fit.n;

    d->differences = calloc((size_t)d->n_targets * (size_t)n + 1, sizeof(double));
    d->importance = calloc((size_t)d->n_targets + 1, sizeof(double));
    if (d->differences == NULL || d->importance == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < d->n_targets; k++) {
        const struct experiment_calibration_target *t = &d->targets[k];
        double unit = t->tolerance > 0 ? t->tolerance : 1;

        if (calibration_data_is_fitted(t)) {
            for (int64_t i = 0; i < n; i++) {
                d->differences[d->fit.n_targets * n + i] =
                    (d->statistics[k * n + i] - t->value) / unit;
            }
            d->importance[d->fit.n_targets++] = t->weight;
        }
    }
    return STATUS_OK;
}

/* ---- data ---- */

enum status
calibration_data_init(struct calibration_data *d, const struct experiment *e,
    const struct experiment_analysis *a, const struct run_table *runs, int32_t policy,
    struct failure *f)
{
    struct collector c = {.d = d, .runs = runs};
    size_t n = (size_t)a->fitted_to.count;
    enum status st;

    *d = (struct calibration_data){.experiment = e, .a = a, .n_targets = a->fitted_to.count};
    d->targets = calloc(n + 1, sizeof(*d->targets));
    TRY(d->targets == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    memcpy(d->targets, a->fitted_to.items, n * sizeof(*d->targets));
    TRY(space_init(&d->space, e));
    TRY(list_rows(&c, policy));
    TRY(load_statistics(&c, f));
    TRY(keep_rows(&c));
    TRY(set_tolerances(d));
    TRY(set_differences(d));
    TRY(calibration_data_set_quantities(d));
    d->fit.differences = d->differences;
    d->fit.importance = d->importance;
    d->fit.quantities = d->quantities;
    d->fit.adjustable = d->adjustable;
    d->fit.points = d->places;
    d->fit.accept = a->accept;
    d->fit.adjust = a->adjust;
out:
    free(c.first);
    free(c.n_runs);
    free(c.x);
    free(c.y);
    free(c.values);
    return st;
}

void
calibration_data_free(struct calibration_data *d)
{
    space_free(&d->space);
    free(d->targets);
    free(d->kinds);
    free(d->statistics);
    free(d->places);
    free(d->differences);
    free(d->importance);
    free(d->quantities);
    free(d->adjustable);
    memset(d, 0, sizeof(*d));
}
