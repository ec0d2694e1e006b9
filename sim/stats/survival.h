/**
 * survival.h - how long it goes well: the share of runs without an event, day by day.
 *
 * Kaplan and Meier (1958): a run that ends without the event leaves the runs at risk and is no
 * survivor for ever. Intervals by Greenwood's variance on the scale of log(-log S), which keeps
 * them within 0 and 1 (Kalbfleisch and Prentice 2002, 1.4). Only metrics that are a day of an
 * event have a curve.
 */
#ifndef STATS_SURVIVAL_H
#define STATS_SURVIVAL_H

#include "stats/summary.h"

/** A row of survival.csv; a curve begins on day 0 with the share 1 and goes down by steps. */
struct survival_row {
    int64_t point_id;
    const char *policy, *metric;
    double day;
    int64_t at_risk, events; /* just before the day; up to and with it since the last row */
    double survival, ci_lo, ci_hi;
    double confidence;
    const char *method;
};

extern const struct record survival_record;
extern const char *const survival_keys[];

enum { SURVIVAL_STEPS = 200 }; /* of a curve: more event times are joined */

struct survival_time {
    double day;
    bool event; /* else the run ended then */
};

/** Orders times[0..n-1] and gives a row for every step; `row` holds what they have in common. */
enum status survival_curve(struct survival_time *times, int64_t n, struct survival_row *row,
    const struct summary_sink *sink, struct failure *f) MUST_CHECK;

/** Gives every struct survival_row: by metric, point, policy and day. */
enum status survival_write_rows(double confidence, const struct run_table *runs,
    const struct summary_metric *metrics, int32_t n, const struct summary_sink *sink,
    struct failure *f) MUST_CHECK;

#endif
