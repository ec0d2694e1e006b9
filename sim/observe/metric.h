/**
 * metric.h - the metrics of a run. Each metric has one row in metric_list.h. metrics_observer.c,
 * metrics_rung.c or metrics_message.c counts it during the run, or metrics_finish.c computes it at
 * the end of the run.
 *
 * The record of struct metric_run describes the columns of runs.csv, also for the documents and for
 * datapackage.json. metric_summaries names the statistic of each metric over runs. A value that
 * does not exist in a run, such as the median of no values or the day of an event that did not
 * happen, is NAN in memory and an empty cell in the file. A measure without any effect may change a
 * metric that metric_list.h marks as BOOKKEEPING. Such a measure must not change any other metric
 * (a test checks this).
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
    /* computed from the metrics; not stored in a journal */
    double outcomes[METRIC_OUTCOMES_MAX];
};

extern const struct record metric_run_record;

/** The metrics of summary.csv and compare.csv, in the order of their rows. */
extern const struct summary_metric metric_summaries[];
extern const int32_t metric_n_summaries;

/** The key columns of runs.csv, ended by NULL. */
extern const char *const metric_run_keys[];

/** Sets all metrics of a row to NAN. The row of an aborted run stays like this. */
void metric_clear(struct metric_run *row);

#endif
