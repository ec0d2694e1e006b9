/**
 * paired.h - estimates the difference of two arms from their continuations.
 *
 * Continuations with the same number form a pair (continuation.h). A value that does not exist in
 * an arm (NAN) is left out of its estimate, and its pair is left out of the difference.
 */
#ifndef WORKSHOP_PAIRED_H
#define WORKSHOP_PAIRED_H

#include "base/status.h"
#include "stats/statistics.h"

enum paired_kind {
    PAIRED_SHARE, /* values 0 and 1: Wilson's interval, and that of Agresti and Min */
    PAIRED_MEAN,  /* Student's intervals */
};

struct paired_result {
    int64_t n;     /* values of the arm */
    int64_t count; /* PAIRED_SHARE: how many of them are 1 */
    struct estimate own;
    int64_t n_pairs;
    int64_t gained,
        lost; /* PAIRED_SHARE: pairs with the event in this arm only, in the other only */
    struct estimate difference; /* this arm minus the other one */
};

/**
 * Compares arm y with arm x: n values each, `stride` doubles apart. `other` NULL: only n, count
 * and own. STATUS_NO_MEMORY.
 */
enum status paired_compare(enum paired_kind kind, const double *y, const double *other,
    int64_t n, int32_t stride, double confidence, struct paired_result *result) MUST_CHECK;

#endif
