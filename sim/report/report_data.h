/**
 * report_data.h - the data of a report: the inputs of a result, its runs and its differences.
 *
 * The data come only from the result directory. The numbers of runs.csv are in the temporary file
 * of a run table (run_table.h). Only a few blocks of each column that charts use are in memory, so
 * the needed memory hardly depends on the number of runs. The rows of analysis/compare.csv that the
 * report shows are in memory. A missing file is not a failure; the charts report it. A file that
 * cbmsim did not write is a failure.
 */
#ifndef REPORT_REPORT_DATA_H
#define REPORT_REPORT_DATA_H

#include "directory/manifest.h"
#include "report/summary/headline_metric.h"
#include "scenario/scenario.h"
#include "stats/run_table.h"
#include "stats/statistics.h"

/** The key of a run. */
struct report_data_run {
    int32_t point, policy, rep; /* point and replication count from 1; `policy` is an index */
};

/** The result that the command has opened. */
struct report_data_source {
    const char *directory;
    const struct manifest_old *past;
    /** The scenario with its policies. For an experiment, this is `base` of the experiment. */
    const struct scenario *scenario;
    const struct experiment *experiment;
    /** The run to show in detail; rep 0: the default run of shown.h. */
    struct report_data_run shown;
    void *self;
    /**
     * Repeats a run and records it. *world is the world of the run and is valid until the next
     * call. Returns STATUS_MISMATCH if the run does not equal the run of the result.
     */
    enum status (*replay)(void *self, const struct report_data_run *run,
        struct recorder *recorder, const struct world **world, struct failure *f);
};

/** The runs of a point under a policy: runs[first] to runs[first + n - 1]. */
struct report_data_group {
    int32_t point, policy;
    int64_t first, n;
};

/** Values that can stand in place of the index of a headline metric. */
enum {
    /** Stands for the share of runs that have a day in the column REPORT_DATA_FIRST_ANSWER. */
    REPORT_DATA_ANSWER_SHARE = HEADLINE_MAX,
    /** REPORT_DATA_HARM_POWER + k stands for harm computed with the power k + 1 of severity. */
    REPORT_DATA_HARM_POWER
};
enum { REPORT_DATA_HARM_POWERS = 3 };

/**
 * A row of compare.csv. `headline` is the index of a headline metric, or one of the values above.
 */
struct report_data_difference {
    int32_t point, policy, versus, headline;
    struct estimate at;
    double p_adjusted; /* NAN: there is none */
    int64_t n_pairs;
};

/** Columns of runs.csv that charts read in addition to the headline metrics. */
enum report_data_column {
    REPORT_DATA_MAX_RUNG,
    /** Day of the first act of rung 6 or more that responds to another act. */
    REPORT_DATA_FIRST_ANSWER,
    REPORT_DATA_END,   /* day on which the run ended */
    REPORT_DATA_SCORE, /* escalation score, which selects the default run of shown.h */
    REPORT_DATA_COLUMNS
};

/** All data of a report. A zeroed struct is empty. */
struct report_data {
    struct report_data_source source;
    const struct world *world; /* world of the baseline, for names */
    struct headline_metric headlines[HEADLINE_MAX];
    int32_t n_headlines, n_primary; /* the first n_primary metrics are primary */
    /** " to Aland and Bland": names of the states of harm_of; empty: all states. */
    struct buffer harmed;
    int64_t n_runs, n_failed; /* numbers of complete and of other runs */
    struct report_data_group *groups;
    int64_t n_groups;
    struct report_data_difference *differences;
    int64_t n_differences;
    /** Number of points that did not reach the precision targets. */
    int64_t n_missed;
    double confidence;            /* confidence of the intervals of `differences` */
    bool no_runs, no_differences; /* runs.csv is missing; compare.csv is missing */
    /* The members below are private. */
    struct run_table table; /* all runs */
    int32_t *rows; /* [n_runs]: row of each complete run in `table`; NULL: all are complete */
    struct report_data_fault *fault; /* the first failure to read a value */
    struct report_data_cells *values[HEADLINE_MAX],
        *denominators[HEADLINE_MAX]; /* denominators of ratios, else NULL */
    struct report_data_cells
        *columns[REPORT_DATA_COLUMNS]; /* NULL: a result of an older version lacks the column */
    struct buffer table_path;
    int64_t differences_capacity;
};

/**
 * Reads the data of the result `source`. A file that is missing leaves its members empty. Returns
 * STATUS_BAD_INPUT or STATUS_IO if a file is not one that cbmsim wrote.
 */
enum status report_data_read(struct report_data *m, const struct report_data_source *source,
    struct failure *f) MUST_CHECK;
void report_data_free(struct report_data *m);

/**
 * Writes the path "DIR/NAME" to *path, which the caller frees, and sets *there to whether the file
 * exists. Returns STATUS_IO if the file has changed since it was written.
 */
enum status report_data_path(const struct report_data *m, const char *name, struct buffer *path,
    bool *there, struct failure *f) MUST_CHECK;

/**
 * Reads a column of runs.csv by its name. (*values)[i] belongs to the i-th complete run, from 0; a
 * missing value is NAN. The caller frees *values in any case. Returns STATUS_BAD_INPUT if there is
 * no such column or if it contains texts.
 */
enum status report_data_column(const struct report_data *m, const char *name, double **values,
    struct failure *f) MUST_CHECK;

/** Returns whether the result has a column. A result of an older version may lack the column. */
bool report_data_has(const struct report_data *m, enum report_data_column column);

/** Returns the value of a column, which the result must have, in a run. A missing value is NAN. */
double report_data_cell(
    const struct report_data *m, enum report_data_column column, int64_t run);

/** Returns the replication of a run, from 1. */
int32_t report_data_rep(const struct report_data *m, int64_t run);

/**
 * Returns STATUS_OK if all values so far could be read, and otherwise the first failure. A value
 * that could not be read was NAN, so the report is wrong. The caller calls this function at the
 * end.
 */
enum status report_data_status(const struct report_data *m, struct failure *f) MUST_CHECK;

/** Returns the index of a policy, or -1. */
int32_t report_data_policy(const struct report_data *m, const char *id);

/** Returns the title of a policy, or its id if it has no title. */
const char *report_data_policy_title(const struct report_data *m, int32_t policy);

/** Returns the runs of a point under a policy, or NULL if there are none. */
const struct report_data_group *report_data_find(
    const struct report_data *m, int32_t point, int32_t policy);

/** Returns the difference of a policy from the baseline at a point, or NULL if there is none. */
const struct report_data_difference *report_data_difference(
    const struct report_data *m, int32_t point, int32_t policy, int32_t headline);

/** Compares two differences for qsort(), which sorts them by headline, point and policy. */
int report_data_compare_differences(const void *a, const void *b);

/**
 * Numbers of replications in which a policy has a lower, a higher, or the same value as the
 * baseline.
 */
struct report_data_pairs {
    int64_t lower, higher, same, n;
};
struct report_data_pairs report_data_pairs(
    const struct report_data *m, int32_t point, int32_t policy, int32_t headline);

/**
 * Numbers of points at which the interval of a difference is below 0, is above 0, or contains 0.
 */
struct report_data_count_signs {
    int64_t lower, higher, neither, n;
};
struct report_data_count_signs report_data_count_signs(
    const struct report_data *m, int32_t policy, int32_t headline);

/**
 * Returns the value of a headline metric in a run, or NAN if the run has none. A ratio is the ratio
 * in this run. For a time to an event that did not occur, this is the length of the run. An event
 * is 1 or 0.
 */
double report_data_value(const struct report_data *m, int32_t headline, int64_t run);

/** Returns the name of the state with this id, or the id if the state has no name. */
const char *report_data_state_name(const struct report_data *m, const char *id);

#endif
