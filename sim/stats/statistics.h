/**
 * statistics.h - estimates with confidence intervals from n independent runs.
 *
 * One observation is always one run. An interval belongs to the estimate, not to the runs: in
 * repeated experiments it covers the true value with the stated confidence, which tests check by
 * simulation. An undefined value (no runs, an interval from too few runs) is NAN and becomes an
 * empty cell. Input values must be finite; the caller leaves missing ones out. Results depend on
 * the order of the values only through rounding, and not on the processor.
 *
 * The slow part of an interval is a quantile that depends only on confidence level and n. A struct
 * confidence_cache stores these quantiles, because most groups of a sweep have the same n.
 *
 * Reference, unless another is given: Law and Kelton, Simulation Modeling and Analysis (5th ed.,
 * 2015), ch. 4 and 9.
 */
#ifndef STATS_STATISTICS_H
#define STATS_STATISTICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** An estimate and its interval. */
struct estimate {
    double value;
    double low, high;
};

enum { CONFIDENCE_CACHE_SLOTS = 64 };

/**
 * A confidence level, 0 < confidence < 1, and quantiles computed for it. All other members must be
 * 0 at the start. Not thread-safe.
 */
struct confidence_cache {
    double confidence;
    struct {
        int64_t n; /* 0: empty */
        double t;
    } student[CONFIDENCE_CACHE_SLOTS];
    struct {
        int64_t n;
        double q;
        int64_t low, high;
    } ranks[CONFIDENCE_CACHE_SLOTS];
};

/** Mean and standard deviation of n runs. */
struct moments {
    int64_t n;
    double mean; /* NAN for n == 0 */
    double sd;   /* divisor n - 1; NAN for n < 2, exactly 0 for equal values */
};

/**
 * Moments of n runs in two passes with compensated sums (Neumaier 1974; Chan, Golub and LeVeque
 * 1983): accurate to a few units in the last place of the largest distance from the first value.
 */
struct moments statistics_moments(const double *x, int64_t n);

/** Half-width of Student's interval of the mean of n >= 2 runs, in standard errors. */
double statistics_student(struct confidence_cache *level, int64_t n);

/**
 * Mean with Student's interval, which needs n >= 2. Its coverage is below the confidence level if
 * only few runs differ from the others: 87 % in place of 95 % for an event that occurs in two of a
 * hundred runs. About forty runs that differ are enough.
 */
struct estimate statistics_interval(const struct moments *m, struct confidence_cache *level);

/** Mean of n runs with Student's interval. */
struct estimate statistics_mean(const double *x, int64_t n, struct confidence_cache *level);

/** Sorts n values. */
void statistics_sort(double *x, int64_t n);

/**
 * Quantile q of the runs, type 7 of Hyndman and Fan (1996), from values in increasing order. The
 * interval is distribution-free, between two order statistics, each tail at most half of
 * 1 - confidence (David and Nagaraja, Order Statistics, 2003, 7.1); NAN if n is too small (below 6
 * for the median and 72 for q = 0.95, at 95 %). The last values may be INFINITY (event not reached
 * within the horizon); an estimate or limit that is infinite becomes NAN.
 */
struct estimate statistics_quantile(
    const double *sorted, int64_t n, double q, struct confidence_cache *level);

/** Share k of n with Wilson's score interval (1927): coverage near the level on average over p. */
struct estimate statistics_wilson(int64_t k, int64_t n, double confidence);

/** Share k of n with Clopper and Pearson's interval (1934): coverage never below the level. */
struct estimate statistics_exact(int64_t k, int64_t n, double confidence);

/**
 * Rate of k events in `time` > 0, in events per unit of time, with Garwood's interval (1936). Its
 * coverage is never below the level if events occur independently (Poisson);
 * statistics_clusters() tests this.
 */
struct estimate statistics_rate(int64_t k, double time, double confidence);

/**
 * Whether counts of runs of equal length, given by their moments, vary more than Poisson counts:
 * the variance test (Cochran 1954) at the level 0.001. False if n < 2 or all counts are 0.
 */
bool statistics_clusters(const struct moments *counts);

/**
 * Delete-one pseudo-values n r - (n - 1) r_i of the ratio of sums r = sum a / sum b (Tukey 1958).
 * They can be treated as single values whose mean is r: their t interval is the interval of the
 * ratio, and their paired differences compare two ratios. Returns false, with all values NAN, if
 * n < 2 or a denominator is 0. *ratio is r, NAN if sum b is 0. `pseudo` may be `a`.
 */
bool statistics_pseudo(
    const double *a, const double *b, int64_t n, double *ratio, double *pseudo);

/**
 * Ratio of sums with the jackknife interval, which is centred on the mean of the pseudo-values,
 * without the first-order bias of the ratio. `pseudo` is a work array of n doubles; it may be `a`.
 */
struct estimate statistics_ratio(const double *a, const double *b, int64_t n,
    struct confidence_cache *level, double *pseudo);

/** Paired comparison of two policies. */
struct pairing {
    struct estimate difference; /* mean of y - x with Student's interval */
    double p_value;        /* two-sided, of no difference; NAN if all differences are equal */
    double correlation;    /* of x and y over pairs */
    double variance_ratio; /* (var x + var y)/var(y - x): gain in runs from pairing */
    double half_width_unpaired; /* of Student's interval for unpaired runs, 2 n - 2 degrees */
};

/** x[i] and y[i] belong to the same replication. `work` is a work array of n doubles. */
struct pairing statistics_paired(
    const double *x, const double *y, int64_t n, struct confidence_cache *level, double *work);

/** Only the p_value of statistics_paired(). */
double statistics_paired_p(const double *x, const double *y, int64_t n, double *work);

/**
 * Holm's step-down adjustment (1979) of n p values, in place. If values at most alpha are
 * rejected, the family-wise error rate is at most alpha. NAN values stay and do not count.
 * `order` is a work array of n indices.
 */
void statistics_holm(double *p, int64_t n, size_t *order);

#endif
