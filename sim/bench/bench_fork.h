/**
 * bench_fork.h - measures the speed of continuing a run from a decision many times, as "what
 * if" questions do.
 */
#ifndef BENCH_BENCH_FORK_H
#define BENCH_BENCH_FORK_H

#include "bench/bench_model.h"
#include "model/input/world.h"

/**
 * Continuations of 180 days per second and processor, in the memory of one run (run_copy_into);
 * ratio: the speed relative to a new copy for each (run_copy, run_free). Both begin at the first
 * decision after half of the horizon and are measured alternately. Without such a decision the row
 * has a note and no value.
 */
enum status bench_fork_row(const struct world *w, const struct bench_model_effort *effort,
    struct bench_kernel_row *row) MUST_CHECK;

#endif
