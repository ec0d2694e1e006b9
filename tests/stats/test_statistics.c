/* Compares each statistic with values computed by hand or with R. test_coverage.c tests
   coverage. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "stats/cdf.h"
#include "stats/statistics.h"

#define AT_95 (&(struct confidence_cache){.confidence = 0.95})

static bool
clusters(const double *counts, int64_t n)
{
    struct moments m = statistics_moments(counts, n);

    return statistics_clusters(&m);
}

static void
check_close(double x, double expected)
{
    if (isnan(expected) ? !isnan(x) : !(fabs(x - expected) <= 1e-9 * fmax(1, fabs(expected)))) {
        fail_msg("%.17g is not %.17g", x, expected);
    }
}

static void
check_estimate(struct estimate e, double value, double low, double high)
{
    check_close(e.value, value);
    check_close(e.low, low);
    check_close(e.high, high);
}

/* ---- values by hand or R ---- */

static void
means(void **state)
{
    static const double x[] = {1, 2, 3, 4, 10};

    (void)state;
    check_close(statistics_moments(x, 5).sd, sqrt(12.5));
    check_estimate(statistics_mean(x, 5, AT_95), 4, 4 - 2.7764451051977987 * sqrt(2.5),
        4 + 2.7764451051977987 * sqrt(2.5));
    check_estimate(statistics_mean(x, 1, AT_95), 1, NAN, NAN);
    check_estimate(statistics_mean(x, 0, AT_95), NAN, NAN, NAN);
    check_close(statistics_moments(x, 1).sd, NAN);
    static const double same[] = {7, 7, 7};
    check_estimate(statistics_mean(same, 3, AT_95), 7, 7, 7);
}

/* Moments are accurate far from 0, where sums of squares would lose all digits, and exact for equal
   values. The variance of 0, 1, ..., n - 1 is n (n + 1)/12. */
static void
moments_are_exact(void **state)
{
    enum { N = 1000 };
    static double x[N];
    struct moments m;

    (void)state;
    for (int32_t i = 0; i < N; i++) {
        x[i] = 1e9 + (i * 7 % N);
    }
    m = statistics_moments(x, N);
    assert_true(m.n == N && m.mean == 1e9 + 499.5);
    assert_true(fabs(m.sd - sqrt(N * (N + 1) / 12.0)) < 1e-12 * m.sd);
    for (int32_t n = 1; n <= N; n++) {
        x[n - 1] = 0.1;
        m = statistics_moments(x, n);
        assert_true(m.mean == 0.1 && (n < 2 || m.sd == 0));
    }
    x[0] = 0.2; /* perturbed twin */
    m = statistics_moments(x, N);
    assert_true(m.mean > 0.1 && m.sd > 0);
}

static void
quantiles(void **state)
{
    double x[100];

    (void)state;
    for (int32_t i = 0; i < 100; i++) {
        x[i] = i + 1;
    }
    /* R: quantile(1:100, .9); qbinom(.025, 100, .5) = 40, qbinom(.975, 100, .5) + 1 = 61 */
    check_estimate(statistics_quantile(x, 100, 0.5, AT_95), 50.5, 40, 61);
    check_estimate(statistics_quantile(x, 100, 0.9, AT_95), 90.1, 84, 96);
    check_estimate(statistics_quantile(x, 5, 0.5, AT_95), 3, NAN, NAN);
    check_estimate(statistics_quantile(x, 6, 0.5, AT_95), 3.5, 1, 6);
    check_estimate(statistics_quantile(x, 1, 0.9, AT_95), 1, NAN, NAN);
    check_estimate(statistics_quantile(x, 0, 0.9, AT_95), NAN, NAN, NAN);
    assert_true(isnan(statistics_quantile(x, 71, 0.95, AT_95).high));
    assert_true(!isnan(statistics_quantile(x, 72, 0.95, AT_95).high));
}

/* Values of an order: 0 random with ties, 1 mostly 0, 2 with INFINITY, 3 descending, 4 constant. */
static double
value_of(int order, int i)
{
    int k = i * 7919 % 1009;

    return order == 0   ? k / 3
           : order == 1 ? k % 10 == 0 ? k : 0
           : order == 2 ? k < 700 ? k : (double)INFINITY
           : order == 3 ? -i
                        : 5;
}

/* Placed values give the same quantiles as sorted ones, and none is lost. The twin places the values
   of other quantiles. */
static void
placed_values_suffice(void **state)
{
    static const double q[] = {0.1, 0.5, 0.9}, twin[] = {0.3};
    double x[1000], y[1000], z[1000];
    int differ = 0;

    (void)state;
    for (int64_t n = 0; n <= 1000; n += n < 40 ? 1 : 96) {
        for (int order = 0; order < 5; order++) {
            for (int i = 0; i < n; i++) {
                x[i] = y[i] = z[i] = value_of(order, i);
            }
            statistics_sort(x, n);
            statistics_place(y, n, q, 3, AT_95);
            statistics_place(z, n, twin, 1, AT_95);
            for (int k = 0; k < 3; k++) {
                struct estimate e = statistics_quantile(x, n, q[k], AT_95);

                check_estimate(statistics_quantile(y, n, q[k], AT_95), e.value, e.low, e.high);
                differ += n > 0 && statistics_quantile(z, n, q[k], AT_95).value != e.value;
            }
            statistics_sort(y, n);
            assert_memory_equal(x, y, (size_t)n * sizeof(x[0]));
        }
    }
    assert_true(differ > 20);
}

static void
quantiles_of_censored_times(void **state)
{
    double x[100];

    (void)state;
    for (int32_t i = 0; i < 100; i++) {
        x[i] = i < 55 ? (double)i + 1 : (double)INFINITY;
    }
    check_estimate(statistics_quantile(x, 100, 0.5, AT_95), 50.5, 40, NAN);
    check_estimate(statistics_quantile(x, 100, 0.9, AT_95), NAN, NAN, NAN);
    check_estimate(statistics_quantile(x, 100, 0.1, AT_95), 10.9, 5, 17);
    x[0] = INFINITY;
    check_estimate(statistics_quantile(x, 1, 0.5, AT_95), NAN, NAN, NAN);
}

static void
proportions(void **state)
{
    (void)state;
    /* R: prop.test(10, 50, correct = FALSE), binom.test(10, 50) */
    check_estimate(statistics_wilson(10, 50, 0.95), 0.2, 0.112437500157761, 0.330371059322254);
    check_estimate(statistics_exact(10, 50, 0.95), 0.2, 0.100302237472571, 0.337183108383488);
    check_estimate(statistics_exact(0, 10, 0.95), 0, 0, 1 - pow(0.025, 0.1));
    check_estimate(statistics_exact(10, 10, 0.95), 1, pow(0.025, 0.1), 1);
    check_estimate(statistics_wilson(0, 10, 0.95), 0, 0, 0.27753279986288864);
    check_estimate(statistics_wilson(10, 10, 0.95), 1, 1 - 0.27753279986288864, 1);
    check_estimate(statistics_wilson(0, 0, 0.95), NAN, NAN, NAN);
    check_estimate(statistics_exact(0, 0, 0.95), NAN, NAN, NAN);
    check_estimate(
        statistics_exact(484, 500, 0.95), 0.968, 0.948553231708354, 0.981600814676360);
}

static void
rates(void **state)
{
    static const double even[] = {1, 2, 1, 2, 1, 2, 1, 2},
                        clustered[] = {0, 0, 0, 9, 0, 0, 0, 0};
    static const double none[] = {0, 0, 0};

    (void)state;
    /* R: poisson.test(10, 50)$conf.int, poisson.test(0, 4)$conf.int */
    check_estimate(statistics_rate(10, 50, 0.95), 0.2, 0.0959077739226487, 0.3678071208403556);
    check_estimate(statistics_rate(0, 4, 0.95), 0, 0, -log(0.025) / 4);
    check_estimate(statistics_rate(1160, 1, 0.95), 1160, 1094.1981744055, 1228.72478331361);
    assert_false(clusters(even, 8));
    assert_true(clusters(clustered, 8));
    assert_false(clusters(none, 3));
    assert_false(clusters(clustered + 3, 1));
}

static void
ratios(void **state)
{
    static const double a[] = {1, 2, 3}, b[] = {2, 2, 4}, one[] = {0, 0, 4};
    double pseudo[3], ratio;

    (void)state;
    /* r = 6/8; r_i = 5/6, 4/6, 3/4; pseudo-values 3 r - 2 r_i */
    assert_true(statistics_pseudo(a, b, 3, &ratio, pseudo));
    check_close(ratio, 0.75);
    check_close(pseudo[0], 2.25 - 5.0 / 3);
    check_close(pseudo[1], 2.25 - 4.0 / 3);
    check_close(pseudo[2], 0.75);
    struct estimate e = statistics_ratio(a, b, 3, AT_95, pseudo);
    check_close(e.value, 0.75);
    check_close((e.low + e.high) / 2, 0.75);
    check_close(e.high - e.low, 2 * 4.302652729911275 * sqrt(1.0 / 36 / 3));
    check_estimate(statistics_ratio(a, one, 3, AT_95, pseudo), 1.5, NAN, NAN);
    check_estimate(statistics_ratio(a, b, 1, AT_95, pseudo), 0.5, NAN, NAN);
    static const double none[] = {0, 0, 0};
    check_estimate(statistics_ratio(a, none, 3, AT_95, pseudo), NAN, NAN, NAN);
    assert_false(statistics_pseudo(a, none, 3, &ratio, pseudo));
    assert_true(isnan(ratio));
    assert_true(isnan(pseudo[0]));
    /* The output may replace the input. */
    double values[] = {a[0], a[1], a[2]};
    struct estimate same = statistics_ratio(values, b, 3, AT_95, values);
    check_estimate(same, e.value, e.low, e.high);
    check_close(values[0], 2.25 - 5.0 / 3);
}

static void
pairs(void **state)
{
    static const double x[] = {1, 2, 3, 4}, y[] = {2, 4, 3, 7};
    double work[4];
    struct pairing p = statistics_paired(x, y, 4, AT_95, work);

    (void)state;
    /* R: t.test(y, x, paired = TRUE); cor(x, y); (var(x) + var(y))/var(y - x) */
    check_estimate(p.difference, 1.5, -0.554260256760521, 3.554260256760521);
    check_close(p.p_value, 0.102728078858399);
    assert_true(statistics_paired_p(x, y, 4, work) == p.p_value); /* equal in all bits */
    check_close(p.correlation, 7 / sqrt(5 * 14.0));
    check_close(p.variance_ratio, (5.0 + 14.0) / 5.0);
    check_close(
        p.half_width_unpaired, 3.078963225641062); /* R: t.test(y, x, var.equal = TRUE) */
    p = statistics_paired(x, x, 4, AT_95, work);
    check_estimate(p.difference, 0, 0, 0);
    check_close(p.p_value, NAN);
    check_close(p.variance_ratio, NAN);
    check_close(p.correlation, 1);
    p = statistics_paired(x, y, 1, AT_95, work);
    check_estimate(p.difference, 1, NAN, NAN);
    p = statistics_paired(x, y, 0, AT_95, work);
    check_estimate(p.difference, NAN, NAN, NAN);
}

static void
holm(void **state)
{
    double p[] = {0.01, NAN, 0.04, 0.03, 0.005, 0.5};
    size_t order[6];

    (void)state;
    statistics_holm(p, 6, order); /* R: p.adjust(c(.01, .04, .03, .005, .5), "holm") */
    check_close(p[0], 0.04);
    check_close(p[1], NAN);
    check_close(p[2], 0.09);
    check_close(p[3], 0.09);
    check_close(p[4], 0.025);
    check_close(p[5], 0.5);
    double all_missing[] = {NAN};
    statistics_holm(all_missing, 1, order);
    check_close(all_missing[0], NAN);
    statistics_holm(p, 0, order);
}

/* ---- cache ---- */

static void
cached_quantiles_are_right(void **state)
{
    struct confidence_cache level = {.confidence = 0.9};
    double x[200];

    (void)state;
    for (int32_t i = 0; i < 200; i++) {
        x[i] = i;
    }
    /* several values of n share a slot of the cache */
    for (int32_t round = 0; round < 2; round++) {
        for (int64_t n = 2; n <= 200; n++) {
            struct confidence_cache fresh = {.confidence = 0.9};

            assert_true(statistics_student(&level, n) == cdf_t_within(0.9, (double)n - 1));
            for (double q = 0.1; q < 1; q += 0.2) {
                struct estimate kept = statistics_quantile(x, n, q, &level);
                struct estimate made = statistics_quantile(x, n, q, &fresh);

                check_estimate(kept, made.value, made.low, made.high);
            }
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means),
        cmocka_unit_test(moments_are_exact),
        cmocka_unit_test(quantiles),
        cmocka_unit_test(placed_values_suffice),
        cmocka_unit_test(quantiles_of_censored_times),
        cmocka_unit_test(proportions),
        cmocka_unit_test(rates),
        cmocka_unit_test(ratios),
        cmocka_unit_test(pairs),
        cmocka_unit_test(holm),
        cmocka_unit_test(cached_quantiles_are_right),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
