/**
 * regret.h - regret of alternatives over uncertain points (Savage 1951).
 *
 * An alternative is a policy together with a combination of values of the factors with the role
 * `lever`, which a decision maker sets. A state of the world is a combination of values of all
 * other factors, which have the role `uncertainty`. The regret of an alternative in a state is the
 * difference between its value of a metric and the value of the best alternative in this state. A
 * regret is never below 0. Only states with all alternatives are used.
 *
 *   max         the largest regret over the states
 *   mean        the mean regret, with equal weights of the states
 *   q90         the 90 % quantile, type 7 of Hyndman and Fan (1996)
 *   share_best  the share of states in which the alternative has no regret
 *
 * The states are those of the design: an interval covers the result of infinitely many replications
 * of these points, not of other points.
 *
 * Values are means over replications, and noise makes the best of several means too good. So
 * regrets from all replications, R, are too large on average. A second estimate, L, uses one batch
 * of replications (point_means.h) for the regret and the other batches to choose the best
 * alternative and, for max and q90, also the state. L is too small on average. The estimate is
 * halfway between R and L. The interval reaches from L - t s to R + t s, where t is Student's
 * quantile. s is the larger of two standard errors: that of R, from the jackknife over batches, and
 * that of L, from its values in the batches.
 *
 * For share_best, an alternative counts in each state in which its mean is the best one. The
 * interval reaches from the share of states in which the alternative is certainly best to the share
 * in which it may be the best. Both use intervals of the differences from all other alternatives in
 * all states, which are valid together (Bonferroni).
 */
#ifndef ANALYSIS_REGRET_REGRET_H
#define ANALYSIS_REGRET_REGRET_H

#include "analysis/point_means.h"

/** A row of regret.csv. */
struct regret_row {
    const char *policy, *levers; /* `levers` is NULL if no factor has this role */
    const char *metric;
    const char *better;    /* "low" or "high" */
    const char *statistic; /* "max", "mean", "q90" or "share_best" */
    double estimate, ci_lo, ci_hi;
    double uncorrected;
    double confidence;
    const char *method;
    /** For the statistic max: the point with the largest regret; otherwise TABLE_NO_COUNT. */
    int64_t worst_point;
    int64_t n, n_left_out, replications;
    const char *warning;
};

extern const struct record regret_record;

/** The statistics, in the order of their rows. */
enum regret_statistic { REGRET_MAX, REGRET_MEAN, REGRET_Q90, REGRET_SHARE, REGRET_STATISTICS };

/**
 * The costs of alternatives in states. A cost is the value, or its negative if high values are
 * better.
 */
struct regret {
    double *costs; /* [state * n_alternatives + alternative]: the costs */
    /** [(state * n_alternatives + alternative) * n_batches + batch]: deviations of the costs. */
    double *deviations;
    int64_t n_states;
    int32_t n_alternatives, n_batches;
};

/**
 * Computes the rows of one alternative, one for each statistic: estimate, interval, uncorrected,
 * confidence and method. Sets *worst to the state with the largest regret. Without states, all
 * numbers are NAN.
 */
enum status regret_estimate(const struct regret *r, int32_t alternative, double confidence,
    struct regret_row rows[REGRET_STATISTICS], int64_t *worst) MUST_CHECK;

/** Writes all rows (struct regret_row), in the order of metric, levers, policy and statistic. */
enum status regret_write_rows(const struct experiment *e, const struct experiment_analysis *a,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    const struct summary_sink *sink, struct failure *f) MUST_CHECK;

#endif
