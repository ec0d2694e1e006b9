/**
 * stopping.h - the stopping rule: number of replications of a point.
 *
 * A point has `min` replications first, then batches of `batch`. After each of these counts, and
 * only then, the targets are evaluated with all replications so far, in order: the point stops when
 * every target is met under every policy, or at `max`. The order in which threads finish does not
 * matter: the number of replications depends on the experiment only.
 *
 * The half-width is that of the t interval of a mean (times to an event: restricted mean; ratios:
 * delta method) or of a paired difference, or of the Wilson interval of a proportion (times to an
 * event: whether the event happened; other metrics: whether the value is above 0). Stopping when an
 * interval is narrow lowers its coverage: with `min` of at least 30 by 1 to 2 percentage points,
 * and by 5 if values are as skewed as exponential ones.
 */
#ifndef ANALYSIS_STOPPING_H
#define ANALYSIS_STOPPING_H

#include "experiment/experiment.h"
#include "observe/metric.h"
#include "stats/run_table.h"

/** Moments of the values of a target under a policy so far. */
struct stopping_moments {
    int64_t n;
    double x, y;       /* means; y is that of the denominator of a ratio, else 1 */
    double xx, xy, yy; /* sums of products of deviations from the means */
};

/** The columns of the targets. Constant after stopping_init(). All zero: no targets. */
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

/** The summary of a metric; a column of runs.csv that is not in summary.csv has its mean. */
struct summary_metric stopping_metric(const char *name);

/** The next number of replications above `n` at which the targets are evaluated. */
int64_t stopping_next(const struct experiment *e, int64_t n);

/** Number of moments of a point: targets * policies. */
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

/** Whether every target is met under every policy; false without targets. */
bool stopping_targets_met(const struct stopping *s, const struct stopping_moments *moments);

/**
 * The reason why each group of `runs` has no more replications: "target", "max", "budget" (the
 * sweep stopped before) or "replications" (their number is fixed). The caller frees *reasons.
 */
enum status stopping_reasons(const struct stopping *s, const struct run_table *runs,
    const char ***reasons, struct failure *f) MUST_CHECK;

#endif
