/* Tests scenarios from files: the priority of overrides, error messages, the resolved scenario. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "loaded.h"

static const struct state *
states(int32_t policy)
{
    return scenario.policies[policy].world->states.items;
}

static void
test_a_plain_scenario(void **state)
{
    (void)state;
    files_json("x.json",
        "{'$schema': 's', 'format': 'cbmsim-scenario-1', "
        "'title': 'T', 'seed': '18446744073709551615', 'replications': 7, " BODY "}");
    assert_ok(loaded("x.json"), &failure);
    assert_string_equal(scenario.title, "T");
    assert_true(scenario.seed == UINT64_MAX);
    assert_int_equal(scenario.replications, 7);
    assert_int_equal(scenario.n_policies, 1);
    assert_string_equal(scenario.policies[0].id, "base");
    assert_int_equal(states(0)[1].analysts, 7);
    assert_true(scenario.policies[0].world->prepared);
    assert_int_equal(scenario.inputs.count, 1);
    assert_string_equal(scenario.inputs.items[0].path, "x.json");
    scenario_free(&scenario);
    scenario_free(&scenario);
}

static void
test_resolved_is_whole_and_a_fixed_point(void **state)
{
    static const char *const sets[] = {"/horizon_days=100", "/states/b/name=\"Bee\""};
    static const char *const picked[] = {"q"};
    static char first[1 << 20];

    (void)state;
    files_json("p.json",
        "{" BODY
        ", "
        "'policies': {'q': {'title': 'Q', 'patch': {'states': {'a': {'analysts': 2}}}}, "
        "'r': {}}}");
    files_json("x.json", "{'extends': 'p.json', 'states': {'b': {'analysts': 9}}}");
    assert_ok(loaded_with("x.json", sets, 2, picked, 1), &failure);
    assert_int_equal(scenario.inputs.count, 2);
    assert_true(scenario.resolved_length < sizeof(first));
    memcpy(first, scenario.resolved, scenario.resolved_length + 1);
    scenario_free(&scenario);
    files_write("r.json", first);
    assert_ok(loaded("r.json"), &failure);
    assert_string_equal(scenario.resolved, first);
    assert_int_equal(scenario.n_policies, 1);
    assert_int_equal(states(0)[0].analysts, 2);
    assert_int_equal(states(0)[1].analysts, 9);
    assert_string_equal(states(0)[1].name, "Bee");
    assert_true(scenario.policies[0].world->horizon_days == 100);
    scenario_free(&scenario);
}

static void
test_extends(void **state)
{
    (void)state;
    assert_int_equal(system("mkdir -p lib"), 0);
    files_json("lib/base.json",
        "{\n"
        "'states': {'a': {'analysts': 3, 'officers': 0}},\n"
        "'start': '2021-01-01'}");
    loaded_refused("{'extends': 'lib/base.json', 'states': {'a': {'analysts': 0}}}",
        "lib/base.json:2:45: /states/a/officers: 0 is outside [1, 1000] (officers)");
    loaded_reports("x.json:1:59: /states/a/analysts: 0 is outside [1, 1000] (analysts)");
    loaded_refused("{'extends': '/etc/passwd'}",
        "x.json:1:13: /extends: the path is absolute; write it relative to the file that "
        "contains it, or copy the file beside it");
    loaded_refused(
        "{'extends': ''}", "x.json:1:13: /extends: the file name is empty; name a file");
    loaded_refused("{'extends': '-'}",
        "x.json:1:13: /extends: a file cannot refer to the standard input; name a file");
    loaded_refused(
        "{'extends': 5}", "x.json:1:13: /extends: expected text (a file name), found a number");
    loaded_refused("{'extends': 'gone.json'}",
        "x.json:1:13: \"gone.json\" cannot be read: No such file or directory");
    loaded_refused(
        "{'extends': 'lib'}", "x.json:1:13: \"lib\" is a directory; name a file in it");
    loaded_refused("{'extends': 'lib/base.json', 'states': {'a': {'anlysts': null}}}",
        "x.json:1:47: /states/a/anlysts: unknown member in state; did you mean \"analysts\"?");
    files_json("y.json", "{'extends': './x.json'}");
    loaded_refused("{'extends': 'y.json'}",
        "y.json:1:13: /extends: \"./x.json\" extends itself, through 1 other file; remove one "
        "\"extends\"");
    loaded_refused("{'extends': 'x.json'}",
        "x.json:1:13: /extends: \"x.json\" extends itself; remove one "
        "\"extends\"");
}

static void
test_extends_is_bounded(void **state)
{
    (void)state;
    for (int i = 0; i < 30; i++) {
        char name[32], text[64];

        (void)snprintf(name, sizeof(name), "d%d.json", i);
        (void)snprintf(text, sizeof(text), "{'extends': 'd%d.json'}", i + 1);
        files_json(name, text);
    }
    assert_int_equal(loaded("d0.json"), STATUS_BAD_INPUT);
    assert_string_equal(failure.line[0],
        "d16.json:1:13: /extends: more than 16 scenarios extend one another; "
        "shorten the chain");
}

static void
test_unreadable(void **state)
{
    (void)state;
    assert_int_equal(loaded("none.json"), STATUS_IO);
    assert_string_equal(
        failure.line[0], "none.json: cannot be read: No such file or directory");
    assert_int_equal(loaded("/"), STATUS_IO);
    assert_string_equal(failure.line[0], "/: is a directory; name a file in it");
    assert_int_equal(loaded("/dev/zero"), STATUS_BAD_INPUT);
    assert_string_equal(failure.line[0],
        "/dev/zero: is longer than the maximum of 16777216 bytes; split or shorten it");
}

static void
test_kinds_and_nulls(void **state)
{
    (void)state;
    loaded_refused("[]", "x.json:1:1: expected an object, found a list");
    loaded_refused("{'format': 'cbmsim-scenario-2'}",
        "x.json:1:12: /format: \"cbmsim-scenario-2\" is not the format \"cbmsim-scenario-1\"");
    loaded_refused("{'format': 1}",
        "x.json:1:12: /format: a number is not the format "
        "\"cbmsim-scenario-1\"");
    loaded_refused("{" BODY ", 'title': null}",
        "x.json:1:148: /title: null is only allowed in a patch; omit the member instead");
    loaded_refused("{" BODY ", 'seed': '18446744073709551616'}",
        "x.json:1:147: /seed: expected a whole number from 0 to 18446744073709551615, as text");
    loaded_refused(
        "{" BODY ", 'horizo': 1}", "x.json:1:139: /horizo: unknown member in scenario");
    loaded_refused("{" BODY ", 'horizon': 1}",
        "x.json:1:139: /horizon: unknown member in scenario; did you mean \"horizon_days\"?");
    loaded_refused("{" BODY
                   ", 'agreements': {'ab': {'parties': {'a': {}, 'b': {}}, "
                   "'measures': {'m': {'reach': 1}}}}}",
        "x.json:1:211: /agreements/ab/measures/m/reach: unknown member in measure; did you "
        "mean "
        "\"reach_gain\" or \"reach_reduction\"?");
    loaded_refused("{" BODY
                   ", 'agreements': {'ab': {'parties': {'a': {}, 'b': {}}, "
                   "'measures': {'m': {'qqqqqqqq': 1}}}}}",
        "x.json:1:211: /agreements/ab/measures/m/qqqqqqqq: unknown member in measure; a "
        "measure has levers as members: "
        "'cbmsim describe levers'");
    loaded_refused("{" BODY ", 'outputs': {'series': {'variables': {'tenson': {}}}}}",
        "x.json:1:176: /outputs/series/variables/tenson: there is no variable \"tenson\"; "
        "valid: "
        "\"tension\", \"trust\", \"rung\", \"open_incidents\", \"desk_waiting\", "
        "\"pressure\"; did you mean \"tension\"?");
    loaded_refused("{" BODY ", 'horizon_day': 1}",
        "x.json:1:139: /horizon_day: unknown member in scenario; did you mean "
        "\"horizon_days\"?");
}

static void
test_agreements_by_file(void **state)
{
    (void)state;
    assert_int_equal(system("mkdir -p pacts"), 0);
    files_json("pacts/p.json",
        "{'format': 'cbmsim-agreement-1', "
        "'title': 'P', 'parties': {'a': {}, 'b': {}}, "
        "'measures': {'hotline': {}, 'cert_exchange': {}}}");
    files_json("x.json", "{" BODY
                         ", "
                         "'agreements': {'ab': {'file': 'pacts/p.json', "
                         "'title': 'Q', 'measures': {'hotline': null}}}}");
    assert_ok(loaded("x.json"), &failure);
    assert_string_equal(loaded_agreements(0)[0].title, "Q");
    assert_int_equal(loaded_agreements(0)[0].measures.count, 1);
    assert_int_equal(scenario.inputs.items[1].role, INPUT_AGREEMENT);
    scenario_free(&scenario);
    /* A null in a scenario that extends this one also removes members of the agreement's file. */
    files_json("y.json",
        "{'extends': 'x.json', "
        "'agreements': {'ab': {'measures': {'cert_exchange': null}}}}");
    assert_ok(loaded("y.json"), &failure);
    assert_int_equal(loaded_agreements(0)[0].measures.count, 0);
    scenario_free(&scenario);
    files_json("pacts/bad.json",
        "{'measures': {\n"
        "'hotline': {'reach_gain': 2}}}");
    loaded_refused("{" BODY ", 'agreements': {'ab': {'file': 'pacts/bad.json'}}}",
        "pacts/bad.json:2:27: /agreements/ab/measures/hotline/reach_gain: 2 is outside [0, 1] "
        "(share)");
    files_json("pacts/null.json", "{'title': null}");
    loaded_refused("{" BODY ", 'agreements': {'ab': {'file': 'pacts/null.json'}}}",
        "pacts/null.json:1:11: /title: null is only allowed in a patch; omit the member "
        "instead");
    loaded_refused("{" BODY ", 'agreements': {'ab': {'file': 'x.json'}}}",
        "x.json:1:25: /agreements/ab/states: unknown member in agreement; did you mean "
        "\"status\"?");
}

static void
test_settings(void **state)
{
    static const char *const good[] = {"/horizon_days=1e3", "/states/b/name=\"Bee\"",
        "/sources/s/targets/b=5", "/agreements/ab/expires_on=\"2025-01-01\"",
        "/agreements/ab/measures/hotline/half_life_days=10"};
    static const char *const bad[] = {"/horizon_days=abc", "horizon_days=1", "/horizon_days",
        "/states/q/name=\"x\"", "/states/b=null", "/states/a/analysts=1.5", "=1", "/a~2=1",
        "/states/a/analysts=2", "/states/a={}", "/states/c={}"};
    static const char *const lines[] = {
        ("--set no. 1: /horizon_days: abc is not a JSON value: write a number, true, false, a "
         "list, an object, or a text in double quotes; in a shell, write a text as "
         "'/title=\"text\"'"),
        "--set no. 2: horizon_days: a pointer begins with '/'",
        "--set no. 3: /horizon_days: expected POINTER=VALUE, for example /horizon_days=365",
        "--set no. 4: /states/q/name: there is no \"q\" in /states; did you mean \"a\"?",
        "--set no. 5: /states/b: null is only allowed in a patch; to remove the member, use a "
        "policy",
        "--set no. 7: the whole document cannot be set; name a member",
        "--set no. 8: /a~2: '~' in a pointer is written ~0, '/' is written ~1",
        "--set no. 9: /states/a/analysts: --set no. 6 already sets this member or a part of "
        "it; give "
        "it once",
        "--set no. 10: /states/a: --set no. 6 already sets this member or a part of it; give "
        "it once",
        "--set no. 11: /states/c: there is no \"c\" in /states; did you mean \"a\"?"};
    static const char *const outside[] = {"/states/a/analysts=1.5", "/states/b/detection=2"};

    (void)state;
    files_json("x.json", "{" BODY ", " PACT "}");
    assert_ok(loaded_with("x.json", good, 5, NULL, 0), &failure);
    assert_true(scenario.policies[0].world->horizon_days == 1000);
    assert_string_equal(states(0)[1].name, "Bee");
    assert_true(loaded_agreements(0)[0].expires_on == 1461);
    scenario_free(&scenario);
    assert_int_equal(loaded_with("x.json", bad, 11, NULL, 0), STATUS_BAD_INPUT);
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        loaded_reports(lines[i]);
    }
    assert_int_equal(failure.count, 10);
    assert_int_equal(loaded_with("x.json", outside, 2, NULL, 0), STATUS_BAD_INPUT);
    loaded_reports("--set no. 1: /states/a/analysts: 1.5 is not a whole number");
    loaded_reports("--set no. 2: /states/b/detection: 2 is outside [0, 1] (capacity)");
}

/* A step * sets a member of all items of an object. It is refused if one of the items lacks the
   member. */
static void
test_settings_of_every_item(void **state)
{
    static const char *const good[] = {"/states/*/analysts=9", "/sources/*/targets/*=5.25",
        "/agreements/*/measures/*/half_life_days=3.75"};
    static const char *const bad[] = {"/states/*/analysts=9", "/states/b/analysts=8",
        "/horizon_days/*=1", "/sources/*/targets/a=1", "/sources/*/rat=1",
        "/parameters/*/halflife_days=1"};
    static const char *const lines[] = {
        "--set no. 2: /states/b/analysts: --set no. 1 already sets this member or a part of "
        "it; give "
        "it once",
        "--set no. 3: /horizon_days/*: this member has no items with ids, which * needs; name "
        "one member in place of *",
        "--set no. 4: /sources/*/targets/a: there is no \"a\" in /sources/s/targets, but * "
        "needs the member in every item; name the items",
        "--set no. 5: /sources/*/rat: unknown member \"rat\"",
        "--set no. 6: /parameters/*/halflife_days: this member has no items with ids, which * "
        "needs; name one member in place of *"};

    (void)state;
    files_json("x.json", "{" BODY ", " PACT "}");
    assert_ok(loaded_with("x.json", good, 3, NULL, 0), &failure);
    assert_true(states(0)[0].analysts == 9 && states(0)[1].analysts == 9);
    assert_non_null(strstr(scenario.resolved, ": 5.25"));
    assert_non_null(strstr(scenario.resolved, ": 3.75"));
    scenario_free(&scenario);
    assert_int_equal(loaded_with("x.json", bad, 6, NULL, 0), STATUS_BAD_INPUT);
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        loaded_reports(lines[i]);
    }
    assert_int_equal(failure.count, 5);
}

/* An object given by --set gets defaults for missing members, like an object in the file. */
static void
test_settings_are_filled(void **state)
{
    static const char *const whole[] = {"/states/b={\"analysts\": 7, \"name\": \"Bee\"}"};
    static const char *const plain[] = {"/states/b/name=\"Bee\""};
    char *resolved;

    (void)state;
    files_json("x.json", "{" BODY ", " PACT "}");
    assert_ok(loaded_with("x.json", plain, 1, NULL, 0), &failure);
    resolved = strdup(scenario.resolved);
    assert_non_null(resolved);
    scenario_free(&scenario);
    assert_ok(loaded_with("x.json", whole, 1, NULL, 0), &failure);
    assert_string_equal(scenario.resolved, resolved);
    free(resolved);
    scenario_free(&scenario);
}

/* A measure that is set to another row of the catalogue gets the defaults of that row. */
static void
test_settings_of_catalogue_rows_are_filled(void **state)
{
    static const char *const row[] = {
        "/agreements/ab/measures/hotline/measure=\"cert_exchange\""};
    char *resolved;

    (void)state;
    files_json("x.json", "{" BODY
                         ", "
                         "'agreements': {'ab': {'parties': {'a': {}, 'b': {}}, "
                         "'measures': {'hotline': {'measure': 'cert_exchange'}}}}}");
    assert_ok(loaded("x.json"), &failure);
    resolved = strdup(scenario.resolved);
    assert_non_null(resolved);
    scenario_free(&scenario);
    files_json("x.json", "{" BODY
                         ", "
                         "'agreements': {'ab': {'parties': {'a': {}, 'b': {}}, "
                         "'measures': {'hotline': {'measure': 'hotline'}}}}}");
    assert_ok(loaded_with("x.json", row, 1, NULL, 0), &failure);
    assert_string_equal(scenario.resolved, resolved);
    free(resolved);
    scenario_free(&scenario);
}

static void
test_maximum_numbers_of_policies_and_files(void **state)
{
    static char text[40000];
    size_t used = (size_t)snprintf(text, sizeof(text), "{" BODY ", 'policies': {");

    (void)state;
    for (int i = 0; i < 1001; i++) {
        used += (size_t)snprintf(
            text + used, sizeof(text) - used, "%s'p%d': {}", i > 0 ? ", " : "", i);
    }
    (void)snprintf(text + used, sizeof(text) - used, "}}");
    loaded_refused(
        text, "x.json:1:151: /policies: more than 1000 policies, the maximum; remove some");
    used = (size_t)snprintf(text, sizeof(text), "{" BODY ", 'agreements': {");
    for (int i = 0; i < 1001; i++) {
        char name[32];

        (void)snprintf(name, sizeof(name), "e%d.json", i);
        files_write(name, "{}");
        used += (size_t)snprintf(text + used, sizeof(text) - used, "%s'p%d': {'file':'%s'}",
            i > 0 ? "," : "", i, name);
    }
    (void)snprintf(text + used, sizeof(text) - used, "}}");
    files_json("x.json", text);
    assert_int_equal(loaded("x.json"), STATUS_BAD_INPUT);
    assert_non_null(strstr(failure.line[0],
        ": \"e999.json\" cannot be read: more than 1000 files, the maximum; combine some "
        "files"));
}

static void
test_catalogue_measures_have_defaults(void **state)
{
    const struct measure *hotline;

    (void)state;
    files_json("x.json", "{" BODY ", " PACT "}");
    assert_ok(loaded("x.json"), &failure);
    hotline = loaded_agreements(0)[0].measures.items;
    assert_true(hotline->implementation == 1 && hotline->activity == 1);
    assert_string_equal(hotline->family, "M2");
    scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_plain_scenario),
        cmocka_unit_test(test_resolved_is_whole_and_a_fixed_point),
        cmocka_unit_test(test_extends),
        cmocka_unit_test(test_extends_is_bounded),
        cmocka_unit_test(test_unreadable),
        cmocka_unit_test(test_kinds_and_nulls),
        cmocka_unit_test(test_agreements_by_file),
        cmocka_unit_test(test_settings),
        cmocka_unit_test(test_settings_of_every_item),
        cmocka_unit_test(test_settings_are_filled),
        cmocka_unit_test(test_settings_of_catalogue_rows_are_filled),
        cmocka_unit_test(test_maximum_numbers_of_policies_and_files),
        cmocka_unit_test(test_catalogue_measures_have_defaults),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
