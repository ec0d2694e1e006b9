/* Tests cost-effectiveness: harm averted per unit of cost, from paired differences of both. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "format/table.h"
#include "run_rows.h"
#include "stats/comparison.h"
#include "stats/family.h"

struct run_row {
    RUN_ROW_KEY;
    double harm, measure_cost, end_day;
};

static const char *const policy_ids[] = {"without", "with"};
static const struct table_ids ids = {"policies", policy_ids, 2};
static const char *const statuses[] = {"ok", NULL};
static const struct field run_fields[] = {
    RUN_ROW_KEY_FIELDS,
    ROW(harm, .unit = "1"),
    ROW(measure_cost, .unit = "1"),
    ROW(end_day, .unit = "days"),
};
static const struct record run_record = RUN_ROW_RECORD;
static const struct summary_metric metrics[] = {
    {"harm", SUMMARY_MEAN, NULL, NULL}, {"measure_cost", SUMMARY_MEAN, NULL, NULL}};

struct found {
    struct comparison worth;
    int n, n_worth;
};

static enum status
take(void *self, const void *row, struct failure *f)
{
    struct found *found = self;
    const struct comparison *c = row;

    (void)f;
    found->n++;
    if (strcmp(c->metric, "harm_averted_per_musd") == 0) {
        assert_string_equal(c->policy, "with");
        assert_string_equal(c->versus, "without");
        found->worth = *c;
        found->n_worth++;
    }
    return STATUS_OK;
}

enum { PAIRS = 40 };

/* Pairs of runs, without and with a measure. */
struct pairs {
    struct run_row rows[2 * PAIRS];
    int32_t n;
};

static void
add(struct pairs *p, double harm, double harm_with, double cost, double cost_with)
{
    p->n++;
    p->rows[p->n - 1] = (struct run_row){1, 0, p->n, 0, harm, cost, 100};
    p->rows[PAIRS + p->n - 1] = (struct run_row){1, 1, p->n, 0, harm_with, cost_with, 100};
}

static struct found
compare(struct pairs *p, int32_t n_metrics)
{
    struct found found = {0};
    struct summary_sink sink = {take, &found};
    struct run_table runs;
    struct table t;

    memmove(&p->rows[p->n], &p->rows[PAIRS], (size_t)p->n * sizeof(*p->rows));
    assert_ok(table_init(&t, &run_record, TABLE_EXACT, &ids, 1), NULL);
    assert_ok(run_table_of_rows(&runs, &t, p->rows, sizeof(*p->rows), 2 * p->n), NULL);
    assert_ok(comparison_write_rows(&runs, metrics, n_metrics, 0, .95, &sink, NULL), NULL);
    run_table_free(&runs);
    table_free(&t);
    return found;
}

/* Harm averted 3, 2, 6 at a cost of 2 each: 11/6, with Student's interval of 1.5, 1, 3. */
static void
test_by_hand(void **state)
{
    struct pairs p = {.n = 0};
    struct found found;
    double half = 4.302652729911275 * sqrt(13. / 12) / sqrt(3);

    (void)state;
    add(&p, 10, 7, 0, 2);
    add(&p, 12, 10, 0, 2);
    add(&p, 14, 8, 0, 2);
    found = compare(&p, 2);
    assert_int_equal(found.n_worth, 1);
    assert_true(fabs(found.worth.difference - 11. / 6) < 1e-12);
    assert_true(fabs(found.worth.ci_lo - (11. / 6 - half)) < 1e-9);
    assert_true(fabs(found.worth.ci_hi - (11. / 6 + half)) < 1e-9);
    assert_true(isnan(found.worth.p_value) && isnan(found.worth.p_adjusted));
    assert_int_equal(found.worth.n_pairs, 3);
}

static void
test_only_if_the_policy_costs_more(void **state)
{
    struct pairs same = {.n = 0}, less = {.n = 0}, more = {.n = 0};

    (void)state;
    for (int k = 0; k < 3; k++) {
        add(&same, 10 + k, 8, 2, 2);
        add(&less, 10 + k, 8, 2, 1);
        add(&more, 10 + k, 8, 2, 3);
    }
    assert_int_equal(compare(&same, 2).n, 2);
    assert_int_equal(compare(&less, 2).n, 2);
    assert_int_equal(compare(&more, 2).n, 3);
    more.n = 0;
    add(&more, 10, 8, 2, 3);
    add(&more, 11, 8, 2, 3);
    assert_int_equal(compare(&more, 1).n, 1); /* the cost is not among the metrics */
}

/* Coverage of `claimed`; the true value is 2.5 per unit, and costs vary with harm. */
static double
coverage(double claimed)
{
    enum { TIMES = 2000 };
    gsl_rng *r = gsl_rng_alloc(gsl_rng_mt19937);
    int held = 0;

    for (int t = 0; t < TIMES; t++) {
        struct pairs p = {.n = 0};
        struct found found;

        for (int k = 0; k < PAIRS; k++) {
            double world = gsl_ran_gaussian(r, 5), cost = 2 + .5 * gsl_ran_exponential(r, 1);
            double averted = 2.5 * cost + gsl_ran_gaussian(r, 2);

            add(&p, 40 + world, 40 + world - averted, 1, 1 + cost);
        }
        found = compare(&p, 2);
        held += found.worth.ci_lo <= claimed && claimed <= found.worth.ci_hi;
    }
    gsl_rng_free(r);
    return (double)held / TIMES;
}

static void
test_the_interval_covers(void **state)
{
    (void)state;
    assert_true(fabs(coverage(2.5) - .95) < .02);
    assert_true(coverage(2.8) < .8); /* perturbed twin */
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
static double
maximum_memory(void)
{
    struct rusage used;

    assert_int_equal(getrusage(RUSAGE_SELF, &used), 0);
    return 1024.0 * (double)used.ru_maxrss;
}

static void
test_memory_per_run(void **state)
{
    const int64_t n = 200000;
    struct found found = {0};
    struct summary_sink sink = {take, &found};
    struct run_table runs;
    struct table t;
    double before;

    (void)state;
    assert_ok(table_init(&t, &run_record, TABLE_EXACT, &ids, 1), NULL);
    assert_ok(run_table_open(&runs, &t), NULL);
    for (int64_t k = 0; k < 2 * n; k++) {
        struct run_row row = {1, k >= n, 1 + k % n, 0, (double)(k % 7), (double)(k % 5), 100};

        assert_ok(run_table_add(&runs, &row, NULL), NULL);
    }
    before = maximum_memory();
    assert_ok(comparison_write_rows(&runs, metrics, 2, 0, .95, &sink, NULL), NULL);
    /* 32 bytes per pair; twice as much would be detected. */
    assert_true(maximum_memory() - before < 40.0 * (double)n);
    run_table_free(&runs);
    table_free(&t);
}
#endif

/* Rows: a metric, the same per year, another one, one without a difference. */
static void
test_family_without_duplicates(void **state)
{
    double x[5] = {1, 2, 3, 4, 5}, y[5] = {2, 2, 5, 1, 5}, less[5], other[5] = {2, 2, 5, 1, 6};
    double p[4] = {.02, .02, .03, NAN}, signatures[4], work[4];
    size_t order[4];

    (void)state;
    for (int k = 0; k < 5; k++) {
        less[k] = x[k] + (x[k] - y[k]) / 7.3;
    }
    signatures[0] = family_signature(x, y, 5);
    signatures[1] = family_signature(x, less, 5);
    signatures[2] = family_signature(x, other, 5);
    signatures[3] = family_signature(x, x, 5);
    assert_true(fabs(signatures[0] - signatures[1]) < 1e-12 && signatures[0] > 0);
    assert_true(fabs(signatures[0] - signatures[2]) > 1e-3);
    assert_true(isnan(signatures[3]));
    family_adjust(p, signatures, 4, 1, 1, work, order);
    assert_true(fabs(p[0] - .04) < 1e-12 && p[1] == p[0] && fabs(p[2] - .04) < 1e-12);
    assert_true(isnan(p[3]));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_family_without_duplicates),
        cmocka_unit_test(test_only_if_the_policy_costs_more),
        cmocka_unit_test(test_the_interval_covers),
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        cmocka_unit_test(test_memory_per_run),
#endif
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
