/**
 * threads.h - the units of a sweep on the threads of this process; mpi_executor.h has an MPI
 * job do them.
 */
#ifndef SWEEP_THREADS_H
#define SWEEP_THREADS_H

#include "sweep/work_unit.h"

/**
 * Does all that `supply` has to be done on `threads` >= 1 threads, of which the caller's is one.
 * `frame` and the shape of the journal `j` are read only.
 */
enum status threads_run(const struct unit_supply *supply, const struct layout *layout,
    const struct journal *j, int32_t threads) MUST_CHECK;

#endif
