/**
 * degree.h - the degree to which a condition holds, from 0 to 1.
 */
#ifndef RARE_DEGREE_H
#define RARE_DEGREE_H

#include "design/expression.h"

/**
 * The degree, in [0, 1], to which the condition holds for the values `row`, compared with the
 * initial values `start`. Of a comparison: 1 if it holds; otherwise the share of the initial
 * gap between its two sides that is closed, 0 if the gap has grown. Of `and`: the mean over its
 * parts; of `or`: the largest degree; of `not`: 1 - degree.
 */
double degree_of(const struct expression *x, const double *row, const double *start);

#endif
