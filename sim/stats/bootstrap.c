#include "stats/bootstrap.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/hash.h"
#include "kernel/distribution.h"
#include "kernel/portable_math.h"

/* Fills which[i] with a random index in 0..n-1 or, if `triangle` is true, in 0..i. */
static void
draw(uint64_t seed, uint64_t address, int64_t round, int32_t *which, int64_t n, bool triangle)
{
    struct stream_base base = {.seed = seed};
    struct stream s = {.base = base};

    for (int64_t i = 0; i < n; i++) {
        /* A cursor has 2^16 blocks of four uniforms, and this loop uses a quarter of the blocks. */
        if (i % 65536 == 0) {
            s = stream_at(&base, hash_text("resample"), address,
                ((uint64_t)round << 16) + (uint64_t)(i / 65536));
        }
        which[i] = (int32_t)(stream_next(&s) * (double)(triangle ? i + 1 : n));
    }
}

void
bootstrap_draw(uint64_t seed, uint64_t address, int64_t round, int32_t *which, int64_t n)
{
    draw(seed, address, round, which, n, false);
}

void
bootstrap_places(uint64_t seed, uint64_t address, int64_t round, int32_t *which, int64_t n)
{
    draw(seed, address, round, which, n, true);
}

double
bootstrap_t(
    uint64_t seed, uint64_t address, int64_t round, double degrees, double *h, int32_t n)
{
    struct stream_base base = {.seed = seed};
    struct stream s = stream_at(&base, hash_text("t"), address, (uint64_t)round);
    double factor = degrees / distribution_gamma(&s, degrees / 2, 2);

    for (int32_t i = 0; i < n; i++) {
        h[i] = portable_normal(stream_next(&s)) * sqrt(factor);
    }
    return factor;
}

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

void
bootstrap_interval(double *estimates, int64_t n, double confidence, double *low, double *high)
{
    int64_t kept = 0;
    double at, rest;

    *low = *high = NAN;
    for (int64_t i = 0; i < n; i++) {
        if (!isnan(estimates[i])) {
            estimates[kept++] = estimates[i];
        }
    }
    if (kept < 2 || 2 * kept < n) {
        return;
    }
    qsort(estimates, (size_t)kept, sizeof(*estimates), compare);
    at = (1 - confidence) / 2 * (double)(kept - 1);
    rest = at - floor(at);
    *low = estimates[(int64_t)at] * (1 - rest) + estimates[(int64_t)at + 1] * rest;
    *high = estimates[kept - 1 - (int64_t)at] * (1 - rest) +
            estimates[kept - 2 - (int64_t)at] * rest;
}
