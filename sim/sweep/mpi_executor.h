/**
 * mpi_executor.h - a sweep over the processes of an MPI job (cmake -DCBMSIM_MPI=ON).
 *
 * Rank 0 owns the result directory: it hands out units of work, takes finished blocks into the
 * journal and decides, as a sweep on threads does; it computes nothing itself, since a process
 * that computes answers late. The other ranks read the experiment, make units and send their
 * bytes. The result is the same on any number of ranks. A build without MPI has one rank.
 *
 * Every other rank sends a message and waits for the answer, until it is told to end or says
 * that it failed. Rank 0 must therefore call mpi_executor_serve() or mpi_executor_dismiss(), once.
 */
#ifndef SWEEP_MPI_EXECUTOR_H
#define SWEEP_MPI_EXECUTOR_H

#include "sweep/work_unit.h"

/** Enters and leaves the job, once. */
void mpi_executor_enter(void);
void mpi_executor_leave(void);

/** 0 is the rank that owns the result. */
int32_t mpi_executor_number(void);
int32_t mpi_executor_count(void);

/** Rank 0: has the others do all that `supply` has to be done, as threads_run() has threads. */
enum status mpi_executor_serve(const struct unit_supply *supply) MUST_CHECK;

/** Rank 0: tells the others that there is nothing to do. */
void mpi_executor_dismiss(void);

/** The others: work until told to end. */
void mpi_executor_work(const struct layout *layout);

/** The others: say that they cannot work. */
void mpi_executor_give_up(enum status status);

#endif
