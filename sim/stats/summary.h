/**
 * summary.h - the rows of analysis/summary.csv: estimates over the runs of a point and policy.
 *
 * Which statistics a metric gets follows from what its values are over runs:
 *
 *   SUMMARY_MEAN   a quantity: mean (Student), sd, q10, median, q90 (order statistics)
 *   SUMMARY_COUNT  a number of rare events: the same, and rate (Garwood), which says how many
 *                  there may be where none was seen
 *   SUMMARY_SHARE  yes or no: share (Wilson, and Clopper-Pearson for rare events)
 *   SUMMARY_RATIO  two columns whose sums are divided, such as wrongful responses per response:
 *                  a run without a response has no share of its own, and runs with many count
 *                  for more: ratio (jackknife)
 *   SUMMARY_TIME   days to an event, empty if it did not come within the horizon: share of runs
 *                  in which it came (both as above), restricted_mean of the days up to it or to
 *                  the end of the run (Student), q10, median, q90 as if those runs came last,
 *                  which is what is known of them. A mean over the runs that got there would be
 *                  biased and is not given.
 *
 * Rows come by metric, in the order given, then point and policy: a call has one metric's columns
 * in memory at a time.
 */
#ifndef STATS_SUMMARY_H
#define STATS_SUMMARY_H

#include "stats/run_table.h"
#include "stats/statistics.h"

/** Of the interval of everything that does not ask for another. */
#define SUMMARY_CONFIDENCE 0.95

enum summary_kind { SUMMARY_MEAN, SUMMARY_COUNT, SUMMARY_SHARE, SUMMARY_RATIO, SUMMARY_TIME };

struct summary_metric {
    const char *name; /* what the row says; the column of runs.csv unless `above` is given */
    enum summary_kind kind;
    const char *numerator, *denominator; /* SUMMARY_RATIO: columns */
};

/** A row of summary.csv. */
struct summary_row {
    int64_t point_id;
    const char *policy;
    const char *metric;
    const char *statistic;
    double estimate, ci_lo, ci_hi;
    double confidence;
    const char *method;
    int64_t n, n_missing;
    const char *stopped_by;
    const char *warning;
};

extern const struct record summary_record;
extern const char *const summary_keys[];

/** Gets a row; its texts live until the function returns. */
struct summary_sink {
    enum status (*take)(void *self, const void *row, struct failure *f);
    void *self;
};

struct summary_options {
    double confidence;
    /** Why no more runs were made, by group of the replications; NULL: all asked for are there.
     */
    const char *const *stopped_by;
    /** What was worked out at the confidence before; NULL: nothing. */
    struct confidence_cache *level;
};

/** Gives every struct summary_row. */
enum status summary_estimate(const struct run_table *runs, const struct summary_metric *metrics,
    int32_t n, const struct summary_options *options, const struct summary_sink *sink,
    struct failure *f) MUST_CHECK;

/**
 * Whether a metric is made of two columns: ratios, and times and counts with the ends of the
 * runs.
 */
bool summary_needs_two(const struct summary_metric *metric);

/** The column or columns of a metric, a number per run; `below` is the second. */
enum status summary_columns(const struct run_table *runs, const struct summary_metric *metric,
    double *values, double *below, struct failure *f) MUST_CHECK;

#endif
