/* Tests outcomes that a scenario or an experiment defines: columns, estimators, values, identity
   of the result. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "assert_ok.h"
#include "experiment/experiment_outcomes.h"
#include "files.h"

#define SCENARIO                                                                               \
    "{'start': '2020-01-01', 'seed': '5', 'replications': 7, 'horizon_days': 400, "            \
    "'states': {'a': {}, 'b': {}}, "                                                           \
    "'sources': {'s': {'kind': 'criminal', 'targets': {'b': 2}}}, "                            \
    "'policies': {'plain': {}}, 'outputs': {'outcomes': {%s}}}"

static struct experiment e;
static struct failure failure;

static enum status
read_both(const char *of_scenario, const char *of_experiment)
{
    char text[2000];

    experiment_free(&e);
    (void)snprintf(text, sizeof(text), SCENARIO, of_scenario);
    files_json("s.json", text);
    (void)snprintf(text, sizeof(text),
        "{'scenario': 's.json', 'outputs': {'outcomes': {%s}, 'metrics': ['harm'], "
        "'primary': ['harm']}}",
        of_experiment);
    files_json("e.json", text);
    memset(&failure, 0, sizeof(failure));
    return experiment_read(&e, "e.json", &failure);
}

static int
done(void **state)
{
    (void)state;
    experiment_free(&e);
    return 0;
}

static double
outcome(const char *id, const struct metric_run *run)
{
    const struct field *field = field_find(&e.runs, id);
    struct metric_run copy = *run;

    assert_non_null(field);
    experiment_outcomes_compute(&e, &copy);
    return *(const double *)(const void *)((const char *)&copy + field->offset);
}

static void
test_values(void **state)
{
    struct metric_run run = {.status = "ok"};

    (void)state;
    assert_ok(
        read_both("'rate': {'expression': 'hostile_responses / decisions', 'unit': 'share', "
                  "'description': 'Hostile ones.'}, 'late': {'expression': 'harm'}",
            "'late': {'expression': 'not first_rung_8_day < 100'}"),
        &failure);
    assert_int_equal(e.n_outcomes, 2); /* the experiment changes one of them */
    assert_int_equal(experiment_outcomes_metric(&e, "rate").kind, SUMMARY_MEAN);
    assert_int_equal(experiment_outcomes_metric(&e, "late").kind, SUMMARY_SHARE);
    assert_int_equal(experiment_outcomes_metric(&e, "first_rung_8_day").kind, SUMMARY_EVENT);
    assert_string_equal(field_find(&e.runs, "rate")->doc,
        "Hostile ones. Computed as hostile_responses / decisions.");
    assert_string_equal(field_find(&e.runs, "rate")->unit, "share");

    metric_clear(&run);
    run.metric.hostile_responses = 3;
    run.metric.decisions = 12;
    assert_true(outcome("rate", &run) == 0.25);
    assert_true(outcome("late", &run) == 1); /* no such day: the comparison is false */
    run.metric.first_rung_8_day = 99;
    assert_true(outcome("late", &run) == 0);
    run.metric.decisions = 0;
    assert_true(isnan(outcome("rate", &run))); /* infinite: missing */
    run.status = "max_events";
    assert_true(isnan(outcome("late", &run))); /* an aborted run has no outcome */
}

/* Outcomes of the experiment are summarised, also if `metrics` does not name them. */
static void
test_summarised(void **state)
{
    static const char count[] = "{'count': 'incidents', 'where': 'severity > 2'}";
    char own[200];

    (void)state;
    (void)snprintf(own, sizeof(own), "'hits': %s, 'late': {'expression': 'harm > 1'}", count);
    assert_ok(read_both("'other': {'expression': 'harm'}", own), &failure);
    assert_int_equal(e.n_outcomes, 3);
    assert_int_equal(e.outputs.n_metrics, 3);
    assert_string_equal(e.outputs.metrics[0], "harm");
    assert_string_equal(e.outputs.metrics[1], "hits");
    assert_string_equal(e.outputs.metrics[2], "late");
    assert_ok(read_both("'other': {'expression': 'harm'}", ""), &failure);
    assert_int_equal(e.outputs.n_metrics, 1);
}

static void
test_without(void **state)
{
    (void)state;
    assert_ok(read_both("", ""), &failure);
    assert_true(e.runs.fields == metric_run_record.fields && e.metrics == metric_summaries);
    assert_null(experiment_outcomes_find(&e, "rate"));
}

/* Outcomes do not change runs, and therefore not the identity of the result. Another scenario
   changes the identity. */
static void
test_identity(void **state)
{
    char identity[SHA256_HEX_BYTES];

    (void)state;
    assert_ok(read_both("", ""), &failure);
    memcpy(identity, e.identity, sizeof(identity));
    assert_ok(
        read_both("'x': {'expression': 'harm'}", "'z': {'expression': 'harm > 2'}"), &failure);
    assert_string_equal(e.identity, identity);
    assert_non_null(strstr(e.base.resolved, "harm > 2"));
    assert_ok(read_both("}, 'harm_of': {'a': {}", ""), &failure); /* the twin */
    assert_string_not_equal(e.identity, identity);
}

static void
test_errors(void **state)
{
    static const struct {
        const char *outcomes, *error;
    } rows[] = {
        {"'x': {'expression': 'harm >'}",
            "/outputs/outcomes/x/expression: at character 7: expected a number, a metric or "
            "\"(\""},
        {"'x': {'expression': 'misatributed'}",
            "/outputs/outcomes/x/expression: at character 1: unknown metric misatributed; did "
            "you "
            "mean \"misattributed\"?"},
        {"'x': {'expression': 'severity > 5'}",
            "/outputs/outcomes/x/expression: at character 1: unknown metric severity: it is a "
            "column of a trace file; count or sum it in an outcome, whose id this expression "
            "can use"},
        {"'x': {'expression': 'attribution_rate > 0.5'}",
            "/outputs/outcomes/x/expression: at character 1: unknown metric attribution_rate: "
            "it is a row of summary.csv or compare.csv; write it as a quotient of metrics, or "
            "as a condition"},
        {"'x': {'expression': 3}",
            "/outputs/outcomes/x/expression: expected text, found a number"},
        {"'x': {}",
            "/outputs/outcomes/x: needs exactly one of \"expression\", \"count\" and \"sum\""},
        {"'x': {'expression': 'harm', 'titel': 'X'}",
            "/outputs/outcomes/x/titel: unknown member in outcome; did you mean \"title\"?"},
        {"'harm': {'expression': 'harm'}",
            "/outputs/outcomes/harm: \"harm\" is also the name of a column in runs.csv; use "
            "another id, "
            "for "
            "example \"harm_outcome\""},
        {"'attribution_rate': {'expression': 'harm'}",
            "/outputs/outcomes/attribution_rate: \"attribution_rate\" is also the name of a "
            "metric"},
        {"'harm_averted_per_musd': {'expression': 'harm'}",
            "/outputs/outcomes/harm_averted_per_musd: \"harm_averted_per_musd\" is also the "
            "name of a metric"},
        {"'first_rung_8_day_share': {'expression': 'harm'}",
            "/outputs/outcomes/first_rung_8_day_share: \"first_rung_8_day_share\" is also the "
            "name of a metric"},
        {"'nan': {'expression': 'harm'}", "/outputs/outcomes/nan: \"nan\" is not allowed"},
    };

    (void)state;
    for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
        for (int of_scenario = 0; of_scenario < 2; of_scenario++) {
            const char *of = rows[k].outcomes;
            const char *file = of_scenario ? "s.json:1:" : "e.json:1:";

            assert_int_equal(
                read_both(of_scenario ? of : "", of_scenario ? "" : of), STATUS_BAD_INPUT);
            if (failure.count < 1 || strstr(failure.line[0], rows[k].error) == NULL ||
                strncmp(failure.line[0], file, strlen(file)) != 0) {
                fail_msg("%s: %s", of, failure.line[0]);
            }
        }
    }
    /* the errors of several outcomes are reported together */
    assert_int_equal(
        read_both("",
            "'a': {'expression': 'max_rug < 7'}, 'b': {}, 'c': {'count': 'pairs'}, "
            "'d': {'count': 'incidents', 'where': 'severty > 3'}"),
        STATUS_BAD_INPUT);
    assert_int_equal(failure.count, 4);
}

/* Rows of runs store the counts of `harm_of`. Its contents are therefore part of the identity, but
   not its title. */
static void
test_counted_identity(void **state)
{
    char identity[SHA256_HEX_BYTES];

    (void)state;
    assert_ok(read_both("'x': {'expression': 'harm'}", ""), &failure);
    assert_int_equal(e.n_counted_columns, 0);
    assert_ok(read_both("'hits': {'count': 'incidents', 'by': 'target', 'title': 'Hits'}", ""),
        &failure);
    assert_int_equal(e.n_counted_columns, 2);
    assert_string_equal(e.outcomes[1].id, "hits_b");
    assert_string_equal(e.outcomes[1].title, "Hits: b");
    assert_int_equal(experiment_outcomes_metric(&e, "hits_b").kind, SUMMARY_MEAN);
    memcpy(identity, e.identity, sizeof(identity));
    assert_ok(read_both("'hits': {'count': 'incidents', 'by': 'target'}, "
                        "'half': {'expression': 'hits_b / 2'}",
                  ""),
        &failure);
    assert_string_equal(e.identity, identity);
    assert_ok(
        read_both("'hits': {'count': 'incidents', 'by': 'target', 'where': 'rung > 2'}", ""),
        &failure);
    assert_string_not_equal(e.identity, identity);
}

/* Metrics of outputs may be outcomes; a factor may not have the id of one. */
static void
test_names(void **state)
{
    (void)state;
    files_json("s.json",
        "{'start': '2020-01-01', 'horizon_days': 400, 'states': {'a': {}, 'b': {}}, "
        "'policies': {'plain': {}}}");
    files_json("e.json",
        "{'scenario': 's.json', 'outputs': {'outcomes': {'x': {'expression': 'harm > 1'}}, "
        "'metrics': ['x'], 'primary': ['x']}, 'replications': {'max': 40, 'until': "
        "[{'metric': 'x', 'half_width': 0.1}]}, "
        "'analyses': {'c': {'kind': 'converge', 'metrics': ['x']}}}");
    memset(&failure, 0, sizeof(failure));
    assert_ok(experiment_read(&e, "e.json", &failure), &failure);
    experiment_free(&e);
    files_json("e.json",
        "{'scenario': 's.json', 'outputs': {'outcomes': {'x': {'expression': 'harm > 1'}}}, "
        "'factors': {'x': {'path': '/states/*/detection', 'values': [0.5]}}}");
    assert_int_equal(experiment_read(&e, "e.json", &failure), STATUS_BAD_INPUT);
    assert_non_null(strstr(failure.line[0],
        "/factors/x: is also the id of an outcome; use another id for one of them"));
    files_json("s.json",
        "{'start': '2020-01-01', 'horizon_days': 400, 'states': {'a': {}, 'b': {}}, "
        "'policies': {'plain': {'patch': {'outputs': {'outcomes': {}}}}}}");
    files_json("e.json", "{'scenario': 's.json'}");
    memset(&failure, 0, sizeof(failure));
    assert_int_equal(experiment_read(&e, "e.json", &failure), STATUS_BAD_INPUT);
    assert_non_null(strstr(failure.line[0], "a patch cannot change this member"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_teardown(test_values, done),
        cmocka_unit_test_teardown(test_summarised, done),
        cmocka_unit_test_teardown(test_without, done),
        cmocka_unit_test_teardown(test_identity, done),
        cmocka_unit_test_teardown(test_counted_identity, done),
        cmocka_unit_test_teardown(test_errors, done),
        cmocka_unit_test_teardown(test_names, done)};

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
