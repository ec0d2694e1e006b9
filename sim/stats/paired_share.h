/**
 * paired_share.h - compares two policies in the share of runs in which an event occurred.
 *
 * The runs form pairs: one run under each policy, with common random numbers. Only pairs with the
 * event in exactly one of their two runs carry information about the difference. The interval is
 * that of Agresti and Min (Statistics in Medicine 24, 2005, 729-740): half a pair is added to each
 * cell of the 2 x 2 table of pairs, and Wald's interval is computed from the result. Its ends are
 * limited to -1 and 1. The p value is that of McNemar's exact test: twice the smaller binomial tail
 * of the pairs that carry information, at most 1.
 */
#ifndef STATS_PAIRED_SHARE_H
#define STATS_PAIRED_SHARE_H

#include "stats/statistics.h"

/**
 * Compares n pairs. x[i] and y[i] belong to the same replication and are 1 if the event occurred,
 * otherwise 0. `work` is a work array of n doubles. The members of the result are those of
 * statistics_paired(), except for the interval and the p value. The p value is NAN if x and y are
 * equal.
 */
struct pairing paired_share(
    const double *x, const double *y, int64_t n, struct confidence_cache *level, double *work);

/**
 * Returns the difference of the shares and its interval. `only_x` and `only_y` are the numbers of
 * pairs in which the event occurred only in the run of x or only in the run of y (see
 * paired_share()).
 */
struct estimate paired_share_interval(
    int64_t only_x, int64_t only_y, int64_t n, double confidence);

/** Returns only the p value of paired_share(). */
double paired_share_p(const double *x, const double *y, int64_t n);

#endif
