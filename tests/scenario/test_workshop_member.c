/* Tests the member `workshop`: its contents, its errors, and that no world contains it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "loaded.h"
#include "scenario/world_hash.h"
#include "words/starter.h"

#define LINE                                                                                   \
    "'agreements': {'line': {'status': 'proposed', 'parties': {'a': {}, 'b': {}}, "            \
    "'measures': {'hotline': {}}}}"
#define STEPS                                                                                  \
    "'plan': {'z': {'at': 1, 'title': 'first'}, "                                              \
    "'talks': {'at': 2, 'kind': 'talks', 'days': 0, 'title': 'talks', 'offers': {'line': "     \
    "2}}, "                                                                                    \
    "'a': {'at': 3, 'title': 'last', 'days': 20}}"
#define SEATS "'seats': {'a': {'brief': 'You are A.'}, 'b': {'brief': 'You are B.'}}"
#define ASKED                                                                                  \
    "'predictions': {'p': {'ask': 'how many?', 'event': 'crisis', 'pair': 'a:b', "             \
    "'when': ['brief', 'z']}}"
#define GOALS "'goals': {'ask': {'text': 'To ask.', 'measure': 'wrong_hit'}}"
#define WORKSHOP(seats, plan, asked)                                                           \
    "{" BODY ", " LINE ", 'horizon_days': 400, 'workshop': {'title': 'T', " GOALS ", " seats   \
    ", " plan ", " asked "}}"

/* A message begins with its place, which the tests of the reader compare. */
static void
refused(const char *text, const char *message)
{
    files_json("x.json", text);
    assert_int_equal(loaded("x.json"), STATUS_BAD_INPUT);
    for (int32_t i = 0; i < failure.count && i < FAILURE_LINES; i++) {
        if (strstr(failure.line[i], message) != NULL &&
            strncmp(failure.line[i], "x.json:1:", strlen("x.json:1:")) == 0) {
            return;
        }
    }
    fail_msg("not reported: %s; first: %s", message, failure.line[0]);
}

static void
it_is_decoded(void **state)
{
    const struct workshop *w;
    const struct workshop_prediction *p;

    (void)state;
    files_json("x.json", WORKSHOP(SEATS, STEPS, ASKED));
    assert_ok(loaded("x.json"), &failure);
    w = scenario.workshop;
    assert_non_null(w);
    assert_string_equal(w->title, "T");
    assert_string_equal(workshop_seat_of(w, 1)->brief, "You are B.");
    assert_null(workshop_seat_of(w, 2));
    assert_string_equal(workshop_step_at(w, 1)->key.id, "z");
    assert_string_equal(workshop_step_at(w, 2)->key.id, "talks");
    assert_true(workshop_step_at(w, 3)->day == 15);
    assert_null(workshop_step_at(w, 4));
    assert_true(workshop_days(w) == 35);
    assert_int_equal(
        ((const struct workshop_offer *)workshop_step_at(w, 2)->offers.items)->points, 2);
    p = w->predictions.items;
    assert_int_equal(p->event, WORKSHOP_CRISIS);
    assert_int_equal(p->first, 0);
    assert_int_equal(p->second, 1);
    assert_true(workshop_step_at(w, 3)->key.index == p->by_step);
    assert_int_equal(p->when.count, 2);
    assert_true(w->stops.answer_after_days == 2 && w->window_days == 180);
    scenario_free(&scenario);
}

/* Runs, and the identity of their results, are the same with and without the member. */
static void
no_world_has_it(void **state)
{
    uint64_t hash;
    char *contents;

    (void)state;
    files_json("x.json", "{" BODY ", " LINE ", 'horizon_days': 400}");
    assert_ok(loaded("x.json"), &failure);
    assert_null(scenario.workshop);
    hash = world_hash(scenario.policies[0].world);
    contents = strdup(scenario.contents);
    scenario_free(&scenario);
    files_json("x.json", WORKSHOP(SEATS, STEPS, ASKED));
    assert_ok(loaded("x.json"), &failure);
    assert_true(world_hash(scenario.policies[0].world) == hash);
    assert_string_equal(scenario.contents, contents);
    assert_non_null(strstr(scenario.resolved, "You are B."));
    free(contents);
    files_write("resolved.json", scenario.resolved);
    scenario_free(&scenario);
    assert_ok(loaded("resolved.json"), &failure);
    assert_string_equal(workshop_seat_of(scenario.workshop, 0)->brief, "You are A.");
    scenario_free(&scenario);
}

/* The texts of injects change no world. An inject of the kind `news` is no event of a run. */
static void
injects_tell_texts(void **state)
{
#define SHOCK "'kind': 'tension_shock', 'actor': 'a', 'target': 'b', 'size': 1"
    static const char *const texts[] = {"{" BODY
                                        ", 'injects': {'i': {'day': '2021-02-01', " SHOCK "}}}",
        "{" BODY ", 'injects': {'i': {'day': '2021-02-01', " SHOCK
        ", 'told': {'all': 'x', 'b': 'y'}, 'form': 'press', 'expect': 'They ask.'}}}"};
    const struct inject *inject;
    uint64_t hash[2];

    (void)state;
    for (int k = 0; k < 2; k++) {
        files_json("x.json", texts[k]);
        assert_ok(loaded("x.json"), &failure);
        hash[k] = world_hash(scenario.policies[0].world);
        inject = scenario.policies[0].world->injects.items;
        assert_int_equal(inject->told.count, 2 * k);
        scenario_free(&scenario);
    }
    assert_true(hash[0] == hash[1]);
    refused("{" BODY ", 'injects': {'i': {'day': '2021-02-01', 'kind': 'news'}}}",
        ": /injects/i/told: an inject of kind news needs a text in \"told\"; add one");
    refused("{" BODY
            ", 'injects': {'i': {'day': '2021-02-01', 'kind': 'news', "
            "'told': {'c': 'x'}}}}",
        ": /injects/i/told/c: there is no such state; use an id of /states, or "
        "\"all\"");
    refused("{" BODY
            ", 'injects': {'i': {'day': '2021-02-01', 'kind': 'news', "
            "'told': {'all': 'x'}, 'form': 'letter'}}}",
        ": /injects/i/form: use \"technical_note\", \"press\" or "
        "\"diplomatic_note\"");
    refused("{" BODY
            ", 'injects': {'i': {'day': '2021-02-01', 'kind': 'news', "
            "'told': {'all': 'x'}, 'goal': 'ask'}}}",
        ": /injects/i/goal: there is no \"ask\" in /workshop/goals");
}

/* An inject either has a day or is called by the facilitator. */
static void
injects_are_dated_or_called(void **state)
{
    const struct inject *inject;

    (void)state;
    files_json("x.json", "{" BODY ", 'injects': {'i': {'called': true, " SHOCK "}}}");
    assert_ok(loaded("x.json"), &failure);
    inject = scenario.policies[0].world->injects.items;
    assert_true(inject->called && inject->day != inject->day);
    scenario_free(&scenario);
    refused("{" BODY ", 'injects': {'i': {" SHOCK "}}}",
        ": /injects/i/day: is missing; add the day of the event, or \"called\": true");
    refused("{" BODY ", 'injects': {'i': {'called': true, 'day': '2021-02-01', " SHOCK "}}}",
        ": /injects/i/day: an inject that is called has no day; remove the day, or \"called\"");
    refused("{" BODY ", 'injects': {'i': {'called': true, 'kind': 'tension_shock'}}}",
        ": /injects/i/actor: an inject of this kind needs this member; add it");
}

static void
errors_are_reported(void **state)
{
    (void)state;
    refused(WORKSHOP("'seats': {'a': {'brief': 'x'}}", STEPS, ASKED),
        ": /workshop/seats: an exercise has 2 to 8 seats, not 1");
    refused(WORKSHOP("'seats': {'a': {'brief': 'x'}, 'c': {'brief': 'y'}}", STEPS, ASKED),
        ": /workshop/seats/c: there is no \"c\" in /states");
    refused(WORKSHOP(SEATS, "'plan': {}", ASKED), ": /workshop/plan: the plan has no step");
    refused(
        WORKSHOP(SEATS, "'plan': {'x': {'at': 1, 'title': ''}, 'w': {'at': 1, 'title': ''}}",
            "'minutes': 9"),
        ": /workshop/plan/x/at: is the place of step \"w\" too; number the steps 1 to 2");
    refused(WORKSHOP(SEATS, "'plan': {'x': {'at': 2, 'title': ''}}", "'minutes': 9"),
        ": /workshop/plan/x/at: is 2, but the plan has only 1 steps");
    refused(WORKSHOP(SEATS, "'plan': {'x': {'at': 1, 'title': '', 'days': 8}}", "'minutes': 9"),
        ": /workshop/plan/x/days: a round of 8 days ends before its stops, which take 8 days");
    refused(WORKSHOP(SEATS, "'plan': {'x': {'at': 1, 'title': '', 'kind': 'talks'}}",
                "'minutes': 9"),
        ": /workshop/plan/x/offers: talks need at least one agreement on offer");
    refused(WORKSHOP(SEATS, STEPS, "'window_days': 358"),
        ": /workshop/plan: the steps, the last stops and window_days take 401 days, but a run "
        "lasts 400");
    refused(WORKSHOP(SEATS, STEPS,
                "'predictions': {'p': {'ask': '', 'event': 'days', 'when': ['brief']}}"),
        ": /workshop/predictions/p/event: \"days\" is not an event that can be predicted");
    refused(WORKSHOP(SEATS, STEPS,
                "'predictions': {'p': {'ask': '', 'event': 'crisis', 'pair': 'b:a', "
                "'when': ['brief']}}"),
        ": /workshop/predictions/p/pair: write the pair as \"a:b\"");
    refused(WORKSHOP(SEATS, STEPS,
                "'predictions': {'p': {'ask': '', 'event': 'crisis', 'by': 'b', "
                "'when': ['end']}}"),
        ": /workshop/predictions/p/by: there is no \"b\" in /workshop/plan");
    refused(WORKSHOP(SEATS, STEPS, "'glosary': {}"),
        ": /workshop/glosary: unknown member in workshop; did you mean \"glossary\"?");
    refused("{" BODY ", 'workshop': 3}", ": /workshop: expected an object, found a number");
}

/* Talks can only offer agreements that are not in force yet, at a price that a seat can pay. */
static void
offers_are_checked(void **state)
{
#define OFFER(points)                                                                          \
    "'plan': {'x': {'at': 1, 'title': '', 'kind': 'talks', 'offers': {'ab': " points "}}}"

    (void)state;
    refused("{" BODY ", " PACT ", 'workshop': {'title': '', " SEATS ", " OFFER("1") "}}",
        ": /workshop/plan/x/offers: \"ab\" is not on offer: its status at the start is "
        "in_force");
    refused("{" BODY ", " PACT ", 'workshop': {'title': '', " SEATS ", " OFFER("4") "}}",
        ": /workshop/plan/x/offers: \"ab\" costs 4 points, but a seat has only 3; lower the "
        "cost, or set \"points\" of the step to at least 4");
}

static void
a_long_brief_gets_a_warning(void **state)
{
    char text[8000];
    int length;

    (void)state;
    length = snprintf(text, sizeof(text),
        "{%s, 'workshop': {'title': '', 'seats': {'a': "
        "{'brief': 'x'}, 'b': {'brief': '",
        BODY);
    for (int k = 0; k < 251; k++) {
        length += snprintf(text + length, sizeof(text) - (size_t)length, "word ");
    }
    (void)snprintf(text + length, sizeof(text) - (size_t)length,
        "'}}, 'plan': {'x': {'at': 1, 'title': ''}}}}");
    files_json("x.json", text);
    assert_ok(loaded("x.json"), &failure);
    assert_int_equal(scenario.warnings.count, 1);
    assert_non_null(
        strstr(scenario.warnings.line[0], "/workshop/seats/b/brief: has 251 words"));
    scenario_free(&scenario);
}

static void
a_scenario_that_extends_patches_it(void **state)
{
    (void)state;
    files_json("base.json", WORKSHOP(SEATS, STEPS, ASKED));
    files_json("x.json",
        "{'extends': 'base.json', 'workshop': {'title': 'U', 'predictions': "
        "{'p': null}, 'seats': {'a': {'secret': 'S'}}}}");
    assert_ok(loaded("x.json"), &failure);
    assert_string_equal(scenario.workshop->title, "U");
    assert_int_equal(scenario.workshop->predictions.count, 0);
    assert_string_equal(workshop_seat_of(scenario.workshop, 0)->brief, "You are A.");
    assert_string_equal(workshop_seat_of(scenario.workshop, 0)->secret, "S");
    scenario_free(&scenario);
    refused("{'extends': 'base.json', 'workshop': {'titel': null}}",
        ": /workshop/titel: unknown member in workshop");
    files_json("x.json", "{'extends': 'base.json', 'workshop': null}");
    assert_ok(loaded("x.json"), &failure);
    assert_null(scenario.workshop);
    scenario_free(&scenario);
}

static void
the_template_is_an_exercise(void **state)
{
    struct buffer b = {0};

    (void)state;
    assert_ok(starter_print("workshop", "My \"own\"", NULL, &b), NULL);
    files_write_bytes("x.json", b.at, b.length);
    buffer_free(&b);
    assert_ok(loaded("x.json"), &failure);
    assert_int_equal(scenario.warnings.count, 0);
    assert_string_equal(scenario.workshop->title, "My \"own\"");
    assert_int_equal(scenario.workshop->seats.count, 2);
    scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_decoded),
        cmocka_unit_test(no_world_has_it),
        cmocka_unit_test(injects_tell_texts),
        cmocka_unit_test(injects_are_dated_or_called),
        cmocka_unit_test(errors_are_reported),
        cmocka_unit_test(offers_are_checked),
        cmocka_unit_test(a_long_brief_gets_a_warning),
        cmocka_unit_test(a_scenario_that_extends_patches_it),
        cmocka_unit_test(the_template_is_an_exercise),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
