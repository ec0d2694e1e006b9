/**
 * run_table.h - the runs of a result as input of statistics: keys, and values by column.
 *
 * Runs are added in the order of runs.csv, by point, policy and replication: one struct at a
 * time, or all at once from structs or from the file. The numbers are the same in both cases,
 * because the file is exact. The table needs 5 bytes of memory per run and 32 per point and
 * policy; the values are in a column store (column_store.h), from which a reader reads those of
 * some runs.
 */
#ifndef STATS_RUN_TABLE_H
#define STATS_RUN_TABLE_H

#include "format/table.h"
#include "stats/column_store.h"

/** `status` of a run that reached its end. With any other status the values count as missing. */
#define RUN_TABLE_COMPLETE "ok"

/** Name of the column with the day on which a run ended. */
#define RUN_TABLE_END "end_day"

/** The runs of one point under one policy. */
struct run_table_group {
    int64_t point_id;
    int32_t policy;   /* index */
    int64_t first, n; /* range of runs */
};

struct run_table {
    int64_t n;
    int32_t *rep; /* by run */
    bool *complete;
    struct run_table_group *groups;
    int64_t n_groups;
    char **policies; /* ids, in the order of their first runs */
    int32_t n_policies;
    /* private */
    const char *path;          /* file that was read, NULL: none */
    const struct table *table; /* of the structs */
    char **columns;            /* names, store.n_columns of them */
    double *row;
    struct column_store store;
    int64_t runs_capacity, groups_capacity, policies_capacity;
    int32_t last_rep;
    int32_t keys[4]; /* columns of point_id, policy, rep and status */
};

/**
 * Starts a table without runs. `table` describes the structs that will be added; it must have the
 * columns point_id, policy, rep and status and outlive *r.
 */
enum status run_table_open(struct run_table *r, const struct table *table) MUST_CHECK;

/** Adds a run from its struct, which is not needed afterwards. */
enum status run_table_add(struct run_table *r, const void *run, struct failure *f) MUST_CHECK;

/** Opens a table and adds the `n` structs of row_bytes bytes at `rows`. */
enum status run_table_of_rows(struct run_table *r, const struct table *table, const void *rows,
    size_t row_bytes, int64_t n) MUST_CHECK;

/** Reads a runs.csv. `path` must outlive *r. */
enum status run_table_of_file(
    struct run_table *r, const char *path, struct failure *f) MUST_CHECK;

/** Safe after a failure and for a zeroed struct. */
void run_table_free(struct run_table *r);

/** Number of runs of the largest group. */
int64_t run_table_max_replications(const struct run_table *r);

/** The names of the columns; they live as long as the table. */
struct text_names run_table_columns(const struct run_table *r);

/** Index of the policy with that id, -1 if there is none. */
int32_t run_table_policy(const struct run_table *r, const char *id);

/** Reads a column. */
struct run_table_reader {
    const struct run_table *runs;
    const char *name;
    struct column_store_reader cells;
};

/** STATUS_BAD_INPUT if the column is unknown. `runs` and `name` must outlive *c. */
enum status run_table_reader_init(struct run_table_reader *c, const struct run_table *runs,
    const char *name, struct failure *f) MUST_CHECK;

/**
 * Reads the values of runs first ... first + n - 1, counted from 0; flags are 0 and 1. NAN if the
 * value is missing or infinite, or the run is not complete. STATUS_BAD_INPUT if one is text.
 */
enum status run_table_read(struct run_table_reader *c, int64_t first, int64_t n, double *values,
    struct failure *f) MUST_CHECK;

/** Reads the column `name` of all runs. */
enum status run_table_column(
    const struct run_table *r, const char *name, double *values, struct failure *f) MUST_CHECK;

#endif
