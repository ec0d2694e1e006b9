/**
 * experiment_trace_columns.h - the columns of a trace file as names in an expression.
 *
 * An expression cannot use columns that identify an object or the run. A column that refers to a
 * map of the scenario has the ids of this map under all policies as its levels.
 */
#ifndef EXPERIMENT_EXPERIMENT_TRACE_COLUMNS_H
#define EXPERIMENT_EXPERIMENT_TRACE_COLUMNS_H

#include "experiment/experiment.h"
#include "observe/recorder.h"

enum { EXPERIMENT_TRACE_MAPS = 5, EXPERIMENT_TRACE_COLUMNS_MAX = 64 };

/** The ids of a map under all policies. They are the levels of a column. */
struct experiment_trace_levels {
    const struct node **at;
    int32_t n;
    /** of_policy[p][i] is the index of the level for item i of the map in the world of policy p. */
    int32_t **of_policy;
};

/** A trace file whose rows can be counted. */
struct experiment_trace_file {
    const char *name; /* name in the members `count` and `over`, for example "incidents" */
    enum recorder_file file;
    /** Names of columns: the day of a row, and its two states. */
    const char *day, *first, *second;
};

/** Indexed by enum experiment_trace_table. */
extern const struct experiment_trace_file experiment_trace_files[EXPERIMENT_TRACE_TABLES];

/** The columns of a trace file that an expression may use. */
struct experiment_trace_columns {
    struct experiment_trace_levels maps[EXPERIMENT_TRACE_MAPS];
    struct expression_name names[EXPERIMENT_TRACE_COLUMNS_MAX];
    const struct field *fields[EXPERIMENT_TRACE_COLUMNS_MAX];
    /** Index of the map to which a column refers, otherwise -1. */
    int32_t map[EXPERIMENT_TRACE_COLUMNS_MAX];
    int32_t count;
    /** Indices of the columns that struct experiment_trace_file names. */
    int32_t day, first, second;
};

/** Makes e->trace_columns[table]. Its maps[0] are the states. */
enum status experiment_trace_columns_list(
    struct experiment *e, enum experiment_trace_table table) MUST_CHECK;

/**
 * Returns the value of a cell of a row under a policy as a number. For a level, this is its index;
 * for an empty cell, NAN.
 */
double experiment_trace_columns_value(
    const struct experiment_trace_columns *c, int32_t column, int32_t policy, const void *row);

#endif
