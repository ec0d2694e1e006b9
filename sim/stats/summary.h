/**
 * summary.h - computes the rows of analysis/summary.csv: estimates over the runs of a point and
 * policy.
 *
 * The kind of a metric determines its statistics. The methods of their intervals are in
 * parentheses:
 *
 *   SUMMARY_MEAN   a quantity: mean (Student), sd, q10, median, q90 (order statistics)
 *   SUMMARY_COUNT  a number of rare events: the statistics of SUMMARY_MEAN, and rate (Garwood),
 *                  whose interval has an upper limit even if no event occurred
 *   SUMMARY_SHARE  yes or no: share (Wilson) and, for rare events, share_exact (Clopper-Pearson).
 *                  The two have different names, so that rows can be pivoted into columns
 *   SUMMARY_EVENT  whether an event occurred: share. The column has the day of the event, as for
 *                  SUMMARY_TIME; summary_event() turns the days into 1 and 0
 *   SUMMARY_RATIO  the ratio of the sums of two columns, such as misdirected responses per
 *                  response: ratio (jackknife). A run without responses has no ratio of its own,
 *                  and runs with many responses have more weight
 *   SUMMARY_TIME   days to an event; the cell is empty if the event did not occur within the
 *                  horizon: share and share_exact of the runs with the event; restricted_mean of
 *                  the days to the event or to the end of the run (Student); q10, median and q90,
 *                  for which the runs without the event are ranked last. There is no mean over the
 *                  runs with the event, because it would be biased
 *
 * Points with few runs have fewer rows: sd needs two runs, quantiles need SUMMARY_QUANTILE_RUNS.
 * Both limits also count failed runs, so that all metrics of a point have the same rows.
 *
 * The rows are ordered by metric as given, then by point and policy. The computation needs 16 bytes
 * of memory for each run of the largest group.
 */
#ifndef STATS_SUMMARY_H
#define STATS_SUMMARY_H

#include "stats/run_table.h"
#include "stats/statistics.h"

/** Default confidence level. */
#define SUMMARY_CONFIDENCE 0.95

/**
 * Minimum number of runs for an interval of a median: with five, the smallest and the largest value
 * have a coverage of 94 %.
 */
enum { SUMMARY_QUANTILE_RUNS = 6 };

enum summary_kind {
    SUMMARY_MEAN,
    SUMMARY_COUNT,
    SUMMARY_SHARE,
    SUMMARY_RATIO,
    SUMMARY_TIME,
    SUMMARY_EVENT
};

struct summary_metric {
    const char *name; /* name in the row; if `numerator` is NULL, also the column of runs.csv */
    enum summary_kind kind;
    const char *numerator, *denominator; /* SUMMARY_RATIO: names of the two columns */
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

/** Receives the rows. The texts of a row are valid during the call only. */
struct summary_sink {
    enum status (*take)(void *self, const void *row, struct failure *f);
    void *self;
};

struct summary_options {
    double confidence;
    /**
     * For each group of the run table, the reason why no further replications were added. NULL
     * means "replications" for all groups.
     */
    const char *const *stopped_by;
    /** A cache of quantiles for `confidence`. NULL: the function uses a cache of its own. */
    struct confidence_cache *level;
};

/** Passes every struct summary_row of n metrics to the sink. */
enum status summary_estimate(const struct run_table *runs, const struct summary_metric *metrics,
    int32_t n, const struct summary_options *options, const struct summary_sink *sink,
    struct failure *f) MUST_CHECK;

/**
 * Whether the metric needs a second column. The second column of a ratio is the denominator. The
 * second column of all other kinds, except means and shares, is the day on which the run ended.
 */
bool summary_needs_two(const struct summary_metric *metric);

/**
 * Returns 1 if an event has a day, otherwise 0. `end` is the day on which the run ended; NAN means
 * that the run has no value, and the result is NAN.
 */
double summary_event(double day, double end);

/** Reads the columns that a metric needs. */
struct summary_reader {
    bool two;   /* the metric needs two columns */
    bool event; /* a day of the event is read as 1, and an empty cell as 0 */
    struct run_table_reader values, denominator;
};

/** Prepares to read the columns of a metric. The other arguments must outlive *r. */
enum status summary_reader_init(struct summary_reader *r, const struct run_table *runs,
    const struct summary_metric *metric, struct failure *f) MUST_CHECK;

/**
 * Reads the numbers of the runs of a group. `denominator` is filled only if the metric needs two
 * columns.
 */
enum status summary_read(struct summary_reader *r, const struct run_table_group *group,
    double *values, double *denominator, struct failure *f) MUST_CHECK;

/** Reads the numbers of all runs, with the same arrays as summary_read(). */
enum status summary_columns(const struct run_table *runs, const struct summary_metric *metric,
    double *values, double *denominator, struct failure *f) MUST_CHECK;

#endif
