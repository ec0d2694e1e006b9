/**
 * statistics.h - what can be said from n independent runs.
 *
 * The unit is always one run. An interval is of the estimate beside it and never of the runs:
 * repeated, it covers the true value with the stated confidence, which tests show by
 * simulation. What is not defined (no runs, one run, an interval too few runs cannot give) is
 * NAN and becomes an empty cell. Values are finite; the caller leaves missing ones out.
 * Results depend on the order of the values only through rounding, and not on the processor.
 *
 * Most of the work of an interval is its quantile, which depends on the level and n alone. A
 * struct confidence_cache keeps those it has met, since the groups of a sweep mostly have the
 * same n.
 *
 * Law and Kelton, Simulation Modeling and Analysis (5th ed., 2015), ch. 4 and 9, unless said
 * otherwise.
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
 * A level of confidence, 0 < confidence < 1, and what was worked out at it. Everything else is 0
 * to begin with. Not for two threads at a time.
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

/** What n runs have in common and how far they are apart. */
struct moments {
    int64_t n;
    double mean; /* NAN for n == 0 */
    double sd;   /* divisor n - 1; NAN for n < 2, exactly 0 of equal values */
};

/**
 * Moments of n runs in two passes, sums compensated (Neumaier 1974; Chan, Golub and LeVeque
 * 1983): right to a few units in the last place of the largest distance from the first value.
 */
struct moments statistics_moments(const double *x, int64_t n);

/** Half the length of Student's interval of the mean of n >= 2 runs, in standard errors. */
double statistics_student(struct confidence_cache *level, int64_t n);

/**
 * Mean with Student's interval, which needs n >= 2. It covers less often than it says where few
 * runs differ from the others: 87 in 100 for what happens in two of a hundred runs. About forty
 * that differ are enough.
 */
struct estimate statistics_interval(const struct moments *m, struct confidence_cache *level);

/** The same of the runs themselves. */
struct estimate statistics_mean(const double *x, int64_t n, struct confidence_cache *level);

/**
 * Quantile q of the runs, type 7 of Hyndman and Fan (1996), from values in increasing order,
 * with the distribution-free interval between two order statistics, each tail at most half of
 * 1 - confidence (David and Nagaraja, Order Statistics, 2003, 7.1). Without an interval if n
 * is too small for one (95 %: 6 for the median, 72 for q = 0.95). Values may end in INFINITY
 * (not reached within the horizon): whatever falls there is NAN.
 */
struct estimate statistics_quantile(
    const double *sorted, int64_t n, double q, struct confidence_cache *level);

/** Share k of n, Wilson's score interval (1927): close to its confidence on average over p. */
struct estimate statistics_wilson(int64_t k, int64_t n, double confidence);

/** Share k of n, Clopper and Pearson's interval (1934): never below its confidence. */
struct estimate statistics_exact(int64_t k, int64_t n, double confidence);

/**
 * Rate of k events in `time` > 0, in events per unit of it, with Garwood's interval (1936),
 * never below its confidence if events come one by one and independently. Whether runs bear
 * that out, statistics_clusters() says.
 */
struct estimate statistics_rate(int64_t k, double time, double confidence);

/**
 * Whether counts, whose moments these are, of runs of equal length vary more than those of
 * Poisson's law: the variance test (Cochran 1954), which a Poisson law fails once in a thousand
 * times. False if n < 2 or nothing was counted.
 */
bool statistics_clusters(const struct moments *counts);

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
struct estimate statistics_ratio(const double *a, const double *b, int64_t n,
    struct confidence_cache *level, double *pseudo);

/** How two policies differ on the same worlds. */
struct pairing {
    struct estimate difference; /* mean of y - x with Student's interval */
    double p_value;             /* two-sided, of no difference; NAN if all pairs differ alike */
    double correlation;         /* of x and y over pairs */
    double variance_ratio;      /* (var x + var y)/var(y - x): what pairing is worth in runs */
    double
        half_width_unpaired; /* of Student's with 2 n - 2 degrees, were the worlds not shared */
};

/** x[i] and y[i] are of one replication. `work` is n doubles. */
struct pairing statistics_paired(
    const double *x, const double *y, int64_t n, struct confidence_cache *level, double *work);

/** Its p_value alone. */
double statistics_paired_p(const double *x, const double *y, int64_t n, double *work);

/**
 * Holm's step-down adjustment (1979) of n p values, in place: a family error of alpha if those
 * at most alpha are rejected. NAN stay and do not count. `order` is n indices to work in.
 */
void statistics_holm(double *p, int64_t n, size_t *order);

#endif
