/**
 * bench_sweep.h - what an experiment costs beyond its runs: `cbmsim sweep` as a user starts it,
 * beside the same runs alone, at eight points of a scenario under all of its policies.
 *
 * Rows, whose parameter is the number of runs:
 *
 *   sweep_bare        the runs alone: nothing is measured, kept or written  runs per second
 *   sweep_metrics     with their metrics; ratio to bare                     runs per second
 *   sweep_rows        with all that is kept, of which one metric alone is
 *                     estimated: design, journal, metrics, CSV; ratio to bare
 *                                                                           runs per second
 *   sweep             all of it, with every metric estimated and compared;
 *                     one thread; ratio to bare                             runs per second
 *   sweep_wall        the same by the clock; ratio to bare                  runs per second
 *   sweep_2_threads   two threads by the clock; ratio to one                runs per second
 *   sweep_memory      most that it held                                     MB
 *   sweep_million     most that a million runs of ten days held, if wanted  MB
 *   start_up          `cbmsim --version`, parameter 0                       ms
 *
 * Unless it says by the clock, time is processor time, of the system as well. A ratio is of
 * times, this one's to the other's, except that of two threads, which says how many times as
 * fast they are. All are measured in turn, several times: a figure is the median, a ratio the
 * median of the ratios of each turn, since machines are busy at times.
 */
#ifndef BENCH_BENCH_SWEEP_H
#define BENCH_BENCH_SWEEP_H

#include "bench/bench_kernel.h"
#include "scenario/scenario.h"

struct bench_sweep_effort {
    int32_t repetitions; /* at most 16 */
    double seconds;      /* of the runs alone, at least */
    bool million;
};

extern const struct bench_sweep_effort
    bench_sweep_full; /* some 90 s; a million runs: minutes */
extern const struct bench_sweep_effort bench_sweep_quick; /* about 3 s */

enum { BENCH_SWEEP_ROWS = 9 };

/**
 * Measures `program`, the path of cbmsim, on a scenario that needs no other file. It works in a
 * directory of its own under /tmp, which it removes. *n says how many rows there are.
 */
enum status bench_sweep_rows(const char *program, const struct scenario *s,
    const struct bench_sweep_effort *effort, struct bench_kernel_row rows[BENCH_SWEEP_ROWS],
    int32_t *n, struct failure *f) MUST_CHECK;

/** The same of the scenario at `path`, as CSV without a heading. */
enum status bench_sweep(FILE *out, const char *program, const char *path,
    const struct bench_sweep_effort *effort, struct failure *f) MUST_CHECK;

#endif
