/**
 * summary.h - the rows of analysis/summary.csv: estimates over the runs of a point and policy.
 *
 * The kind of a metric determines its statistics (methods of their intervals in parentheses):
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
 *   SUMMARY_TIME   days to an event, empty if it did not occur within the horizon: share and
 *                  share_exact of the runs with the event, restricted_mean of the days to the
 *                  event or the end of the run (Student), and q10, median, q90, for which the runs
 *                  without the event are ranked last. There is no mean over the runs with the
 *                  event, because it would be biased
 *
 * Rows are in the order of metrics as given, then point and policy. Needs 16 bytes of memory per
 * run of the largest group.
 */
#ifndef STATS_SUMMARY_H
#define STATS_SUMMARY_H

#include "stats/run_table.h"
#include "stats/statistics.h"

/** Default confidence level. */
#define SUMMARY_CONFIDENCE 0.95

enum summary_kind {
    SUMMARY_MEAN,
    SUMMARY_COUNT,
    SUMMARY_SHARE,
    SUMMARY_RATIO,
    SUMMARY_TIME,
    SUMMARY_EVENT
};

struct summary_metric {
    const char *name; /* name in the row; the column of runs.csv if `numerator` is NULL */
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

/** Receives rows; the texts of a row are valid during the call. */
struct summary_sink {
    enum status (*take)(void *self, const void *row, struct failure *f);
    void *self;
};

struct summary_options {
    double confidence;
    /** Why the runs ended, by group of the run table; NULL: "replications" for all. */
    const char *const *stopped_by;
    /** Cache of quantiles at that confidence; NULL: a new one is used. */
    struct confidence_cache *level;
};

/** Passes every struct summary_row to the sink. */
enum status summary_estimate(const struct run_table *runs, const struct summary_metric *metrics,
    int32_t n, const struct summary_options *options, const struct summary_sink *sink,
    struct failure *f) MUST_CHECK;

/**
 * Whether a second column is read: for a ratio, the denominator; for the other kinds except means
 * and shares, the day on which the run ended.
 */
bool summary_needs_two(const struct summary_metric *metric);

/** 1 if an event has a day, else 0; NAN if the run, which ended on day `end`, has no value. */
double summary_event(double day, double end);

/** Reads the columns of a metric. */
struct summary_reader {
    bool two;   /* it needs two columns */
    bool event; /* days become 1 and 0 */
    struct run_table_reader values, denominator;
};

/** The arguments must outlive *r. */
enum status summary_reader_init(struct summary_reader *r, const struct run_table *runs,
    const struct summary_metric *metric, struct failure *f) MUST_CHECK;

/** Reads the numbers of the runs of a group; `denominator` only if the metric needs two. */
enum status summary_read(struct summary_reader *r, const struct run_table_group *group,
    double *values, double *denominator, struct failure *f) MUST_CHECK;

/** Reads the numbers of all runs. */
enum status summary_columns(const struct run_table *runs, const struct summary_metric *metric,
    double *values, double *denominator, struct failure *f) MUST_CHECK;

#endif
