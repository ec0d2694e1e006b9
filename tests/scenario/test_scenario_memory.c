/* Makes each allocation of reading a scenario fail: that one alone, then that one and all later
   ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "failing.h"
#include "files.h"
#include "scenario/schema/schema.h"
#include "words/brief.h"
#include "words/describe.h"

static enum status
load_all(void)
{
    static struct scenario scenario;
    static struct failure failure;
    static const char *const sets[] = {"/horizon_days=10", "/states/a/name=\"x\""};
    static const char *const policies[] = {"p", "f.json"};
    struct scenario_options options = {
        .overrides = {.texts = sets, .count = 2}, .policies = policies, .n_policies = 2};
    struct buffer b = {0};
    enum status st = scenario_load(&scenario, "x.json", &options, &failure);

    if (st == STATUS_OK) {
        st = brief_print(&scenario, TEXT_TABLE_TEXT, &b);
    }
    buffer_free(&b);
    scenario_free(&scenario);
    return st;
}

static enum status
print_all(void)
{
    struct buffer b = {0};
    enum status st = schema_print(&b, SCHEMA_SCENARIO);

    if (st == STATUS_OK) {
        st = describe_topic("parameters", TEXT_TABLE_MD, &b);
    }
    buffer_free(&b);
    return st;
}

static void
test_reading_without_memory(void **state)
{
    (void)state;
    files_json("p.json",
        "{'start': '2021-01-01', 'states': {'a': {}, 'b': {}}, "
        "'sources': {'s': {'kind': 'state', 'home': 'a', 'targets': {'b': 3}}}, "
        "'policies': {'p': {'patch': {'states': {'a': {'analysts': 2}}}}}}");
    files_json("g.json",
        "{'parties': {'a': {}, 'b': {}}, "
        "'measures': {'us_russia_2013_line': null, 'hotline': {}}, "
        "'catalogues': {'us_russia_2013': {'activity': 0.5}}, "
        "'opens': {'technical': {}}, "
        "'commitments': {'c01': {'text': 'x', 'represented_by': 'measures/hotline'}}}");
    files_json("f.json", "{'id': 'q', 'patch': {'agreements': {'ab': null}}}");
    files_write("t.csv", "day,source,target\n1,s,b\n2,s,b\n");
    files_json("x.json",
        "{'extends': 'p.json', 'agreements': {'ab': {'file': 'g.json'}}, "
        "'trace': {'file': 't.csv'}}");
    assert_ok(load_all(), NULL);
    failing_everywhere(load_all, false);
    failing_everywhere(load_all, true);
}

static void
test_printing_without_memory(void **state)
{
    (void)state;
    failing_everywhere(print_all, false);
    failing_everywhere(print_all, true);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reading_without_memory),
        cmocka_unit_test(test_printing_without_memory),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
