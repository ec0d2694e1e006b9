/**
 * tally.h - what a run accumulates: counts, means, time averages, exact quantiles.
 *
 * Plain values that live inside a run and are copied with it.
 */
#ifndef KERNEL_TALLY_H
#define KERNEL_TALLY_H

#include "base/array.h"

/** Mean and variance of observations (Welford 1962). Zero is empty. */
struct tally {
    int64_t n;
    double mean;
    double m2;
    double min, max; /* undefined while n == 0 */
};

void tally_add(struct tally *t, double x);
/** As if every observation of `from` had been added (Pébay 2008). */
void tally_merge(struct tally *t, const struct tally *from);
/** Unbiased variance; NAN for n < 2. */
double tally_variance(const struct tally *t);

/** Integral of a step function over time. Zero starts with value 0 at time 0. */
struct tally_time {
    double value;
    double since;
    double area;
    double max;
};

/** The value becomes `value` at `time` >= the last time. */
void tally_time_set(struct tally_time *t, double time, double value);
/** Area from 0 to `time`, which looks and does not write. */
double tally_time_area(const struct tally_time *t, double time);

/** Puts n observations, none of them NAN, in ascending order. */
void tally_sort(double *x, int32_t n);

/**
 * Exact quantiles of n observations, none of them NAN, type 7 of Hyndman and Fan (1996), the
 * default of R and numpy: values[i] is that of p[i], ascending, 0 <= p[i] <= 1; NAN for n == 0.
 * Leaves x in another order.
 */
void tally_quantiles(double *x, int32_t n, const double *p, double *values, int32_t n_p);

#endif
