/* Compares estimates and paired differences at each point with compare.csv. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/point_means.h"
#include "assert_ok.h"
#include "kernel/distribution.h"
#include "stats/comparison.h"
#include "stats/run_table.h"
#include "stats/statistics.h"

struct run_row {
    int64_t point_id;
    int32_t policy;
    int64_t rep;
    int32_t status;
    double harm;
    int64_t responses, misdirected;
    double first_day, end_day;
};

static const char *const policies[] = {"none", "line", "other", NULL};
static const char *const statuses[] = {"ok", "max_events", NULL};
#define ROW(member, ...) FIELD(struct run_row, member, __VA_ARGS__)
static const struct field fields[] = {
    ROW(point_id, .max = 1e9, .unit = ""),
    FIELD_AS(struct run_row, policy, FIELD_CHOICE, .choices = policies, .unit = ""),
    ROW(rep, .max = 1e9, .unit = ""),
    FIELD_AS(struct run_row, status, FIELD_CHOICE, .choices = statuses, .unit = ""),
    ROW(harm, .unit = "1"),
    ROW(responses, .max = 1e9, .unit = "1"),
    ROW(misdirected, .max = 1e9, .unit = "1"),
    ROW(first_day, .unit = "days"),
    ROW(end_day, .unit = "days"),
};
static const struct record run_record = {.name = "runs",
    .doc = "Runs.",
    .size = sizeof(struct run_row),
    .fields = fields,
    .n_fields = FIELD_COUNT_OF(fields)};

static const struct summary_metric metrics[] = {
    {"harm", SUMMARY_MEAN, NULL, NULL},
    {"share", SUMMARY_RATIO, "misdirected", "responses"},
    {"first_day", SUMMARY_TIME, NULL, NULL},
};
enum { METRICS = 3, POINTS = 4, POLICIES = 3, REPS = 40, RUNS = POINTS * POLICIES * REPS };

/* Some runs are missing, some were aborted, some values are empty. */
static int64_t
make_rows(struct run_row *rows)
{
    struct stream s = stream_at(&(struct stream_base){.seed = 5}, 1, 2, 3);
    int64_t n = 0;

    for (int64_t point = 1; point <= POINTS; point++) {
        for (int32_t policy = 0; policy < POLICIES; policy++) {
            for (int64_t rep = 1; rep <= REPS; rep++) {
                double u = stream_next(&s), v = stream_next(&s), w = stream_next(&s);

                if (u < 0.05) {
                    continue;
                }
                rows[n++] = (struct run_row){point, policy, rep, v < 0.05,
                    w < 0.1 ? NAN : u * 10 + policy * (double)point, (int64_t)(8 * v),
                    (int64_t)(8 * v * w), w < 0.4 ? 1000 * v : NAN, 1000};
            }
        }
    }
    return n;
}

/** The rows of the comparison for one policy, by metric and point. */
struct kept {
    struct comparison rows[METRICS][POINTS];
    const char *policy;
};

static enum status
keep(void *self, const void *row, struct failure *f)
{
    struct kept *kept = self;
    const struct comparison *c = row;

    (void)f;
    for (int k = 0; k < METRICS; k++) {
        if (strcmp(c->metric, metrics[k].name) == 0 && strcmp(c->policy, kept->policy) == 0) {
            kept->rows[k][c->point_id - 1] = *c;
        }
    }
    return STATUS_OK;
}

static bool
near(double a, double b)
{
    return fabs(a - b) <= 1e-12 * (1 + fabs(b));
}

/* Number of values that differ from the comparison of two policies. */
static int
disagreements(const struct run_table *runs, int policy, int versus)
{
    struct kept kept = {.policy = policies[policy]};
    struct summary_sink sink = {keep, &kept};
    struct failure f = {0};
    struct point_means m;
    int wrong = 0;

    assert_ok(comparison_write_rows(runs, metrics, METRICS, 0, .95, &sink, &f), &f);
    assert_ok(point_means_init(&m, POINTS, runs), NULL);
    for (int k = 0; k < METRICS; k++) {
        assert_ok(point_means_load(&m, runs, &metrics[k], &f), &f);
        assert_true(point_means_take(&m, runs, &metrics[k], policy, policies[versus]));
        for (int i = 0; i < POINTS; i++) {
            wrong += !near(m.value[i], kept.rows[k][i].difference);
        }
    }
    point_means_free(&m);
    return wrong;
}

static void
test_differences(void **state)
{
    static struct run_row rows[RUNS];
    struct run_table runs;
    struct table t;
    int64_t n = make_rows(rows);

    (void)state;
    assert_ok(table_init(&t, &run_record, TABLE_EXACT, NULL, 0), NULL);
    assert_ok(run_table_of_rows(&runs, &t, rows, sizeof(rows[0]), n), NULL);
    assert_int_equal(disagreements(&runs, 1, 0), 0);
    assert_int_equal(disagreements(&runs, 2, 0), 0);
    assert_int_equal(
        disagreements(&runs, 1, 2), METRICS * POINTS); /* the twin: another baseline */
    run_table_free(&runs);
    table_free(&t);
}

/* The covariance of the errors of two points, from their deviations. */
static double
covariance(const struct point_means *m, int64_t a, int64_t b)
{
    double sum = 0, n = m->n_batches;

    for (int64_t i = 0; i < m->n_batches; i++) {
        sum += m->deviation[a * m->n_batches + i] * m->deviation[b * m->n_batches + i];
    }
    return sum / (n * (n - 1));
}

/* The error of a difference is estimated like that of the paired t interval, but from batches. */
static void
test_noise(void **state)
{
    static struct run_row rows[RUNS];
    struct run_table runs;
    struct table t;
    struct point_means m;
    struct failure f = {0};
    int64_t n = make_rows(rows);
    double squares = 0, mean = 0, z[REPS];
    int pairs = 0;

    (void)state;
    assert_ok(table_init(&t, &run_record, TABLE_EXACT, NULL, 0), NULL);
    assert_ok(run_table_of_rows(&runs, &t, rows, sizeof(rows[0]), n), NULL);
    assert_ok(point_means_init(&m, POINTS, &runs), NULL);
    assert_ok(point_means_load(&m, &runs, &metrics[0], &f), &f);
    for (int64_t i = 0; i < n; i++) {
        for (int64_t k = 0; k < n; k++) {
            if (rows[i].point_id == 2 && rows[k].point_id == 2 && rows[i].policy == 2 &&
                rows[k].policy == 0 && rows[i].rep == rows[k].rep && rows[i].status == 0 &&
                rows[k].status == 0 && !isnan(rows[i].harm - rows[k].harm)) {
                z[pairs] = rows[i].harm - rows[k].harm;
                mean += z[pairs++];
            }
        }
    }
    for (int i = 0; i < pairs; i++) {
        squares += (z[i] - mean / pairs) * (z[i] - mean / pairs);
    }
    assert_true(pairs > REPS / 2 && pairs < REPS);
    point_means_difference(&m, &runs, &metrics[0], 2, 0);
    assert_true(near(m.value[1], mean / pairs));
    squares /= (double)(pairs - 1) * pairs;
    assert_true(m.n_batches >= pairs - 8 && m.n_batches <= pairs);
    assert_true(covariance(&m, 1, 1) > squares / 2 && covariance(&m, 1, 1) < 2 * squares);
    assert_true(fabs(covariance(&m, 1, 2)) < squares); /* the runs are independent */
    assert_true(m.replications[1] == pairs);
    assert_false(point_means_take(&m, &runs, &metrics[0], 0, "none")); /* the baseline itself */
    assert_false(point_means_take(&m, &runs, &metrics[0], 0, "nobody")); /* no such policy */
    assert_true(point_means_take(&m, &runs, &metrics[0], 2, NULL));
    assert_false(near(m.value[1], mean / pairs));
    point_means_free(&m);
    run_table_free(&runs);
    table_free(&t);
}

/* The advised number of replications suffices even if the estimated noise is a fourth too low. */
static void
test_advice(void **state)
{
    const struct point_set s = {
        .min_replications = 100, .max_replications = 100, .planned = 100};
    char text[POINT_SET_WARNING_BYTES];

    (void)state;
    for (double share = 0.15; share < 0.85; share += 0.1) {
        double odds = share / (1 - share), low = 0.75 * odds;
        const char *warning =
            point_set_warning(&s, "use more replications", low / (1 + low), text);
        const char *advice = low < 1 ? "(about " : "(at least ",
                   *number = strstr(warning, advice);

        assert_non_null(number);
        odds *= 100 / strtod(number + strlen(advice), NULL);
        assert_true(odds / (1 + odds) <= 0.1);
    }
    assert_null(strstr(point_set_warning(&s, "use more replications", 0.09, text), "about"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_differences),
        cmocka_unit_test(test_noise),
        cmocka_unit_test(test_advice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
