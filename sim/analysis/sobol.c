#include "analysis/sobol.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/point_means.h"
#include "base/hash.h"
#include "kernel/stream.h"
#include "stats/bootstrap.h"

#define ROW(member, ...) FIELD(struct sobol_row, member, __VA_ARGS__)

static const struct field fields[] = {
    ROW(set, .min = 1, .max = 0x1p53, .required = true, .unit = "",
        .doc = "Set of points with equal values of all factors that they do not vary; see "
               "design.csv."),
    ROW(policy, .required = true, .unit = "", .doc = "Policy of the runs."),
    ROW(versus, .unit = "",
        .doc = "Baseline, if the analysis is of paired differences from it; else empty."),
    ROW(metric, .required = true, .unit = "", .doc = "Metric."),
    ROW(index, .required = true, .unit = "",
        .doc = "S1: first-order index; ST: total index; S2: second-order index of two factors; "
               "noise: variance over replications as a share of the variance over the design."),
    ROW(factor, .unit = "", .doc = "Factor; empty for noise."),
    ROW(factor2, .unit = "", .doc = "Second factor of S2."),
    ROW(estimate, .unit = "share", .doc = "Estimate."),
    ROW(ci_lo, .unit = "share", .doc = "Lower bound of the confidence interval."),
    ROW(ci_hi, .unit = "share", .doc = "Upper bound of the confidence interval."),
    ROW(confidence, .unit = "share", .doc = "Confidence level of the interval."),
    ROW(method, .unit = "", .doc = "Estimator, and method of the interval."),
    ROW(n, .min = 0, .max = 0x1p53, .unit = "1",
        .doc = "Number of complete rows of the matrices."),
    ROW(replications, .min = 0, .max = 0x1p53, .unit = "runs",
        .doc = "Minimum number of replications in the value of a point."),
    ROW(warning, .unit = "", .doc = "Caveat; empty if there is none."),
};
const struct record sobol_record = {
    .name = "sobol", .doc = "Sobol' indices of factors.", FIELDS_OF(struct sobol_row, fields)};

void
sobol_free(struct sobol *s)
{
    free(s->values);
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

/* The column of a part of the design (design_mark.part) in a row of values. */
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

/* Removes incomplete rows, and subtracts the mean over A and B from all values. */
static void
centre_complete_rows(struct sobol *s)
{
    int64_t kept = 0, width = s->width;
    double mean = 0;

    for (int64_t row = 0; row < s->n_rows; row++) {
        bool whole = true;

        for (int64_t k = 0; k < width; k++) {
            whole = whole && !isnan(s->values[row * width + k]);
        }
        if (whole) {
            memmove(s->values + kept * width, s->values + row * width,
                (size_t)width * sizeof(double));
            kept++;
        }
    }
    s->n_rows = kept;
    for (int64_t row = 0; row < kept; row++) {
        mean += (s->values[row * width] + s->values[row * width + 1] - 2 * mean) /
                (2 * (double)(row + 1));
    }
    for (int64_t i = 0; i < kept * width; i++) {
        s->values[i] -= mean;
    }
}

enum status
sobol_collect(struct sobol *s, const struct experiment *e, int32_t set, const double *values)
{
    enum status st;

    memset(s, 0, sizeof(*s));
    TRY(find_factors(s, e, set));
    s->values = malloc((size_t)(s->n_rows * s->width + 1) * sizeof(*s->values));
    if (s->values == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t i = 0; i < s->n_rows * s->width; i++) {
        s->values[i] = NAN;
    }
    for (int64_t i = 0; i < e->n_points; i++) {
        const struct design_mark *mark = &e->design.marks[i];

        if (is_member(mark, set)) {
            s->values[(int64_t)(mark->step - 1) * s->width + column_of(s, mark->part)] =
                values[i];
        }
    }
    centre_complete_rows(s);
out:
    return st;
}

static const double *
row_of(const struct sobol *s, const int32_t *which, int64_t i)
{
    return s->values + (which == NULL ? i : which[i]) * s->width;
}

/* The variance over A and B. */
static double
variance(const struct sobol *s, const int32_t *which)
{
    double sum = 0, squares = 0, n = 2 * (double)s->n_rows;

    for (int64_t i = 0; i < s->n_rows; i++) {
        const double *row = row_of(s, which, i);

        sum += row[0] + row[1];
        squares += row[0] * row[0] + row[1] * row[1];
    }
    return n > 0 ? (squares - sum * sum / n) / n : NAN;
}

int32_t
sobol_count(const struct sobol *s)
{
    return 2 * s->n_factors + (s->second ? s->n_factors * (s->n_factors - 1) / 2 : 0);
}

/*
 * Adds one row of the matrices to the sums of the indices, in the order of sobol_indices(). A row
 * has the values f(A), f(B), f(AB_1) ... f(AB_k), and f(BA_1) ... f(BA_k) if there is a second
 * order. The sums are the terms of the estimators in sobol.h, without division by n and V.
 */
static void
add_row(const struct sobol *s, const double *row, double *sums)
{
    const double *ab = row + 2, *ba = ab + s->n_factors;
    double *pair = sums + 2 * s->n_factors;

    for (int32_t j = 0; j < s->n_factors; j++) {
        double change = ab[j] - row[0];

        sums[2 * j] += row[1] * change;
        sums[2 * j + 1] += change * change;
    }
    for (int32_t i = 0; i < s->n_factors && s->second; i++) {
        for (int32_t j = i + 1; j < s->n_factors; j++) {
            *pair++ += (ba[j] * ab[i] + ba[i] * ab[j]) / 2 - row[0] * row[1];
        }
    }
}

void
sobol_indices(const struct sobol *s, const int32_t *which, double *indices)
{
    double v = variance(s, which), *pair = indices + 2 * s->n_factors;
    double scale = v > 0 ? 1 / ((double)s->n_rows * v) : NAN;

    memset(indices, 0, (size_t)sobol_count(s) * sizeof(*indices));
    for (int64_t i = 0; i < s->n_rows; i++) {
        add_row(s, row_of(s, which, i), indices);
    }
    for (int32_t j = 0; j < s->n_factors; j++) {
        indices[2 * j] *= scale;
        indices[2 * j + 1] *= scale / 2;
    }
    for (int32_t i = 0; i < s->n_factors && s->second; i++) {
        for (int32_t j = i + 1; j < s->n_factors; j++, pair++) {
            *pair = *pair * scale - indices[2 * i] - indices[2 * j];
        }
    }
}

static void
set_warning(struct sobol_row *row)
{
    row->warning = isnan(row->estimate)            ? "the metric does not vary"
                   : row->ci_hi - row->ci_lo > 0.2 ? "wide interval: use more rows"
                   : row->estimate < 0             ? "below 0: near 0, too few rows"
                   : row->replications < 2 && row->n > 0
                       ? "a point with fewer than 2 replications"
                       : NULL;
}

static void
name_index(const struct sobol *s, int32_t k, struct sobol_row *row)
{
    bool pair = k >= 2 * s->n_factors, total = !pair && k % 2 == 1;

    row->index = pair ? "S2" : total ? "ST" : "S1";
    row->method = pair    ? "saltelli 2002, mean of both pairs, percentile bootstrap of rows"
                  : total ? "jansen 1999, percentile bootstrap of rows"
                          : "saltelli 2010, percentile bootstrap of rows";
}

enum status
sobol_estimate(const struct sobol *s, const struct experiment_analysis *a, uint64_t seed,
    uint64_t address, struct sobol_row *rows)
{
    size_t n = (size_t)sobol_count(s), times = (size_t)a->resamples;
    double *drawn = calloc(n * times + 1, sizeof(*drawn)); /* by index and round */
    double *indices = calloc(n + 1, sizeof(*indices));
    int32_t *which = calloc((size_t)s->n_rows + 1, sizeof(*which));
    enum status st = STATUS_NO_MEMORY;

    if (drawn == NULL || indices == NULL || which == NULL) {
        goto out;
    }
    for (size_t round = 0; round < times; round++) {
        bootstrap_draw(seed, address, (int64_t)round, which, s->n_rows);
        sobol_indices(s, which, indices);
        for (size_t k = 0; k < n; k++) {
            drawn[k * times + round] = indices[k];
        }
    }
    sobol_indices(s, NULL, indices);
    for (size_t k = 0; k < n; k++) {
        rows[k].estimate = indices[k];
        bootstrap_interval(
            drawn + k * times, a->resamples, a->confidence, &rows[k].ci_lo, &rows[k].ci_hi);
        name_index(s, (int32_t)k, &rows[k]);
        set_warning(&rows[k]);
    }
    st = STATUS_OK;
out:
    free(drawn);
    free(indices);
    free(which);
    return st;
}

struct write_context {
    const struct experiment *e;
    const struct experiment_analysis *a;
    const struct summary_sink *sink;
};

/* The mean squared standard error of the points of A and B, as a share of V. */
static double
noise_share(const struct experiment *e, const struct sobol *s, const struct point_set *of)
{
    double sum = 0, v = variance(s, NULL);
    int64_t n = 0;

    for (int64_t i = 0; i < e->n_points; i++) {
        const struct design_mark *mark = &e->design.marks[i];

        if (is_member(mark, of->set) && (mark->part == 0 || mark->part == 1) &&
            !isnan(of->means->noise[i])) {
            sum += of->means->noise[i];
            n++;
        }
    }
    return n > 0 && v > 0 ? sum / (double)n / v : NAN;
}

/* Sets the factors of the k-th index. */
static void
name_factors(
    const struct experiment *e, const struct sobol *s, int32_t k, struct sobol_row *row)
{
    int32_t i = k / 2, j = -1, pair = k - 2 * s->n_factors;

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
    int32_t n = sobol_count(s);
    struct sobol_row *rows = calloc((size_t)n + 1, sizeof(*rows));
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

        rows[k].warning = point_set_warning(of, rows[k].warning, warning);
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
        .confidence = g->a->confidence,
        .replications = of->min_replications};
    char warning[POINT_SET_WARNING_BYTES];
    struct sobol s = {0};
    enum status st;

    TRY(sobol_collect(&s, g->e, of->set, of->means->value));
    row.n = s.n_rows;
    TRY(write_indices(g, &s, of, &row, f));
    row.index = "noise";
    row.estimate = noise_share(g->e, &s, of);
    row.ci_lo = row.ci_hi = row.confidence = NAN;
    row.method = "variance over replications";
    row.warning = point_set_warning(
        of, row.estimate > 0.1 ? "large: use more replications" : NULL, warning);
    TRY(g->sink->take(g->sink->self, &row, f));
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
