/**
 * paired.h - estimates the difference between two arms from their continuations.
 *
 * Continuation k of one arm and continuation k of another form a pair (continuation.h). If a value
 * does not exist in an arm (NAN), it is left out of the estimate for this arm, and its pair is left
 * out of the difference.
 */
#ifndef WORKSHOP_PAIRED_H
#define WORKSHOP_PAIRED_H

#include "base/status.h"
#include "stats/statistics.h"

enum paired_kind {
    /* values are 0 or 1: intervals of Wilson for shares, of Agresti and Min for differences */
    PAIRED_SHARE,
    PAIRED_MEAN, /* Student's intervals */
};

struct paired_result {
    int64_t n;     /* number of values of the arm */
    int64_t count; /* for PAIRED_SHARE: how many of the values are 1 */
    struct estimate own;
    int64_t n_pairs;
    /* for PAIRED_SHARE: numbers of pairs with the event only in this arm, and only in the other
       arm */
    int64_t gained, lost;
    struct estimate difference; /* this arm minus the other arm */
};

/**
 * Compares arm `y` with arm `other`. Each has n values, which are `stride` doubles apart. If
 * `other` is NULL, fills only n, count and own. Returns STATUS_NO_MEMORY if memory runs out.
 */
enum status paired_compare(enum paired_kind kind, const double *y, const double *other,
    int64_t n, int32_t stride, double confidence, struct paired_result *result) MUST_CHECK;

#endif
