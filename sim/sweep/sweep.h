/**
 * sweep.h - executes all runs of an experiment on threads or MPI ranks and stores them in its
 * journal.
 *
 * The unit of work is a block of replications of one point under all policies (work_unit.h). A
 * round executes one block of every point, so that all points have about the same number of runs if
 * the sweep is interrupted. Runs that the journal already contains are not repeated.
 *
 * stopping.h decides the number of replications of a point from its blocks, in order. A thread that
 * would otherwise be idle executes further blocks before that decision. Blocks that turn out not to
 * be needed stay in the journal and are not used.
 *
 * The result does not depend on the number of threads, on the division into shards, or on
 * interruptions: result.h reads the runs that belong to the result from the journal, in order.
 *
 * A sweep needs 12 bytes of memory for each point and, in the journal, 16 bytes for each block.
 * With targets it also needs 48 bytes for each point, policy and target. Blocks that are executed
 * before a decision need another 16 bytes for each target and run. For a decision, a sweep reads
 * from the journal only blocks of earlier executions of the program.
 */
#ifndef SWEEP_SWEEP_H
#define SWEEP_SWEEP_H

#include <pthread.h>
#include <stdatomic.h>

#include "analysis/stopping.h"
#include "sweep/layout.h"

/** The runs to execute, and the way to execute them. */
struct sweep_plan {
    const struct layout *layout;
    struct journal *journal; /* open, and writable if runs are executed */
    int32_t threads;         /* at least 1 */
    int32_t shard, shards;   /* 1 of 1 means all runs; see sweep_planned() */
    int64_t point;           /* the only point to execute; -1: all points */
    int64_t replication;     /* the only replication to execute; 0: all replications */
    double max_seconds;      /* time limit; INFINITY: none */
    const atomic_int *stop;
    void *self;
    /**
     * Reports the number of newly finished runs. Never called by two threads at once. May be NULL.
     */
    void (*on_progress)(void *self, int64_t runs);
};

/** The state of the replications of a point. */
struct sweep_point {
    int32_t started;   /* the replications 1 to `started` are stored or in progress */
    int32_t n_decided; /* number of replications that the stopping rule has evaluated */
    int32_t end;       /* final number of replications; 0: not decided yet */
};

/** A block that was appended but that the stopping rule has not evaluated yet. */
struct sweep_ahead {
    struct journal_entry entry;
    struct stopping_value *values; /* [replication][target][policy]: values of the targets */
};

/** A sweep. While it runs, threads change its members only under `lock`. */
struct sweep {
    struct sweep_plan plan;
    const struct experiment *experiment;
    struct stopping stopping;
    struct sweep_point *points;
    /** [point][target][policy]: moments of the values of the targets. */
    struct stopping_moments *moments;
    struct sweep_ahead *pending_blocks;
    int64_t n_pending_blocks, pending_blocks_capacity;
    /** `cursor`: the next point to hand out. `round_end`: the last replication of this round. */
    int64_t cursor, round_end;
    bool progress_made; /* a block was handed out in this round */
    int32_t block;      /* minimum number of replications of a unit */
    bool mpi_finished;  /* rank 0 has ended the other ranks (see mpi_executor.h) */
    pthread_mutex_t lock;
    enum status status;
    int64_t started; /* time at which the sweep started (clock_now()) */
    struct failure *f;
};

/** Sorts the journal and applies the stopping rule to its blocks. The function copies *plan. */
enum status sweep_open(
    struct sweep *s, const struct sweep_plan *plan, struct failure *f) MUST_CHECK;

/** May also be called after a failure of sweep_open(). */
void sweep_close(struct sweep *s);

/**
 * Executes the missing runs and sorts the journal. Returns STATUS_STOPPED if the sweep was stopped.
 * Units in progress are then cancelled, and finished units are in the journal.
 */
enum status sweep_run(struct sweep *s, struct failure *f) MUST_CHECK;

/** Replications first ... last of a point. There are none if last < first. */
struct sweep_share {
    int64_t first, last;
};

/**
 * Returns the requested replications of a point. If the stopping rule has not decided their number
 * yet, these are all replications up to the maximum.
 */
struct sweep_share sweep_wanted(const struct sweep *s, int64_t point);

/**
 * Returns the requested replications of a point that this shard executes. Points are assigned to
 * the shards in turn. If the number of replications is fixed and the points cannot be divided
 * evenly, the replications of the remaining last points are divided among all shards. So the shards
 * differ by at most one replication; with targets they differ by at most one point.
 */
struct sweep_share sweep_planned(const struct sweep *s, int64_t point);

/** Returns the number of replications of a share that the journal contains. */
int64_t sweep_done(const struct sweep *s, int64_t point, struct sweep_share share);

/** Returns the number of stored replications of a point that belong to the result. */
int64_t sweep_usable(const struct sweep *s, int64_t point);

/** Whether the number of replications of a point is decided and all of them are stored. */
bool sweep_is_whole(const struct sweep *s, int64_t point);

/**
 * Returns the number of points that have the maximum number of replications and do not meet every
 * target.
 */
int64_t sweep_missed(const struct sweep *s);

/**
 * For sweep_run.c: returns the first replication at or after `rep` that is not in the sorted
 * journal.
 */
int32_t sweep_next_missing(const struct sweep *s, int64_t point, int32_t rep);

/** For sweep_run.c: evaluates the stopping rule for a point after the block `e` was appended. */
enum status sweep_register_block(
    struct sweep *s, struct journal_entry e, const struct buffer *packed) MUST_CHECK;

#endif
