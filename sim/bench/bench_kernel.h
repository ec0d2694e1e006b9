/**
 * bench_kernel.h - measures the speed of the kernel in comparison with textbook methods.
 *
 * Times in nanoseconds cannot be compared between measurements, because the speed of a processor
 * varies and other processes interfere. But the ratio to the speed of textbook methods (a binary
 * heap and GSL's exponentials) can be compared. The kernel and the textbook method are measured
 * alternately, several times, in the processor time of the thread. The result is the median. The
 * model is not used (for the model see bench_model.h).
 *
 *   hold_table  the event list only: n pending events, increments from a table  ns per step
 *   hold        the same, with drawn increments                                 ns per step
 *   exponential one exponential variate                                          ns
 *   mm1         the M/M/1 queue, two events for each customer                   events per second
 */
#ifndef BENCH_BENCH_KERNEL_H
#define BENCH_BENCH_KERNEL_H

#include "base/status.h"

#include <stdint.h>
#include <stdio.h>

/**
 * One measurement. `ratio` is the speed of the kernel divided by the speed of the textbook method.
 */
struct bench_kernel_row {
    const char *benchmark;
    int64_t parameter; /* number of pending events or of customers; 0: there is no parameter */
    const char *unit;
    double value;
    double textbook;
    double ratio;
    /**
     * The reason why there is no value, or the way in which the value was counted; NULL: no note.
     */
    const char *note;
};

/** The effort of a measurement. */
struct bench_kernel_effort {
    int32_t repetitions;
    int64_t steps;       /* number of hold steps, or of numbers drawn, in a repetition */
    int64_t customers;   /* number of customers of the M/M/1 queue in a repetition */
    int32_t max_pending; /* hold models with more pending events are left out */
};

extern const struct bench_kernel_effort bench_kernel_full; /* takes about 20 s */
/** Takes about 1 s, with up to 4096 pending events. */
extern const struct bench_kernel_effort bench_kernel_quick;

enum { BENCH_KERNEL_ROWS = 12 };

/** Measures and stores the rows in order. Sets *n to their number. */
enum status bench_kernel_rows(const struct bench_kernel_effort *effort,
    struct bench_kernel_row rows[BENCH_KERNEL_ROWS], int32_t *n, struct failure *f) MUST_CHECK;

/** Returns the median of n measurements. Reorders x. */
double bench_kernel_median(double *x, int32_t n);

/** Prints the header of the rows. */
void bench_kernel_header(FILE *out);

/** Prints rows as CSV without a header. NAN gives an empty cell. */
void bench_kernel_print(FILE *out, const struct bench_kernel_row *rows, int32_t n);

/**
 * Measures and prints the rows as CSV with the header
 * benchmark,parameter,value,unit,textbook,ratio,note.
 */
enum status bench_kernel(
    FILE *out, const struct bench_kernel_effort *effort, struct failure *f) MUST_CHECK;

#endif
