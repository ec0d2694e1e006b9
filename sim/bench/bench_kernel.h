/**
 * bench_kernel.h - measures the speed of the kernel, in comparison with textbook methods.
 *
 * Times in nanoseconds are not comparable between measurements, because the speed of a
 * processor varies and other processes interfere. The ratio to the same work with a binary heap
 * and GSL's exponentials is comparable. Both are measured alternately, several times, in CPU
 * time of the thread; the result is the median. The model is not used; see bench_model.h.
 *
 *   hold_table  the event list only: n pending, increments from a table     ns per step
 *   hold        the same, with increments drawn                             ns per step
 *   exponential one exponential number                                      ns
 *   mm1         the M/M/1 queue, two events per customer                    events per second
 */
#ifndef BENCH_BENCH_KERNEL_H
#define BENCH_BENCH_KERNEL_H

#include "base/status.h"

#include <stdint.h>
#include <stdio.h>

/** A measurement. `ratio` is the speed of the kernel divided by that of the textbook method. */
struct bench_kernel_row {
    const char *benchmark;
    int64_t parameter; /* pending events, or customers; 0: none */
    const char *unit;
    double value;
    double textbook;
    double ratio;
    const char *note; /* why there is no value; NULL: there is one */
};

/** Amount of work to measure. */
struct bench_kernel_effort {
    int32_t repetitions;
    int64_t steps;       /* hold steps or numbers drawn, per repetition */
    int64_t customers;   /* of the M/M/1 queue, per repetition */
    int32_t max_pending; /* larger hold models are left out */
};

extern const struct bench_kernel_effort bench_kernel_full;  /* about 20 s */
extern const struct bench_kernel_effort bench_kernel_quick; /* about 1 s, up to 4096 pending */

enum { BENCH_KERNEL_ROWS = 12 };

/** Measures and stores the rows in order; *n is their number. */
enum status bench_kernel_rows(const struct bench_kernel_effort *effort,
    struct bench_kernel_row rows[BENCH_KERNEL_ROWS], int32_t *n, struct failure *f) MUST_CHECK;

/** Median of n measurements; reorders x. */
double bench_kernel_median(double *x, int32_t n);

/** Prints rows as CSV without a header; NAN gives an empty cell. */
void bench_kernel_print(FILE *out, const struct bench_kernel_row *rows, int32_t n);

/** Measures and prints as CSV; the header is benchmark,parameter,value,unit,textbook,ratio,note. */
enum status bench_kernel(
    FILE *out, const struct bench_kernel_effort *effort, struct failure *f) MUST_CHECK;

#endif
