/**
 * morris.h - screening of factors by elementary effects (Morris 1991, Campolongo et al. 2007).
 *
 * Each step of a trajectory changes one factor by the same share of its range. The elementary
 * effect is the change of the metric, divided by this share: the effect of the whole range,
 * extrapolated linearly. For each factor, mu is the mean of the elementary effects, mu_star the
 * mean of their absolute values (0 only if the factor has no effect), sigma their standard
 * deviation (large if the effect is nonlinear or depends on other factors).
 *
 * An elementary effect is an estimate over replications, and noise raises the mean absolute
 * value of estimates. Two estimates bracket mu_star: the mean of absolute effects is too large
 * on average; the mean in which each effect has the sign estimated from its other replications
 * is too small. mu_star is halfway between them. Both agree if the noise changes no sign. sigma
 * is the standard deviation without the part that the deviations of batches (point_means.h)
 * explain.
 *
 * The interval is a percentile bootstrap that resamples whole trajectories, from the lower
 * percentile of the lower mean to the upper percentile of the upper mean. Without common random
 * numbers across points, the trajectories include the noise of their own replications. With
 * them, a part of the noise is the same in all trajectories: each round also adds a shift,
 * Student's t times the standard error of the mean effect or of the mean absolute effect,
 * whichever is larger.
 *
 * With a baseline, the metric is the paired difference from the baseline at each point: the
 * analysis shows which factors determine the effect of a policy.
 */
#ifndef ANALYSIS_MORRIS_H
#define ANALYSIS_MORRIS_H

#include "analysis/point_means.h"
#include "stats/summary.h"

/** A row of morris.csv. */
struct morris_row {
    int64_t set;                 /* from 1; see design.csv */
    const char *policy, *versus; /* versus is NULL without a baseline */
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

/** The elementary effects of one set. All zero: empty. */
struct morris {
    double *effects;    /* [trajectory * n_factors + factor]; NAN: a value is missing */
    double *deviations; /* [(trajectory * n_factors + factor) * n_batches + batch] */
    int64_t n_trajectories;
    int32_t n_factors, n_batches;
    bool common; /* common random numbers across points */
};

/** Computes the effects of a set. Free with morris_free(), also after failure. */
enum status morris_effects(struct morris *m, const struct experiment *e, int32_t set,
    const struct point_means *means) MUST_CHECK;
void morris_free(struct morris *m);

/**
 * Fills mu to n and warning of a row for one factor; the caller fills the other members. Draws:
 * resamples * n_trajectories indices of the bootstrap, and `resamples` shifts, at (seed, address).
 */
enum status morris_estimate(const struct morris *m, int32_t factor, double confidence,
    int64_t resamples, uint64_t seed, uint64_t address, struct morris_row *row) MUST_CHECK;

/** Writes all rows (struct morris_row) to the sink, in order of metric, policy, set and factor. */
enum status morris_write_rows(const struct experiment *e, const struct experiment_analysis *a,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    const struct summary_sink *sink, struct failure *f) MUST_CHECK;

#endif
