#include "analysis/sobol.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/point_means.h"
#include "base/hash.h"
#include "kernel/stream.h"

#define ROW(member, ...) FIELD(struct sobol_row, member, __VA_ARGS__)

static const struct field fields[] = {
    ROW(set, .min = 1, .max = 0x1p53, .required = true, .unit = "",
        .doc = "Number of a set of points: the factors that the Saltelli design does not vary "
               "have the same values in the whole set; see design.csv."),
    ROW(policy, .required = true, .unit = "", .doc = "Policy of the runs."),
    ROW(versus, .unit = "", .doc = POINT_MEANS_VERSUS),
    ROW(metric, .required = true, .unit = "", .doc = "Metric."),
    ROW(index, .required = true, .unit = "",
        .doc =
            "S1: first-order index; ST: total index; S2: second-order index of two factors; "
            "noise: share of replication noise in the variance between the values of points."),
    ROW(factor, .unit = "", .doc = "Factor; empty for noise."),
    ROW(factor2, .unit = "", .doc = "Second factor of S2."),
    ROW(estimate, .unit = "share", .doc = "Estimate, with the replication noise removed."),
    ROW(ci_lo, .unit = "share", .doc = "Lower bound of the confidence interval."),
    ROW(ci_hi, .unit = "share", .doc = "Upper bound of the confidence interval."),
    ROW(confidence, .unit = "share", .doc = "Confidence level of the interval."),
    ROW(method, .unit = "", .doc = "Estimator, and method of the interval."),
    ROW(noise, .unit = "share",
        .doc = "Variance of the replication noise in the values that the estimate uses, as a "
               "share "
               "of the variance between the values of points; above 0.1, `warning` states it."),
    ROW(n, .min = 0, .max = 0x1p53, .unit = "1",
        .doc = "Number of complete rows of the matrices."),
    ROW(replications, .min = 0, .max = 0x1p53, .unit = "runs", .doc = POINT_MEANS_REPLICATIONS),
    ROW(warning, .unit = "", .doc = "Caveat about the row; otherwise empty."),
};
const struct record sobol_record = {
    .name = "sobol", .doc = "Sobol' indices of factors.", FIELDS_OF(struct sobol_row, fields)};

void
sobol_free(struct sobol *s)
{
    free(s->values);
    free(s->deviations);
    free(s->factors);
    memset(s, 0, sizeof(*s));
}

static bool
is_member(const struct design_mark *mark, int32_t set)
{
    return mark->family == DESIGN_SALTELLI && mark->set == set;
}

/* Finds the factors whose columns are exchanged, in order, and the number of rows. */
static enum status
find_factors(struct sobol *s, const struct experiment *e, int32_t set)
{
    s->factors = calloc((size_t)e->n_factors + 1, sizeof(*s->factors));
    if (s->factors == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t i = 0; i < e->n_points; i++) {
        const struct design_mark *mark = &e->design.marks[i];

        if (is_member(mark, set)) {
            s->n_rows = mark->step > s->n_rows ? mark->step : s->n_rows;
            s->second = s->second || mark->part < 0;
            if (mark->step == 1 && mark->part >= 2) {
                s->factors[s->n_factors++] = mark->part - 2;
            }
        }
    }
    s->width = 2 + s->n_factors * (s->second ? 2 : 1);
    return STATUS_OK;
}

/* Returns the column that a part of the design (design_mark.part) has in a row of values. */
static int32_t
column_of(const struct sobol *s, int32_t part)
{
    int32_t factor = part < 0 ? -1 - part : part - 2, j = 0;

    if (part == 0 || part == 1) {
        return part;
    }
    while (j < s->n_factors - 1 && s->factors[j] != factor) {
        j++;
    }
    return 2 + (part < 0 ? s->n_factors : 0) + j;
}

/* Removes rows in which a value is missing. */
static void
keep_complete_rows(struct sobol *s)
{
    int64_t kept = 0, width = s->width;

    for (int64_t row = 0; row < s->n_rows; row++) {
        bool whole = true;

        for (int64_t k = 0; k < width; k++) {
            whole = whole && !isnan(s->values[row * width + k]);
        }
        if (whole) {
            memmove(s->values + kept * width, s->values + row * width,
                (size_t)width * sizeof(double));
            memmove(s->deviations + kept * width * s->n_batches,
                s->deviations + row * width * s->n_batches,
                (size_t)(width * s->n_batches) * sizeof(double));
            kept++;
        }
    }
    s->n_rows = kept;
}

/* Subtracts from all numbers their mean over A and B. Each row has n vectors of `width` numbers.
   The vectors with the same index have one mean. */
static void
centre(const struct sobol *s, double *numbers, int32_t n)
{
    int64_t width = s->width;

    for (int32_t k = 0; k < n; k++) {
        double mean = 0;

        for (int64_t row = 0; row < s->n_rows; row++) {
            const double *at = numbers + (row * n + k) * width;

            mean += (at[0] + at[1] - 2 * mean) / (2 * (double)(row + 1));
        }
        for (int64_t row = 0; row < s->n_rows; row++) {
            for (int64_t i = 0; i < width; i++) {
                numbers[(row * n + k) * width + i] -= mean;
            }
        }
    }
}

enum status
sobol_collect(
    struct sobol *s, const struct experiment *e, int32_t set, const struct point_means *means)
{
    size_t cells;
    enum status st;

    *s = (struct sobol){.n_batches = means->n_batches, .common = e->common_point};
    TRY(find_factors(s, e, set));
    cells = (size_t)(s->n_rows * s->width);
    s->values = malloc((cells + 1) * sizeof(*s->values));
    s->deviations = calloc(cells * (size_t)s->n_batches + 1, sizeof(*s->deviations));
    if (s->values == NULL || s->deviations == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < cells; i++) {
        s->values[i] = NAN;
    }
    for (int64_t i = 0; i < e->n_points; i++) {
        const struct design_mark *mark = &e->design.marks[i];

        if (is_member(mark, set)) {
            int64_t row = mark->step - 1, column = column_of(s, mark->part);

            s->values[row * s->width + column] = means->value[i];
            for (int64_t b = 0; b < s->n_batches; b++) {
                s->deviations[(row * s->n_batches + b) * s->width + column] =
                    means->deviation[i * s->n_batches + b];
            }
        }
    }
    keep_complete_rows(s);
    centre(s, s->values, 1);
    centre(s, s->deviations, s->n_batches);
out:
    return st;
}

struct write_context {
    const struct experiment *e;
    const struct experiment_analysis *a;
    const struct summary_sink *sink;
};

/* Sets the names of the factors of the k-th index in the row. */
static void
name_factors(
    const struct experiment *e, const struct sobol *s, int32_t k, struct sobol_row *row)
{
    int32_t i = k / 2, j = -1, pair = k - 2 * s->n_factors;

    if (k == sobol_count(s)) {
        return; /* the row of the noise has no factors */
    }
    if (pair >= 0) {
        for (i = 0; pair >= s->n_factors - 1 - i; i++) {
            pair -= s->n_factors - 1 - i;
        }
        j = i + 1 + pair;
    }
    row->factor = e->factors[s->factors[i]].key.id;
    row->factor2 = j < 0 ? NULL : e->factors[s->factors[j]].key.id;
}

static enum status
write_indices(const struct write_context *g, const struct sobol *s, const struct point_set *of,
    const struct sobol_row *common, struct failure *f)
{
    uint64_t address = stream_child(hash_text("sobol"), (uint64_t)of->set,
        stream_child(hash_text(of->metric), 0, hash_text(of->policy)));
    int32_t n = sobol_count(s) + 1;
    struct sobol_row *rows = calloc((size_t)n, sizeof(*rows));
    enum status st = STATUS_NO_MEMORY;

    if (rows == NULL) {
        return st;
    }
    for (int32_t k = 0; k < n; k++) {
        rows[k] = *common;
        name_factors(g->e, s, k, &rows[k]);
    }
    TRY(sobol_estimate(s, g->a, g->e->seed, address, rows));
    for (int32_t k = 0; k < n; k++) {
        char warning[POINT_SET_WARNING_BYTES];

        rows[k].warning = point_set_warning(of, rows[k].warning, rows[k].noise, warning);
        TRY(g->sink->take(g->sink->self, &rows[k], f));
    }
out:
    free(rows);
    return st;
}

static enum status
write_set(void *self, const struct point_set *of, struct failure *f)
{
    const struct write_context *g = self;
    struct sobol_row row = {.set = of->set + 1,
        .policy = of->policy,
        .versus = of->versus,
        .metric = of->metric,
        .replications = of->min_replications};
    struct sobol s = {0};
    enum status st;

    TRY(sobol_collect(&s, g->e, of->set, of->means));
    row.n = s.n_rows;
    TRY(write_indices(g, &s, of, &row, f));
out:
    sobol_free(&s);
    return st;
}

enum status
sobol_write_rows(const struct experiment *e, const struct experiment_analysis *a,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    const struct summary_sink *sink, struct failure *f)
{
    struct write_context g = {e, a, sink};

    return point_means_for_each(e, a, DESIGN_SALTELLI, runs, metrics, n, write_set, &g, f);
}
