/* Accepts rows, adjusts their quantities, and draws from the posterior. */
#include "analysis/calibration/calibration.h"

#include <gsl/gsl_multifit.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "kernel/stream.h"

/* A regression needs this number of accepted rows for each of its coefficients. */
enum { ROWS_PER_COEFFICIENT = 4 };
/* A regression leaves out the directions whose singular value is below this share of the largest
   singular value. */
static const double least_singular = 1e-8;

static double
difference_of(const struct calibration *c, int32_t target, int64_t row)
{
    return c->differences[target * c->n + row];
}

static double
distance_of(const struct calibration *c, int64_t row)
{
    double square = 0, all = 0;

    for (int32_t k = 0; k < c->n_targets; k++) {
        double z = difference_of(c, k, row);

        square += c->importance[k] * z * z;
        all += c->importance[k];
    }
    return sqrt(square / all);
}

static bool
is_within(const struct calibration *c, int64_t row)
{
    for (int32_t k = 0; k < c->n_targets; k++) {
        if (c->importance[k] > 0 && fabs(difference_of(c, k, row)) > 1) {
            return false;
        }
    }
    return true;
}

/* Accepts the nearest rows and sets their weights. `distances` has the distance of each row,
   `order` the rows in the order of their distances. */
static void
accept_rows(struct calibration_fit *to, const struct calibration *c, const double *distances,
    const size_t *order)
{
    int64_t wanted = (int64_t)ceil(c->accept * (double)c->n), k;
    double width, total = 0;

    wanted = wanted < 1 ? 1 : wanted > c->n ? c->n : wanted;
    to->distance = distances[order[wanted - 1]];
    for (k = wanted; k < c->n && distances[order[k]] == to->distance; k++) {
    }
    width = k < c->n ? distances[order[k]] : INFINITY;
    for (int64_t i = 0; i < c->n; i++) {
        if (distances[i] <= to->distance) {
            double share = distances[i] / width;

            to->rows[to->n] = i;
            to->weights[to->n] = c->accept < 1 ? 1 - share * share : 1;
            total += to->weights[to->n++];
        }
    }
    for (int64_t i = 0; i < to->n; i++) {
        to->weights[i] /= total;
    }
}

/* Returns the number of points with equal weights that would give the same precision. */
static double
effective_points(const struct calibration_fit *fit, const struct calibration *c)
{
    double square = 0, of_point = 0;

    for (int64_t i = 0; i < fit->n; i++) {
        of_point += fit->weights[i];
        if (i + 1 == fit->n || c->points[fit->rows[i + 1]] != c->points[fit->rows[i]]) {
            square += of_point * of_point;
            of_point = 0;
        }
    }
    return square > 0 ? 1 / square : 0;
}

/* ---- regression ---- */

struct regression {
    gsl_matrix *x, *covariance;
    gsl_vector *weights, *y, *coefficients;
    gsl_multifit_linear_workspace *work;
};

static void
regression_free(struct regression *r)
{
    if (r->x != NULL) {
        gsl_matrix_free(r->x);
    }
    if (r->covariance != NULL) {
        gsl_matrix_free(r->covariance);
    }
    if (r->weights != NULL) {
        gsl_vector_free(r->weights);
    }
    if (r->y != NULL) {
        gsl_vector_free(r->y);
    }
    if (r->coefficients != NULL) {
        gsl_vector_free(r->coefficients);
    }
    if (r->work != NULL) {
        gsl_multifit_linear_free(r->work);
    }
}

static enum status
regression_init(struct regression *r, int64_t rows, int32_t coefficients)
{
    size_t n = (size_t)rows, p = (size_t)coefficients;

    *r = (struct regression){.x = gsl_matrix_alloc(n, p),
        .covariance = gsl_matrix_alloc(p, p),
        .weights = gsl_vector_alloc(n),
        .y = gsl_vector_alloc(n),
        .coefficients = gsl_vector_alloc(p),
        .work = gsl_multifit_linear_alloc(n, p)};
    return r->x == NULL || r->covariance == NULL || r->weights == NULL || r->y == NULL ||
                   r->coefficients == NULL || r->work == NULL
               ? STATUS_NO_MEMORY
               : STATUS_OK;
}

/* Subtracts from a quantity the part that the differences explain. Rows without a value get the
   weight 0. */
static void
adjust_quantity(struct regression *r, const struct calibration_fit *fit,
    const struct calibration *c, double *values)
{
    double square;
    size_t rank;

    for (int64_t i = 0; i < fit->n; i++) {
        bool missing = isnan(values[i]);

        gsl_vector_set(r->weights, (size_t)i, missing ? 0 : fit->weights[i]);
        gsl_vector_set(r->y, (size_t)i, missing ? 0 : values[i]);
    }
    if (gsl_multifit_wlinear_tsvd(r->x, r->weights, r->y, least_singular, r->coefficients,
            r->covariance, &square, &rank, r->work) != 0) {
        return;
    }
    for (int64_t i = 0; i < fit->n; i++) {
        for (int32_t k = 0; k < c->n_targets; k++) {
            values[i] -= gsl_vector_get(r->coefficients, (size_t)k + 1) *
                         difference_of(c, k, fit->rows[i]);
        }
    }
}

static enum status
adjust_all(struct calibration_fit *fit, const struct calibration *c)
{
    int32_t p = c->n_targets + 1;
    struct regression r = {0};
    enum status st;

    TRY(regression_init(&r, fit->n, p));
    for (int64_t i = 0; i < fit->n; i++) {
        for (int32_t k = 0; k < p; k++) {
            gsl_matrix_set(
                r.x, (size_t)i, (size_t)k, k == 0 ? 1 : difference_of(c, k - 1, fit->rows[i]));
        }
    }
    for (int32_t q = 0; q < c->n_quantities; q++) {
        if (c->adjustable[q]) {
            adjust_quantity(&r, fit, c, fit->values + q * fit->n);
        }
    }
    fit->adjusted = true;
out:
    regression_free(&r);
    return st;
}

/* ---- fit ---- */

enum status
calibration_fit(struct calibration_fit *to, const struct calibration *c)
{
    size_t n = (size_t)c->n + 1;
    double *distances = calloc(n, sizeof(*distances));
    size_t *order = calloc(n, sizeof(*order));
    int64_t within = 0;
    enum status st = STATUS_NO_MEMORY;

    *to = (struct calibration_fit){.distance = NAN, .within = NAN};
    to->rows = calloc(n, sizeof(*to->rows));
    to->weights = calloc(n, sizeof(*to->weights));
    if (distances == NULL || order == NULL || to->rows == NULL || to->weights == NULL) {
        goto out;
    }
    for (int64_t i = 0; i < c->n; i++) {
        distances[i] = distance_of(c, i);
        within += is_within(c, i);
    }
    if (c->n > 0) {
        to->within = (double)within / (double)c->n;
        gsl_sort_index(order, distances, 1, (size_t)c->n);
        accept_rows(to, c, distances, order);
    }
    to->effective = effective_points(to, c);
    to->values = calloc((size_t)to->n * (size_t)c->n_quantities + 1, sizeof(double));
    if (to->values == NULL) {
        goto out;
    }
    for (int32_t q = 0; q < c->n_quantities; q++) {
        for (int64_t i = 0; i < to->n; i++) {
            to->values[q * to->n + i] = c->quantities[q * c->n + to->rows[i]];
        }
    }
    st = c->adjust && c->accept < 1 && to->n >= ROWS_PER_COEFFICIENT * (c->n_targets + 1)
             ? adjust_all(to, c)
             : STATUS_OK;
out:
    free(distances);
    free(order);
    return st;
}

void
calibration_fit_free(struct calibration_fit *fit)
{
    free(fit->rows);
    free(fit->weights);
    free(fit->values);
    memset(fit, 0, sizeof(*fit));
}

/* ---- summaries ---- */

static int
compare(const void *a, const void *b)
{
    const struct calibration_number *x = a, *y = b;

    return x->value != y->value ? (x->value > y->value) - (x->value < y->value)
                                : (x->weight > y->weight) - (x->weight < y->weight);
}

/* Returns the weighted quantile `q` of n >= 1 sorted numbers. The sum of their weights is
   `total`. */
static double
quantile(const struct calibration_number *sorted, int64_t n, double total, double q)
{
    double before = 0, place = 0, value = sorted[0].value;

    for (int64_t i = 0; i < n; i++) {
        double next = (before + sorted[i].weight / 2) / total;

        if (next >= q) {
            double share = i > 0 && next > place ? (q - place) / (next - place) : 1;

            return value + share * (sorted[i].value - value);
        }
        before += sorted[i].weight;
        place = next;
        value = sorted[i].value;
    }
    return value;
}

struct calibration_summary
calibration_summarise(const double *values, const double *weights, int64_t n, double confidence,
    struct calibration_number *work)
{
    struct calibration_summary s = {NAN, NAN, NAN, NAN};
    double total = 0, mean = 0, square = 0;
    int64_t kept = 0;

    for (int64_t i = 0; i < n; i++) {
        if (!isnan(values[i]) && weights[i] > 0) {
            work[kept++] = (struct calibration_number){values[i], weights[i]};
            total += weights[i];
            mean += weights[i] * values[i];
        }
    }
    if (kept == 0) {
        return s;
    }
    s.mean = mean / total;
    for (int64_t i = 0; i < kept; i++) {
        square += work[i].weight * (work[i].value - s.mean) * (work[i].value - s.mean);
    }
    s.sd = sqrt(square / total);
    qsort(work, (size_t)kept, sizeof(*work), compare);
    s.low = quantile(work, kept, total, (1 - confidence) / 2);
    s.high = quantile(work, kept, total, (1 + confidence) / 2);
    return s;
}

double
calibration_p_value(const double *values, const double *weights, int64_t n, double value)
{
    double below = 0, above = 0, total = 0;

    for (int64_t i = 0; i < n; i++) {
        if (!isnan(values[i])) {
            below += values[i] <= value ? weights[i] : 0;
            above += values[i] >= value ? weights[i] : 0;
            total += weights[i];
        }
    }
    return total > 0 ? fmin(1, 2 * fmin(below, above) / total) : NAN;
}

/* ---- draws ---- */

int64_t
calibration_distinct(const struct calibration_fit *fit)
{
    double largest = 0;

    for (int64_t i = 0; i < fit->n; i++) {
        largest = fmax(largest, fit->weights[i]);
    }
    return largest > 0 ? (int64_t)floor(1 / largest + 1e-9) : 0;
}

void
calibration_draw(const struct calibration_fit *fit, uint64_t seed, uint64_t address, int64_t n,
    int64_t *which)
{
    struct stream_base base = {.seed = seed};
    double u = stream_uniform(&base, hash_text("calibration"), address, 0), sum = 0;
    int64_t drawn = 0;

    for (int64_t i = 0; i < fit->n && drawn < n; i++) {
        sum += fit->weights[i];
        while (drawn < n && (u + (double)drawn) / (double)n < sum) {
            which[drawn++] = i;
        }
    }
    /* Rows are missing here only if rounding makes the sum of the weights too small. */
    while (drawn < n) {
        which[drawn++] = fit->n - 1;
    }
}
