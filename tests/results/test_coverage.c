/*
 * What intervals promise, by simulation with fixed seeds or in closed form, and beside each a
 * perturbed twin that has to be told apart. Those of analyses over a design are tested where
 * they are made (tests/experiment).
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

#define AT_95 (&(struct level){.confidence = 0.95})

static double
mean_of(const double *x, int32_t n)
{
    double sum = 0;

    for (int32_t i = 0; i < n; i++) {
        sum += x[i];
    }
    return sum / n;
}

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
    return inside(statistics_mean(x, 10, AT_95), 3);
}

/* As printed in a widely read tutorial: the standard deviation in place of the error. */
static bool
mean_without_root_n_covers(gsl_rng *rng)
{
    double x[10];

    normal_runs(rng, x, 10);
    struct estimate e = statistics_mean(x, 10, AT_95);
    double half = (e.high - e.value) * sqrt(10);
    return fabs(e.value - 3) < half;
}

static bool
mean_with_normal_quantile_covers(gsl_rng *rng)
{
    double x[10];

    normal_runs(rng, x, 10);
    struct estimate e = statistics_mean(x, 10, AT_95);
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
    return statistics_quantile(x, MOST, q, AT_95);
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
    return inside(statistics_ratio(a, b, RATIO_RUNS, AT_95, pseudo), 0.25);
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

/* ---- rates ---- */

/* Of Poisson counts in closed form, as for shares above. */
static double
rate_coverage(struct estimate (*interval)(int64_t, double, double), double mean)
{
    double total = 0, p = exp(-mean);

    for (int64_t k = 0; k < 400; p *= mean / (double)++k) {
        total += inside(interval(k, 1, 0.95), mean) ? p : 0;
    }
    return total;
}

static struct estimate
wald_rate(int64_t k, double time, double confidence)
{
    double half = 1.959964 * sqrt((double)k) / time;

    assert_true(confidence == 0.95);
    return (struct estimate){
        (double)k / time, (double)k / time - half, (double)k / time + half};
}

static void
rate_interval_covers(void **state)
{
    double least = 1, least_naive = 1;

    (void)state;
    for (double mean = 0.05; mean < 100; mean *= 1.21) {
        least = fmin(least, rate_coverage(statistics_rate, mean));
        least_naive = fmin(least_naive, rate_coverage(wald_rate, mean));
    }
    assert_true(least >= 0.95);
    assert_false(least_naive >= 0.95);
    assert_true(rate_coverage(statistics_rate, 90) < 0.97); /* and no wider than it need be */
}

enum { COUNTS = 50 };

/* Crises of 50 runs of ten years: 0.3 a year, of a rate that differs between runs by `spread`. */
static struct estimate
count_crises(gsl_rng *rng, double spread, bool *warned)
{
    double x[COUNTS];
    struct moments m;
    int64_t k = 0;

    for (int32_t i = 0; i < COUNTS; i++) {
        double mean = spread > 0 ? gsl_ran_gamma(rng, 1 / spread, 3 * spread) : 3;

        x[i] = gsl_ran_poisson(rng, mean);
        k += (int64_t)x[i];
    }
    m = statistics_moments(x, COUNTS);
    *warned = statistics_clusters(&m);
    return statistics_rate(k, 10.0 * COUNTS, 0.95);
}

static bool
rate_covers(gsl_rng *rng)
{
    bool warned;

    return inside(count_crises(rng, 0, &warned), 0.3);
}

static bool
rate_of_clusters_covers(gsl_rng *rng)
{
    bool warned;

    return inside(count_crises(rng, 0.7, &warned), 0.3);
}

static bool
even_rate_is_not_warned_of(gsl_rng *rng)
{
    bool warned;

    (void)count_crises(rng, 0, &warned);
    return !warned;
}

static bool
clusters_are_not_warned_of(gsl_rng *rng)
{
    bool warned;

    (void)count_crises(rng, 0.7, &warned);
    return !warned;
}

static void
rates_cover_when_drawn(void **state)
{
    double promised = rate_coverage(statistics_rate, 3 * COUNTS);

    (void)state;
    assert_true(kept(rate_covers, promised));
    assert_false(kept(rate_of_clusters_covers, promised)); /* hence the warning: */
    assert_true(coverage(even_rate_is_not_warned_of) > 0.99);
    assert_true(coverage(clusters_are_not_warned_of) < 0.05);
}

/* ---- days to an event ---- */

enum { TIMES = 60 };
static const double horizon = 1.5;

/* Exponential days to an event, restricted to the horizon: mean 1 - exp(-1.5). */
static bool
restricted_mean_covers(gsl_rng *rng)
{
    double x[TIMES];

    for (int32_t i = 0; i < TIMES; i++) {
        x[i] = fmin(gsl_ran_exponential(rng, 1), horizon);
    }
    return inside(statistics_mean(x, TIMES, AT_95), 1 - exp(-horizon));
}

/* The mean of the runs that got there, which is another thing. */
static bool
mean_of_events_covers(gsl_rng *rng)
{
    double x[TIMES];
    int64_t n = 0;

    for (int32_t i = 0; i < TIMES; i++) {
        double day = gsl_ran_exponential(rng, 1);

        if (day <= horizon) {
            x[n++] = day;
        }
    }
    return inside(statistics_mean(x, n, AT_95), 1 - exp(-horizon));
}

static void
restricted_mean_interval_covers(void **state)
{
    (void)state;
    assert_true(fabs(coverage(restricted_mean_covers) - 0.95) < 0.015);
    assert_false(fabs(coverage(mean_of_events_covers) - 0.95) < 0.015);
}

/* ---- pairs ---- */

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

    return inside(draw_pairs(rng, x, y, work).difference, 0.5);
}

static bool
unpaired_difference_covers(gsl_rng *rng)
{
    double x[PAIRS], y[PAIRS], work[PAIRS];
    double mean = draw_pairs(rng, x, y, work).difference.value;
    double variance =
        pow(statistics_moments(x, PAIRS).sd, 2) + pow(statistics_moments(y, PAIRS).sd, 2);

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
    return statistics_paired(x, y, PAIRS, AT_95, work).p_value > 0.05;
}

static bool
p_value_of_another_difference(gsl_rng *rng)
{
    double x[PAIRS], y[PAIRS], work[PAIRS];

    return draw_pairs(rng, x, y, work).p_value > 0.05;
}

/* What compare.csv calls half_width_unpaired, of runs that share nothing. */
static bool
unpaired_half_width_covers(gsl_rng *rng)
{
    double x[PAIRS], y[PAIRS], work[PAIRS];

    normal_runs(rng, x, PAIRS);
    normal_runs(rng, y, PAIRS);
    return fabs(mean_of(y, PAIRS) - mean_of(x, PAIRS)) <
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
    assert_true(kept(difference_covers, 0.95));
    assert_false(kept(unpaired_difference_covers, 0.95));
    assert_true(kept(unpaired_half_width_covers, 0.95));
    assert_false(kept(unpaired_half_width_of_pairs_covers, 0.95));
    assert_true(kept(p_value_is_uniform, 0.95));
    assert_false(kept(p_value_of_another_difference, 0.95));
}

/* Two policies meet the same responses; the second errs in a tenth less of them. */
static struct pairing
pair_ratios(gsl_rng *rng, bool paired)
{
    double a[2][RATIO_RUNS], b[2][RATIO_RUNS], pseudo[2][RATIO_RUNS], work[RATIO_RUNS];

    ratio_runs(rng, a[0], b[0], RATIO_RUNS);
    for (int32_t i = 0; i < RATIO_RUNS; i++) {
        b[1][i] = b[0][i] + 1;
        a[1][i] = a[0][i] - 0.1 * b[0][i] + 0.15 + gsl_ran_gaussian(rng, 0.5);
    }
    assert_true(statistics_pseudo(a[0], b[0], RATIO_RUNS, pseudo[0]));
    assert_true(statistics_pseudo(a[1], b[1], RATIO_RUNS, pseudo[1]));
    for (int32_t i = 0; i < RATIO_RUNS / 2 && !paired; i++) { /* other partners */
        double kept_value = pseudo[1][i];

        pseudo[1][i] = pseudo[1][RATIO_RUNS - 1 - i];
        pseudo[1][RATIO_RUNS - 1 - i] = kept_value;
    }
    return statistics_paired(pseudo[0], pseudo[1], RATIO_RUNS, AT_95, work);
}

static bool
difference_of_ratios_covers(gsl_rng *rng)
{
    return inside(pair_ratios(rng, true).difference, -0.1);
}

static bool
difference_of_torn_pairs_covers(gsl_rng *rng)
{
    return inside(pair_ratios(rng, false).difference, -0.1);
}

static void
paired_jackknife_covers(void **state)
{
    (void)state;
    assert_true(fabs(coverage(difference_of_ratios_covers) - 0.95) < 0.015);
    assert_false(fabs(coverage(difference_of_torn_pairs_covers) - 0.95) < 0.015);
}

/* ---- families ---- */

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
        cmocka_unit_test(mean_interval_covers),
        cmocka_unit_test(quantile_interval_covers),
        cmocka_unit_test(share_intervals_cover),
        cmocka_unit_test(share_intervals_cover_when_drawn),
        cmocka_unit_test(ratio_interval_covers),
        cmocka_unit_test(rate_interval_covers),
        cmocka_unit_test(rates_cover_when_drawn),
        cmocka_unit_test(restricted_mean_interval_covers),
        cmocka_unit_test(paired_interval_covers),
        cmocka_unit_test(paired_jackknife_covers),
        cmocka_unit_test(holm_keeps_the_family_error),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
