/**
 * threads.h - executes the units of a sweep on threads of this process. (mpi_executor.h executes
 * them on the ranks of an MPI job.)
 */
#ifndef SWEEP_THREADS_H
#define SWEEP_THREADS_H

#include "sweep/work_unit.h"

/**
 * Executes all tasks of `supply` on `threads` >= 1 threads, one of which is the calling thread. The
 * function only reads `layout` and the shape of the journal `j`.
 */
enum status threads_run(const struct unit_supply *supply, const struct layout *layout,
    const struct journal *j, int32_t threads) MUST_CHECK;

#endif
