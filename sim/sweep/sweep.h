/**
 * sweep.h - executes all runs of an experiment on threads or ranks and stores them in its journal.
 *
 * The unit of work is a block of replications of one point under all policies (work_unit.h). A
 * round executes one block of every point, so that an interrupted sweep is balanced. Runs that
 * the journal already contains are not repeated. stopping.h decides the number of replications of
 * a point from its blocks in order. A thread that would otherwise be idle executes blocks before
 * that decision; blocks that are not needed stay in the journal unused.
 *
 * The result does not depend on the number of threads, on the division into shards, or on
 * interruptions: result.h reads the runs that belong to the result from the journal, in order.
 *
 * Memory: 12 bytes per point and 16 per block in the journal; with targets also 48 bytes per
 * point, policy and target, and 16 bytes per target and run for blocks that are executed before
 * a decision. A decision reads from the journal only blocks of earlier executions of the
 * program.
 */
#ifndef SWEEP_SWEEP_H
#define SWEEP_SWEEP_H

#include <pthread.h>
#include <stdatomic.h>

#include "analysis/stopping.h"
#include "sweep/layout.h"

struct sweep_plan {
    const struct layout *layout;
    struct journal *journal; /* open; writable if runs are executed */
    int32_t threads;         /* >= 1 */
    int32_t shard, shards;   /* 1 of 1: all; see sweep_planned() */
    int64_t point;           /* the only point to execute; -1: all points */
    int64_t replication;     /* the only replication to execute; 0: all */
    double max_seconds;      /* INFINITY: no limit */
    const atomic_int *stop;
    void *self;
    /** Reports finished runs, never from two threads at once; may be NULL. */
    void (*on_progress)(void *self, int64_t runs);
};

/** Replications of a point. */
struct sweep_point {
    int32_t started;   /* last of the replications 1, 2, ... that are stored or in progress */
    int32_t n_decided; /* replications that the stopping rule has evaluated */
    int32_t end;       /* final number of replications; 0: not decided */
};

/** A block that was appended but not yet evaluated, with the values of its targets. */
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
    int64_t cursor, round_end; /* next point; last replication of this round */
    bool progress_made;        /* this round has handed out a block */
    int32_t block;             /* minimum replications of a unit */
    bool mpi_finished;         /* rank 0 has ended the other ranks, see mpi_executor.h */
    pthread_mutex_t lock;
    enum status status;
    int64_t started; /* clock_now() */
    struct failure *f;
};

/** Sorts the journal and applies the stopping rule to its blocks. `plan` is copied. */
enum status sweep_open(
    struct sweep *s, const struct sweep_plan *plan, struct failure *f) MUST_CHECK;

/** Safe after a failure of sweep_open(). */
void sweep_close(struct sweep *s);

/**
 * Executes the missing runs and sorts the journal. STATUS_STOPPED if the sweep was stopped: units
 * in progress are cancelled, finished units are in the journal.
 */
enum status sweep_run(struct sweep *s, struct failure *f) MUST_CHECK;

/** Replications first ... last of a point; none if last < first. */
struct sweep_share {
    int64_t first, last;
};

/** The requested replications; the maximum while their number is not decided. */
struct sweep_share sweep_wanted(const struct sweep *s, int64_t point);

/**
 * The requested replications that the plan includes. Points are assigned to the shards in turn.
 * With a fixed number of replications, the last points, fewer than shards, are divided by
 * replications. So shards differ by at most one replication; with targets, by at most one point.
 */
struct sweep_share sweep_planned(const struct sweep *s, int64_t point);

/** Number of replications of a share that the journal contains. */
int64_t sweep_done(const struct sweep *s, int64_t point, struct sweep_share share);

/** Number of stored replications of a point that belong to the result. */
int64_t sweep_usable(const struct sweep *s, int64_t point);

/** Whether the number of replications of a point is decided and all are stored. */
bool sweep_is_whole(const struct sweep *s, int64_t point);

/** Number of points that have the maximum of replications without meeting every target. */
int64_t sweep_missed(const struct sweep *s);

/** For sweep_run.c: the next replication from `rep` on that is not in the sorted journal. */
int32_t sweep_next_missing(const struct sweep *s, int64_t point, int32_t rep);

/** For sweep_run.c: evaluates a point after the block `e` was appended. */
enum status sweep_register_block(
    struct sweep *s, struct journal_entry e, const struct buffer *packed) MUST_CHECK;

#endif
