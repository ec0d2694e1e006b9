#include "stats/paired_share.h"

#include <math.h>

#include "kernel/portable_math.h"
#include "stats/cdf.h"

/* Numbers of pairs in which the event occurred in exactly one run. */
struct discordant {
    int64_t only_x, only_y;
};

static struct discordant
count(const double *x, const double *y, int64_t n)
{
    struct discordant d = {0, 0};

    for (int64_t i = 0; i < n; i++) {
        d.only_x += x[i] > y[i];
        d.only_y += y[i] > x[i];
    }
    return d;
}

static double
mcnemar(struct discordant d)
{
    int64_t fewer = d.only_x < d.only_y ? d.only_x : d.only_y, n = d.only_x + d.only_y;

    return n == 0 ? NAN : fmin(1, 2 * cdf_binomial(fewer, n, 0.5));
}

struct estimate
paired_share_interval(int64_t only_x, int64_t only_y, int64_t n, double confidence)
{
    double z = portable_normal(0.5 + confidence / 2), pairs = (double)n + 2;
    double net = (double)(only_y - only_x), sum = (double)(only_x + only_y) + 1;
    double half = z * sqrt(sum - net * net / pairs);

    return (struct estimate){
        net / (double)n, fmax(-1, (net - half) / pairs), fmin(1, (net + half) / pairs)};
}

double
paired_share_p(const double *x, const double *y, int64_t n)
{
    return mcnemar(count(x, y, n));
}

struct pairing
paired_share(
    const double *x, const double *y, int64_t n, struct confidence_cache *level, double *work)
{
    struct pairing p = statistics_paired(x, y, n, level, work);
    struct discordant d = count(x, y, n);

    if (n > 0) {
        p.difference = paired_share_interval(d.only_x, d.only_y, n, level->confidence);
    }
    p.p_value = mcnemar(d);
    return p;
}
