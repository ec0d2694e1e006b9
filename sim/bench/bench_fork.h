/**
 * bench_fork.h - measures how fast a run can be continued many times from a decision, as "what if"
 * questions do.
 */
#ifndef BENCH_BENCH_FORK_H
#define BENCH_BENCH_FORK_H

#include "bench/bench_model.h"
#include "model/input/world.h"

/**
 * Measures the number of continuations of 180 days per second of processor time, in the memory of
 * one run (run_copy_into()). The ratio is the speed relative to a new copy for each continuation
 * (run_copy(), run_free()). Both begin at the first decision after half of the horizon and are
 * measured alternately. If there is no such decision, the row has a note and no value.
 */
enum status bench_fork_row(const struct world *w, const struct bench_model_effort *effort,
    struct bench_kernel_row *row) MUST_CHECK;

#endif
