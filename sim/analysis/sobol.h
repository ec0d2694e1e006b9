/**
 * sobol.h - Sobol' indices: variance-based sensitivity of a metric to factors.
 *
 * The first-order index S1 is the share of the variance over the design that a factor causes alone.
 * The total index ST is the share that the factor causes alone and in all its interactions. S2 is
 * the share of the interaction of two factors. The estimators use the matrices A, B, AB_j (A with
 * column j from B) and BA_j (B with column j from A), as in design.csv:
 *
 *   S1  mean of f(B) (f(AB_j) - f(A)) / V              Saltelli et al. (2010), 2 (b)
 *   ST  mean of (f(A) - f(AB_j))^2 / (2 V)             Jansen (1999)
 *   S2  mean of (P_ij - f(A) f(B)) / V - S1_i - S1_j   Saltelli (2002), theorem 2
 *
 * f is the value of a point, centred on its mean over A and B. V is the variance of f over A and B.
 * P_ij is the mean of f(BA_j) f(AB_i) and f(BA_i) f(AB_j), which have equal expectations. If an S1
 * is negative, it is near 0 and there are too few rows. With a baseline, f is the paired difference
 * from the baseline, as in morris.h.
 *
 * f is an estimate over the replications of a point, so it contains noise, which would raise V and
 * ST. Each sum above consists of products of two values. From each product the covariance of the
 * errors of its values is subtracted. The deviations of batches (point_means.h) estimate this
 * covariance.
 *
 * Intervals are percentile intervals of a bootstrap. Each round resamples the rows of the matrices.
 * Without common random numbers across points, the rows include the noise of their own
 * replications. With common random numbers, a part of the noise is the same in all rows. So each
 * round also shifts every value by the sum over batches of h times the deviation, with the same
 * random h at all points. The h are chosen so that an index that is linear in the values would have
 * Student's interval over the batches.
 */
#ifndef ANALYSIS_SOBOL_H
#define ANALYSIS_SOBOL_H

#include "analysis/point_means.h"
#include "stats/summary.h"

/** A row of sobol.csv. */
struct sobol_row {
    int64_t set;
    const char *policy, *versus; /* `versus` is NULL without a baseline */
    const char *metric;
    const char *index;            /* "S1", "ST", "S2" or "noise" */
    const char *factor, *factor2; /* `factor` is NULL for noise; `factor2` is set only for S2 */
    double estimate, ci_lo, ci_hi;
    double confidence;
    const char *method;
    double noise;
    int64_t n, replications;
    const char *warning;
};

extern const struct record sobol_record;

/** The values of the complete rows of one set, centred. A zeroed struct is empty. */
struct sobol {
    /** [row * width + matrix]: first A and B, then AB of every factor, then BA of every factor. */
    double *values;
    /**
     * [(row * n_batches + batch) * width + matrix]: for each value, its deviation in each batch
     * (point_means.h).
     */
    double *deviations;
    int32_t *factors; /* [n_factors]: indices of the factors in the experiment */
    int64_t n_rows;
    int32_t n_factors, width, n_batches;
    bool second; /* S2 is estimated, so the BA matrices exist */
    bool common; /* points have common random numbers */
};

/** Collects the values of a set. The caller frees them with sobol_free(), also after a failure. */
enum status sobol_collect(struct sobol *s, const struct experiment *e, int32_t set,
    const struct point_means *means) MUST_CHECK;
void sobol_free(struct sobol *s);

/** Returns the number of indices: S1 and ST of every factor, and S2 of every pair of factors. */
int32_t sobol_count(const struct sobol *s);

/**
 * Computes rows[0..sobol_count()]: first S1 and ST of each factor in turn, then S2 of the pairs (1,
 * 2), (1, 3), ..., (2, 3), ..., then noise. Fills index, estimate, interval, method, noise and
 * warning; the caller fills the other members. The estimates are NAN if V is not above 0.
 *
 * Allocates 8 bytes for each index and resample, 8 for each index and row and, with common random
 * numbers, 4000 for each index. Draws resamples * n_rows indices of the bootstrap and, with common
 * random numbers, `resamples` times n_batches numbers h at (seed, address).
 */
enum status sobol_estimate(const struct sobol *s, const struct experiment_analysis *a,
    uint64_t seed, uint64_t address, struct sobol_row *rows) MUST_CHECK;

/**
 * Writes all rows (struct sobol_row), in the order of metric, policy and set. The row of noise is
 * the last one of its set.
 */
enum status sobol_write_rows(const struct experiment *e, const struct experiment_analysis *a,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    const struct summary_sink *sink, struct failure *f) MUST_CHECK;

#endif
