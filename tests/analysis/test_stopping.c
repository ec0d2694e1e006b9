/* Tests the stopping rule: the numbers of runs at which it evaluates targets, and the coverage
   of intervals after stopping, which is 1 to 2 percentage points below the nominal value
   (stopping.h). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "analysis/stopping.h"
#include "assert_ok.h"
#include "base/hash.h"
#include "files.h"
#include "kernel/portable_math.h"
#include "kernel/stream.h"
#include "observe/metric.h"
#include "stats/cdf.h"
#include "stats/statistics.h"

enum { MAX_VALUES = 400 };

static struct experiment e;
static struct table runs;
static struct stopping stopping;

static void
open_targets(const char *replications)
{
    static struct failure failure;
    char text[512];

    files_json("s.json",
        "{'start': '2021-01-01', 'states': {'a': {}, 'b': {}}, "
        "'sources': {'s': {'kind': 'state', 'home': 'a', 'targets': {'b': 1}}}}");
    (void)snprintf(
        text, sizeof(text), "{'scenario': 's.json', 'replications': %s}", replications);
    files_json("e.json", text);
    memset(&failure, 0, sizeof(failure));
    assert_ok(experiment_read(&e, "e.json", &failure), &failure);
    assert_ok(table_init(&runs, &metric_run_record, TABLE_EXACT, NULL, 0), NULL);
    assert_ok(stopping_init(&stopping, &e, &runs), NULL);
}

static void
close_targets(void)
{
    stopping_free(&stopping);
    table_free(&runs);
    experiment_free(&e);
}

/* Adds replications first ... last, whose harm is x[replication - 1]. */
static void
add(struct stopping_moments *m, const double *x, int64_t first, int64_t last)
{
    for (int64_t rep = first; rep <= last; rep++) {
        struct stopping_value value;
        struct metric_run row = {.point_id = 1,
            .policy = "base",
            .rep = rep,
            .status = "ok",
            .end_reason = "horizon"};

        metric_clear(&row);
        row.metric.harm = x[rep - 1];
        stopping_read(&stopping, &row, &value);
        stopping_add(&stopping, m, &value);
    }
}

/* The number of values at which the targets are met. */
static int64_t
stop(const double *x)
{
    struct stopping_moments m = {0};
    int64_t n = 0;

    do {
        int64_t next = stopping_next(&e, n);

        add(&m, x, n + 1, next);
        n = next;
    } while (!stopping_targets_met(&stopping, &m) && n < e.replications.max);
    return n;
}

static void
draw(uint64_t seed, double *x)
{
    struct stream_base base = {.seed = seed};

    for (uint64_t i = 0; i < MAX_VALUES; i++) {
        x[i] = 3 + 2 * portable_normal(stream_uniform(&base, hash_text("test"), i, 0));
    }
}

static void
test_when_targets_are_evaluated(void **state)
{
    (void)state;
    open_targets(
        "{'min': 30, 'batch': 20, 'max': 95, "
        "'until': [{'metric': 'harm', 'half_width': 1}]}");
    assert_int_equal(stopping_next(&e, 0), 30);
    assert_int_equal(stopping_next(&e, 29), 30);
    assert_int_equal(stopping_next(&e, 30), 50);
    assert_int_equal(stopping_next(&e, 90), 95);
    assert_int_equal(stopping_moments(&stopping), 1);
    close_targets();
}

/* The number needed follows from the variance of a pilot: n = (t s / h)^2. */
static void
test_replications_needed(void **state)
{
    struct experiment_target t = {
        .half_width = .25, .relative_half_width = NAN, .confidence = .95};
    struct stopping_moments m = {.n = 101, .x = 10, .y = 1, .xx = 100 * 4.0}; /* s = 2 */
    int64_t n = stopping_needed(&t, SUMMARY_MEAN, &m);

    (void)state;
    assert_true(cdf_t_within(.95, (double)n - 1) * 2 / sqrt((double)n) <= .25);
    assert_true(cdf_t_within(.95, (double)n - 2) * 2 / sqrt((double)n - 1) > .25);
    t.half_width = .01; /* Student's t is normal there */
    assert_in_range(stopping_needed(&t, SUMMARY_MEAN, &m), 153658, 153662);
    t.half_width = NAN;
    t.relative_half_width = .001; /* of 10: the same */
    assert_in_range(stopping_needed(&t, SUMMARY_MEAN, &m), 153658, 153662);
    t.half_width = 1e-9;
    assert_int_equal(stopping_needed(&t, SUMMARY_MEAN, &m), STOPPING_NEVER);
    m.xx = 0;
    assert_int_equal(stopping_needed(&t, SUMMARY_MEAN, &m), 2);
    m.n = 1;
    assert_int_equal(stopping_needed(&t, SUMMARY_MEAN, &m), STOPPING_NEVER);
    t = (struct experiment_target){.statistic = EXPERIMENT_PROPORTION,
        .half_width = .01,
        .relative_half_width = NAN,
        .confidence = .95};
    m = (struct stopping_moments){.n = 50, .x = .3, .y = 1};
    assert_in_range(
        stopping_needed(&t, SUMMARY_MEAN, &m), 8050, 8090); /* 1.96^2 p (1 - p) / h^2 = 8067 */
}

/* The rule stops at the first number of runs at which the t interval is narrow enough. */
static void
test_stops_when_narrow(void **state)
{
    double x[MAX_VALUES];

    (void)state;
    open_targets(
        "{'min': 30, 'batch': 10, 'max': 400, "
        "'until': [{'metric': 'harm', 'half_width': 0.4}]}");
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct confidence_cache level = {.confidence = 0.95};
        struct estimate at, before;
        int64_t n;

        draw(seed, x);
        n = stop(x);
        assert_true(n >= 30 && n <= MAX_VALUES && n % 10 == 0);
        at = statistics_mean(x, n, &level);
        before = statistics_mean(x, n - 10, &level);
        assert_true(n == MAX_VALUES || at.high - at.low <= 0.8 * (1 + 1e-12));
        assert_true(n == 30 || before.high - before.low > 0.8);
    }
    close_targets();
}

/**
 * A distribution, and a function that returns whether the interval of n values covers the true
 * value. The width of the interval is multiplied by `factor`.
 */
struct distribution_case {
    void (*draw)(uint64_t seed, double *x);
    bool (*covers)(const double *x, int64_t n, double factor);
};

static bool
mean_is_covered(const double *x, int64_t n, double factor)
{
    struct confidence_cache level = {.confidence = 0.95};
    struct estimate at = statistics_mean(x, n, &level);

    return fabs(at.value - 3) <= factor * (at.high - at.value);
}

/* Mean 3, standard deviation 3; skewed to the right, as harm is. */
static void
draw_exponential(uint64_t seed, double *x)
{
    struct stream_base base = {.seed = seed};

    for (uint64_t i = 0; i < MAX_VALUES; i++) {
        x[i] = -3 * portable_log(stream_uniform(&base, hash_text("test"), i, 0));
    }
}

static const double share = 0.3;

static void
draw_binary(uint64_t seed, double *x)
{
    struct stream_base base = {.seed = seed};

    for (uint64_t i = 0; i < MAX_VALUES; i++) {
        x[i] = stream_uniform(&base, hash_text("test"), i, 0) < share;
    }
}

static bool
share_is_covered(const double *x, int64_t n, double factor)
{
    struct estimate at;
    int64_t k = 0;

    for (int64_t i = 0; i < n; i++) {
        k += x[i] > 0;
    }
    at = statistics_wilson(k, n, 0.95);
    return fabs((at.low + at.high) / 2 - share) <= factor * (at.high - at.low) / 2;
}

static const struct distribution_case normal = {draw, mean_is_covered},
                                      skewed = {draw_exponential, mean_is_covered},
                                      binary = {draw_binary, share_is_covered};

/* Returns the coverage of the intervals at which the rule stopped. */
static double
coverage(
    const char *what, const struct distribution_case *values, const char *target, double factor)
{
    enum { TIMES = 2000 };
    int covered = 0;
    double x[MAX_VALUES], sum = 0;

    open_targets(target);
    for (uint64_t t = 1; t <= TIMES; t++) {
        int64_t n;

        values->draw(t, x);
        n = stop(x);
        covered += values->covers(x, n, factor);
        sum += (double)n;
    }
    close_targets();
    print_message("# %s: stopped at %.0f on average, coverage %.1f %%\n", what, sum / TIMES,
        100.0 * covered / TIMES);
    assert_true(sum / TIMES > 25 &&
                sum / TIMES < 0.6 * MAX_VALUES); /* neither at the minimum nor at the maximum */
    return (double)covered / TIMES;
}

#define FROM_30 "{'min': 30, 'batch': 10, 'max': 400, 'until': [{'metric': 'harm', "

static void
test_coverage(void **state)
{
    static const char half[] = FROM_30 "'half_width': 0.4}]}",
                      wide[] = FROM_30 "'half_width': 0.6}]}",
                      relative[] = FROM_30 "'relative_half_width': 0.13}]}",
                      proportion[] = FROM_30 "'statistic': 'proportion', 'half_width': 0.08}]}",
                      hasty[] =
                          "{'min': 20, 'batch': 1, 'max': 400, "
                          "'until': [{'metric': 'harm', 'half_width': 0.7}]}";
    double estimated = coverage("a mean", &normal, half, 1);

    (void)state;
    assert_true(estimated > 0.925 && estimated < 0.96);
    assert_true(coverage("an interval narrower by a fifth", &normal, half, 0.8) < 0.91);
    estimated = coverage("a mean, relative half-width", &normal, relative, 1);
    assert_true(estimated > 0.925 && estimated < 0.96);
    estimated = coverage("a proportion", &binary, proportion, 1);
    assert_true(estimated > 0.925 && estimated < 0.965);
    estimated = coverage("a mean of a skewed distribution", &skewed, wide, 1);
    assert_true(estimated > 0.89 &&
                estimated < 0.945); /* too few large values also stop the rule early */
    estimated = coverage("a mean, evaluated after every run from 20 on", &normal, hasty, 1);
    assert_true(estimated > 0.9 && estimated < 0.945);
}

/* Adds replications of two policies. The first policy has no event. The second policy has an event
   in each of the first `events` replications. */
static void
add_events(struct stopping_moments *m, int64_t n, int64_t events)
{
    for (int64_t rep = 1; rep <= n; rep++) {
        struct stopping_value values[2];
        struct metric_run row = {.status = "ok", .end_day = 100};

        row.metric.first_rung_8_day = (double)NAN;
        stopping_read(&stopping, &row, &values[0]);
        row.metric.first_rung_8_day = rep <= events ? 50 : (double)NAN;
        stopping_read(&stopping, &row, &values[1]);
        stopping_add(&stopping, m, values);
    }
}

/* Half-widths for 20 and 40 runs or pairs. Wilson, no event: 0.081, 0.044. Agresti and Min, one
   pair that differs: 0.124, 0.066; no pair that differs: 0.089, 0.047. Student's intervals of equal
   values would have half-width 0. */
static void
shares_of_rare_events(void **state)
{
    static const struct {
        const char *statistic;
        double half_width;
        int64_t events;
    } rows[] = {{"mean", 0.05, 0}, {"proportion", 0.05, 0}, {"difference", 0.05, 0},
        {"difference", 0.07, 1}};

    (void)state;
    for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
        char text[400];

        (void)snprintf(text, sizeof(text),
            "{'max': 400, 'until': [{'metric': 'first_rung_8_day', 'statistic': '%s', "
            "'half_width': %g}]}, 'policies': {'p': {}, 'q': {}}, 'baseline': 'p'",
            rows[k].statistic, rows[k].half_width);
        open_targets(text);
        for (int64_t n = 20; n <= 40; n += 20) {
            struct stopping_moments m[2] = {{0}};

            add_events(m, n, rows[k].events);
            assert_int_equal(stopping_targets_met(&stopping, m), n == 40);
        }
        close_targets();
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_of_rare_events),
        cmocka_unit_test(test_when_targets_are_evaluated),
        cmocka_unit_test(test_replications_needed),
        cmocka_unit_test(test_stops_when_narrow),
        cmocka_unit_test(test_coverage),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
