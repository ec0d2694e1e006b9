#include "kernel/portable_math.h"

#include "kernel/bits.h"

#include <float.h>
#include <math.h>

/* The upper 32 bits of log 2, so that the product with an exponent is exact. */
#define LN2_HIGH 0x1.62e42feep-1
#define LN2_LOW 0x1.a39ef35793c76p-33

double
portable_log(double x)
{
    if (x >= DBL_MIN && x <= DBL_MAX) {
        return uniform_log(x);
    }
    if (x > DBL_MAX || isnan(x)) {
        return x;
    }
    if (x == 0) {
        return -INFINITY;
    }
    if (x < 0) {
        return NAN;
    }
    /* x is subnormal: log x = log(2^54 x) - 54 log 2. */
    return uniform_log(x * 0x1p54) - 54 * 0x1.62e42fefa39efp-1;
}

static double
power_of_two(int64_t k)
{
    return uniform_from_bits((uint64_t)(k + 1023) << 52);
}

/* Two numbers that one vector instruction processes. Each lane gives the same bits as an
   instruction for one number. */
typedef double two_doubles __attribute__((vector_size(16)));

/* Returns the polynomials a[0] + a[1] x + ... of the two lanes, with n coefficients each. */
static inline __attribute__((always_inline)) two_doubles
two_polynomials(const two_doubles *a, int n, double x)
{
    const two_doubles both = {x, x};
    two_doubles y = a[n - 1];

    for (int i = n - 2; i >= 0; i--) {
        y = y * both + a[i];
    }
    return y;
}

/* Returns e^(high + low) for |high| < 0.35. */
static inline double
exp_near_0(double high, double low)
{
    /* coefficients of the even and of the odd powers from r^2 on, as polynomials in r^2 */
    static const two_doubles a[] = {{0x1p-1, 0.1666666666666667},
        {0.04166666666666667, 0.008333333333326136},
        {0.0013888888888883748, 0.00019841269874820627},
        {2.4801587325547743e-05, 2.7557255400206422e-06},
        {2.75572736431103e-07, 2.5105217004720745e-08}, {2.0914686968086876e-09, 0}};
    double r = high + low;
    double z = r * r;
    two_doubles y = two_polynomials(a, 6, z);

    return 1 + (high + (z * (y[0] + r * y[1]) + low));
}

/* Adding this number to |x| < 2^51 rounds x to an integer: the significand of the sum has no bits
   for a fraction, and its lowest bits are those of the integer. */
#define ROUNDING 0x1.8p52

static double
nearest(double x)
{
    return (x + ROUNDING) - ROUNDING;
}

/* Returns 2^k y for a normal result. `sum` is k + ROUNDING. Adds k to the exponent of y. */
static inline double
scaled(double y, double sum)
{
    return uniform_from_bits(uniform_bits(y) + (uniform_bits(sum) << 52));
}

/* Returns 2^k y. If 2^k is not a normal number, the scaling has two steps, so that a subnormal
   result is rounded only once. */
static double
scaled_in_steps(double y, double k)
{
    int64_t steps = (int64_t)k;

    return steps >= -1022 && steps <= 1023
               ? y * power_of_two(steps)
               : y * power_of_two(steps / 2) * power_of_two(steps - steps / 2);
}

/* portable_exp() of an argument whose result may be infinite, subnormal, 0 or not a number. */
__attribute__((noinline, cold)) static double
exp_of_any(double x)
{
    double k;

    if (isnan(x)) {
        return x;
    }
    if (x > 710) {
        return INFINITY;
    }
    if (x < -746) {
        return 0;
    }
    k = nearest(x * 0x1.71547652b82fep+0);
    return scaled_in_steps(exp_near_0(x - k * LN2_HIGH, -(k * LN2_LOW)), k);
}

double
portable_exp(double x)
{
    double sum = x * 0x1.71547652b82fep+0 + ROUNDING;
    double k = sum - ROUNDING;

    if (!(x > -700 && x < 700)) {
        return exp_of_any(x);
    }
    return scaled(exp_near_0(x - k * LN2_HIGH, -(k * LN2_LOW)), sum);
}

/* Returns 2^r for |r| <= 1/2. */
static inline double
exp2_near_0(double r)
{
    /* Keeps 26 bits of the significand. */
    double upper = uniform_from_bits(uniform_bits(r) & ~UINT64_C(0x7ffffff));
    double lower = r - upper;

    return exp_near_0(
        upper * 0x1.62e42fcp-1, lower * 0x1.62e42fcp-1 + r * 0x1.7d1cf79abc9e4p-28);
}

__attribute__((noinline, cold)) static double
exp2_of_any(double x)
{
    double k;

    if (isnan(x)) {
        return x;
    }
    if (x >= 1024) {
        return INFINITY;
    }
    if (x < -1076) {
        return 0;
    }
    k = nearest(x);
    return scaled_in_steps(exp2_near_0(x - k), k);
}

double
portable_exp2(double x)
{
    double sum = x + ROUNDING;

    if (!(x > -1000 && x < 1000)) {
        return exp2_of_any(x);
    }
    return scaled(exp2_near_0(x - (sum - ROUNDING)), sum);
}

double
portable_pow(double x, double y)
{
    if (y == 0) {
        return 1;
    }
    if (y == 1) {
        return x;
    }
    return portable_exp(y * portable_log(x));
}

double
portable_expit(double x)
{
    double e = portable_exp(-fabs(x));

    return (x < 0 ? e : 1) / (1 + e);
}

double
portable_logit(double p)
{
    double s = 2 * (p - 0.5);

    /* Near p = 1/2 the quotient would lose significant digits, but s is exact. */
    if (fabs(s) < 0.17) {
        return 2 * s + s * uniform_log_rest(s * s);
    }
    return portable_log(p / (1 - p));
}

/* Returns the quotient of two polynomials with eight coefficients. */
static inline double
ratio(const two_doubles a[8], double x)
{
    two_doubles y = two_polynomials(a, 8, x);

    return y[0] / y[1];
}

/* Coefficients of the numerator and of the denominator. */
static const two_doubles normal_centre[8] = {{3.3871328727963666080e0, 1},
    {1.3314166789178437745e+2, 4.2313330701600911252e+1},
    {1.9715909503065514427e+3, 6.8718700749205790830e+2},
    {1.3731693765509461125e+4, 5.3941960214247511077e+3},
    {4.5921953931549871457e+4, 2.1213794301586595867e+4},
    {6.7265770927008700853e+4, 3.9307895800092710610e+4},
    {3.3430575583588128105e+4, 2.8729085735721942674e+4},
    {2.5090809287301226727e+3, 5.2264952788528545610e+3}};

static const two_doubles normal_shoulder[8] = {{1.42343711074968357734e0, 1},
    {4.63033784615654529590e0, 2.05319162663775882187e0},
    {5.76949722146069140550e0, 1.67638483018380384940e0},
    {3.64784832476320460504e0, 6.89767334985100004550e-1},
    {1.27045825245236838258e0, 1.48103976427480074590e-1},
    {2.41780725177450611770e-1, 1.51986665636164571966e-2},
    {2.27238449892691845833e-2, 5.47593808499534494600e-4},
    {7.74545014278341407640e-4, 1.05075007164441684324e-9}};

static const two_doubles normal_tail[8] = {{6.65790464350110377720e0, 1},
    {5.46378491116411436990e0, 5.99832206555887937690e-1},
    {1.78482653991729133580e0, 1.36929880922735805310e-1},
    {2.96560571828504891230e-1, 1.48753612908506148525e-2},
    {2.65321895265761230930e-2, 7.86869131145613259100e-4},
    {1.24266094738807843860e-3, 1.84631831751005468180e-5},
    {2.71155556874348757815e-5, 1.42151175831644588870e-7},
    {2.01033439929228813265e-7, 2.04426310338993978564e-15}};

double
portable_normal(double u)
{
    double q = u - 0.5;
    double r, z;

    if (fabs(q) <= 0.425) {
        return q * ratio(normal_centre, 0.180625 - q * q);
    }
    r = sqrt(-portable_log(q < 0 ? u : 1 - u));
    z = r <= 5 ? ratio(normal_shoulder, r - 1.6) : ratio(normal_tail, r - 5);
    return q < 0 ? -z : z;
}
