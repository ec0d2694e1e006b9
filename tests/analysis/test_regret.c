/* Compares regrets with values computed by hand, and tests the coverage of their intervals.
   CBMSIM_LONG=yes tests all cases, with more repetitions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/regret/regret.h"
#include "assert_ok.h"
#include "files.h"
#include "kernel/portable_math.h"
#include "long_form.h"
#include "splitmix.h"
#include "stats/statistics.h"

enum { POLICIES = 3, STATES = 30, RUNS = 100, CELLS = STATES * POLICIES };
static uint64_t state_of_noise = 1;

static double
normal(void)
{
    return portable_normal(((double)(splitmix_next(&state_of_noise) >> 12) + 0.5) * 0x1p-52);
}

static void
estimate(const struct regret *r, int32_t policy, struct regret_row *rows)
{
    int64_t worst;

    assert_ok(regret_estimate(r, policy, .95, rows, &worst), NULL);
}

/* Costs of two policies in four states. */
static void
test_by_hand(void **state)
{
    double costs[] = {1, 3, 5, 2, 4, 4, 0, 10};
    const struct regret r = {costs, costs, 4, 2, 0};
    struct regret_row rows[REGRET_STATISTICS];
    int64_t worst;

    (void)state;
    assert_ok(regret_estimate(&r, 0, .95, rows, &worst), NULL); /* regrets 0, 3, 0, 0 */
    assert_int_equal(worst, 1);
    assert_true(rows[REGRET_MAX].estimate == 3 && rows[REGRET_MEAN].estimate == .75);
    assert_true(fabs(rows[REGRET_Q90].estimate - 3 * .7) < 1e-12);
    assert_true(rows[REGRET_SHARE].estimate == .75 && isnan(rows[REGRET_SHARE].ci_lo));
    assert_ok(regret_estimate(&r, 1, .95, rows, &worst), NULL); /* 2, 0, 0, 10 */
    assert_int_equal(worst, 3);
    assert_true(rows[REGRET_MAX].estimate == 10 && rows[REGRET_MEAN].estimate == 3);
    assert_true(fabs(rows[REGRET_Q90].estimate - (2 * .3 + 10 * .7)) < 1e-12);
    assert_true(rows[REGRET_SHARE].estimate == .5);
    costs[3] = 4.5; /* the twin */
    assert_ok(regret_estimate(&r, 0, .95, rows, &worst), NULL);
    assert_true(rows[REGRET_MAX].estimate == .5);
}

/* Two policies with the same runs have no regret, for any noise. */
static void
test_equal_policies(void **state)
{
    double costs[] = {1, 1, 7, 7}, deviations[] = {.5, -.5, .5, -.5, 2, -2, 2, -2};
    const struct regret r = {costs, deviations, 2, 2, 2};
    struct regret_row rows[REGRET_STATISTICS];

    (void)state;
    estimate(&r, 1, rows);
    for (int k = 0; k < REGRET_SHARE; k++) {
        assert_true(rows[k].estimate == 0 && rows[k].ci_lo == 0 && rows[k].ci_hi == 0);
    }
    assert_true(rows[REGRET_SHARE].ci_lo == 1 && rows[REGRET_SHARE].ci_hi == 1);
    deviations[7] = -2.5; /* the twin */
    deviations[6] = 2.5;
    estimate(&r, 1, rows);
    assert_true(rows[REGRET_MEAN].ci_hi > 0 && rows[REGRET_SHARE].ci_lo == .5);
}

/** One case: the standard deviations of costs between policies, and of the runs' noise. */
struct noisy {
    int runs;
    bool common; /* the noise is the same in all states */
    double between, noise;
};

/** Costs, their truth, and noise. */
struct data {
    double known[CELLS], costs[CELLS], deviations[CELLS * POINT_BATCHES];
};

/* A part of the noise is common to the policies, so that pairs matter. */
static struct regret
draw(const struct noisy *c, struct data *d)
{
    int batches = c->runs < POINT_BATCHES ? c->runs : POINT_BATCHES;
    double shared[RUNS][POLICIES + 1], run[RUNS];

    memset(d, 0, sizeof(*d));
    for (int cell = 0; cell < CELLS; cell++) {
        double mean = 0;

        d->known[cell] = c->between * normal();
        for (int r = 0; r < c->runs; r++) {
            bool again = c->common ? cell == 0 : cell % POLICIES == 0;

            for (int k = 0; k <= POLICIES && again; k++) {
                shared[r][k] = normal();
            }
            run[r] = c->noise * (shared[r][POLICIES] + shared[r][cell % POLICIES] + normal());
            mean += run[r] / c->runs;
        }
        for (int r = 0; r < c->runs; r++) {
            d->deviations[cell * batches + r % batches] += (run[r] - mean) * batches / c->runs;
        }
        d->costs[cell] = d->known[cell] + mean;
    }
    return (struct regret){d->costs, d->deviations, STATES, POLICIES, batches};
}

/* Returns 1 if the interval from the jackknife and Student's t, for R alone, covers. */
static int
plain_covers(const struct regret *r, int statistic, double known)
{
    static double costs[CELLS];
    struct regret without = {costs, r->deviations, STATES, POLICIES, 0};
    struct regret all = *r;
    struct regret_row rows[REGRET_STATISTICS];
    struct confidence_cache level = {.confidence = .95};
    double x[POINT_BATCHES], error, b = r->n_batches;
    struct moments m;

    for (int32_t k = 0; k < r->n_batches; k++) {
        for (int i = 0; i < CELLS; i++) {
            costs[i] = r->costs[i] - r->deviations[i * r->n_batches + k] / (b - 1);
        }
        estimate(&without, 0, rows);
        x[k] = rows[statistic].estimate;
    }
    m = statistics_moments(x, r->n_batches);
    error = statistics_student(&level, r->n_batches) * m.sd * (b - 1) / sqrt(b);
    all.n_batches = 0;
    estimate(&all, 0, rows);
    return fabs(rows[statistic].estimate - known) <= error;
}

struct covered {
    int times, hits[2][REGRET_STATISTICS]; /* [1]: plain_covers() */
    double excess[2];                      /* error of mean regret: estimate, uncorrected */
};

static void
repeat(const struct noisy *c, struct covered *k)
{
    static struct data d;
    struct regret r = draw(c, &d), truth = {d.known, d.deviations, STATES, POLICIES, 0};
    struct regret_row rows[REGRET_STATISTICS], known[REGRET_STATISTICS];

    k->times++;
    estimate(&r, 0, rows);
    estimate(&truth, 0, known);
    for (int i = 0; i < REGRET_STATISTICS; i++) {
        double value = known[i].estimate;

        k->hits[0][i] += rows[i].ci_lo <= value + 1e-12 && value - 1e-12 <= rows[i].ci_hi;
        k->hits[1][i] += i < REGRET_SHARE && plain_covers(&r, i, value);
    }
    k->excess[0] += rows[REGRET_MEAN].estimate - known[REGRET_MEAN].estimate;
    k->excess[1] += rows[REGRET_MEAN].uncorrected - known[REGRET_MEAN].estimate;
}

static void
test_coverage(void **state)
{
    static const struct {
        int runs;
        double between, noise;
        bool quick, twin;
    } cases[] = {{5, .5, 1, true, true}, {100, .1, 1, false, false}, {20, 0, 1, true, true},
        {20, 3, 1, false, false}};
    bool all = long_form();

    (void)state;
    for (size_t i = 0; i < 2 * sizeof(cases) / sizeof(cases[0]); i++) {
        struct noisy c = {cases[i / 2].runs, i % 2, cases[i / 2].between, cases[i / 2].noise};
        struct covered k = {0};
        double n = all ? 1000 : 100;

        if (!all && !cases[i / 2].quick) {
            continue;
        }
        while (k.times < (int)n) {
            repeat(&c, &k);
        }
        print_message(
            "# %d replications, %s random numbers, between %.1f: max %.0f, mean %.0f, "
            "q90 %.0f, share %.0f; R alone: %.0f, %.0f, %.0f; mean regret too large by "
            "%.3f, uncorrected %.3f\n",
            c.runs, c.common ? "common" : "independent", c.between, 100 * k.hits[0][0] / n,
            100 * k.hits[0][1] / n, 100 * k.hits[0][2] / n, 100 * k.hits[0][3] / n,
            100 * k.hits[1][0] / n, 100 * k.hits[1][1] / n, 100 * k.hits[1][2] / n,
            k.excess[0] / n, k.excess[1] / n);
        for (int s = 0; s < REGRET_STATISTICS; s++) {
            assert_true(k.hits[0][s] / n > .88);
        }
        if (cases[i / 2].twin && !c.common) {
            assert_true(k.hits[1][REGRET_MEAN] / n < .7);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_equal_policies),
        cmocka_unit_test(test_coverage),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
