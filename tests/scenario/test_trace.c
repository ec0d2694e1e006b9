/* Recorded incidents from CSV: a correct file, and every error that a file can have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "files.h"

static struct scenario scenario;
static struct failure failure;

static enum status
load_bytes(const void *csv, size_t size)
{
    files_write_bytes("t.csv", csv, size);
    files_json("x.json",
        "{'start': '2021-01-01', 'states': {'a': {}, 'b': {}}, "
        "'sources': {'s': {'kind': 'state', 'home': 'a', 'targets': {'b': 3}}}, "
        "'trace': {'file': 't.csv'}}");
    memset(&failure, 0, sizeof(failure));
    return scenario_load(&scenario, "x.json", NULL, &failure);
}

static enum status
load(const char *csv)
{
    return load_bytes(csv, strlen(csv));
}

static void
test_rows(void **state)
{
    const struct trace_incident *rows;
    const struct list *list;

    (void)state;
    assert_ok(load("\xEF\xBB\xBF\"day\",source,target,severity,type,duration_days\r\n"
                   "2021-01-11,s,b,4,,\r\n"
                   "\r\n"
                   " 20.5 , s ,\"b\",,ransomware,3\r\n"
                   "21,s,b,,,"),
        &failure);
    list = &scenario.policies[0].world->trace_incidents;
    assert_int_equal(list->count, 3);
    rows = list->items;
    assert_true(rows[0].day == 10);
    assert_int_equal(rows[0].severity, 4);
    assert_int_equal(rows[0].type, -1);
    assert_true(rows[0].duration_days == -1);
    assert_true(rows[1].day == 20.5);
    assert_int_equal(rows[1].target, 1);
    assert_int_equal(rows[1].severity, 0);
    assert_true(rows[1].type >= 0);
    assert_true(rows[1].duration_days == 3);
    assert_int_equal(scenario.inputs.items[1].role, INPUT_TRACE);
    assert_string_equal(scenario.inputs.items[1].copy_as, "trace.csv");
    assert_non_null(strstr(scenario.resolved, json_quotes("'file': 'trace.csv'")));
    scenario_free(&scenario);
}

struct error_case {
    const char *csv;
    const char *message;
};

static void
test_errors(void **state)
{
    static const struct error_case cases[] = {
        {"", "t.csv:1:1: the file is empty: the first row must name the columns"},
        {"\n\n", "t.csv:1:1: the file is empty: the first row must name the columns"},
        {"day,source,target,day\n",
            "t.csv:1:4: duplicate column \"day\" (first in column "
            "1)"},
        {"day,source,taget\n", "t.csv:1:3: unknown column \"taget\"; did you mean \"target\"?"},
        {"day,source\n", "t.csv:1:1: the column \"target\" is missing"},
        {"day;source;target\n", "t.csv:1:1: unknown column \"day;source;target\""},
        {"day,source,target\n1,s\n", "t.csv:2:1: 2 cells, but the header has 3"},
        {"day,source,target\n1,s,b,\n", "t.csv:2:1: 4 cells, but the header has 3"},
        {"day,source,target\n\n1,s,c\n",
            "t.csv:3:3: /target: there is no \"c\" in /states; did you mean \"a\"?"},
        {"day,source,target\n1,q,b\n",
            "t.csv:2:2: /source: there is no \"q\" in /sources; did you mean \"s\"?"},
        {"day,source,target\n2021-02-30,s,b\n",
            "t.csv:2:1: /day: \"2021-02-30\" is not a valid date YYYY-MM-DD"},
        {"day,source,target\n\"1,5\",s,b\n",
            "t.csv:2:1: /day: \"1,5\" is not a valid date YYYY-MM-DD"},
        {"day,source,target\n,s,b\n", "t.csv:2:1: /day: missing: trace_incident requires it"},
        {"day,source,target\n-1,s,b\n",
            "x.json:1:144: /trace/file: incident 1 is before the first day"},
        {"day,source,target\n5,s,b\n5,s,b\n4,s,b\n",
            "x.json:1:144: /trace/file: incident 3 is before the previous one; sort the rows "
            "by day"},
        {"day,source,target\n5,s,a\n",
            "x.json:1:144: /trace/file: in incident 1 a state is its own target"},
        {"day,source,target,severity\n1,s,b,11\n",
            "t.csv:2:4: /severity: 11 is outside [0, 10] (severity)"},
        {"day,source,target,severity\n1,s,b,2.5\n",
            "t.csv:2:4: /severity: 2.5 is not a whole number"},
        {"day,source,target,severity\n1,s,b,1 000\n",
            "t.csv:2:4: /severity: expected a whole number (severity), found text \"1 000\""},
        {"day,source,target,duration_days\n1,s,b,nan\n",
            "t.csv:2:4: /duration_days: expected a number (days), found text \"nan\""},
        {"day,source,target,duration_days\n1,s,b,1e999\n",
            "t.csv:2:4: /duration_days: expected a number (days), found text \"1e999\""},
        {"day,source,target,duration_days\n1,s,b,0x10\n",
            "t.csv:2:4: /duration_days: expected a number (days), found text \"0x10\""},
        {"day,source,target\n1,s,\"b\n", "t.csv:2:3: the file ends inside a quoted cell"},
        {"day,source,target\n1,s,\"b\"x\n",
            "t.csv:2:3: a quote inside a cell: put the cell in quotes and double this quote"},
        {"day,source,target\n1,s\",b\n",
            "t.csv:2:2: a quote inside a cell: put the cell in quotes and double this quote"},
        {"day,source,target\n1,s,\xFF\n", "t.csv:2:3: this cell is not UTF-8 text"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(load(cases[i].csv), STATUS_BAD_INPUT);
        assert_string_equal(failure.line[0], cases[i].message);
    }
    assert_int_equal(load_bytes("d\0a\0y\0", 6), STATUS_BAD_INPUT);
    assert_string_equal(failure.line[0], "t.csv:1:1: this cell is not UTF-8 text");
}

static void
test_missing_file(void **state)
{
    (void)state;
    files_json("x.json", "{'start': '2021-01-01', 'trace': {'file': 'none.csv'}}");
    memset(&failure, 0, sizeof(failure));
    assert_int_equal(scenario_load(&scenario, "x.json", NULL, &failure), STATUS_BAD_INPUT);
    assert_string_equal(failure.line[0],
        "x.json:1:43: /trace/file: \"none.csv\" cannot be read: No such file or directory");
    files_json("x.json", "{'start': '2021-01-01', 'trace': {'file': '/none.csv'}}");
    memset(&failure, 0, sizeof(failure));
    assert_int_equal(scenario_load(&scenario, "x.json", NULL, &failure), STATUS_BAD_INPUT);
    assert_string_equal(failure.line[0],
        "x.json:1:43: /trace/file: an absolute path: write it "
        "relative to the file that contains it");
}

static void
test_a_trace_is_read_once_and_its_copy_is_named(void **state)
{
    (void)state;
    files_write("u.csv", "day,source,target\n1,s,b\n2,s,b\n");
    files_write("t.csv", "day,source,target\n1,s,b\n");
    files_json("x.json",
        "{'start': '2021-01-01', 'states': {'a': {}, 'b': {}}, "
        "'sources': {'s': {'kind': 'state', 'home': 'a', 'targets': {'b': 3}}}, "
        "'trace': {'file': './t.csv'}, "
        "'policies': {'p': {}, 'q': {'patch': {'trace': {'file': 'u.csv'}}}, "
        "'r': {'patch': {'horizon_days': 9}}}}");
    memset(&failure, 0, sizeof(failure));
    assert_ok(scenario_load(&scenario, "x.json", NULL, &failure), &failure);
    assert_int_equal(scenario.inputs.count, 3);
    assert_string_equal(scenario.inputs.items[2].copy_as, "trace-2.csv");
    assert_int_equal(scenario.policies[0].world->trace_incidents.count, 1);
    assert_int_equal(scenario.policies[1].world->trace_incidents.count, 2);
    files_write_bytes(
        "trace.csv", scenario.inputs.items[1].bytes, scenario.inputs.items[1].size);
    files_write_bytes(
        "trace-2.csv", scenario.inputs.items[2].bytes, scenario.inputs.items[2].size);
    files_write("r.json", scenario.resolved);
    scenario_free(&scenario);
    assert_ok(scenario_load(&scenario, "r.json", NULL, &failure), &failure);
    assert_int_equal(scenario.policies[1].world->trace_incidents.count, 2);
    scenario_free(&scenario);
}

static void
test_long_files_are_read(void **state)
{
    enum { ROWS = 50000 };
    static char text[ROWS * 16];
    size_t used = (size_t)snprintf(text, sizeof(text), "day,source,target\n");

    (void)state;
    for (int i = 0; i < ROWS; i++) {
        used += (size_t)snprintf(text + used, sizeof(text) - used, "%d,s,b\n", i / 20);
    }
    assert_ok(load(text), &failure);
    assert_int_equal(scenario.policies[0].world->trace_incidents.count, ROWS);
    scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_missing_file),
        cmocka_unit_test(test_a_trace_is_read_once_and_its_copy_is_named),
        cmocka_unit_test(test_long_files_are_read),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
