/**
 * point_means.h - the estimate of a metric at each design point, over the replications.
 *
 * Morris and Sobol' analyses compare points, whose values are estimates themselves: the mean of a
 * quantity, a proportion, the quotient of the sums of a ratio, or the restricted mean of a time to
 * an event.
 */
#ifndef ANALYSIS_POINT_MEANS_H
#define ANALYSIS_POINT_MEANS_H

#include "experiment/experiment.h"
#include "stats/summary.h"

enum { POINT_BATCHES = 32 };

/** Descriptions of the columns `versus` and `replications` of the analyses of points. */
#define POINT_MEANS_VERSUS                                                                     \
    "Baseline, if the analysis uses paired differences from a baseline; otherwise empty."
#define POINT_MEANS_REPLICATIONS                                                               \
    "Minimum, over points, of the number of replications in the value of a point."

/**
 * Values by point, and their deviations by batch of replications. All zero: empty.
 *
 * Batch b has the replications b, b + n_batches and so on, at every point. The deviation of a
 * batch is the mean over its runs minus the value of the point (for a ratio, to first order).
 * The deviations of a point add up to 0. If n_batches is not more than the replications, the
 * sum of the products of the deviations of two points, divided by n_batches (n_batches - 1),
 * estimates the covariance of the errors of their values; for one point, the squared standard
 * error. Deviations are 0 at points with fewer than 2 runs.
 */
struct point_means {
    double *value;         /* [n_points]; NAN: no run with a value */
    double *deviation;     /* [point * n_batches + batch] */
    int64_t *replications; /* [n_points]; number of runs in the value */
    int64_t n_points;
    int32_t n_batches;    /* not more than max_batches; 0 if no point has 2 runs */
    int32_t max_batches;  /* at most POINT_BATCHES, which point_means_init() sets */
    double *columns[2];   /* the loaded metric, of all runs */
    const bool *left_out; /* by run: the run is not used; NULL: all are used */
};

/** Allocates 272 bytes per point and 16 per run. Free with point_means_free(). */
enum status point_means_init(
    struct point_means *m, int64_t n_points, const struct run_table *runs) MUST_CHECK;
void point_means_free(struct point_means *m);

/** Loads the columns of a metric, before the functions below. */
enum status point_means_load(struct point_means *m, const struct run_table *runs,
    const struct summary_metric *metric, struct failure *f) MUST_CHECK;

/** Computes the values of the loaded metric under a policy of `runs`. */
void point_means_of(struct point_means *m, const struct run_table *runs,
    const struct summary_metric *metric, int32_t policy);

/** Computes the paired differences of `policy` minus `versus`, from the replications of both. */
void point_means_difference(struct point_means *m, const struct run_table *runs,
    const struct summary_metric *metric, int32_t policy, int32_t versus);

/**
 * Calls point_means_of() if `versus` is NULL, else point_means_difference(). Returns false if
 * there are no values: the baseline has no run, or the policy is the baseline.
 */
bool point_means_take(struct point_means *m, const struct run_table *runs,
    const struct summary_metric *metric, int32_t policy, const char *versus);

/** A set of points that an analysis compares, for one metric and one policy. */
struct point_set {
    int32_t set; /* from 0 */
    const char *metric, *policy;
    const char *versus; /* the baseline of the differences; NULL: none */
    const struct point_means *means;
    int64_t min_replications, max_replications; /* over its points */
    int64_t planned;                            /* maximum over all points of the experiment */
};

enum { POINT_SET_WARNING_BYTES = 320 };

/**
 * The warning of a row of the set: `warning` (NULL: none), in `text` after a sentence if a point
 * uses fewer replications than planned, and before the number of replications that would bring
 * `noise`, the share of replication noise in the values, to 0.1 (NAN: unknown).
 */
const char *point_set_warning(const struct point_set *s, const char *warning, double noise,
    char text[POINT_SET_WARNING_BYTES]);

/**
 * Calls `visit` for every set of points of a family, in order of metric, policy and set. With a
 * baseline the values are differences from it; policies without differences are left out. Runs
 * that a trajectory or matrix row does not share are not used (shared_runs.h).
 */
enum status point_means_for_each(const struct experiment *e,
    const struct experiment_analysis *a, enum design_family family,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    enum status (*visit)(void *self, const struct point_set *s, struct failure *f), void *self,
    struct failure *f) MUST_CHECK;

#endif
