/**
 * converge.h - how an estimate settled as replications came in.
 *
 * The estimate of summary.csv and its interval over the first 10, 20, 50, 100 ... replications,
 * and over all. One that still wanders was made of too few.
 */
#ifndef STATS_CONVERGE_H
#define STATS_CONVERGE_H

#include "stats/summary.h"

/** A row of converge.csv. */
struct converge_row {
    int64_t point_id;
    const char *policy, *metric, *statistic;
    int64_t n; /* replications that have a value, of the first so many */
    double estimate, ci_lo, ci_hi;
    double confidence;
    const char *method;
};

extern const struct record converge_record;
extern const char *const converge_keys[];

/** Gives every struct converge_row: by metric, point, policy and n. */
enum status converge_give(double confidence, const struct replications *runs,
    const struct summary_metric *metrics, int32_t n, const struct summary_sink *sink,
    struct failure *f) MUST_CHECK;

#endif
