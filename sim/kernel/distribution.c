#include "kernel/distribution.h"

#include "base/status.h"
#include "kernel/bits.h"
#include "kernel/portable_math.h"

#include <math.h>

double
distribution_exponential(double u)
{
    return -portable_log(u);
}

double
distribution_lognormal(double u, double median, double sigma)
{
    BUG_UNLESS(median >= 0 && sigma >= 0);
    return median * portable_exp(sigma * portable_normal(u));
}

double
distribution_gumbel(double u)
{
    return -portable_log(-portable_log(u));
}

/*
 * With v = 1 - u, -log u >= v (1 + v/2), and log(1 + v/2) >= 0.405 v because the logarithm is
 * concave. The bits of v = 2^k (1 + f), as an integer, are those of 1 plus 2^52 (k + f), and
 * log2 v >= k + f. The factor is 2^-52 log 2, rounded up by more than all rounding errors.
 */
double
distribution_gumbel_bound(double u)
{
    double v = 1 - u;
    int64_t below_1 = (int64_t)(uniform_bits(1) - uniform_bits(v));

    return (double)below_1 * (0x1p-52 * 0.693147181) - 0.405 * v;
}

/* log2 v <= k + f + 0.0861. The function log(-log(1 - v) / v) of v is convex; it is 0 at v = 0 and
   0.3267 at v = 1/2. */
double
distribution_gumbel_floor(double u)
{
    double v = 1 - u;

    return v > 0.5 ? -INFINITY : distribution_gumbel_bound(u) - 0.0597 - 0.2484 * v - 1e-6;
}

int32_t
distribution_discrete(double u, const double *weights, int32_t n)
{
    double rest = 0;
    int32_t last = -1;

    for (int32_t i = 0; i < n; i++) {
        BUG_UNLESS(weights[i] >= 0);
        rest += weights[i];
    }
    BUG_UNLESS(rest > 0 && isfinite(rest));
    rest *= u;
    for (int32_t i = 0; i < n; i++) {
        if (weights[i] > 0) {
            last = i;
            if (rest < weights[i]) {
                break;
            }
            rest -= weights[i];
        }
    }
    return last;
}

int32_t
distribution_poisson(double u, double mean)
{
    int32_t count = 0;
    double p, sum;

    BUG_UNLESS(mean >= 0 && mean <= 500);
    p = portable_exp(-mean);
    sum = p;
    /* In the far tail, p is too small to change the rounded sum, which may still be below u. So the
       loop ends there. */
    while (u > sum && (count < mean || p > sum * 0x1p-54)) {
        count++;
        p *= mean / count;
        sum += p;
    }
    return count;
}

/* Gamma variate for shape >= 1 and scale 1 (Marsaglia and Tsang, ACM TOMS 26 (2000) 363-372). */
static double
marsaglia_tsang(struct stream *s, double shape)
{
    double d = shape - 1.0 / 3;
    double c = 1 / sqrt(9 * d);

    for (;;) {
        double x = portable_normal(stream_next(s));
        double u = stream_next(s);
        double v = 1 + c * x;

        v = v * v * v;
        if (v > 0 && portable_log(u) < 0.5 * x * x + d * (1 - v + portable_log(v))) {
            return d * v;
        }
    }
}

/* Gamma variate with scale 1 and any shape. The variate is *value times e^(returned value), because
   the product itself may underflow. */
static double
boosted_gamma(struct stream *s, double shape, double *value)
{
    BUG_UNLESS(shape > 0 && isfinite(shape));
    if (shape >= 1) {
        *value = marsaglia_tsang(s, shape);
        return 0;
    }
    *value = marsaglia_tsang(s, shape + 1);
    return portable_log(stream_next(s)) / shape;
}

double
distribution_gamma(struct stream *s, double shape, double scale)
{
    double value;
    double boost = boosted_gamma(s, shape, &value);

    BUG_UNLESS(scale >= 0);
    return scale * value * portable_exp(boost);
}

double
distribution_beta(struct stream *s, double a, double b)
{
    double x, y;
    double boost_x = boosted_gamma(s, a, &x);
    double boost_y = boosted_gamma(s, b, &y);

    return 1 / (1 + y / x * portable_exp(boost_y - boost_x));
}

double
distribution_beta_2_1(double u)
{
    return sqrt(u);
}
