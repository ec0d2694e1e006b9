/* Tests that a story gives the reasons for the conclusions and acts of a state. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "story_rows.h"

/* Borvia denies; Ardia then holds it responsible with this probability. */
static void
put_reply(struct story_rows *f, double day, double belief)
{
    struct trace_rows_message *m = story_row(f, RECORDER_FILE_MESSAGES);

    *m = (struct trace_rows_message){.message_id = 1,
        .incident_id = 0x11,
        .kind = MESSAGE_INQUIRY,
        .channel = CHANNEL_POLITICAL,
        .from = ARDIA,
        .to = BORVIA,
        .hub = NONE,
        .sent_day = day - 1,
        .handled_day = day,
        .answered_day = day,
        .end = MESSAGE_ANSWERED,
        .reply = REPLY_DENIAL,
        .belief_before = belief,
        .belief_after = belief};
}

static struct trace_rows_message *
first_message(struct story_rows *f)
{
    return f->recorder.rows[RECORDER_FILE_MESSAGES].at;
}

/* After a mistake, a probability that is usually sufficient is not sufficient. */
static void
test_a_suspect_that_is_not_named(void **state)
{
    static const char mistake[] =
        "Ardia had learnt on 31 January 2022 that it had held Borvia responsible by mistake; "
        "it now required a higher probability before it did so again. Ardia could not "
        "establish who was responsible";
    static const char below[] =
        "This was below the probability that Ardia required at that time. Ardia could not";
    static const char later[] =
        "Ardia did not regard the evidence that it had by then as sufficient. Ardia could not";
    struct story_rows *f = *state;
    struct trace_rows_incident *earlier;

    f->world.parameters.attribution.naming_floor = 0.6;
    f->world.parameters.truth.caution = 0.8;
    f->world.parameters.truth.caution_halflife_days = 365;
    (void)story_incident(f, 0x11);
    put_reply(f, 90, 0.67);
    (void)story_event(f, OBS_NAMED, 90, 0x11, NONE, NAN);
    story_event(f, OBS_DECIDED, 90, 0x11, NONE, NAN)->detail = "absorb";
    story_expect(story_text(f, NULL), below);
    first_message(f)->belief_after = 0.59; /* the twin: too low in any case */
    story_expect_not(story_text(f, NULL), "required at that time");
    first_message(f)->belief_after = 0.67;
    first_message(f)->answered_day = 88;
    story_expect(story_text(f, NULL), later);
    earlier = story_incident(f, 0x12);
    earlier->start_day = 10;
    earlier->initiator = CESTIA;
    (void)story_event(f, OBS_TRUTH, 30, 0x12, BORVIA, NAN);
    story_expect(story_text(f, NULL), mistake);
    /* the twin: the mistake is forgotten */
    f->world.parameters.truth.caution_halflife_days = 10;
    story_expect(story_text(f, NULL), later);
    f->world.parameters.truth.caution_halflife_days = 365;
    ((struct trace_rows_incident *)f->recorder.rows[RECORDER_FILE_INCIDENTS].at)[1].initiator =
        BORVIA; /* the twin: the attribution was right */
    story_expect(story_text(f, NULL), later);
}

/* A later conclusion replaces the first one in the row of the incident, but not in the story. */
static void
test_a_decision_comes_with_its_finding(void **state)
{
    static const char group[] =
        "Ardia concluded (88 per cent sure) that a group without orders of a state was "
        "responsible. In truth it was Borvia. Ardia decided";
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    i->asked = true;
    i->industry_day = 120;
    i->industry_named = CESTIA;
    i->help = story_response(f, "police_request");
    (void)story_event(f, OBS_NAMED, 90, 0x11, NONE, 0.88);
    story_event(f, OBS_DECIDED, 90, 0x11, NONE, NAN)->detail = "absorb";
    (void)story_event(f, OBS_NAMED, 120, 0x11, NONE, NAN);
    story_expect(story_text(f, NULL), group);
    story_expect(story_text(f, NULL),
        "After this statement, Ardia was no longer sure who was responsible.");
    i->help = NONE; /* the twin: the rows lack the kind of the actor */
    story_expect(story_text(f, NULL),
        "Ardia concluded (88 per cent sure) that no state was responsible. In truth it was "
        "Borvia. Ardia decided");
    /* the twin: the conclusion is not replaced */
    f->recorder.rows[RECORDER_FILE_EVENTS].count--;
    i->named = NAMED_NON_STATE;
    story_expect(story_text(f, NULL), group);
    story_expect_not(story_text(f, NULL), "no longer sure");
}

/* Evidence about the actor may show an accident before the analysts have found it. */
static void
test_analysts_confirm_what_is_concluded(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);
    struct trace_rows_event *named;

    i->class_ = CLASS_ACCIDENT;
    i->type = incident_type_row("accident");
    i->initiator = NONE;
    i->perceived_intent = 1;
    i->named = NAMED_ACCIDENT;
    i->asked = true;
    (void)story_event(f, OBS_NAMED, 90, 0x11, NONE, 0.91);
    story_event(f, OBS_DECIDED, 90, 0x11, NONE, NAN)->detail = "absorb";
    (void)story_event(f, OBS_CORRECTED, 105, 0x11, NONE, NAN);
    story_expect(story_text(f, NULL),
        "Ardia's analysts confirmed that it had been an accident, not an attack.");
    named = f->recorder.rows[RECORDER_FILE_EVENTS].at;
    named->value = NAN; /* the twin: the nature of the incident was unknown */
    i->named = NAMED_NOBODY;
    story_expect(story_text(f, NULL),
        "Ardia's analysts found that it had been an accident, not an attack.");
}

/* Long after the intruders were noticed, a search for them and a warning come too late. */
static void
test_late_steps_have_words_of_their_own(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    i->decided_day = 141;
    i->help = story_response(f, "technical_notice");
    story_decide(f, i, BORVIA, 0.9, "public_attribution");
    put_reply(f, 142, 0.9);
    first_message(f)->kind = MESSAGE_NOTICE;
    first_message(f)->end = MESSAGE_DELIVERED;
    story_expect(story_text(f, NULL),
        "and to tell others through its technical channels what it had learnt from the "
        "incident.");
    story_expect(
        story_text(f, NULL), "Ardia sent a technical report on the incident to Borvia");
    i->detected_day = 82; /* the twin: sixty days or less */
    story_expect(story_text(f, NULL), "and to warn others through its technical channels.");
    story_expect(story_text(f, NULL), "Ardia sent a technical notice to Borvia");
    i->help = NONE;
    f->recorder.rows[RECORDER_FILE_MESSAGES].count = 0;
    i->asked = true;
    f->recorder.rows[RECORDER_FILE_EVENTS].count = 0;
    story_decide(f, i, BORVIA, 0.9, "mitigate");
    story_expect(story_text(f, NULL), "decided to have other networks searched for the same");
    i->detected_day = 80;
    story_expect(
        story_text(f, NULL), "decided to have the protection of such networks improved.");
}

/* The story mentions a report that names another actor, before and after the conclusion. */
static void
test_a_report_that_changes_nothing_is_told(void **state)
{
    static const char kept[] = "Ardia kept to its own conclusion.";
    static const char against[] =
        "the false flag had its effect. Ardia did not follow the report of the security "
        "company.";
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    i->blamed = CESTIA;
    story_decide(f, i, CESTIA, 0.9, "public_attribution");
    (void)story_act(f, 0x22, 0x11, CESTIA, "public_attribution");
    i->industry_named = BORVIA;
    i->industry_day = 120;
    story_expect(story_text(f, NULL), "A security company correctly named Borvia as");
    story_expect(story_text(f, NULL), kept);
    story_expect_not(story_text(f, NULL), against);
    i->industry_day = 85;
    story_expect(story_text(f, NULL), against);
    story_expect_not(story_text(f, NULL), kept);
    i->industry_named = CESTIA; /* the twin: report and conclusion agree */
    story_expect_not(story_text(f, NULL), against);
    i->industry_day = 120;
    story_expect_not(story_text(f, NULL), "kept to its own conclusion");
    i->industry_named = BORVIA;
    i->truth_day = 110; /* the twin: the truth is already known */
    story_expect_not(story_text(f, NULL), "kept to its own conclusion");
}

/* Borvia refuses the offer of Ardia on day 106. */
static void
test_a_refused_offer_has_a_reason(void **state)
{
    static const char refused[] =
        "Borvia refused the settlement of their crisis that Ardia had offered on 16 April 2022";
    static const char own[] =
        "Borvia had replied to the settlement of their crisis that Ardia had offered on 16 "
        "April "
        "2022 with an offer of its own of 18 April 2022, and the two agreed.";
    struct story_rows *f = *state;
    struct trace_rows_incident *incident;
    struct trace_rows_event *e;
    int32_t initiator;

    f->world.parameters.tension.offer_least_days = 7;
    (void)story_incident(f, 0x11);
    (void)story_event(f, OBS_CRISIS, 101, 0, BORVIA, 1);
    e = story_event(f, OBS_ORDERED, 102, 0x11, ARDIA, NAN);
    e->actor = BORVIA;
    e->detail = "sanctions";
    story_event(f, OBS_OFFER, 105, 0, BORVIA, NAN)->detail = "made";
    story_event(f, OBS_OFFER, 106, 0, BORVIA, NAN)->detail = "refused";
    story_expect(story_text(f, NULL), refused);
    story_expect(story_text(f, NULL),
        "16 April 2022, because it had decided on 13 April 2022 to act against Ardia.");
    ARRAY_AT(struct trace_rows_event, &f->recorder.rows[RECORDER_FILE_EVENTS], 1)->detail =
        "public_attribution"; /* the twin: only a statement */
    story_expect_not(story_text(f, NULL), "to act against Ardia");
    story_expect(
        story_text(f, NULL), "16 April 2022, because it found the terms insufficient.");
    ARRAY_AT(struct trace_rows_event, &f->recorder.rows[RECORDER_FILE_EVENTS], 0)->incident_id =
        0x11;
    story_expect_not(story_text(f, NULL), "denied any part");
    incident =
        ARRAY_AT(struct trace_rows_incident, &f->recorder.rows[RECORDER_FILE_INCIDENTS], 0);
    initiator = incident->initiator;
    incident->initiator = CESTIA;
    story_expect(
        story_text(f, NULL), "16 April 2022, because it denied any part in the incident of");
    incident->initiator = initiator;
    e = story_event(f, OBS_OFFER, 107, 0, ARDIA, NAN);
    e->actor = BORVIA;
    e->detail = "made";
    (void)story_event(f, OBS_SETTLED, 110, 0, BORVIA, NAN);
    story_expect(story_text(f, NULL), own);
    ARRAY_AT(struct trace_rows_event, &f->recorder.rows[RECORDER_FILE_EVENTS], 2)->day = 110;
    story_expect(story_text(f, NULL), "that Ardia had offered the same day");
    ARRAY_AT(struct trace_rows_event, &f->recorder.rows[RECORDER_FILE_EVENTS], 2)->day = 105;
    e = ARRAY_AT(struct trace_rows_event, &f->recorder.rows[RECORDER_FILE_EVENTS], 4);
    e->detail = "lost"; /* the twin: the state made no offer */
    story_expect_not(story_text(f, NULL), own);
}

/* The story of a political crisis states whether the crisis suspended the agreement. */
static void
test_a_political_crisis_leaves_a_trace(void **state)
{
    static const char kept[] = "The crisis had not led to the suspension of “The pact”.";
    struct story_rows *f = *state;
    struct inject shock = {.kind = INJECT_TENSION, .day = 50, .actor = ARDIA, .size = 1};
    struct party parties[2] = {
        {.key = {.id = "ardia", .index = ARDIA}}, {.key = {.id = "borvia", .index = BORVIA}}};
    struct agreement agreement = {.key.id = "pact", .title = "The pact"};
    struct trace_rows_event *e;

    shock.target = BORVIA;
    f->world.injects = (struct list){&shock, 1};
    agreement.parties = (struct list){parties, 2};
    agreement.suspension.hazard_per_day = 0.01;
    f->world.agreements = (struct list){&agreement, 1};
    f->world.n_agreements = 1;
    *(struct trace_rows_agreement *)story_row(f, RECORDER_FILE_AGREEMENTS) =
        (struct trace_rows_agreement){.agreement = 0, .day = 0, .status = AGREEMENT_IN_FORCE};
    (void)story_event(f, OBS_CRISIS, 50, 0, BORVIA, 1);
    e = story_event(f, OBS_OVER, 55, 0, NONE, NAN);
    e->agreement = 0;
    e->detail = "suspended";
    (void)story_event(f, OBS_CRISIS, 70, 0, BORVIA, 0);
    story_expect(story_text(f, NULL), kept);
    agreement.suspension.hazard_per_day = 0; /* the twin: no crisis can suspend it */
    story_expect_not(story_text(f, NULL), kept);
    agreement.suspension.hazard_per_day = 0.01;
    ARRAY_AT(struct trace_rows_event, &f->recorder.rows[RECORDER_FILE_EVENTS], 1)->event =
        OBS_AGREEMENT;
    story_expect_not(story_text(f, NULL), kept);
    story_expect(story_text(f, NULL),
        "“The pact” was suspended, because of the crisis between Ardia and Borvia.");
    ARRAY_AT(struct trace_rows_event, &f->recorder.rows[RECORDER_FILE_EVENTS], 1)->day = 80;
    story_expect(story_text(f, NULL), "“The pact” was suspended."); /* the twin: no crisis */
    f->world.injects = (struct list){0};
    f->world.agreements = (struct list){0};
    f->world.n_agreements = 0;
}

/* The police act in their own state, where the group works or has its servers. */
static void
test_police_have_a_country(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    i->class_ = CLASS_CRIME;
    i->type = incident_type_row("ransomware");
    i->source = GANG;
    i->initiator = NONE;
    i->home = CESTIA;
    put_reply(f, 95, NAN);
    first_message(f)->kind = MESSAGE_JOINT_CASE;
    first_message(f)->end = MESSAGE_LATE;
    first_message(f)->reply = REPLY_TAKEDOWN;
    story_expect(story_text(f, NULL),
        "Borvia handed over its findings in the joint investigation, after the "
        "decision. With these findings, the police of Ardia and of Borvia took down the "
        "infrastructure of the criminals in these two states, after which");
    first_message(f)->end = MESSAGE_REFUSED;
    story_expect(
        story_text(f, NULL), "Borvia refused the request of 5 April 2022 for legal reasons.");
    first_message(f)->sent_day = 95; /* the twin: on the same day */
    story_expect(story_text(f, NULL), "Borvia refused the request for legal reasons.");
    first_message(f)->end = MESSAGE_LATE;
    i->home = BORVIA;
    story_expect(story_text(f, NULL),
        "The police of Borvia took down the infrastructure of the criminals, after which");
    i->home = ARDIA;
    story_expect(story_text(f, NULL), "The police of Ardia took down the infrastructure");
    first_message(f)->reply = REPLY_FINDINGS; /* the twin: there was no takedown */
    story_expect_not(story_text(f, NULL), "The police of");
}

/* After a denial of service, there is nothing to repair. */
static void
test_an_outage_leaves_no_damage(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    i->class_ = CLASS_DEGRADATION;
    i->severity = 4;
    i->asked = true;
    i->removed = true;
    i->method = text_index("ddos", text_list(incident_method_names));
    story_expect(story_text(f, NULL), "Severity 4 of 10: a widespread disruption.");
    story_expect(story_text(f, NULL), "Ardia had restored normal service, 25 days after");
    i->severity = 1;
    story_expect(story_text(f, NULL), "Ardia had removed the last effects, 25 days after");
    i->severity = 4;
    i->method = text_index("malware", text_list(incident_method_names)); /* the twin */
    story_expect(story_text(f, NULL), "Severity 4 of 10: widespread damage.");
    story_expect(story_text(f, NULL), "Ardia had repaired the damage, 25 days after");
}

static void
test_what_is_no_news_is_not_told(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    i->asked = true;
    i->truth_day = 200;
    story_expect(story_text(f, NULL),
        "New evidence showed who was responsible: Borvia. Ardia took no further step.");
    story_decide(f, i, BORVIA, 0.9, "absorb");
    story_expect(story_text(f, NULL), "New evidence confirmed Ardia's conclusion.");
    story_expect_not(story_text(f, NULL), "took no further step");
    i->demand_day = 60; /* the actor has stated a demand */
    story_expect_not(story_text(f, NULL), "New evidence");
    i->demand_day = NAN;
    i->class_ = CLASS_ACCIDENT;
    i->initiator = NONE;
    i->named = NAMED_ACCIDENT;
    i->perceived_intent = 0;
    i->industry_day = 120;
    f->recorder.rows[RECORDER_FILE_EVENTS].count = 0;
    story_event(f, OBS_DECIDED, 90, 0x11, NONE, NAN)->detail = "absorb";
    story_expect(story_text(f, NULL), "Ardia decided to take no further step.");
    story_expect_not(story_text(f, NULL), "A security company");
    i->perceived_intent = 1; /* the twin: it was mistaken for an attack */
    story_expect(story_text(f, NULL), "A security company correctly reported that no state");
    i->named = NAMED_NOBODY;
    story_expect(story_text(f, NULL), "and decided not to respond.");
}

static void
test_a_rejected_protest_is_no_open_act(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_act *a, *reply;

    story_decide(f, story_incident(f, 0x11), BORVIA, 0.9, "demarche");
    a = story_act(f, 0x22, 0x11, BORVIA, "demarche");
    a->rung = 1;
    reply = story_act(f, 0x33, 0x22, ARDIA, "demarche");
    reply->actor = BORVIA;
    reply->parent_kind = PARENT_ACT;
    reply->denial = true;
    reply->rung = 0;
    story_expect(story_text(f, NULL), "Borvia rejected the private protest by Ardia.");
    story_expect(story_text(f, NULL),
        "Borvia rejected the private protest by Ardia; in response to the protest [");
    ((struct trace_rows_act *)f->recorder.rows[RECORDER_FILE_ACTS].at)->rung = 2; /* the twin */
    story_expect(story_text(f, NULL), "in public; in response to an open act [");
}

static void
test_what_is_open_at_the_end_is_told(void **state)
{
    static const char pending[] =
        "At the end of the run, Ardia had not yet carried out its decision to impose sanctions "
        "on "
        "Borvia.";
    static const char undecided[] =
        "At the end of the run, Ardia had not yet come to a conclusion.";
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);
    struct trace_rows_event *e;

    story_decide(f, i, BORVIA, 0.9, "sanctions");
    story_event(f, OBS_ORDERED, 90, 0x11, BORVIA, NAN)->detail = "sanctions";
    story_expect(story_text(f, NULL), pending);
    story_event(f, OBS_ORDER_CLOSED, 100, 0x11, BORVIA, ORDER_EXECUTED)->detail = "sanctions";
    story_expect_not(story_text(f, NULL), pending); /* the twin: the order is executed */
    e = ARRAY_AT(struct trace_rows_event, &f->recorder.rows[RECORDER_FILE_EVENTS], 3);
    e->detail = "demarche"; /* the twin: another order */
    story_expect(story_text(f, NULL), pending);
    f->recorder.rows[RECORDER_FILE_EVENTS].count = 0;
    i->decided_day = NAN;
    i->asked = i->censored = true;
    story_expect(story_text(f, NULL), undecided);
    i->censored = false; /* the twin: the matter was closed */
    story_expect_not(story_text(f, NULL), undecided);
}

static void
test_years_have_months(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    i->asked = true;
    i->detected_day = 80;
    i->start_day = i->detected_day - 822; /* 27 months */
    story_expect(
        story_text(f, NULL), "noticed Borvia's espionage after two years and three months");
    i->start_day = i->detected_day - 913;
    story_expect(story_text(f, NULL), "noticed Borvia's espionage after two and a half years");
    i->start_day = i->detected_day - 1096;
    story_expect(story_text(f, NULL), "noticed Borvia's espionage after three years and");
}

/* A demand for evidence has no cost for the other state. */
static void
test_a_demand_for_evidence_is_a_legal_step(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_act *reply;

    story_decide(f, story_incident(f, 0x11), BORVIA, 0.9, "public_attribution");
    (void)story_act(f, 0x22, 0x11, BORVIA, "public_attribution");
    reply = story_act(f, 0x33, 0x22, ARDIA, "legal_step");
    reply->actor = BORVIA;
    reply->parent_kind = PARENT_ACT;
    reply->rung = 3;
    story_expect(story_text(f, NULL),
        "Borvia demanded evidence through legal channels (rung 3, legal steps).");
    reply->response = story_response(f, "sanctions"); /* the twin */
    story_expect(story_text(f, NULL), "(rung 3, legal or economic cost).");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, story_begin, story_end)
    const struct CMUnitTest tests[] = {
        TEST(test_a_suspect_that_is_not_named),
        TEST(test_a_decision_comes_with_its_finding),
        TEST(test_analysts_confirm_what_is_concluded),
        TEST(test_late_steps_have_words_of_their_own),
        TEST(test_a_report_that_changes_nothing_is_told),
        TEST(test_a_refused_offer_has_a_reason),
        TEST(test_a_political_crisis_leaves_a_trace),
        TEST(test_police_have_a_country),
        TEST(test_an_outage_leaves_no_damage),
        TEST(test_what_is_no_news_is_not_told),
        TEST(test_a_rejected_protest_is_no_open_act),
        TEST(test_what_is_open_at_the_end_is_told),
        TEST(test_years_have_months),
        TEST(test_a_demand_for_evidence_is_a_legal_step),
    };
#undef TEST

    return cmocka_run_group_tests(tests, NULL, NULL);
}
