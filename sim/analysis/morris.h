/**
 * morris.h - screening of factors by elementary effects (Morris 1991, Campolongo et al. 2007).
 *
 * Each step of a trajectory changes one factor by the same share of its range. The elementary
 * effect of the factor is the change of the metric divided by this share, that is, the effect of
 * the whole range, extrapolated linearly. For each factor, mu is the mean of the elementary
 * effects. mu_star is the mean of their absolute values; it is 0 only if the factor has no effect.
 * sigma is their standard deviation; it is large if the effect is nonlinear or depends on other
 * factors.
 *
 * An elementary effect is an estimate over replications, and noise raises the mean absolute value
 * of estimates. So mu_star is bracketed by two means. The upper mean, of absolute effects, is too
 * large on average. The lower mean gives each effect the sign that other replications estimate, and
 * is too small on average. mu_star is halfway between them. The two means are equal if the noise
 * changes no sign. sigma leaves out the part of the variance that the deviations of batches
 * (point_means.h) explain.
 *
 * The interval comes from a bootstrap that resamples whole trajectories. The interval reaches from
 * the lower percentile of the lower mean to the upper percentile of the upper mean. Without common
 * random numbers across points, the trajectories include the noise of their own replications. With
 * common random numbers, a part of the noise is the same in all trajectories. So each round also
 * adds a shift: a draw of Student's t times the larger of the standard errors of the mean effect
 * and of the mean absolute effect.
 *
 * With a baseline, the metric is the paired difference from the baseline at each point. The
 * analysis then shows which factors determine the effect of a policy.
 */
#ifndef ANALYSIS_MORRIS_H
#define ANALYSIS_MORRIS_H

#include "analysis/point_means.h"
#include "stats/summary.h"

/** A row of morris.csv. */
struct morris_row {
    int64_t set;                 /* counts from 1; see design.csv */
    const char *policy, *versus; /* `versus` is NULL without a baseline */
    const char *metric, *factor;
    double mu, mu_star, mu_star_lo, mu_star_hi, mu_star_uncorrected, sigma;
    double confidence;
    const char *method;
    double noise;
    int64_t n, replications;
    const char *warning;
};

extern const struct record morris_record;
extern const char *const morris_keys[];

/** The elementary effects of one set. A zeroed struct is empty. */
struct morris {
    /** [trajectory * n_factors + factor]; NAN: a value of a point is missing. */
    double *effects;
    /** [(trajectory * n_factors + factor) * n_batches + batch]: the deviations of the effects. */
    double *deviations;
    int64_t n_trajectories;
    int32_t n_factors, n_batches;
    bool common; /* points have common random numbers */
};

/**
 * Computes the effects of a set. The caller frees them with morris_free(), also after a failure.
 */
enum status morris_effects(struct morris *m, const struct experiment *e, int32_t set,
    const struct point_means *means) MUST_CHECK;
void morris_free(struct morris *m);

/**
 * Fills the members of a row for one factor, from mu to n, and the warning; the caller fills the
 * other members. Draws resamples * n_trajectories indices of the bootstrap and `resamples` shifts
 * at (seed, address).
 */
enum status morris_estimate(const struct morris *m, int32_t factor, double confidence,
    int64_t resamples, uint64_t seed, uint64_t address, struct morris_row *row) MUST_CHECK;

/**
 * Writes all rows (struct morris_row) to the sink, in the order of metric, policy, set and factor.
 */
enum status morris_write_rows(const struct experiment *e, const struct experiment_analysis *a,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    const struct summary_sink *sink, struct failure *f) MUST_CHECK;

#endif
