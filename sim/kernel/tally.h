/**
 * tally.h - statistics that are accumulated during a run: counts, means, time averages and exact
 * quantiles.
 *
 * The structs are plain data inside a run and are copied with it.
 */
#ifndef KERNEL_TALLY_H
#define KERNEL_TALLY_H

#include "base/array.h"

/** Mean and variance of observations (Welford 1962). A zeroed struct is empty. */
struct tally {
    int64_t n;
    double mean;
    double m2;       /* sum of squared deviations from the mean */
    double min, max; /* undefined while n == 0 */
};

/** Adds one observation. */
void tally_add(struct tally *t, double x);
/** Adds all observations of `from` to *t (Pébay 2008). */
void tally_merge(struct tally *t, const struct tally *from);
/** Unbiased variance. NAN for n < 2. */
double tally_variance(const struct tally *t);

/** Integral of a step function over time. A zeroed struct has the value 0 from time 0 on. */
struct tally_time {
    double value; /* current value */
    double since; /* time of the last change */
    double area;  /* integral from time 0 to `since` */
    double max;
};

/** Sets the value from `time` on; `time` must not precede the last change. */
void tally_time_set(struct tally_time *t, double time, double value);
/** Integral from 0 to `time`, which must not precede the last change. */
double tally_time_area(const struct tally_time *t, double time);

/** Sorts n observations in ascending order. None of them may be NAN. */
void tally_sort(double *x, int64_t n);

/**
 * Moves the values of those ranks of n observations to their places in ascending order. `ranks`
 * ascend, in [0, n - 1]. No observation may be NAN. The other observations may have any order.
 */
void tally_select(double *x, int64_t n, const int64_t *ranks, int32_t n_ranks);

/**
 * Computes exact quantiles of n observations, none of which may be NAN. The definition is type 7 of
 * Hyndman and Fan (1996), the default of R and numpy. p[0..n_p-1] is ascending in [0, 1], and
 * values[i] becomes the quantile of p[i]. For n == 0 the values are NAN. The function reorders x.
 */
void tally_quantiles(double *x, int32_t n, const double *p, double *values, int32_t n_p);

#endif
