/**
 * work_unit.h - the unit of work of a sweep: some replications of one point under every policy.
 *
 * A unit contains all policies of its replications, so that policies can be compared after
 * every finished unit. A point whose worlds cannot be built (its factors contradict each other)
 * is not an error of the sweep: its runs have ROW_INVALID, and failures.csv states the reason.
 */
#ifndef SWEEP_WORK_UNIT_H
#define SWEEP_WORK_UNIT_H

#include "rare/rare.h"
#include "sweep/layout.h"
#include "sweep/replication_runner.h"

/** Replications first ... first + n - 1 (counted from 1) of a point (counted from 0). */
struct work_unit_task {
    int64_t point, first;
    int32_t n;
    int64_t nanoseconds_left; /* time left for the sweep when a task goes to another process;
                           * INT64_MAX: no limit */
};

/** Provides tasks and receives their blocks. Any thread may call its functions. */
struct unit_supply {
    void *self;
    /** Gets the next task; false if none is left or the sweep has ended. */
    bool (*take)(void *self, struct work_unit_task *task);
    /** Stores the packed block of a task. */
    void (*keep)(void *self, const struct buffer *packed);
    /** Ends the sweep; `why` may be NULL. */
    void (*fail)(void *self, enum status status, const struct failure *why);
    /** Called after every run of a task; may be NULL. */
    void (*ran)(void *self);
    /** Whether tasks in progress are cancelled; may be NULL. */
    bool (*stopped)(void *self);
};

/** The worlds of one point, kept until the worlds of another point are requested. */
struct work_unit_worlds {
    int64_t point;                /* from 0; -1: none yet */
    const struct scenario *there; /* the worlds of that point; NULL: they cannot be built, see
                                   * `why` */
    struct scenario own;
    struct failure why;
    struct rare rare; /* of these worlds, from the first run on, if there is a rare event */
};

void work_unit_worlds_init(struct work_unit_worlds *w);
void work_unit_worlds_free(struct work_unit_worlds *w);

/** Sets w->there to the worlds of a point, counted from 0. */
enum status work_unit_worlds_of(struct work_unit_worlds *w, const struct layout *layout,
    int64_t point, struct failure *f) MUST_CHECK;

/**
 * Executes one run in `worlds`; fills *row and, if it is not NULL, `recorder`. `memory` must be
 * zeroed before the first run, can be reused for the same point and policy, and is freed by the
 * caller.
 */
enum status work_unit_run_one(const struct layout *layout, struct work_unit_worlds *worlds,
    int32_t policy, int64_t replication, const struct replication_watch *watch,
    struct run *memory, struct recorder *recorder, struct metric_run *row) MUST_CHECK;

/** Working memory of a thread. Its block is valid until the next unit. */
struct work_unit {
    const struct layout *layout;
    const struct unit_supply *supply; /* NULL: no notifications */
    struct recorder recorder;
    struct work_unit_worlds worlds;
    struct buffer parts[LAYOUT_PARTS], packed;
    struct journal_block block;
    uint32_t *lengths;
};

/** `layout` and `supply`, which may be NULL, must outlive *u. */
void work_unit_init(
    struct work_unit *u, const struct layout *layout, const struct unit_supply *supply);
void work_unit_free(struct work_unit *u);

/**
 * Executes replications first ... first + n - 1 (counted from 1) of a point (counted from 0)
 * and stores them in u->block. STATUS_STOPPED if the supply has cancelled the task.
 */
enum status work_unit_run(
    struct work_unit *u, int64_t point, int64_t first, int32_t n, struct failure *f) MUST_CHECK;

/** Executes a task; *packed gets the bytes of its block for a journal of the shape of `j`. */
enum status work_unit_do(struct work_unit *u, const struct work_unit_task *task,
    const struct journal *j, struct buffer *packed, struct failure *f) MUST_CHECK;

#endif
