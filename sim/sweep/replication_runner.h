/**
 * replication_runner.h - runs one replication of a world; fills its row of runs.csv and its
 * traces.
 */
#ifndef SWEEP_REPLICATION_RUNNER_H
#define SWEEP_REPLICATION_RUNNER_H

#include "model/run.h"
#include "observe/metric.h"
#include "observe/recorder.h"

/** The inputs that determine a run, and its identification in files. */
struct replication_address {
    const struct world *world;
    uint64_t seed, world_hash;
    int64_t point_id; /* from 1 */
    const char *policy;
    int64_t replication; /* from 1 */
};

/** Number of events between two checks for cancellation: a few milliseconds. */
enum { REPLICATE_EVENTS = 4096 };

/** Reports whether runs are cancelled; any thread may call it. A zeroed struct never cancels. */
struct replication_watch {
    void *self;
    bool (*stopped)(void *self);
};

/**
 * Runs the replication and fills *row. A run that reaches max_events is not a failure: its row
 * has that status. `memory` must be zeroed before the first run, can be reused for runs of the
 * same world, and is freed by the caller. `recorder` may be NULL. STATUS_STOPPED if the run was
 * cancelled.
 */
enum status replication_run(struct run *memory, const struct replication_address *a,
    const struct replication_watch *watch, struct recorder *recorder,
    struct metric_run *row) MUST_CHECK;

#endif
