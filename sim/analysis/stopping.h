/**
 * stopping.h - the stopping rule: how many replications a point needs.
 *
 * The rule is evaluated only at N = `min`, min + batch, min + 2 batch, ..., each time on the first
 * N replications. A point stops when every target is met under every policy, or at `max`. So the
 * number of replications depends only on the experiment, not on the order in which threads finish.
 *
 * A target is met if the half-width of an interval is small enough. The intervals are:
 *
 *   mean               Student's interval; for a ratio, the interval by the delta method; for a
 *                      time to an event, the interval of the mean time, where the end of the run
 *                      counts as the event
 *   paired difference  Student's interval
 *   proportion         Wilson's interval; for a time to an event, of the share of runs in which the
 *                      event occurred; for other metrics, of the share of runs with a value above 0
 *
 * Stopping at a narrow interval reduces the coverage by 1 to 2 percentage points if `min` >= 30,
 * and by 5 if the values are as skewed as exponential ones.
 */
#ifndef ANALYSIS_STOPPING_H
#define ANALYSIS_STOPPING_H

#include "experiment/experiment.h"
#include "observe/metric.h"
#include "stats/run_table.h"

/** Moments of the values of a target under a policy, updated with each run. */
struct stopping_moments {
    int64_t n;
    double x, y;       /* means; y is the denominator of a ratio */
    double xx, xy, yy; /* sums of products of deviations from the means */
};

/**
 * The columns that the targets use. After stopping_init() the struct is constant. A zeroed struct
 * is empty.
 */
struct stopping {
    const struct experiment *experiment;
    struct summary_metric *metrics; /* metric of each target */
    const struct table *runs;       /* describes runs.csv */
    int32_t *numerator,
        *denominator; /* columns of each target; the denominator is -1 if the target has none */
    int32_t n_targets, n_policies;
};

/** Finds the columns of the targets. `e` and `runs`, the table of runs.csv, must outlive *s. */
enum status stopping_init(
    struct stopping *s, const struct experiment *e, const struct table *runs) MUST_CHECK;
void stopping_free(struct stopping *s);

/** Returns the first number of replications above `n` at which the rule is evaluated. */
int64_t stopping_next(const struct experiment *e, int64_t n);

/** Returns the number of struct stopping_moments of a point. */
int32_t stopping_moments(const struct stopping *s);

/** The value of a target in one run; x or y is NAN if the run has no value. */
struct stopping_value {
    double x, y;
};

/**
 * Reads the values of all targets in a run. values[target * n_policies] gets the value of each
 * target.
 */
void stopping_read(
    const struct stopping *s, const struct metric_run *row, struct stopping_value *values);

/** Adds the values of a replication, values[target * n_policies + policy], to the moments. */
void stopping_add(const struct stopping *s, struct stopping_moments *moments,
    const struct stopping_value *values);

/** Whether every target is met. */
bool stopping_targets_met(const struct stopping *s, const struct stopping_moments *moments);

/**
 * Returns the number of replications after which a target is met under a policy, if means and
 * variances stay those of the pilot in `m`. For a mean or a difference it is the smallest n for
 * which t(n - 1) s / sqrt(n) is at most the half-width. Returns STOPPING_NEVER if a billion
 * replications are not enough, or if the pilot has fewer than two values.
 */
enum { STOPPING_NEVER = 1 << 30 };
int64_t stopping_needed(const struct experiment_target *t, enum summary_kind kind,
    const struct stopping_moments *m) MUST_CHECK;

/**
 * Sets (*reasons)[g] to the reason why group g of `runs` has no more replications: "target", "max",
 * "budget" if the budget ended before all replications were run, or "replications" if their number
 * is fixed. The caller frees *reasons.
 */
enum status stopping_reasons(const struct stopping *s, const struct run_table *runs,
    const char ***reasons, struct failure *f) MUST_CHECK;

#endif
