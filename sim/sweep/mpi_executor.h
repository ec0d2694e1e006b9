/**
 * mpi_executor.h - executes a sweep on the processes of an MPI job (cmake -DCBMSIM_MPI=ON).
 *
 * Rank 0 owns the result directory. It hands out work units, appends finished blocks to the journal
 * and applies the stopping rule, as a sweep on threads does. It executes no units itself, because
 * its replies to the other ranks would then be late. The other ranks read the experiment, execute
 * units and send the blocks. The result does not depend on the number of ranks. A build without MPI
 * has one rank.
 *
 * Each of the other ranks sends a message, waits for the reply, and repeats this until rank 0
 * orders it to end or until the rank itself reports a failure. So rank 0 must call
 * mpi_executor_serve() or mpi_executor_dismiss() exactly once.
 */
#ifndef SWEEP_MPI_EXECUTOR_H
#define SWEEP_MPI_EXECUTOR_H

#include <stdatomic.h>

#include "sweep/work_unit.h"

/**
 * The first function initialises MPI, the second one finalises it. Each must be called exactly
 * once.
 */
void mpi_executor_enter(void);
void mpi_executor_leave(void);

/** Return the rank of this process and the number of ranks. Rank 0 owns the result. */
int32_t mpi_executor_number(void);
int32_t mpi_executor_count(void);

/**
 * Called by rank 0: executes all tasks of `supply` on the other ranks, as threads_run() does on
 * threads. It is an error if the experiment that a rank has read differs from `shape` in its
 * identity.
 */
enum status mpi_executor_serve(
    const struct unit_supply *supply, const struct journal_shape *shape) MUST_CHECK;

/** Called by rank 0: notifies the other ranks that no tasks are left. */
void mpi_executor_dismiss(void);

/**
 * Called by the other ranks: executes tasks until rank 0 ends the work. If *stop changes from 0, or
 * the time limit of the sweep is reached, the function cancels the current task, and the sweep ends
 * as stopped.
 */
void mpi_executor_work(const struct layout *layout, const atomic_int *stop);

/** Called by the other ranks: reports that this rank cannot execute tasks. */
void mpi_executor_give_up(enum status status);

#endif
