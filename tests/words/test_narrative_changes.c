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

/* The second conclusion about the same state is reported as such, with what came between. */
static void
test_a_conclusion_is_kept(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);
    struct trace_rows_event *contact;

    story_decide(f, i, BORVIA, 0.93, "consultation");
    contact = story_event(f, OBS_CONTACT, 98, 0, BORVIA, NAN);
    contact->detail = "consultation";
    (void)story_event(f, OBS_NAMED, 99, 0x11, BORVIA, 0.91);
    story_event(f, OBS_DECIDED, 99, 0x11, BORVIA, NAN)->detail = "demarche";
    story_expect(story_text(f, NULL),
        "The consultations took place and eased the tension between the two. Ardia still held "
        "Borvia responsible (91 per cent sure). Ardia decided to protest");
    i->demand_day = i->detected_day;
    story_expect(story_text(f, NULL),
        "The consultations took place, but Borvia did not withdraw its demand.");
    i->demand_day = NAN;
    contact = ARRAY_AT(struct trace_rows_event, &f->recorder.rows[RECORDER_FILE_EVENTS], 2);
    contact->detail = "routine"; /* the twin */
    story_expect(story_text(f, NULL), "The consultations did not take place. Ardia still held");
    ((struct trace_rows_event *)f->recorder.rows[RECORDER_FILE_EVENTS].at)->target = CESTIA;
    story_expect(story_text(f, NULL), /* the twin: another state */
        "Ardia concluded (91 per cent sure) that Borvia was responsible, and was right.");
}

/* The truth about another state leads to a decision, or to none. */
static void
test_the_truth_has_a_consequence(void **state)
{
    static const char none[] = "Ardia took no step against Borvia.";
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    i->truth_day = 150;
    story_decide(f, i, CESTIA, 0.8, "public_attribution");
    (void)story_act(f, 0x22, 0x11, CESTIA, "public_attribution");
    story_expect(story_text(f, NULL), none);
    story_event(f, OBS_DECIDED, 150, 0x11, BORVIA, NAN)->detail = "demarche"; /* the twin */
    story_expect_not(story_text(f, NULL), none);
}

/* A state that is struck back at needs no explanation. */
static void
test_a_counter_operation_needs_no_explanation(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    i->class_ = CLASS_DISRUPTION;
    (void)put_late_reply(f, 95);
    story_expect(story_text(f, NULL), "considered Borvia responsible and asked for an");
    i->counter_operation = true;
    story_expect(story_text(f, NULL), "and demanded that such operations end.");
}

static void
test_help_may_be_needless(void **state)
{
    static const char needless[] = "The help of a partner was no longer needed.";
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    i->asked = true;
    i->help = story_response(f, "assistance_request");
    i->end_day = 95;
    (void)story_event(f, OBS_NAMED, 90, 0x11, NONE, NAN);
    story_event(f, OBS_DECIDED, 90, 0x11, NONE, NAN)->detail = "absorb";
    story_expect(story_text(f, NULL), needless);
    put_late_reply(f, 95)->kind = MESSAGE_ASSISTANCE; /* the twin */
    story_expect_not(story_text(f, NULL), needless);
}

/* The accused state had told Ardia itself of the operation. */
static void
test_an_author_complains_of_the_publication(void **state)
{
    static const char about[] =
        "Borvia complained in private that the matter had been made public (rung 1";
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);
    struct trace_rows_act *reply;

    i->demand_day = 80;
    story_decide(f, i, BORVIA, 0.99, "public_attribution");
    (void)story_act(f, 0x22, 0x11, BORVIA, "public_attribution");
    reply = story_act(f, 0x33, 0x22, ARDIA, "demarche");
    reply->actor = BORVIA;
    reply->parent_kind = PARENT_ACT;
    reply->rung = 1;
    story_expect(story_text(f, NULL), about);
    i = f->recorder.rows[RECORDER_FILE_INCIDENTS].at;
    i->demand_day = NAN; /* the twin */
    story_expect(story_text(f, NULL), "Borvia protested to Ardia in private (rung 1");
}

/* The chapter of the decision that ended a settlement is in the story, also without a response. */
static void
test_the_end_of_a_settlement_is_told(void **state)
{
    static const char ended[] =
        "After such an attack, Ardia no longer considered itself bound by the settlement "
        "between "
        "the two of 20 February 2022.";
    struct story_rows *f = *state;
    struct trace_rows_event *e;

    (void)story_event(f, OBS_SETTLED, 50, 0, BORVIA, NAN);
    story_decide(f, story_incident(f, 0x11), BORVIA, 0.9, "absorb");
    story_expect_not(story_text(f, NULL), "1. Borvia's espionage"); /* the twin */
    e = story_event(f, OBS_BROKEN, 90, 0, ARDIA, NAN);
    e->actor = BORVIA;
    story_expect(story_text(f, NULL), "1. Borvia's espionage");
    story_expect(story_text(f, NULL), ended);
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
        TEST(test_a_conclusion_is_kept),
        TEST(test_the_truth_has_a_consequence),
        TEST(test_a_counter_operation_needs_no_explanation),
        TEST(test_help_may_be_needless),
        TEST(test_an_author_complains_of_the_publication),
        TEST(test_the_end_of_a_settlement_is_told),
    };
#undef TEST

    return cmocka_run_group_tests(tests, NULL, NULL);
}
