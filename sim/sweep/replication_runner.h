/**
 * replication_runner.h - executes one replication of a world, and fills its row of runs.csv and its
 * traces.
 */
#ifndef SWEEP_REPLICATION_RUNNER_H
#define SWEEP_REPLICATION_RUNNER_H

#include "model/run.h"
#include "observe/metric.h"
#include "observe/recorder.h"

/** The inputs that determine a run, and the names by which files identify it. */
struct replication_address {
    const struct world *world;
    uint64_t seed, world_hash;
    int64_t point_id; /* counts from 1 */
    const char *policy;
    int64_t replication; /* counts from 1 */
};

/**
 * Number of events between two checks for cancellation. This many events take a few milliseconds.
 */
enum { REPLICATE_EVENTS = 4096 };

/**
 * Provides a function that returns whether runs are cancelled. Any thread may call stopped(). With
 * a zeroed struct, no run is cancelled.
 */
struct replication_watch {
    void *self;
    bool (*stopped)(void *self);
};

/**
 * Executes a replication and fills *row. A run that reaches max_events is not a failure; the status
 * of its row states it. `memory` must be zeroed before the first run and can be reused for runs of
 * the same world. The caller frees it. `recorder` may be NULL. Returns STATUS_STOPPED if the run
 * was cancelled.
 */
enum status replication_run(struct run *memory, const struct replication_address *a,
    const struct replication_watch *watch, struct recorder *recorder,
    struct metric_run *row) MUST_CHECK;

#endif
