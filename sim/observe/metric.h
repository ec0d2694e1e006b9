/**
 * metric.h - the metrics of a run. A metric has one row in metric_list.h, and one line that counts
 * it in metrics_observer.c or, for a value of the whole run, in metrics_finish.c.
 *
 * The record of struct metric_run makes the header of runs.csv, its documentation and its entry in
 * datapackage.json; metric_summaries gives the statistic of each metric over runs. A value that
 * does not exist in a run (a median of no values, the day of an event that did not happen) is NAN,
 * an empty cell. Adding a measure without any effect may change columns marked as bookkeeping; it
 * must not change the others (tested).
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

/** Maximum number of outcomes that an experiment defines (experiment_outcomes.h). */
enum { METRIC_OUTCOMES_MAX = 100 };

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
    double outcomes[METRIC_OUTCOMES_MAX]; /* computed from the metrics; not in a journal */
};

extern const struct record metric_run_record;

/** The metrics of summary.csv and compare.csv, in order. */
extern const struct summary_metric metric_summaries[];
extern const int32_t metric_n_summaries;

/** The key columns of runs.csv, ended by NULL. */
extern const char *const metric_run_keys[];

/** Sets all metrics to NAN, as for a run that was aborted. */
void metric_clear(struct metric_run *row);

#endif
