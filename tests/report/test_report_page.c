/* Tests whole pages of results that are small enough to count by hand, and running out of
   memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "assert_ok.h"
#include "failing.h"
#include "report/charts/chart.h"
#include "report/small_result.h"

static struct failure failure;
static struct experiment experiment;
static struct manifest_old past = {.identity = "",
    .status = "",
    .trace_level = "",
    .version = "",
    .fingerprint = "",
    .finished = ""};
static struct buffer page;

static struct report_data_source
source_of_result(void)
{
    return (struct report_data_source){.directory = ".",
        .past = &past,
        .scenario = &experiment.base,
        .experiment = &experiment,
        .self = &experiment,
        .replay = small_replay};
}

static enum status
make(struct report_data_source source)
{
    memset(&failure, 0, sizeof(failure));
    buffer_free(&page);
    page = (struct buffer){0};
    return page_print(&source, &page, &failure);
}

static void
expect(const char *text)
{
    if (strstr(page.at, text) == NULL) {
        print_error("the page lacks: %s\n", text);
        fail();
    }
}

static void
expect_not(const char *text)
{
    assert_null(strstr(page.at, text));
}

/* Checks that the page has all charts of this kind of report, or notes in place of them, in the
   order of the table of charts. */
static void
expect_charts(enum chart_report report)
{
    const char *at = strstr(page.at, "</nav>");
    int32_t n = 0;

    assert_non_null(at);
    for (const struct chart *row = chart_rows; row->title != NULL; row++) {
        if ((row->reports & (int32_t)report) != 0) {
            char heading[SECTION_NAME], note[SECTION_NAME];
            const char *next;

            (void)snprintf(heading, sizeof(heading), "\"-1\">%s", row->title);
            (void)snprintf(note, sizeof(note), "<li>%s: ", row->title);
            next = strstr(at, heading);
            at = next != NULL ? next : at;
            if (next == NULL && strstr(page.at, note) == NULL) {
                print_error("no chart \"%s\" in its place\n", row->title);
                fail();
            }
            n++;
        }
    }
    assert_true(n > 3);
}

static int
enter(void **state)
{
    struct scenario scenario;
    struct experiment_run run = {.seed = 17, .replications = 4, .trace_level = RECORDER_EVENTS};

    if (files_enter(state) != 0) {
        return -1;
    }
    small_write_run();
    past.seed = 17;
    return scenario_load(&scenario, "scenario.json", NULL, &failure) == STATUS_OK &&
                   experiment_of_scenario(&experiment, &scenario, &run, &failure) == STATUS_OK
               ? 0
               : -1;
}

static int
leave(void **state)
{
    experiment_free(&experiment);
    buffer_free(&page);
    return files_leave(state);
}

static int
enter_sweep(void **state)
{
    if (files_enter(state) != 0) {
        return -1;
    }
    files_json("scenario.json", small_scenario);
    files_json("experiment.json", small_experiment);
    if (experiment_read(&experiment, "experiment.json", &failure) != STATUS_OK) {
        print_error("%s\n", failure.line[0]);
        return -1;
    }
    small_write_sweep(&experiment);
    return 0;
}

static void
test_run(void **state)
{
    (void)state;
    assert_ok(make(source_of_result()), &failure);
    expect("<h1><bdi>small &amp; short</bdi></h1>");
    expect(
        "In 2 of 3 runs harm is lower with <q><bdi>the pact</bdi></q> than with <q><bdi>no "
        "pact</bdi></q>; it is higher in 1.");
    expect("1 run was aborted and is not included.");
    expect(
        "or higher in 1 of 3 runs with <q><bdi>no pact</bdi></q>, in 1 of 3 with <q><bdi>the "
        "pact</bdi></q> (difference +0.25, interval \xE2\x88\x92"
        "0.375 to +0.75).");
    expect(
        "With <q><bdi>the pact</bdi></q>, harm changes by \xE2\x88\x92"
        "7 (95&nbsp;% interval \xE2\x88\x92"
        "34 to +20; adjusted p&nbsp;=&nbsp;1) compared with <q><bdi>no pact</bdi></q>, or by "
        "\xE2\x88\x92"
        "6.77&nbsp;%");
    /* The interval of the responses does not contain 0, but the adjusted p value is 0.1. */
    expect(
        "<li><details><summary>No difference found in other metrics with <q><bdi>the "
        "pact</bdi></q></summary>\n(interval, adjusted p) incidents: no change; hostile "
        "responses to a state that was not "
        "responsible: \xE2\x88\x92"
        "1.25 (\xE2\x88\x92"
        "2 to \xE2\x88\x92"
        "0.5), p&nbsp;=&nbsp;0.1.</details></li>");
    expect("<span>no change</span>");
    expect("This shows what the assumptions imply. It is not an estimate for any real state.");
    expect(
        "<q><bdi>the pact</bdi></q> contains 2 measures; evidence: 1 qualitative, 1 assumed.");
    expect_not("<q><bdi>no pact</bdi></q> contains");
    expect(
        "<li>With <q><bdi>the pact</bdi></q>, the effect on harm depends on how severity "
        "counts: harm is lower if severity counts as it is, shows no change if it is "
        "squared, and is higher if it is cubed.</li>");
    expect(
        "\xE2\x88\x92"
        "1.25 (\xE2\x88\x92"
        "2 to \xE2\x88\x92"
        "0.5)");
    expect("covert competition: 1 of 3");
    /* scores 4, 11, 20: the median is replication 1 */
    expect("The run with the median escalation score: run 1 under <q><bdi>the pact</bdi></q>.");
    expect(
        "6 incidents: 2 attributed correctly, 2 attributed wrongly, 1 not attributed, 1 "
        "without a "
        "decision before the end.");
    expect("attributed wrongly to a non-state group</span>");
    expect("<bdi>Aland</bdi> &#8594; <bdi>&lt;Bland&gt;</bdi>");
    expect("<b><bdi>Aland</bdi> and <bdi>&lt;Bland&gt;</bdi></b>");
    expect("peak: disruption, 24 August 2026");
    /* The highest rung, its date, the rung at the end, days in a crisis, off-ramps, acts of rung 5,
       all acts. */
    expect(
        "<td>5 disruption</td><td>24 August 2026</td><td class=\"number\">3</td><td "
        "class=\"number\">50</td><td class=\"number\">1</td><td class=\"number\">1</td><td "
        "class=\"number\">2</td>");
    expect(
        "<td class=\"number\">1</td><td class=\"number\">61</td><td "
        "class=\"number\">0</td>"); /* a crisis that continues at the end */
    expect("counts for both sides as 60 additional quiet days");
    expect("an off-ramp is accepted</li>");
    /* The line over 1461 days rises to rung 4 of 5 on day 10, and falls to 3 on day 40, or on day
       70 without the off-ramp. */
    expect("d=\"M0 100H0.68V20H2.74V40H4.79V60");
    expect("In total 3, of which 1 failed.");
    expect(
        "<th scope=\"row\"><bdi>Aland</bdi> and <bdi>&lt;Bland&gt;</bdi></th><td "
        "class=\"number\">0.3</td><td class=\"number\">0.5</td><td class=\"number\">0.4</td>");
    expect("<td><bdi>17</bdi></td>"); /* the seed */
    expect_not("<script");
    expect_not("<Bland>");
    expect_charts(CHART_OF_RUN);
}

static void
test_asked(void **state)
{
    struct report_data_source source = source_of_result();

    (void)state;
    source.shown = (struct report_data_run){1, 0, 1};
    assert_ok(make(source), &failure);
    expect("The requested run: run 1 under <q><bdi>no pact</bdi></q>.");
    expect("1 incident: 0 attributed correctly, 1 attributed wrongly");
    expect("No state sent a message in this run.");
    source.shown.rep = 4; /* was given up */
    assert_int_equal(make(source), STATUS_USAGE);
}

/* If a file is missing, the page is made, and names the missing file. */
static void
test_gaps(void **state)
{
    static const char *const names[] = {"analysis/compare.csv", "runs.csv"};
    static const char *const said[] = {
        "The result has no differences between policies", "This result has no complete run."};

    (void)state;
    for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
        assert_int_equal(unlink(names[k]), 0);
        assert_ok(make(source_of_result()), &failure);
        expect(said[k]);
    }
}

static enum status
replay_another(void *self, const struct report_data_run *run, struct recorder *r,
    const struct world **world, struct failure *f)
{
    enum status st = small_replay(self, run, r, world, f);

    return st == STATUS_OK ? STATUS_MISMATCH : st;
}

/* If the repetition of a run has another result, the run is not shown, and the page has a note
   about this. The rest of the page stays the same. */
static void
test_another_run(void **state)
{
    struct report_data_source source = source_of_result();

    (void)state;
    source.replay = replay_another;
    assert_ok(make(source), &failure);
    expect("The run is not shown: this program does not reproduce it exactly.");
    expect_not("The run with the median escalation score");
    expect_not("The requested run");
    expect("covert competition: 1 of 3");
    expect_charts(CHART_OF_RUN);
}

/* A table that cbmsim did not write is an error. The message names the table. */
static void
test_damage(void **state)
{
    static const struct {
        const char *name, *text;
    } rows[] = {
        {"runs.csv", "point_id,policy,rep\n"},
        {"runs.csv", "what\n"},
        {"analysis/compare.csv", "point_id\n1\n"},
    };

    (void)state;
    for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
        small_write_run();
        files_write(rows[k].name, rows[k].text);
        assert_int_equal(make(source_of_result()), STATUS_BAD_INPUT);
        assert_non_null(strstr(failure.line[0], rows[k].name));
    }
}

/* A chart can read every column by its name. Aborted runs are left out. */
static void
test_any_column(void **state)
{
    static const double decisions[] = {9, 9, 9, 9, 9, 9}, attributed[] = {4, 5, 0, 4, 5, 0};
    struct report_data_source source = source_of_result();
    struct report_data m;
    double *values = NULL;

    (void)state;
    small_write_run();
    memset(&failure, 0, sizeof(failure));
    assert_ok(report_data_read(&m, &source, &failure), &failure);
    assert_int_equal(m.n_runs, 6);
    assert_ok(report_data_column(&m, "attributed", &values, &failure), &failure);
    assert_memory_equal(values, attributed, sizeof(attributed));
    free(values);
    assert_ok(report_data_column(&m, "decisions", &values, &failure), &failure);
    assert_memory_equal(values, decisions, sizeof(decisions));
    free(values);
    assert_int_equal(
        report_data_column(&m, "attribution", &values, &failure), STATUS_BAD_INPUT);
    assert_non_null(strstr(failure.line[0], "there is no column attribution"));
    free(values);
    report_data_free(&m);
}

/* If a column is missing that every report needs, the failure names the column. If another column
   is missing, as in the result of an older version, the page lacks only the charts that need it. */
static void
test_columns(void **state)
{
    static const char *const needed[] = {
        "point_id", "policy", "rep", "status", "end_day", "harm"};

    (void)state;
    for (int32_t k = 0; k < metric_run_record.n_fields; k++) {
        const char *name = metric_run_record.fields[k].name;
        bool rung = strcmp(name, "max_rung") == 0;
        bool answer = strcmp(name, "first_answer_rung_6_day") == 0;
        char message[160];

        small_write_run_without(name);
        (void)snprintf(message, sizeof(message), "./runs.csv: there is no column %s", name);
        if (text_index(name, TEXT_WORDS(needed)) >= 0) {
            assert_int_equal(make(source_of_result()), STATUS_BAD_INPUT);
            assert_string_equal(failure.line[0], message);
            continue;
        }
        assert_ok(make(source_of_result()), &failure);
        (rung ? expect : expect_not)(
            "of an older version, has no column <code>max_rung</code>");
        (rung ? expect_not : expect)("covert competition: 1 of 3");
        (answer ? expect : expect_not)(
            "of an older version, has no column <code>first_answer_rung_6_day</code>");
        (answer ? expect_not : expect)("A response reaches rung 6");
    }
}

static void
test_sweep(void **state)
{
    (void)state;
    assert_ok(make(source_of_result()), &failure);
    assert_true(experiment.n_points >= 6);
    expect("<h1><bdi>swept</bdi></h1>");
    expect(" the number of crises is ");
    expect(
        "With <q><bdi>the pact</bdi></q> the direction of the effect depends on <em>rate</em>: "
        "the "
        "number of crises is lower at <bdi>1</bdi> and higher at <bdi>2</bdi>.");
    expect_charts(CHART_OF_POINTS);
    expect("0.625 (0.25 to 1)");
    expect("0.875 (0.75 to 0.938)");
    expect("few &lt;points&gt;");
    expect_not("0.188 (0.125 to 0.25)"); /* of another metric */
    expect("6.5 (4.25 to 8.75)");
    /* The index of all interactions, its interval, the index alone; the largest first. */
    expect(
        "<th scope=\"row\"><bdi>no pact</bdi></th><td>rate</td>"
        "<td class=\"number\">0.5</td><td class=\"number\">0.375</td>"
        "<td class=\"number\">0.75</td><td class=\"number\">0.375</td>"
        "<td>ST: few runs; S1: few &lt;rows&gt;</td></tr>\n"
        "<tr><th scope=\"row\"><bdi>no pact</bdi></th><td><bdi>chance to detect "
        "&lt;b&gt;</bdi></td>"
        "<td class=\"number\">0.125</td><td class=\"number\">0</td>"
        "<td class=\"number\">0.25</td><td class=\"number\">-</td><td></td></tr>");
    expect_not(">77<");
    /* The mean over replications of 3 + rep % 3 is 4, its interval 4 -+ 0.939 (t, 5 degrees). */
    expect(
        "<td><bdi>2</bdi></td><td><bdi>the pact</bdi></td><td class=\"number\">4</td><td "
        "class=\"number\">3.06</td><td class=\"number\">4.94</td>");
    expect_not("<script");
}

static enum status
print_freed(void)
{
    enum status st = make(source_of_result());

    buffer_free(&page);
    return st;
}

static void
test_memory(void **state)
{
    (void)state;
    failing_everywhere(print_freed, true);
    failing_everywhere(print_freed, false);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_run, enter, leave),
        cmocka_unit_test_setup_teardown(test_asked, enter, leave),
        cmocka_unit_test_setup_teardown(test_gaps, enter, leave),
        cmocka_unit_test_setup_teardown(test_another_run, enter, leave),
        cmocka_unit_test_setup_teardown(test_damage, enter, leave),
        cmocka_unit_test_setup_teardown(test_any_column, enter, leave),
        cmocka_unit_test_setup_teardown(test_columns, enter, leave),
        cmocka_unit_test_setup_teardown(test_memory, enter, leave),
        cmocka_unit_test_setup_teardown(test_sweep, enter_sweep, leave),
        cmocka_unit_test_setup_teardown(test_memory, enter_sweep, leave),
    };

    (void)gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
