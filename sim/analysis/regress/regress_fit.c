/* Regressions on weighted points, and the reliability of values that contain noise. */
#include "analysis/regress/regress_fit.h"

#include <gsl/gsl_linalg.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/bootstrap.h"

enum { REPETITIONS = 100 };

/* Inputs are collinear if the share of the variance of one input that the other inputs do not
   explain is below this number. */
static const double apart = 1e-9;

enum status
regress_fit_init(struct regress_fit *t, const struct regress *r)
{
    size_t n = (size_t)r->n + 1, p = (size_t)r->n_inputs;

    *t = (struct regress_fit){.r = r};
    t->raw = calloc((p + 1) * n, sizeof(double));
    t->ranks = calloc((p + 1) * n, sizeof(double));
    t->values = calloc(n, sizeof(double));
    t->orders = calloc((p + 1) * n, sizeof(*t->orders));
    t->weights = calloc(n, sizeof(double));
    t->means = calloc(p + 1, sizeof(double));
    t->products = calloc((p + 1) * (p + 1), sizeof(double));
    t->squares = calloc(n, sizeof(double));
    t->differences = calloc(n, sizeof(double));
    t->inverse = gsl_matrix_alloc(p + 1, p + 1);
    if (t->squares == NULL || t->differences == NULL || t->raw == NULL || t->ranks == NULL ||
        t->values == NULL || t->orders == NULL || t->weights == NULL || t->means == NULL ||
        t->products == NULL || t->inverse == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t j = 0; j < r->n_inputs; j++) {
        const double *input = r->inputs + (int64_t)j * r->n;
        double mean = 0;

        gsl_sort_index(t->orders + (int64_t)j * r->n, input, 1, (size_t)r->n);
        for (int64_t i = 0; i < r->n; i++) {
            mean += (input[i] - mean) / (double)(i + 1);
        }
        for (int64_t i = 0; i < r->n; i++) {
            t->raw[j * r->n + i] = input[i] - mean;
        }
    }
    return STATUS_OK;
}

void
regress_fit_free(struct regress_fit *t)
{
    free(t->raw);
    free(t->ranks);
    free(t->values);
    free(t->orders);
    free(t->weights);
    free(t->means);
    free(t->products);
    free(t->squares);
    free(t->differences);
    if (t->inverse != NULL) {
        gsl_matrix_free(t->inverse);
    }
    memset(t, 0, sizeof(*t));
}

/* Computes the ranks in one column, minus the mean of all ranks. Equal values get their mean rank.
   Values that differ only by rounding count as equal, because the difference of two means has
   rounding errors. */
static void
rank_column(
    const double *x, const size_t *order, const double *weights, int64_t n, double *rank)
{
    double before = 0, tie = n < 1 ? 0 : 1e-12 * fmax(fabs(x[order[0]]), fabs(x[order[n - 1]]));
    int64_t end;

    for (int64_t first = 0; first < n; first = end) {
        double weight = 0;

        for (end = first; end < n && x[order[end]] - x[order[first]] <= tie; end++) {
            weight += weights[order[end]];
        }
        for (int64_t i = first; i < end; i++) {
            rank[order[i]] = before + weight / 2 - (double)n / 2;
        }
        before += weight;
    }
}

void
regress_fit_set(struct regress_fit *t, const double *values)
{
    const struct regress *r = t->r;
    double *raw = t->raw + (int64_t)r->n_inputs * r->n, mean = 0;

    memcpy(t->values, values, (size_t)r->n * sizeof(double));
    gsl_sort_index(t->orders + (int64_t)r->n_inputs * r->n, values, 1, (size_t)r->n);
    for (int64_t i = 0; i < r->n; i++) {
        mean += (values[i] - mean) / (double)(i + 1);
    }
    for (int64_t i = 0; i < r->n; i++) {
        raw[i] = values[i] - mean;
    }
}

static void
set_ranks(struct regress_fit *t)
{
    const struct regress *r = t->r;

    for (int32_t j = 0; j <= r->n_inputs; j++) {
        int64_t at = (int64_t)j * r->n;

        rank_column(j < r->n_inputs ? r->inputs + at : t->values, t->orders + at, t->weights,
            r->n, t->ranks + at);
    }
}

/* Computes the covariances of the columns and turns them into correlations. Returns false if a
   column is constant. */
static bool
set_products(struct regress_fit *t, const double *columns)
{
    int64_t n = t->r->n;
    int32_t m = t->r->n_inputs + 1;

    for (int32_t j = 0; j < m; j++) {
        t->means[j] = 0;
        for (int64_t i = 0; i < n; i++) {
            t->means[j] += t->weights[i] * columns[j * n + i];
        }
        t->means[j] /= (double)n;
    }
    for (int32_t j = 0; j < m; j++) {
        for (int32_t k = 0; k <= j; k++) {
            double sum = 0;

            for (int64_t i = 0; i < n; i++) {
                sum += t->weights[i] * (columns[j * n + i] - t->means[j]) *
                       (columns[k * n + i] - t->means[k]);
            }
            t->products[j * m + k] = sum;
        }
        if (!(t->products[j * m + j] > 0)) {
            return false;
        }
    }
    for (int32_t j = 0; j < m; j++) {
        for (int32_t k = 0; k < j; k++) {
            t->products[j * m + k] /= sqrt(t->products[j * m + j] * t->products[k * m + k]);
        }
    }
    return true;
}

/* Inverts the correlations of the inputs. Returns false if the inputs are collinear. */
static bool
invert(struct regress_fit *t)
{
    size_t p = (size_t)t->r->n_inputs;
    gsl_matrix_view inverse = gsl_matrix_submatrix(t->inverse, 0, 0, p, p);

    for (size_t j = 0; j < p; j++) {
        for (size_t k = 0; k <= j; k++) {
            double value = j == k ? 1 : t->products[j * (p + 1) + k];

            gsl_matrix_set(&inverse.matrix, j, k, value);
            gsl_matrix_set(&inverse.matrix, k, j, value);
        }
    }
    if (gsl_linalg_cholesky_decomp1(&inverse.matrix) != GSL_SUCCESS) {
        return false;
    }
    for (size_t j = 0; j < p; j++) {
        double pivot = gsl_matrix_get(&inverse.matrix, j, j);

        if (!(pivot * pivot > apart)) {
            return false;
        }
    }
    return gsl_linalg_cholesky_invert(&inverse.matrix) == GSL_SUCCESS;
}

/*
 * Regresses the last column on the others. Stores the coefficients of the standardised columns or,
 * if `partial` is true, the partial correlations in every second place from `out` on. Returns R2.
 * `reliability` is the reliability of the last column.
 */
static double
solve(
    struct regress_fit *t, const double *columns, bool partial, double reliability, double *out)
{
    int32_t p = t->r->n_inputs;
    const double *with;
    double share = 0;

    if (!set_products(t, columns) || !invert(t)) {
        return NAN;
    }
    with = t->products + (int64_t)p * (p + 1);
    for (int32_t j = 0; j < p; j++) {
        double b = 0;

        for (int32_t k = 0; k < p; k++) {
            b += gsl_matrix_get(t->inverse, (size_t)j, (size_t)k) * with[k];
        }
        out[2 * j] = b;
        share += b * with[j];
    }
    for (int32_t j = 0; j < p; j++) {
        double b = out[2 * j], own = gsl_matrix_get(t->inverse, (size_t)j, (size_t)j);
        double rest = own * fmax(0, reliability - share);

        out[2 * j] = !partial ? b / sqrt(reliability) : b == 0 ? 0 : b / sqrt(b * b + rest);
    }
    return share;
}

static void
set_weights(struct regress_fit *t, const double *weights)
{
    for (int64_t i = 0; i < t->r->n; i++) {
        t->weights[i] = weights == NULL ? 1 : weights[i];
    }
}

double
regress_fit_noise(struct regress_fit *t, const double *weights)
{
    const struct regress *r = t->r;
    double n = (double)r->n, noise = 0;

    set_weights(t, weights);
    for (int64_t i = 0; i < r->n; i++) {
        noise += t->weights[i] * t->squares[i] / n;
    }
    for (int32_t b = 0; b < r->n_batches && r->n_batches >= 2; b++) {
        double sum = 0;

        for (int64_t i = 0; i < r->n; i++) {
            sum += t->weights[i] * r->deviations[i * r->n_batches + b] / n;
        }
        noise -= sum * sum / ((double)r->n_batches * (r->n_batches - 1));
    }
    return fmax(noise, 0);
}

double
regress_fit_rank_reliability(struct regress_fit *t, const double *weights)
{
    double sum = 0, n = (double)t->r->n, correlation, linear;

    set_weights(t, weights);
    for (int64_t i = 0; i < t->r->n; i++) {
        sum += t->weights[i] * t->differences[i];
    }
    if (sum == 0) {
        return 1;
    }
    correlation = 1 - sum / 2 / (n * t->rank_variance);
    linear = correlation > 0 ? regress_fit_linear_correlation(correlation) : 0;
    return linear > 0 ? 2 - 1 / (linear * linear) : 0;
}

void
regress_fit_plain(struct regress_fit *t, double *out)
{
    int32_t p = t->r->n_inputs;

    for (int32_t j = 0; j <= 2 * p; j++) {
        out[j] = NAN;
    }
    set_weights(t, NULL);
    set_ranks(t);
    (void)solve(t, t->ranks, true, 1, out);
    out[2 * p] = solve(t, t->raw, false, 1, out + 1);
}

/* Returns R2 without the noise in the variance, minus its expectation without any effect. */
static double
adjust(const struct regress *r, double share, double reliability)
{
    double n = (double)r->n, rest = n - r->n_inputs - 1;

    return rest > 0 ? (1 - (1 - share) * (n - 1) / rest) / reliability : NAN;
}

/* Returns the variance of the values that regress_fit_set() has set. */
static double
variance_of(const struct regress_fit *t)
{
    const double *raw = t->raw + (int64_t)t->r->n_inputs * t->r->n;
    double n = (double)t->r->n, mean = 0, square = 0;

    for (int64_t i = 0; i < t->r->n; i++) {
        mean += t->weights[i] * raw[i] / n;
    }
    for (int64_t i = 0; i < t->r->n; i++) {
        square += t->weights[i] * (raw[i] - mean) * (raw[i] - mean) / n;
    }
    return square;
}

void
regress_fit_solve(struct regress_fit *t, const double *weights, double repeated, double *out)
{
    int32_t p = t->r->n_inputs;
    double linear = regress_fit_rank_reliability(t, weights);
    double noise = regress_fit_noise(t, weights), variance = variance_of(t);
    double values = variance > 0 ? 1 - noise * (1 + repeated) / variance : 1;

    linear /= 1 + (1 - linear) * repeated;
    linear = fmax(linear, REGRESS_FIT_LEAST);
    values = fmax(values, REGRESS_FIT_LEAST);
    for (int32_t j = 0; j <= 2 * p; j++) {
        out[j] = NAN;
    }
    set_ranks(t);
    (void)solve(t, t->ranks, true, regress_fit_rank_correlation(linear), out);
    out[2 * p] = adjust(t->r, solve(t, t->raw, false, values, out + 1), values);
}

void
regress_fit_shift(const struct regress *r, const double *h, double *values)
{
    double scale = 1 / sqrt((double)r->n_batches * (r->n_batches - 1));

    for (int64_t i = 0; i < r->n; i++) {
        double sum = 0;

        for (int32_t b = 0; b < r->n_batches; b++) {
            sum += h[b] * r->deviations[i * r->n_batches + b];
        }
        values[i] = r->values[i] + scale * sum;
    }
}

/* Adds the squared differences between the ranks of the current values and the ranks `first`. */
static void
add_differences(struct regress_fit *t, const double *first)
{
    int64_t n = t->r->n, at = (int64_t)t->r->n_inputs * n;
    double *rank = t->ranks + at;

    rank_column(t->values, t->orders + at, t->weights, n, rank);
    for (int64_t i = 0; i < n; i++) {
        t->differences[i] += (rank[i] - first[i]) * (rank[i] - first[i]) / REPETITIONS;
    }
}

enum status
regress_fit_repeat(struct regress_fit *t, uint64_t seed, uint64_t address)
{
    const struct regress *r = t->r;
    double *first = calloc((size_t)r->n + 1, sizeof(double));
    double *values = calloc((size_t)r->n + 1, sizeof(double));
    double h[POINT_BATCHES], per_batch = 1 / ((double)r->n_batches * (r->n_batches - 1));
    enum status st = STATUS_NO_MEMORY;

    if (first == NULL || values == NULL) {
        goto out;
    }
    set_weights(t, NULL);
    regress_fit_set(t, r->values);
    rank_column(r->values, t->orders + (int64_t)r->n_inputs * r->n, t->weights, r->n, first);
    for (int64_t i = 0; i < r->n; i++) {
        t->rank_variance += first[i] * first[i] / (double)r->n;
        for (int32_t b = 0; b < r->n_batches && r->n_batches >= 2; b++) {
            double deviation = r->deviations[i * r->n_batches + b];

            t->squares[i] += deviation * deviation * per_batch;
        }
    }
    for (int64_t round = 0; round < REPETITIONS && r->n_batches >= 2; round++) {
        double size =
            sqrt(bootstrap_t(seed, address, round, r->n_batches - 1, h, r->n_batches));

        for (int32_t b = 0; b < r->n_batches; b++) {
            h[b] /= size; /* after the division, h[b] has a standard normal distribution */
        }
        regress_fit_shift(r, h, values);
        regress_fit_set(t, values);
        add_differences(t, first);
    }
    regress_fit_set(t, r->values);
    st = STATUS_OK;
out:
    free(first);
    free(values);
    return st;
}
