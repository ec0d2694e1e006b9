/**
 * statistics.h - what can be said from n independent runs.
 *
 * The unit is always one run. An interval is of the estimate beside it and never of the runs:
 * repeated, it covers the true value with the stated confidence, which tests show by
 * simulation. What is not defined (no runs, one run, an interval too few runs cannot give) is
 * NAN and becomes an empty cell. Values are finite; the caller leaves missing ones out.
 * Results depend on the order of the values only through rounding, and not on the processor.
 *
 * Law and Kelton, Simulation Modeling and Analysis (5th ed., 2015), ch. 4 and 9, unless said
 * otherwise.
 */
#ifndef RESULTS_STATISTICS_H
#define RESULTS_STATISTICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** An estimate and its interval. */
struct estimate {
    double value;
    double low, high;
};

/** Mean with Student's interval; the interval needs n >= 2. */
struct estimate statistics_mean(const double *x, int64_t n, double confidence);

/** Standard deviation of the runs with divisor n - 1; n >= 2. */
double statistics_sd(const double *x, int64_t n);

/**
 * Quantile q of the runs, type 7 of Hyndman and Fan (1996), from values in increasing order,
 * with the distribution-free interval between two order statistics, each tail at most half of
 * 1 - confidence (David and Nagaraja, Order Statistics, 2003, 7.1). Without an interval if n
 * is too small for one (95 %: 6 for the median, 72 for q = 0.95). Values may end in INFINITY
 * (not reached within the horizon): whatever falls there is NAN.
 */
struct estimate statistics_quantile(
    const double *sorted, int64_t n, double q, double confidence);

/** Share k of n, Wilson's score interval (1927): close to its confidence on average over p. */
struct estimate statistics_wilson(int64_t k, int64_t n, double confidence);

/** Share k of n, Clopper and Pearson's interval (1934): never below its confidence. */
struct estimate statistics_exact(int64_t k, int64_t n, double confidence);

/**
 * Delete-one pseudo-values n r - (n - 1) r_i of the ratio of sums r = sum a / sum b. They
 * stand for r as single values do for their mean (Tukey 1958): their t interval is that of the
 * ratio, and paired differences of them compare two ratios. False, and all NAN, if n < 2 or a
 * denominator is 0.
 */
bool statistics_pseudo(const double *a, const double *b, int64_t n, double *pseudo);

/**
 * Ratio of sums with the jackknife interval, centred on the mean of the pseudo-values, which is
 * free of the ratio's first-order bias. `pseudo` is n doubles to work in.
 */
struct estimate statistics_ratio(
    const double *a, const double *b, int64_t n, double confidence, double *pseudo);

/** How two policies differ on the same worlds. */
struct pairing {
    struct estimate difference; /* mean of y - x with Student's interval */
    double p_value;             /* two-sided, of no difference; NAN if all pairs differ alike */
    double correlation;         /* of x and y over pairs */
    double variance_ratio;      /* (var x + var y)/var(y - x): what pairing is worth in runs */
};

/** x[i] and y[i] are of one replication. `work` is n doubles. */
struct pairing statistics_paired(
    const double *x, const double *y, int64_t n, double confidence, double *work);

/**
 * Holm's step-down adjustment (1979) of n p values, in place: a family error of alpha if those
 * at most alpha are rejected. NAN stay and do not count. `order` is n indices to work in.
 */
void statistics_holm(double *p, int64_t n, size_t *order);

#endif
