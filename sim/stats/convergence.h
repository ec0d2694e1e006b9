/**
 * convergence.h - how an estimate settled as replications came in.
 *
 * The estimate of summary.csv and its interval over the first 10, 20, 50, 100 ... replications,
 * and over all. One that still wanders was made of too few.
 */
#ifndef STATS_CONVERGENCE_H
#define STATS_CONVERGENCE_H

#include "stats/summary.h"

/** A row of converge.csv. */
struct convergence_row {
    int64_t point_id;
    const char *policy, *metric, *statistic;
    int64_t n; /* replications that have a value, of the first so many */
    double estimate, ci_lo, ci_hi;
    double confidence;
    const char *method;
};

extern const struct record convergence_record;
extern const char *const convergence_keys[];

/** Gives every struct convergence_row: by metric, point, policy and n. */
enum status convergence_write_rows(double confidence, const struct run_table *runs,
    const struct summary_metric *metrics, int32_t n, const struct summary_sink *sink,
    struct failure *f) MUST_CHECK;

#endif
