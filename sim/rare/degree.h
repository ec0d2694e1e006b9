/**
 * degree.h - how near a condition is to holding.
 */
#ifndef RARE_DEGREE_H
#define RARE_DEGREE_H

#include "design/expression.h"

/**
 * In [0, 1] for the values of a row, if the values were `start` at first: of a comparison, the share
 * of the gap at first that is closed, and 0 if the gap has grown; of `and`, the mean over its parts;
 * of `or`, the largest degree; of `not`, 1 - degree. 1 for a comparison that holds.
 */
double degree_of(const struct expression *x, const double *row, const double *start);

#endif
