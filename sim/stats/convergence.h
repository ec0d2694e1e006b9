/**
 * convergence.h - how estimates change with the number of replications.
 *
 * The rows have the estimates of summary.csv with their intervals, computed from the first 10, 20,
 * 50, 100 ... replications and from all replications. An estimate that still changes at the end
 * needs more replications.
 */
#ifndef STATS_CONVERGENCE_H
#define STATS_CONVERGENCE_H

#include "stats/summary.h"

/** A row of converge.csv. */
struct convergence_row {
    int64_t point_id;
    const char *policy, *metric, *statistic;
    int64_t n; /* number of replications used: the first n that have a value */
    double estimate, ci_lo, ci_hi;
    double confidence;
    const char *method;
};

extern const struct record convergence_record;
extern const char *const convergence_keys[];

/** Passes every row to the sink, ordered by metric, point, policy and n. */
enum status convergence_write_rows(double confidence, const struct run_table *runs,
    const struct summary_metric *metrics, int32_t n, const struct summary_sink *sink,
    struct failure *f) MUST_CHECK;

#endif
