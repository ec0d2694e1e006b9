/**
 * survival.h - survival curves: the share of runs without an event, day by day.
 *
 * The estimate is that of Kaplan and Meier (1958): a run that ends without the event is censored.
 * The intervals use Greenwood's variance on the scale of log(-log S), which keeps them within 0 and
 * 1 (Kalbfleisch and Prentice 2002, 1.4). Only metrics of the kind SUMMARY_TIME have a curve.
 */
#ifndef STATS_SURVIVAL_H
#define STATS_SURVIVAL_H

#include "stats/summary.h"

/** A row of survival.csv. A curve begins on day 0 with the share 1 and decreases in steps. */
struct survival_row {
    int64_t point_id;
    const char *policy, *metric;
    double day;
    int64_t at_risk; /* runs that did not end before `day` and had no event before it */
    int64_t events;  /* number of events after the day of the previous row and up to `day` */
    double survival, ci_lo, ci_hi;
    double confidence;
    const char *method;
};

extern const struct record survival_record;
extern const char *const survival_keys[];

/**
 * Approximate maximum number of steps of a curve. If there are more event times, several are
 * combined in a step.
 */
enum { SURVIVAL_STEPS = 200 };

struct survival_time {
    double day;
    bool event; /* false: the run ended on that day without the event */
};

/**
 * Sorts times[0..n-1] and passes a row for each step to the sink. `row` has the members that all
 * steps share.
 */
enum status survival_curve(struct survival_time *times, int64_t n, struct survival_row *row,
    const struct summary_sink *sink, struct failure *f) MUST_CHECK;

/**
 * Passes the rows of all metrics of the kind SUMMARY_TIME to the sink, ordered by metric, point,
 * policy and day.
 */
enum status survival_write_rows(double confidence, const struct run_table *runs,
    const struct summary_metric *metrics, int32_t n, const struct summary_sink *sink,
    struct failure *f) MUST_CHECK;

#endif
