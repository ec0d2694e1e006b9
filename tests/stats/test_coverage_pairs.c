/* Tests the coverage of intervals of differences, and the error rates of families of tests. Each
   test has a perturbed twin that must fail. */
#include "coverage.h"

#include "stats/cdf.h"
#include "stats/paired_share.h"

enum { PAIRS = 12 };

static struct pairing
draw_pairs(gsl_rng *rng, double *x, double *y, double *work)
{
    for (int32_t i = 0; i < PAIRS; i++) {
        double world = gsl_ran_gaussian(rng, 3);

        x[i] = world + gsl_ran_gaussian(rng, 1);
        y[i] = world + gsl_ran_gaussian(rng, 1) + 0.5;
    }
    return statistics_paired(x, y, PAIRS, AT_95, work);
}

static bool
difference_covers(gsl_rng *rng)
{
    double x[PAIRS], y[PAIRS], work[PAIRS];

    return coverage_inside(draw_pairs(rng, x, y, work).difference, 0.5);
}

static bool
unpaired_difference_covers(gsl_rng *rng)
{
    double x[PAIRS], y[PAIRS], work[PAIRS];
    double mean = draw_pairs(rng, x, y, work).difference.value;
    double variance =
        pow(statistics_moments(x, PAIRS).sd, 2) + pow(statistics_moments(y, PAIRS).sd, 2);

    return fabs(mean - 0.5) < cdf_t_within(0.95, 2 * PAIRS - 2) * sqrt(variance / PAIRS);
}

/* If the true difference is 0.5, the p value of the hypothesis 0.5 is uniform: it is below 0.95 in
   95 % of samples. */
static bool
p_value_is_uniform(gsl_rng *rng)
{
    double x[PAIRS], y[PAIRS], work[PAIRS];

    (void)draw_pairs(rng, x, y, work);
    for (int32_t i = 0; i < PAIRS; i++) {
        y[i] -= 0.5;
    }
    return statistics_paired(x, y, PAIRS, AT_95, work).p_value > 0.05;
}

static bool
p_value_of_another_difference(gsl_rng *rng)
{
    double x[PAIRS], y[PAIRS], work[PAIRS];

    return draw_pairs(rng, x, y, work).p_value > 0.05;
}

/* Whether an interval with half_width_unpaired (compare.csv) covers, for independent runs. */
static bool
unpaired_half_width_covers(gsl_rng *rng)
{
    double x[PAIRS], y[PAIRS], work[PAIRS];

    coverage_normal_runs(rng, x, PAIRS);
    coverage_normal_runs(rng, y, PAIRS);
    return fabs(coverage_mean(y, PAIRS) - coverage_mean(x, PAIRS)) <
           statistics_paired(x, y, PAIRS, AT_95, work).half_width_unpaired;
}

static bool
unpaired_half_width_of_pairs_covers(gsl_rng *rng)
{
    double x[PAIRS], y[PAIRS], work[PAIRS];
    struct pairing p = draw_pairs(rng, x, y, work);

    return fabs(p.difference.value - 0.5) < p.half_width_unpaired;
}

static void
paired_interval_covers(void **state)
{
    (void)state;
    assert_true(coverage_kept(difference_covers, 0.95));
    assert_false(coverage_kept(unpaired_difference_covers, 0.95));
    assert_true(coverage_kept(unpaired_half_width_covers, 0.95));
    assert_false(coverage_kept(unpaired_half_width_of_pairs_covers, 0.95));
    assert_true(coverage_kept(p_value_is_uniform, 0.95));
    assert_false(coverage_kept(p_value_of_another_difference, 0.95));
}

enum { TIMES = 60 };
static const double horizon = 1.5;

/* Days to an event up to the horizon; with the policy the event occurs twice as late. */
static struct pairing
pair_days(gsl_rng *rng, bool all)
{
    double x[TIMES], y[TIMES], work[TIMES];
    int64_t n = 0;

    for (int32_t i = 0; i < TIMES; i++) {
        double day = gsl_ran_exponential(rng, 1);

        if (all || 2 * day < horizon) { /* twin: only if the event occurred twice */
            x[n] = fmin(day, horizon);
            y[n++] = fmin(2 * day, horizon);
        }
    }
    return statistics_paired(x, y, n, AT_95, work);
}

static double
days_gained(void)
{
    return 2 * (1 - exp(-horizon / 2)) - (1 - exp(-horizon));
}

static bool
difference_of_days_covers(gsl_rng *rng)
{
    return coverage_inside(pair_days(rng, true).difference, days_gained());
}

static bool
difference_where_it_came_covers(gsl_rng *rng)
{
    return coverage_inside(pair_days(rng, false).difference, days_gained());
}

/*
 * Pairs with an event in `before` of the runs without the policy. The policy averts it in `averted`
 * of the runs and causes it in `caused`.
 */
static struct pairing
pair_shares(gsl_rng *rng, int32_t n, double before, double averted, double caused)
{
    double x[2 * PAIRS * PAIRS], y[2 * PAIRS * PAIRS], work[2 * PAIRS * PAIRS];

    for (int32_t i = 0; i < n; i++) {
        double world = gsl_rng_uniform(rng);

        x[i] = world < before;
        y[i] = (x[i] > 0 && world >= averted) || world > 1 - caused;
    }
    return paired_share(x, y, n, AT_95, work);
}

static bool
difference_of_shares_covers(gsl_rng *rng)
{
    return coverage_inside(
        pair_shares(rng, 2 * PAIRS * PAIRS, 0.3, 0.15, 0.05).difference, -0.1);
}

static bool
unpaired_difference_of_shares_covers(gsl_rng *rng)
{
    struct pairing p = pair_shares(rng, 2 * PAIRS * PAIRS, 0.3, 0.15, 0.05);

    return fabs(p.difference.value + 0.1) < p.half_width_unpaired;
}

static bool
difference_of_few_shares_covers(gsl_rng *rng)
{
    return coverage_inside(pair_shares(rng, 30, 0.3, 0.15, 0.05).difference, -0.1);
}

static bool
difference_of_rare_shares_covers(gsl_rng *rng)
{
    return coverage_inside(pair_shares(rng, 100, 0.05, 0.02, 0.01).difference, -0.01);
}

/* Without an effect, McNemar's exact test has a false alarm in at most 5 % of samples. */
static bool
no_false_alarm_about_shares(gsl_rng *rng)
{
    return !(pair_shares(rng, 100, 0.3, 0.1, 0.1).p_value <= 0.05);
}

static bool
no_alarm_about_different_shares(gsl_rng *rng)
{
    return !(pair_shares(rng, 100, 0.3, 0.15, 0.05).p_value <= 0.05);
}

static void
paired_days_cover(void **state)
{
    (void)state;
    assert_true(fabs(coverage_of(difference_of_days_covers) - 0.95) < 0.015);
    assert_false(fabs(coverage_of(difference_where_it_came_covers) - 0.95) < 0.015);
}

static void
paired_shares_cover(void **state)
{
    (void)state;
    assert_true(fabs(coverage_of(difference_of_shares_covers) - 0.95) < 0.015);
    assert_false(fabs(coverage_of(unpaired_difference_of_shares_covers) - 0.95) < 0.015);
    assert_true(coverage_of(difference_of_few_shares_covers) > 0.94);
    assert_true(coverage_of(difference_of_rare_shares_covers) > 0.94);
    assert_true(coverage_of(no_false_alarm_about_shares) > 0.95);
    assert_false(coverage_of(no_alarm_about_different_shares) > 0.95);
}

/* Two policies with the same responses; the second has one tenth fewer errors. */
static struct pairing
pair_ratios(gsl_rng *rng, bool paired)
{
    double a[2][COVERAGE_RATIO_RUNS], b[2][COVERAGE_RATIO_RUNS], pseudo[2][COVERAGE_RATIO_RUNS],
        work[COVERAGE_RATIO_RUNS], ratio;

    coverage_ratio_runs(rng, a[0], b[0], COVERAGE_RATIO_RUNS);
    for (int32_t i = 0; i < COVERAGE_RATIO_RUNS; i++) {
        b[1][i] = b[0][i] + 1;
        a[1][i] = a[0][i] - 0.1 * b[0][i] + 0.15 + gsl_ran_gaussian(rng, 0.5);
    }
    assert_true(statistics_pseudo(a[0], b[0], COVERAGE_RATIO_RUNS, &ratio, pseudo[0]));
    assert_true(statistics_pseudo(a[1], b[1], COVERAGE_RATIO_RUNS, &ratio, pseudo[1]));
    for (int32_t i = 0; i < COVERAGE_RATIO_RUNS / 2 && !paired; i++) { /* twin: other pairs */
        double kept_value = pseudo[1][i];

        pseudo[1][i] = pseudo[1][COVERAGE_RATIO_RUNS - 1 - i];
        pseudo[1][COVERAGE_RATIO_RUNS - 1 - i] = kept_value;
    }
    return statistics_paired(pseudo[0], pseudo[1], COVERAGE_RATIO_RUNS, AT_95, work);
}

static bool
difference_of_ratios_covers(gsl_rng *rng)
{
    return coverage_inside(pair_ratios(rng, true).difference, -0.1);
}

static bool
difference_of_torn_pairs_covers(gsl_rng *rng)
{
    return coverage_inside(pair_ratios(rng, false).difference, -0.1);
}

static void
paired_jackknife_covers(void **state)
{
    (void)state;
    assert_true(fabs(coverage_of(difference_of_ratios_covers) - 0.95) < 0.015);
    assert_false(fabs(coverage_of(difference_of_torn_pairs_covers) - 0.95) < 0.015);
}

/* ---- families ---- */

enum { FAMILY = 10 };

static double
minimum(const double *p)
{
    double smallest = 1;

    for (int32_t i = 0; i < FAMILY; i++) {
        smallest = fmin(smallest, p[i]);
    }
    return smallest;
}

static bool
family_has_no_false_alarm(gsl_rng *rng)
{
    double p[FAMILY];
    size_t order[FAMILY];

    for (int32_t i = 0; i < FAMILY; i++) {
        p[i] = gsl_rng_uniform(rng);
    }
    statistics_holm(p, FAMILY, order);
    return minimum(p) > 0.05;
}

static bool
unadjusted_family_has_no_false_alarm(gsl_rng *rng)
{
    double p[FAMILY];

    for (int32_t i = 0; i < FAMILY; i++) {
        p[i] = gsl_rng_uniform(rng);
    }
    return minimum(p) > 0.05;
}

static void
holm_keeps_the_family_error(void **state)
{
    double exact = pow(1 - 0.05 / FAMILY, FAMILY); /* independent, true null hypotheses */

    (void)state;
    assert_true(coverage_kept(family_has_no_false_alarm, exact));
    assert_false(coverage_kept(unadjusted_family_has_no_false_alarm, exact));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paired_interval_covers),
        cmocka_unit_test(paired_days_cover),
        cmocka_unit_test(paired_shares_cover),
        cmocka_unit_test(paired_jackknife_covers),
        cmocka_unit_test(holm_keeps_the_family_error),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
