/* Tests the warnings about members of a valid scenario that have no effect. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "loaded.h"

#define PARTIES "'parties': {'a': {}, 'b': {}}"

static void
expect_warning(const char *text)
{
    for (int32_t i = 0; i < failure.count && i < FAILURE_LINES; i++) {
        if (strstr(failure.line[i], text) != NULL) {
            return;
        }
    }
    fail_msg("no warning contains: %s\nbut: %s", text, failure.line[0]);
}

/* Loads BODY and further members. Checks that a warning contains `line`; NULL: that there is no
   warning. */
static void
warned(const char *members, const char *line)
{
    char text[4000];

    (void)snprintf(text, sizeof(text), "{" BODY ", %s}", members);
    files_json("x.json", text);
    assert_ok(loaded("x.json"), &failure);
    failure = scenario.warnings;
    if (line != NULL) {
        expect_warning(line);
    } else if (failure.count > 0) {
        fail_msg("%s", failure.line[0]);
    }
    scenario_free(&scenario);
}

#define MEASURES(members) "'agreements': {'ab': {" PARTIES ", 'measures': {" members "}}}"
#define IDLE                                                                                   \
    ": has no effect: no catalogue contains this measure, and it changes no lever itself"

static void
test_measures(void **state)
{
    (void)state;
    warned(MEASURES("'hot_line': {}"),
        "x.json:1:217: /agreements/ab/measures/hot_line" IDLE "; did you mean \"hotline\"?");
    warned(MEASURES("'hotlin': {'implementation': 0.5, 'cost_per_year': 1}"),
        "/agreements/ab/measures/hotlin" IDLE "; did you mean \"hotline\"?");
    warned(MEASURES("'own': {'reach_gain': 0}"), "/agreements/ab/measures/own" IDLE);
    warned(MEASURES("'hotline': {}, 'x': {'measure': 'hotline'}, 'own': {'reach_gain': 0.1}, "
                    "'vow': {'pledge': true}, 'asean_law': {}"),
        NULL);
}

/* A measure may be without effect under one policy only, because policies may switch measures off.
   There is no warning. */
static void
test_measures_under_policies(void **state)
{
    (void)state;
    warned(MEASURES("'own': {}") ", 'policies': {'less': {}, 'more': {'patch': {'agreements': "
                                 "{'ab': {'measures': {'own': {'reach_gain': 0.1}}}}}}}",
        NULL);
    warned(MEASURES("'hotline': {}") ", 'policies': {'less': {}, 'more': {'patch': {'agreements': "
                                     "{'ab': {'measures': {'own': {}}}}}}}",
        "/agreements/ab/measures/own" IDLE "; add a lever ('cbmsim describe levers' lists them), or the measure of a catalogue, as in \"measure\": \"hotline\" (policy \"more\")");
}

#define EQUAL(first, second)                                                                   \
    "policies \"" first "\" and \"" second                                                     \
    "\" do not differ, apart from titles and notes, so every difference between them is 0. "   \
    "Correct the patch of one of them; to remove a member, write null (in R: toJSON(x, null "  \
    "= "                                                                                       \
    "\"null\"))"

static void
test_equal_policies(void **state)
{
    (void)state;
    warned(MEASURES("'hotline': {}") ", 'policies': {'p': {}, 'q': {'patch': {}}}",
        EQUAL("p", "q"));
    warned(MEASURES("'hotline': {}") ", 'policies': {'p': {'patch': {'agreements': {'ab': {}}}}, "
                                     "'q': {'title': 'Q', 'patch': {'title': 'T', 'agreements': "
                                     "{'ab': {'title': 'x', 'measures': {'hotline': "
                                     "{'title': 'y', 'implementation': 1}}}}}}}",
        EQUAL("p", "q"));
    warned(MEASURES("'hotline': {}") ", 'policies': {'p': {}, 'q': {'patch': {'agreements': {'ab': "
                                     "null}}}, 'r': {'patch': {'states': {'a': {'analysts': 9}}}}, "
                                     "'s': {'patch': {'agreements': {'ab': {'measures': {'hotline': "
                                     "{'implementation': 0.5}}}}}}, 't1': {'patch': {'outputs': "
                                     "{'harm_of': {'a': {}}}}}, 'u': {'patch': {'agreements': {'ab': "
                                     "{'in_force_on': '2021-01-02'}}}}, 'v': {'patch': {'agreements': "
                                     "{'ab': {'kind': 'multilateral'}}}}}",
        NULL);
}

/* Policies that read other traces differ. */
static void
test_policies_with_traces(void **state)
{
    (void)state;
    files_write("one.csv", "day,source,target\n2021-01-05,s,b\n");
    files_write("two.csv", "day,source,target\n2021-01-06,s,b\n");
    warned(
        "'policies': {'p': {'patch': {'trace': {'file': 'one.csv'}}}, "
        "'q': {'patch': {'trace': {'file': 'two.csv'}}}}",
        NULL);
    files_write("two.csv", "day,source,target\n2021-01-05,s,b\n");
    warned(
        "'policies': {'p': {'patch': {'trace': {'file': 'one.csv'}}}, "
        "'q': {'patch': {'trace': {'file': 'two.csv'}}}}",
        EQUAL("p", "q"));
}

#define DATES(dates) "'horizon_days': 365, 'agreements': {'ab': {" dates ", " PARTIES "}}"

static void
test_dates(void **state)
{
    (void)state;
    warned(DATES("'in_force_on': '2022-01-02'"),
        "/agreements/ab/in_force_on: 2 January 2022 is after the last day of the "
        "run, "
        "1 January 2022: it has no effect");
    warned(DATES("'in_force_on': '2022-01-01'"), NULL);
    warned(DATES("'signed_on': '2021-03-01', 'in_force_on': '2021-02-01'"),
        "/agreements/ab/signed_on: 1 March 2021 is after in_force_on, 1 February "
        "2021; correct one of the dates");
    warned(DATES("'expires_on': '2021-01-05', 'in_force_on': '2021-02-01'"),
        "/agreements/ab/expires_on: 5 January 2021 is before in_force_on, 1 "
        "February 2021; the agreement is never in force: correct one of the dates");
    warned(DATES("'expires_on': '2020-12-31'"),
        "/agreements/ab/expires_on: 31 December 2020 is before the first day, 1 "
        "January 2021: it has no effect");
    warned(DATES("'signed_on': '2019-01-01', 'in_force_on': '2020-01-01', 'expires_on': "
                 "'2021-05-01'"),
        NULL);
    warned(
        "'horizon_days': 365, 'agreements': {'ab': {'parties': {'a': {'joined': '2023-01-01'}, "
        "'b': {'joined': '2021-03-01', 'left': '2021-02-01'}}}}",
        "/agreements/ab/parties/a/joined: 1 January 2023 is after the last day "
        "of the "
        "run, 1 January 2022: it has no effect");
    expect_warning(
        "/agreements/ab/parties/b/left: 1 February 2021 is before joined, 1 "
        "March 2021");
    warned(DATES("'programme': {'budget_musd': 1, 'start': '2023-01-01'}"),
        "/agreements/ab/programme/start: 1 January 2023 is after the last day of "
        "the "
        "run, 1 January 2022: it has no effect");
    warned(DATES("'in_force_on': '2021-05-01'") ", 'policies': {'p': {}, 'q': {'patch': "
                                                "{'agreements': {'ab': {'in_force_on': "
                                                "'2030-05-01'}}}}}",
        "/agreements/ab/in_force_on: 1 May 2030 is after the last day of the run, 1 January 2022: "
        "it has no effect (policy \"q\")");
}

static void
test_types_and_aliases(void **state)
{
    (void)state;
    warned("'incident_types': {'ransomwar': {'severity': {'3': 1}}}",
        "/incident_types/ransomwar: never occurs: the share of this incident type is 0, and no "
        "mix, inject or trace contains it; did you mean \"ransomware\"?");
    warned("'incident_types': {'own': {'share': 0.1, 'severity': {'3': 1}}}", NULL);
    warned(
        "'incident_types': {'own': {'severity': {'3': 1}}}, 'injects': {'i': {'day': "
        "'2021-02-01', 'source': 's', 'target': 'b', 'type': 'own'}}",
        NULL);
    warned("'aliases': {'aa': 'Alba', 's': 'Bran', 'b': 'Cora'}",
        "/aliases/aa: has no effect: no state, source or agreement has this id; correct the "
        "id");
    assert_int_equal(failure.count, 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_measures),
        cmocka_unit_test(test_measures_under_policies),
        cmocka_unit_test(test_equal_policies),
        cmocka_unit_test(test_policies_with_traces),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_types_and_aliases),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
