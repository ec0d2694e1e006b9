/* Tests recorded incidents from CSV: a correct file, and every error that a file can have. */
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
                   "\"21\",\"s\",\"b\",\"\",\"\",\"\""),
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
    assert_int_equal(rows[2].type, -1);
    assert_int_equal(scenario.warnings.count, 0);
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
            "t.csv:1:4: duplicate column \"day\" (first in column 1); remove one of the two"},
        {"day,source,taget\n", "t.csv:1:3: unknown column \"taget\"; did you mean \"target\"?"},
        {"day,source\n", "t.csv:1:1: the required column \"target\" is missing; add it"},
        {"day;source;target\n",
            "t.csv:1:1: cells are separated by semicolons: export them separated by commas, "
            "with decimal points (in R, write.csv and not write.csv2)"},
        {"\n\"day\";\"source\";\"target\"\r\n2021-01-02;s;b",
            "t.csv:1:1: cells are separated by semicolons: export them separated by commas, "
            "with decimal points (in R, write.csv and not write.csv2)"},
        {"sep=;\nday;source;target\n",
            "t.csv:1:1: cells are separated by semicolons: export them separated by commas, "
            "with decimal points (in R, write.csv and not write.csv2)"},
        {"day\tsource\ttarget\n",
            "t.csv:1:1: cells are separated by tabs: export them separated by commas (in R, "
            "write.csv)"},
        {"day|source|target\n",
            "t.csv:1:1: cells are separated by vertical bars: export them separated by commas"},
        {"\"day\" \"source\" \"target\"\n\"1\" 2 s b\n",
            "t.csv:1:1: cells are separated by spaces: export them separated by commas (in R, "
            "write.csv and not write.table)"},
        {",day,source,target\n1,1,s,b\n",
            "t.csv:1:1: the first column has no name; name it in the first row; if the first "
            "cells are row names, export the table without them (in R, row.names = FALSE; in "
            "pandas, index=False)"},
        {"day,source,target\n1,s\n", "t.csv:2:1: the row has 2 cells, but the header has 3"},
        {"day,source,target\n1,s,b,,\n",
            "t.csv:2:1: the row has 5 cells, but the header has 3"},
        {"day,source,target\n1,1,s,b\n",
            "t.csv:2:1: the row has 4 cells, but the header has 3; if the first cells are row "
            "names, export the table without them (in R, row.names = FALSE; in pandas, "
            "index=False)"},
        {"day,source,target\n\n1,s,c\n",
            "t.csv:3:3: /target: there is no \"c\" in /states; did you mean \"a\"?"},
        {"day,source,target\n1,q,b\n",
            "t.csv:2:2: /source: there is no \"q\" in /sources; did you mean \"s\"?"},
        {"day,source,target\n2021-02-30,s,b\n",
            "t.csv:2:1: /day: \"2021-02-30\" is not a valid date YYYY-MM-DD"},
        {"day,source,target\n\"1,5\",s,b\n",
            "t.csv:2:1: /day: \"1,5\" contains a comma: write numbers with a decimal point"},
        {"day,source,target\n7/4/2021,s,b\n",
            "t.csv:2:1: /day: \"7/4/2021\" is not a valid date YYYY-MM-DD"},
        {"day,source,target\n44197.25,s,b\n",
            "t.csv:2:1: /day: 44197.25 is the number that spreadsheets use for 1 January 2021; "
            "set the format of the column to YYYY-MM-DD"},
        {"day,source,target\n1,s,b\n20210220,s,b\n",
            "t.csv:3:1: /day: 20210220 looks like a date, but a number means days; write "
            "2021-02-20"},
        {"day,source,target\nNA,s,b\n",
            "t.csv:2:1: /day: \"NA\" is not a value; leave the cell empty (in R, na = \"\")"},
        {"day,source,target\n1,s,#N/A\n",
            "t.csv:2:3: /target: \"#N/A\" is not a value; leave the cell empty (in R, na = "
            "\"\")"},
        {"day,source,target,type\n1,s,b,NA\n",
            "t.csv:2:4: /type: \"NA\" is not a value; leave the cell empty (in R, na = \"\")"},
        {"day,source,target,severity\n1,s,b,NaN\n",
            "t.csv:2:4: /severity: \"NaN\" is not a value; leave the cell empty (in R, na = "
            "\"\")"},
        {"day,source,target\n,s,b\n",
            "t.csv:2:1: /day: missing; add this required member of trace incident"},
        {"day,source,target\n-1,s,b\n",
            "t.csv:2:1: /day: -1 is before day 0, the first day of the run (/start)"},
        {"day,source,target\n5,s,b\n5,s,b\n4,s,b\n",
            "t.csv:4:1: /day: is before the day of the row above it; sort the rows by day"},
        {"day,source,target\n5,s,a\n",
            "t.csv:2:1: /target: a state cannot be its own target; correct the source or the "
            "target"},
        {"day,source,target,severity\n1,s,b,11\n",
            "t.csv:2:4: /severity: 11 is outside [0, 10] (severity)"},
        {"day,source,target,severity\n1,s,b,2.5\n",
            "t.csv:2:4: /severity: 2.5 is not a whole number"},
        {"day,source,target,severity\n1,s,b,1 000\n",
            "t.csv:2:4: /severity: expected a whole number (severity), found text \"1 000\""},
        {"day,source,target,duration_days\n1,s,b,\"3,5\"\n",
            "t.csv:2:4: /duration_days: \"3,5\" contains a comma: write numbers with a decimal "
            "point"},
        {"day,source,target,duration_days\n1,s,b,nan\n",
            "t.csv:2:4: /duration_days: expected a number (days), found text \"nan\""},
        {"day,source,target,duration_days\n1,s,b,1e999\n",
            "t.csv:2:4: /duration_days: expected a number (days), found text \"1e999\""},
        {"day,source,target,duration_days\n1,s,b,0x10\n",
            "t.csv:2:4: /duration_days: expected a number (days), found text \"0x10\""},
        {"day,source,target\n1,s,\"b\n",
            "t.csv:2:3: the file ends inside a quoted cell; add the closing quote"},
        {"day,source,target\n1,s,\"b\"x\n",
            "t.csv:2:3: a quote inside a cell: put the cell in quotes and double this quote"},
        {"day,source,target\n1,s\",b\n",
            "t.csv:2:2: a quote inside a cell: put the cell in quotes and double this quote"},
        {"day,source,target\n1,s,\xFF\n",
            "t.csv:2:3: this cell is not UTF-8 text; save the file as UTF-8"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(load(cases[i].csv), STATUS_BAD_INPUT);
        assert_string_equal(failure.line[0], cases[i].message);
    }
    assert_int_equal(load_bytes("d\0a\0y\0", 6), STATUS_BAD_INPUT);
    assert_string_equal(
        failure.line[0], "t.csv:1:1: this cell is not UTF-8 text; save the file as UTF-8");
}

/* Errors in other rows, and in other cells, are reported, too. */
static void
test_all_errors_are_reported(void **state)
{
    (void)state;
    assert_int_equal(
        load("day,source,target,severity\nNA,s,b,x\n7.5,s,a,\n4,q,b,NA\n"), STATUS_BAD_INPUT);
    assert_int_equal(failure.count, 3);
    assert_int_equal(load("day,source,severity,type\n1,s,3,x\n"), STATUS_BAD_INPUT);
    assert_int_equal(failure.count, 1); /* not one for each row */
}

/* The horizon is the last possible day. Policies that share a warning report it once. */
static void
test_rows_after_the_horizon(void **state)
{
    (void)state;
    files_write(
        "t.csv", "day,source,target\n8,s,b\n9,s,b\n2021-01-10,s,b\n9.5,s,b\n43479,s,b\n");
    files_json("x.json",
        "{'start': '2021-01-01', 'horizon_days': 9, 'states': {'a': {}, 'b': {}}, "
        "'sources': {'s': {'kind': 'state', 'home': 'a', 'targets': {'b': 3}}}, "
        "'trace': {'file': 't.csv'}, "
        "'policies': {'p': {}, 'q': {'patch': {'states': {'a': {'analysts': 9}}}}, "
        "'r': {'patch': {'horizon_days': 8.5}}}}");
    memset(&failure, 0, sizeof(failure));
    assert_ok(scenario_load(&scenario, "x.json", NULL, &failure), &failure);
    assert_int_equal(scenario.warnings.count, 2);
    assert_string_equal(scenario.warnings.line[0],
        "t.csv:5:1: 2 of 5 rows, beginning with this row, are after the last day of the run "
        "(day 9) and never happen; extend /horizon_days or remove the rows");
    assert_string_equal(scenario.warnings.line[1],
        "t.csv:3:1: 4 of 5 rows, beginning with this row, are after the last day of the run "
        "(day 8.5) and never happen; extend /horizon_days or remove the rows (policy \"r\")");
    scenario_free(&scenario);
    files_write("t.csv", "day,source,target\n0,s,b\n");
    files_json("x.json",
        "{'start': '2021-01-01', 'horizon_days': 0, 'states': {'a': {}, 'b': {}}, "
        "'sources': {'s': {'kind': 'state', 'home': 'a'}}, 'trace': {'file': 't.csv'}}");
    assert_ok(scenario_load(&scenario, "x.json", NULL, &failure), &failure);
    assert_int_equal(scenario.warnings.count, 0);
    scenario_free(&scenario);
}

/* A table with millions of errors is read in seconds: most are only counted. */
static void
test_many_errors_are_counted(void **state)
{
    enum { ROWS = 200000 };
    static char text[ROWS * 8];
    size_t used = (size_t)snprintf(text, sizeof(text), "day,source,target\n");

    (void)state;
    for (int i = 0; i < ROWS; i++) {
        used += (size_t)snprintf(text + used, sizeof(text) - used, "x,y,z\n");
    }
    assert_int_equal(load(text), STATUS_BAD_INPUT);
    assert_int_equal(failure.count, 3 * ROWS);
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
        "x.json:1:43: /trace/file: the path is absolute; write it relative to the file that "
        "contains it, or copy the file beside it");
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
        cmocka_unit_test(test_all_errors_are_reported),
        cmocka_unit_test(test_rows_after_the_horizon),
        cmocka_unit_test(test_many_errors_are_counted),
        cmocka_unit_test(test_missing_file),
        cmocka_unit_test(test_a_trace_is_read_once_and_its_copy_is_named),
        cmocka_unit_test(test_long_files_are_read),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
