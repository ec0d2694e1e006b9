/* Tests events that come late: a statement of industry after the decision, the end of a crisis
   before the reply to an offer, and an act long after its decision. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "story_rows.h"

/* A company names an actor after the decision: the victim may name another state, or nobody. */
static void
test_a_statement_reopens_the_matter(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    (void)story_event(f, OBS_NAMED, 90, 0x11, NONE, NAN);
    story_event(f, OBS_DECIDED, 90, 0x11, NONE, NAN)->detail = "absorb";
    i->industry_day = 120;
    i->industry_named = BORVIA;
    i->named = 1;
    i->named_actor = BORVIA;
    (void)story_event(f, OBS_NAMED, 120, 0x11, BORVIA, 0.91);
    story_event(f, OBS_DECIDED, 120, 0x11, BORVIA, NAN)->detail = "public_attribution";
    story_act(f, 0x22, 0x11, BORVIA, "public_attribution")->day = 125;
    story_expect(story_text(f, NULL),
        "Ardia could not establish who was responsible and decided not to respond.");
    story_expect(
        story_text(f, NULL), "A security company correctly named Borvia as responsible");
    story_expect(story_text(f, NULL),
        "Ardia concluded (91 per cent sure) that Borvia was responsible, and was right. Ardia "
        "decided to blame Borvia in public");
    i->industry_day = NAN; /* the twin: a usual second decision */
    story_expect_not(story_text(f, NULL), "could not establish");
}

static void
test_a_statement_clears_a_state(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    story_decide(f, i, CESTIA, 0.7, "public_attribution");
    (void)story_act(f, 0x22, 0x11, CESTIA, "public_attribution");
    i->industry_day = 120;
    i->industry_named = BORVIA;
    i->named = 0;
    i->named_actor = NONE;
    story_expect_not(story_text(f, NULL), "no longer held"); /* the twin */
    (void)story_event(f, OBS_NAMED, 120, 0x11, NONE, NAN);
    story_expect(
        story_text(f, NULL), "After this statement, Ardia no longer held cestia responsible.");
}

/* An offer without a reply is mentioned when the crisis ends by itself. */
static void
test_an_open_offer_is_overtaken(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_event *offer;

    (void)story_incident(f, 0x11);
    (void)story_event(f, OBS_CRISIS, 101, 0, BORVIA, 1);
    offer = story_event(f, OBS_OFFER, 105, 0, BORVIA, NAN);
    offer->detail = "made";
    (void)story_event(f, OBS_CRISIS, 120, 0, BORVIA, 0);
    story_expect(story_text(f, NULL),
        "because tension had fallen. The settlement that Ardia had offered on");
    offer->detail = "refused"; /* the twin: the offer was answered */
    story_expect_not(story_text(f, NULL), "no longer needed");
}

static void
test_an_old_decision_has_its_day(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_act *a;

    story_decide(f, story_incident(f, 0x11), BORVIA, 0.9, "sanctions");
    story_event(f, OBS_ORDERED, 90, 0x11, BORVIA, NAN)->detail = "sanctions";
    a = story_act(f, 0x22, 0x11, BORVIA, "sanctions");
    a->rung = 3;
    a->day = 200;
    story_expect(story_text(f, NULL),
        "imposed sanctions on Borvia, as it had decided on 1 April 2022 (rung 3");
    a->day = 150; /* the twin: a usual delay */
    story_expect(story_text(f, NULL), "imposed sanctions on Borvia (rung 3");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, story_begin, story_end)
    const struct CMUnitTest tests[] = {
        TEST(test_a_statement_reopens_the_matter),
        TEST(test_a_statement_clears_a_state),
        TEST(test_an_open_offer_is_overtaken),
        TEST(test_an_old_decision_has_its_day),
    };
#undef TEST

    return cmocka_run_group_tests(tests, NULL, NULL);
}
