/*
 * The relation between the correlation of two normal variates and the correlation of their ranks:
 * rank correlation = 6 / pi asin(linear / 2). The series are summed here because their values must
 * not depend on the mathematical library of the system.
 */
#include <math.h>

#include "analysis/regress/regress_fit.h"

enum { TERMS = 40 };
static const double pi = 3.14159265358979323846;

double
regress_fit_rank_correlation(double linear)
{
    double x = linear / 2, term = x, sum = x;

    /* The series of the arc sine of x, which is at most 1/2. */
    for (int k = 1; k < TERMS; k++) {
        term *= x * x * (2 * k - 1) / (2 * k);
        sum += term / (2 * k + 1);
    }
    return fabs(linear) >= 1 ? copysign(1, linear) : 6 / pi * sum;
}

double
regress_fit_linear_correlation(double rank)
{
    double x = pi * rank / 6, term = x, sum = x;

    for (int k = 1; k < TERMS / 2; k++) { /* the series of the sine */
        term *= -x * x / ((2 * k) * (2 * k + 1));
        sum += term;
    }
    return fabs(rank) >= 1 ? copysign(1, rank) : 2 * sum;
}
