/* Compares each distribution with its distribution function in GSL: at quantiles if one uniform
   number determines the value, otherwise with a Kolmogorov or chi-square test. Every statistical
   test runs twice: with the right parameters, and with parameters that are wrong by a few per
   cent, where it must fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"
#include "kernel/distribution.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const struct stream_base base = {.seed = 2026, .replication = 1};

static bool
close_to(double x, double y)
{
    return fabs(x - y) <= 1e-13 * fmax(1, fabs(y));
}

static void
quantiles_are_exact(void **state)
{
    (void)state;
    for (int i = 1; i < 1000; i++) {
        double u = i / 1000.0;

        assert_true(close_to(distribution_exponential(u), -log(u)));
        assert_true(close_to(
            distribution_lognormal(u, 3, 0.7), 3 * exp(0.7 * gsl_cdf_ugaussian_Pinv(u))));
        assert_true(close_to(distribution_gumbel(u), -log(-log(u))));
        assert_true(close_to(distribution_beta_2_1(u), sqrt(u)));
    }
    assert_true(distribution_lognormal(0.5, 3, 0.7) == 3);
    assert_true(distribution_lognormal(0.1, 3, 0) == 3);
    assert_true(distribution_lognormal(0.1, 0, 1) == 0);
    assert_true(
        isfinite(distribution_gumbel(0x1p-54)) && isfinite(distribution_gumbel(1 - 0x1p-53)));
    for (double x = 1; x > 0x1p-53; x *= 0.9990234375) {
        double u = 1 - x;

        assert_true(u == 0 || distribution_gumbel_bound(u) >= distribution_gumbel(u));
        assert_true(x > 0.1 || distribution_gumbel_bound(u) < distribution_gumbel(u) + 0.1);
        assert_true(distribution_gumbel_floor(u) <= distribution_gumbel(u));
        assert_true(x > 0.5 || distribution_gumbel_floor(u) > distribution_gumbel(u) - 0.2);
    }
    for (int k = 1; k <= 53; k++) {
        assert_true(distribution_gumbel_floor(1 - ldexp(1, -k)) <=
                    distribution_gumbel(1 - ldexp(1, -k)));
        assert_true(distribution_gumbel_bound(1 - ldexp(1, -k)) >=
                    distribution_gumbel(1 - ldexp(1, -k)));
    }
    assert_true(isfinite(distribution_exponential(0x1p-54)) &&
                distribution_exponential(1 - 0x1p-53) > 0);
}

static void
discrete_follows_the_weights(void **state)
{
    static const double weights[] = {0, 1, 0, 2, 5, 0};
    static const double one[] = {0, 0, 3};

    (void)state;
    assert_int_equal(distribution_discrete(0x1p-54, weights, 6), 1);
    assert_int_equal(distribution_discrete(0.1249999, weights, 6), 1);
    assert_int_equal(distribution_discrete(0.1250001, weights, 6), 3);
    assert_int_equal(distribution_discrete(0.3749999, weights, 6), 3);
    assert_int_equal(distribution_discrete(0.3750001, weights, 6), 4);
    assert_int_equal(distribution_discrete(1 - 0x1p-53, weights, 6), 4);
    assert_int_equal(distribution_discrete(0x1p-54, one, 3), 2);
    assert_int_equal(distribution_discrete(1 - 0x1p-53, one, 3), 2);
}

/* Rounding may leave a positive rest after the last weight. Even then no element of weight zero is
   drawn. */
static void
discrete_never_draws_a_zero_weight(void **state)
{
    double weights[40];

    (void)state;
    for (uint64_t i = 0; i < 3000; i++) {
        int32_t k;

        for (int j = 0; j < 40; j++) {
            weights[j] = j % 3 == 1 ? stream_block(&base, 1, i, 0, (uint64_t)j).u[0] : 0;
        }
        k = distribution_discrete(1 - 0x1p-53, weights, 40);
        assert_true(k >= 0 && weights[k] > 0);
        k = distribution_discrete(0x1p-54, weights, 40);
        assert_true(k >= 0 && weights[k] > 0);
    }
}

/* distribution_poisson(u) is the smallest k with P(K <= k) >= u. */
static void
poisson_inverts_its_distribution(void **state)
{
    static const double means[] = {0.01, 0.5, 1, 3.7, 20, 100, 500};

    (void)state;
    for (size_t i = 0; i < sizeof(means) / sizeof(means[0]); i++) {
        for (int j = 1; j < 400; j++) {
            double u = j / 400.0 + 1e-7;
            int32_t k = distribution_poisson(u, means[i]);

            assert_true(gsl_cdf_poisson_P((unsigned)k, means[i]) >= u - 1e-11);
            assert_true(k == 0 || gsl_cdf_poisson_P((unsigned)k - 1, means[i]) <= u + 1e-11);
        }
        assert_true(
            distribution_poisson(1 - 0x1p-53, means[i]) < means[i] + 10 * sqrt(means[i]) + 20);
    }
    assert_int_equal(distribution_poisson(0.999, 0), 0);
    assert_int_equal(distribution_poisson(1 - 0x1p-53, 0), 0);
}

static int
ascending(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Kolmogorov's statistic of p values times sqrt(n); above 1.95 with probability 0.001. */
static double
kolmogorov(double *p, int n)
{
    double d = 0;

    qsort(p, (size_t)n, sizeof(*p), ascending);
    for (int i = 0; i < n; i++) {
        d = fmax(d, fmax((i + 1.0) / n - p[i], p[i] - (double)i / n));
    }
    return d * sqrt(n);
}

enum { N = 40000 };
#define CRITICAL 1.95

typedef double draw(struct stream *s, double a, double b);
typedef double distribution(double x, double a, double b);

/* Tests draws with parameters (a, b) against the distribution with parameters (a * wrong, b). */
static double
misfit(draw *sample, distribution *cdf, double a, double b, double wrong)
{
    double *p = calloc(N, sizeof(*p));
    double d;

    for (uint64_t i = 0; i < N; i++) {
        struct stream s = stream_at(&base, hash_text("law"), i, 0);

        p[i] = cdf(sample(&s, a, b), a * wrong, b);
    }
    d = kolmogorov(p, N);
    free(p);
    return d;
}

static double
draw_exponential(struct stream *s, double a, double b)
{
    (void)b;
    return a * distribution_exponential(stream_next(s));
}

static double
exponential_below(double x, double a, double b)
{
    (void)b;
    return gsl_cdf_exponential_P(x, a);
}

static double
draw_lognormal(struct stream *s, double a, double b)
{
    return distribution_lognormal(stream_next(s), a, b);
}

static double
lognormal_below(double x, double a, double b)
{
    return gsl_cdf_lognormal_P(x, log(a), b);
}

static double
draw_gumbel(struct stream *s, double a, double b)
{
    return a * distribution_gumbel(stream_next(s)) + b;
}

static double
gumbel_below(double x, double a, double b)
{
    return gsl_cdf_gumbel1_P((x - b) / a, 1, 1);
}

static double
draw_beta21(struct stream *s, double a, double b)
{
    (void)a;
    (void)b;
    return distribution_beta_2_1(stream_next(s));
}

static void
inverted_distributions_fit(void **state)
{
    (void)state;
    assert_true(misfit(draw_exponential, exponential_below, 2, 0, 1) < CRITICAL);
    assert_true(misfit(draw_exponential, exponential_below, 2, 0, 1.04) > CRITICAL);
    assert_true(misfit(draw_lognormal, lognormal_below, 5, 0.5, 1) < CRITICAL);
    assert_true(misfit(draw_lognormal, lognormal_below, 5, 0.5, 1.03) > CRITICAL);
    assert_true(misfit(draw_gumbel, gumbel_below, 2, 1, 1) < CRITICAL);
    assert_true(misfit(draw_gumbel, gumbel_below, 2, 1, 1.05) > CRITICAL);
    assert_true(misfit(draw_beta21, gsl_cdf_beta_P, 2, 1, 1) < CRITICAL);
    assert_true(misfit(draw_beta21, gsl_cdf_beta_P, 2, 1, 1.04) > CRITICAL);
}

static void
gamma_fits(void **state)
{
    static const double shapes[] = {0.05, 0.3, 0.99, 1, 1.5, 4, 50, 3000};

    (void)state;
    for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
        assert_true(misfit(distribution_gamma, gsl_cdf_gamma_P, shapes[i], 2.5, 1) < CRITICAL);
        assert_true(
            misfit(distribution_gamma, gsl_cdf_gamma_P, shapes[i], 2.5, 1.05) > CRITICAL);
    }
}

static void
beta_fits(void **state)
{
    static const double shapes[][2] = {{0.3, 0.4}, {0.5, 3}, {1, 1}, {2, 1}, {2, 5}, {40, 3}};

    (void)state;
    for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
        double a = shapes[i][0], b = shapes[i][1];

        assert_true(misfit(distribution_beta, gsl_cdf_beta_P, a, b, 1) < CRITICAL);
        assert_true(misfit(distribution_beta, gsl_cdf_beta_P, a, b, 1.06) > CRITICAL);
    }
}

/* Shapes so small that both gammas underflow: the value is 0 or 1, in the proportion a : b. */
static void
beta_of_tiny_shapes_is_0_or_1(void **state)
{
    double sum = 0;

    (void)state;
    for (uint64_t i = 0; i < 10000; i++) {
        struct stream s = stream_at(&base, hash_text("coin"), i, 0);
        double x = distribution_beta(&s, 1e-5, 3e-5);

        assert_true(x >= 0 && x <= 1);
        sum += x;
    }
    /* expected 1/4, standard error 0.0043 */
    assert_true(fabs(sum / 10000 - 0.25) < 4 * 0.0043);
}

/* Returns the chi-square statistic of the counts of k = 0, 1, ..., last and of larger k, in
   standard deviations from its mean. */
static double
poisson_misfit(double mean, double assumed, int last)
{
    int *count = calloc((size_t)last + 2, sizeof(*count));
    double chi = 0;

    for (uint64_t i = 0; i < N; i++) {
        int32_t k = distribution_poisson(stream_uniform(&base, hash_text("count"), i, 0), mean);

        count[k > last ? last + 1 : k]++;
    }
    for (int k = 0; k <= last + 1; k++) {
        double expected = N * (k <= last ? gsl_ran_poisson_pdf((unsigned)k, assumed)
                                         : gsl_cdf_poisson_Q((unsigned)last, assumed));

        chi += (count[k] - expected) * (count[k] - expected) / expected;
    }
    free(count);
    return (chi - (last + 1)) / sqrt(2 * (last + 1));
}

static void
poisson_fits(void **state)
{
    (void)state;
    assert_true(poisson_misfit(0.4, 0.4, 3) < 4);
    assert_true(poisson_misfit(0.4, 0.4 * 1.05, 3) > 4);
    assert_true(poisson_misfit(6, 6, 14) < 4);
    assert_true(poisson_misfit(6, 6 * 1.03, 14) > 4);
}

/* Distance of the mean of distribution_discrete from its expectation, in standard errors. */
static double
discrete_misfit(const double *weights, const double *assumed, int32_t n)
{
    double sum = 0, total = 0, mean = 0, square = 0;

    for (int32_t k = 0; k < n; k++) {
        total += assumed[k];
        mean += k * assumed[k];
        square += (double)k * k * assumed[k];
    }
    mean /= total;
    for (uint64_t i = 0; i < N; i++) {
        sum +=
            distribution_discrete(stream_uniform(&base, hash_text("pick"), i, 0), weights, n);
    }
    return fabs(sum / N - mean) / sqrt((square / total - mean * mean) / N);
}

static void
discrete_fits(void **state)
{
    static const double weights[] = {1, 2, 0, 3, 4}, others[] = {1, 2, 0, 3, 4.3};

    (void)state;
    assert_true(discrete_misfit(weights, weights, 5) < 4);
    assert_true(discrete_misfit(weights, others, 5) > 4);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_exact),
        cmocka_unit_test(discrete_follows_the_weights),
        cmocka_unit_test(discrete_never_draws_a_zero_weight),
        cmocka_unit_test(poisson_inverts_its_distribution),
        cmocka_unit_test(inverted_distributions_fit),
        cmocka_unit_test(gamma_fits),
        cmocka_unit_test(beta_fits),
        cmocka_unit_test(beta_of_tiny_shapes_is_0_or_1),
        cmocka_unit_test(poisson_fits),
        cmocka_unit_test(discrete_fits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
