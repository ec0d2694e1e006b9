/* Tests the sentences of a story, its trees, and the incidents without a chapter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "story_rows.h"

static void
test_a_wrong_attribution_is_contrasted_with_the_truth(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);
    const char *story;

    i->blamed = CESTIA;
    i->truth_day = 200;
    i->statement_day = 100;
    i->answered_wrongly = true;
    story_decide(f, i, CESTIA, 0.834, "public_attribution");
    story_act(f, 0x22, 0x11, CESTIA, "public_attribution")->wrongful = true;
    story_event(f, OBS_DECIDED, 100, 0x22, ARDIA, NAN)->detail = "sanctions";
    story = story_text(f, NULL);
    story_expect(story, "1. Borvia's espionage against Ardia, 2 March 2022");
    story_expect(story,
        "2 March 2022. Borvia began to spy on a government body in Ardia (espionage by "
        "intrusion). Severity 3 of 10: reached valuable information. It was made to look like "
        "the work of cestia.");
    story_expect(story,
        "Ardia noticed Borvia's espionage after 20 days and recognised it as espionage.");
    story_expect(story,
        "Ardia concluded (83 per cent sure) that cestia was responsible. In truth it was "
        "Borvia; the false flag had its effect. Ardia decided to blame cestia in public.");
    story_expect(story,
        "Ardia blamed cestia in public (rung 2, public friction). Ardia acted on a false "
        "belief. In truth, Borvia was responsible. Cestia, which was not responsible, "
        "decided to impose sanctions on Ardia.");
    story_expect_not(story, "political signal");
    story_expect(story,
        "20 July 2022. New evidence showed that Ardia's attribution of the incident of 2 March "
        "2022 had been wrong: Borvia was responsible. Ardia learnt that it had responded "
        "against the wrong state, but did not admit this in public.");
    story_expect(story,
        "- 11 April 2022: Ardia blamed cestia in public (rung 2, public friction); based on a "
        "wrong attribution [0000000000000022]");
    story_expect(story,
        "There was one incident. A state was responsible for it, and it was noticed. The "
        "victims held a state responsible once and were wrong; they learnt the truth later. "
        "There was one "
        "response; it was directed at a state that was not responsible.");
}

static struct trace_rows_event *
at_event(struct story_rows *f, int32_t k)
{
    return ARRAY_AT(struct trace_rows_event, &f->recorder.rows[RECORDER_FILE_EVENTS], k);
}

static void
test_a_crisis_is_reported_where_it_began(void **state)
{
    struct story_rows *f = *state;
    const char *story;

    story_decide(f, story_incident(f, 0x11), BORVIA, 0.9, "public_attribution");
    (void)story_act(f, 0x22, 0x11, BORVIA, "public_attribution");
    (void)story_event(f, OBS_CRISIS, 90, 0x11, BORVIA, 1);
    (void)story_event(f, OBS_CRISIS, 101, 0, CESTIA, 1);
    story = story_text(f, NULL);
    story_expect(story,
        "was right. With this, the tension between Ardia and Borvia passed the level of a "
        "crisis. Ardia decided to blame Borvia in public.");
    story_expect_not(story, "public friction). With this");
    story_expect_not(story, "cestia passed the level");
    at_event(f, 2)->day = 100; /* the twin: the statement began the crisis */
    at_event(f, 2)->incident_id = 0x22;
    at_event(f, 2)->actor = BORVIA;
    at_event(f, 2)->target = ARDIA;
    story = story_text(f, NULL);
    story_expect(story,
        "Ardia blamed Borvia in public (rung 2, public friction). With this, the tension "
        "between Borvia and Ardia, which had built up over time, passed the level of a "
        "crisis.");
    story_expect_not(story, "Ardia decided to blame Borvia in public. With this");
}

static void
test_a_correct_attribution_is_reported_as_one(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);
    const char *story;

    story_decide(f, i, BORVIA, 0.999, "demarche");
    story_act(f, 0x22, 0x11, BORVIA, "demarche")->rung = 1;
    story = story_text(f, NULL);
    story_expect(story,
        "(more than 99 per cent sure) that Borvia was responsible, and was right. Ardia "
        "decided to protest to Borvia in private.");
    story_expect(story, "protested to Borvia in private (rung 1, private friction).");
    story_expect(story, "based on a correct attribution");
    story_expect_not(story, "a false belief. In truth");
    story_expect_not(story, "In truth");
}

static void
test_an_incident_may_be_misread(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);
    const char *story;

    i->perceived_intent = 1;
    i->perceived_severity = 5.4;
    i->rung = 2;
    story_decide(f, i, BORVIA, 0.7, "public_attribution");
    story_act(f, 0x22, 0x11, BORVIA, "public_attribution")->upward = true;
    ((struct trace_rows_act *)f->recorder.rows[RECORDER_FILE_ACTS].at)->inadvertent = true;
    story = story_text(f, NULL);
    story_expect(story,
        "and mistook it for an attack. Ardia overestimated the severity: 5 instead of 3.");
    story_expect(story,
        "This was an inadvertent escalation. Ardia acted on a false belief. In truth, the "
        "incident was "
        "espionage, not an attack.");
    story_expect(story, "based on a misreading of the incident");
    i->rung = 4; /* the twin: a response that is milder is no escalation */
    story = story_text(f, NULL);
    story_expect_not(story, "escalation. Ardia");
    story_expect(story, "public friction). Ardia acted on a false belief.");
}

static void
test_a_crisis_has_a_cause_and_an_end(void **state)
{
    struct story_rows *f = *state;
    const char *story;

    story_decide(f, story_incident(f, 0x11), BORVIA, 0.9, "public_attribution");
    (void)story_act(f, 0x22, 0x11, BORVIA, "public_attribution");
    (void)story_event(f, OBS_CRISIS, 90, 0x11, BORVIA, 1);
    (void)story_event(f, OBS_CRISIS, 101, 0, CESTIA, 1);
    story_event(f, OBS_OFFER, 105, 0, BORVIA, NAN)->detail = "made";
    story_event(f, OBS_OFFER, 106, 0, BORVIA, NAN)->detail = "refused";
    story_event(f, OBS_OFFER, 107, 0, BORVIA, NAN)->detail = "lost";
    story_event(f, OBS_OFFER, 109, 0, BORVIA, NAN)->detail = "made";
    (void)story_event(f, OBS_SETTLED, 110, 0, BORVIA, NAN);
    (void)story_event(f, OBS_CRISIS, 110, 0, BORVIA, 0);
    (void)story_event(f, OBS_CRISIS, 120, 0, CESTIA, 0);
    story = story_text(f, NULL);
    story_expect(story,
        "The tension that had built up between Ardia and Borvia passed the level of a crisis, "
        "because Ardia held Borvia "
        "responsible for the incident of 2 March 2022 as well. From then on, Ardia treated "
        "its relations with Borvia as in crisis.");
    story_expect(story, "Ardia and cestia came into a crisis.");
    story_expect(story, "Borvia refused the settlement of their crisis that Ardia had offered");
    story_expect(story,
        "Ardia sought a settlement of its crisis with Borvia, but its message did not reach "
        "those who could decide on it.");
    story_expect(
        story, "Borvia accepted the settlement of their crisis that Ardia had offered");
    story_expect_not(story, "The crisis between Ardia and Borvia was over, because");
    story_expect(
        story, "The crisis between Ardia and cestia was over, because tension had fallen.");
    at_event(f, 2)->day = 100; /* the twin: an act began the crisis */
    at_event(f, 2)->incident_id = 0x22;
    story_expect(story_text(f, NULL),
        "Ardia and Borvia came into a crisis after Ardia blamed Borvia in public.");
}

/* The act of day 100 ends the settlement of day 95. */
static void
test_an_act_that_breaks_a_settlement_says_so(void **state)
{
    static const char words[] = "the settlement between the two of";
    struct story_rows *f = *state;
    struct trace_rows_event *broken;

    f->world.parameters.tension.cooling_days = 180;
    (void)story_incident(f, 0x11);
    (void)story_act(f, 0x22, 0x11, BORVIA, "public_attribution");
    (void)story_event(f, OBS_SETTLED, 95, 0, BORVIA, NAN);
    story_expect_not(story_text(f, NULL), words); /* the twin */
    broken = story_event(f, OBS_BROKEN, 100, 0, BORVIA, NAN);
    story_expect(story_text(f, NULL), words);
    broken->day = 101; /* another twin: another act ended it */
    story_expect_not(story_text(f, NULL), words);
}

static void
test_criminals_and_accidents_have_no_state(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *crime = story_incident(f, 0x11), *accident;
    const struct narrative_options whole = {.policy = "as it is", .whole = true};
    const char *story;

    crime->source = GANG;
    crime->initiator = NONE;
    crime->class_ = CLASS_CRIME;
    crime->type = incident_type_row("ransomware");
    story_decide(f, crime, BORVIA, 0.8, "absorb");
    accident = story_incident(f, 0x12);
    accident->initiator = NONE;
    accident->class_ = CLASS_ACCIDENT;
    accident->type = incident_type_row("accident");
    accident->perceived_intent = 1;
    accident->detected_day = accident->start_day;
    story = story_text(f, &whole);
    story_expect(story,
        "A criminal group, based in Borvia but acting for no state, began to extort money from "
        "a government body in Ardia");
    story_expect(story, "that Borvia was responsible. In truth it was a criminal group.");
    story_expect(story, "An accident that began in Borvia affected a government body in Ardia");
    story_expect(story, "Ardia noticed it at once and mistook the accident for an attack.");
    f->sources[GANG].name = "the night shift";
    story_expect(
        story_text(f, &whole), "A criminal group (“the night shift”), based in Borvia");
}

static struct trace_rows_message *
ask(struct story_rows *f, int32_t end, int32_t reply)
{
    struct trace_rows_message *m = story_row(f, RECORDER_FILE_MESSAGES);

    *m = (struct trace_rows_message){.message_id = 1,
        .incident_id = 0x11,
        .kind = MESSAGE_INQUIRY,
        .channel = CHANNEL_POLITICAL,
        .from = ARDIA,
        .to = CESTIA,
        .hub = NONE,
        .sent_day = 88,
        .handled_day = 88.5,
        .answered_day = 89,
        .end = end,
        .reply = reply};
    return m;
}

static void
test_questions_and_answers(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);
    struct trace_rows_message *m;
    struct trace_rows_event *e;
    const char *story;

    i->asked = true;
    m = ask(f, MESSAGE_ANSWERED, REPLY_DENIAL);
    story = story_text(f, NULL);
    story_expect(story, "Before deciding, Ardia asked cestia through diplomatic channels.");
    story_expect(story, "Cestia denied responsibility; the denial was true.");
    m->to = BORVIA;
    story_expect(story_text(f, NULL), "Borvia denied responsibility; the denial was a lie.");
    m->reply = REPLY_ADMISSION;
    story_expect(story_text(f, NULL), "Borvia confidentially acknowledged its responsibility.");
    m->end = MESSAGE_LOST;
    story_expect(story_text(f, NULL),
        "The question did not reach the office responsible; the two had no point of "
        "contact.");
    m->end = MESSAGE_IGNORED;
    story_expect(story_text(f, NULL), "There was no reply.");
    m->end = MESSAGE_REFUSED;
    story_expect(story_text(f, NULL), "Borvia declined to reply.");
    m->end = MESSAGE_LATE;
    m->reply = REPLY_HELP;
    story_expect(story_text(f, NULL),
        "Borvia replied after the decision. It denied responsibility and offered to "
        "help; the denial was a lie.");
    story_expect_not(story_text(f, NULL), "in vain");
    m->answered_day = 92; /* the twin: the reply comes after the decision of day 90 */
    e = story_event(f, OBS_DECIDED, 90, 0x11, BORVIA, NAN);
    e->detail = "absorb";
    story_expect(
        story_text(f, NULL), "Ardia had waited two days in vain for the reply of Borvia.");
    m->sent_day = 90;
    story_expect(story_text(f, NULL), "Ardia did not wait for the reply of Borvia.");
    e->day = 90.5;
    story_expect(story_text(f, NULL), "Ardia waited less than a day for the reply of Borvia.");
    m->kind = MESSAGE_ASSISTANCE;
    m->end = MESSAGE_REFUSED;
    story_expect(story_text(f, NULL),
        "Ardia asked Borvia for technical help, but was refused for legal reasons.");
    m->kind = MESSAGE_NOTICE;
    m->end = MESSAGE_DELIVERED;
    story_expect(story_text(f, NULL), "Ardia sent a technical notice to Borvia.");
}

/* A state that has decided to ask waits from that decision to the next one. */
static void
test_a_question_that_was_decided(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_message *m;

    story_incident(f, 0x11)->asked = true;
    m = ask(f, MESSAGE_LATE, REPLY_DENIAL);
    m->to = BORVIA;
    m->answered_day = 92;
    story_event(f, OBS_DECIDED, 88, 0x11, BORVIA, NAN)->detail = "inquiry";
    story_event(f, OBS_DECIDED, 91, 0x11, BORVIA, NAN)->detail = "absorb";
    story_expect(story_text(f, NULL), "Ardia decided to ask Borvia and wait for the reply");
    story_expect(story_text(f, NULL), "Ardia had waited three days in vain for the reply");
    story_expect_not(story_text(f, NULL), "did not wait");
    m->sent_day = 91; /* the twin: a question on the day of another decision */
    story_expect(story_text(f, NULL), "Ardia did not wait for the reply of Borvia.");
}

static void
test_a_conclusion_without_a_state(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    (void)story_event(f, OBS_NAMED, 90, 0x11, NONE, NAN);
    story_event(f, OBS_DECIDED, 90, 0x11, NONE, NAN)->detail = "mitigate";
    i->asked = true;
    story_expect(story_text(f, NULL),
        "Ardia could not establish who was responsible and decided to have "
        "other networks searched for the same intruders.");
    i->end_day = 95; /* the twin: the intruders are still there */
    story_expect(story_text(f, NULL),
        "Ardia could not establish who was responsible and decided to speed up the "
        "removal of the intruders and do nothing else.");
    i->named = 2;
    ARRAY_AT(struct trace_rows_event, &f->recorder.rows[RECORDER_FILE_EVENTS], 0)->value = 0.91;
    story_expect(story_text(f, NULL),
        "Ardia concluded (91 per cent sure) that a group without orders of a state was "
        "responsible. In truth it was Borvia. Ardia decided to speed up the removal of");
    i->initiator = NONE;
    story_expect(
        story_text(f, NULL), "of a state was responsible, and was right. Ardia decided");
    i->named = 3;
    story_expect(
        story_text(f, NULL), "that it was an accident. In truth it was an unknown group.");
}

static void
test_parties_come_and_go(void **state)
{
    struct story_rows *f = *state;
    struct agreement agreement = {.key.id = "pact", .title = "The pact"};
    struct trace_rows_agreement *a;
    const char *story;

    f->world.agreements = (struct list){&agreement, 1};
    f->world.n_agreements = 1;
    a = story_row(f, RECORDER_FILE_AGREEMENTS);
    *a = (struct trace_rows_agreement){.agreement = 0, .status = AGREEMENT_SIGNED};
    story_event(f, OBS_AGREEMENT, 10, 0, NONE, NAN)->detail = "in_force";
    story_event(f, OBS_MEMBER, 20, 0, NONE, 1);
    story_event(f, OBS_MEMBER, 30, 0, NONE, 0);
    story_event(f, OBS_COOPERATION, 40, 0, BORVIA, 0);
    story_event(f, OBS_CRISIS, 50, 0, BORVIA, 1);
    story_event(f, OBS_AGREEMENT, 60, 0, NONE, NAN)->detail = "suspended";
    story_event(f, OBS_AGREEMENT, 70, 0, NONE, NAN)->detail = "in_force";
    for (int32_t k = 0; k < f->recorder.rows[RECORDER_FILE_EVENTS].count; k++) {
        ARRAY_AT(struct trace_rows_event, &f->recorder.rows[RECORDER_FILE_EVENTS], k)
            ->agreement = 0;
    }
    story = story_text(f, NULL);
    story_expect(story, "No agreement is in effect on the first day.");
    story_expect(story, "At the end There were no incidents.");
    story_expect(story,
        "Between the states 11 January 2022. “The pact” entered into force. 21 January 2022. "
        "Ardia joined “The pact”. 31 January 2022. Ardia withdrew from “The pact”. "
        "10 February 2022. Ardia and Borvia stopped cooperating under “The pact”. 20 February "
        "2022. Ardia and Borvia came into a crisis.");
    story_expect(story,
        "2 March 2022. “The pact” was suspended. 12 March 2022. “The pact” was resumed "
        "after ten days.");
    agreement.kind = AGREEMENT_HUB; /* the twin: a body, not a text */
    story_expect(story_text(f, NULL), "“The pact” began work.");
    f->world.agreements = (struct list){0};
    f->world.n_agreements = 0;
}

static void
test_incidents_without_response_are_counted(void **state)
{
    struct story_rows *f = *state;
    const struct narrative_options whole = {.policy = "as it is", .whole = true};
    struct trace_rows_incident *first;
    const char *story;

    for (int64_t k = 1; k <= 17; k++) {
        struct trace_rows_incident *i = story_incident(f, k);

        i->start_day = (double)k;
        if (k > 2) {
            i->detected_day = NAN;
        } else {
            i->public_day = k == 1 ? 30 : NAN;
        }
    }
    story = story_text(f, NULL);
    story_expect(story,
        "17 other incidents began between 2 January 2022 and 18 January 2022: 15 were never "
        "noticed, one became public, and none was followed by a question, a request or a "
        "response.");
    story_expect_not(story, "1. Borvia");
    first = f->recorder.rows[RECORDER_FILE_INCIDENTS].at;
    first->severity = 6; /* the twin: grave, and noticed */
    story_expect(story_text(f, NULL), "1. Borvia's espionage against Ardia, 2 January 2022");
    first->severity = 3;
    story = story_text(f, &whole);
    story_expect_not(story, "other incident");
    story_expect(story, "17. Borvia's espionage against Ardia, 18 January 2022");
    story_expect(story, "Ardia never noticed it");
}

static void
test_only_the_most_important_chapters(void **state)
{
    struct story_rows *f = *state;
    const struct narrative_options one = {.policy = "as it is", .max_chapters = 1};
    const char *story;

    story_decide(f, story_incident(f, 0x11), BORVIA, 0.9, "demarche");
    story_act(f, 0x22, 0x11, BORVIA, "demarche")->rung = 1;
    story_decide(f, story_incident(f, 0x12), BORVIA, 0.9, "sanctions");
    story_act(f, 0x23, 0x12, BORVIA, "sanctions")->rung = 3;
    story = story_text(f, &one);
    story_expect(story, "imposed sanctions on Borvia (rung 3, legal or economic cost).");
    story_expect_not(story, "protested");
    story_expect(story,
        "One other incident began on 2 March 2022; it was followed by a question, a request or "
        "a "
        "response but is not described here.");
}

/* The cause of a crisis has a chapter before an incident with more harm that caused no crisis. */
static void
test_the_cause_of_a_crisis_has_a_chapter(void **state)
{
    struct story_rows *f = *state;
    const struct narrative_options two = {.policy = "as it is", .max_chapters = 2};
    struct trace_rows_event *crisis;
    const char *story;

    for (int32_t k = 0; k < 3; k++) {
        struct trace_rows_incident *i = story_incident(f, 0x11 + k);

        i->start_day = 60 + 10 * k;
        i->harm = k == 1 ? 50 : 0;
        story_decide(f, i, BORVIA, 0.9, k == 0 ? "sanctions" : "demarche");
        story_act(f, 0x21 + k, 0x11 + k, BORVIA, k == 0 ? "sanctions" : "demarche")->rung =
            k == 0 ? 3 : 1;
    }
    crisis = story_event(f, OBS_CRISIS, 90, 0x13, BORVIA, 1);
    story = story_text(f, &two);
    story_expect(story, "Of 3 possible chapters, 2 follow in the order of their dates.");
    story_expect(story, "1. Borvia's espionage against Ardia, 2 March 2022");
    story_expect(story, "2. Borvia's espionage against Ardia, 22 March 2022");
    crisis->incident_id = 0; /* the twin: the incident began no crisis */
    story_expect(story_text(f, &two), "2. Borvia's espionage against Ardia, 12 March 2022");
    story_expect_not(story_text(f, &two), "espionage against Ardia, 22 March 2022");
}

/* Evidence that comes with a denial may be misread; the denial itself never raises a suspicion. */
static void
test_evidence_may_raise_a_suspicion(void **state)
{
    static const char words[] =
        "But Ardia read this evidence as a sign that cestia was "
        "responsible: the probability that it gave this rose from 60 "
        "per cent to 88 per cent.";
    struct story_rows *f = *state;
    struct trace_rows_message *m;

    story_incident(f, 0x11)->asked = true;
    m = ask(f, MESSAGE_ANSWERED, REPLY_HELP);
    m->belief_before = 0.6;
    m->belief_after = 0.88;
    story_expect(story_text(f, NULL), words);
    m->belief_after = 0.5; /* the twin: the probability fell */
    story_expect_not(story_text(f, NULL), "read this evidence");
    story_expect(story_text(f, NULL), "responsible fell from 60 per cent to 50 per cent.");
}

/* The decision does not announce the concession. The reason of the concession fits the events until
   its day. */
static void
expect_concession_with_reason(struct story_rows *f, struct trace_rows_incident *i)
{
    struct trace_rows_incident *again;

    story_event(f, OBS_DECIDED, 25, 0x11, BORVIA, NAN)->detail = "absorb";
    i->concession_day = 37;
    i->named = NAMED_STATE;
    i->named_actor = BORVIA;
    story_expect(story_text(f, NULL),
        "Ardia decided to say nothing in public, and to examine the demand.");
    story_expect(story_text(f, NULL),
        "Twelve days after its decision, Ardia made the concession that Borvia had "
        "demanded, to avoid further attacks of this kind.");
    i->end_day = 30;
    story_expect(story_text(f, NULL),
        "had demanded; the damage was repaired, but it feared further attacks of this kind.");
    again = story_incident(f, 0x13);
    i = f->recorder.rows[RECORDER_FILE_INCIDENTS].at;
    again->demand_day = 36;
    story_expect(
        story_text(f, NULL), "had demanded, because Borvia had by then attacked it again.");
    again->demand_day = 38; /* the twin: a later attack */
    story_expect_not(story_text(f, NULL), "attacked it again");
    f->recorder.rows[RECORDER_FILE_INCIDENTS].count--;
    f->recorder.rows[RECORDER_FILE_EVENTS].count--;
    i->end_day = 85;
}

/* Espionage takes information, never lives. */
static void
test_severity_words_fit_the_class(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    i->severity = 7;
    i->asked = true;
    story_expect(story_text(f, NULL), "Severity 7 of 10: reached state secrets.");
    story_expect_not(story_text(f, NULL), "deaths");
    i->concession_day = 30;
    i->class_ = CLASS_CRIME;
    i->type = incident_type_row("ransomware");
    story_expect(story_text(f, NULL), "Severity 7 of 10: a few deaths.");
    story_expect(story_text(f, NULL), "Ardia met the criminals' demand.");
    i->class_ = CLASS_DEGRADATION;
    i->demand_day = 20;
    story_expect(story_text(f, NULL),
        "Borvia had confidentially demanded a concession of Ardia, and told Ardia that "
        "this "
        "operation was the consequence of its refusal.");
    story_expect(story_text(f, NULL),
        "Ardia made the concession that Borvia had demanded, to avoid further attacks of "
        "this kind.");
    expect_concession_with_reason(f, i);
    i = f->recorder.rows[RECORDER_FILE_INCIDENTS].at;
    i->concession_day = NAN; /* the twin: a demand that is not met */
    story_expect_not(story_text(f, NULL), "that Borvia had demanded");
    i->decided_day = 40;
    story_expect(story_text(f, NULL),
        "Ardia did not comply with the demand of Borvia, which did not repeat it.");
}

/* The opening names at most sixteen states: those with the largest part in the story. */
static void
test_the_opening_names_the_chief_actors(void **state)
{
    enum { MANY = 18 };
    struct story_rows *f = *state;
    struct state states[MANY] = {{.key.id = "a"}};
    static const char *const ids[MANY] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k",
        "l", "m", "n", "o", "p", "q", "r"};
    struct trace_rows_incident *i = story_incident(f, 0x11);

    for (int32_t k = 0; k < MANY; k++) {
        states[k].key.id = ids[k];
    }
    f->world.states.items = states;
    f->world.states.count = f->world.n_states = MANY;
    i->initiator = MANY - 1;
    story_expect(story_text(f, NULL), ": a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, r, and");
    i->initiator = MANY - 2; /* the twin: another actor */
    story_expect(story_text(f, NULL), ": a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, q, and");
}

/* Incidents of one day in one chapter have different names. An incident that spread keeps its day.
   A destructive reply may be an escalation. */
static void
test_incidents_of_one_day_have_names(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11), *spread;
    struct trace_rows_act *act;

    i->public_day = 85;
    spread = story_incident(f, 0x12);
    spread->parent_id = 0x11;
    spread->parent_kind = PARENT_INCIDENT;
    spread->generation = 1;
    spread->target = CESTIA;
    spread->public_day = 85;
    act = story_act(f, 0x12, 0x11, CESTIA, "absorb");
    act->day = 60;
    act->rung = 4;
    act->upward = true;
    story_expect(story_text(f, NULL), "The incident of 2 March 2022 in Ardia became public.");
    story_expect(story_text(f, NULL), "The incident of 2 March 2022 in cestia became public.");
    story_expect_not(story_text(f, NULL), "This was an escalation.");
    spread->start_day = 61; /* the twin: another day */
    story_expect(story_text(f, NULL), "The incident of 2 March 2022 became public.");
    spread->counter_operation = true;
    spread->start_day = act->day = 60;
    spread->target = ARDIA;
    story_expect(story_text(f, NULL),
        "The incident of 2 March 2022 in Ardia (espionage by intrusion) became public.");
    /* the reply is espionage */
    story_expect_not(story_text(f, NULL), "This was an escalation.");
    /* the twin: the reply does harm */
    spread->class_ = CLASS_DISRUPTION;
    story_expect(story_text(f, NULL), "This was an escalation.");
    act->rung = 3; /* the twin: milder */
    story_expect_not(story_text(f, NULL), "This was an escalation.");
}

/* The sentence about new evidence refers to the first conclusion of the victim. */
static void
test_new_evidence_is_in_terms_of_the_conclusion(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);
    struct trace_rows_event *e;

    i->truth_day = 200;
    i->asked = true;
    story_expect(story_text(f, NULL), "New evidence showed who was responsible: Borvia.");
    story_decide(f, i, BORVIA, 0.596, "demarche");
    story_expect(story_text(f, NULL), "New evidence confirmed Ardia's conclusion.");
    i->statement_day = 95; /* the twin: the victim has blamed the state in public */
    story_expect(story_text(f, NULL), "New evidence confirmed Ardia's attribution.");
    story_expect(story_text(f, NULL), "Ardia concluded (60 per cent sure) that Borvia");
    story_event(f, OBS_ORDER_CLOSED, 95, 0x11, BORVIA, ORDER_NOT_NAMED)->detail = "sanctions";
    story_expect(story_text(f, NULL), "New evidence confirmed Ardia's first conclusion.");
    i->initiator = CESTIA;
    story_expect(story_text(f, NULL),
        "New evidence showed that Ardia's first conclusion had been wrong: cestia was "
        "responsible.");
    /* the victim did not respond */
    story_expect_not(story_text(f, NULL), "against the wrong state");
    e = f->recorder.rows[RECORDER_FILE_EVENTS].at;
    e->value = 0.594; /* the OBS_NAMED of story_decide() */
    story_expect(story_text(f, NULL), "Ardia suspected (59 per cent sure) that Borvia");
}

/* A recognised accident needs no new evidence. A state that has stated a demand does not deny the
   operation. */
static void
test_what_was_known_is_not_news(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);
    struct trace_rows_act *reply;

    i->truth_day = 200;
    i->asked = true;
    i->class_ = CLASS_ACCIDENT;
    i->initiator = NONE;
    i->named = 3; /* an accident */
    i->perceived_intent = 0;
    i->corrected_day = NAN;
    story_expect_not(story_text(f, NULL), "New evidence");
    i->perceived_intent = 1; /* the twin: the accident was mistaken for an attack */
    story_expect(story_text(f, NULL), "New evidence");
    i->class_ = CLASS_DEGRADATION;
    i->initiator = BORVIA;
    (void)story_act(f, 0x12, 0x11, BORVIA, "public_attribution");
    reply = story_act(f, 0x13, 0x12, ARDIA, "public_attribution");
    reply->parent_kind = PARENT_ACT;
    reply->actor = BORVIA;
    reply->generation = 2;
    story_expect(
        story_text(f, NULL), "Borvia condemned the accusation in public (rung 2, public");
    reply->denial = true; /* the twin: a denial, which has other words and no rung */
    reply->rung = 0;
    story_expect(story_text(f, NULL), "Borvia denied the accusation by Ardia in public.");
    story_expect(story_text(f, NULL), "Borvia denied the accusation by Ardia in public; in");
    story_expect_not(story_text(f, NULL), "condemned the accusation");
    story_expect_not(story_text(f, NULL), "(rung 0, normal");
}

/* A reply to an open act does not name the actor, because the actor is known. */
static void
test_replies_to_open_acts_have_their_own_words(void **state)
{
    static const char *const words[][4] = {
        {"public_attribution", "public_attribution",
            "decided to condemn the accusation in public",
            "Borvia condemned the accusation in public (rung 2"},
        {"sanctions", "public_attribution", "decided to condemn the sanctions in public",
            "Borvia condemned the sanctions in public (rung 2"},
        {"military_display", "public_attribution", "decided to condemn the display in public",
            "Borvia condemned the display in public (rung 2"},
        {"public_attribution", "legal_step",
            "decided to demand evidence through legal channels",
            "Borvia demanded evidence through legal channels (rung 2"},
        {"sanctions", "legal_step", "decided to take legal or diplomatic steps against Ardia",
            "Borvia took legal or diplomatic steps against Ardia (rung 2"}};
    struct story_rows *f = *state;
    struct trace_rows_event *e;
    struct trace_rows_act *act, *reply;

    story_decide(f, story_incident(f, 0x11), BORVIA, 0.9, "sanctions");
    (void)story_act(f, 0x22, 0x11, BORVIA, "sanctions");
    reply = story_act(f, 0x33, 0x22, ARDIA, "sanctions");
    reply->parent_kind = PARENT_ACT;
    reply->generation = 2;
    reply->actor = BORVIA;
    reply->day = 110;
    reply->upward = true; /* but a denial, criticism or a demand is no escalation */
    e = story_event(f, OBS_DECIDED, 100, 0x22, ARDIA, NAN);
    act = f->recorder.rows[RECORDER_FILE_ACTS].at;
    for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++) {
        const char *story;

        act[0].response = story_response(f, words[k][0]);
        act[1].response = story_response(f, words[k][1]);
        e->detail = words[k][1];
        story = story_text(f, NULL);
        story_expect(story, words[k][2]);
        story_expect(story, words[k][3]);
        story_expect_not(story, "blame Ardia in public");
        assert_true((strstr(story, "This was an escalation.") != NULL) == (k == 4));
    }
    act[0].response = act[1].response = story_response(f, "public_attribution");
    story_event(f, OBS_DECIDED, 110, 0x33, BORVIA, NAN)->detail = "public_attribution";
    story_expect(story_text(f, NULL),
        "Borvia condemned the accusation in public (rung 2, public friction). Ardia decided to "
        "repeat the accusation in public.");
    act[1].response = story_response(f, "legal_step"); /* the twin: another reply */
    story_expect(
        story_text(f, NULL), "Ardia decided to reject the demand for evidence in public.");
}

/* Each incident is in a chapter or is counted, counter-operations included. */
static void
test_all_incidents_are_counted_once(void **state)
{
    struct story_rows *f = *state;
    const struct narrative_options one = {.policy = "as it is", .max_chapters = 1};
    struct trace_rows_incident *i;
    const char *story;

    story_decide(f, story_incident(f, 0x11), BORVIA, 0.9, "absorb");
    i = story_incident(f, 0x12);
    i->parent_id = 0x11;
    i->parent_kind = PARENT_INCIDENT;
    i->counter_operation = true;
    i->generation = 1;
    i->start_day = 95;
    story_act(f, 0x12, 0x11, BORVIA, "absorb")->day = 95;
    story_decide(f, story_incident(f, 0x13), BORVIA, 0.9, "sanctions");
    story_act(f, 0x23, 0x13, BORVIA, "sanctions")->rung = 3;
    story = story_text(f, &one);
    story_expect(story,
        "Two other incidents began between 2 March 2022 and 6 April 2022: one was "
        "followed by a question, a request or a response but is not described here.");
    /* two incidents, and the one of the chapter */
    story_expect(story, "There were three incidents.");
    story_expect(story, "A counter-operation also counts as an incident");
}

static void
test_shocks_from_outside_are_told(void **state)
{
    struct story_rows *f = *state;
    struct inject injects[2] = {
        {.kind = INJECT_TENSION, .day = 50, .notes = "A coup.", .actor = ARDIA, .size = 1},
        {.kind = INJECT_TENSION, .day = 50, .notes = "The same.", .actor = BORVIA, .size = 1}};

    injects[0].target = BORVIA;
    injects[1].target = ARDIA;
    f->world.injects = (struct list){injects, 2};
    story_expect(story_text(f, NULL),
        "20 February 2022. A political crisis (an assumption of the scenario) began between "
        "Ardia and Borvia. Note of the scenario: A coup. The tension between the two did not "
        "pass the level of a crisis. At the end");
    (void)story_event(f, OBS_CRISIS, 50, 0, BORVIA, 1);
    story_expect(story_text(f, NULL),
        "A coup. With it, the tension between Ardia and Borvia passed the level of a crisis.");
    story_expect_not(story_text(f, NULL), "did not pass the level");
    injects[0].size = injects[1].size = -1; /* the twin: tension falls */
    story_expect_not(story_text(f, NULL), "political crisis");
    f->world.injects = (struct list){0};
}

static void
test_a_common_noun_gets_an_article(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *i = story_incident(f, 0x11);

    f->states[BORVIA].name = "third party";
    i->blamed = CESTIA;
    i->asked = true;
    story_expect(story_text(f, NULL),
        "states, 1 January 2022 to 1 January 2023: Ardia, the third party and cestia.");
    story_expect(story_text(f, NULL), "1. The third party's espionage against Ardia");
    story_expect(story_text(f, NULL), "look like the work of cestia."); /* an id */
    f->states[BORVIA].name = "third party 1";
    story_expect(story_text(f, NULL), "1. Third party 1's espionage against Ardia");
    f->states[BORVIA].name = "a third state";
    story_expect(story_text(f, NULL), "1. A third state's espionage against Ardia");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, story_begin, story_end)
    const struct CMUnitTest tests[] = {
        TEST(test_a_wrong_attribution_is_contrasted_with_the_truth),
        TEST(test_a_crisis_is_reported_where_it_began),
        TEST(test_a_correct_attribution_is_reported_as_one),
        TEST(test_an_incident_may_be_misread),
        TEST(test_a_crisis_has_a_cause_and_an_end),
        TEST(test_an_act_that_breaks_a_settlement_says_so),
        TEST(test_criminals_and_accidents_have_no_state),
        TEST(test_questions_and_answers),
        TEST(test_a_question_that_was_decided),
        TEST(test_a_conclusion_without_a_state),
        TEST(test_parties_come_and_go),
        TEST(test_incidents_without_response_are_counted),
        TEST(test_only_the_most_important_chapters),
        TEST(test_the_cause_of_a_crisis_has_a_chapter),
        TEST(test_evidence_may_raise_a_suspicion),
        TEST(test_severity_words_fit_the_class),
        TEST(test_incidents_of_one_day_have_names),
        TEST(test_the_opening_names_the_chief_actors),
        TEST(test_new_evidence_is_in_terms_of_the_conclusion),
        TEST(test_what_was_known_is_not_news),
        TEST(test_replies_to_open_acts_have_their_own_words),
        TEST(test_all_incidents_are_counted_once),
        TEST(test_shocks_from_outside_are_told),
        TEST(test_a_common_noun_gets_an_article),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
