/*
 * Each statistic against values worked out by hand or by R, then its promise by simulation with
 * fixed seeds, and beside each simulation a perturbed twin that it must tell apart.
 */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "results/special.h"
#include "results/statistics.h"

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

/* ---- by hand ---- */

static void
means(void **state)
{
    static const double x[] = {1, 2, 3, 4, 10};

    (void)state;
    check_close(statistics_sd(x, 5), sqrt(12.5));
    check_estimate(statistics_mean(x, 5, 0.95), 4, 4 - 2.7764451051977987 * sqrt(2.5),
        4 + 2.7764451051977987 * sqrt(2.5));
    check_estimate(statistics_mean(x, 1, 0.95), 1, NAN, NAN);
    check_estimate(statistics_mean(x, 0, 0.95), NAN, NAN, NAN);
    check_close(statistics_sd(x, 1), NAN);
    static const double same[] = {7, 7, 7};
    check_estimate(statistics_mean(same, 3, 0.95), 7, 7, 7);
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
    check_estimate(statistics_quantile(x, 100, 0.5, 0.95), 50.5, 40, 61);
    check_estimate(statistics_quantile(x, 100, 0.9, 0.95), 90.1, 84, 96);
    check_estimate(statistics_quantile(x, 5, 0.5, 0.95), 3, NAN, NAN);
    check_estimate(statistics_quantile(x, 6, 0.5, 0.95), 3.5, 1, 6);
    check_estimate(statistics_quantile(x, 1, 0.9, 0.95), 1, NAN, NAN);
    check_estimate(statistics_quantile(x, 0, 0.9, 0.95), NAN, NAN, NAN);
    assert_true(isnan(statistics_quantile(x, 71, 0.95, 0.95).high));
    assert_true(!isnan(statistics_quantile(x, 72, 0.95, 0.95).high));
}

static void
quantiles_of_censored_times(void **state)
{
    double x[100];

    (void)state;
    for (int32_t i = 0; i < 100; i++) {
        x[i] = i < 55 ? (double)i + 1 : (double)INFINITY;
    }
    check_estimate(statistics_quantile(x, 100, 0.5, 0.95), 50.5, 40, NAN);
    check_estimate(statistics_quantile(x, 100, 0.9, 0.95), NAN, NAN, NAN);
    check_estimate(statistics_quantile(x, 100, 0.1, 0.95), 10.9, 5, 17);
    x[0] = INFINITY;
    check_estimate(statistics_quantile(x, 1, 0.5, 0.95), NAN, NAN, NAN);
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
ratios(void **state)
{
    static const double a[] = {1, 2, 3}, b[] = {2, 2, 4}, one[] = {0, 0, 4};
    double pseudo[3];

    (void)state;
    /* r = 6/8; r_i = 5/6, 4/6, 3/4; pseudo-values 3 r - 2 r_i */
    assert_true(statistics_pseudo(a, b, 3, pseudo));
    check_close(pseudo[0], 2.25 - 5.0 / 3);
    check_close(pseudo[1], 2.25 - 4.0 / 3);
    check_close(pseudo[2], 0.75);
    struct estimate e = statistics_ratio(a, b, 3, 0.95, pseudo);
    check_close(e.value, 0.75);
    check_close((e.low + e.high) / 2, 0.75);
    check_close(e.high - e.low, 2 * 4.302652729911275 * sqrt(1.0 / 36 / 3));
    check_estimate(statistics_ratio(a, one, 3, 0.95, pseudo), 1.5, NAN, NAN);
    check_estimate(statistics_ratio(a, b, 1, 0.95, pseudo), 0.5, NAN, NAN);
    static const double none[] = {0, 0, 0};
    check_estimate(statistics_ratio(a, none, 3, 0.95, pseudo), NAN, NAN, NAN);
    assert_false(statistics_pseudo(a, none, 3, pseudo));
    assert_true(isnan(pseudo[0]));
}

static void
pairs(void **state)
{
    static const double x[] = {1, 2, 3, 4}, y[] = {2, 4, 3, 7};
    double work[4];
    struct pairing p = statistics_paired(x, y, 4, 0.95, work);

    (void)state;
    /* R: t.test(y, x, paired = TRUE); cor(x, y); (var(x) + var(y))/var(y - x) */
    check_estimate(p.difference, 1.5, -0.554260256760521, 3.554260256760521);
    check_close(p.p_value, 0.102728078858399);
    check_close(p.correlation, 7 / sqrt(5 * 14.0));
    check_close(p.variance_ratio, (5.0 + 14.0) / 5.0);
    p = statistics_paired(x, x, 4, 0.95, work);
    check_estimate(p.difference, 0, 0, 0);
    check_close(p.p_value, NAN);
    check_close(p.variance_ratio, NAN);
    check_close(p.correlation, 1);
    p = statistics_paired(x, y, 1, 0.95, work);
    check_estimate(p.difference, 1, NAN, NAN);
    p = statistics_paired(x, y, 0, 0.95, work);
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

/* ---- coverage ---- */

enum { REPETITIONS = 4000, MOST = 100 };

/* How often an interval of `runs` values drawn by `draw` covers `truth`. */
typedef bool covers_once(gsl_rng *rng);

static double
coverage(covers_once *covers)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_taus2);
    int32_t hits = 0;

    assert_non_null(rng);
    gsl_rng_set(rng, 20210621);
    for (int32_t i = 0; i < REPETITIONS; i++) {
        hits += covers(rng);
    }
    gsl_rng_free(rng);
    return (double)hits / REPETITIONS;
}

/* Within four standard errors of what is promised. */
static bool
kept(covers_once *covers, double promised)
{
    double error = sqrt(promised * (1 - promised) / REPETITIONS);

    return fabs(coverage(covers) - promised) < 4 * error;
}

static bool
inside(struct estimate e, double truth)
{
    return e.low <= truth && truth <= e.high;
}

static void
normal_runs(gsl_rng *rng, double *x, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        x[i] = 3 + gsl_ran_gaussian(rng, 2);
    }
}

static bool
mean_covers(gsl_rng *rng)
{
    double x[10];

    normal_runs(rng, x, 10);
    return inside(statistics_mean(x, 10, 0.95), 3);
}

/* As printed in a widely read tutorial: the standard deviation in place of the error. */
static bool
mean_without_root_n_covers(gsl_rng *rng)
{
    double x[10];

    normal_runs(rng, x, 10);
    struct estimate e = statistics_mean(x, 10, 0.95);
    double half = (e.high - e.value) * sqrt(10);
    return fabs(e.value - 3) < half;
}

static bool
mean_with_normal_quantile_covers(gsl_rng *rng)
{
    double x[10];

    normal_runs(rng, x, 10);
    struct estimate e = statistics_mean(x, 10, 0.95);
    return fabs(e.value - 3) < (e.high - e.value) * 1.959964 / 2.262157;
}

static void
mean_interval_covers(void **state)
{
    (void)state;
    assert_true(kept(mean_covers, 0.95));
    assert_false(kept(mean_without_root_n_covers, 0.95));
    assert_false(kept(mean_with_normal_quantile_covers, 0.95));
}

static struct estimate
exponential_quantile(gsl_rng *rng, double q)
{
    double x[MOST];

    for (int32_t i = 0; i < MOST; i++) {
        x[i] = gsl_ran_exponential(rng, 1);
    }
    gsl_sort(x, 1, MOST);
    return statistics_quantile(x, MOST, q, 0.95);
}

static bool
median_covers(gsl_rng *rng)
{
    return inside(exponential_quantile(rng, 0.5), log(2));
}

static bool
upper_quantile_covers(gsl_rng *rng)
{
    return inside(exponential_quantile(rng, 0.9), log(10));
}

static bool
neighbouring_quantile_covers(gsl_rng *rng)
{
    return inside(exponential_quantile(rng, 0.87), log(10));
}

static void
quantile_interval_covers(void **state)
{
    /* Exact for continuous laws: P(40 <= X <= 60) and P(84 <= X <= 95) of the binomial. */
    double median = special_binomial(60, 100, 0.5) - special_binomial(39, 100, 0.5);
    double upper = special_binomial(95, 100, 0.9) - special_binomial(83, 100, 0.9);

    (void)state;
    assert_true(median >= 0.95 && upper >= 0.95);
    assert_true(kept(median_covers, median));
    assert_true(kept(upper_quantile_covers, upper));
    assert_false(kept(neighbouring_quantile_covers, upper));
}

/* Coverage of a share has a closed form: the sum over k of P(k) where the interval covers p. */
static double
share_coverage(struct estimate (*interval)(int64_t, int64_t, double), int64_t n, double p)
{
    double total = 0;

    for (int64_t k = 0; k <= n; k++) {
        if (inside(interval(k, n, 0.95), p)) {
            total += special_binomial(k, n, p) - special_binomial(k - 1, n, p);
        }
    }
    return total;
}

static struct estimate
wald(int64_t k, int64_t n, double confidence)
{
    double share = (double)k / (double)n, half = sqrt(share * (1 - share) / (double)n);

    assert_true(confidence == 0.95);
    return (struct estimate){share, share - 1.959964 * half, share + 1.959964 * half};
}

struct coverage {
    double least;
    double mean;
};

static struct coverage
share_coverages(struct estimate (*interval)(int64_t, int64_t, double), int64_t n)
{
    struct coverage c = {1, 0};
    int32_t count = 0;

    for (double p = 0.01; p < 0.995; p += 0.0137, count++) {
        double covered = share_coverage(interval, n, p);

        c.least = fmin(c.least, covered);
        c.mean += covered;
    }
    c.mean /= count;
    return c;
}

static void
share_intervals_cover(void **state)
{
    (void)state;
    for (int64_t n = 10; n <= 160; n *= 4) {
        struct coverage exact = share_coverages(statistics_exact, n);
        struct coverage wilson = share_coverages(statistics_wilson, n);
        struct coverage naive = share_coverages(wald, n);

        assert_true(exact.least >= 0.95);
        assert_true(fabs(wilson.mean - 0.95) < 0.01 && wilson.least > 0.8);
        assert_false(naive.least > 0.8);
        assert_false(wilson.least >= 0.95);
    }
}

static bool
drawn_share_covers(gsl_rng *rng)
{
    return inside(statistics_wilson((int64_t)gsl_ran_binomial(rng, 0.1, 40), 40, 0.95), 0.1);
}

static bool
drawn_exact_share_covers(gsl_rng *rng)
{
    return inside(statistics_exact((int64_t)gsl_ran_binomial(rng, 0.1, 40), 40, 0.95), 0.1);
}

static bool
drawn_other_share_covers(gsl_rng *rng)
{
    return inside(statistics_wilson((int64_t)gsl_ran_binomial(rng, 0.14, 40), 40, 0.95), 0.1);
}

static void
share_intervals_cover_when_drawn(void **state)
{
    (void)state;
    double wilson = share_coverage(statistics_wilson, 40, 0.1);
    double exact = share_coverage(statistics_exact, 40, 0.1);
    assert_true(kept(drawn_share_covers, wilson));
    assert_true(kept(drawn_exact_share_covers, exact));
    assert_false(kept(drawn_other_share_covers, wilson));
}

/* Wrongful responses (a) among responses (b): b random, a a share of it that b influences. */
static void
ratio_runs(gsl_rng *rng, double *a, double *b, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        b[i] = (double)(1 + gsl_ran_poisson(rng, gsl_ran_gamma(rng, 2, 4)));
        a[i] = 0.25 * b[i] + gsl_ran_gaussian(rng, sqrt(b[i]));
    }
}

enum { RATIO_RUNS = 60 };

static bool
ratio_covers(gsl_rng *rng)
{
    double a[RATIO_RUNS], b[RATIO_RUNS], pseudo[RATIO_RUNS];

    ratio_runs(rng, a, b, RATIO_RUNS);
    return inside(statistics_ratio(a, b, RATIO_RUNS, 0.95, pseudo), 0.25);
}

/* The binomial error, as if every response were a run of its own. */
static bool
ratio_of_pooled_trials_covers(gsl_rng *rng)
{
    double a[RATIO_RUNS], b[RATIO_RUNS], above = 0, below = 0;

    ratio_runs(rng, a, b, RATIO_RUNS);
    for (int32_t i = 0; i < RATIO_RUNS; i++) {
        above += a[i];
        below += b[i];
    }
    return fabs(above / below - 0.25) < 1.96 * sqrt(0.25 * 0.75 / below);
}

static void
ratio_interval_covers(void **state)
{
    (void)state;
    assert_true(fabs(coverage(ratio_covers) - 0.95) < 0.015);
    assert_false(fabs(coverage(ratio_of_pooled_trials_covers) - 0.95) < 0.015);
}

enum { PAIRS = 12 };

static struct pairing
draw_pairs(gsl_rng *rng, double *x, double *y, double *work)
{
    for (int32_t i = 0; i < PAIRS; i++) {
        double world = gsl_ran_gaussian(rng, 3);

        x[i] = world + gsl_ran_gaussian(rng, 1);
        y[i] = world + gsl_ran_gaussian(rng, 1) + 0.5;
    }
    return statistics_paired(x, y, PAIRS, 0.95, work);
}

static bool
difference_covers(gsl_rng *rng)
{
    double x[PAIRS], y[PAIRS], work[PAIRS];

    return inside(draw_pairs(rng, x, y, work).difference, 0.5);
}

static bool
unpaired_difference_covers(gsl_rng *rng)
{
    double x[PAIRS], y[PAIRS], work[PAIRS];
    double mean = draw_pairs(rng, x, y, work).difference.value;
    double variance = pow(statistics_sd(x, PAIRS), 2) + pow(statistics_sd(y, PAIRS), 2);

    return fabs(mean - 0.5) < special_t_within(0.95, 2 * PAIRS - 2) * sqrt(variance / PAIRS);
}

/* Under a true difference of 0.5, p of that difference is uniform: below 0.95 in 95 %. */
static bool
p_value_is_uniform(gsl_rng *rng)
{
    double x[PAIRS], y[PAIRS], work[PAIRS];

    (void)draw_pairs(rng, x, y, work);
    for (int32_t i = 0; i < PAIRS; i++) {
        y[i] -= 0.5;
    }
    return statistics_paired(x, y, PAIRS, 0.95, work).p_value > 0.05;
}

static bool
p_value_of_another_difference(gsl_rng *rng)
{
    double x[PAIRS], y[PAIRS], work[PAIRS];

    return draw_pairs(rng, x, y, work).p_value > 0.05;
}

static void
paired_interval_covers(void **state)
{
    (void)state;
    assert_true(kept(difference_covers, 0.95));
    assert_false(kept(unpaired_difference_covers, 0.95));
    assert_true(kept(p_value_is_uniform, 0.95));
    assert_false(kept(p_value_of_another_difference, 0.95));
}

enum { FAMILY = 10 };

static double
least(const double *p)
{
    double smallest = 1;

    for (int32_t i = 0; i < FAMILY; i++) {
        smallest = fmin(smallest, p[i]);
    }
    return smallest;
}

static bool
family_is_spared(gsl_rng *rng)
{
    double p[FAMILY];
    size_t order[FAMILY];

    for (int32_t i = 0; i < FAMILY; i++) {
        p[i] = gsl_rng_uniform(rng);
    }
    statistics_holm(p, FAMILY, order);
    return least(p) > 0.05;
}

static bool
unadjusted_family_is_spared(gsl_rng *rng)
{
    double p[FAMILY];

    for (int32_t i = 0; i < FAMILY; i++) {
        p[i] = gsl_rng_uniform(rng);
    }
    return least(p) > 0.05;
}

static void
holm_keeps_the_family_error(void **state)
{
    double exact = pow(1 - 0.05 / FAMILY, FAMILY); /* all null, independent */

    (void)state;
    assert_true(kept(family_is_spared, exact));
    assert_false(kept(unadjusted_family_is_spared, exact));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means),
        cmocka_unit_test(quantiles),
        cmocka_unit_test(quantiles_of_censored_times),
        cmocka_unit_test(proportions),
        cmocka_unit_test(ratios),
        cmocka_unit_test(pairs),
        cmocka_unit_test(holm),
        cmocka_unit_test(mean_interval_covers),
        cmocka_unit_test(quantile_interval_covers),
        cmocka_unit_test(share_intervals_cover),
        cmocka_unit_test(share_intervals_cover_when_drawn),
        cmocka_unit_test(ratio_interval_covers),
        cmocka_unit_test(paired_interval_covers),
        cmocka_unit_test(holm_keeps_the_family_error),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
