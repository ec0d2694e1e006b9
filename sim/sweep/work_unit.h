/**
 * work_unit.h - the unit of work of a sweep: some replications of one point under every policy.
 *
 * All policies of a replication are in one unit, so that whatever is finished can be compared. A
 * point whose worlds cannot be made (its factors contradict each other) is no error of the sweep:
 * its runs have ROW_INVALID and say why in failures.csv.
 */
#ifndef SWEEP_WORK_UNIT_H
#define SWEEP_WORK_UNIT_H

#include "sweep/layout.h"
#include "sweep/replication_runner.h"

/** Replications first ... first + n - 1, from 1, of a point, from 0. */
struct work_unit_task {
    int64_t point, first;
    int32_t n;
};

/** Where tasks come from and where their blocks go. All calls may come from any thread. */
struct unit_supply {
    void *self;
    /** What to do next; false if nothing is left or the sweep is over. */
    bool (*take)(void *self, struct work_unit_task *task);
    /** Keeps the packed block of a task. */
    void (*keep)(void *self, const struct buffer *packed);
    /** Ends the sweep; `why` may be NULL. */
    void (*fail)(void *self, enum status status, const struct failure *why);
    /** Told of every run of a task when it is over; may be NULL. */
    void (*ran)(void *self);
    /** Whether tasks under way are to be given up; may be NULL. */
    bool (*stopped)(void *self);
};

/** The worlds of one point, kept until those of another are asked for. */
struct work_unit_worlds {
    int64_t point;                /* from 0; -1: none yet */
    const struct scenario *there; /* NULL: it has none, and `why` says so */
    struct scenario own;
    struct failure why;
};

void work_unit_worlds_init(struct work_unit_worlds *w);
void work_unit_worlds_free(struct work_unit_worlds *w);

/** Makes w->there the worlds of a point, counted from 0. */
enum status work_unit_worlds_of(struct work_unit_worlds *w, const struct layout *layout,
    int64_t point, struct failure *f) MUST_CHECK;

/**
 * One run in them: its row, and with `recorder` what is recorded. `memory` is zero before the
 * first run, serves any number of the same point and policy, and is freed by the caller.
 */
enum status work_unit_run_one(const struct layout *layout,
    const struct work_unit_worlds *worlds, int32_t policy, int64_t replication,
    const struct replication_watch *watch, struct run *memory, struct recorder *recorder,
    struct metric_run *row) MUST_CHECK;

/** What a thread works with. Its block is valid until the next unit. */
struct work_unit {
    const struct layout *layout;
    const struct unit_supply *supply; /* NULL: nobody looks on */
    struct recorder recorder;
    struct work_unit_worlds worlds;
    struct buffer parts[LAYOUT_PARTS];
    struct journal_block block;
    uint32_t *lengths;
};

/** `frame` and `supply`, which may be NULL, must outlive *u. */
void work_unit_init(
    struct work_unit *u, const struct layout *layout, const struct unit_supply *supply);
void work_unit_free(struct work_unit *u);

/**
 * Makes replications first ... first + n - 1, from 1, of a point, from 0: see u->block.
 * STATUS_STOPPED if the supply says so.
 */
enum status work_unit_run(
    struct work_unit *u, int64_t point, int64_t first, int32_t n, struct failure *f) MUST_CHECK;

/** The same of a task; *packed becomes the block's bytes for a journal of that shape. */
enum status work_unit_do(struct work_unit *u, const struct work_unit_task *task,
    const struct journal *j, struct buffer *packed, struct failure *f) MUST_CHECK;

#endif
