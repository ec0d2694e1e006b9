/* Tests whole catalogues of measures: they are expanded, overridden, refused and resolved. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "files.h"

#define BODY                                                                                   \
    "'start': '2021-01-01', 'states': {'a': {}, 'b': {}}, "                                    \
    "'sources': {'s': {'kind': 'state', 'home': 'a', 'targets': {'b': 3}}}"
#define PACT(members) "'agreements': {'ab': {'parties': {'a': {}, 'b': {}}, " members "}}"

static struct scenario scenario;
static struct failure failure;

static enum status
load(const char *path, const char *setting)
{
    struct scenario_options options = {
        .overrides = {.texts = &setting, .count = setting == NULL ? 0 : 1}};

    memset(&failure, 0, sizeof(failure));
    return scenario_load(&scenario, path, &options, &failure);
}

static void
load_text(const char *text)
{
    files_json("x.json", text);
    assert_ok(load("x.json", NULL), &failure);
}

static void
assert_refused(const char *text, const char *line)
{
    files_json("x.json", text);
    assert_int_equal(load("x.json", NULL), STATUS_BAD_INPUT);
    assert_string_equal(failure.line[0], line);
}

static void
assert_lines(const char *const *lines, int32_t n)
{
    assert_int_equal(failure.count, n);
    for (int32_t i = 0; i < n; i++) {
        assert_string_equal(failure.line[i], lines[i]);
    }
}

/* The measure `id` of the first agreement under a policy, or NULL. */
static const struct measure *
measure(int32_t policy, const char *id)
{
    const struct agreement *agreement = scenario.policies[policy].world->agreements.items;
    const struct measure *items = agreement->measures.items;

    for (int32_t i = 0; i < agreement->measures.count; i++) {
        if (strcmp(items[i].key.id, id) == 0) {
            return &items[i];
        }
    }
    return NULL;
}

static int32_t
count(int32_t policy)
{
    const struct agreement *agreement = scenario.policies[policy].world->agreements.items;

    return agreement->measures.count;
}

static void
assert_numbers(const char *id, double implementation, double activity)
{
    const struct measure *m = measure(0, id);

    assert_non_null(m);
    assert_true(m->implementation == implementation && m->activity == activity);
}

static void
test_a_catalogue_becomes_its_measures(void **state)
{
    (void)state;
    load_text("{" BODY ", " PACT("'catalogues': {'osce': {}}") "}");
    assert_int_equal(count(0), 16);
    assert_numbers("osce_16", 1, 1);
    assert_string_equal(measure(0, "osce_8")->number, "OSCE 8");
    assert_true(measure(0, "osce_8")->effect[LEVER_locate_time].up == -.75);
    assert_null(strstr(scenario.resolved, "catalogues"));
    scenario_free(&scenario);
    load_text("{" BODY ", " PACT(
        "'catalogues': {'osce': {'implementation': 0.7}, 'family': {'activity': 0.5}}") "}");
    assert_numbers("osce_1", .7, 1);
    assert_numbers("hotline", 1, .5);
    scenario_free(&scenario);
}

static void
test_single_measures_override(void **state)
{
    (void)state;
    load_text(
        "{" BODY ", " PACT("'catalogues': {'osce': {'implementation': 0.7, 'activity': 0.6}}, "
                           "'measures': {'osce_4': null, "
                           "'osce_8': {'implementation': 0.98, 'reach_gain': 0.1}, "
                           "'own': {'reach_gain': 0.2}}") "}");
    assert_int_equal(count(0), 16);
    assert_null(measure(0, "osce_4"));
    assert_numbers("osce_8", .98, .6);
    assert_true(measure(0, "osce_8")->effect[LEVER_reach].up == .1);
    assert_true(measure(0, "osce_8")->effect[LEVER_locate_time].up == -.75);
    assert_numbers("own", 1, 1);
    scenario_free(&scenario);
    assert_ok(load("x.json", "/agreements/ab/measures/osce_3/activity=0.25"), &failure);
    assert_numbers("osce_3", .7, .25);
    scenario_free(&scenario);
}

static void
test_files_and_extensions(void **state)
{
    (void)state;
    files_json("p.json",
        "{'catalogues': {'osce': {'implementation': 0.5}}, 'measures': {'osce_9': null}}");
    files_json(
        "x.json", "{" BODY ", " PACT("'file': 'p.json', 'measures': {'osce_1': null}") "}");
    assert_ok(load("x.json", NULL), &failure);
    assert_int_equal(count(0), 14);
    assert_numbers("osce_2", .5, 1);
    scenario_free(&scenario);
    files_json("y.json",
        "{'extends': 'x.json', "
        "'agreements': {'ab': {'measures': {'osce_2': null}, "
        "'catalogues': {'osce': {'activity': 0}}}}}");
    assert_ok(load("y.json", NULL), &failure);
    /* the second use brings all measures back, except those that are null beside it */
    assert_int_equal(count(0), 15);
    assert_null(measure(0, "osce_2"));
    assert_numbers("osce_3", .5, 0);
    scenario_free(&scenario);
}

#define AS_IS_AND_WHOLE                                                                        \
    ", 'policies': {'as_is': {}, "                                                             \
    "'whole': {'patch': {'agreements': {'ab': {"                                               \
    "'catalogues': {'osce': {'implementation': 0.25}}, "                                       \
    "'measures': {'osce_8': {'implementation': 1}}}}}}}}"

static void
test_policies_may_use_catalogues(void **state)
{
    (void)state;
    load_text("{" BODY ", " PACT("'measures': {'osce_8': {'activity': 0.5}}") AS_IS_AND_WHOLE);
    assert_int_equal(count(0), 1);
    assert_int_equal(count(1), 16);
    assert_true(measure(1, "osce_7")->implementation == .25);
    assert_true(measure(1, "osce_8")->implementation == 1);
    assert_true(measure(1, "osce_8")->activity == .5);
    /* the resolved scenario gives the same result when it is read again */
    files_write("again.json", scenario.resolved);
    scenario_free(&scenario);
    assert_ok(load("again.json", NULL), &failure);
    assert_int_equal(count(0), 1);
    assert_int_equal(count(1), 16);
    assert_true(measure(1, "osce_7")->implementation == .25);
    scenario_free(&scenario);
}

static void
test_errors_in_catalogues(void **state)
{
    (void)state;
    assert_refused("{" BODY ", " PACT("\n'catalogues': {'osc': {}}") "}",
        "x.json:2:16: /agreements/ab/catalogues/osc: there is no catalogue \"osc\"; did you "
        "mean "
        "\"osce\"?");
    assert_refused("{" BODY ", " PACT("\n'catalogues': {'osce': {'activity': 2}}") "}",
        "x.json:2:37: /agreements/ab/catalogues/osce/activity: 2 is outside [0, 1] (share)");
    assert_refused("{" BODY ", " PACT("\n'catalogues': {'osce': {'activty': 1}}") "}",
        "x.json:2:25: /agreements/ab/catalogues/osce/activty: unknown member in catalogue; did "
        "you "
        "mean \"activity\"?");
    assert_refused("{" BODY ", " PACT("\n'catalogues': ['osce']") "}",
        "x.json:2:15: /agreements/ab/catalogues: expected an object, found a list");
    assert_refused("{" BODY ", " PACT("\n'catalogues': {'osce': true}") "}",
        "x.json:2:24: /agreements/ab/catalogues/osce: expected an object, found true");
    /* null may only be used to omit a measure of the catalogue */
    assert_refused("{" BODY
                   ", " PACT("\n'catalogues': {'osce': {}}, 'measures': {'hotline': null}") "}",
        "x.json:2:53: /agreements/ab/measures/hotline: null is only allowed in a patch; omit "
        "the member instead");
    files_json("p.json", "{'catalogues': {'osce': {'activity': 3}}}");
    assert_refused("{" BODY ", " PACT("'file': 'p.json'") "}",
        "p.json:1:38: /catalogues/osce/activity: 3 is outside [0, 1] (share)");
}

/* An error in a catalogue is reported once and hides no other errors. */
#define FAULTY_PACT                                                                            \
    "\n'catalogues': {'osec': {},\n"                                                           \
    "'un': {'implementation': 7},\n"                                                           \
    "'gge': 3},\n"                                                                             \
    "'measures': {'hotline': {'reach_gain': 8}, 'osce_4': null}"
#define FAULTY_POLICIES                                                                        \
    ", 'policies': {\n"                                                                        \
    "'p': {'patch': {'agreements': {'ab': {\n"                                                 \
    "            'catalogues': {'osc': {}}, 'measures': {'osce_1': null}}}}},\n"               \
    "'q': {'patch': {'agreements': {'ab': {'measures': {'zz': null}}}, "                       \
    "'horizon_days': -2}}}}"

static void
test_other_errors_are_reported(void **state)
{
    static const char *const lines[] = {
        ("x.json:2:16: /agreements/ab/catalogues/osec: there is no catalogue \"osec\"; did you "
         "mean \"osce\"?"),
        "x.json:3:26: /agreements/ab/catalogues/un/implementation: 7 is outside [0, 1] (share)",
        "x.json:4:8: /agreements/ab/catalogues/gge: expected an object, found a number",
        "x.json:6:17: /horizon_days: -3 is outside [0, 365250] (days)",
        "x.json:5:40: /agreements/ab/measures/hotline/reach_gain: 8 is outside [0, 1] (share)"};
    static const char *const of_policies[] = {
        "x.json:3:28: /agreements/ab/catalogues/osc: there is no catalogue \"osc\"; did you "
        "mean \"osce\"? (policy \"p\")",
        "x.json:4:58: /agreements/ab/measures/zz: null removes a member, but the scenario has "
        "no \"zz\" here (policy \"q\")",
        "x.json:4:83: /horizon_days: -2 is outside [0, 365250] (days) (policy \"q\")"};

    (void)state;
    assert_refused("{" BODY ", " PACT(FAULTY_PACT) ",\n'horizon_days': -3}", lines[0]);
    assert_lines(lines, 5);
    assert_refused("{" BODY ", " PACT("'measures': {}") FAULTY_POLICIES, of_policies[0]);
    assert_lines(of_policies, 3);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_catalogue_becomes_its_measures),
        cmocka_unit_test(test_single_measures_override),
        cmocka_unit_test(test_files_and_extensions),
        cmocka_unit_test(test_policies_may_use_catalogues),
        cmocka_unit_test(test_errors_in_catalogues),
        cmocka_unit_test(test_other_errors_are_reported),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
