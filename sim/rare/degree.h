/**
 * degree.h - the degree to which a condition holds, from 0 (not at all) to 1 (it holds).
 */
#ifndef RARE_DEGREE_H
#define RARE_DEGREE_H

#include "design/expression.h"

/**
 * Returns the degree, in [0, 1], to which condition `x` holds. `row` has the present values of its
 * names, `start` their initial values. The degree of a comparison is 1 if it holds. Otherwise it is
 * the share of the initial gap between its two sides that has closed since the start, or 0 if the
 * gap has grown. The degree of `and` is the mean over its parts, that of `or` the largest degree of
 * a part, and that of `not` 1 minus the degree of its part.
 */
double degree_of(const struct expression *x, const double *row, const double *start);

#endif
