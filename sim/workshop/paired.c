#include "workshop/paired.h"

#include <math.h>
#include <stdlib.h>

#include "stats/paired_share.h"

/* Copies the values y[k * stride] that exist. If `x` is not NULL, the value of the other arm must
   exist, too, and is also copied. Returns the number of values. */
static int64_t
gather(const double *y, const double *x, int64_t n, int32_t stride, double *to, double *other)
{
    int64_t count = 0;

    for (int64_t k = 0; k < n; k++) {
        double value = y[k * stride], beside = x == NULL ? 0 : x[k * stride];

        if (!isnan(value) && !isnan(beside)) {
            to[count] = value;
            other[count++] = beside;
        }
    }
    return count;
}

static int64_t
count_ones(const double *x, int64_t n)
{
    int64_t ones = 0;

    for (int64_t k = 0; k < n; k++) {
        ones += x[k] > 0;
    }
    return ones;
}

static void
compare(enum paired_kind kind, const double *y, const double *x, double *work,
    struct confidence_cache *level, struct paired_result *result)
{
    int64_t n = result->n_pairs;

    if (kind == PAIRED_MEAN) {
        result->difference = statistics_paired(x, y, n, level, work).difference;
        return;
    }
    for (int64_t k = 0; k < n; k++) {
        result->gained += y[k] > x[k];
        result->lost += y[k] < x[k];
    }
    result->difference =
        n > 0 ? paired_share_interval(result->lost, result->gained, n, level->confidence)
              : (struct estimate){NAN, NAN, NAN};
}

enum status
paired_compare(enum paired_kind kind, const double *y, const double *other, int64_t n,
    int32_t stride, double confidence, struct paired_result *result)
{
    struct confidence_cache level = {.confidence = confidence};
    double *a = calloc((size_t)n * 3 + 1, sizeof(*a)), *b, *work;

    *result = (struct paired_result){.difference = {NAN, NAN, NAN}};
    if (a == NULL) {
        return STATUS_NO_MEMORY;
    }
    b = a + n;
    work = b + n;
    result->n = gather(y, NULL, n, stride, a, b);
    if (kind == PAIRED_SHARE) {
        result->count = count_ones(a, result->n);
        result->own = result->n > 0 ? statistics_wilson(result->count, result->n, confidence)
                                    : (struct estimate){NAN, NAN, NAN};
    } else {
        result->own = statistics_mean(a, result->n, &level);
    }
    if (other != NULL) {
        result->n_pairs = gather(y, other, n, stride, a, b);
        compare(kind, a, b, work, &level, result);
    }
    free(a);
    return STATUS_OK;
}
