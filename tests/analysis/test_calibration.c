/* Tests calibration: posteriors that are known in closed form, the coverage of credible
   intervals, predictions and draws. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/calibration/calibration.h"
#include "assert_ok.h"
#include "files.h"
#include "kernel/portable_math.h"
#include "long_form.h"
#include "splitmix.h"

enum { ROWS = 4000, TARGETS = 2, QUANTITIES = 3 };
static uint64_t state_of_draws = 1;

/**
 * A sample of the prior: two parameters, uniform on (0, 1), two statistics, and one held-out
 * statistic.
 */
struct data {
    double quantities[QUANTITIES * ROWS];
    double statistics[TARGETS * ROWS], differences[TARGETS * ROWS];
    int64_t points[ROWS];
    struct calibration c;
};

static const double noise = 0.05, noise_of_held_out = 0.1;
static const double importance[TARGETS] = {1, 1};
static const bool adjustable[QUANTITIES] = {true, true, true};

static double
normal(void)
{
    return portable_normal(splitmix_uniform(&state_of_draws));
}

/* Draws the statistics: a with noise, b with noise and, as the held-out one, a + b with more
   noise. */
static void
simulate(double a, double b, double statistics[3])
{
    statistics[0] = a + noise * normal();
    statistics[1] = b + noise * normal();
    statistics[2] = a + b + noise_of_held_out * normal();
}

/* Draws a sample. If `n_targets` is 1, the second parameter has no statistic. */
static void
draw(struct data *d, int32_t n_targets)
{
    for (int i = 0; i < ROWS; i++) {
        double s[3], a = splitmix_uniform(&state_of_draws),
                     b = splitmix_uniform(&state_of_draws);

        simulate(a, b, s);
        d->quantities[i] = a;
        d->quantities[ROWS + i] = b;
        d->quantities[2 * ROWS + i] = s[2];
        d->statistics[i] = s[0];
        d->statistics[ROWS + i] = s[1];
        d->points[i] = i;
    }
    d->c = (struct calibration){.n = ROWS,
        .n_targets = n_targets,
        .n_quantities = QUANTITIES,
        .differences = d->differences,
        .importance = importance,
        .quantities = d->quantities,
        .adjustable = adjustable,
        .points = d->points,
        .accept = 0.05,
        .adjust = true};
}

static void
aim(struct data *d, const double *values)
{
    for (int k = 0; k < TARGETS; k++) {
        for (int i = 0; i < ROWS; i++) {
            d->differences[k * ROWS + i] = (d->statistics[k * ROWS + i] - values[k]) / noise;
        }
    }
}

static struct calibration_summary
summarise(const struct calibration_fit *fit, int32_t quantity, double confidence)
{
    static struct calibration_number work[ROWS];

    return calibration_summarise(
        fit->values + quantity * fit->n, fit->weights, fit->n, confidence, work);
}

/* With a flat prior and normal noise, the posterior of a parameter is normal around its statistic.
   The held-out sum has the noise of both parameters and its own noise. */
static void
test_closed_form(void **state)
{
    static struct data d;
    const double values[TARGETS] = {.4, .65};
    struct calibration_fit fit;
    struct calibration_summary a, b, sum;
    double predicted = sqrt(2 * noise * noise + noise_of_held_out * noise_of_held_out), wrong;

    (void)state;
    draw(&d, 2);
    aim(&d, values);
    assert_ok(calibration_fit(&fit, &d.c), NULL);
    assert_true(fit.adjusted && fit.n == ROWS / 20 && fit.effective > 100);
    a = summarise(&fit, 0, .95);
    b = summarise(&fit, 1, .95);
    sum = summarise(&fit, 2, .95);
    print_message("# means %.3f %.3f %.3f, sd %.3f %.3f %.3f\n", a.mean, b.mean, sum.mean, a.sd,
        b.sd, sum.sd);
    assert_true(fabs(a.mean - .4) < 4 * noise / sqrt(fit.effective));
    assert_true(fabs(b.mean - .65) < 4 * noise / sqrt(fit.effective));
    assert_true(fabs(sum.mean - 1.05) < 4 * predicted / sqrt(fit.effective));
    assert_true(fabs(a.sd / noise - 1) < .2 && fabs(b.sd / noise - 1) < .2);
    assert_true(fabs(sum.sd / predicted - 1) < .2);
    assert_true(fabs((a.high - a.low) / (2 * 1.96 * noise) - 1) < .25);
    calibration_fit_free(&fit);
    d.c.adjust = false; /* the twin: without adjustment the accepted values are too wide */
    d.c.accept = .5;
    assert_ok(calibration_fit(&fit, &d.c), NULL);
    wrong = summarise(&fit, 0, .95).sd;
    assert_true(!fit.adjusted && fabs(wrong / noise - 1) > .5);
    calibration_fit_free(&fit);
}

/* The posterior of a parameter without a statistic is its prior. */
static void
test_not_identified(void **state)
{
    static struct data d;
    const double values[TARGETS] = {.5, .5};
    struct calibration_fit fit;
    struct calibration_summary b;

    (void)state;
    draw(&d, 1);
    aim(&d, values);
    assert_ok(calibration_fit(&fit, &d.c), NULL);
    b = summarise(&fit, 1, .95);
    assert_true(fabs(b.sd - sqrt(1. / 12)) < .05 && fabs(b.mean - .5) < .1);
    assert_true(summarise(&fit, 0, .95).sd < .1);
    calibration_fit_free(&fit);
    d.c.accept = 1; /* all rows: the prior */
    assert_ok(calibration_fit(&fit, &d.c), NULL);
    assert_true(!fit.adjusted && fit.n == ROWS && fabs(fit.effective - ROWS) < 1e-6);
    assert_true(fabs(summarise(&fit, 0, .95).mean - .5) < 4 * sqrt(1. / 12 / ROWS));
    calibration_fit_free(&fit);
}

/* Computes the shares of data sets whose true values are inside the intervals. `shift` is an error
   of the targets, in standard deviations of the noise. */
static void
count_covered(int times, double confidence, double shift, double shares[QUANTITIES])
{
    static struct data d;

    memset(shares, 0, QUANTITIES * sizeof(*shares));
    draw(&d, 2);
    for (int t = 0; t < times; t++) {
        double truth[3] = {.2 + .6 * splitmix_uniform(&state_of_draws),
            .2 + .6 * splitmix_uniform(&state_of_draws), 0},
               s[3];
        struct calibration_fit fit;

        if (t % 20 == 0) { /* another sample of the prior */
            draw(&d, 2);
        }
        simulate(truth[0], truth[1], s);
        truth[2] = s[2];
        s[0] += shift * noise;
        s[1] += shift * noise;
        aim(&d, s);
        assert_ok(calibration_fit(&fit, &d.c), NULL);
        for (int q = 0; q < QUANTITIES; q++) {
            struct calibration_summary x = summarise(&fit, q, confidence);

            shares[q] += (x.low <= truth[q] && truth[q] <= x.high) / (double)times;
        }
        calibration_fit_free(&fit);
    }
}

static bool
covers(const double shares[QUANTITIES], double confidence, int times)
{
    double error = 4 * sqrt(confidence * (1 - confidence) / times);

    for (int q = 0; q < QUANTITIES; q++) {
        if (fabs(shares[q] - confidence) > error + .01) { /* 0.01: 200 accepted rows */
            return false;
        }
    }
    return true;
}

static void
test_coverage(void **state)
{
    int times = long_form() ? 6000 : 600;
    const double levels[] = {.9, .95};
    double shares[QUANTITIES];

    (void)state;
    for (int k = 0; k < 2; k++) {
        count_covered(times, levels[k], 0, shares);
        print_message("# %.0f %% intervals contain %.3f %.3f %.3f\n", 100 * levels[k],
            shares[0], shares[1], shares[2]);
        assert_true(covers(shares, levels[k], times));
    }
    count_covered(times / 2, .9, 1, shares); /* the twin: wrong targets */
    assert_true(!covers(shares, .9, times / 2));
}

static void
test_weights(void **state)
{
    static struct data d;
    const double values[TARGETS] = {.5, .5};
    struct calibration_fit fit;
    static int64_t which[ROWS];
    double mean = 0, largest = 0;
    int64_t n;

    (void)state;
    draw(&d, 2);
    aim(&d, values);
    assert_ok(calibration_fit(&fit, &d.c), NULL);
    n = calibration_distinct(&fit);
    assert_true(n > 50 && n < fit.n);
    calibration_draw(&fit, 1, 1, n, which);
    for (int64_t i = 0; i < n; i++) {
        assert_true(i == 0 || which[i] > which[i - 1]);
        mean += fit.values[which[i]] / (double)n;
    }
    assert_true(fabs(mean - summarise(&fit, 0, .95).mean) < 3 * noise / sqrt((double)n));
    for (int64_t i = 0; i < fit.n; i++) {
        largest = fmax(largest, fit.weights[i]);
    }
    calibration_draw(&fit, 1, 1, 3 * n, which); /* the twin: more draws than rows */
    for (int64_t i = 1; i < 3 * n; i++) {
        mean = which[i] == which[i - 1] ? NAN : mean;
    }
    assert_true(isnan(mean) && largest * (double)n <= 1);
    calibration_fit_free(&fit);
    for (int i = 0; i < ROWS; i++) { /* five rows a point */
        d.points[i] = i / 5;
    }
    d.c.accept = 1;
    assert_ok(calibration_fit(&fit, &d.c), NULL);
    assert_true(fabs(fit.effective - ROWS / 5.) < 1e-6);
    calibration_fit_free(&fit);
}

static void
test_numbers(void **state)
{
    const double values[] = {3, NAN, 1, 2, 9}, weights[] = {1, 5, 1, 1, 0};
    struct calibration_number work[5];
    struct calibration_summary s = calibration_summarise(values, weights, 5, .5, work);

    (void)state;
    assert_true(s.mean == 2 && fabs(s.sd - sqrt(2. / 3)) < 1e-15);
    assert_true(fabs(s.low - 1.25) < 1e-12 && fabs(s.high - 2.75) < 1e-12);
    assert_true(fabs(calibration_p_value(values, weights, 5, 2.5) - 2. / 3) < 1e-15);
    assert_true(calibration_p_value(values, weights, 5, 0) == 0);
    assert_true(calibration_p_value(values, weights, 5, 2) == 1);
    assert_true(isnan(calibration_summarise(values + 1, weights, 1, .5, work).mean));
}

/* Equal distances, no rows, and statistics that are the same in every row. */
static void
test_ties(void **state)
{
    static struct data d;
    struct calibration_fit fit;

    (void)state;
    draw(&d, 2);
    memset(d.differences, 0, sizeof(d.differences));
    assert_ok(calibration_fit(&fit, &d.c), NULL);
    assert_true(fit.n == ROWS && fit.distance == 0 && fit.within == 1);
    assert_true(fabs(summarise(&fit, 0, .95).mean - .5) < .03);
    calibration_fit_free(&fit);
    d.c.n = 0;
    assert_ok(calibration_fit(&fit, &d.c), NULL);
    assert_true(fit.n == 0 && calibration_distinct(&fit) == 0);
    assert_true(isnan(summarise(&fit, 0, .95).mean));
    calibration_fit_free(&fit);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_closed_form),
        cmocka_unit_test(test_not_identified),
        cmocka_unit_test(test_coverage),
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_ties),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
