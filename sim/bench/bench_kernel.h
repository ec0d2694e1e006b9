/**
 * bench_kernel.h - how fast the kernel is, beside textbook means measured in the same minute.
 *
 * A processor's speed drifts and neighbours interfere, so that nanoseconds are only as good as
 * the day; the ratio to the same work done by a binary heap and GSL's exponentials is what can
 * be held to. The two are measured in turn, several times, in thread CPU time; a figure is the
 * median. Nothing of the model takes part; see bench_model.h.
 *
 *   hold_table  the event list alone: n pending, increments from a table    ns per step
 *   hold        the same with exponentials drawn                            ns per step
 *   exponential one exponential number                                      ns
 *   mm1         the M/M/1 queue, two events a customer                      events per second
 */
#ifndef BENCH_BENCH_KERNEL_H
#define BENCH_BENCH_KERNEL_H

#include "base/status.h"

#include <stdint.h>
#include <stdio.h>

/** What was measured. ratio says how much faster the kernel is, whatever the unit. */
struct bench_kernel_row {
    const char *benchmark;
    int64_t parameter; /* pending events, or customers; 0: none */
    const char *unit;
    double value;
    double textbook;
    double ratio;
};

/** How much to measure. */
struct bench_kernel_effort {
    int32_t repetitions;
    int64_t steps;       /* of a hold model or of drawing, per repetition */
    int64_t customers;   /* of an M/M/1 queue, per repetition */
    int32_t max_pending; /* hold models beyond this are left out */
};

extern const struct bench_kernel_effort bench_kernel_full;  /* some 20 s */
extern const struct bench_kernel_effort bench_kernel_quick; /* about 1 s, up to 4096 pending */

enum { BENCH_KERNEL_ROWS = 12 };

/** Measures and returns the rows in order; *n says how many. */
enum status bench_kernel_rows(const struct bench_kernel_effort *effort,
    struct bench_kernel_row rows[BENCH_KERNEL_ROWS], int32_t *n, struct failure *f) MUST_CHECK;

/** Median of n measurements, which are put in another order. */
double bench_kernel_median(double *x, int32_t n);

/** Rows as CSV; a figure that is NAN is empty. */
void bench_kernel_print(FILE *out, const struct bench_kernel_row *rows, int32_t n);

/** The rows as CSV under the heading benchmark,parameter,value,unit,textbook,ratio. */
enum status bench_kernel(
    FILE *out, const struct bench_kernel_effort *effort, struct failure *f) MUST_CHECK;

#endif
