/**
 * statistics.h - estimates with confidence intervals from n independent runs.
 *
 * One observation is always one run. An interval belongs to the estimate, not to the runs: in
 * repeated experiments it covers the true value with the stated confidence. Tests check this by
 * simulation. An undefined value (no runs, or too few runs for an interval) is NAN and becomes an
 * empty cell. Input values must be finite; the caller leaves missing ones out. The order of the
 * values changes results only by rounding. The results do not depend on the processor.
 *
 * The slow part of an interval is a quantile that depends only on the confidence level and on n. A
 * struct confidence_cache stores these quantiles, because most groups of a sweep have the same n.
 *
 * The reference, where no other is given, is Law and Kelton, Simulation Modeling and Analysis (5th
 * ed., 2015), ch. 4 and 9.
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
 * A confidence level, 0 < confidence < 1, and the quantiles that were computed for it. All other
 * members must be 0 at the start. Threads must not share the struct.
 */
struct confidence_cache {
    double confidence;
    struct {
        int64_t n; /* 0: the slot is empty */
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
    /** Computed with the divisor n - 1; NAN for n < 2, exactly 0 for equal values. */
    double sd;
};

/**
 * Computes the moments of n runs in two passes with compensated sums (Neumaier 1974; Chan, Golub
 * and LeVeque 1983). The mean is accurate to a few units in the last place of the largest distance
 * from the first value.
 */
struct moments statistics_moments(const double *x, int64_t n);

/**
 * Half-width of Student's interval of the mean of n >= 2 runs, as a multiple of the standard error.
 */
double statistics_student(struct confidence_cache *level, int64_t n);

/**
 * The mean with Student's interval, which needs n >= 2. The coverage of the interval is below the
 * confidence level if only few runs differ from the others. For an event that occurs in two of a
 * hundred runs, the coverage is 87 % in place of 95 %. About forty runs that differ are enough.
 */
struct estimate statistics_interval(const struct moments *m, struct confidence_cache *level);

/** The mean of n runs with Student's interval. */
struct estimate statistics_mean(const double *x, int64_t n, struct confidence_cache *level);

/** Maximum of n_q in statistics_place(). */
enum { PLACED_QUANTILES = 8 };

/** Sorts n values. */
void statistics_sort(double *x, int64_t n);

/**
 * Sorts the n values in part: puts the values that statistics_quantile() reads for the n_q
 * quantiles `q` in the places that they have in ascending order. For many values, this needs less
 * time than to sort all.
 */
void statistics_place(
    double *x, int64_t n, const double *q, int32_t n_q, struct confidence_cache *level);

/**
 * Quantile q of the runs, type 7 of Hyndman and Fan (1996), from n values in ascending order, or
 * arranged by statistics_place().
 *
 * The interval lies between two order statistics and is valid for every distribution: each tail has
 * at most half of 1 - confidence (David and Nagaraja, Order Statistics, 2003, 7.1). The interval is
 * NAN if n is too small (at 95 %, below 6 for the median and below 72 for q = 0.95). The last
 * values may be INFINITY, for an event that did not occur within the horizon. An estimate or a
 * limit that is infinite becomes NAN.
 */
struct estimate statistics_quantile(
    const double *sorted, int64_t n, double q, struct confidence_cache *level);

/**
 * The share k/n with Wilson's score interval (1927). Its coverage, averaged over all true shares,
 * is near the confidence level.
 */
struct estimate statistics_wilson(int64_t k, int64_t n, double confidence);

/**
 * The share k/n with Clopper and Pearson's interval (1934). Its coverage is never below the
 * confidence level.
 */
struct estimate statistics_exact(int64_t k, int64_t n, double confidence);

/**
 * Rate of k events in `time` > 0, in events per unit of time, with Garwood's interval (1936). Its
 * coverage is never below the confidence level if events occur independently (Poisson).
 * statistics_clusters() tests this condition.
 */
struct estimate statistics_rate(int64_t k, double time, double confidence);

/**
 * Whether counts of runs of equal length, given by their moments, vary more than Poisson counts.
 * This is the variance test (Cochran 1954) at the level 0.001. False if n < 2 or all counts are 0.
 */
bool statistics_clusters(const struct moments *counts);

/**
 * Computes the pseudo-values n r - (n - 1) r_i of the ratio of sums r = sum a / sum b, where r_i is
 * the ratio without run i (Tukey 1958). The pseudo-values can be treated as n observations whose
 * mean is r. Their Student interval is the interval of the ratio, and their paired differences
 * compare two ratios. *ratio becomes r, or NAN if sum b is 0. Returns false, with all pseudo-values
 * NAN, if n < 2, or if the sum of b over all runs, or over all runs but one, is 0. `pseudo` may be
 * the array `a`.
 */
bool statistics_pseudo(
    const double *a, const double *b, int64_t n, double *ratio, double *pseudo);

/**
 * Ratio of sums with the jackknife interval. The interval is centred on the mean of the
 * pseudo-values, which lacks the first-order bias of the ratio. `pseudo` is a work array of n
 * doubles; it may be the array `a`.
 */
struct estimate statistics_ratio(const double *a, const double *b, int64_t n,
    struct confidence_cache *level, double *pseudo);

/** Paired comparison of two policies. */
struct pairing {
    struct estimate difference; /* mean of y - x with Student's interval */
    /** The p value of the two-sided test of no difference; NAN if all differences are equal. */
    double p_value;
    double correlation; /* correlation of x and y over the pairs */
    /** (var x + var y)/var(y - x): the factor by which pairing reduces the necessary runs. */
    double variance_ratio;
    /** Half-width of Student's interval for unpaired runs, with 2 n - 2 degrees of freedom. */
    double half_width_unpaired;
};

/**
 * Compares n pairs. x[i] and y[i] belong to the same replication. `work` is a work array of n
 * doubles.
 */
struct pairing statistics_paired(
    const double *x, const double *y, int64_t n, struct confidence_cache *level, double *work);

/** Returns only the p value of statistics_paired(). */
double statistics_paired_p(const double *x, const double *y, int64_t n, double *work);

/**
 * Applies Holm's step-down adjustment (1979) to n p values, in place. If the hypotheses with
 * adjusted values of at most alpha are rejected, the family-wise error rate is at most alpha. NAN
 * values are kept and do not count. `order` is a work array of n indices.
 */
void statistics_holm(double *p, int64_t n, size_t *order);

#endif
