/* Tests Morris designs with functions whose elementary effects are known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "analysis/morris.h"
#include "assert_ok.h"
#include "kernel/portable_math.h"
#include "screened.h"

enum { FACTORS = 20 };

/*
 * The function of Morris (1991), with w = 2 (x - 1/2) except for factors 3, 5 and 7. The
 * coefficients of the first order are 20 for factors 1 to 10, and those of the second order -15 for
 * 1 to 6. Those of the third order are -10 for 1 to 5, and those of the fourth order 5 for 1 to 4.
 * The coefficients that Morris draws from a standard normal distribution are 0 here.
 */
static double
morris_1991(const double *x)
{
    double w[FACTORS], y = 0;

    for (int i = 0; i < FACTORS; i++) {
        w[i] = i == 2 || i == 4 || i == 6 ? 2 * (1.1 * x[i] / (x[i] + 0.1) - 0.5)
                                          : 2 * (x[i] - 0.5);
        y += i < 10 ? 20 * w[i] : 0;
    }
    for (int i = 0; i < 6; i++) {
        for (int j = i + 1; j < 6; j++) {
            y += -15 * w[i] * w[j];
            for (int l = j + 1; l < 5 && j < 5; l++) {
                y += -10 * w[i] * w[j] * w[l];
            }
        }
    }
    return y + 5 * w[0] * w[1] * w[2] * w[3];
}

static double
linear(const double *x)
{
    return 3 * x[0] - 2 * x[1] + 0 * x[2];
}

static double
product(const double *x)
{
    return x[0] * x[1];
}

static void
estimate(const struct experiment *e, double *y, int32_t factor, struct morris_row *row)
{
    const struct point_means means = {.value = y, .deviation = y, .n_points = e->n_points};
    struct morris m;

    memset(row, 0, sizeof(*row));
    assert_ok(morris_effects(&m, e, 0, &means), NULL);
    assert_ok(morris_estimate(&m, factor, .95, 500, 1, 5, row), NULL);
    morris_free(&m);
}

/* The effects of a linear function are its slopes on every trajectory. */
static void
test_linear(void **state)
{
    static const double slopes[] = {3, -2, 0};
    struct experiment e;
    struct morris_row row;
    double *y;

    (void)state;
    screened_read(&e, 3, "{'morris': {'trajectories': 10, 'levels': 6}}", 1);
    assert_int_equal(e.n_points, 40);
    y = screened_values(&e, linear);
    for (int32_t j = 0; j < 3; j++) {
        estimate(&e, y, j, &row);
        assert_int_equal(row.n, 10);
        assert_true(fabs(row.mu - slopes[j]) < 1e-12 && row.sigma < 1e-12);
        assert_true(fabs(row.mu_star - fabs(slopes[j])) < 1e-12);
        assert_true(fabs(row.mu_star_hi - row.mu_star_lo) < 1e-12);
    }
    y[0] = NAN; /* the first trajectory loses its first step */
    {
        int64_t n = 0;

        for (int32_t j = 0; j < 3; j++) {
            estimate(&e, y, j, &row);
            n += row.n;
        }
        assert_int_equal(n, 29);
    }
    free(y);
    experiment_free(&e);
}

/* Factors 1 to 7 are nonlinear or interact, 8 to 10 are linear, the others have no effect. */
static void
test_morris_1991(void **state)
{
    struct experiment e;
    struct morris_row row;
    double *y;

    (void)state;
    screened_read(&e, FACTORS, "{'morris': {'trajectories': 20}}", 3);
    y = screened_values(&e, morris_1991);
    for (int32_t j = 0; j < FACTORS; j++) {
        estimate(&e, y, j, &row);
        if (j < 7) {
            assert_true(row.sigma > 10 && row.mu_star > 20);
        } else if (j < 10) {
            assert_true(row.sigma < 1e-9 && fabs(row.mu_star - 40) < 1e-9);
        } else {
            assert_true(row.mu_star < 1e-9);
        }
    }
    for (int64_t i = 0; i < e.n_points; i++) { /* a twin in which one factor matters more */
        y[i] += 5 * experiment_value(&e, i, 15);
    }
    estimate(&e, y, 15, &row);
    assert_true(row.mu_star > 1);
    free(y);
    experiment_free(&e);
}

/* The effect of x1 in x1 x2 is x2, one of four grid values: the mean absolute effect is 1/2. */
static void
test_coverage(void **state)
{
    enum { TIMES = 400 };
    int covered = 0, covered_wrong = 0;

    (void)state;
    for (int t = 1; t <= TIMES; t++) {
        struct experiment e;
        struct morris_row row;
        double *y;

        screened_read(&e, 2, "{'morris': {'trajectories': 40}}", t);
        y = screened_values(&e, product);
        estimate(&e, y, 0, &row);
        covered += row.mu_star_lo <= 0.5 && 0.5 <= row.mu_star_hi;
        covered_wrong += row.mu_star_lo <= 0.65 && 0.65 <= row.mu_star_hi;
        free(y);
        experiment_free(&e);
    }
    print_message("# mean absolute effect: %d of %d intervals cover it\n", covered, TIMES);
    assert_true(covered > 0.90 * TIMES && covered < 0.98 * TIMES);
    assert_true(covered_wrong < 0.3 * TIMES);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_linear),
        cmocka_unit_test(test_morris_1991),
        cmocka_unit_test(test_coverage),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
