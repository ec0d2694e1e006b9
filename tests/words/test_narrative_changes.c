/* Tests that a story gives the reason if a state changes its conclusion, and counts the errors of
   the state. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "story_rows.h"

/* Ardia orders a response to the incident 0x11, and withdraws it. Returns the row of the
   withdrawal. */
static struct trace_rows_event *
put_withdrawal(struct story_rows *f, const char *response, double day, enum order_end end)
{
    struct trace_rows_event *closed;

    story_event(f, OBS_ORDERED, 90, 0x11, BORVIA, NAN)->detail = response;
    closed = story_event(f, OBS_ORDER_CLOSED, day, 0x11, BORVIA, end);
    closed->detail = response;
    return closed;
}

static struct trace_rows_message *
put_late_reply(struct story_rows *f, double day)
{
    struct trace_rows_message *m = story_row(f, RECORDER_FILE_MESSAGES);

    *m = (struct trace_rows_message){.message_id = 1,
        .incident_id = 0x11,
        .kind = MESSAGE_WARNING,
        .channel = CHANNEL_POLITICAL,
        .from = ARDIA,
        .to = BORVIA,
        .hub = NONE,
        .sent_day = 90,
        .handled_day = day,
        .answered_day = day,
        .end = MESSAGE_LATE,
        .reply = REPLY_HELP,
        .belief_before = 0.8,
        .belief_after = 0.37};
    return m;
}

/* If there was no reply and no report, the reason for a changed conclusion is further evidence. */
static void
test_a_doubt_has_a_reason(void **state)
{
    static const char news[] = "because it no longer held Borvia responsible.";
    static const char evidence[] =
        "Ardia withdrew its decision to blame Borvia in public, because in the light of "
        "further evidence it no longer held Borvia responsible.";
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    story_decide(f, i, BORVIA, 0.8, "public_attribution");
    (void)put_withdrawal(f, "public_attribution", 120, ORDER_NOT_NAMED);
    story_expect(story_text(f, NULL), evidence);
    (void)put_late_reply(f, 120); /* the twin: the reply is the reason, and comes first */
    story_expect(story_text(f, NULL), news);
    story_expect(story_text(f, NULL),
        "fell from 80 per cent to 37 per cent. Ardia withdrew its decision to blame");
    (void)put_late_reply(f, 119);
    ((struct trace_rows_message *)f->recorder.rows[RECORDER_FILE_MESSAGES].at)->answered_day =
        119;
    story_expect(story_text(f, NULL), evidence);
    (void)story_event(f, OBS_INDUSTRY, 120, 0x11, NONE, NAN);
    story_expect(story_text(f, NULL), news);
}

static void
test_a_lapse_tells_how_long_it_took(void **state)
{
    struct story_rows *f = *state;

    story_decide(f, story_incident(f, 0x11), BORVIA, 0.8, "public_attribution");
    (void)put_withdrawal(f, "public_attribution", 270, ORDER_LAPSED);
    (void)put_withdrawal(f, "counter_operation", 240, ORDER_LAPSED);
    story_expect(story_text(f, NULL),
        "Ardia withdrew its decision to blame Borvia in public, because it had still not been "
        "carried out after six months.");
    story_expect(story_text(f, NULL),
        "because its preparation was still not complete after five months.");
}

/* If an order was due long after the analysis, the reason for its withdrawal has a date of its
   own. */
static void
test_a_finding_has_its_date(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    i->perceived_intent = 1;
    i->corrected_day = 100;
    story_decide(f, i, BORVIA, 0.8, "public_attribution");
    (void)put_withdrawal(f, "public_attribution", 270, ORDER_NO_ATTACK);
    story_expect(story_text(f, NULL),
        "because it had found on 11 April 2022 that this had been no attack by Borvia.");
    i->corrected_day = 270; /* the twin: the same day */
    story_expect(
        story_text(f, NULL), "because it had found that this had been no attack by Borvia.");
}

/* A conclusion that the victim corrected later counts as wrong, too. */
static void
test_a_corrected_conclusion_counts(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);
    struct trace_rows_event *first;

    i->decided_day = 90;
    first = story_event(f, OBS_NAMED, 90, 0x11, CESTIA, 0.79);
    story_event(f, OBS_DECIDED, 90, 0x11, CESTIA, NAN)->detail = "absorb";
    i->named = NAMED_NON_STATE;
    i->initiator = NONE;
    i->source = GANG;
    i->industry_day = 110;
    (void)story_event(f, OBS_NAMED, 110, 0x11, NONE, 0.81);
    story_expect(story_text(f, NULL),
        "The victims held a state responsible once and were wrong; they learnt the truth "
        "later.");
    i->named = NAMED_NOBODY; /* the twin: the victim has only become unsure */
    story_expect(story_text(f, NULL), "once and were wrong; they never learnt the truth.");
    first = f->recorder.rows[RECORDER_FILE_EVENTS].at;
    first->target = NONE; /* the twin: no state was named */
    story_expect(story_text(f, NULL), "The victims never held a state responsible.");
    i->initiator = BORVIA;
    first->target = CESTIA;
    i->named = NAMED_STATE;
    i->named_actor = BORVIA;
    ARRAY_AT(struct trace_rows_event, &f->recorder.rows[RECORDER_FILE_EVENTS], 2)->target =
        BORVIA;
    story_expect(story_text(f, NULL),
        "held a state responsible twice and were wrong once; the victim discovered it later.");
    first->target = BORVIA; /* the twin: the same state again is one conclusion */
    story_expect(story_text(f, NULL), "held a state responsible once and were right.");
}

/* A state that only asks others for help has responded. */
static void
test_a_request_is_a_decision(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    i->asked = true;
    i->help = story_response(f, "technical_notice");
    (void)story_event(f, OBS_NAMED, 90, 0x11, NONE, NAN);
    story_event(f, OBS_DECIDED, 90, 0x11, NONE, NAN)->detail = "absorb";
    story_expect(story_text(f, NULL),
        "Ardia could not establish who was responsible and decided only to warn others "
        "through its technical channels.");
    i->help = NONE; /* the twin */
    story_expect(story_text(f, NULL), "and decided not to respond.");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, story_begin, story_end)
    const struct CMUnitTest tests[] = {
        TEST(test_a_doubt_has_a_reason),
        TEST(test_a_lapse_tells_how_long_it_took),
        TEST(test_a_finding_has_its_date),
        TEST(test_a_corrected_conclusion_counts),
        TEST(test_a_request_is_a_decision),
    };
#undef TEST

    return cmocka_run_group_tests(tests, NULL, NULL);
}
