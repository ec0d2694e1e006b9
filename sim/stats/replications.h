/**
 * replications.h - the runs of a result, ready for statistics: who they are, and one column of
 * their values at a time.
 *
 * Runs come in the order of runs.csv, by point, policy and replication: one struct after the
 * other while they are made, one row of text after the other, or all at once from structs or from
 * the file. All give the same numbers, since the file is exact. Held in memory are 5 bytes per run and 32 per point and
 * policy; the values wait in a spool, and a column of them is 8 bytes per run more.
 */
#ifndef STATS_REPLICATIONS_H
#define STATS_REPLICATIONS_H

#include "format/table.h"
#include "stats/spool.h"

/** `status` of a run that reached its end. Whatever else it says, the values are missing. */
#define REPLICATIONS_COMPLETE "ok"

/** Column of the day a run ended. */
#define REPLICATIONS_END "end_day"

/** The runs of one point under one policy. */
struct replications_group {
    int64_t point_id;
    int32_t policy; /* index */
    int64_t first, n;
};

struct replications {
    int64_t n;
    int32_t *rep; /* by run */
    bool *complete;
    struct replications_group *groups;
    int64_t n_groups;
    char **policies; /* ids, in the order in which they first come */
    int32_t n_policies;
    /* private */
    const char *path;          /* where they come from, NULL: structs */
    const struct table *table; /* of the structs or rows */
    char **columns;            /* names; spool.n_columns of them */
    double *row;
    struct spool spool;
    int64_t runs_held, groups_held, policies_held;
    int32_t last_rep;
    int32_t keys[4]; /* columns of point_id, policy, rep and status */
};

/**
 * Begins without runs. `table` describes the structs or rows to come, stays the caller's and needs the
 * columns point_id, policy, rep and status.
 */
enum status replications_open(struct replications *r, const struct table *table) MUST_CHECK;

/** Adds the struct of a run, which may go at once. */
enum status replications_add(
    struct replications *r, const void *run, struct failure *f) MUST_CHECK;

/**
 * Reads a row of that table as table_row() has made it, ended by NUL: a number per column, and
 * whether the run is complete. Any thread may. Returns the row after it, NULL if it is no such row.
 */
const char *replications_parse(
    const struct replications *r, const char *row, double *values, bool *complete);

/** Adds such a run of a policy at a point. */
enum status replications_add_parsed(struct replications *r, int64_t point_id,
    const char *policy, int64_t rep, bool complete, const double *values,
    struct failure *f) MUST_CHECK;

/** Opens and adds `n` structs of row_bytes at `rows`. */
enum status replications_of_rows(struct replications *r, const struct table *table,
    const void *rows, size_t row_bytes, int64_t n) MUST_CHECK;

/** Reads a runs.csv, once; `path` stays the caller's. */
enum status replications_of_file(
    struct replications *r, const char *path, struct failure *f) MUST_CHECK;

/** Safe after a failure and on zero. */
void replications_free(struct replications *r);

/** Runs of the largest group. */
int64_t replications_most(const struct replications *r);

/** Index of a policy, -1 if there is none of that id. */
int32_t replications_policy(const struct replications *r, const char *id);

/**
 * The column `name`, a number per run; flags are 0 and 1, and whatever a run lacks, or holds
 * without being complete, is NAN.
 */
enum status replications_column(const struct replications *r, const char *name, double *values,
    struct failure *f) MUST_CHECK;

#endif
