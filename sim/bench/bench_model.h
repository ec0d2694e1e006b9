/**
 * bench_model.h - measures the speed of whole runs: replications with metrics, as in `cbmsim run`.
 *
 * Rows for a world; the parameter is the number of its states:
 *
 *   model_events          events fired, one thread                        events per second
 *   model_runs            replications, one thread                        runs per second
 *   model_runs_2_threads  the same on two threads;
 *                         ratio: speed relative to one thread             runs per second
 *   model_runs_incidents  one thread, with incidents.csv;
 *                         ratio: time relative to runs without it         runs per second
 *   model_instructions_run, model_instructions_event
 *                         instructions of one thread in user mode; no
 *                         value if they are not counted (instructions.h)  instructions
 *   run_bytes             memory of a run at its end                      bytes
 *   run_copy              time to copy a run at its end                   microseconds
 *   run_forks             continuations of 180 days from a decision, in
 *                         the memory of one run; ratio: speed relative
 *                         to a new copy for each                          forks per second
 *
 * One thread is measured in processor time, two threads in wall time. Each value is the best of
 * several repetitions.
 */
#ifndef BENCH_BENCH_MODEL_H
#define BENCH_BENCH_MODEL_H

#include "bench/bench_kernel.h"
#include "scenario/scenario.h"

/** The effort of a measurement. */
struct bench_model_effort {
    int32_t repetitions;
    double seconds;     /* minimum time of a repetition in seconds */
    int32_t max_states; /* worlds with more states are left out */
};

extern const struct bench_model_effort bench_model_full;  /* takes about 25 s */
extern const struct bench_model_effort bench_model_quick; /* takes about 2 s */

enum { BENCH_MODEL_ROWS = 9 };

/**
 * Measures the runs of the first policy of a scenario. The function takes over the scenario and
 * leaves *s empty.
 */
enum status bench_model_rows(struct scenario *s, const struct bench_model_effort *effort,
    struct bench_kernel_row rows[BENCH_MODEL_ROWS]) MUST_CHECK;

/**
 * Measures the scenario at `path`, unless it is NULL, and artificial worlds of 57 and 193 states.
 * Prints the rows.
 */
enum status bench_model(FILE *out, const char *path, const struct bench_model_effort *effort,
    struct failure *f) MUST_CHECK;

#endif
