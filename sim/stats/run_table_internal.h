/**
 * run_table_internal.h - adds runs to a run table: shared by run_table.c, which takes structs, and
 * run_table_file.c, which reads a file.
 */
#ifndef STATS_RUN_TABLE_INTERNAL_H
#define STATS_RUN_TABLE_INTERNAL_H

#include "stats/run_table.h"

/** The columns that identify a run, and their names. */
enum { KEY_POINT, KEY_POLICY, KEY_REP, KEY_STATUS, KEYS };
extern const char *const run_table_keys[KEYS];

/** The identity of a run. */
struct run_table_run {
    int64_t point_id, rep;
    const char *policy; /* policy_length bytes */
    size_t policy_length;
    bool complete;
};

/** Allocates n columns; run_table_name_column() must follow for each. */
enum status run_table_open_columns(struct run_table *r, int32_t n) MUST_CHECK;
enum status run_table_name_column(
    struct run_table *r, int32_t column, const char *name) MUST_CHECK;

/**
 * Adds a run without values. *in_order is false, and the run not added, if it does not follow the
 * last one by point, policy and replication.
 */
enum status run_table_add_run(
    struct run_table *r, struct run_table_run run, bool *in_order) MUST_CHECK;

/** Whether a status of `length` bytes is that of a run that reached its end; NULL: no status. */
bool run_table_is_complete(const char *status, size_t length);

/** The NAN that marks a cell with text. Reading the column of such a cell is an error. */
double run_table_no_number(void);

#endif
