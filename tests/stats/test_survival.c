/* Tests survival curves: compares one with values computed by hand, and tests the coverage of
   intervals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "assert_ok.h"
#include "kernel/stream.h"
#include "stats/survival.h"

enum { ROWS = 400 };

struct taken {
    struct survival_row rows[ROWS];
    int n;
};

static enum status
take(void *self, const void *row, struct failure *f)
{
    struct taken *t = self;

    (void)f;
    assert_true(t->n < ROWS);
    t->rows[t->n++] = *(const struct survival_row *)row;
    return STATUS_OK;
}

static void
curve(struct survival_time *times, int64_t n, struct taken *t)
{
    struct survival_row row = {.confidence = .95};
    struct summary_sink sink = {take, t};
    struct failure f = {0};

    t->n = 0;
    assert_ok(survival_curve(times, n, &row, &sink, &f), &f);
}

/* Six runs: events on days 2, 4, 4 and 7; two runs end on days 4 and 9 without the event. */
static void
test_by_hand(void **state)
{
    struct survival_time times[] = {
        {9, false}, {4, true}, {2, true}, {4, false}, {7, true}, {4, true}};
    static const double day[] = {0, 2, 4, 7}, left[] = {1, 5. / 6, .5, .25};
    static const int at_risk[] = {6, 6, 5, 2}, events[] = {0, 1, 2, 1};
    struct taken t;

    (void)state;
    curve(times, 6, &t);
    assert_int_equal(t.n, 4);
    for (int i = 0; i < 4; i++) {
        assert_true(t.rows[i].day == day[i]);
        assert_true(fabs(t.rows[i].survival - left[i]) < 1e-12);
        assert_int_equal(t.rows[i].at_risk, at_risk[i]);
        assert_int_equal(t.rows[i].events, events[i]);
        assert_true(i == 0 || (t.rows[i].ci_lo < left[i] && left[i] < t.rows[i].ci_hi));
    }
    assert_true(isnan(t.rows[0].ci_lo));
}

/* survfit() of the R package survival 3.5-3, with conf.type = "log-log". */
static void
test_reference(void **state)
{
    struct survival_time times[] = {{9, false}, {4, true}, {2, true}, {4, false}, {7, true},
        {4, true}, {12, true}, {15, false}, {15, false}, {3, true}};
    static const double known[][3] = {{0.90, 0.4730092713620505, 0.985281393367343},
        {0.80, 0.4086907816334043, 0.945872645838912},
        {0.60, 0.2526688970038937, 0.827220967028512},
        {0.48, 0.1608546691176385, 0.744665726757802},
        {0.32, 0.0580395884295446, 0.633758792250144}};
    struct taken t;

    (void)state;
    curve(times, 10, &t);
    assert_int_equal(t.n, 6);
    for (int i = 0; i < 5; i++) {
        assert_true(fabs(t.rows[i + 1].survival - known[i][0]) < 1e-12);
        assert_true(fabs(t.rows[i + 1].ci_lo - known[i][1]) < 1e-9);
        assert_true(fabs(t.rows[i + 1].ci_hi - known[i][2]) < 1e-9);
    }
    for (int i = 0; i < 10; i++) { /* the twin */
        times[i].event = times[i].event || times[i].day == 9;
    }
    curve(times, 10, &t);
    assert_true(fabs(t.rows[5].survival - known[4][0]) > 0.01);
}

static void
test_no_run_and_all_runs(void **state)
{
    struct survival_time none[] = {{5, false}, {5, false}}, all[] = {{1, true}, {1, true}};
    struct taken t;

    (void)state;
    curve(none, 2, &t);
    assert_int_equal(t.n, 1);
    curve(all, 2, &t);
    assert_int_equal(t.n, 2);
    assert_true(t.rows[1].survival == 0 && isnan(t.rows[1].ci_lo));
}

/* Exponential times, half of the runs censored: S(1) = exp(-1). */
static void
test_coverage(void **state)
{
    enum { TIMES = 1000, N = 100 };
    static struct survival_time times[N];
    static struct taken t;
    int held = 0, held_wrong = 0;

    (void)state;
    for (uint64_t k = 1; k <= TIMES; k++) {
        struct stream_base base = {.seed = k};

        for (int wrong = 0; wrong < 2; wrong++) {
            const struct survival_row *at = NULL;

            for (uint64_t i = 0; i < N; i++) {
                double event = -log(stream_uniform(&base, 1, i, 0));
                double end = -1.5 * log(stream_uniform(&base, 2, i, 0));

                /* the perturbed twin counts the end of a run as the event */
                times[i].event = event < end || wrong;
                times[i].day = event < end ? event : end;
            }
            curve(times, N, &t);
            for (int i = 0; i < t.n && t.rows[i].day <= 1; i++) {
                at = &t.rows[i];
            }
            *(wrong ? &held_wrong : &held) += at->ci_lo <= exp(-1) && exp(-1) <= at->ci_hi;
        }
    }
    print_message("# intervals that cover the true value: %d of %d\n", held, TIMES);
    assert_true(held > .93 * TIMES && held < .975 * TIMES);
    assert_true(held_wrong < .3 * TIMES);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_reference),
        cmocka_unit_test(test_no_run_and_all_runs),
        cmocka_unit_test(test_coverage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
