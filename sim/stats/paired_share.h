/**
 * paired_share.h - compares the shares of runs with an event under two policies, in pairs of runs.
 *
 * Only the pairs with the event in exactly one of their two runs carry information about the
 * difference. The interval is that of Agresti and Min (Statistics in Medicine 24, 2005,
 * 729-740): Wald's interval after half a pair is added to each cell of the 2 x 2 table of
 * pairs. Its ends are limited to -1 and 1. The p value is McNemar's exact one: twice the
 * smaller binomial tail of the pairs that carry information, at most 1.
 */
#ifndef STATS_PAIRED_SHARE_H
#define STATS_PAIRED_SHARE_H

#include "stats/statistics.h"

/**
 * x[i] and y[i] belong to the same replication and are 1 if the event occurred, else 0. `work`
 * is a work array of n doubles. The members are those of statistics_paired(), except for the
 * interval and the p_value, which is NAN if x and y are equal.
 */
struct pairing paired_share(
    const double *x, const double *y, int64_t n, struct confidence_cache *level, double *work);

/** The difference and its interval, if the event occurred in one run only in that many of n pairs. */
struct estimate paired_share_interval(
    int64_t only_x, int64_t only_y, int64_t n, double confidence);

/** Only the p_value of paired_share(). */
double paired_share_p(const double *x, const double *y, int64_t n);

#endif
