/**
 * stopping.h - the stopping rule: how many replications a point needs.
 *
 * The rule is evaluated only at N = `min`, min + batch, min + 2 batch, ..., each time on the
 * first N replications. A point stops when every target is met under every policy, or at `max`.
 * The order in which threads finish has no influence, so the number of replications depends
 * only on the experiment.
 *
 * Half-widths:
 *
 *   mean               Student; ratios: delta method; times to an event: restricted to the run
 *   paired difference  Student
 *   proportion         Wilson; times to an event: whether it occurred; other metrics: whether > 0
 *
 * Stopping at a narrow interval reduces coverage by 1 to 2 percentage points if `min` >= 30, and
 * by 5 if the values are as skewed as exponential ones.
 */
#ifndef ANALYSIS_STOPPING_H
#define ANALYSIS_STOPPING_H

#include "experiment/experiment.h"
#include "observe/metric.h"
#include "stats/run_table.h"

/** Running moments of a target under a policy. */
struct stopping_moments {
    int64_t n;
    double x, y;       /* means; y is the denominator of a ratio */
    double xx, xy, yy; /* sums of products of deviations from them */
};

/** The columns that the targets use. Constant after stopping_init(). A zeroed struct is empty. */
struct stopping {
    const struct experiment *experiment;
    struct summary_metric *metrics; /* of each target */
    const struct table *runs;       /* of runs.csv */
    int32_t *numerator,
        *denominator; /* columns of each target; the denominator is -1 if it has none */
    int32_t n_targets, n_policies;
};

/** `e` and `runs`, the table of runs.csv, must outlive *s. */
enum status stopping_init(
    struct stopping *s, const struct experiment *e, const struct table *runs) MUST_CHECK;
void stopping_free(struct stopping *s);

/** The first number of replications above `n` at which the rule is evaluated. */
int64_t stopping_next(const struct experiment *e, int64_t n);

/** Number of moments of a point. */
int32_t stopping_moments(const struct stopping *s);

/** The value of a target in one run; x or y is NAN if the run has no value. */
struct stopping_value {
    double x, y;
};

/** Reads the values of all targets of a run into values[target * n_policies]. */
void stopping_read(
    const struct stopping *s, const struct metric_run *row, struct stopping_value *values);

/** Adds a replication with values[target * n_policies + policy]. */
void stopping_add(const struct stopping *s, struct stopping_moments *moments,
    const struct stopping_value *values);

/** Whether every target is met. */
bool stopping_targets_met(const struct stopping *s, const struct stopping_moments *moments);

/**
 * The number of replications after which a target is met under a policy, if means and variances
 * stay those of a pilot. For a mean or a difference it is the smallest n with t(n - 1) s /
 * sqrt(n) not above the half-width. STOPPING_NEVER if a billion is not enough, or if the pilot
 * has less than two values.
 */
enum { STOPPING_NEVER = 1 << 30 };
int64_t stopping_needed(const struct experiment_target *t, enum summary_kind kind,
    const struct stopping_moments *m) MUST_CHECK;

/**
 * The reason why each group of `runs` has no more replications: "target", "max", "budget" (the
 * budget ended before all were run) or "replications" (the number is fixed). The caller frees
 * *reasons.
 */
enum status stopping_reasons(const struct stopping *s, const struct run_table *runs,
    const char ***reasons, struct failure *f) MUST_CHECK;

#endif
