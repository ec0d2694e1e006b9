/**
 * family.h - a family of tests whose p values are adjusted together.
 *
 * Metrics that are proportional in every run, such as a number and the same number per year, give
 * the same test. Equal tests count once: to count a test twice would only make the adjustment of
 * all other tests stricter.
 */
#ifndef STATS_FAMILY_H
#define STATS_FAMILY_H

#include <stddef.h>
#include <stdint.h>

/**
 * Returns a number that identifies a test. The number is equal, apart from rounding, for tests
 * whose differences y - x are proportional in all n pairs, and it differs for other tests. The
 * number is the size of the projection of the differences, scaled to length 1, on a fixed arbitrary
 * direction. The number is NAN if all differences are 0 or a difference is missing.
 */
double family_signature(const double *x, const double *y, int64_t n);

/**
 * Applies Holm's adjustment (statistics_holm()) in place to p[i * stride + k] for 0 <= i < rows and
 * 0 <= k < columns. Tests of one column with equal signatures count once and get the same value.
 * `work` and `order` are work arrays of rows * columns elements.
 */
void family_adjust(double *p, const double *signatures, int64_t rows, int64_t columns,
    int64_t stride, double *work, size_t *order);

#endif
