#include "stats/family.h"

#include <math.h>

#include "base/hash.h"
#include "stats/statistics.h"

/* Returns a number from -0.5 to 0.5 that depends only on i. */
static double
direction(uint64_t i)
{
    return (double)(hash_mix(i + 1) >> 11) * 0x1p-53 - 0.5;
}

double
family_signature(const double *x, const double *y, int64_t n)
{
    double projection = 0, squares = 0;

    for (int64_t i = 0; i < n; i++) {
        double d = y[i] - x[i];

        projection += direction((uint64_t)i) * d;
        squares += d * d;
    }
    return squares > 0 ? fabs(projection) / sqrt(squares) : (double)NAN;
}

static bool
is_same(double a, double b)
{
    return fabs(a - b) <= 1e-9;
}

/* Returns the first row of a column whose test is the same as that of row i. Returns i if no
   earlier row has the same test. */
static int64_t
first_of(const double *signatures, int64_t i, int64_t stride)
{
    int64_t k = 0;

    while (k < i && !is_same(signatures[k * stride], signatures[i * stride])) {
        k++;
    }
    return k;
}

void
family_adjust(double *p, const double *signatures, int64_t rows, int64_t columns,
    int64_t stride, double *work, size_t *order)
{
    for (int64_t i = 0; i < rows; i++) {
        for (int64_t k = 0; k < columns; k++) {
            bool again = first_of(signatures + k, i, stride) < i;

            work[i * columns + k] = again ? (double)NAN : p[i * stride + k];
        }
    }
    statistics_holm(work, rows * columns, order);
    for (int64_t i = 0; i < rows; i++) {
        for (int64_t k = 0; k < columns; k++) {
            p[i * stride + k] = work[first_of(signatures + k, i, stride) * columns + k];
        }
    }
}
