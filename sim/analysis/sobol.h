/**
 * sobol.h - Sobol' indices: variance-based sensitivity of a metric to factors.
 *
 * S1 is the share of the variance over the design that a factor causes alone (first-order
 * index), ST the share including all its interactions (total index), S2 the share of the
 * interaction of two factors. The estimators use the matrices A, B, AB_j (A with column j from
 * B) and BA_j (B with column j from A), as in design.csv:
 *
 *   S1  mean of f(B) (f(AB_j) - f(A)) / V              Saltelli et al. (2010), 2 (b)
 *   ST  mean of (f(A) - f(AB_j))^2 / (2 V)             Jansen (1999)
 *   S2  mean of (P_ij - f(A) f(B)) / V - S1_i - S1_j   Saltelli (2002), theorem 2
 *
 * P_ij is the mean of f(BA_j) f(AB_i) and f(BA_i) f(AB_j), which have equal expectations. V is
 * the variance of f over A and B; f is centred on its mean over A and B. A negative S1 means
 * that S1 is near 0 and there are too few rows. With a baseline, f is the paired difference
 * from it, as in morris.h.
 *
 * The f of a point is an estimate over its replications. Each sum above consists of products of
 * two values; from each product the covariance of their errors is subtracted, which the
 * deviations of batches estimate (point_means.h). Without this, noise would raise V and ST.
 *
 * Intervals are percentile bootstraps. Each round resamples the rows of the matrices. Without
 * common random numbers across points, the rows include the noise of their own replications.
 * With them, a part of the noise is the same in all rows: each round also replaces every value
 * by itself plus the sum over batches of h times the deviation, with the same h at all points,
 * so that an index linear in the values would have the interval of Student's t over the
 * batches.
 */
#ifndef ANALYSIS_SOBOL_H
#define ANALYSIS_SOBOL_H

#include "analysis/point_means.h"
#include "stats/summary.h"

/** A row of sobol.csv. */
struct sobol_row {
    int64_t set;
    const char *policy, *versus; /* versus is NULL without a baseline */
    const char *metric;
    const char *index;            /* S1, ST, S2, noise */
    const char *factor, *factor2; /* factor: NULL for noise; factor2: only for S2 */
    double estimate, ci_lo, ci_hi;
    double confidence;
    const char *method;
    double noise;
    int64_t n, replications;
    const char *warning;
};

extern const struct record sobol_record;

/** The values of one set, only complete rows, centred. All zero: empty. */
struct sobol {
    double *values; /* [row * width + matrix]: A, B, AB of every factor, BA of every factor */
    double *deviations; /* [(row * n_batches + batch) * width + matrix]: of the values */
    int32_t *factors;   /* [n_factors]: indices in the experiment */
    int64_t n_rows;
    int32_t n_factors, width, n_batches;
    bool second; /* second order: the BA matrices exist */
    bool common; /* common random numbers across points */
};

/** Collects a set. Free with sobol_free(), also after failure. */
enum status sobol_collect(struct sobol *s, const struct experiment *e, int32_t set,
    const struct point_means *means) MUST_CHECK;
void sobol_free(struct sobol *s);

/** Number of indices: S1 and ST of every factor, and S2 of every pair. */
int32_t sobol_count(const struct sobol *s);

/**
 * Fills index, estimate, interval, method, noise and warning of rows[0..sobol_count()]: S1 and
 * ST of the first factor, of the second, ..., then S2 of (1, 2), (1, 3), ..., (2, 3), ..., then
 * noise. The caller fills the other members. Estimates are NAN if V is not above 0. Allocates 8
 * bytes per index and resample, per index and row and, with common random numbers, 4000 per
 * index. Draws at (seed, address): resamples * n_rows indices of the bootstrap, and as many
 * times h.
 */
enum status sobol_estimate(const struct sobol *s, const struct experiment_analysis *a,
    uint64_t seed, uint64_t address, struct sobol_row *rows) MUST_CHECK;

/**
 * Writes all rows (struct sobol_row), in order of metric, policy and set; noise is the last row.
 */
enum status sobol_write_rows(const struct experiment *e, const struct experiment_analysis *a,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    const struct summary_sink *sink, struct failure *f) MUST_CHECK;

#endif
