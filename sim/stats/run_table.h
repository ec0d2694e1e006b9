/**
 * run_table.h - the runs of a result as input of statistics: the keys of the runs, and their values
 * by column.
 *
 * Runs are added in the order of runs.csv: by point, policy and replication. The runs come from
 * structs, one at a time or all at once, or from a file. The numbers are the same in each case,
 * because the file contains exact numbers. The table needs 5 bytes of memory for each run and 32
 * bytes for each point and policy. The values are in a column store (column_store.h).
 */
#ifndef STATS_RUN_TABLE_H
#define STATS_RUN_TABLE_H

#include "format/table.h"
#include "stats/column_store.h"

/**
 * `status` of a run that reached its end. The values of a run with any other status count as
 * missing.
 */
#define RUN_TABLE_COMPLETE "ok"

/** Name of the column that has the day on which a run ended. */
#define RUN_TABLE_END "end_day"

/** The runs of one point under one policy. */
struct run_table_group {
    int64_t point_id;
    int32_t policy;   /* index in `policies` */
    int64_t first, n; /* range of runs in the table */
};

struct run_table {
    int64_t n;
    int32_t *rep; /* replication of each run */
    bool *complete;
    struct run_table_group *groups;
    int64_t n_groups;
    char **policies; /* ids of the policies, in the order of their first runs */
    int32_t n_policies;
    /* The members below are private. */
    const char *path;          /* the file that was read; NULL: there is none */
    const struct table *table; /* describes the structs that are added */
    char **columns;            /* names of the columns; store.n_columns of them */
    double *row;
    struct column_store store;
    int64_t runs_capacity, groups_capacity, policies_capacity;
    int32_t last_rep;
    int32_t keys[4]; /* indices of the columns point_id, policy, rep and status */
};

/**
 * Starts a table without runs. `table` describes the structs that will be added. `table` must have
 * the columns point_id, policy, rep and status, and must outlive *r.
 */
enum status run_table_open(struct run_table *r, const struct table *table) MUST_CHECK;

/** Adds a run from its struct. The struct is not needed afterwards. */
enum status run_table_add(struct run_table *r, const void *run, struct failure *f) MUST_CHECK;

/** Opens a table and adds the `n` structs at `rows`. Each struct has row_bytes bytes. */
enum status run_table_of_rows(struct run_table *r, const struct table *table, const void *rows,
    size_t row_bytes, int64_t n) MUST_CHECK;

/** Reads a runs.csv. `path` must outlive *r. */
enum status run_table_of_file(
    struct run_table *r, const char *path, struct failure *f) MUST_CHECK;

/** Frees a table. The call is also allowed after a failure and for a zeroed struct. */
void run_table_free(struct run_table *r);

/** Number of runs of the largest group. */
int64_t run_table_max_replications(const struct run_table *r);

/** The names of the columns. The names live as long as the table. */
struct text_names run_table_columns(const struct run_table *r);

/** Returns the index of the policy with the id `id`, or -1 if there is none. */
int32_t run_table_policy(const struct run_table *r, const char *id);

/** Reads the values of one column. */
struct run_table_reader {
    const struct run_table *runs;
    const char *name;
    struct column_store_reader cells;
};

/**
 * Prepares to read a column. Returns STATUS_BAD_INPUT if there is no such column. `runs` and `name`
 * must outlive *c.
 */
enum status run_table_reader_init(struct run_table_reader *c, const struct run_table *runs,
    const char *name, struct failure *f) MUST_CHECK;

/**
 * Reads the values of n runs from run `first` on; runs count from 0. Flags are read as 0 and 1. A
 * value is NAN if it is missing or infinite, or if the run is not complete. Returns
 * STATUS_BAD_INPUT if one of the values is text.
 */
enum status run_table_read(struct run_table_reader *c, int64_t first, int64_t n, double *values,
    struct failure *f) MUST_CHECK;

/** Reads the column `name` of all runs. */
enum status run_table_column(
    const struct run_table *r, const char *name, double *values, struct failure *f) MUST_CHECK;

#endif
