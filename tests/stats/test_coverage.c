/* Tests the coverage of intervals, by simulation with fixed seeds or in closed form. Each test
   has a perturbed twin that must fail. test_coverage_pairs.c tests intervals of differences,
   tests/analysis those of analyses over a design. */
#include "coverage.h"

#include <gsl/gsl_sort.h>
#include <string.h>

#include "stats/cdf.h"

enum { MOST = 100 };

static bool
mean_covers(gsl_rng *rng)
{
    double x[10];

    coverage_normal_runs(rng, x, 10);
    return coverage_inside(statistics_mean(x, 10, AT_95), 3);
}

/* Twin: the standard deviation in place of the standard error. */
static bool
mean_without_root_n_covers(gsl_rng *rng)
{
    double x[10];

    coverage_normal_runs(rng, x, 10);
    struct estimate e = statistics_mean(x, 10, AT_95);
    double half = (e.high - e.value) * sqrt(10);
    return fabs(e.value - 3) < half;
}

static bool
mean_with_normal_quantile_covers(gsl_rng *rng)
{
    double x[10];

    coverage_normal_runs(rng, x, 10);
    struct estimate e = statistics_mean(x, 10, AT_95);
    return fabs(e.value - 3) < (e.high - e.value) * 1.959964 / 2.262157;
}

static void
mean_interval_covers(void **state)
{
    (void)state;
    assert_true(coverage_kept(mean_covers, 0.95));
    assert_false(coverage_kept(mean_without_root_n_covers, 0.95));
    assert_false(coverage_kept(mean_with_normal_quantile_covers, 0.95));
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
    return coverage_inside(exponential_quantile(rng, 0.5), log(2));
}

static bool
upper_quantile_covers(gsl_rng *rng)
{
    return coverage_inside(exponential_quantile(rng, 0.9), log(10));
}

static bool
lower_quantile_covers(gsl_rng *rng)
{
    return coverage_inside(exponential_quantile(rng, 0.1), -log(0.9));
}

static bool
neighbouring_quantile_covers(gsl_rng *rng)
{
    return coverage_inside(exponential_quantile(rng, 0.87), log(10));
}

static void
quantile_interval_covers(void **state)
{
    /* Exact for continuous distributions: P(40 <= X <= 60), P(84 <= X <= 95) and P(5 <= X <= 16)
       of binomial X. */
    double median = cdf_binomial(60, 100, 0.5) - cdf_binomial(39, 100, 0.5);
    double upper = cdf_binomial(95, 100, 0.9) - cdf_binomial(83, 100, 0.9);
    double lower = cdf_binomial(16, 100, 0.1) - cdf_binomial(4, 100, 0.1);

    (void)state;
    assert_true(median >= 0.95 && upper >= 0.95 && lower >= 0.95);
    assert_true(coverage_kept(median_covers, median));
    assert_true(coverage_kept(lower_quantile_covers, lower));
    assert_true(coverage_kept(upper_quantile_covers, upper));
    assert_false(coverage_kept(neighbouring_quantile_covers, upper));
}

/* Coverage of a share in closed form: the sum of P(k) over all k whose interval covers p. */
static double
share_coverage(struct estimate (*interval)(int64_t, int64_t, double), int64_t n, double p)
{
    double total = 0;

    for (int64_t k = 0; k <= n; k++) {
        if (coverage_inside(interval(k, n, 0.95), p)) {
            total += cdf_binomial(k, n, p) - cdf_binomial(k - 1, n, p);
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
    return coverage_inside(
        statistics_wilson((int64_t)gsl_ran_binomial(rng, 0.1, 40), 40, 0.95), 0.1);
}

static bool
drawn_exact_share_covers(gsl_rng *rng)
{
    return coverage_inside(
        statistics_exact((int64_t)gsl_ran_binomial(rng, 0.1, 40), 40, 0.95), 0.1);
}

static bool
drawn_other_share_covers(gsl_rng *rng)
{
    return coverage_inside(
        statistics_wilson((int64_t)gsl_ran_binomial(rng, 0.14, 40), 40, 0.95), 0.1);
}

static void
share_intervals_cover_when_drawn(void **state)
{
    (void)state;
    double wilson = share_coverage(statistics_wilson, 40, 0.1);
    double exact = share_coverage(statistics_exact, 40, 0.1);
    assert_true(coverage_kept(drawn_share_covers, wilson));
    assert_true(coverage_kept(drawn_exact_share_covers, exact));
    assert_false(coverage_kept(drawn_other_share_covers, wilson));
}

/* A sample with misdirected responses (a) among responses (b). b is random, and the share a/b
   depends on b. */
static bool
ratio_covers(gsl_rng *rng)
{
    double a[COVERAGE_RATIO_RUNS], b[COVERAGE_RATIO_RUNS], pseudo[COVERAGE_RATIO_RUNS];

    coverage_ratio_runs(rng, a, b, COVERAGE_RATIO_RUNS);
    return coverage_inside(statistics_ratio(a, b, COVERAGE_RATIO_RUNS, AT_95, pseudo), 0.25);
}

/* Twin: the binomial error, as if every response were an independent run. */
static bool
ratio_of_pooled_trials_covers(gsl_rng *rng)
{
    double a[COVERAGE_RATIO_RUNS], b[COVERAGE_RATIO_RUNS], above = 0, below = 0;

    coverage_ratio_runs(rng, a, b, COVERAGE_RATIO_RUNS);
    for (int32_t i = 0; i < COVERAGE_RATIO_RUNS; i++) {
        above += a[i];
        below += b[i];
    }
    return fabs(above / below - 0.25) < 1.96 * sqrt(0.25 * 0.75 / below);
}

static void
ratio_interval_covers(void **state)
{
    (void)state;
    assert_true(fabs(coverage_of(ratio_covers) - 0.95) < 0.015);
    assert_false(fabs(coverage_of(ratio_of_pooled_trials_covers) - 0.95) < 0.015);
}

/* ---- rates ---- */

/* Coverage for Poisson counts in closed form, as for shares above. */
static double
rate_coverage(struct estimate (*interval)(int64_t, double, double), double mean)
{
    double total = 0, p = exp(-mean);

    for (int64_t k = 0; k < 400; p *= mean / (double)++k) {
        total += coverage_inside(interval(k, 1, 0.95), mean) ? p : 0;
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
    double minimum = 1, least_naive = 1;

    (void)state;
    for (double mean = 0.05; mean < 100; mean *= 1.21) {
        minimum = fmin(minimum, rate_coverage(statistics_rate, mean));
        least_naive = fmin(least_naive, rate_coverage(wald_rate, mean));
    }
    assert_true(minimum >= 0.95);
    assert_false(least_naive >= 0.95);
    assert_true(rate_coverage(statistics_rate, 90) < 0.97); /* and not too wide */
}

enum { COUNTS = 50 };

/* Crises in 50 runs of ten years: 0.3 per year; the rate varies between runs by `spread`. */
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

    return coverage_inside(count_crises(rng, 0, &warned), 0.3);
}

static bool
rate_of_clusters_covers(gsl_rng *rng)
{
    bool warned;

    return coverage_inside(count_crises(rng, 0.7, &warned), 0.3);
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
    assert_true(coverage_kept(rate_covers, promised));
    /* so that a warning is needed */
    assert_false(coverage_kept(rate_of_clusters_covers, promised));
    assert_true(coverage_of(even_rate_is_not_warned_of) > 0.99);
    assert_true(coverage_of(clusters_are_not_warned_of) < 0.05);
}

/* ---- days to an event ---- */

enum { TIMES = 60 };
static const double horizon = 1.5;

/* Exponential times to an event, truncated at the horizon. Their mean is 1 - exp(-1.5). */
static bool
restricted_mean_covers(gsl_rng *rng)
{
    double x[TIMES];

    for (int32_t i = 0; i < TIMES; i++) {
        x[i] = fmin(gsl_ran_exponential(rng, 1), horizon);
    }
    return coverage_inside(statistics_mean(x, TIMES, AT_95), 1 - exp(-horizon));
}

/* Twin: the mean over the runs with the event, which estimates another value. */
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
    return coverage_inside(statistics_mean(x, n, AT_95), 1 - exp(-horizon));
}

static void
restricted_mean_interval_covers(void **state)
{
    (void)state;
    assert_true(fabs(coverage_of(restricted_mean_covers) - 0.95) < 0.015);
    assert_false(fabs(coverage_of(mean_of_events_covers) - 0.95) < 0.015);
}

/* ---- rare events ---- */

/* Values that are 1 with probability `share`, otherwise 0. */
static struct estimate
rare_mean(gsl_rng *rng, int32_t n, double share)
{
    double x[10 * MOST];

    for (int32_t i = 0; i < n; i++) {
        x[i] = gsl_ran_bernoulli(rng, share);
    }
    return statistics_mean(x, n, AT_95);
}

static bool
mean_of_forty_events_covers(gsl_rng *rng)
{
    return coverage_inside(rare_mean(rng, 10 * MOST, 0.04), 0.04);
}

static bool
mean_of_ten_events_covers(gsl_rng *rng)
{
    return coverage_inside(rare_mean(rng, MOST, 0.1), 0.1);
}

static bool
mean_of_two_events_covers(gsl_rng *rng)
{
    return coverage_inside(rare_mean(rng, MOST, 0.02), 0.02);
}

/* Student's interval needs enough runs that differ (see statistics.h); Wilson's does not. */
static void
means_of_rare_events(void **state)
{
    (void)state;
    assert_true(fabs(coverage_of(mean_of_forty_events_covers) - 0.95) < 0.02);
    assert_true(fabs(coverage_of(mean_of_ten_events_covers) - 0.95) < 0.03);
    assert_true(coverage_of(mean_of_two_events_covers) < 0.9);
    assert_true(share_coverage(statistics_wilson, MOST, 0.02) > 0.93);
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
        cmocka_unit_test(means_of_rare_events),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
