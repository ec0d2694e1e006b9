/**
 * replication_runner.h - many runs of worlds, on threads, delivered in order.
 *
 * Work is cut into blocks of replications of one policy. Any thread takes the next block; blocks
 * are delivered in order of policy and replication, whatever the threads do, so that the files
 * have the same bytes on any number of them. Held are a few blocks per thread (parallel.h); memory
 * does not grow with the number of runs.
 */
#ifndef SWEEP_REPLICATION_RUNNER_H
#define SWEEP_REPLICATION_RUNNER_H

#include <stdatomic.h>

#include "model/run.h"
#include "observe/metric.h"
#include "observe/recorder.h"

/** Runs of a block, at most. */
enum { REPLICATION_BLOCK = 32 };

/** The runs of one policy. */
struct replication_policy {
    const char *id;
    const struct world *world;
    const struct table *tables[RECORDER_FILES]; /* NULL: not written */
};

struct replication_plan {
    const struct replication_policy *policies;
    int32_t n_policies;
    int64_t point_id;
    uint64_t seed;
    uint64_t world_hash;
    int64_t first_replication, n_replications;
    enum recorder_level level;
    int32_t threads;               /* >= 1 */
    const struct table *run_table; /* NULL: no text of rows is made */
};

/** A block of finished runs: rows of runs.csv as structs and text, and text for every file. */
struct replication_block {
    int32_t policy;
    int64_t n_runs, n_failed;
    struct metric_run row[REPLICATION_BLOCK];
    struct buffer runs;
    struct buffer traces[RECORDER_FILES];
    int64_t rows[RECORDER_FILES];
};

struct replication_sink {
    void *self;
    /** Called for one block at a time, in order, from any thread. */
    enum status (*take)(void *self, const struct replication_block *block);
};

/**
 * Runs the plan. Stops early when *stop becomes nonzero (NULL: never) with STATUS_STOPPED, when
 * the sink fails, or when there is no memory. Runs that hit max_events are no failure: they have
 * a row with that status.
 */
enum status replication_run(const struct replication_plan *plan,
    const struct replication_sink *sink, const atomic_int *stop) MUST_CHECK;

/**
 * The same in the memory of `run`, zero before the first and freed by the caller after the last:
 * all of one plan.
 */
enum status replication_run_next(struct run *run, struct metric_run *row,
    const struct replication_plan *plan, int32_t policy, int64_t replication,
    struct recorder *recorder) MUST_CHECK;

/** One run: fills its row. `recorder` may be NULL. */
enum status replication_run_one(struct metric_run *row, const struct replication_plan *plan,
    int32_t policy, int64_t replication, struct recorder *recorder) MUST_CHECK;

#endif
