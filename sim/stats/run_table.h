/**
 * run_table.h - the runs of a result, ready for statistics: who they are, and one column of
 * their values at a time.
 *
 * Runs come in the order of runs.csv, by point, policy and replication: one struct after the
 * other, or all at once from structs or from the file. Both give the same numbers, since the file
 * is exact. Held in memory are 5 bytes per run and 32 per point and policy; the values wait in a
 * spool, and a column of them is 8 bytes per run more.
 */
#ifndef STATS_RUN_TABLE_H
#define STATS_RUN_TABLE_H

#include "format/table.h"
#include "stats/column_store.h"

/** `status` of a run that reached its end. Whatever else it says, the values are missing. */
#define RUN_TABLE_COMPLETE "ok"

/** Column of the day a run ended. */
#define RUN_TABLE_END "end_day"

/** The runs of one point under one policy. */
struct run_table_group {
    int64_t point_id;
    int32_t policy; /* index */
    int64_t first, n;
};

struct run_table {
    int64_t n;
    int32_t *rep; /* by run */
    bool *complete;
    struct run_table_group *groups;
    int64_t n_groups;
    char **policies; /* ids, in the order in which they first come */
    int32_t n_policies;
    /* private */
    const char *path;          /* where they come from, NULL: structs */
    const struct table *table; /* of the structs */
    char **columns;            /* names; spool.n_columns of them */
    double *row;
    struct column_store store;
    int64_t runs_capacity, groups_capacity, policies_held;
    int32_t last_rep;
    int32_t keys[4]; /* columns of point_id, policy, rep and status */
};

/**
 * Begins without runs. `table` describes the structs to come, stays the caller's and needs the
 * columns point_id, policy, rep and status.
 */
enum status run_table_open(struct run_table *r, const struct table *table) MUST_CHECK;

/** Adds the struct of a run, which may go at once. */
enum status run_table_add(struct run_table *r, const void *run, struct failure *f) MUST_CHECK;

/** Opens and adds `n` structs of row_bytes at `rows`. */
enum status run_table_of_rows(struct run_table *r, const struct table *table, const void *rows,
    size_t row_bytes, int64_t n) MUST_CHECK;

/** Reads a runs.csv, once; `path` stays the caller's. */
enum status run_table_of_file(
    struct run_table *r, const char *path, struct failure *f) MUST_CHECK;

/** Safe after a failure and on zero. */
void run_table_free(struct run_table *r);

/** Runs of the largest group. */
int64_t run_table_max_replications(const struct run_table *r);

/** Index of a policy, -1 if there is none of that id. */
int32_t run_table_policy(const struct run_table *r, const char *id);

/**
 * The column `name`, a number per run; flags are 0 and 1, and whatever a run lacks, or holds
 * without being complete, is NAN.
 */
enum status run_table_column(
    const struct run_table *r, const char *name, double *values, struct failure *f) MUST_CHECK;

#endif
