#include "analysis/regress/regress.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/regress/regress_fit.h"
#include "base/hash.h"
#include "kernel/portable_math.h"
#include "kernel/stream.h"
#include "stats/bootstrap.h"
#include "stats/statistics.h"

#define ROW(member, ...) FIELD(struct regress_row, member, __VA_ARGS__)

static const struct field fields[] = {
    ROW(policy, .required = true, .unit = "", .doc = "Policy of the runs."),
    ROW(versus, .unit = "", .doc = POINT_MEANS_VERSUS),
    ROW(metric, .required = true, .unit = "", .doc = "Metric."),
    ROW(index, .required = true, .unit = "",
        .doc = "PRCC: partial rank correlation coefficient; SRC: standardised regression "
               "coefficient; R2: share of the variance that the regression of SRC explains."),
    ROW(factor, .unit = "", .doc = "Factor; empty for R2."),
    ROW(level, .unit = "",
        .doc = "Level of a factor whose values are texts, compared with its first level; "
               "otherwise empty."),
    ROW(estimate, .unit = "1", .doc = "Estimate, with the replication noise removed."),
    ROW(ci_lo, .unit = "1", .doc = "Lower bound of the confidence interval."),
    ROW(ci_hi, .unit = "1", .doc = "Upper bound of the confidence interval."),
    ROW(uncorrected, .unit = "1",
        .doc =
            "Estimate from the means over replications as they are, which noise moves toward "
            "0; R2 without adjustment for the number of factors."),
    ROW(confidence, .unit = "share", .doc = "Confidence level of the interval."),
    ROW(method, .unit = "", .doc = "Method of the interval."),
    ROW(noise, .unit = "share",
        .doc =
            "Variance of the replication noise as a share of the variance between the values "
            "of points, for PRCC between their ranks; above 0.1, `warning` states it."),
    ROW(n, .min = 0, .max = 0x1p53, .unit = "1", .doc = "Number of points in the regression."),
    ROW(replications, .min = 0, .max = 0x1p53, .unit = "runs", .doc = POINT_MEANS_REPLICATIONS),
    ROW(warning, .unit = "", .doc = "Caveat about the row; otherwise empty."),
};
const struct record regress_record = {.name = "regress",
    .doc = "Partial rank correlations and regression coefficients of factors.",
    FIELDS_OF(struct regress_row, fields)};

/* If the noise of replications is a larger share of the variance than this, no index is
   estimated. */
static const double hidden = 1 - REGRESS_FIT_LEAST;

/** The estimates of all coefficients, and their bootstrap. */
struct sample {
    int32_t n;                /* number of coefficients */
    double *plain, *estimate; /* [n]: without and with the correction for noise */
    /* [coefficient * resamples + round]: the estimates of each round. */
    double *drawn;
    /* noise[0]: share of noise in the variance of the values; noise[1]: in the variance of their
       ranks */
    double noise[2];
};

static double
fisher(double r)
{
    double limited = fmin(fmax(r, -1 + 1e-12), 1 - 1e-12);

    return isnan(r) ? NAN : (portable_log(1 + limited) - portable_log(1 - limited)) / 2;
}

static double
fisher_inverse(double z)
{
    double e = portable_exp(-2 * fabs(z));

    return copysign((1 - e) / (1 + e), z);
}

static bool
is_rank(int32_t k, int32_t n)
{
    return k < n - 1 && k % 2 == 0;
}

static enum status
resample(const struct regress *r, struct regress_fit *t, const struct experiment_analysis *a,
    uint64_t seed, uint64_t address, struct sample *s)
{
    size_t n = (size_t)r->n + 1;
    int32_t *which = calloc(n, sizeof(*which));
    double *weights = calloc(n, sizeof(double)), *values = calloc(n, sizeof(double));
    double *out = calloc((size_t)s->n, sizeof(double)), h[POINT_BATCHES];
    bool shifts = r->common && r->n_batches >= 2;
    enum status st = STATUS_NO_MEMORY;

    if (which == NULL || weights == NULL || values == NULL || out == NULL) {
        goto out;
    }
    for (int64_t round = 0; round < a->resamples; round++) {
        double repeated = 0;

        bootstrap_draw(seed, address, round, which, r->n);
        memset(weights, 0, n * sizeof(double));
        for (int64_t i = 0; i < r->n; i++) {
            weights[which[i]]++;
        }
        if (shifts) {
            repeated = bootstrap_t(seed, address, round, r->n_batches - 1, h, r->n_batches);
            regress_fit_shift(r, h, values);
            regress_fit_set(t, values);
        }
        regress_fit_solve(t, weights, repeated, out);
        for (int32_t k = 0; k < s->n; k++) {
            s->drawn[k * a->resamples + round] = is_rank(k, s->n) ? fisher(out[k]) : out[k];
        }
    }
    st = STATUS_OK;
out:
    free(which);
    free(weights);
    free(values);
    free(out);
    return st;
}

/* Sets the interval to the percentile interval, widened from the normal to Student's
   distribution and centred on the estimate. The interval of PRCC also contains the percentile
   interval itself. */
static void
set_interval(const struct regress *r, const struct experiment_analysis *a, struct sample *s,
    int32_t k, struct regress_row *row)
{
    struct confidence_cache level = {.confidence = a->confidence};
    int64_t degrees = r->n - r->n_inputs - 1;
    bool rank = is_rank(k, s->n);
    double low, high, half, at = rank ? fisher(row->estimate) : row->estimate;

    bootstrap_interval(s->drawn + k * a->resamples, a->resamples, a->confidence, &low, &high);
    half = degrees < 1 ? NAN
                       : (high - low) / 2 * statistics_student(&level, degrees + 1) /
                             portable_normal(.5 + a->confidence / 2);
    row->ci_lo = rank ? fisher_inverse(fmin(at - half, low)) : at - half;
    row->ci_hi = rank ? fisher_inverse(fmax(at + half, high)) : at + half;
    if (k == s->n - 1) {
        row->estimate = fmin(fmax(row->estimate, 0), 1);
        row->ci_lo = fmin(fmax(row->ci_lo, 0), 1);
        row->ci_hi = fmin(fmax(row->ci_hi, 0), 1);
    }
}

/* Whether the noise in the values is larger than the variance that the factors leave unexplained. A
   partial correlation is then 1 or -1. */
static bool
is_unexplained(const struct sample *s, int32_t k)
{
    return is_rank(k, s->n) && s->noise[1] > 0 && fabs(s->estimate[k]) == 1 &&
           fabs(s->plain[k]) < 1;
}

static void
set_row(const struct regress *r, const struct experiment_analysis *a, struct sample *s,
    int32_t k, struct regress_row *row)
{
    row->index = k == s->n - 1 ? "R2" : is_rank(k, s->n) ? "PRCC" : "SRC";
    row->n = r->n;
    row->confidence = a->confidence;
    row->method = r->common && r->n_batches >= 2 ? "bootstrap of points and replications, t"
                                                 : "bootstrap of points, t";
    row->noise = r->n_batches < 2 ? NAN : s->noise[is_rank(k, s->n)];
    row->uncorrected = s->plain[k];
    row->estimate = row->noise > hidden || is_unexplained(s, k) ? NAN : s->estimate[k];
    row->ci_lo = row->ci_hi = NAN;
    if (!isnan(row->estimate) && r->n >= r->n_inputs + 3) {
        set_interval(r, a, s, k, row);
    }
    row->warning =
        r->n < r->n_inputs + 3 ? "too few points for the number of factors"
        : row->noise > hidden  ? "replication noise hides the variance of the metric: use more "
                                 "replications"
        : is_unexplained(s, k)
            ? "replication noise is more than the factors leave unexplained: use "
              "more replications"
        : isnan(row->uncorrected) ? "the metric does not vary, or the factors are collinear"
        : row->noise > 0.1        ? "much replication noise: use more replications"
        : row->replications < 2   ? "a point with fewer than 2 replications"
        : r->n < 10 * (int64_t)r->n_inputs ? "fewer than 10 points for each factor"
                                           : NULL;
}

static void
set_noise(struct regress_fit *t, struct sample *s)
{
    struct moments m = statistics_moments(t->r->values, t->r->n);
    double n = (double)t->r->n, variance = n < 2 ? 0 : m.sd * m.sd * (n - 1) / n;
    double linear = regress_fit_rank_reliability(t, NULL);

    s->noise[0] = variance > 0 ? fmin(regress_fit_noise(t, NULL) / variance, 1) : 0;
    s->noise[1] = fmin(fmax(1 - regress_fit_rank_correlation(linear), 0), 1);
}

enum status
regress_estimate(const struct regress *r, const struct experiment_analysis *a, uint64_t seed,
    uint64_t address, struct regress_row *rows)
{
    size_t n = 2 * (size_t)r->n_inputs + 1, times = (size_t)a->resamples;
    struct sample s = {.n = (int32_t)n};
    struct regress_fit t = {0};
    enum status st = STATUS_NO_MEMORY;

    s.plain = calloc(n, sizeof(double));
    s.estimate = calloc(n, sizeof(double));
    s.drawn = calloc(n * times, sizeof(double));
    if (s.plain == NULL || s.estimate == NULL || s.drawn == NULL) {
        goto out;
    }
    TRY(regress_fit_init(&t, r));
    TRY(regress_fit_repeat(&t, seed, stream_child(address, 0, hash_text("reliability"))));
    regress_fit_plain(&t, s.plain);
    regress_fit_solve(&t, NULL, 0, s.estimate);
    set_noise(&t, &s);
    TRY(resample(r, &t, a, seed, address, &s));
    for (int32_t k = 0; k < s.n; k++) {
        set_row(r, a, &s, k, &rows[k]);
    }
out:
    regress_fit_free(&t);
    free(s.plain);
    free(s.estimate);
    free(s.drawn);
    return st;
}
