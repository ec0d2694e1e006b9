/**
 * work_unit.h - the unit of work of a sweep: some replications of one point under every policy.
 *
 * A unit has its replications under all policies, so that policies can be compared after every
 * finished unit. The worlds of a point cannot be made if the values of its factors contradict each
 * other. This is not an error of the sweep: the runs of the point have ROW_INVALID, and
 * failures.csv states the reason.
 */
#ifndef SWEEP_WORK_UNIT_H
#define SWEEP_WORK_UNIT_H

#include "rare/rare.h"
#include "sweep/layout.h"
#include "sweep/replication_runner.h"

/** Replications first ... first + n - 1 of a point. Replications count from 1, points from 0. */
struct work_unit_task {
    int64_t point, first;
    int32_t n;
    /**
     * For a task that another process executes: the time that is left for the sweep, in
     * nanoseconds; INT64_MAX: no limit.
     */
    int64_t nanoseconds_left;
};

/** Provides tasks and receives their blocks. Any thread may call these functions. */
struct unit_supply {
    void *self;
    /** Stores the next task in *task. Returns false if none is left or the sweep has ended. */
    bool (*take)(void *self, struct work_unit_task *task);
    /** Receives the packed block of a task and stores it. */
    void (*keep)(void *self, const struct buffer *packed);
    /** Ends the sweep with a failure. `why` may be NULL. */
    void (*fail)(void *self, enum status status, const struct failure *why);
    /** Called after every run of a task. May be NULL. */
    void (*ran)(void *self);
    /** Returns whether tasks in progress must be cancelled. May be NULL. */
    bool (*stopped)(void *self);
};

/** The worlds of one point. They are kept until the worlds of another point are requested. */
struct work_unit_worlds {
    int64_t point; /* counts from 0; -1: no point yet */
    /** The worlds of that point; NULL: they cannot be made, for the reason in `why`. */
    const struct scenario *there;
    struct scenario own;
    struct failure why;
    /** The rare event in these worlds, if the experiment has one; set at the first run. */
    struct rare rare;
};

void work_unit_worlds_init(struct work_unit_worlds *w);
void work_unit_worlds_free(struct work_unit_worlds *w);

/** Sets w->there to the worlds of a point. Points count from 0. */
enum status work_unit_worlds_of(struct work_unit_worlds *w, const struct layout *layout,
    int64_t point, struct failure *f) MUST_CHECK;

/**
 * Executes one run in `worlds`. Fills *row and, if it is not NULL, `recorder`. `memory` must be
 * zeroed before the first run and can be reused for the same point and policy. The caller frees it.
 */
enum status work_unit_run_one(const struct layout *layout, struct work_unit_worlds *worlds,
    int32_t policy, int64_t replication, const struct replication_watch *watch,
    struct run *memory, struct recorder *recorder, struct metric_run *row) MUST_CHECK;

/** Working memory of a thread. Its member `block` is valid until the next unit. */
struct work_unit {
    const struct layout *layout;
    const struct unit_supply *supply; /* NULL: no supply is notified of runs */
    struct recorder recorder;
    struct work_unit_worlds worlds;
    struct buffer parts[LAYOUT_PARTS], packed;
    struct journal_block block;
    uint32_t *lengths;
};

/** Prepares the working memory. `layout` and `supply` must outlive *u. `supply` may be NULL. */
void work_unit_init(
    struct work_unit *u, const struct layout *layout, const struct unit_supply *supply);
void work_unit_free(struct work_unit *u);

/**
 * Executes replications first ... first + n - 1 of a point and stores them in u->block.
 * Replications count from 1, points from 0. Returns STATUS_STOPPED if the supply has cancelled the
 * task.
 */
enum status work_unit_run(
    struct work_unit *u, int64_t point, int64_t first, int32_t n, struct failure *f) MUST_CHECK;

/**
 * Executes a task. Stores in *packed the bytes of the block of the task, for a journal with the
 * shape of `j`.
 */
enum status work_unit_do(struct work_unit *u, const struct work_unit_task *task,
    const struct journal *j, struct buffer *packed, struct failure *f) MUST_CHECK;

#endif
