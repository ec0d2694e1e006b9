/**
 * report_data.h - the data of a report: the inputs of a result, its runs and its differences.
 *
 * They come from the result directory only. Of runs.csv, the columns that several charts use
 * are in memory; report_data_column() reads any other one. Of analysis/compare.csv, the rows
 * that the report shows are kept. A missing file is not a failure: the charts report it. A file
 * that cbmsim did not write is a failure.
 */
#ifndef REPORT_REPORT_DATA_H
#define REPORT_REPORT_DATA_H

#include "directory/manifest.h"
#include "report/summary/headline_metric.h"
#include "scenario/scenario.h"
#include "stats/run_table.h"
#include "stats/statistics.h"

struct report_data_run {
    int32_t point, policy, rep; /* the point and the replication from 1, the policy an index */
};

/** What the command has opened. */
struct report_data_source {
    const char *directory;
    const struct manifest_old *past;
    const struct scenario *scenario; /* policies: the experiment's base */
    const struct experiment *experiment;
    struct report_data_run shown; /* the run to show; rep 0: the default run of shown.h */
    void *self;
    /**
     * Replays a run into the recorder; *world is its world, valid until the next replay.
     * STATUS_MISMATCH if the replay is not exactly the run of the result.
     */
    enum status (*replay)(void *self, const struct report_data_run *run,
        struct recorder *recorder, const struct world **world, struct failure *f);
};

/** Runs [first, first + n) of a point under a policy. */
struct report_data_group {
    int32_t point, policy;
    int64_t first, n;
};

/** Values that may stand in place of the index of a headline metric. */
enum {
    REPORT_DATA_ANSWER_SHARE = HEADLINE_MAX, /* share of runs with REPORT_DATA_FIRST_ANSWER */
    REPORT_DATA_HARM_POWER                   /* + k: harm with power k + 1 of severity */
};
enum { REPORT_DATA_HARM_POWERS = 3 };

/** A row of compare.csv. */
struct report_data_difference {
    int32_t point, policy, versus, headline;
    struct estimate at;
    double p_adjusted; /* NAN: none */
    int64_t n_pairs;
};

enum report_data_column {
    REPORT_DATA_MAX_RUNG,
    REPORT_DATA_FIRST_ANSWER, /* day of the first act of rung 6 or more that responds to another
                               * act */
    REPORT_DATA_END,          /* day the run ended */
    REPORT_DATA_SCORE,        /* escalation score, for the default run of shown.h */
    REPORT_DATA_COLUMNS
};

/** Zero is empty. */
struct report_data {
    struct report_data_source source;
    const struct world *world; /* of the baseline, for names */
    struct headline_metric headlines[HEADLINE_MAX];
    int32_t n_headlines, n_primary; /* the first ones are primary */
    struct buffer harmed;         /* " to Aland and Bland": the states of harm_of; empty: all */
    struct report_data_run *runs; /* complete runs */
    int64_t n_runs, n_failed;
    double *values[HEADLINE_MAX],
        *denominators[HEADLINE_MAX];      /* denominators of ratios, else NULL */
    double *columns[REPORT_DATA_COLUMNS]; /* NULL: a result of an older version lacks it */
    struct report_data_group *groups;
    int64_t n_groups;
    struct report_data_difference *differences;
    int64_t n_differences;
    int64_t n_missed;             /* points that did not reach the precision targets */
    double confidence;            /* of their intervals */
    bool no_runs, no_differences; /* the files are missing */
    /* private */
    struct run_table table; /* all runs */
    struct buffer table_path;
    int64_t differences_capacity;
};

enum status report_data_read(struct report_data *m, const struct report_data_source *source,
    struct failure *f) MUST_CHECK;
void report_data_free(struct report_data *m);

/**
 * Prints "DIR/NAME" to *path, which the caller frees, and sets whether the file exists.
 * STATUS_IO if the file has changed since it was written.
 */
enum status report_data_path(const struct report_data *m, const char *name, struct buffer *path,
    bool *there, struct failure *f) MUST_CHECK;

/**
 * Reads a column of runs.csv by its name: (*values)[i] is of runs[i], NAN if it is missing. Free
 * *values in any case. STATUS_BAD_INPUT: there is no such column, or it has texts.
 */
enum status report_data_column(const struct report_data *m, const char *name, double **values,
    struct failure *f) MUST_CHECK;

/** Index of a policy, -1. */
int32_t report_data_policy(const struct report_data *m, const char *id);

/** The title of a policy, or its id if it has none. */
const char *report_data_policy_title(const struct report_data *m, int32_t policy);

/** Runs of a point under a policy, NULL if there are none. */
const struct report_data_group *report_data_find(
    const struct report_data *m, int32_t point, int32_t policy);

/** The difference from the baseline, NULL if there is none. */
const struct report_data_difference *report_data_difference(
    const struct report_data *m, int32_t point, int32_t policy, int32_t headline);

/** Compares two differences for qsort(): by headline, point, policy. */
int report_data_compare_differences(const void *a, const void *b);

/**
 * Numbers of replications in which `policy` has a lower, a higher, or the same value as the
 * baseline.
 */
struct report_data_pairs {
    int64_t lower, higher, same, n;
};
struct report_data_pairs report_data_pairs(
    const struct report_data *m, int32_t point, int32_t policy, int32_t headline);

/** Numbers of points at which the interval of a difference is below 0, above 0, or contains 0. */
struct report_data_count_signs {
    int64_t lower, higher, neither, n;
};
struct report_data_count_signs report_data_count_signs(
    const struct report_data *m, int32_t policy, int32_t headline);

/**
 * The value of a headline metric in a run; NAN if it has none. A ratio is that of the run. A
 * time to an event that did not happen is the length of the run; an event is 1 or 0.
 */
double report_data_value(const struct report_data *m, int32_t headline, int64_t run);

/** The display name of a state, by its id; the id if it has no name. */
const char *report_data_state_name(const struct report_data *m, const char *id);

#endif
