/**
 * replications.h - the runs of a result, ready for statistics: who they are, and one column of
 * their values at a time.
 *
 * Runs come in the order of runs.csv, by point, policy and replication, from that file or from
 * the rows that become it; both give the same numbers, since the file is exact. Held are 5
 * bytes per run and 32 per point and policy; a column is 8 bytes per run more.
 */
#ifndef RESULTS_REPLICATIONS_H
#define RESULTS_REPLICATIONS_H

#include "results/table.h"

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
    const char *path;          /* either runs.csv, */
    const struct table *table; /* or its table and its rows */
    const void *rows;
    size_t row_bytes;
};

/**
 * Takes `n` structs of row_bytes at `rows`, which stay the caller's and are read by
 * replications_column(). They need the columns point_id, policy, rep and status.
 */
enum status replications_of_rows(struct replications *r, const struct table *table,
    const void *rows, size_t row_bytes, int64_t n) MUST_CHECK;

/** Reads the keys of a runs.csv; `path` stays the caller's. */
enum status replications_of_file(
    struct replications *r, const char *path, struct failure *f) MUST_CHECK;

/** Safe after a failure and on zero. */
void replications_free(struct replications *r);

/** Index of a policy, -1 if there is none of that id. */
int32_t replications_policy(const struct replications *r, const char *id);

/**
 * The column `name`, a number per run; flags are 0 and 1, and whatever a run lacks, or holds
 * without being complete, is NAN.
 */
enum status replications_column(const struct replications *r, const char *name, double *values,
    struct failure *f) MUST_CHECK;

#endif
