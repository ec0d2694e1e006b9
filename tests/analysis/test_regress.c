/* Tests regressions over points: which options switch them off, what they refuse, and the
   coverage of their intervals if values are noisy. CBMSIM_LONG=yes tests all cases, with more
   repetitions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/regress/regress_fit.h"
#include "assert_ok.h"
#include "files.h"
#include "long_form.h"
#include "noisy.h"

enum { INPUTS = NOISY_INPUTS, ROWS = 2 * INPUTS + 1, POINTS_MAX = 200, RESAMPLES = 200 };
static const double pi = 3.14159265358979323846;
static uint64_t state_of_noise = 1;

/* Monotone in every input, with an interaction. */
static double
bent(const double *u)
{
    return exp(3 * u[0]) / 10 + u[1] * (1 + u[0]) - 2 * u[2] * u[2] * u[2];
}

struct function {
    const char *name;
    double (*at)(const double *u);
    double sd;
    double known[ROWS]; /* the limit for many points, from two million points of a sequence */
};

static const struct function functions[] = {
    {"a monotone function", bent, 0.97059482,
        {.898051, .646108, .816745, .446131, -.861268, -.535358, .903096}},
    {"Ishigami", noisy_ishigami, 3.72083162, {.437365, .436843, 0, 0, 0, 0, .190831}},
};

/** One case; each run has noise of `size` standard deviations of the function. */
struct noisy {
    const struct function *f;
    int points, runs;
    bool common;
    double size;
};

/** Inputs and values of one repetition. */
struct data {
    double inputs[INPUTS * POINTS_MAX], values[POINTS_MAX];
    double deviations[POINTS_MAX * POINT_BATCHES];
};

static struct regress
draw(const struct noisy *c, struct data *d)
{
    int batches = c->runs < POINT_BATCHES ? c->runs : POINT_BATCHES;
    struct noisy_shared shared;

    memset(d, 0, sizeof(*d));
    noisy_draw(&shared, NOISY_RUNS_MAX, &state_of_noise);
    for (int i = 0; i < c->points; i++) {
        double u[INPUTS];

        for (int j = 0; j < INPUTS; j++) {
            u[j] = d->inputs[j * c->points + i] = splitmix_uniform(&state_of_noise);
        }
        d->values[i] =
            c->f->at(u) + noisy_mean(u, c->size * c->f->sd, c->runs, c->common, &shared,
                              d->deviations + i * batches, batches, &state_of_noise);
    }
    return (struct regress){
        d->inputs, d->values, d->deviations, c->points, INPUTS, batches, c->common};
}

/** Number of intervals, and of intervals that cover; [1]: intervals that ignore the noise. */
struct covered {
    int times, printed[2][ROWS], hits[2][ROWS];
    double mean[2][ROWS];
};

static void
repeat(const struct noisy *c, struct covered *k)
{
    const struct experiment_analysis a = {.confidence = .95, .resamples = RESAMPLES};
    static struct data d;
    struct regress r = draw(c, &d);

    k->times++;
    for (int ignore = 0; ignore < 2; ignore++) {
        struct regress_row rows[ROWS] = {{0}};

        r.n_batches = ignore ? 0 : r.n_batches;
        assert_ok(regress_estimate(&r, &a, (uint64_t)k->times, 7, rows), NULL);
        for (int i = 0; i < ROWS; i++) {
            double known = c->f->known[i];

            k->hits[ignore][i] += rows[i].ci_lo <= known && known <= rows[i].ci_hi;
            if (!isnan(rows[i].estimate)) {
                k->printed[ignore][i]++;
                k->mean[ignore][i] +=
                    (rows[i].estimate - k->mean[ignore][i]) / k->printed[ignore][i];
            }
        }
    }
}

static double
lowest(const struct covered *k, int ignore)
{
    double share = 1;

    for (int i = 0; i < ROWS; i++) {
        assert_true(k->printed[ignore][i] > k->times / 20);
        share = fmin(share, (double)k->hits[ignore][i] / k->printed[ignore][i]);
    }
    return share;
}

static void
print_case(const struct noisy *c, const struct covered *k)
{
    for (int ignore = 0; ignore < 2; ignore++) {
        char text[300] = "";

        for (int i = 0; i < ROWS; i++) {
            snprintf(text + strlen(text), sizeof(text) - strlen(text), " %.0f (%.2f)",
                100.0 * k->hits[ignore][i] / k->printed[ignore][i], k->mean[ignore][i]);
        }
        print_message(
            "# %s, %d points, %d replications of size %.1f, %s random numbers%s, %d of %d "
            "with PRCC:%s\n",
            c->f->name, c->points, c->runs, c->size, c->common ? "common" : "independent",
            ignore ? ", noise ignored" : "", k->printed[ignore][0], k->times, text);
    }
}

static void
test_coverage(void **state)
{
    static const struct {
        int points, runs;
        double size;
        bool quick, twin; /* twin: intervals for the monotone function that ignore the noise */
    } cases[] = {{60, 5, 1.5, true, true}, {60, 100, 1.5, false, false},
        {200, 10, 1.5, false, true}, {40, 20, 0, true, false}, {200, 20, 0, false, false}};
    bool all = long_form();

    (void)state;
    for (size_t i = 0; i < 4 * sizeof(cases) / sizeof(cases[0]); i++) {
        struct noisy c = {&functions[i / 2 % 2], cases[i / 4].points, cases[i / 4].runs, i % 2,
            cases[i / 4].size};
        struct covered k = {0};

        if (!all && !cases[i / 4].quick) {
            continue;
        }
        for (int t = 0; t < (all ? 200 : 60); t++) {
            repeat(&c, &k);
        }
        print_case(&c, &k);
        assert_true(lowest(&k, 0) > 0.85);
        assert_true(!cases[i / 4].twin || c.f != functions || lowest(&k, 1) < 0.8);
    }
}

/* Without noise nothing is removed, and common random numbers change no bit. */
static void
test_no_noise(void **state)
{
    const struct experiment_analysis a = {.confidence = .95, .resamples = RESAMPLES};
    const struct noisy c = {&functions[0], 30, 8, false, 0};
    static struct data d;
    struct regress_row one[ROWS] = {{0}}, other[ROWS] = {{0}};
    struct regress r = draw(&c, &d);

    (void)state;
    assert_ok(regress_estimate(&r, &a, 1, 1, one), NULL);
    r.common = true;
    assert_ok(regress_estimate(&r, &a, 1, 1, other), NULL);
    for (int i = 0; i < ROWS; i++) {
        assert_true(one[i].noise == 0 && one[i].estimate == other[i].estimate);
        assert_true(one[i].ci_lo == other[i].ci_lo && one[i].ci_hi == other[i].ci_hi);
        assert_true(i == ROWS - 1 || one[i].estimate == one[i].uncorrected);
    }
    d.deviations[0] = .5; /* the twin */
    d.deviations[1] = -.5;
    assert_ok(regress_estimate(&r, &a, 1, 1, other), NULL);
    assert_true(other[1].estimate != one[1].estimate && other[1].noise > 0);
}

/* Collinear inputs, constant values and too few points have no estimates, and a warning. */
static void
test_refusals(void **state)
{
    const struct experiment_analysis a = {.confidence = .95, .resamples = RESAMPLES};
    const struct noisy c = {&functions[0], 30, 8, false, 0};
    static struct data d;
    struct regress_row rows[ROWS] = {{0}};
    struct regress r = draw(&c, &d);

    (void)state;
    for (int i = 0; i < 30; i++) { /* collinear inputs */
        d.inputs[2 * 30 + i] = 2 * d.inputs[30 + i] - d.inputs[i];
    }
    assert_ok(regress_estimate(&r, &a, 1, 1, rows), NULL);
    assert_true(isnan(rows[1].estimate) && strstr(rows[1].warning, "collinear") != NULL);
    r = draw(&c, &d);
    for (int i = 0; i < 30; i++) {
        d.values[i] = 4;
    }
    assert_ok(regress_estimate(&r, &a, 1, 1, rows), NULL);
    assert_true(isnan(rows[0].estimate) && isnan(rows[ROWS - 1].estimate));
    r = draw(&c, &d);
    r.n = 5; /* an interval needs more */
    assert_ok(regress_estimate(&r, &a, 1, 1, rows), NULL);
    for (int k = 0; k < ROWS; k++) {
        assert_non_null(strstr(rows[k].warning, "too few points"));
        assert_true(isnan(rows[k].ci_lo) && isnan(rows[k].ci_hi));
    }
    r = draw(&(struct noisy){&functions[0], 30, 4, false, 30}, &d); /* nothing but noise */
    assert_ok(regress_estimate(&r, &a, 1, 1, rows), NULL);
    assert_true(rows[1].noise > .5 && rows[1].warning != NULL);
}

/* The rank correlation of normal numbers with correlation 1/2 is 6/pi asin(1/4). */
static void
test_rank_correlation(void **state)
{
    (void)state;
    assert_true(fabs(regress_fit_rank_correlation(.5) - 6 / pi * asin(.25)) < 1e-15);
    assert_true(regress_fit_rank_correlation(1) == 1 && regress_fit_linear_correlation(1) == 1);
    for (int i = -10; i <= 10; i++) {
        double back = regress_fit_linear_correlation(regress_fit_rank_correlation(i / 10.));

        assert_true(fabs(back - i / 10.) < 1e-14);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rank_correlation),
        cmocka_unit_test(test_no_noise),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_coverage),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
