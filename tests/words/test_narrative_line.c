/* Tests sentences about the hotline that a question used, and about responses to open acts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "story_rows.h"

/* An agreement of Ardia and Borvia with a measure on one channel, in force from day 0. */
struct line {
    struct agreement agreement;
    struct party parties[2];
    struct measure measure;
};

static void
add_line(struct story_rows *f, struct line *line)
{
    *line = (struct line){.agreement = {.key.id = "line", .title = "The line"},
        .parties = {{.key = {.id = "ardia", .index = ARDIA}},
            {.key = {.id = "borvia", .index = BORVIA}}},
        .measure = {.key.id = "hotline", .channel = MEASURE_CHANNEL_POLITICAL}};
    line->measure.effect[LEVER_latency].up = -0.95;
    line->agreement.parties = (struct list){line->parties, 2};
    line->agreement.measures = (struct list){&line->measure, 1};
    f->world.agreements = (struct list){&line->agreement, 1};
    f->world.n_agreements = 1;
    *(struct trace_rows_agreement *)story_row(f, RECORDER_FILE_AGREEMENTS) =
        (struct trace_rows_agreement){.agreement = 0, .day = 0, .status = AGREEMENT_IN_FORCE};
}

static struct trace_rows_message *
ask_borvia(struct story_rows *f)
{
    struct trace_rows_message *m = story_row(f, RECORDER_FILE_MESSAGES);

    *m = (struct trace_rows_message){.message_id = 0x77,
        .incident_id = 0x11,
        .kind = MESSAGE_INQUIRY,
        .channel = CHANNEL_POLITICAL,
        .from = ARDIA,
        .to = BORVIA,
        .hub = NONE,
        .sent_day = 88,
        .arrived_day = NAN,
        .handled_day = NAN,
        .answered_day = 89,
        .end = MESSAGE_ANSWERED,
        .reply = REPLY_DENIAL};
    return m;
}

static const char over[] =
    "Before deciding, Ardia asked Borvia over the hotline of “The line”.";
static const char through[] =
    "Before deciding, Ardia asked Borvia through diplomatic channels.";

static void
test_a_question_names_the_direct_line(void **state)
{
    struct story_rows *f = *state;
    struct line line;
    struct trace_rows_message *m;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    i->asked = true;
    add_line(f, &line);
    m = ask_borvia(f);
    story_expect(story_text(f, NULL), over);

    /* The twins: no faster channel, another channel, another partner, a state that is no longer a
       party. */
    line.measure.effect[LEVER_latency].up = -0.9;
    story_expect(story_text(f, NULL), through);
    line.measure.effect[LEVER_latency].up = -0.95;
    line.measure.channel = MEASURE_CHANNEL_TECHNICAL;
    story_expect(story_text(f, NULL), through);
    line.measure.channel = MEASURE_CHANNEL_ANY;
    story_expect(story_text(f, NULL), over);
    line.agreement.title = "Agreement on a hotline";
    story_expect(story_text(f, NULL), "Before deciding, Ardia asked Borvia over the hotline. ");
    m->kind = MESSAGE_WARNING;
    story_expect(story_text(f, NULL), /* a complaint does not announce a response */
        "Ardia told Borvia over the hotline that it considered Borvia responsible and "
        "asked for an explanation.");
    i->overt = story_response(f, "public_attribution");
    story_expect(story_text(f, NULL),
        "Ardia told Borvia over the hotline that it considered Borvia responsible, "
        "reserved the right to respond, and asked for an explanation.");
    i->overt = story_response(f, "absorb");
    m->kind = MESSAGE_INQUIRY;
    line.agreement.title = "The line";
    m->to = CESTIA;
    story_expect_not(story_text(f, NULL), "hotline");
    m->to = BORVIA;
    *story_event(f, OBS_MEMBER, 50, 0, NONE, 0) = (struct trace_rows_event){.day = 50,
        .event = OBS_MEMBER,
        .actor = BORVIA,
        .target = NONE,
        .agreement = 0,
        .value = 0};
    story_expect(story_text(f, NULL), through);
}

/* Days are counted as the difference of the dates; two receivers are "both". */
static void
test_days_and_receivers_are_counted(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    i->start_day = 60.4;
    i->detected_day = 61.9;
    i->asked = true;
    for (int32_t k = 0; k < 2; k++) {
        struct trace_rows_message *m = ask_borvia(f);

        m->message_id = 0x77 + k;
        m->kind = MESSAGE_NOTICE;
        m->to = BORVIA + k;
        m->end = MESSAGE_DELIVERED;
    }
    story_expect(story_text(f, NULL), "Ardia noticed Borvia's espionage after a day and");
    story_expect(story_text(f, NULL), "to Borvia and cestia.");
    i->start_day = 59.9; /* the twin: a date earlier */
    i->detected_day = 61;
    story_expect(story_text(f, NULL), "Ardia noticed Borvia's espionage after two days and");
}

static void
test_a_suspended_line_is_not_named(void **state)
{
    struct story_rows *f = *state;
    struct line line;

    story_incident(f, 0x11)->asked = true;
    add_line(f, &line);
    (void)ask_borvia(f);
    *(struct trace_rows_agreement *)story_row(f, RECORDER_FILE_AGREEMENTS) =
        (struct trace_rows_agreement){.agreement = 0, .day = 70, .status = AGREEMENT_SUSPENDED};
    story_expect(story_text(f, NULL), through);
}

/* Borvia answers an accusation with an operation against Ardia. */
static void
test_a_covert_answer_to_an_act_is_told(void **state)
{
    static const char told[] =
        "Borvia decided to say nothing about it in public and, in secret, to strike back "
        "at "
        "Ardia.";
    struct story_rows *f = *state;
    struct trace_rows_incident *reply;
    struct trace_rows_event *e, *withdrawn;

    story_decide(f, story_incident(f, 0x11), BORVIA, 0.9, "public_attribution");
    (void)story_act(f, 0x22, 0x11, BORVIA, "public_attribution");
    story_event(f, OBS_DECIDED, 100, 0x22, ARDIA, NAN)->detail = "absorb";
    story_expect(story_text(f, NULL), "Borvia decided not to respond.");
    e = story_event(f, OBS_ORDERED, 100, 0x22, ARDIA, NAN);
    e->detail = "counter_operation";
    e->actor = BORVIA;
    story_expect(story_text(f, NULL), told);
    withdrawn = story_event(f, OBS_ORDER_CLOSED, 105, 0x22, ARDIA, ORDER_SETTLED);
    withdrawn->detail = "counter_operation";
    withdrawn->actor = BORVIA;
    story_expect(story_text(f, NULL), told);
    story_expect(story_text(f, NULL),
        "Borvia withdrew its decision to strike back at Ardia, because it had agreed with "
        "Ardia on a settlement of the crisis.");
    e = ARRAY_AT(struct trace_rows_event, &f->recorder.rows[RECORDER_FILE_EVENTS],
        f->recorder.rows[RECORDER_FILE_EVENTS].count - 1);
    e->value = ORDER_EXECUTED;
    reply = story_incident(f, 0x33);
    reply->parent_id = 0x22;
    reply->parent_kind = PARENT_ACT;
    reply->generation = 2;
    reply->start_day = 120;
    reply->counter_operation = true;
    reply->class_ = CLASS_DISRUPTION;
    reply->type = incident_type_row("ddos_disruption");
    story_expect(story_text(f, NULL), told);
    story_expect(story_text(f, NULL),
        "Borvia struck back in secret: it began to disrupt the "
        "networks of a government body in Ardia");
    (e - 1)->day = 99; /* the twin: the order of another decision */
    story_expect_not(story_text(f, NULL), "in secret, to strike back at Ardia");
}

static void
test_mitigation_fits_what_happened(void **state)
{
    struct story_rows *f = *state;

    struct trace_rows_incident *i = story_incident(f, 0x11);

    story_decide(f, i, BORVIA, 0.9, "mitigate");
    (void)story_act(f, 0x22, 0x11, BORVIA, "public_attribution");
    story_event(f, OBS_DECIDED, 100, 0x22, ARDIA, NAN)->detail = "mitigate";
    story_expect(story_text(f, NULL),
        "Ardia decided to have other networks searched for the same intruders.");
    story_expect(story_text(f, NULL), "Borvia decided to take note of it and do nothing else.");
    i->help = story_response(f, "assistance_request");
    story_expect(story_text(f, NULL),
        "Ardia decided to take no step against Borvia, and to ask a partner for help.");
    i->end_day = 95; /* the twin: the incident ends after the decision */
    story_expect(story_text(f, NULL),
        "Ardia decided to speed up the removal of the intruders, and to ask a partner for "
        "help.");
    i->help = NONE;
    story_expect(story_text(f, NULL),
        "Ardia decided to speed up the removal of the intruders and do nothing else.");
    story_expect_not(story_text(f, NULL), "the repair");
}

static void
test_plural_names_get_an_article(void **state)
{
    struct story_rows *f = *state;

    f->states[BORVIA].name = "Philippines";
    story_incident(f, 0x11)->asked = true;
    story_expect(story_text(f, NULL), "1. The Philippines' espionage against Ardia");
}

/* An incident has a chapter even if nobody responded to it. */
static void
test_the_act_of_the_highest_rung_is_told(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_act *a;

    (void)story_incident(f, 0x11);
    story_expect_not(story_text(f, NULL), "1. Borvia's espionage"); /* the twin: no act */
    a = story_act(f, 0x11, 0, ARDIA, "absorb");
    a->actor = BORVIA;
    a->parent_kind = PARENT_NONE;
    a->rung = 6;
    story_expect(story_text(f, NULL), "1. Borvia's espionage against Ardia");
}

/* Among cascades with the same rung, the one with more harm has the chapter, not the first one. */
static void
test_the_graver_cascade_is_told(void **state)
{
    struct story_rows *f = *state;
    const struct narrative_options one = {.policy = "as it is", .max_chapters = 1};

    for (int32_t k = 0; k < 2; k++) {
        struct trace_rows_incident *i = story_incident(f, 0x11 + k);

        i->harm = 1;
        i->start_day = 60 + 10 * k;
        story_decide(f, i, BORVIA, 0.9, "public_attribution");
        (void)story_act(f, 0x21 + k, 0x11 + k, BORVIA, "public_attribution");
    }
    story_expect(story_text(f, &one), "1. Borvia's espionage against Ardia, 2 March 2022");
    ARRAY_AT(struct trace_rows_incident, &f->recorder.rows[RECORDER_FILE_INCIDENTS], 1)->harm =
        25;
    story_expect(story_text(f, &one), "1. Borvia's espionage against Ardia, 12 March 2022");
}

/* A measure that improves evidence leaves a trace in the chapters. */
static void
test_common_evidence_is_named(void **state)
{
    static const char common[] =
        "“The line” had contributed evidence to the analysis. Ardia concluded";
    struct story_rows *f = *state;
    struct line line;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    add_line(f, &line);
    story_decide(f, i, BORVIA, 0.9, "public_attribution");
    story_expect_not(story_text(f, NULL), "contributed evidence"); /* the twin */
    line.measure.effect[LEVER_evidence_accuracy].up = 1.2;
    story_expect(story_text(f, NULL), common);
    i->demand_day = 80; /* the twin: the author is known without it */
    story_expect_not(story_text(f, NULL), "contributed evidence");
    i->demand_day = NAN;
    *(struct trace_rows_agreement *)story_row(f, RECORDER_FILE_AGREEMENTS) =
        (struct trace_rows_agreement){.agreement = 0, .day = 70, .status = AGREEMENT_SUSPENDED};
    story_expect_not(story_text(f, NULL), "contributed evidence");
}

/* The last change of an agreement may be a suspension. */
static void
test_what_stays_suspended_is_told(void **state)
{
    static const char suspended[] =
        "1 January 2023. At the end of the run, “The line” was still suspended.";
    struct story_rows *f = *state;
    struct line line;
    struct trace_rows_event *e;

    add_line(f, &line);
    e = story_event(f, OBS_AGREEMENT, 100, 0, NONE, NAN);
    e->agreement = 0;
    e->detail = "suspended";
    story_expect(story_text(f, NULL), suspended);
    e = story_event(f, OBS_AGREEMENT, 200, 0, NONE, NAN); /* the twin */
    e->agreement = 0;
    e->detail = "in_force";
    story_expect_not(story_text(f, NULL), suspended);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, story_begin, story_end)
    const struct CMUnitTest tests[] = {
        TEST(test_a_question_names_the_direct_line),
        TEST(test_days_and_receivers_are_counted),
        TEST(test_a_suspended_line_is_not_named),
        TEST(test_common_evidence_is_named),
        TEST(test_what_stays_suspended_is_told),
        TEST(test_a_covert_answer_to_an_act_is_told),
        TEST(test_mitigation_fits_what_happened),
        TEST(test_plural_names_get_an_article),
        TEST(test_the_act_of_the_highest_rung_is_told),
        TEST(test_the_graver_cascade_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
