/**
 * experiment_trace_columns.h - the columns of a trace file as names of an expression.
 *
 * Identities, and the columns that identify the run, are not names. A column that refers to a
 * map of the scenario has the ids of all policies as levels.
 */
#ifndef EXPERIMENT_EXPERIMENT_TRACE_COLUMNS_H
#define EXPERIMENT_EXPERIMENT_TRACE_COLUMNS_H

#include "experiment/experiment.h"
#include "observe/recorder.h"

enum { EXPERIMENT_TRACE_MAPS = 5, EXPERIMENT_TRACE_COLUMNS_MAX = 64 };

/** The ids of a map under all policies, as levels of a column. */
struct experiment_trace_levels {
    const struct node **at;
    int32_t n;
    int32_t **of_policy; /* index of a level by policy and index in its world */
};

/** A trace file whose rows are counted. */
struct experiment_trace_file {
    const char *name; /* "incidents": in `count` and `over` */
    enum recorder_file file;
    const char *day, *first, *second; /* columns: the day of a row, and its two states */
};

/** By enum experiment_trace_table. */
extern const struct experiment_trace_file experiment_trace_files[EXPERIMENT_TRACE_TABLES];

/** The columns of a trace file that an expression may use. */
struct experiment_trace_columns {
    struct experiment_trace_levels maps[EXPERIMENT_TRACE_MAPS];
    struct expression_name names[EXPERIMENT_TRACE_COLUMNS_MAX];
    const struct field *fields[EXPERIMENT_TRACE_COLUMNS_MAX];
    int32_t map[EXPERIMENT_TRACE_COLUMNS_MAX]; /* of a column that refers to one; else -1 */
    int32_t count, day, first,
        second; /* indices of columns: see struct experiment_trace_file */
};

/** Makes e->trace_columns[table]. maps[0] are the states. */
enum status experiment_trace_columns_list(
    struct experiment *e, enum experiment_trace_table table) MUST_CHECK;

/** The value of a cell of a row under a policy, as a number; the index if the value is a level.
 * NAN: the cell is empty. */
double experiment_trace_columns_value(
    const struct experiment_trace_columns *c, int32_t column, int32_t policy, const void *row);

#endif
