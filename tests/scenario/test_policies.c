/* Tests the policies of a scenario: their selection, the effects of their patches, errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "loaded.h"

#define POLICIES                                                                               \
    ", "                                                                                       \
    "'policies': {'with': {'title': 'W'}, "                                                    \
    "'without': {'title': 'O', 'patch': {'agreements': {'ab': null}}}}, "                      \
    "'baseline': 'without'}"

static void
test_policies(void **state)
{
    static const char *const one[] = {"without"};
    static const char *const file[] = {"f.json"};
    static const char *const none[] = {"witout"};
    static const char *const twice[] = {"with", "with"};
    static const char *const base[] = {"base"};

    (void)state;
    files_json("x.json", "{" BODY ", " PACT POLICIES);
    assert_ok(loaded("x.json"), &failure);
    assert_int_equal(scenario.n_policies, 2);
    assert_string_equal(scenario.policies[1].title, "O");
    assert_int_equal(scenario.baseline, 1);
    assert_int_equal(scenario.policies[0].world->agreements.count, 1);
    assert_int_equal(scenario.policies[1].world->agreements.count, 0);
    assert_int_equal(scenario.warnings.count, 0);
    scenario_free(&scenario);
    assert_ok(loaded_with("x.json", NULL, 0, one, 1), &failure);
    assert_int_equal(scenario.n_policies, 1);
    scenario_free(&scenario);
    files_json("f.json", "{'id': 'more', 'patch': {'sources': {'s': {'targets': {'b': 9}}}}}");
    assert_ok(loaded_with("x.json", NULL, 0, file, 1), &failure);
    assert_int_equal(scenario.n_policies, 3);
    assert_string_equal(scenario.policies[2].id, "more");
    assert_int_equal(scenario.warnings.count, 1);
    assert_string_equal(scenario.warnings.line[0],
        "policy \"more\" changes /sources/s/targets/b, which changes the candidates: runs of "
        "different policies do not have the same incidents");
    scenario_free(&scenario);
    assert_ok(loaded_with("x.json", NULL, 0, base, 1), &failure);
    assert_string_equal(scenario.policies[0].id, "base");
    scenario_free(&scenario);
    assert_int_equal(loaded_with("x.json", NULL, 0, none, 1), STATUS_BAD_INPUT);
    loaded_reports("--policy: there is no policy \"witout\"; did you mean \"without\"?");
    assert_int_equal(loaded_with("x.json", NULL, 0, twice, 2), STATUS_BAD_INPUT);
    loaded_reports("--policy: policy \"with\" is given twice; give it once");
    files_json("f.json", "{'patch': {}}");
    assert_int_equal(loaded_with("x.json", NULL, 0, file, 1), STATUS_BAD_INPUT);
    loaded_reports("f.json:1:1: /id: a policy file needs an \"id\"; add it");
    files_json("f.json", "{'id': 'none', 'patch': {}}");
    assert_int_equal(loaded_with("x.json", NULL, 0, file, 1), STATUS_BAD_INPUT);
    loaded_reports(
        "f.json:1:8: /id: \"none\" is not allowed: programs that read tables may read it as a "
        "missing value; use another id, for example \"none_policy\"");
}

static void
assert_policy_refused(const char *policies, const char *line)
{
    char text[2000];

    (void)snprintf(text, sizeof(text),
        "{" BODY ", " PACT
        ",\n"
        "'policies': %s}",
        policies);
    loaded_refused(text, line);
}

static void
test_bad_policies(void **state)
{
    (void)state;
    assert_policy_refused("[]", "x.json:2:13: /policies: expected an object, found a list");
    assert_policy_refused("{'P': {}}",
        "x.json:2:14: /policies/P: \"P\" is not an id: an id begins with a lower-case letter, "
        "followed by up to 62 of a-z 0-9 _ -");
    assert_policy_refused("{'no': {}}",
        "x.json:2:14: /policies/no: \"no\" is not allowed: programs that read tables may read "
        "it as true or false; use another id, for example \"no_policy\"");
    assert_policy_refused("{'p': 1}",
        "x.json:2:19: /policies/p: expected an object {title, patch}, found a number");
    assert_policy_refused("{'p': {'pach': {}}}",
        "x.json:2:20: /policies/p/pach: unknown member in policy; did you mean \"patch\"?");
    assert_policy_refused("{'p': {'patch': 1}}",
        "x.json:2:29: /policies/p/patch: expected an object, found a number");
    assert_policy_refused(
        "{'p': {'title': 1}}", "x.json:2:29: /policies/p/title: expected text, found a number");
    assert_policy_refused("{'p': {'title': '-x'}}",
        "x.json:2:29: /policies/p/title: a text must not begin with = + - @ or a tab, "
        "because a spreadsheet would read it as a formula");
    assert_policy_refused("{'p': {'patch': {'states': {'b': {'detection': 2}}}}}",
        "x.json:2:60: /states/b/detection: 2 is outside [0, 1] (capacity) (policy \"p\")");
    assert_policy_refused("{'p': {'patch': {'agreements': {'ac': null}}}}",
        "x.json:2:51: /agreements/ac: null removes a member, but the scenario has no \"ac\" "
        "here; did you mean \"ab\"? (policy \"p\")");
    assert_policy_refused("{'p': {'patch': {'seed': '2'}}}",
        "x.json:2:30: /seed: a patch cannot change this member, which is the same for all "
        "policies; set it in the scenario (policy \"p\")");
    assert_policy_refused("{'p': {'patch': {'sources': {'s': {'home': 'z'}}}}}",
        "x.json:2:56: /sources/s/home: there is no \"z\" in /states; did you mean \"a\"? "
        "(policy \"p\")");
    assert_policy_refused("{'p': {}}, 'baseline': 'q'",
        "x.json:2:36: /baseline: there is no \"q\" in /policies; "
        "did you mean \"p\"?");
    assert_policy_refused("{'p': {}}, 'baseline': 1",
        "x.json:2:36: /baseline: expected text, the id of a policy, found a number");
}

/* The cause of an error is reported once for each id, not for each reference to the id. */
static void
test_a_map_without_items(void **state)
{
    (void)state;
    loaded_refused(
        "{'start': '2021-01-01', 'sources': {'s': {'kind': 'state', 'home': 'a', "
        "'targets': {'b': 3}}, 'u': {'kind': 'state', 'home': 'b', 'targets': "
        "{'a': 3}}}}",
        "x.json:1:1: /states: missing or empty; add \"a\", to which other members refer");
    loaded_reports(
        "x.json:1:1: /states: missing or empty; add \"b\", to which other members refer");
    assert_string_equal(failure.line[2], "");
    loaded_refused(
        "{'start': '2021-01-01', 'states': {}, 'sources': {'s': {'kind': 'state', "
        "'home': 'a', 'targets': {'b': 3}}}}",
        "x.json:1:35: /states: missing or empty; add \"a\", to which other members refer");
}

/* If worlds are only checked, the world of each policy is freed after its check. All errors are
   reported. */
static void
test_patches_of_policies_are_replaced_whole(void **state)
{
    (void)state;
    files_json("p.json", "{" BODY ", " PACT POLICIES);
    files_json("x.json",
        "{'extends': 'p.json', "
        "'policies': {'with': null, "
        "'without': {'patch': {'states': {'b': {'notes': null}}}}}}");
    assert_ok(loaded("x.json"), &failure);
    assert_int_equal(scenario.n_policies, 1);
    assert_string_equal(scenario.policies[0].title, "O");
    assert_int_equal(scenario.policies[0].world->agreements.count, 1);
    scenario_free(&scenario);
}

static void
test_a_policy_may_add_an_agreement_from_a_file(void **state)
{
    static char resolved[1 << 20];

    (void)state;
    files_json("p.json", "{'title': 'From a file', 'parties': {'a': {}, 'b': {}}}");
    files_json("x.json", "{" BODY
                         ", "
                         "'policies': {'without': {}, "
                         "'pact': {'patch': {'agreements': {'ab': {'file': 'p.json'}}}}}}");
    assert_ok(loaded("x.json"), &failure);
    assert_int_equal(scenario.policies[0].world->agreements.count, 0);
    assert_string_equal(loaded_agreements(1)[0].title, "From a file");
    assert_int_equal(scenario.inputs.count, 2);
    memcpy(resolved, scenario.resolved, scenario.resolved_length + 1);
    scenario_free(&scenario);
    assert_int_equal(remove("p.json"), 0);
    files_write("r.json", resolved);
    assert_ok(loaded("r.json"), &failure);
    assert_string_equal(loaded_agreements(1)[0].title, "From a file");
    assert_string_equal(scenario.resolved, resolved);
    scenario_free(&scenario);
}

static void
test_overrides_cause_warnings(void **state)
{
    static const char *const sets[] = {"/agreements/*/title=\"x\""};
    static const char *const patched[] = {"/states/a/analysts=3", "/states/b/analysts=3",
        "/states/b/name=\"B\"", "/agreements/ab/measures={\"hotline\": {}}"};

    (void)state;
    files_json("x.json", "{" BODY ", " PACT POLICIES);
    assert_ok(loaded_with("x.json", sets, 1, NULL, 0), &failure);
    assert_int_equal(scenario.warnings.count, 1);
    assert_string_equal(scenario.warnings.line[0],
        "/agreements/ab/title, which --set has set, has no effect under policy \"without\", "
        "which removes /agreements/ab");
    scenario_free(&scenario);
    files_json("x.json", "{" BODY ", " PACT
                         ", 'policies': {'more': {'patch': {"
                         "'states': {'b': {'analysts': 8}}, 'agreements': {'ab': {'measures': "
                         "{'hotline': {'reach_gain': 1}}}}}}}}");
    assert_ok(loaded_with("x.json", patched, 4, NULL, 0), &failure);
    assert_int_equal(scenario.warnings.count, 2);
    assert_string_equal(scenario.warnings.line[0],
        "/states/b/analysts, which --set has set, has no effect under policy \"more\", which "
        "sets "
        "it");
    assert_string_equal(scenario.warnings.line[1],
        "policy \"more\" changes a part of /agreements/ab/measures, which --set has set");
    scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_policies),
        cmocka_unit_test(test_bad_policies),
        cmocka_unit_test(test_a_map_without_items),
        cmocka_unit_test(test_patches_of_policies_are_replaced_whole),
        cmocka_unit_test(test_a_policy_may_add_an_agreement_from_a_file),
        cmocka_unit_test(test_overrides_cause_warnings),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
