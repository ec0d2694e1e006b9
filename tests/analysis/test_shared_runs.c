/* Tests screenings of sweeps in which single runs have failed or are missing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "analysis/morris.h"
#include "analysis/sobol.h"
#include "screened.h"
#include "stats/run_table.h"

struct run_row {
    int64_t point_id;
    int32_t policy;
    int64_t rep;
    int32_t status;
    double harm;
};

static const char *const policies[] = {"none", "line", NULL};
static const char *const statuses[] = {"ok", "max_events", NULL};
#define ROW(member, ...) FIELD(struct run_row, member, __VA_ARGS__)
static const struct field fields[] = {
    ROW(point_id, .max = 1e9, .unit = ""),
    FIELD_AS(struct run_row, policy, FIELD_CHOICE, .choices = policies, .unit = ""),
    ROW(rep, .max = 1e9, .unit = ""),
    FIELD_AS(struct run_row, status, FIELD_CHOICE, .choices = statuses, .unit = ""),
    ROW(harm, .unit = "1"),
};
static const struct record run_record = {
    .name = "runs", .doc = "Runs.", FIELDS_OF(struct run_row, fields)};
static const struct summary_metric harm = {"harm", SUMMARY_MEAN, NULL, NULL};

enum { REPS = 10, RUNS_MAX = 1000 };

/*
 * harm: the first factor, and noise of the replication that all points share. Under the policy
 * `none`, replication 3 failed at half of the points in the first half of the design, and
 * replication 5 is missing at the last point.
 */
static int64_t
make_rows(const struct experiment *e, struct run_row *rows)
{
    int64_t n = 0;

    for (int64_t point = 1; point <= e->n_points; point++) {
        for (int32_t policy = 0; policy < 2; policy++) {
            for (int64_t rep = 1; rep <= REPS; rep++) {
                double noise = 10 * sin((double)(rep * rep));

                if (policy == 0 && point == e->n_points && rep == 5) {
                    continue;
                }
                assert_true(n < RUNS_MAX);
                rows[n++] = (struct run_row){point, policy, rep,
                    policy == 0 && rep == 3 && point / 2 % 2 == 0 && 2 * point < e->n_points,
                    experiment_value(e, point - 1, 0) * (1 + policy) + noise};
            }
        }
    }
    return n;
}

/** The results of an analysis for the second factor, which has no effect, by policy. */
struct kept {
    double effect[2];
    int64_t replications[2];
    bool warned[2];
};

static void
keep_row(struct kept *kept, const char *policy, double effect, int64_t replications,
    const char *warning)
{
    int i = strcmp(policy, "line") == 0;

    kept->effect[i] = effect;
    kept->replications[i] = replications;
    kept->warned[i] = warning != NULL &&
                      strstr(warning, "points use only 9 to 10 of 10 replications: ") != NULL;
}

static enum status
keep_morris(void *self, const void *row, struct failure *f)
{
    const struct morris_row *r = row;

    (void)f;
    if (strcmp(r->factor, "x02") == 0) {
        keep_row(self, r->policy, r->mu_star_uncorrected, r->replications, r->warning);
    }
    return STATUS_OK;
}

static enum status
keep_sobol(void *self, const void *row, struct failure *f)
{
    const struct sobol_row *r = row;

    (void)f;
    if (strcmp(r->index, "ST") == 0 && strcmp(r->factor, "x02") == 0) {
        keep_row(self, r->policy, fabs(r->estimate), r->replications, r->warning);
    } else if (strcmp(r->index, "noise") == 0 && strcmp(r->policy, "none") == 0) {
        assert_non_null(strstr(r->warning, "points use only 9 to 10 of 10 replications: "));
    }
    return STATUS_OK;
}

static struct kept
analyse(const struct experiment *e, bool morris, const char *baseline)
{
    static struct run_row rows[RUNS_MAX];
    struct experiment_analysis a = {.confidence = .95, .resamples = 100, .baseline = baseline};
    struct kept kept = {{-1, -1}, {0}, {0}};
    struct summary_sink sink = {morris ? keep_morris : keep_sobol, &kept};
    struct failure f = {0};
    struct run_table runs;
    struct table t;
    int64_t n = make_rows(e, rows);

    assert_ok(table_init(&t, &run_record, TABLE_EXACT, NULL, 0), NULL);
    assert_ok(run_table_of_rows(&runs, &t, rows, sizeof(rows[0]), n), NULL);
    assert_ok(
        (morris ? morris_write_rows : sobol_write_rows)(e, &a, &runs, &harm, 1, &sink, &f), &f);
    run_table_free(&runs);
    table_free(&t);
    return kept;
}

static void
test_one_run_missing(void **state)
{
    static const char *const designs[] = {"{'saltelli': {'base': 8}}",
        "{'morris': {'trajectories': 6, 'levels': 4}}",
        "{'cross': [{'morris': {'trajectories': 5, 'factors': ['x01', 'x02']}}, "
        "{'factorial': {'x03': [0, 1]}}]}"};

    (void)state;
    for (int i = 0; i < 3; i++) {
        struct experiment e;
        struct kept kept;

        screened_read(&e, 3, designs[i], 1);
        kept = analyse(&e, i > 0, NULL);
        assert_true(kept.effect[0] == 0 && kept.effect[1] == 0);
        assert_true(kept.warned[0] && !kept.warned[1]);
        assert_int_equal(kept.replications[0], 9);
        assert_int_equal(kept.replications[1], REPS);
        kept = analyse(&e, i > 0, "none");
        assert_true(kept.effect[1] < 1e-12 && kept.warned[1]);
        assert_int_equal(kept.replications[1], 9);
        e.common_point = false; /* the twin: every point uses all its runs */
        kept = analyse(&e, i > 0, NULL);
        assert_true(kept.effect[0] > 0.001 && kept.effect[1] == 0);
        assert_true(kept.warned[0] && !kept.warned[1]);
        experiment_free(&e);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_run_missing)};

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
