/* The watcher that makes metrics, on worlds as they are shipped. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "observe/outcome.h"
#include "scenario/scenario.h"

/* What a run comes to, watched by a copy of outcome.c's watcher. */
static void
watched(const struct world *w, const struct watcher *watcher, struct metric_run *row)
{
    const struct watcher *const at[] = {watcher};
    const struct watchers watchers = {at, 1};
    struct run run;

    metric_clear(row);
    assert_int_equal(run_init(&run, w, 1, 1, 0, &watchers), STATUS_OK);
    assert_int_equal(run_until(&run, w, INFINITY, &watchers, NULL), RUN_REACHED);
    outcome_measure(row, w, &run);
    run_free(&run);
}

/* Being told of more facts than it asks for changes nothing: it forgets to ask for none. */
static void
it_is_told_of_all_it_counts(void **state)
{
    static const char *const shipped[] = {"scenarios/asean-2016.json",
        "scenarios/russia-indonesia-2021.json", "scenarios/adversarial-dialogue.json"};
    struct watcher all = *outcome_watchers.at[0], deaf = all;
    struct metric_run asked, told, missed;
    struct scenario scenario;
    int differ = 0;

    (void)state;
    all.kinds = UINT32_MAX;
    deaf.kinds &= ~FACT_BIT(FACT_ACT); /* the twin */
    memset(&asked, 0, sizeof(asked));
    memset(&told, 0, sizeof(told));
    memset(&missed, 0, sizeof(missed));
    for (size_t k = 0; k < sizeof(shipped) / sizeof(shipped[0]); k++) {
        assert_int_equal(scenario_load(&scenario, shipped[k], NULL, NULL), STATUS_OK);
        for (int32_t p = 0; p < scenario.n_policies; p++) {
            watched(scenario.policies[p].world, outcome_watchers.at[0], &asked);
            watched(scenario.policies[p].world, &all, &told);
            watched(scenario.policies[p].world, &deaf, &missed);
            assert_memory_equal(&asked, &told, sizeof(asked));
            differ += memcmp(&asked, &missed, sizeof(asked)) != 0;
        }
        scenario_free(&scenario);
    }
    assert_true(differ > 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_told_of_all_it_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
