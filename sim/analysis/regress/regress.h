/**
 * regress.h - sensitivity by regression over a space-filling design (Saltelli et al., Sensitivity
 * Analysis, 2000, ch. 6; Marino et al., Journal of Theoretical Biology 254, 2008).
 *
 * The value of a metric at each point is regressed on all factors that vary. The indices are:
 *
 *   PRCC  partial rank correlation of a factor and the values: from the ranks of both, the part
 *         that the ranks of the other factors explain linearly is subtracted; PRCC is the
 *         correlation of the remainders. It is 1 or -1 if, apart from the other factors, the value
 *         is a monotone function of the factor
 *   SRC   standardised regression coefficient of a factor: the change of the value, in its standard
 *         deviations, if the factor changes by one of its standard deviations
 *   R2    the share of the variance that the regression explains. If it is low, the SRC do not
 *         describe the value
 *
 * Inputs are on the scale of the factor: they are logarithms for a logarithmic range. A factor
 * whose values are texts has an indicator (0 or 1) for every level except its first. Each row of
 * such a factor names a level and compares this level with the first. If the inputs are collinear,
 * no coefficient exists.
 *
 * The value of a point is an estimate over replications. Its noise raises the variance between
 * points, and so lowers all three indices. Let q be the share of noise in this variance. SRC is
 * divided by sqrt(1 - q) and R2 by 1 - q. In PRCC, the variance of the ranks of the values is
 * multiplied by the reliability of these ranks, which is the rank correlation of two repetitions of
 * the experiment at the same points. To derive it, noise with the same variance is added to the
 * values again. The mean rank correlation between the values with and without this addition gives
 * the reliability, by the relation of rank and linear correlation of normal variates (Pearson
 * 1907). R2 is also adjusted: its expectation without any effect is subtracted.
 *
 * Intervals are percentile intervals of a bootstrap. They are widened by Student's t and centred on
 * the estimate, because the removal of noise and the number of factors shift the estimates of the
 * rounds. The intervals of PRCC are computed on Fisher's scale (the inverse hyperbolic tangent).
 * They also contain the percentile interval, because on this scale an interval around an estimate
 * near 1 or -1 cannot be centred. If the noise is larger than the variance that the factors leave
 * unexplained, PRCC has no estimate.
 *
 * Each round resamples the points. Without common random numbers across points, the resampled
 * values include the noise of their replications. With common random numbers, each round also
 * shifts the values by the deviations of the batches (point_means.h), with the same random numbers
 * at all points, as in sobol.h.
 */
#ifndef ANALYSIS_REGRESS_REGRESS_H
#define ANALYSIS_REGRESS_REGRESS_H

#include "analysis/space.h"

/** A row of regress.csv. */
struct regress_row {
    const char *policy, *versus; /* `versus` is NULL without a baseline */
    const char *metric;
    const char *index; /* "PRCC", "SRC" or "R2" */
    /** `factor` is NULL for R2; `level` is set only for a factor whose values are texts. */
    const char *factor, *level;
    double estimate, ci_lo, ci_hi;
    double uncorrected;
    double confidence;
    const char *method;
    double noise;
    int64_t n, replications;
    const char *warning;
};

extern const struct record regress_record;

/** The inputs and values at the points that have a value. A zeroed struct is empty. */
struct regress {
    double *inputs;     /* [input * n + point]: value of each input at each point */
    double *values;     /* [n]: value of the metric at each point */
    double *deviations; /* [point * n_batches + batch]: deviations of the values */
    int64_t n;
    int32_t n_inputs, n_batches;
    bool common; /* points have common random numbers */
};

/**
 * Computes rows[0 .. 2 * n_inputs]: PRCC and SRC of each input in turn, then R2. Fills index,
 * estimate, interval, uncorrected, confidence, method, noise, n and warning; the caller fills the
 * other members. Draws resamples * n indices at (seed, address). If n_batches is at least 2 (points
 * with several replications), it also draws 100 times n_batches normal variates and, with common
 * random numbers, another `resamples` times n_batches.
 */
enum status regress_estimate(const struct regress *r, const struct experiment_analysis *a,
    uint64_t seed, uint64_t address, struct regress_row *rows) MUST_CHECK;

/**
 * Writes all rows (struct regress_row), in the order of metric and policy. R2 is the last row of a
 * policy.
 */
enum status regress_write_rows(const struct experiment *e, const struct experiment_analysis *a,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    const struct summary_sink *sink, struct failure *f) MUST_CHECK;

#endif
