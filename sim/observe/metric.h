/**
 * metric.h - what is measured of a run. A metric is one row of metric_list.h and one line that
 * counts it in metrics_observer.c or, if it takes the whole run, in metrics_finish.c.
 *
 * The record of struct metric_run is the header of runs.csv, its documentation and its entry in
 * datapackage.json; metric_summaries says which statistic a metric gets over runs. A value that
 * a run does not have (a median of nothing, a crossing that did not come) is NAN: an empty
 * cell. Columns marked as bookkeeping may change when a measure without any effect is added;
 * all others may not (tested).
 */
#ifndef OBSERVE_METRIC_H
#define OBSERVE_METRIC_H

#include "format/field.h"
#include "observe/metric_list.h"
#include "stats/summary.h"

#define METRIC_MEMBER(id, unit, estimator, doc) double id;
#define METRIC_NO_MEMBER(id, above, below)
struct metric_values {
    METRIC_ROWS(METRIC_MEMBER, METRIC_MEMBER, METRIC_NO_MEMBER)
};
#undef METRIC_MEMBER
#undef METRIC_NO_MEMBER

/** A row of runs.csv. */
struct metric_run {
    int64_t point_id;
    const char *policy;
    int64_t rep;
    const char *status, *end_reason;
    double end_day;
    int64_t n_events;
    int64_t fingerprint;
    struct metric_values metric;
};

extern const struct record metric_run_record;

/** What summary.csv and compare.csv hold, in order. */
extern const struct summary_metric metric_summaries[];
extern const int32_t metric_n_summaries;

/** Columns that tell runs apart, ended by NULL. */
extern const char *const metric_run_keys[];

/** All metrics missing: a run that did not reach its end. */
void metric_clear(struct metric_run *row);

#endif
