/**
 * work_unit.h - the unit of work of a sweep: some replications of one point under every policy.
 *
 * The worlds of the point are made once per unit. All policies of a replication are in one
 * unit, so that whatever is finished can be compared. A point whose worlds cannot be made (its
 * factors contradict each other) is no error of the sweep: its runs have the status "invalid"
 * and say why in failures.csv.
 */
#ifndef SWEEP_WORK_UNIT_H
#define SWEEP_WORK_UNIT_H

#include "sweep/layout.h"

#define WORK_UNIT_INVALID "invalid"

enum { WORK_UNIT_ROWS = 32 };

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
};

/** What a thread works with. Its block is valid until the next unit. */
struct work_unit {
    const struct layout *layout;
    struct recorder recorder;
    struct buffer parts[LAYOUT_PARTS];
    struct journal_block block;
    uint32_t *lengths;
    struct metric_run rows[WORK_UNIT_ROWS]; /* made, then printed: each is faster by itself */
};

/** `frame` must outlive *u. */
void work_unit_init(struct work_unit *u, const struct layout *layout);
void work_unit_free(struct work_unit *u);

/** Makes replications first ... first + n - 1, from 1, of a point, from 0: see u->block. */
enum status work_unit_run(
    struct work_unit *u, int64_t point, int64_t first, int32_t n, struct failure *f) MUST_CHECK;

/** The same of a task; *packed becomes the block's bytes for a journal of that shape. */
enum status work_unit_do(struct work_unit *u, const struct work_unit_task *task,
    const struct journal *j, struct buffer *packed, struct failure *f) MUST_CHECK;

/** The worlds of a point, counted from 0. *worlds is empty and *why tells if it has none. */
enum status work_unit_worlds(const struct layout *layout, int64_t point,
    struct scenario *worlds, struct failure *why) MUST_CHECK;

/**
 * One run in them: its row, and with `recorder` what is recorded. `memory` is zero before the
 * first run, serves any number of the same point and policy, and is freed by the caller.
 */
enum status work_unit_run_one(const struct layout *layout, const struct scenario *worlds,
    int64_t point, int32_t policy, int64_t replication, struct run *memory,
    struct recorder *recorder, struct metric_run *row) MUST_CHECK;

#endif
