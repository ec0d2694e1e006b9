/**
 * bench_sweep.h - measures the overhead of an experiment.
 *
 * The benchmark runs `cbmsim sweep` as a separate process, at eight design points and under all
 * policies of a scenario. It compares the cost with that of the same runs without a sweep.
 *
 * Rows; the parameter is the number of runs:
 *
 *   sweep_bare        the runs alone: no metrics, no output                 runs per second
 *   sweep_metrics     runs with metrics; ratio to sweep_bare                runs per second
 *   sweep_rows        a sweep with all its files, but estimates of only one
 *                     metric; ratio to sweep_bare                           runs per second
 *   sweep             the complete sweep, with estimates and comparisons of
 *                     every metric; one thread; ratio to sweep_bare         runs per second
 *   sweep_wall        the same in wall time; ratio to sweep_bare            runs per second
 *   sweep_2_threads   two threads, wall time; ratio: speed relative to one  runs per second
 *   sweep_memory      maximum memory of the sweep                           MB
 *   sweep_million     maximum memory of a million runs of ten days; only
 *                     if `million` is true                                  MB
 *   start_up          wall time of `cbmsim --version`; parameter 0          ms
 *
 * Times are processor times, including system time, unless the table states wall time. A ratio is
 * the time of the row divided by the time of the other row; for two threads it is a ratio of
 * speeds. All parts are measured alternately, several times, because other processes may interfere.
 * A value is the median; a ratio is the median of the ratios of single repetitions.
 */
#ifndef BENCH_BENCH_SWEEP_H
#define BENCH_BENCH_SWEEP_H

#include "bench/bench_kernel.h"
#include "scenario/scenario.h"

/** The effort of a measurement. */
struct bench_sweep_effort {
    int32_t repetitions; /* at most 16 */
    double seconds;      /* minimum time of the runs alone in seconds */
    bool million;        /* also measure sweep_million */
};

/* Takes about 90 s; with `million` some minutes more. */
extern const struct bench_sweep_effort bench_sweep_full;
extern const struct bench_sweep_effort bench_sweep_quick; /* takes about 3 s */

enum { BENCH_SWEEP_ROWS = 9 };

/**
 * Measures the program at the path `program`, which is cbmsim, with a scenario that needs no other
 * file. Uses a temporary directory in /tmp. Sets *n to the number of rows.
 */
enum status bench_sweep_rows(const char *program, const struct scenario *s,
    const struct bench_sweep_effort *effort, struct bench_kernel_row rows[BENCH_SWEEP_ROWS],
    int32_t *n, struct failure *f) MUST_CHECK;

/** Measures the scenario at `path` and prints the rows as CSV without a header. */
enum status bench_sweep(FILE *out, const char *program, const char *path,
    const struct bench_sweep_effort *effort, struct failure *f) MUST_CHECK;

#endif
