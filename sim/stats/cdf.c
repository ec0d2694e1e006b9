#include "stats/cdf.h"

#include <math.h>

#include "kernel/portable_math.h"

enum { CDF_MANY = 100000 };

static const double LOG_SQRT_2_PI = 0.91893853320467274178;

/* Returns ln Gamma(x) minus ((x - 1/2) ln x - x + ln sqrt(2 pi)), for x >= 15. */
static double
stirling_series(double x)
{
    static const double coefficients[] = {
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156};
    double series = 0;

    for (int i = 6; i >= 0; i--) {
        series = series / (x * x) + coefficients[i];
    }
    return series / x;
}

static double
stirling(double x)
{
    return (x - 0.5) * portable_log(x) - x + LOG_SQRT_2_PI;
}

double
cdf_log_gamma(double x)
{
    double product = 1;

    while (x < 15) {
        product *= x;
        x += 1;
    }
    return stirling(x) + stirling_series(x) - portable_log(product);
}

static double
stirling_error(double x)
{
    return x < 15 ? cdf_log_gamma(x) - stirling(x) : stirling_series(x);
}

/* Returns ln(1 + u), which is accurate also for small u (Kahan). */
static double
log_one_plus(double u)
{
    double rounded = 1 + u;

    return rounded == 1 ? u : portable_log(rounded) * (u / (rounded - 1));
}

/* Returns a ln(x (a + b)/a), where y = 1 - x. Near the mean of the distribution, the argument of ln
   is near 1. */
static double
deviance(double a, double b, double x, double y)
{
    double u = (x * b - y * a) / a;

    return a * (fabs(u) < 0.5 ? log_one_plus(u) : portable_log(x / a * (a + b)));
}

/* Returns x^a y^b / B(a, b) without subtracting large values of ln Gamma (after Loader 2000). */
static double
prefactor(double a, double b, double x, double y)
{
    double errors = stirling_error(a + b) - stirling_error(a) - stirling_error(b);

    return sqrt(a / (a + b) * b) *
           portable_exp(errors + deviance(a, b, x, y) + deviance(b, a, y, x) - LOG_SQRT_2_PI);
}

static double
away_from_zero(double x)
{
    return fabs(x) < 1e-300 ? 1e-300 : x;
}

/* The continued fraction of the incomplete beta function, for x < (a + 1)/(a + b + 2). */
static double
fraction(double a, double b, double x)
{
    double c = 1, d = 1 / away_from_zero(1 - (a + b) * x / (a + 1)), value = d;

    for (int m = 1; m < CDF_MANY; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));

        d = 1 / away_from_zero(1 + even * d);
        c = away_from_zero(1 + even / c);
        value *= d * c;
        d = 1 / away_from_zero(1 + odd * d);
        c = away_from_zero(1 + odd / c);
        value *= d * c;
        if (fabs(d * c - 1) < 1e-15) {
            break;
        }
    }
    return value;
}

double
cdf_beta(double a, double b, double x, double y)
{
    if (x <= 0 || y <= 0) {
        return x <= 0 ? 0 : 1;
    }
    if (x < (a + 1) / (a + b + 2)) {
        return prefactor(a, b, x, y) * fraction(a, b, x) / a;
    }
    return 1 - prefactor(b, a, y, x) * fraction(b, a, y) / b;
}

/* Returns x^a exp(-x)/Gamma(a), by the same method as prefactor(). */
static double
gamma_prefactor(double a, double x)
{
    double u = (x - a) / a;
    double distance = a * ((fabs(u) < 0.5 ? log_one_plus(u) : portable_log(x / a)) - u);

    return sqrt(a) * portable_exp(distance - stirling_error(a) - LOG_SQRT_2_PI);
}

/* Returns P(G <= x) of a gamma distribution, divided by gamma_prefactor(). Uses the series for x <
   a + 1. */
static double
gamma_series(double a, double x)
{
    double term = 1 / a, value = term;

    for (int n = 1; n < CDF_MANY && term > 1e-17 * value; n++) {
        term *= x / (a + n);
        value += term;
    }
    return value;
}

/* Returns P(G > x) of a gamma distribution, divided by gamma_prefactor(). Uses the continued
   fraction for x >= a + 1. */
static double
gamma_fraction(double a, double x)
{
    double even = x + 1 - a, c = 1e300, d = 1 / even, value = d;

    for (int n = 1; n < CDF_MANY; n++) {
        double odd = -n * (n - a);

        even += 2;
        d = 1 / away_from_zero(odd * d + even);
        c = away_from_zero(even + odd / c);
        value *= d * c;
        if (fabs(d * c - 1) < 1e-15) {
            break;
        }
    }
    return value;
}

double
cdf_gamma(double a, double x)
{
    if (x <= 0) {
        return 0;
    }
    return x < a + 1 ? gamma_prefactor(a, x) * gamma_series(a, x)
                     : 1 - gamma_prefactor(a, x) * gamma_fraction(a, x);
}

/**
 * An increasing function with parameters a and b. at() returns its value at x and stores its slope.
 */
struct increasing {
    double (*at)(const struct increasing *f, double x, double *slope);
    double a, b;
};

/*
 * Solves f(x) = value for x in [low, high], starting at x. Uses Newton's step if it stays inside
 * the bracket and converges at least as fast as bisection, and bisection otherwise.
 */
static double
solve(const struct increasing *f, double value, double low, double high, double x)
{
    double before = high - low;

    for (int k = 0; k < CDF_MANY && high - low > 1e-15 * high && high > 1e-300; k++) {
        double slope, off = f->at(f, x, &slope) - value, step = off / slope, next = x - step;

        if (off < 0) {
            low = x;
        } else {
            high = x;
        }
        if (!(next > low && next < high && fabs(2 * step) < before)) {
            step = (high - low) / 2;
            next = low + step;
        }
        before = fabs(step);
        if (off == 0 || before <= 1e-16 * x || next == x) {
            break;
        }
        x = next;
    }
    return x;
}

static double
beta_at(const struct increasing *f, double x, double *slope)
{
    *slope = prefactor(f->a, f->b, x, 1 - x) / (x * (1 - x));
    return cdf_beta(f->a, f->b, x, 1 - x);
}

double
cdf_beta_quantile(double a, double b, double p)
{
    struct increasing f = {beta_at, a, b};

    return solve(&f, p, 0, 1, a / (a + b));
}

static double
gamma_at(const struct increasing *f, double x, double *slope)
{
    *slope = gamma_prefactor(f->a, x) / x;
    return cdf_gamma(f->a, x);
}

double
cdf_gamma_quantile(double a, double p)
{
    struct increasing f = {gamma_at, a, 0};
    double high = a + 1;

    while (cdf_gamma(a, high) < p) {
        high *= 2;
    }
    return solve(&f, p, 0, high, fmin(a, high / 2));
}

double
cdf_t_tails(double t, double degrees)
{
    double square = t * t;

    if (isinf(square)) {
        return 0;
    }
    return cdf_beta(
        degrees / 2, 0.5, degrees / (degrees + square), square / (degrees + square));
}

/* Returns -P(|T| >= t) of Student's distribution, which increases with t. Unlike P(|T| < t), it
   keeps its digits when the tails are small. f->a is the number of degrees of freedom. */
static double
t_at(const struct increasing *f, double t, double *slope)
{
    double square = t * t, x = f->a / (f->a + square), y = square / (f->a + square);

    *slope = 2 * prefactor(f->a / 2, 0.5, x, y) / t;
    return -cdf_t_tails(t, f->a);
}

double
cdf_t_within(double confidence, double degrees)
{
    struct increasing f = {t_at, degrees, 0};
    double low = portable_normal(0.5 + confidence / 2),
           high = 2 * low; /* Student's quantile is larger than the normal quantile */

    while (cdf_t_tails(high, degrees) > 1 - confidence) {
        high *= 2;
    }
    return solve(&f, confidence - 1, 0, high, low);
}

double
cdf_binomial(int64_t k, int64_t n, double p)
{
    if (k < 0 || k >= n) {
        return k < 0 ? 0 : 1;
    }
    return cdf_beta((double)(n - k), (double)k + 1, 1 - p, p);
}
