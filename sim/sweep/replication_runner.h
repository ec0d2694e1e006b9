/**
 * replication_runner.h - one replication of a world: its row of runs.csv, and what is recorded
 * of it.
 */
#ifndef SWEEP_REPLICATION_RUNNER_H
#define SWEEP_REPLICATION_RUNNER_H

#include "model/run.h"
#include "observe/metric.h"
#include "observe/recorder.h"

/** What decides a run, and who it is in files. */
struct replication_address {
    const struct world *world;
    uint64_t seed, world_hash;
    int64_t point_id; /* from 1 */
    const char *policy;
    int64_t replication; /* from 1 */
};

/** Events between two looks at whether a run is still wanted: a few milliseconds. */
enum { REPLICATE_EVENTS = 4096 };

/** Whether runs are to be given up; may be asked in any thread. Zero: never. */
struct replication_watch {
    void *self;
    bool (*stopped)(void *self);
};

/**
 * Runs it and fills its row. A run that hits max_events is no failure: it has a row with that
 * status. `memory` is zero before the first run, serves any number of runs of one world, and is
 * the caller's to free. `recorder` may be NULL. STATUS_STOPPED if it was given up.
 */
enum status replication_run(struct run *memory, const struct replication_address *a,
    const struct replication_watch *watch, struct recorder *recorder,
    struct metric_run *row) MUST_CHECK;

#endif
