/* Tests the observer that computes metrics, with shipped scenarios. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "observe/metrics_observer.h"
#include "scenario/scenario.h"

/* Computes the metrics of replication `rep` with `observer`, a copy of the observer of
   metrics_observer.c. */
static void
run_metrics(const struct world *w, uint64_t rep, const struct observer *observer,
    struct metric_run *row)
{
    const struct observer *const at[] = {observer};
    const struct observers observers = {at, 1};
    struct run run;

    metric_clear(row);
    assert_ok(run_init(&run, w, 1, rep, 0, &observers), NULL);
    assert_int_equal(run_until(&run, w, INFINITY, &observers, NULL), RUN_REACHED);
    metrics_measure(row, w, &run);
    run_free(&run);
}

/* `wanted` of the observer has all observations that it counts. Its metrics are the same if it
   receives all observations. */
static void
it_asks_for_all_it_counts(void **state)
{
    static const char *const shipped[] = {"scenarios/asean-2016.json",
        "scenarios/russia-indonesia-2021.json", "scenarios/adversarial-dialogue.json"};
    struct observer all = *metrics_observers.at[0], blind = all;
    struct metric_run asked, all_received, missed;
    struct scenario scenario;
    int differ = 0;

    (void)state;
    all.wanted = UINT64_MAX;
    blind.wanted &= ~OBS_BIT(OBS_ACT); /* the twin */
    memset(&asked, 0, sizeof(asked));
    memset(&all_received, 0, sizeof(all_received));
    memset(&missed, 0, sizeof(missed));
    for (size_t k = 0; k < sizeof(shipped) / sizeof(shipped[0]); k++) {
        assert_ok(scenario_load(&scenario, shipped[k], NULL, NULL), NULL);
        for (int32_t p = 0; p < scenario.n_policies; p++) {
            run_metrics(scenario.policies[p].world, 1, metrics_observers.at[0], &asked);
            run_metrics(scenario.policies[p].world, 1, &all, &all_received);
            run_metrics(scenario.policies[p].world, 1, &blind, &missed);
            assert_memory_equal(&asked, &all_received, sizeof(asked));
            differ += memcmp(&asked, &missed, sizeof(asked)) != 0;
        }
        scenario_free(&scenario);
    }
    assert_true(differ > 0);
}

/* ---- every metric is counted ---- */

enum { REPS = 4, ROWS_MAX = 60, METRICS_MAX = 256 };

/* A row with an additional metric that no code counts. */
struct extended_run {
    struct metric_run run;
    double uncounted;
};

/* Two rivals in a hostile world: war, violations, full desks, rates above their maximum. */
static const char *const hostile_world[] = {"/horizon_days=1461", "/parameters/tension/p_war=1",
    "/parameters/rates/headroom=1", "/states/ardia/background_load=0.9",
    "/states/ardia/analysts=1", "/states/ardia/inertia=-10", "/states/borvia/inertia=-10",
    "/sources/ardian_service/targets/borvia=20", "/sources/borvian_service/targets/ardia=20",
    "/pairs/ardia:borvia/tension_start=1.5", "/incident_types/malware_degradation/concession=1",
    "/pairs/ardia:borvia/legal_refusal=0.5",
    "/pairs/ardia:borvia/channels/technical/present=true",
    "/responses/assistance_request/alpha=3", "/agreements/line/measures/hotline/pledge=true",
    "/agreements/line/measures/hotline/accepted_rate_change=1",
    "/responses/limited_force/alpha=5", "/parameters/truth/delay_days=9",
    "/parameters/truth/p_retract=1", "/parameters/truth/p_surfaces=1",
    "/parameters/attribution/evidence_after_decision=1", "/states/borvia/resilience=0.9"};
static const char *const short_horizon[] = {"/horizon_days=1461"};
static const char *const hotline[] = {"hotline"};

static void
add_runs(struct extended_run *rows, int32_t *n, const char *path, const char *const *settings,
    int32_t n_settings, const char *const *policies, int32_t n_policies)
{
    struct scenario_options options = {.overrides = {.texts = settings, .count = n_settings},
        .policies = policies,
        .n_policies = n_policies};
    static struct failure failure;
    struct scenario scenario;

    if (scenario_load(&scenario, path, &options, &failure) != STATUS_OK) {
        fail_msg("%s: %s", path, failure.count > 0 ? failure.line[0] : "out of memory");
    }
    for (int32_t p = 0; p < scenario.n_policies; p++) {
        for (uint64_t rep = 1; rep <= REPS; rep++) {
            assert_true(*n < ROWS_MAX);
            run_metrics(
                scenario.policies[p].world, rep, metrics_observers.at[0], &rows[*n].run);
            (*n)++;
        }
    }
    scenario_free(&scenario);
}

static bool
is_counted(const struct field *field, const struct extended_run *rows, int32_t n)
{
    bool counted = false;

    for (int32_t i = 0; i < n; i++) {
        double x = *(const double *)((const char *)&rows[i] + field->offset);

        counted = counted || (isfinite(x) && x != 0);
    }
    return counted;
}

/* Returns the number of metrics that are empty or 0 in all rows, and finds the name of the last of
   them. */
static int32_t
count_uncounted(
    const struct record *record, const struct extended_run *rows, int32_t n, const char **last)
{
    int32_t uncounted = 0;

    for (int32_t k = 0; k < record->n_fields; k++) {
        const struct field *field = &record->fields[k];
        bool metric = field->offset >= offsetof(struct metric_run, metric);

        if (metric && !is_counted(field, rows, n)) {
            *last = field->name;
            uncounted++;
        }
    }
    return uncounted;
}

/* Every metric is counted in at least one world. A metric that is described but not counted would
   be 0 or empty in all worlds. */
static void
every_metric_is_counted(void **state)
{
    static struct extended_run rows[ROWS_MAX];
    static struct field fields[METRICS_MAX];
    struct record extended_run = metric_run_record;
    const char *last = "";
    int32_t n = 0;

    (void)state;
    add_runs(rows, &n, "scenarios/two-states-tutorial.json", hostile_world,
        FIELD_COUNT_OF(hostile_world), hotline, 1);
    add_runs(
        rows, &n, "tests/model/frozen/as-recorded-asean-2016.json", short_horizon, 1, NULL, 0);
    add_runs(rows, &n, "tests/model/frozen/as-recorded-vietnam-russia-2017.json", short_horizon,
        1, NULL, 0);
    if (count_uncounted(&metric_run_record, rows, n, &last) > 0) {
        fail_msg("%s is empty or 0 in every run: nothing counts it", last);
    }

    /* The twin: a column that is described but not counted, once with 0 and once empty. */
    assert_true(extended_run.n_fields < METRICS_MAX);
    memcpy(fields, extended_run.fields, (size_t)extended_run.n_fields * sizeof(fields[0]));
    fields[extended_run.n_fields] =
        (struct field)FIELD(struct extended_run, uncounted, .unit = "1");
    extended_run.fields = fields;
    extended_run.n_fields++;
    assert_int_equal(count_uncounted(&extended_run, rows, n, &last), 1);
    assert_string_equal(last, "uncounted");
    for (int32_t i = 0; i < n; i++) {
        rows[i].uncounted = NAN;
    }
    assert_int_equal(count_uncounted(&extended_run, rows, n, &last), 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_metric_is_counted),
        cmocka_unit_test(it_asks_for_all_it_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
