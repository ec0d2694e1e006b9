/* Tests how a sweep divides the replications among its threads. The units become small at the end,
   so that no thread waits long for another one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "assert_ok.h"
#include "files.h"
#include "sweep/sweep.h"

/** The units of a sweep, as the journal records them. */
struct units {
    int64_t runs, largest,
        last; /* numbers of replications: of all units, of the largest unit, of the last unit */
};

static struct units
run(const char *experiment, int32_t threads)
{
    static struct experiment e;
    static struct layout frame;
    static struct failure f;
    struct journal journal = JOURNAL_CLOSED;
    struct sweep sweep = {0};
    struct sweep_plan plan = {.layout = &frame,
        .journal = &journal,
        .threads = threads,
        .shard = 1,
        .shards = 1,
        .point = -1,
        .max_seconds = INFINITY};
    struct units units = {0, 0, 0};

    files_json("s.json",
        "{'start': '2021-01-01', 'horizon_days': 1000, 'states': {'a': {}, 'b': {}}, "
        "'sources': {'s': {'kind': 'state', 'home': 'a', 'targets': {'b': 9}}}}");
    files_json("e.json", experiment);
    assert_ok(experiment_read(&e, "e.json", &f), &f);
    assert_ok(layout_init(&frame, &e), NULL);
    assert_ok(layout_shape(&frame, &journal.shape), NULL);
    assert_ok(journal_open_memory(&journal, &journal.shape, NULL), NULL);
    assert_ok(sweep_open(&sweep, &plan, &f), &f);
    assert_ok(sweep_run(&sweep, &f), &f);
    for (int64_t k = 0; k < journal.n_entries; k++) {
        int64_t n = journal_entry_runs(journal.entries[k]);

        units.runs += n;
        units.largest = n > units.largest ? n : units.largest;
        units.last = n;
    }
    sweep_close(&sweep);
    journal_close(&journal);
    layout_free(&frame);
    experiment_free(&e);
    return units;
}

/* Without a bound, the first unit after the first measurement would have 30 replications. */
static void
units_of_two_threads_are_shares_of_what_is_left(void **state)
{
    struct units units = run("{'scenario': 's.json', 'replications': 40}", 2);

    (void)state;
    assert_int_equal(units.runs, 40);
    assert_in_range(units.largest, 1, 10);
    assert_int_equal(units.last, 1);
}

/* Each point has few replications, which one thread can do. */
static void
points_stay_whole_while_many_are_left(void **state)
{
    struct units units =
        run("{'scenario': 's.json', 'replications': 4, 'factors': {'days': "
            "{'path': '/horizon_days', 'range': [900, 1000]}}, 'design': "
            "{'lhs': {'samples': 50}}}",
            2);

    (void)state;
    assert_int_equal(units.runs, 200);
    assert_int_equal(units.largest, 4);
    assert_int_equal(units.last, 1);
}

static void
one_thread_has_large_units(void **state)
{
    struct units units = run("{'scenario': 's.json', 'replications': 40}", 1);

    (void)state;
    assert_int_equal(units.runs, 40);
    assert_true(units.largest > 10);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_of_two_threads_are_shares_of_what_is_left),
        cmocka_unit_test(points_stay_whole_while_many_are_left),
        cmocka_unit_test(one_thread_has_large_units),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
