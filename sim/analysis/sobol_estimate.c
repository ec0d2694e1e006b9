#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/sobol.h"
#include "stats/bootstrap.h"

int32_t
sobol_count(const struct sobol *s)
{
    return 2 * s->n_factors + (s->second ? s->n_factors * (s->n_factors - 1) / 2 : 0);
}

/*
 * Returns the number of sums over rows of the matrices. The sums are the terms of the estimators in
 * sobol.h, without the division by n and V, in the order of sobol_estimate(). Two sums follow: of
 * f(A)^2 + f(B)^2, and of f(A) + f(B). All but the last are quadratic in f.
 */
static int32_t
count_sums(const struct sobol *s)
{
    return sobol_count(s) + 2;
}

/*
 * Adds the terms of one row. A row has the values f(A), f(B), f(AB_1) ... f(AB_k) and, for
 * second-order indices, f(BA_1) ... f(BA_k). The terms are quadratic in these values. The function
 * computes symmetric bilinear forms of two vectors y and z. The forms equal the terms of the row if
 * both vectors are the values of the row.
 */
static void
add_products(const struct sobol *s, const double *y, const double *z, double *sums)
{
    int32_t k = s->n_factors;
    const double *ab = y + 2, *ba = ab + k, *ab2 = z + 2, *ba2 = ab2 + k;
    double *pair = sums + 2 * k;

    for (int32_t j = 0; j < k; j++) {
        double change = ab[j] - y[0], change2 = ab2[j] - z[0];

        sums[2 * j] += (y[1] * change2 + z[1] * change) / 2;
        sums[2 * j + 1] += change * change2;
    }
    for (int32_t i = 0; i < k && s->second; i++) {
        for (int32_t j = i + 1; j < k; j++) {
            *pair++ += (ba[j] * ab2[i] + ba2[j] * ab[i] + ba[i] * ab2[j] + ba2[i] * ab[j]) / 4 -
                       (y[0] * z[1] + z[0] * y[1]) / 2;
        }
    }
    *pair += y[0] * z[0] + y[1] * z[1];
}

/* Divides sums over n rows by n and V to give the indices. Returns V. If V is not above 0, all
   indices are NAN. */
static double
indices_of(const struct sobol *s, const double *sums, double *indices)
{
    int32_t n = sobol_count(s);
    double rows = (double)s->n_rows, mean = sums[n + 1] / (2 * rows);
    double v = sums[n] / (2 * rows) - mean * mean, scale = v > 0 ? 1 / (rows * v) : NAN;
    int32_t k = 2 * s->n_factors;

    for (int32_t j = 0; j < s->n_factors; j++) {
        indices[2 * j] = sums[2 * j] * scale;
        indices[2 * j + 1] = sums[2 * j + 1] * scale / 2;
    }
    for (int32_t i = 0; i < s->n_factors && s->second; i++) {
        for (int32_t j = i + 1; j < s->n_factors; j++, k++) {
            indices[k] = sums[k] * scale - indices[2 * i] - indices[2 * j];
        }
    }
    return v;
}

/** Sums over the rows of one set. */
struct sums {
    int32_t n;
    double *rows;  /* [row * n]: the terms of each row, with the noise subtracted */
    double *total; /* [n]: sums of `rows` */
    double *noise; /* [n]: the noise that was subtracted */
    /* [batch * n]: the products of values and deviations; NULL: not needed. */
    double *linear;
    /* [(batch * (batch + 1) / 2 + other) * n]: the products of the deviations of two batches, of
       which `other` is at most `batch`; NULL: not needed. */
    double *square;
};

static void
free_sums(struct sums *t)
{
    free(t->rows);
    free(t->total);
    free(t->noise);
    free(t->linear);
    free(t->square);
}

/* Adds the products of the values and deviations of a row to t->linear and t->square, which
   add_shift() needs. */
static void
add_shifts(
    const struct sobol *s, struct sums *t, const double *values, const double *deviations)
{
    double *square = t->square;

    for (int32_t b = 0; b < s->n_batches; b++) {
        const double *of = deviations + b * s->width;

        add_products(s, values, of, t->linear + b * t->n);
        for (int32_t other = 0; other <= b; other++, square += t->n) {
            add_products(s, of, deviations + other * s->width, square);
        }
    }
}

static enum status
make_sums(const struct sobol *s, struct sums *t)
{
    size_t n = (size_t)count_sums(s), batches = (size_t)s->n_batches;
    double per_batch = batches < 2 ? 0 : 1 / (double)(batches * (batches - 1));
    bool shifts = s->common && batches >= 2;

    *t = (struct sums){(int32_t)n, calloc((size_t)s->n_rows * n + 1, sizeof(double)),
        calloc(n, sizeof(double)), calloc(n, sizeof(double)), NULL, NULL};
    if (shifts) {
        t->linear = calloc(batches * n, sizeof(double));
        t->square = calloc(batches * (batches + 1) / 2 * n, sizeof(double));
    }
    if (t->rows == NULL || t->total == NULL || t->noise == NULL ||
        (shifts && (t->linear == NULL || t->square == NULL))) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t row = 0; row < s->n_rows; row++) {
        const double *values = s->values + row * s->width;
        const double *deviations = s->deviations + row * s->width * s->n_batches;
        double *terms = t->rows + row * (int64_t)n;

        for (int32_t b = 0; b < s->n_batches; b++) {
            const double *of = deviations + b * s->width;

            add_products(s, of, of, terms);
        }
        for (size_t k = 0; k < n; k++) {
            t->noise[k] += terms[k] * per_batch;
            terms[k] *= -per_batch;
        }
        add_products(s, values, values, terms);
        terms[n - 1] = values[0] + values[1];
        for (size_t k = 0; k < n; k++) {
            t->total[k] += terms[k];
        }
        if (shifts) {
            add_shifts(s, t, values, deviations);
        }
    }
    return STATUS_OK;
}

/*
 * Adds to `drawn` the change of the sums over all rows that a shift of the values causes. The shift
 * adds to each value the sum over batches of h / sqrt(b (b - 1)) times the deviation, where b is
 * the number of batches. The shift adds noise again, on average with `factor` times the variance of
 * the original noise. The mean change of the sums that this noise causes is subtracted.
 */
static void
add_shift(
    const struct sobol *s, const struct sums *t, const double *h, double factor, double *drawn)
{
    double b = s->n_batches, scale = 1 / sqrt(b * (b - 1));
    const double *square = t->square;

    for (int32_t i = 0; i < s->n_batches; i++) {
        for (int32_t k = 0; k < t->n; k++) {
            drawn[k] += 2 * h[i] * scale * t->linear[i * t->n + k];
        }
        for (int32_t j = 0; j <= i; j++, square += t->n) {
            double product = (i == j ? 1 : 2) * h[i] * h[j] * scale * scale;

            for (int32_t k = 0; k < t->n; k++) {
                drawn[k] += product * square[k];
            }
        }
    }
    for (int32_t k = 0; k < t->n; k++) {
        drawn[k] -= factor * t->noise[k];
    }
}

/* Stores the k-th index of each round in drawn[k * resamples + round]. */
static enum status
resample(const struct sobol *s, const struct sums *t, int64_t resamples, uint64_t seed,
    uint64_t address, double *drawn)
{
    int32_t *which = calloc((size_t)s->n_rows + 1, sizeof(*which));
    double *sums = calloc((size_t)t->n, sizeof(*sums));
    double *indices = calloc((size_t)t->n, sizeof(*indices));
    enum status st = STATUS_NO_MEMORY;
    double h[POINT_BATCHES];

    if (which == NULL || sums == NULL || indices == NULL) {
        goto out;
    }
    for (int64_t round = 0; round < resamples; round++) {
        bootstrap_draw(seed, address, round, which, s->n_rows);
        memset(sums, 0, (size_t)t->n * sizeof(*sums));
        for (int64_t i = 0; i < s->n_rows; i++) {
            const double *terms = t->rows + (int64_t)which[i] * t->n;

            for (int32_t k = 0; k < t->n; k++) {
                sums[k] += terms[k];
            }
        }
        if (t->linear != NULL) {
            double factor =
                bootstrap_t(seed, address, round, s->n_batches - 1, h, s->n_batches);

            add_shift(s, t, h, factor, sums);
        }
        (void)indices_of(s, sums, indices);
        for (int32_t k = 0; k < sobol_count(s); k++) {
            drawn[k * resamples + round] = indices[k];
        }
    }
    st = STATUS_OK;
out:
    free(which);
    free(sums);
    free(indices);
    return st;
}

static void
set_warning(struct sobol_row *row)
{
    row->warning =
        isnan(row->estimate) && row->noise > 0
            ? "replication noise hides the variance of the metric: use more replications"
        : isnan(row->estimate)          ? "the metric does not vary over the design"
        : row->noise > 0.1              ? "much replication noise: use more replications"
        : row->ci_hi - row->ci_lo > 0.2 ? "wide interval: use more rows"
        : row->estimate < 0             ? "estimate below 0: the index is near 0, use more rows"
        : row->replications < 2 && row->n > 0 ? "a point with fewer than 2 replications"
                                              : NULL;
}

static void
name_index(const struct sobol *s, int32_t k, struct sobol_row *row)
{
    bool pair = k >= 2 * s->n_factors, total = !pair && k % 2 == 1;
    bool shifts = s->common && s->n_batches >= 2;

    row->index = pair ? "S2" : total ? "ST" : "S1";
#define WITH(estimator)                                                                        \
    (shifts ? estimator ", bootstrap of rows and replications"                                 \
            : estimator ", percentile bootstrap of rows")
    row->method = pair    ? WITH("saltelli 2002, mean of both pairs")
                  : total ? WITH("jansen 1999")
                          : WITH("saltelli 2010");
#undef WITH
}

/* Returns the noise as a share of the variance between points. Returns 0 if there is no
   variance. */
static double
share_of(double noise, double between)
{
    return between > 0 ? fmin(1, noise / between) : 0;
}

/* Fills the row about the share of noise in the variance over A and B. */
static void
fill_noise(const struct sobol *s, double share, struct sobol_row *row)
{
    row->index = "noise";
    row->estimate = row->noise = s->n_batches < 2 ? NAN : share;
    row->ci_lo = row->ci_hi = row->confidence = NAN;
    row->method = "variance over replications";
    row->warning = row->noise > 0.1 ? "much replication noise: use more replications" : NULL;
}

enum status
sobol_estimate(const struct sobol *s, const struct experiment_analysis *a, uint64_t seed,
    uint64_t address, struct sobol_row *rows)
{
    size_t n = (size_t)sobol_count(s), times = (size_t)a->resamples;
    double *drawn = calloc(n * times + 1, sizeof(*drawn));
    double *indices = calloc(n + 1, sizeof(*indices));
    double v, noise, between;
    struct sums t = {0};
    enum status st = STATUS_NO_MEMORY;

    if (drawn == NULL || indices == NULL) {
        goto out;
    }
    TRY(make_sums(s, &t));
    TRY(resample(s, &t, a->resamples, seed, address, drawn));
    v = indices_of(s, t.total, indices);
    noise = t.noise[n] / (2 * (double)s->n_rows);
    between = v + noise;
    for (size_t k = 0; k < n; k++) {
        double own = k < 2 * (size_t)s->n_factors && k % 2 == 1
                         ? t.noise[k] / (2 * (double)s->n_rows)
                         : 0;

        rows[k].estimate = indices[k];
        rows[k].confidence = a->confidence;
        rows[k].noise = s->n_batches < 2 ? NAN : share_of(fmax(own, noise), between);
        bootstrap_interval(
            drawn + k * times, a->resamples, a->confidence, &rows[k].ci_lo, &rows[k].ci_hi);
        name_index(s, (int32_t)k, &rows[k]);
        set_warning(&rows[k]);
    }
    fill_noise(s, share_of(noise, between), &rows[n]);
out:
    free_sums(&t);
    free(drawn);
    free(indices);
    return st;
}
