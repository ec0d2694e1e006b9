/* Compares results with those of other programs for the same data, where the definitions agree:
   elementary effects and Sobol' indices of SALib (src/SALib/analyze/morris.py and sobol.py),
   regressions of numpy 1.24 with scipy 1.10 and of R 4.2 (lm of the ranks, as in pcc of the R
   package sensitivity). The values have no noise, so that nothing is subtracted from the
   estimates. SALib centres values on their mean over all matrices. Here its formulas are applied
   to values that are centred on the mean over A and B. S2 is the mean of the two values of a
   pair. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/morris.h"
#include "analysis/regress/regress.h"
#include "analysis/sobol.h"
#include "assert_ok.h"
#include "screened.h"

static const double pi = 3.14159265358979323846;

static double
ishigami(const double *u)
{
    double x = sin(-pi + 2 * pi * u[0]), y = sin(-pi + 2 * pi * u[1]);

    return x + 7 * y * y + 0.1 * pow(-pi + 2 * pi * u[2], 4) * x;
}

static bool
near(double x, double y)
{
    return fabs(x - y) < 1e-11 * fmax(1, fabs(y));
}

static void
test_morris(void **state)
{
    static const double mu[] = {7.704054111593104, 0, -6.248796103333115};
    static const double mu_star[] = {7.704054111593104, 7.874999999999996, 6.248796103333117};
    static const double sigma[] = {6.6802440281373086, 8.418729120241364, 6.680244028137308};
    struct point_means means = {0};
    struct experiment e;
    struct morris m;

    (void)state;
    screened_read(&e, 3, "{'morris': {'trajectories': 8}}", 1);
    means.n_points = e.n_points;
    means.value = means.deviation = screened_values(&e, ishigami);
    assert_ok(morris_effects(&m, &e, 0, &means), NULL);
    for (int32_t j = 0; j < 3; j++) {
        struct morris_row row = {0};

        assert_ok(morris_estimate(&m, j, .95, 100, 1, 1, &row), NULL);
        assert_true(near(row.mu, mu[j]) && near(row.mu_star, mu_star[j]));
        assert_true(near(row.sigma, sigma[j]));
    }
    morris_free(&m);
    means.value[3] += 1e-6; /* the twin */
    assert_ok(morris_effects(&m, &e, 0, &means), NULL);
    {
        struct morris_row row = {0};
        int same = 0;

        for (int32_t j = 0; j < 3; j++) {
            assert_ok(morris_estimate(&m, j, .95, 100, 1, 1, &row), NULL);
            same += near(row.mu_star, mu_star[j]) && near(row.mu, mu[j]);
        }
        assert_true(same < 3);
    }
    morris_free(&m);
    free(means.value);
    experiment_free(&e);
}

static void
test_sobol(void **state)
{
    static const double known[] = {0.20948717311069445, 0.42630810669278774, 0.5824339300835115,
        0.6294665533361056, -0.013006264708693455, 0.08550856976486668,
        (0.49021284255503006 + 0.07286339576813292) / 2,
        (0.3149279427049835 + 0.630416633188251) / 2,
        (-0.17720615220595667 + 0.40461631470108583) / 2};
    const struct experiment_analysis a = {.confidence = .95, .resamples = 100};
    struct sobol_row rows[10] = {{0}};
    struct point_means means = {0};
    struct experiment e;
    struct sobol s;

    (void)state;
    screened_read(&e, 3, "{'saltelli': {'base': 16, 'second_order': true}}", 1);
    means.n_points = e.n_points;
    means.value = means.deviation = screened_values(&e, ishigami);
    assert_ok(sobol_collect(&s, &e, 0, &means), NULL);
    assert_int_equal(sobol_count(&s), 9);
    assert_ok(sobol_estimate(&s, &a, 1, 1, rows), NULL);
    for (int k = 0; k < 9; k++) {
        assert_true(near(rows[k].estimate, known[k]));
    }
    sobol_free(&s);
    free(means.value);
    experiment_free(&e);
}

/* Twelve points with three inputs, two of which have equal values. No random numbers are used. */
enum { N = 12 };

static void
make(double *inputs, double *values)
{
    for (int i = 0; i < N; i++) {
        double *x = inputs + i;

        x[0] = (7 * i % 12 + .5) / 12;
        x[N] = ((5 * i + i * i / 3) % 12 + .5) / 12;
        x[2 * N] = 5 * i % 4 / 3.;
        values[i] = exp(2 * x[0]) - 3 * x[N] * x[N] + .5 * x[2 * N] * x[0] + .1 * (11 * i % 7);
    }
}

static void
test_regress(void **state)
{
    static const double known[] = {0.9653679149460741, 1.0851837086695395, -0.8146797867691693,
        -0.575367119562866, 0.33030311585813915, 0.07041294990356659, 0.942113081276785};
    const struct experiment_analysis a = {.confidence = .95, .resamples = 200};
    double inputs[3 * N], values[N], none[N] = {0};
    const struct regress r = {
        .inputs = inputs, .values = values, .deviations = none, .n = N, .n_inputs = 3};
    struct regress_row rows[7] = {{0}};

    (void)state;
    make(inputs, values);
    assert_ok(regress_estimate(&r, &a, 1, 1, rows), NULL);
    for (int k = 0; k < 7; k++) {
        assert_true(near(rows[k].uncorrected, known[k]));
        assert_true(k == 6 || rows[k].estimate == rows[k].uncorrected);
        assert_true(rows[k].ci_lo < rows[k].estimate && rows[k].estimate < rows[k].ci_hi);
    }
    assert_true(near(rows[6].estimate, 1 - (1 - known[6]) * 11 / 8));
    values[5] -= 1e-6; /* the twin: no rank changes */
    assert_ok(regress_estimate(&r, &a, 1, 1, rows), NULL);
    for (int k = 0; k < 7; k++) {
        assert_true(near(rows[k].uncorrected, known[k]) == (k % 2 == 0 && k < 6));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_morris),
        cmocka_unit_test(test_sobol),
        cmocka_unit_test(test_regress),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
