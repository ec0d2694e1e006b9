/* Tests accuracy by comparison with the long double functions of the C library, whose error is
   about 2^-63. Tests identity of bits with a hash of 10^6 results, which must be the same for
   every compiler, optimisation level and processor (also with
   GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kernel/portable_math.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MANY = 1000000 };

static uint64_t
word(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717);
}

static double
uniform(uint64_t *state)
{
    return (double)(word(state) >> 11) * 0x1p-53;
}

/* Distance from the exact value in units in the last place (ulp) of a double of its size. */
static double
ulps(double x, long double exact)
{
    double magnitude = fabs((double)exact);

    if (x == exact) {
        return 0;
    }
    if (!isfinite(x) || !isfinite(magnitude)) {
        return x == (double)exact ? 0 : INFINITY;
    }
    return (double)(fabsl(x - exact) / (nextafter(magnitude, INFINITY) - magnitude));
}

/* Any positive double, subnormals included; all exponents have the same probability. */
static double
any_positive(uint64_t *state)
{
    uint64_t bits = word(state) >> 1;
    double x;

    if (bits >> 52 == 0x7ff) {
        bits >>= 12;
    }
    if (word(state) % 8 == 0) {
        bits >>= 11 + word(state) % 52;
    }
    memcpy(&x, &bits, sizeof(x));
    return x == 0 ? DBL_TRUE_MIN : x;
}

/* A value in [1/4, 4), where logarithms are small. */
static double
near_one(uint64_t *state)
{
    return exp2(4 * uniform(state) - 2);
}

static double
worst_log(double (*argument)(uint64_t *), double factor)
{
    uint64_t state = 1;
    double worst = 0;

    for (int i = 0; i < MANY; i++) {
        double x = argument(&state);

        worst = fmax(worst, ulps(portable_log(x) * factor, logl(x)));
    }
    return worst;
}

static void
log_error_is_below_one_ulp(void **state)
{
    (void)state;
    assert_true(worst_log(any_positive, 1) < 1);
    assert_true(worst_log(near_one, 1) < 1);
    assert_true(worst_log(near_one, 1 + 4 * DBL_EPSILON) > 1);
    for (double x = 1 - 100 * DBL_EPSILON; x < 1 + 100 * DBL_EPSILON; x = nextafter(x, 2)) {
        assert_true(ulps(portable_log(x), logl(x)) < 1);
    }
}

static void
log_special_values(void **state)
{
    (void)state;
    assert_true(portable_log(1) == 0);
    assert_false(signbit(portable_log(1)));
    assert_true(portable_log(0.0) == -INFINITY);
    assert_true(portable_log(-0.0) == -INFINITY);
    assert_true(isnan(portable_log(-1)));
    assert_true(isnan(portable_log(-INFINITY)));
    assert_true(isnan(portable_log(NAN)));
    assert_true(portable_log(INFINITY) == INFINITY);
    assert_true(ulps(portable_log(DBL_TRUE_MIN), logl(DBL_TRUE_MIN)) < 1);
    assert_true(ulps(portable_log(DBL_MIN), logl(DBL_MIN)) < 1);
    assert_true(ulps(portable_log(nextafter(DBL_MIN, 0)), logl(nextafter(DBL_MIN, 0))) < 1);
    assert_true(ulps(portable_log(DBL_MAX), logl(DBL_MAX)) < 1);
}

static double
worst_exp(double (*f)(double), long double (*exact)(long double), double lo, double hi)
{
    uint64_t state = 2;
    double worst = 0;

    for (int i = 0; i < MANY; i++) {
        double x = lo + (hi - lo) * uniform(&state);

        worst = fmax(worst, ulps(f(x), exact(x)));
    }
    return worst;
}

static double
exp_of_a_bit_more(double x)
{
    return portable_exp(x + 8 * DBL_EPSILON);
}

static void
exp_error_is_below_one_ulp(void **state)
{
    (void)state;
    assert_true(worst_exp(portable_exp, expl, -708, 709.78) < 1);
    assert_true(worst_exp(portable_exp, expl, -1, 1) < 1);
    assert_true(worst_exp(portable_exp, expl, -745.1, -708) < 1);
    assert_true(worst_exp(portable_exp, expl, -1e-8, 1e-8) < 1);
    assert_true(worst_exp(exp_of_a_bit_more, expl, -1, 1) > 1);
    assert_true(worst_exp(portable_exp2, exp2l, -1022, 1023.99) < 1);
    assert_true(worst_exp(portable_exp2, exp2l, -1, 1) < 1);
    assert_true(worst_exp(portable_exp2, exp2l, -1074, -1022) < 1);
}

static void
exp_special_values(void **state)
{
    (void)state;
    assert_true(portable_exp(0.0) == 1 && portable_exp(-0.0) == 1);
    assert_true(portable_exp(INFINITY) == INFINITY && portable_exp(-INFINITY) == 0);
    assert_true(isnan(portable_exp(NAN)) && isnan(portable_exp2(NAN)));
    assert_true(portable_exp(709.782712893384) < INFINITY);
    assert_true(portable_exp(709.7827128933841) == INFINITY);
    assert_true(portable_exp(1e300) == INFINITY && portable_exp(-1e300) == 0);
    assert_true(portable_exp(-745.13) == DBL_TRUE_MIN);
    assert_true(portable_exp(-745.14) == 0);
    assert_true(portable_exp2(1024) == INFINITY && portable_exp2(-1076) == 0);
    for (int k = -1074; k < 1024; k++) {
        assert_true(portable_exp2(k) == ldexp(1, k));
    }
}

static void
pow_is_exact_where_documented(void **state)
{
    uint64_t random = 3;
    double worst = 0;

    (void)state;
    assert_true(
        portable_pow(0, 0.5) == 0 && portable_pow(0, 0) == 1 && portable_pow(0, 1) == 0);
    assert_true(portable_pow(1, 1e300) == 1);
    assert_true(portable_pow(0, -1) == INFINITY);
    assert_true(isnan(portable_pow(-2, 0.5)));
    assert_true(portable_pow(INFINITY, 2) == INFINITY);
    for (int i = 0; i < MANY / 10; i++) {
        double x = any_positive(&random);
        double u = uniform(&random);
        double y = 4 * uniform(&random) - 2;
        long double exact = powl(u, y);

        assert_true(portable_pow(x, 0) == 1 && portable_pow(x, 1) == x);
        /* The error grows with |y log x|, because its rounding error is exponentiated. */
        if (u > 0) {
            worst = fmax(worst, ulps(portable_pow(u, y), exact) / (2 + 2 * fabs(y * log(u))));
        }
    }
    assert_true(worst < 1);
}

static long double
logit(long double p)
{
    return fabsl(p - 0.5L) < 0.25L ? 2 * atanhl(2 * p - 1) : logl(p / (1 - p));
}

static void
logistic_functions_are_accurate(void **state)
{
    uint64_t random = 4;
    double worst = 0, worst_logit = 0;

    (void)state;
    for (int i = 0; i < MANY / 4; i++) {
        double x = 80 * uniform(&random) - 40;
        double p = uniform(&random);

        worst = fmax(worst, ulps(portable_expit(x), 1 / (1 + expl(-(long double)x))));
        if (i % 2 == 0) {
            p = 0.5 + (p - 0.5) * 0x1p-20;
        }
        if (p > 0 && p != 0.5) {
            worst_logit = fmax(worst_logit, ulps(portable_logit(p), logit(p)));
        }
    }
    assert_true(worst < 2.5);
    assert_true(worst_logit < 5);
    assert_true(portable_expit(0) == 0.5 && portable_logit(0.5) == 0);
    assert_true(portable_expit(800) == 1 && portable_expit(-800) == 0);
}

/* Whether P(N < x) < u, for x < 0. Uses erfc or erf, whichever is more accurate. */
static bool
is_below(long double x, long double u)
{
    return u > 0.25L ? erfl(-x / sqrtl(2)) / 2 > 0.5L - u : erfcl(-x / sqrtl(2)) / 2 < u;
}

/* The quantile by bisection, to long double accuracy. u < 1/2. */
static long double
normal_by_bisection(long double u)
{
    long double lo = -40, hi = 0;

    for (int i = 0; i < 80; i++) {
        long double middle = (lo + hi) / 2;

        if (is_below(middle, u)) {
            lo = middle;
        } else {
            hi = middle;
        }
    }
    return (lo + hi) / 2;
}

static double
worst_normal(double argument_factor)
{
    uint64_t random = 5;
    double worst = 0;

    for (int i = 0; i < 20000; i++) {
        double u = i % 2 == 0 ? uniform(&random) / 2 : exp2(-1 - 60 * uniform(&random));
        long double exact;

        if (u <= 0) {
            continue;
        }
        exact = normal_by_bisection(u);
        worst = fmax(worst, (double)fabsl(portable_normal(u * argument_factor) / exact - 1));
    }
    return worst;
}

static void
normal_quantile_is_accurate(void **state)
{
    (void)state;
    assert_true(worst_normal(1) < 1.5e-15);
    assert_true(worst_normal(1 + 1e-13) > 1.5e-15);
    assert_true(portable_normal(0.5) == 0);
    for (double u = 0.51; u < 1; u += 0.01) {
        /* 1 - u is exact here. */
        assert_true(portable_normal(u) == -portable_normal(1 - u));
    }
    assert_true(fabs(portable_normal(0.975) - 1.959963984540054) < 1e-15);
    assert_true(isfinite(portable_normal(0x1p-54)) && isfinite(portable_normal(1 - 0x1p-53)));
    assert_true(isfinite(portable_normal(DBL_TRUE_MIN)));
}

static void
add_bits(uint64_t *hash, double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof(bits));
    *hash = (*hash ^ bits) * UINT64_C(0x9e3779b97f4a7c15);
    *hash ^= *hash >> 29;
}

static void
bits_are_the_same_everywhere(void **state)
{
    uint64_t random = 6, hash = 0;

    (void)state;
    for (int i = 0; i < MANY / 8; i++) {
        double u = uniform(&random) + 0x1p-54;

        add_bits(&hash, portable_log(any_positive(&random)));
        add_bits(&hash, portable_log(u));
        add_bits(&hash, portable_exp(1480 * u - 745));
        add_bits(&hash, portable_exp2(20 * u - 10));
        add_bits(&hash, portable_pow(u, 5 * uniform(&random)));
        add_bits(&hash, portable_expit(30 * u - 15));
        add_bits(&hash, portable_logit(u));
        add_bits(&hash, portable_normal(u));
    }
    if (hash != UINT64_C(0xd6f1a38427a9bd42)) {
        fail_msg("the hash is %#llx", (unsigned long long)hash);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(log_error_is_below_one_ulp),
        cmocka_unit_test(log_special_values),
        cmocka_unit_test(exp_error_is_below_one_ulp),
        cmocka_unit_test(exp_special_values),
        cmocka_unit_test(pow_is_exact_where_documented),
        cmocka_unit_test(logistic_functions_are_accurate),
        cmocka_unit_test(normal_quantile_is_accurate),
        cmocka_unit_test(bits_are_the_same_everywhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
