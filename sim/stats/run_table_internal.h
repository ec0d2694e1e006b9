/**
 * run_table_internal.h - adds runs to a run table.
 *
 * run_table.c, which takes structs, and run_table_file.c, which reads a file, share these
 * functions.
 */
#ifndef STATS_RUN_TABLE_INTERNAL_H
#define STATS_RUN_TABLE_INTERNAL_H

#include "stats/run_table.h"

/** The columns that identify a run or state how the run ended, and their names. */
enum { KEY_POINT, KEY_POLICY, KEY_REP, KEY_STATUS, KEYS };
extern const char *const run_table_keys[KEYS];

/** The key of a run, and whether the run reached its end. */
struct run_table_run {
    int64_t point_id, rep;
    const char *policy; /* has policy_length bytes and need not end with a NUL */
    size_t policy_length;
    bool complete;
};

/** Allocates n columns. The caller must then name each with run_table_name_column(). */
enum status run_table_open_columns(struct run_table *r, int32_t n) MUST_CHECK;
enum status run_table_name_column(
    struct run_table *r, int32_t column, const char *name) MUST_CHECK;

/**
 * Adds a run without values. The run must follow the last run in the order of point, policy and
 * replication. Otherwise the function does not add the run, and *in_order becomes false.
 */
enum status run_table_add_run(
    struct run_table *r, struct run_table_run run, bool *in_order) MUST_CHECK;

/**
 * Whether a status of `length` bytes belongs to a run that reached its end. `status` may be NULL.
 */
bool run_table_is_complete(const char *status, size_t length);

/** Returns the NAN that marks a cell with text. Reading the column of such a cell is an error. */
double run_table_no_number(void);

#endif
