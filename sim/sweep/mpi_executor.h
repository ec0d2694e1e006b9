/**
 * mpi_executor.h - runs a sweep on the processes of an MPI job (cmake -DCBMSIM_MPI=ON).
 *
 * Rank 0 owns the result directory. It distributes work units, appends finished blocks to the
 * journal and applies the stopping rule, as a sweep on threads does. It executes no units
 * itself, because its replies to the other ranks would then be late. The other ranks read the
 * experiment, execute units and send the blocks. The result does not depend on the number of
 * ranks. A build without MPI has one rank.
 *
 * Every other rank sends a message and waits for the reply, until rank 0 ends it or it reports
 * a failure. Therefore rank 0 must call mpi_executor_serve() or mpi_executor_dismiss() exactly
 * once.
 */
#ifndef SWEEP_MPI_EXECUTOR_H
#define SWEEP_MPI_EXECUTOR_H

#include <stdatomic.h>

#include "sweep/work_unit.h"

/** Initialize and finalize MPI; call each of them once. */
void mpi_executor_enter(void);
void mpi_executor_leave(void);

/** The rank of this process (rank 0 owns the result), and the number of ranks. */
int32_t mpi_executor_number(void);
int32_t mpi_executor_count(void);

/**
 * Rank 0: executes all tasks of `supply` on the other ranks, as threads_run() on threads.
 * It is an error if a rank has read an experiment with another identity than `shape`.
 */
enum status mpi_executor_serve(
    const struct unit_supply *supply, const struct journal_shape *shape) MUST_CHECK;

/** Rank 0: informs the other ranks that no tasks are left. */
void mpi_executor_dismiss(void);

/**
 * Other ranks: execute tasks until rank 0 ends the work. When *stop is not 0, or the time of
 * the sweep is over, they cancel their task, and the sweep is stopped.
 */
void mpi_executor_work(const struct layout *layout, const atomic_int *stop);

/** Other ranks: report that they cannot execute tasks. */
void mpi_executor_give_up(enum status status);

#endif
