/* Tests the benchmark of whole runs: all rows exist and have plausible values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "bench/bench_model.h"
#include "bench/bench_world.h"

#include <math.h>
#include <string.h>

#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
enum { AT_SPEED = 1 };
#else
enum { AT_SPEED = 0 };
#endif

static const struct bench_model_effort tiny = {2, 0.05, 0};

static void
artificial_worlds_are_scenarios(void **state)
{
    struct failure f = {0};
    struct scenario s;

    (void)state;
    assert_ok(bench_world(&s, 193, &f), &f);
    assert_int_equal(f.count, 0);
    assert_int_equal(s.policies[0].world->n_states, 193);
    assert_int_equal(s.policies[0].world->n_agreements, 38);
    assert_true(s.policies[0].world->n_arrival_processes > 4 * 193);
    scenario_free(&s);
}

static double
value(const struct bench_kernel_row *rows, const char *name)
{
    for (int32_t k = 0; k < BENCH_MODEL_ROWS; k++) {
        if (strcmp(rows[k].benchmark, name) == 0) {
            return rows[k].value;
        }
    }
    fail_msg("no row %s", name);
    return 0;
}

/* Instructions are counted, or the row states why not. */
static void
check_instructions(const struct bench_kernel_row *rows)
{
    double run = value(rows, "model_instructions_run");
    double event = value(rows, "model_instructions_event");

    for (int32_t k = 0; k < BENCH_MODEL_ROWS; k++) {
        bool counted = strncmp(rows[k].benchmark, "model_instructions", 18) != 0 ||
                       isfinite(rows[k].value);

        assert_true(counted == (rows[k].note == NULL));
        assert_true(rows[k].note == NULL || strlen(rows[k].note) > 20);
    }
    if (isfinite(run)) {
        assert_true(event > 100 && event < 1e6);
        assert_true(run > event && run < 1e5 * event);
    }
}

static void
runs_are_not_slow(void **state)
{
    struct bench_kernel_row rows[BENCH_MODEL_ROWS];
    struct scenario s;

    (void)state;
    assert_ok(bench_world(&s, 5, NULL), NULL);
    assert_ok(bench_model_rows(&s, &tiny, rows), NULL);
    for (int32_t k = 0; k < BENCH_MODEL_ROWS; k++) {
        assert_int_equal(rows[k].parameter, 5);
        assert_true(rows[k].note != NULL || (rows[k].value > 0 && isfinite(rows[k].value)));
    }
    check_instructions(rows);
    assert_true(value(rows, "run_bytes") < 1 << 20);
    if (AT_SPEED) {
        assert_true(value(rows, "model_events") > 5e5);
        assert_true(value(rows, "model_runs_incidents") > value(rows, "model_runs") / 4);
        assert_true(value(rows, "run_copy") < 200);
    }
    scenario_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(artificial_worlds_are_scenarios),
        cmocka_unit_test(runs_are_not_slow),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
