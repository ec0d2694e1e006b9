/* Tests the checks of world_prepare() beyond the ranges of members. tests/scenario tests the
   rest. */
#include "assert_ok.h"
#include "worlds.h"

#define TWO "'states': {'a': {}, 'b': {}}"

static enum status
load(const char *json, struct scenario *s, struct failure *f)
{
    char path[] = "/tmp/cbmsim-test-XXXXXX";
    int file = mkstemp(path);
    enum status st;

    memset(f, 0, sizeof(*f));
    assert_true(file >= 0);
    assert_int_equal(write(file, json_quotes(json), strlen(json)), strlen(json));
    assert_int_equal(close(file), 0);
    st = scenario_load(s, path, NULL, f);
    assert_int_equal(unlink(path), 0);
    return st;
}

static void
assert_refused(const char *json, const char *what)
{
    struct failure failure;
    struct scenario s;
    bool reported = false;

    assert_int_equal(load(json, &s, &failure), STATUS_BAD_INPUT);
    for (int32_t i = 0; i < failure.count && i < FAILURE_LINES; i++) {
        reported = reported || strstr(failure.line[i], what) != NULL;
    }
    for (int32_t i = 0; !reported && i < failure.count && i < FAILURE_LINES; i++) {
        print_error("reported: %s\n", failure.line[i]);
    }
    assert_true(reported);
}

static void
assert_sound(const char *json)
{
    struct failure failure;
    struct scenario s;

    if (load(json, &s, &failure) != STATUS_OK) {
        fail_msg("%s: %s", json, failure.line[0]);
    }
    scenario_free(&s);
}

static void
test_states_and_types(void **state)
{
    struct buffer many = {0};

    (void)state;
    assert_refused(WORLD("'states': {}"), "the scenario has no state; define at least one");
    buffer_text(&many, "{'start': '2021-01-01', 'states': {");
    for (int k = 0; k < 201; k++) {
        buffer_printf(&many, "%s's%d': {}", k > 0 ? ", " : "", k);
    }
    buffer_text(&many, "}}");
    assert_refused(many.at,
        "/states: the scenario has 201 states, more than the maximum of 200; remove some");
    buffer_clear(&many);
    buffer_text(&many, "{'start': '2021-01-01', " TWO ", 'incident_types': {");
    for (int k = 0; k < 60; k++) {
        buffer_printf(&many, "%s't%d': {'severity': {'1': 1}}", k > 0 ? ", " : "", k);
    }
    buffer_text(&many, "}}");
    assert_refused(many.at,
        "/incident_types: the scenario has 76 incident types, more than the maximum of 64; "
        "remove some");
    buffer_clear(&many);
    buffer_text(&many, "{'start': '2021-01-01', " TWO ", 'responses': {");
    for (int k = 0; k < 30; k++) {
        buffer_printf(&many, "%s'r%d': {}", k > 0 ? ", " : "", k);
    }
    buffer_text(&many, "}}");
    assert_refused(many.at, "responses, more than the maximum of 32; remove some");
    buffer_free(&many);
    assert_refused(WORLD(TWO ", 'incident_types': {'odd': {}}"),
        "no severity has a weight above 0; give at least one a weight");
}

static void
test_sources(void **state)
{
    (void)state;
    assert_refused(WORLD(TWO ", 'sources': {'x': {'kind': 'state'}}"),
        "/sources/x/home: a source of kind state needs a home; name its state");
    assert_refused(WORLD(TWO ", 'sources': {'x': {'kind': 'proxy'}}"),
        "/sources/x/sponsor: a source of kind proxy needs a sponsor; name a state");
    assert_refused(
        WORLD(TWO ", 'sources': {'x': {'kind': 'state', 'home': 'a', 'targets': {'a': 1}}}"),
        "/sources/x/targets/a: a state cannot be its own target; name another state");
    assert_refused(WORLD(TWO ", "
                             "'sources': {'x': {'kind': 'criminal', "
                             "'targets': {'a': 1}, 'mix': {'sabotage': 0}}}"),
        "/sources/x/mix: no share of the mix is above 0; give at least one type a share");
    assert_refused(WORLD(TWO ", 'max_events': 10, "
                             "'sources': {'x': {'kind': 'criminal', 'targets': {'a': 100}}}"),
        "/max_events: the sources produce about ");
    assert_refused(WORLD(TWO ", 'agreements': {'pact': {'parties': {'a': {}, 'b': {}}, "
                             "'exercises': {'interval_days': 1e-9}}}"),
        "/agreements/pact/exercises/interval_days: too short: ");
    assert_refused(WORLD(TWO ", 'agreements': {'pact': {'parties': {'a': {}, 'b': {}}, "
                             "'consultations': {'interval_days': 5e-324}}}"),
        "/agreements/pact/consultations/interval_days: too short: ");
}

static void
test_agreements(void **state)
{
    (void)state;
    assert_refused(WORLD(TWO ", 'agreements': {'x': {'parties': {'a': {}}}}"),
        "/agreements/x/parties: a bilateral agreement has 2 parties, not 1");
    assert_refused(WORLD(TWO ", 'agreements': {'x': {'kind': 'hub', 'parties': {'a': {}}}}"),
        "/agreements/x/parties: an agreement needs at least 2 parties; add parties");
    assert_refused(
        WORLD(TWO
            ", "
            "'agreements': {'x': {'parties': {'a': {}, 'b': {}}, 'entry': {'follows': 'x'}}}"),
        "/agreements/x/entry/follows: an agreement cannot follow itself; name another "
        "agreement");
    assert_refused(WORLD(TWO ", "
                             "'agreements': {'x': {'parties': {'a': {}, 'b': {}}, "
                             "'programme': {'budget_musd': 1, 'legal': 1}}}"),
        "technical, policy, strategy and legal add up to 1.75; change them to add up to 1");
    assert_refused(WORLD(TWO ", 'pairs': {'a:b': {'tension_baseline': 2}}"),
        "/pairs/a:b/tension_baseline: the baseline 2 must be below 1, the threshold of a "
        "crisis; lower it");
}

/* A measure that is a programme, in an agreement with a programme of its own, is an error only if
   both deliver money. */
static void
test_programmes(void **state)
{
    static const char *const own[] = {"{'budget_musd': 1}", "{}", "{'years': 3}"};
    static const char *const measures[] = {"'asean_accp': {}", "'asean_ascce': {}",
        "'mine': {'measure': 'asean_accp'}", "'asean_accp': {'implementation': 0}",
        "'asean_accp': {'activity': 0}", "'asean_accp': {'capacity_flow_shift': 0}",
        "'asean_experience': {}", "'mine': {'capacity_flow_shift': 0.1}"};
    struct buffer json = {0};

    (void)state;
    for (size_t p = 0; p < sizeof(own) / sizeof(own[0]); p++) {
        for (size_t m = 0; m < sizeof(measures) / sizeof(measures[0]); m++) {
            buffer_clear(&json);
            buffer_printf(&json,
                WORLD(TWO ", "
                          "'agreements': {'x': {'parties': {'a': {}, 'b': {}}, "
                          "'measures': {%s}, 'programme': %s}}"),
                measures[m], own[p]);
            assert_ok(buffer_status(&json), NULL);
            if (p == 0 && m < 3) {
                assert_refused(json.at, "is a capacity programme, and the agreement also has");
            } else {
                assert_sound(json.at);
            }
        }
    }
    buffer_free(&json);
    assert_refused(WORLD(TWO ", "
                             "'agreements': {'x': {'parties': {'a': {}, 'b': {}}, "
                             "'catalogues': {'asean': {}}}}, "
                             "'policies': {'p': {'patch': {'agreements': {'x': {'programme': "
                             "{'budget_musd': 2}}}}}}"),
        "/agreements/x/measures/asean_accp: this measure is a capacity programme, and the "
        "agreement also has a \"programme\", so the money would count twice; remove one of the "
        "two (null removes a measure of a catalogue) (policy \"p\")");
}

static void
test_responses(void **state)
{
    static const char *const needy[] = {"'absorb': {'effect': 'act'}",
        "'absorb': {'defer_days': 3}", "'inquiry': {'need': 'named'}",
        "'demarche': {'need': 'partner'}", "'assistance_request': {'need': 'named'}",
        "'counter_operation': {'need': 'nothing'}"};
    struct buffer json = {0};

    (void)state;
    for (size_t k = 0; k < sizeof(needy) / sizeof(needy[0]); k++) {
        buffer_clear(&json);
        buffer_printf(&json, WORLD(TWO ", 'responses': {%s}"), needy[k]);
        assert_refused(json.at,
            "/need: this need can be met without another state, but the effect of the response "
            "requires one; use a need such as \"named\"");
    }
    buffer_free(&json);
    assert_refused(WORLD(TWO ", 'responses': {'counter_operation': {'defer_days': 3}}"),
        "/responses/counter_operation/defer_days: a response of side covert cannot defer the "
        "decision; "
        "use 0");
    assert_refused(WORLD(TWO ", 'responses': {'none': {'need': 'named'}}"),
        "/responses: no response of side covert is always possible; offer one with \"need\" "
        "nothing and \"effect\" nothing");
    assert_refused(
        WORLD(
            TWO ", 'responses': {'absorb': {'need': 'named'}, 'mitigate': {'need': 'crisis'}}"),
        "/responses: no response of side overt is always possible; offer one with \"need\" "
        "nothing and \"effect\" nothing");
}

#define INJECT(members)                                                                        \
    WORLD(TWO                                                                                  \
        ", 'sources': {'x': {'kind': 'state', 'home': 'a'}}, "                                 \
        "'injects': {'i': {'day': '2021-02-01', " members "}}")

static void
test_injects(void **state)
{
    (void)state;
    assert_refused(INJECT("'kind': 'incident', 'source': 'x'"),
        "/injects/i/target: an inject of this kind needs this member; add it");
    assert_refused(INJECT("'kind': 'incident', 'source': 'x', 'target': 'a'"),
        "/injects/i/target: a state cannot be its own target; name another state");
    assert_refused(INJECT("'kind': 'tension_shock', 'actor': 'b', 'target': 'b'"),
        "/injects/i/target: a state cannot be its own target; name another state");
    assert_refused(INJECT("'kind': 'tension_shock', 'actor': 'a', 'target': 'b', "
                          "'target_class': 'private'"),
        "/injects/i/target_class: only an incident has a target class; remove it");
    assert_refused(INJECT("'kind': 'leadership_change'"), "/injects/i/actor: an inject");
    assert_refused(INJECT("'kind': 'agreement_step'"), "/injects/i/agreement: an inject");
    assert_refused(WORLD(TWO ", "
                             "'injects': {'i': {'day': '2051-02-01', "
                             "'kind': 'leadership_change', 'actor': 'a'}}"),
        "/injects/i/day: 1 February 2051 is outside the run; use a date from /start to 1 "
        "January "
        "2031");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_states_and_types),
        cmocka_unit_test(test_sources),
        cmocka_unit_test(test_agreements),
        cmocka_unit_test(test_programmes),
        cmocka_unit_test(test_responses),
        cmocka_unit_test(test_injects),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
