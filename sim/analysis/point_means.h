/**
 * point_means.h - one number for each point: a metric's estimate over its replications.
 *
 * Screening and indices compare points, whose values are estimates themselves: the mean of a
 * quantity or of yes and no, the quotient of the sums of a ratio, the mean of the days without
 * an event up to the end of the run.
 */
#ifndef ANALYSIS_POINT_MEANS_H
#define ANALYSIS_POINT_MEANS_H

#include "experiment/experiment.h"
#include "stats/summary.h"

/** By point. Zero is empty. */
struct point_means {
    double *value; /* NAN: no run */
    double *noise; /* variance of the value over replications; NAN below two */
    int64_t n_points;
    int64_t min_replications; /* of the numbers of runs of points */
    double *columns[2];       /* of all runs */
};

/** 32 bytes for each point and 16 for each run. */
enum status point_means_init(
    struct point_means *m, int64_t n_points, const struct run_table *runs) MUST_CHECK;
void point_means_free(struct point_means *m);

/** Reads a metric; then every policy is asked for. */
enum status point_means_load(struct point_means *m, const struct run_table *runs,
    const struct summary_metric *metric, struct failure *f) MUST_CHECK;

/** Values of the loaded metric under a policy of `runs`. */
void point_means_of(struct point_means *m, const struct run_table *runs,
    const struct summary_metric *metric, int32_t policy);

/** What the policy makes different from `versus`, from the replications that both have. */
void point_means_difference(struct point_means *m, const struct run_table *runs,
    const struct summary_metric *metric, int32_t policy, int32_t versus);

/**
 * The one or, if an analysis names the baseline `versus`, the other; false if there is nothing
 * to take: no run of the baseline, or the policy is the baseline.
 */
bool point_means_take(struct point_means *m, const struct run_table *runs,
    const struct summary_metric *metric, int32_t policy, const char *versus);

/** One set of points that are compared with one another, in one metric under one policy. */
struct point_set {
    int32_t set; /* from 0 */
    const char *metric, *policy;
    const char
        *versus; /* the baseline whose difference is looked at; NULL: the metric itself */
    const struct point_means *means;
};

/**
 * Gives every set of points of a family, by metric, policy and set. If the analysis names a
 * baseline, of the differences to it, and nothing where it was not run.
 */
enum status point_means_for_each(const struct experiment *e,
    const struct experiment_analysis *a, enum design_family family,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    enum status (*take)(void *self, const struct point_set *s, struct failure *f), void *self,
    struct failure *f) MUST_CHECK;

#endif
