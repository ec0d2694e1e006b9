/**
 * point_means.h - the estimate of a metric at each design point, over the replications.
 *
 * The Morris and Sobol' analyses compare points whose values are themselves estimates. A value is a
 * mean, a proportion, the quotient of two sums (for a ratio), or the restricted mean of a time to
 * an event.
 */
#ifndef ANALYSIS_POINT_MEANS_H
#define ANALYSIS_POINT_MEANS_H

#include "experiment/experiment.h"
#include "stats/summary.h"

enum { POINT_BATCHES = 32 };

/** Descriptions of the columns `versus` and `replications` in the analyses of points. */
#define POINT_MEANS_VERSUS                                                                     \
    "Baseline, if the analysis uses paired differences from a baseline; otherwise empty."
#define POINT_MEANS_REPLICATIONS                                                               \
    "Minimum, over points, of the number of replications in the value of a point."

/**
 * Values of all points, and the deviations of batches of replications. A zeroed struct is empty.
 *
 * The replications of every point are divided into batches: batch b has the replications b, b +
 * n_batches and so on. The deviation of a batch is the mean over its runs minus the value of the
 * point (for a ratio, to first order). The deviations of a point add up to 0.
 *
 * The deviations estimate the errors of the values. The sum of the products of the deviations of
 * two points, divided by n_batches (n_batches - 1), estimates the covariance of the errors of their
 * values. For a single point this is the squared standard error. The estimate requires that
 * n_batches is not above the number of replications. Deviations are 0 at points with fewer than 2
 * runs.
 */
struct point_means {
    double *value; /* [n_points]; NAN: no run has a value */
    /** [point * n_batches + batch]: deviation of each batch at each point. */
    double *deviation;
    int64_t *replications; /* [n_points]: number of runs in the value */
    int64_t n_points;
    int32_t n_batches;   /* at most max_batches; 0 if no point has 2 runs */
    int32_t max_batches; /* at most POINT_BATCHES, the value that point_means_init() sets */
    double *columns[2];  /* the columns of the loaded metric, for all runs */
    /** For each run: whether its values are ignored; NULL: all runs are used. */
    const bool *left_out;
};

/**
 * Allocates 272 bytes for each point and 16 bytes for each run. The caller frees them with
 * point_means_free().
 */
enum status point_means_init(
    struct point_means *m, int64_t n_points, const struct run_table *runs) MUST_CHECK;
void point_means_free(struct point_means *m);

/** Loads the columns of a metric. Call it before the functions below. */
enum status point_means_load(struct point_means *m, const struct run_table *runs,
    const struct summary_metric *metric, struct failure *f) MUST_CHECK;

/** Computes the values of the loaded metric under a policy of `runs`. */
void point_means_of(struct point_means *m, const struct run_table *runs,
    const struct summary_metric *metric, int32_t policy);

/**
 * Computes the paired differences of `policy` minus `versus`. Only replications with runs of both
 * policies are used.
 */
void point_means_difference(struct point_means *m, const struct run_table *runs,
    const struct summary_metric *metric, int32_t policy, int32_t versus);

/**
 * Calls point_means_of() if `versus` is NULL, and otherwise point_means_difference(). Returns false
 * if there are no values, because the baseline has no run or the policy is the baseline.
 */
bool point_means_take(struct point_means *m, const struct run_table *runs,
    const struct summary_metric *metric, int32_t policy, const char *versus);

/** A set of points that an analysis compares, with the values for one metric and one policy. */
struct point_set {
    int32_t set; /* counts from 0 */
    const char *metric, *policy;
    const char *versus; /* the baseline, if the values are differences; otherwise NULL */
    const struct point_means *means;
    /** Minimum and maximum over the points of the set. */
    int64_t min_replications, max_replications;
    /** Maximum number of replications of any point of the experiment. */
    int64_t planned;
};

enum { POINT_SET_WARNING_BYTES = 320 };

/**
 * Returns the warning of a row about the set, or NULL. The warning has up to three parts, which the
 * function joins in `text`. The first states that a point uses fewer replications than planned. The
 * second is `warning`, which may be NULL. If `warning` advises more replications, the third is the
 * number of replications that would reduce `noise` to 0.1. `noise` is the share of replication
 * noise in the values, or NAN if it is unknown.
 */
const char *point_set_warning(const struct point_set *s, const char *warning, double noise,
    char text[POINT_SET_WARNING_BYTES]);

/**
 * Calls `visit` for every set of points of a family, in the order of metric, policy and set. With a
 * baseline, the values are differences from it, and policies without differences are left out. For
 * the points of one trajectory or matrix row, the values use only the replications that all these
 * points have (shared_runs.h).
 */
enum status point_means_for_each(const struct experiment *e,
    const struct experiment_analysis *a, enum design_family family,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    enum status (*visit)(void *self, const struct point_set *s, struct failure *f), void *self,
    struct failure *f) MUST_CHECK;

#endif
