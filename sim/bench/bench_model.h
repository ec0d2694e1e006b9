/**
 * bench_model.h - how fast whole runs are: replications with their metrics, as `run` makes them.
 *
 * Rows of a world, whose number of states is the parameter:
 *
 *   model_events          events fired, one thread                        events per second
 *   model_runs            replications, one thread                        runs per second
 *   model_runs_2_threads  the same on two threads; ratio to one           runs per second
 *   model_runs_incidents  one thread with incidents.csv; ratio to without runs per second
 *   run_bytes             what a run holds at its end                     bytes
 *   run_copy              copying a run at its end                        microseconds
 *
 * One thread is measured in processor time, two in wall time; a figure is the best of several.
 */
#ifndef BENCH_BENCH_MODEL_H
#define BENCH_BENCH_MODEL_H

#include "bench/bench_kernel.h"
#include "scenario/scenario.h"

/** How much to measure. */
struct bench_model_effort {
    int32_t repetitions;
    double seconds;     /* of a repetition, at least */
    int32_t max_states; /* larger worlds are left out */
};

extern const struct bench_model_effort bench_model_full;  /* some 20 s */
extern const struct bench_model_effort bench_model_quick; /* about 2 s */

enum { BENCH_MODEL_ROWS = 6 };

/** The rows of the first policy of a scenario, which is taken over and left empty. */
enum status bench_model_rows(struct scenario *s, const struct bench_model_effort *effort,
    struct bench_kernel_row rows[BENCH_MODEL_ROWS]) MUST_CHECK;

/**
 * Rows of the scenario at `path`, if there is a file, and of made-up worlds of 57 and 193
 * states.
 */
enum status bench_model(FILE *out, const char *path, const struct bench_model_effort *effort,
    struct failure *f) MUST_CHECK;

#endif
