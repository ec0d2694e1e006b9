#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kernel/tally.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <string.h>

static bool
close_to(double x, double y)
{
    return fabs(x - y) <= 1e-12 * fmax(1, fabs(y));
}

static double
observation(int i)
{
    return 1e3 + sin(i) * (i % 7);
}

static struct tally
tally_of(int from, int to)
{
    struct tally t = {0};

    for (int i = from; i < to; i++) {
        tally_add(&t, observation(i));
    }
    return t;
}

static void
moments_agree_with_gsl(void **state)
{
    enum { N = 1000 };
    struct tally t = tally_of(0, N);
    double x[N];

    (void)state;
    for (int i = 0; i < N; i++) {
        x[i] = observation(i);
    }
    assert_int_equal(t.n, N);
    assert_true(close_to(t.mean, gsl_stats_mean(x, 1, N)));
    assert_true(close_to(tally_variance(&t), gsl_stats_variance(x, 1, N)));
    assert_true(t.min == gsl_stats_min(x, 1, N) && t.max == gsl_stats_max(x, 1, N));
}

static void
few_observations(void **state)
{
    struct tally t = {0};

    (void)state;
    assert_true(isnan(tally_variance(&t)));
    tally_add(&t, -3);
    assert_true(t.mean == -3 && t.min == -3 && t.max == -3);
    assert_true(isnan(tally_variance(&t)));
    tally_add(&t, -5);
    assert_true(t.mean == -4 && tally_variance(&t) == 2 && t.min == -5 && t.max == -3);
}

/* The variance stays accurate with a large offset. */
static void
variance_is_accurate_with_an_offset(void **state)
{
    struct tally t = {0};

    (void)state;
    for (int i = 0; i < 1000; i++) {
        tally_add(&t, 1e9 + i % 2);
    }
    assert_true(fabs(tally_variance(&t) - 0.25 * 1000 / 999) < 1e-7);
}

static void
merging_equals_adding(void **state)
{
    const struct tally whole = tally_of(0, 500);

    (void)state;
    for (int cut = 0; cut <= 500; cut += 25) {
        struct tally a = tally_of(0, cut);
        struct tally b = tally_of(cut, 500);

        tally_merge(&a, &b);
        assert_int_equal(a.n, 500);
        assert_true(close_to(a.mean, whole.mean));
        assert_true(close_to(tally_variance(&a), tally_variance(&whole)));
        assert_true(a.min == whole.min && a.max == whole.max);
    }
}

static void
time_average(void **state)
{
    struct tally_time t = {0};

    (void)state;
    assert_true(tally_time_area(&t, 10) == 0);
    tally_time_set(&t, 2, 3);
    tally_time_set(&t, 5, 1);
    assert_true(tally_time_area(&t, 5) == 9);
    assert_true(tally_time_area(&t, 7) == 11);
    assert_true(tally_time_area(&t, 7) == 11);
    tally_time_set(&t, 7, 0);
    assert_true(tally_time_area(&t, 100) == 11);
    assert_true(t.max == 3);
}

static double
quantile(double *x, int32_t n, double p)
{
    double value;

    tally_quantiles(x, n, &p, &value, 1);
    return value;
}

/* Computed by hand; equal to R's quantile(x, p, type = 7). */
static void
quantile_is_type_7(void **state)
{
    double x[] = {9, 2, 7, 4};
    double one[] = {5};
    const double p[] = {0, 0.25, 0.5, 0.9, 1};
    double values[5];

    (void)state;
    tally_quantiles(x, 4, p, values, 5);
    assert_true(values[0] == 2 && values[1] == 3.5 && values[2] == 5.5 && values[4] == 9);
    assert_true(close_to(values[3], 8.4));
    assert_true(quantile(one, 1, 0) == 5 && quantile(one, 1, 0.7) == 5);
    assert_true(isnan(quantile(one, 0, 0.5)));
}

enum { LONGEST = 3000 };

/* One of several orders of n values; in the last order every value occurs many times. */
static void
fill(double *x, int n, int order)
{
    for (int i = 0; i < n; i++) {
        x[i] = order == 0   ? i
               : order == 1 ? -i
               : order == 2 ? (i < n / 2 ? i : n - i) /* up and down again */
               : order == 3 ? observation(i * i % 997)
                            : i * 7919 % 5;
    }
}

static void
quantiles_equal_those_of_gsl(void **state)
{
    static const double p[] = {0, 0.0625, 0.5, 0.9, 0.995, 1};
    static double x[LONGEST], sorted[LONGEST];
    double values[6];

    (void)state;
    for (int n = 1; n <= LONGEST; n += n < 60 ? 1 : 420) {
        for (int order = 0; order < 5; order++) {
            fill(x, n, order);
            memcpy(sorted, x, sizeof(x));
            gsl_sort(sorted, 1, (size_t)n);
            tally_quantiles(x, n, p, values, 6);
            for (int k = 0; k < 6; k++) {
                assert_true(close_to(values[k],
                    gsl_stats_quantile_from_sorted_data(sorted, 1, (size_t)n, p[k])));
            }
            gsl_sort(x, 1, (size_t)n); /* no value was lost */
            assert_memory_equal(x, sorted, (size_t)n * sizeof(*x));
        }
    }
}

/* Lengths up to 3000 in steps. */
static void
sorting_equals_that_of_gsl(void **state)
{
    static double x[LONGEST], sorted[LONGEST];

    (void)state;
    for (int n = 0; n <= LONGEST; n += n < 60 ? 1 : 420) {
        for (int order = 0; order < 5; order++) {
            fill(x, n, order);
            memcpy(sorted, x, sizeof(x));
            gsl_sort(sorted, 1, (size_t)n);
            tally_sort(x, n);
            for (int i = 0; i < n; i++) {
                assert_true(x[i] == sorted[i]);
            }
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_agree_with_gsl),
        cmocka_unit_test(few_observations),
        cmocka_unit_test(variance_is_accurate_with_an_offset),
        cmocka_unit_test(merging_equals_adding),
        cmocka_unit_test(time_average),
        cmocka_unit_test(quantile_is_type_7),
        cmocka_unit_test(quantiles_equal_those_of_gsl),
        cmocka_unit_test(sorting_equals_that_of_gsl),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
