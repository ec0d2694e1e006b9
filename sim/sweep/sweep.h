/**
 * sweep.h - all runs of an experiment, on threads or ranks, into its journal.
 *
 * The unit of work is a block of replications of one point under all policies (work_unit.h). Points
 * take turns: a block of every point, then the next block of every point, so that a sweep that
 * is stopped is balanced. What the journal holds already is not run again. Which replications a
 * point has is decided by stopping.h on its blocks in order; a thread that would otherwise be
 * idle works ahead of that decision, and what it made in vain stays in the journal, unused.
 *
 * Nothing here depends on the number of threads, on how points are shared out among shards, or
 * on what was interrupted when: result.h takes from the journal what counts, in order.
 *
 * Held are 12 bytes per point, and 16 per block in the journal; with targets 48 more per point,
 * policy and target, and 16 per target and run of blocks that were made ahead of a decision. The
 * journal is read for decisions only of what was in it before.
 */
#ifndef SWEEP_SWEEP_H
#define SWEEP_SWEEP_H

#include <pthread.h>
#include <stdatomic.h>

#include "analysis/stopping.h"
#include "sweep/layout.h"

struct sweep_plan {
    const struct layout *layout;
    struct journal *journal; /* open; to be written unless nothing is run */
    int32_t threads;         /* >= 1 */
    int32_t shard, shards;   /* 1 of 1: all; see sweep_share() */
    int64_t point;           /* only this one; -1: all */
    int64_t replication;     /* only this one; 0: all */
    double max_seconds;      /* INFINITY: any time */
    const atomic_int *stop;
    void *self;
    /** Told of finished runs, one call at a time; may be NULL. */
    void (*on_progress)(void *self, int64_t runs);
};

/** Replications of a point. */
struct sweep_point {
    int32_t started;   /* in the journal or under way, from 1 on without a gap */
    int32_t n_decided; /* in order, towards the decision */
    int32_t end;       /* how many there will be; 0: not decided */
};

/** A block that was appended and not yet judged, with the values of its targets. */
struct sweep_ahead {
    struct journal_entry entry;
    struct stopping_value *values; /* [replication][target][policy] */
};

struct sweep {
    struct sweep_plan plan;
    const struct experiment *experiment;
    struct stopping stopping;
    struct sweep_point *points;
    struct stopping_moments *moments; /* [point][target][policy] */
    struct sweep_ahead *pending_blocks;
    int64_t n_pending_blocks, pending_blocks_capacity;
    int64_t cursor, round_end; /* whose turn it is, and how far points get in this round */
    bool progress_made;        /* somebody had a turn in this round */
    int32_t block;             /* replications of a unit, at least */
    bool mpi_finished;         /* other ranks were told to end, see mpi_executor.h */
    pthread_mutex_t lock;
    enum status status;
    double started; /* monotonic seconds */
    struct failure *f;
};

/** Sorts the journal and decides what can be decided. `plan` is copied. */
enum status sweep_open(
    struct sweep *s, const struct sweep_plan *plan, struct failure *f) MUST_CHECK;

/** Safe after a failure of sweep_open(). */
void sweep_close(struct sweep *s);

/**
 * Runs what is missing and sorts the journal. STATUS_STOPPED if it was stopped: units under way
 * are given up, what was finished before is there.
 */
enum status sweep_run(struct sweep *s, struct failure *f) MUST_CHECK;

/** Replications first ... last of a point; none if last < first. */
struct sweep_share {
    int64_t first, last;
};

/** Those that are asked for: at most, while their number is not decided. */
struct sweep_share sweep_wanted(const struct sweep *s, int64_t point);

/**
 * Those of them in the plan. A point is in shard 1 + key mod shards; if there is only one point and
 * the number of replications is fixed, each shard has an equal part of them.
 */
struct sweep_share sweep_planned(const struct sweep *s, int64_t point);

/** How many of a share are there. */
int64_t sweep_done(const struct sweep *s, int64_t point, struct sweep_share share);

/** How many replications of a point count, of those that are there. */
int64_t sweep_usable(const struct sweep *s, int64_t point);

/** Whether the number of replications of a point is known and all are there. */
bool sweep_is_whole(const struct sweep *s, int64_t point);

/** For sweep_run.c: the next replication from `rep` on that is not in the sorted journal. */
int32_t sweep_next_missing(const struct sweep *s, int64_t point, int32_t rep);

/** For sweep_run.c: judges a point with the block that was just appended as `e`. */
enum status sweep_register_block(
    struct sweep *s, struct journal_entry e, const struct buffer *packed) MUST_CHECK;

#endif
