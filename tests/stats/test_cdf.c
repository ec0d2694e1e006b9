/* Compares distribution functions with those of GSL. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stats/cdf.h"

static void
check_close(double x, double expected, double relative)
{
    if (!(fabs(x - expected) <= relative * fabs(expected) + 1e-300)) {
        fail_msg("%.17g is not %.17g", x, expected);
    }
}

static void
log_gamma_agrees(void **state)
{
    (void)state;
    check_close(cdf_log_gamma(0.5), 0.57236494292470008707, 1e-14);
    for (double x = 0.01; x < 1e9; x *= 1.37) {
        double expected = gsl_sf_lngamma(x);

        assert_true(fabs(cdf_log_gamma(x) - expected) < 1e-14 * fmax(2, fabs(expected)));
    }
}

static void
beta_agrees(void **state)
{
    (void)state;
    for (double a = 0.5; a < 2e6; a *= 3.3) {
        for (double b = 0.5; b < 2e6; b *= 4.1) {
            double mean = a / (a + b), sd = sqrt(mean * (1 - mean) / (a + b + 1));

            for (double z = -3; z <= 3; z += 0.75) {
                double x = mean + z * sd;

                if (x > 0 && x < 1) {
                    check_close(cdf_beta(a, b, x, 1 - x), gsl_cdf_beta_P(x, a, b), 2e-8);
                }
            }
        }
    }
    check_close(
        cdf_beta(2, 3, 0.3, 0.7), 0.3483, 1e-13); /* computed by hand, the others with R */
    check_close(cdf_beta(1e6, 2.3e6, 0.30333030303, 0.69666969697), 0.882145814381135, 1e-10);
    check_close(cdf_t_tails(-3.3, 1e6), 0.000966882079340003, 1e-10);
    check_close(cdf_binomial(3000, 10000, 0.3), 0.504932983819299, 1e-11);
}

static void
small_arguments_keep_their_digits(void **state)
{
    (void)state;
    /* P(B <= x) of Beta(1, n) is 1 - (1 - x)^n, about n x. */
    check_close(cdf_beta(1, 1e7, 1e-20, 1), 1e-13, 1e-9);
    check_close(cdf_beta(1e7, 1, 1, 1e-20), 1, 1e-12);
    assert_true(cdf_beta(1, 2, 0, 1) == 0);
    assert_true(cdf_beta(1, 2, 1, 0) == 1);
}

/* Cases where gsl_cdf_beta_Pinv fails: 484 of 500, 3 of 100 000, 0 to 3 of 10 000 000. */
static void
beta_quantiles_invert(void **state)
{
    static const double cases[][3] = {{485, 16, 0.975}, {484, 17, 0.025}, {3, 99998, 0.025},
        {4, 99997, 0.975}, {1, 1e7, 0.975}, {4, 9999997, 0.975}, {0.5, 0.5, 0.001}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double x = cdf_beta_quantile(cases[i][0], cases[i][1], cases[i][2]);

        check_close(gsl_cdf_beta_P(x, cases[i][0], cases[i][1]), cases[i][2], 2e-8);
    }
    check_close(cdf_beta_quantile(1, 10, 0.975), 1 - pow(0.025, 0.1), 1e-13);
}

static void
gamma_agrees(void **state)
{
    (void)state;
    for (double a = 0.5; a < 5e4;
         a *= 3.3) { /* for larger shapes the error of GSL is up to 2e-3 */
        for (double z = -3; z <= 4; z += 0.7) {
            double x = a + z * sqrt(a);

            if (x > 0) {
                check_close(cdf_gamma(a, x), gsl_cdf_gamma_P(x, a, 1), 2e-8);
            }
        }
    }
    check_close(cdf_gamma(834567, 834000), 0.26748609529239731, 1e-12); /* R */
    check_close(cdf_gamma(3e7, 30005000), 0.81934745440004519, 1e-11);
    check_close(cdf_gamma(1, 1e-20), 1e-20, 1e-13);
    check_close(cdf_gamma(1, 3), 1 - exp(-3), 1e-14);
    assert_true(cdf_gamma(3, 0) == 0);
}

/* Counts where gsl_cdf_gamma_Pinv fails, and all smaller ones. */
static void
gamma_quantiles_invert(void **state)
{
    static const double tails[] = {1e-4, 0.025, 0.5, 0.975, 0.9999};

    (void)state;
    for (int32_t k = 1; k < 100000; k += 1 + k / 3) {
        for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
            check_close(cdf_gamma(k, cdf_gamma_quantile(k, tails[i])), tails[i], 1e-11);
        }
    }
    check_close(gsl_cdf_gamma_P(cdf_gamma_quantile(1160, 0.975), 1160, 1), 0.975, 1e-10);
    check_close(cdf_gamma_quantile(1, 0.975), -log(0.025), 1e-14);
}

static void
student_agrees(void **state)
{
    (void)state;
    check_close(cdf_t_within(0.95, 1), 12.706204736174705, 1e-12);
    check_close(cdf_t_within(0.95, 9), 2.2621571627982053, 1e-12);
    check_close(cdf_t_within(0.5, 3), 0.76489232840434513, 1e-12);
    for (double degrees = 1; degrees < 1e7; degrees *= 2.7) {
        for (double confidence = 0.5; confidence < 0.9999; confidence += 0.0731) {
            double t = cdf_t_within(confidence, degrees);

            check_close(t, gsl_cdf_tdist_Pinv(0.5 + confidence / 2, degrees), 1e-8);
            check_close(cdf_t_tails(-t, degrees), 1 - confidence, 1e-8);
        }
    }
    assert_true(cdf_t_tails(0, 5) == 1);
    assert_true(cdf_t_tails(INFINITY, 5) == 0);
    check_close(cdf_t_tails(40, 100), 2 * gsl_cdf_tdist_Q(40, 100), 1e-9);
}

static void
binomial_agrees(void **state)
{
    (void)state;
    for (int32_t n = 1; n < 3000; n = n * 3 + 1) {
        for (int32_t k = 0; k < n; k += 1 + n / 17) {
            double expected = gsl_cdf_binomial_P((unsigned)k, 0.3, (unsigned)n);

            if (expected > 1e-290) {
                check_close(cdf_binomial(k, n, 0.3), expected, 1e-9);
            }
        }
    }
    assert_true(cdf_binomial(-1, 5, 0.5) == 0);
    assert_true(cdf_binomial(5, 5, 0.5) == 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(log_gamma_agrees),
        cmocka_unit_test(beta_agrees),
        cmocka_unit_test(small_arguments_keep_their_digits),
        cmocka_unit_test(beta_quantiles_invert),
        cmocka_unit_test(gamma_agrees),
        cmocka_unit_test(gamma_quantiles_invert),
        cmocka_unit_test(student_agrees),
        cmocka_unit_test(binomial_agrees),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
