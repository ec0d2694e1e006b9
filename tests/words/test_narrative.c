/* The sentences of a story, its trees, and what is folded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "told.h"

static void
test_a_wrong_name_is_told_apart_from_the_truth(void **state)
{
    struct told *f = *state;
    struct trace_rows_incident *i = told_incident(f, 0x11);
    const char *story;

    i->blamed = CESTIA;
    i->truth_day = 200;
    i->answered_wrongly = true;
    told_decide(f, i, CESTIA, 0.834, "public_attribution");
    told_act(f, 0x22, 0x11, CESTIA, "public_attribution")->wrongful = true;
    told_event(f, OBS_DECIDED, 100, 0x22, ARDIA, NAN)->detail = "sanctions";
    story = told_story(f, NULL);
    told_says(story, "1. Borvia's espionage against Ardia, 2 March 2022");
    told_says(story,
        "2 March 2022. Borvia began to spy on a government body in Ardia: long-term "
        "espionage by intrusion, severity 3 of 10, targeted. It was made to look like "
        "cestia's work.");
    told_says(story,
        "Ardia noticed Borvia's espionage after 20 days, and took it for the "
        "espionage it was.");
    told_says(story,
        "Ardia believed, at 83\u00a0%, that cestia was behind it. In truth it was "
        "Borvia; the false flag had worked. Ardia decided to blame cestia in public.");
    told_says(story,
        "Ardia blamed cestia in public, rung 2 of the ladder: public friction. The "
        "belief behind it was false: it had been Borvia. Cestia, which had had no part "
        "in it, took this for words, not for an attack, and decided to impose sanctions "
        "on Ardia.");
    told_says(story,
        "The truth about Borvia's espionage came out, and Ardia learnt that it had "
        "answered the wrong state.");
    told_says(story,
        "- 11 April 2022: Ardia blamed cestia in public; rung 2, public friction; on a "
        "false belief about who did it [0000000000000022]");
    told_says(story,
        "The victims named a state one time and were wrong one time; one of the errors "
        "came to light. They gave one answer, one of them to a state that had not done "
        "it.");
}

static void
test_a_crisis_is_told_where_it_began(void **state)
{
    struct told *f = *state;
    const char *story;

    told_decide(f, told_incident(f, 0x11), BORVIA, 0.9, "public_attribution");
    (void)told_act(f, 0x22, 0x11, BORVIA, "public_attribution");
    (void)told_event(f, OBS_CRISIS, 90, 0, BORVIA, 1);
    told_event(f, OBS_CRISIS, 100, 0, ARDIA, 1)->actor = BORVIA;
    (void)told_event(f, OBS_CRISIS, 101, 0, CESTIA, 1);
    story = told_story(f, NULL);
    told_says(story,
        "Ardia decided to blame Borvia in public. With that Ardia was in a crisis with "
        "Borvia.");
    told_says(story,
        "Ardia blamed Borvia in public, rung 2 of the ladder: public friction. Now "
        "Borvia was in a crisis with Ardia.");
    told_says_not(story, "in a crisis with cestia");
}

static void
test_a_true_belief_is_told_as_one(void **state)
{
    struct told *f = *state;
    struct trace_rows_incident *i = told_incident(f, 0x11);
    const char *story;

    told_decide(f, i, BORVIA, 0.999, "demarche");
    told_act(f, 0x22, 0x11, BORVIA, "demarche")->rung = 1;
    story = told_story(f, NULL);
    told_says(story,
        "at more than 99\u00a0%, that Borvia was behind it, and was right. Ardia decided "
        "to protest to Borvia in private.");
    told_says(story, "protested to Borvia in private, rung 1 of the ladder: private friction.");
    told_says(story, "on a true belief");
    told_says_not(story, "The belief behind it was false");
    told_says_not(story, "In truth");
}

static void
test_what_it_was_may_be_misread(void **state)
{
    struct told *f = *state;
    struct trace_rows_incident *i = told_incident(f, 0x11);
    const char *story;

    i->perceived_intent = 1;
    i->perceived_severity = 5.4;
    told_decide(f, i, BORVIA, 0.7, "public_attribution");
    told_act(f, 0x22, 0x11, BORVIA, "public_attribution")->upward = true;
    ((struct trace_rows_act *)f->recorder.rows[RECORDER_FILE_ACTS].at)->inadvertent = true;
    story = told_story(f, NULL);
    told_says(story,
        "and mistook it for an attack. It judged it more severe than it was: 5 rather "
        "than 3.");
    told_says(story,
        "an inadvertent step up. The belief behind it was false: it had been espionage, "
        "and no attack.");
    told_says(story, "on a false belief about what it was");
}

static void
test_criminals_and_accidents_have_no_state(void **state)
{
    struct told *f = *state;
    struct trace_rows_incident *crime = told_incident(f, 0x11), *accident;
    const struct narrative_options whole = {.policy = "as it is", .whole = true};
    const char *story;

    crime->source = GANG;
    crime->initiator = NONE;
    crime->class_ = CLASS_CRIME;
    crime->type = incident_type_row("ransomware");
    told_decide(f, crime, BORVIA, 0.8, "absorb");
    accident = told_incident(f, 0x12);
    accident->initiator = NONE;
    accident->class_ = CLASS_ACCIDENT;
    accident->type = incident_type_row("accident");
    accident->perceived_intent = 1;
    accident->detected_day = accident->start_day;
    story = told_story(f, &whole);
    told_says(story,
        "Criminals, at home in Borvia but under no state's orders, began to extort money "
        "from a government body in Ardia");
    told_says(story, "that Borvia was behind it. In truth it was criminals.");
    told_says(story, "An accident at home in Borvia struck a government body in Ardia");
    told_says(story, "Ardia noticed at once, and mistook the accident for an attack.");
    f->sources[GANG].name = "the night shift";
    told_says(told_story(f, &whole), "“the night shift”, at home in Borvia");
}

static struct trace_rows_message *
ask(struct told *f, int32_t end, int32_t reply)
{
    struct trace_rows_message *m = told_row(f, RECORDER_FILE_MESSAGES);

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
    struct told *f = *state;
    struct trace_rows_incident *i = told_incident(f, 0x11);
    struct trace_rows_message *m;
    const char *story;

    i->asked = true;
    m = ask(f, MESSAGE_ANSWERED, REPLY_DENIAL);
    story = told_story(f, NULL);
    told_says(story, "Before it decided, Ardia asked cestia over the political channel.");
    told_says(story, "Cestia denied any part in it, which was the truth.");
    m->to = BORVIA;
    told_says(told_story(f, NULL), "Borvia denied any part in it, which was a lie.");
    m->reply = REPLY_ADMISSION;
    told_says(told_story(f, NULL), "Borvia admitted it.");
    m->end = MESSAGE_LOST;
    told_says(told_story(f, NULL), "The question reached nobody.");
    m->end = MESSAGE_IGNORED;
    told_says(told_story(f, NULL), "Borvia left the question unanswered.");
    m->end = MESSAGE_LATE;
    m->reply = REPLY_HELP;
    told_says(told_story(f, NULL),
        "Too late for the decision, Borvia's answer came: it denied it and "
        "offered to help, which was a lie.");
    m->kind = MESSAGE_ASSISTANCE;
    m->end = MESSAGE_REFUSED;
    told_says(
        told_story(f, NULL), "Ardia asked Borvia for help, and was refused for legal reasons.");
    m->kind = MESSAGE_NOTICE;
    m->end = MESSAGE_DELIVERED;
    told_says(told_story(f, NULL), "Ardia sent a technical notice to Borvia; it was taken in.");
}

static void
test_what_was_concluded_without_a_state(void **state)
{
    struct told *f = *state;
    struct trace_rows_incident *i = told_incident(f, 0x11);

    (void)told_event(f, OBS_NAMED, 90, 0x11, NONE, NAN);
    told_event(f, OBS_DECIDED, 90, 0x11, NONE, NAN)->detail = "mitigate";
    i->asked = true;
    told_says(told_story(f, NULL),
        "Ardia could not tell who was behind it, and decided to repair the "
        "damage and leave it at that.");
    i->named = 2;
    ARRAY_AT(struct trace_rows_event, &f->recorder.rows[RECORDER_FILE_EVENTS], 0)->value = 0.91;
    told_says(told_story(f, NULL),
        "Ardia believed, at 91\u00a0%, that no state was behind it; in truth it "
        "was Borvia. Ardia decided to repair");
    i->initiator = NONE;
    told_says(told_story(f, NULL), "that no state was behind it, and was right. Ardia decided");
    i->named = 3;
    told_says(told_story(f, NULL),
        "that it was an accident; in truth it was somebody whom no state "
        "directed.");
}

static void
test_parties_come_and_go(void **state)
{
    struct told *f = *state;
    struct agreement agreement = {.key.id = "pact", .title = "The pact"};
    struct trace_rows_agreement *a;
    const char *story;

    f->world.agreements = (struct list){&agreement, 1};
    f->world.n_agreements = 1;
    a = told_row(f, RECORDER_FILE_AGREEMENTS);
    *a = (struct trace_rows_agreement){.agreement = 0, .status = AGREEMENT_SIGNED};
    told_event(f, OBS_AGREEMENT, 10, 0, NONE, NAN)->detail = "in_force";
    told_event(f, OBS_MEMBER, 20, 0, NONE, 1);
    told_event(f, OBS_MEMBER, 30, 0, NONE, 0);
    told_event(f, OBS_COOPERATION, 40, 0, BORVIA, 0);
    told_event(f, OBS_CRISIS, 50, 0, BORVIA, 1);
    told_event(f, OBS_AGREEMENT, 60, 0, NONE, NAN)->detail = "suspended";
    told_event(f, OBS_AGREEMENT, 70, 0, NONE, NAN)->detail = "in_force";
    for (int32_t k = 0; k < f->recorder.rows[RECORDER_FILE_EVENTS].count; k++) {
        ARRAY_AT(struct trace_rows_event, &f->recorder.rows[RECORDER_FILE_EVENTS], k)
            ->agreement = 0;
    }
    story = told_story(f, NULL);
    told_says(story, "No agreement was in force on the first day.");
    told_says(story, "At the end There were no incidents.");
    told_says(story,
        "Between the states 11 January 2022. “The pact” entered into force. 21 January "
        "2022. Ardia became a party to “The pact”. 31 January 2022. Ardia left “The "
        "pact”. 10 February 2022. Ardia and Borvia stopped working together under “The "
        "pact”. 20 February 2022. Ardia entered a crisis with Borvia");
    told_says(story,
        "2 March 2022. “The pact” was suspended. 12 March 2022. “The pact” was resumed.");
    f->world.agreements = (struct list){0};
    f->world.n_agreements = 0;
}

static void
test_what_nobody_answered_is_counted(void **state)
{
    struct told *f = *state;
    const struct narrative_options whole = {.policy = "as it is", .whole = true};
    const char *story;

    for (int64_t k = 1; k <= 17; k++) {
        struct trace_rows_incident *i = told_incident(f, k);

        i->start_day = (double)k;
        if (k > 2) {
            i->detected_day = NAN;
        } else {
            i->public_day = k == 1 ? 30 : NAN;
        }
    }
    story = told_story(f, NULL);
    told_says(story,
        "Between 2 January 2022 and 18 January 2022 17 more incidents began: 15 were "
        "never noticed, one became public, and none was answered.");
    told_says_not(story, "1. Borvia");
    story = told_story(f, &whole);
    told_says_not(story, "more incident");
    told_says(story, "17. Borvia's espionage against Ardia, 18 January 2022");
    told_says(story, "Ardia had noticed nothing");
}

static void
test_only_the_weightiest_chapters(void **state)
{
    struct told *f = *state;
    const struct narrative_options one = {.policy = "as it is", .max_chapters = 1};
    const char *story;

    told_decide(f, told_incident(f, 0x11), BORVIA, 0.9, "demarche");
    told_act(f, 0x22, 0x11, BORVIA, "demarche")->rung = 1;
    told_decide(f, told_incident(f, 0x12), BORVIA, 0.9, "sanctions");
    told_act(f, 0x23, 0x12, BORVIA, "sanctions")->rung = 3;
    story = told_story(f, &one);
    told_says(
        story, "imposed sanctions on Borvia, rung 3 of the ladder: legal or economic cost.");
    told_says_not(story, "protested");
    told_says(story, "one more incident began; it was answered, but is not told here.");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, told_begin, told_end)
    const struct CMUnitTest tests[] = {
        TEST(test_a_wrong_name_is_told_apart_from_the_truth),
        TEST(test_a_crisis_is_told_where_it_began),
        TEST(test_a_true_belief_is_told_as_one),
        TEST(test_what_it_was_may_be_misread),
        TEST(test_criminals_and_accidents_have_no_state),
        TEST(test_questions_and_answers),
        TEST(test_what_was_concluded_without_a_state),
        TEST(test_parties_come_and_go),
        TEST(test_what_nobody_answered_is_counted),
        TEST(test_only_the_weightiest_chapters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
