/**
 * stopping.h - when a point has been run often enough.
 *
 * A point has at least `min` replications, then `batch` at a time. At each of these counts, and
 * nowhere else, it is judged by all replications up to it, in order: it stops when every target
 * holds under every policy, or at `max`. What a thread finishes first has no part in that, so
 * that the count follows from the experiment alone.
 *
 * The half-widths are Student's, of a mean (of times to an event: restricted to the run, of
 * ratios: by the delta method) or of a paired difference, and Wilson's of a proportion (of
 * times to an event: whether it came; of other metrics: whether they are above zero). Stopping
 * when an interval looks narrow makes it cover a little less often than it says: experiments
 * with `min` of at least 30 lose a point or two in a hundred, and five where values are as skewed
 * as exponential ones.
 */
#ifndef ANALYSIS_STOPPING_H
#define ANALYSIS_STOPPING_H

#include "experiment/experiment.h"
#include "observe/metric.h"
#include "stats/run_table.h"

/** Of the values of a target under a policy, up to now, in the order of replications. */
struct stopping_moments {
    int64_t n;
    double x, y;       /* means; y is what a ratio is divided by */
    double xx, xy, yy; /* sums of products of deviations from them */
};

/** Which columns the targets are about. Constant once made. Zero is empty: no targets. */
struct stopping {
    const struct experiment *experiment;
    struct summary_metric *metrics; /* of each target */
    const struct table *runs;       /* of runs.csv */
    int32_t *numerator,
        *denominator; /* its columns of each target; below is -1 if it needs none */
    int32_t n_targets, n_policies;
};

/** `e` and `runs`, the table of runs.csv, must outlive *s. */
enum status stopping_init(
    struct stopping *s, const struct experiment *e, const struct table *runs) MUST_CHECK;
void stopping_free(struct stopping *s);

/** How a metric is summarised, by its name there; a mere column of runs.csv by its mean. */
struct summary_metric stopping_metric(const char *name);

/** The first count of replications above `n` at which a point is judged. */
int64_t stopping_next(const struct experiment *e, int64_t n);

/** Number of moments a point has. */
int32_t stopping_moments(const struct stopping *s);

/** What a target is of one run; x or y is NAN if the run has no value. */
struct stopping_value {
    double x, y;
};

/** The values of all targets of a run, to values[target * n_policies] and so on. */
void stopping_read(
    const struct stopping *s, const struct metric_run *row, struct stopping_value *values);

/** Adds a replication: values[target * n_policies + policy]. */
void stopping_add(const struct stopping *s, struct stopping_moments *moments,
    const struct stopping_value *values);

/** Whether every target holds. */
bool stopping_targets_met(const struct stopping *s, const struct stopping_moments *moments);

/**
 * Why there are no more replications, for each group of `runs`: "target", "max", "budget" (they
 * were not all made) or "replications" (of a fixed number); *reasons is the caller's to free.
 */
enum status stopping_reasons(const struct stopping *s, const struct run_table *runs,
    const char ***reasons, struct failure *f) MUST_CHECK;

#endif
