/* The sentences of a story, its trees, what is folded, and what names may not do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "failing.h"
#include "results/story.h"
#include "results/story_forest.h"

enum { ARDIA, BORVIA, CESTIA };
enum { SERVICE, GANG };

/** A world of three states, and the rows of a run in it. */
struct fixture {
    struct world world;
    struct state states[3];
    struct source sources[2];
    struct alias aliases[3];
    struct recorder recorder;
    char *text; /* the last story, in one line */
};

static void *
copy_of(const struct rows *rows, size_t size)
{
    void *items = malloc((size_t)rows->count * size);

    assert_non_null(items);
    memcpy(items, rows->at, (size_t)rows->count * size);
    return items;
}

static int
begin(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));
    struct world *w = &f->world;

    f->states[ARDIA] = (struct state){.key.id = "ardia", .name = "Ardia"};
    f->states[BORVIA] = (struct state){.key.id = "borvia", .name = "Borvia"};
    f->states[CESTIA] = (struct state){.key.id = "cestia"};
    f->sources[SERVICE] = (struct source){.key.id = "service", .kind = SOURCE_STATE};
    f->sources[GANG] = (struct source){.key.id = "gang", .kind = SOURCE_CRIMINAL};
    w->title = "Three states";
    w->start = 18993; /* 2022-01-01 */
    w->horizon_days = 365;
    w->parameters.tension.threshold = 1;
    w->states = (struct list){f->states, 3};
    w->n_states = 3;
    w->sources = (struct list){f->sources, 2};
    w->incident_types = (struct list){
        copy_of(&incident_type_rows, sizeof(struct incident_type)), incident_type_rows.count};
    w->responses =
        (struct list){copy_of(&response_rows, sizeof(struct response)), response_rows.count};
    w->n_responses = response_rows.count;
    recorder_init(&f->recorder, RECORDER_EVENTS);
    f->recorder.run = (struct trace_rows_run){1, "base", 7};
    *state = f;
    return 0;
}

static int
end(void **state)
{
    struct fixture *f = *state;

    free(f->world.incident_types.items);
    free(f->world.responses.items);
    recorder_free(&f->recorder);
    free(f->text);
    free(f);
    return 0;
}

static void *
row(struct fixture *f, enum recorder_file file)
{
    struct pool *p = &f->recorder.rows[file];

    assert_int_equal(pool_reserve(p, 1), STATUS_OK);
    return (char *)p->at + (size_t)pool_add(p) * p->size;
}

static int32_t
response_of(const struct fixture *f, const char *id)
{
    for (int32_t k = 0; k < f->world.n_responses; k++) {
        if (strcmp(WORLD_RESPONSE(&f->world, k)->key.id, id) == 0) {
            return k;
        }
    }
    fail_msg("no response %s", id);
    return NONE;
}

/* Espionage of Borvia against Ardia on day 60, found on day 80, nothing done. */
static struct trace_rows_incident *
incident(struct fixture *f, int64_t id)
{
    struct trace_rows_incident *i = row(f, RECORDER_FILE_INCIDENTS);

    *i = (struct trace_rows_incident){.incident_id = id,
        .source = SERVICE,
        .initiator = BORVIA,
        .home = BORVIA,
        .target = ARDIA,
        .type = incident_type_row("intrusion_long_espionage"),
        .class_ = CLASS_ESPIONAGE,
        .target_class = 2,
        .blamed = NONE,
        .severity = 3,
        .rung = 4,
        .start_day = 60,
        .detected_day = 80,
        .triaged_day = 80,
        .decided_day = 90,
        .responded_day = NAN,
        .public_day = NAN,
        .industry_day = NAN,
        .statement_day = NAN,
        .truth_day = NAN,
        .end_day = 85,
        .perceived_severity = 3.2,
        .named = 0,
        .named_actor = NONE,
        .confidence = NAN,
        .reply = NONE,
        .front = response_of(f, "absorb"),
        .back = response_of(f, "none"),
        .industry_named = NONE};
    return i;
}

static struct trace_rows_event *
event(struct fixture *f, int32_t kind, double day, int64_t id, int32_t target, double value)
{
    struct trace_rows_event *e = row(f, RECORDER_FILE_EVENTS);

    *e = (struct trace_rows_event){.sequence = f->recorder.rows[RECORDER_FILE_EVENTS].count,
        .day = day,
        .event = kind,
        .incident_id = id,
        .actor = ARDIA,
        .target = target,
        .agreement = NONE,
        .value = value};
    return e;
}

/* Ardia names a state and decides on an open response. */
static void
decide(struct fixture *f, struct trace_rows_incident *i, int32_t named, double confidence,
    const char *front)
{
    i->named = 1;
    i->named_actor = named;
    i->confidence = confidence;
    i->front = response_of(f, front);
    (void)event(f, FACT_NAMED, i->decided_day, i->incident_id, named, confidence);
    event(f, FACT_DECIDED, i->decided_day, i->incident_id, named, NAN)->detail = front;
}

static struct trace_rows_act *
act(struct fixture *f, int64_t id, int64_t parent, int32_t target, const char *response)
{
    struct trace_rows_act *a = row(f, RECORDER_FILE_ACTS);

    *a = (struct trace_rows_act){.act_id = id,
        .parent_id = parent,
        .parent_kind = PARENT_INCIDENT,
        .generation = 1,
        .actor = ARDIA,
        .target = target,
        .rung = 2,
        .response = response_of(f, response),
        .day = 100,
        .parent_day = 60,
        .trigger_cyber = true};
    return a;
}

/* The story with every run of white space as one space. */
static const char *
tell(struct fixture *f, const struct story_options *options)
{
    const struct story_options plain = {.policy = "as it is"};
    struct buffer out = {0};
    char *to;

    assert_int_equal(
        story_print(&f->recorder, &f->world, options == NULL ? &plain : options, &out),
        STATUS_OK);
    free(f->text);
    f->text = out.at;
    to = f->text;
    for (const char *at = f->text; *at != '\0'; at++) {
        bool space = *at == ' ' || *at == '\n';

        if (!space || to == f->text || to[-1] != ' ') {
            *to++ = (char)(space ? ' ' : *at);
        }
    }
    *to = '\0';
    return f->text;
}

static void
says(const char *story, const char *sentence)
{
    if (strstr(story, sentence) == NULL) {
        fail_msg("it does not say: %s\n%s", sentence, story);
    }
}

static void
says_not(const char *story, const char *sentence)
{
    if (strstr(story, sentence) != NULL) {
        fail_msg("it says: %s\n%s", sentence, story);
    }
}

static void
test_a_wrong_name_is_told_apart_from_the_truth(void **state)
{
    struct fixture *f = *state;
    struct trace_rows_incident *i = incident(f, 0x11);
    const char *story;

    i->blamed = CESTIA;
    i->truth_day = 200;
    i->answered_wrongly = true;
    decide(f, i, CESTIA, 0.834, "public_attribution");
    act(f, 0x22, 0x11, CESTIA, "public_attribution")->wrongful = true;
    event(f, FACT_DECIDED, 100, 0x22, ARDIA, NAN)->detail = "sanctions";
    story = tell(f, NULL);
    says(story, "1. Borvia's espionage against Ardia, 2 March 2022");
    says(story, "2 March 2022. Borvia began to spy on a government body in Ardia: long-term "
                "espionage by intrusion, severity 3 of 10, targeted. It was made to look like "
                "cestia's work.");
    says(story, "Ardia noticed Borvia's espionage after 20 days, and took it for the "
                "espionage it was.");
    says(story, "Ardia believed, at 83\u00a0%, that cestia was behind it. In truth it was "
                "Borvia; the false flag had worked. Ardia decided to blame cestia in public.");
    says(story,
        "Ardia blamed cestia in public, rung 2 of the ladder: public friction. The "
        "belief behind it was false: it had been Borvia. Cestia, which had had no part "
        "in it, took this for words, not for an attack, and decided to impose sanctions "
        "on Ardia.");
    says(story, "The truth about Borvia's espionage came out, and Ardia learnt that it had "
                "answered the wrong state.");
    says(story, "- 11 April 2022: Ardia blamed cestia in public; rung 2, public friction; on a "
                "false belief about who did it [0000000000000022]");
    says(story, "The victims named a state one time and were wrong one time; one of the errors "
                "came to light. They gave one answer, one of them to a state that had not done "
                "it.");
}

static void
test_a_crisis_is_told_where_it_began(void **state)
{
    struct fixture *f = *state;
    const char *story;

    decide(f, incident(f, 0x11), BORVIA, 0.9, "public_attribution");
    (void)act(f, 0x22, 0x11, BORVIA, "public_attribution");
    (void)event(f, FACT_CRISIS, 90, 0, BORVIA, 1);
    event(f, FACT_CRISIS, 100, 0, ARDIA, 1)->actor = BORVIA;
    (void)event(f, FACT_CRISIS, 101, 0, CESTIA, 1);
    story = tell(f, NULL);
    says(story, "Ardia decided to blame Borvia in public. With that Ardia was in a crisis with "
                "Borvia.");
    says(story, "Ardia blamed Borvia in public, rung 2 of the ladder: public friction. Now "
                "Borvia was in a crisis with Ardia.");
    says_not(story, "in a crisis with cestia");
}

static void
test_a_true_belief_is_told_as_one(void **state)
{
    struct fixture *f = *state;
    struct trace_rows_incident *i = incident(f, 0x11);
    const char *story;

    decide(f, i, BORVIA, 0.999, "demarche");
    act(f, 0x22, 0x11, BORVIA, "demarche")->rung = 1;
    story = tell(f, NULL);
    says(story,
        "at more than 99\u00a0%, that Borvia was behind it, and was right. Ardia decided "
        "to protest to Borvia in private.");
    says(story, "protested to Borvia in private, rung 1 of the ladder: private friction.");
    says(story, "on a true belief");
    says_not(story, "The belief behind it was false");
    says_not(story, "In truth");
}

static void
test_what_it_was_may_be_misread(void **state)
{
    struct fixture *f = *state;
    struct trace_rows_incident *i = incident(f, 0x11);
    const char *story;

    i->perceived_intent = 1;
    i->perceived_severity = 5.4;
    decide(f, i, BORVIA, 0.7, "public_attribution");
    act(f, 0x22, 0x11, BORVIA, "public_attribution")->upward = true;
    ((struct trace_rows_act *)f->recorder.rows[RECORDER_FILE_ACTS].at)->inadvertent = true;
    story = tell(f, NULL);
    says(story, "and mistook it for an attack. It judged it more severe than it was: 5 rather "
                "than 3.");
    says(story,
        "an inadvertent step up. The belief behind it was false: it had been espionage, "
        "and no attack.");
    says(story, "on a false belief about what it was");
}

static void
test_criminals_and_accidents_have_no_state(void **state)
{
    struct fixture *f = *state;
    struct trace_rows_incident *crime = incident(f, 0x11), *accident;
    const struct story_options whole = {.policy = "as it is", .whole = true};
    const char *story;

    crime->source = GANG;
    crime->initiator = NONE;
    crime->class_ = CLASS_CRIME;
    crime->type = incident_type_row("ransomware");
    decide(f, crime, BORVIA, 0.8, "absorb");
    accident = incident(f, 0x12);
    accident->initiator = NONE;
    accident->class_ = CLASS_ACCIDENT;
    accident->type = incident_type_row("accident");
    accident->perceived_intent = 1;
    accident->detected_day = accident->start_day;
    story = tell(f, &whole);
    says(story,
        "Criminals, at home in Borvia but under no state's orders, began to extort money "
        "from a government body in Ardia");
    says(story, "that Borvia was behind it. In truth it was criminals.");
    says(story, "An accident at home in Borvia struck a government body in Ardia");
    says(story, "Ardia noticed at once, and mistook the accident for an attack.");
    f->sources[GANG].name = "the night shift";
    says(tell(f, &whole), "“the night shift”, at home in Borvia");
}

static struct trace_rows_message *
ask(struct fixture *f, int32_t end, int32_t reply)
{
    struct trace_rows_message *m = row(f, RECORDER_FILE_MESSAGES);

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
    struct fixture *f = *state;
    struct trace_rows_incident *i = incident(f, 0x11);
    struct trace_rows_message *m;
    const char *story;

    i->asked = true;
    m = ask(f, MESSAGE_ANSWERED, REPLY_DENIAL);
    story = tell(f, NULL);
    says(story, "Before it decided, Ardia asked cestia over the political channel.");
    says(story, "Cestia denied any part in it, which was the truth.");
    m->to = BORVIA;
    says(tell(f, NULL), "Borvia denied any part in it, which was a lie.");
    m->reply = REPLY_ADMISSION;
    says(tell(f, NULL), "Borvia admitted it.");
    m->end = MESSAGE_LOST;
    says(tell(f, NULL), "The question reached nobody.");
    m->end = MESSAGE_IGNORED;
    says(tell(f, NULL), "Borvia left the question unanswered.");
    m->end = MESSAGE_LATE;
    m->reply = REPLY_HELP;
    says(tell(f, NULL), "Too late for the decision, Borvia's answer came: it denied it and "
                        "offered to help, which was a lie.");
    m->kind = MESSAGE_ASSISTANCE;
    m->end = MESSAGE_REFUSED;
    says(tell(f, NULL), "Ardia asked Borvia for help, and was refused for legal reasons.");
    m->kind = MESSAGE_NOTICE;
    m->end = MESSAGE_DELIVERED;
    says(tell(f, NULL), "Ardia sent a technical notice to Borvia; it was taken in.");
}

static void
test_what_was_concluded_without_a_state(void **state)
{
    struct fixture *f = *state;
    struct trace_rows_incident *i = incident(f, 0x11);

    (void)event(f, FACT_NAMED, 90, 0x11, NONE, NAN);
    event(f, FACT_DECIDED, 90, 0x11, NONE, NAN)->detail = "mitigate";
    i->asked = true;
    says(tell(f, NULL), "Ardia could not tell who was behind it, and decided to repair the "
                        "damage and leave it at that.");
    i->named = 2;
    POOL_AT(struct trace_rows_event, &f->recorder.rows[RECORDER_FILE_EVENTS], 0)->value = 0.91;
    says(tell(f, NULL),
        "Ardia believed, at 91\u00a0%, that no state was behind it; in truth it "
        "was Borvia. Ardia decided to repair");
    i->initiator = NONE;
    says(tell(f, NULL), "that no state was behind it, and was right. Ardia decided");
    i->named = 3;
    says(tell(f, NULL), "that it was an accident; in truth it was somebody whom no state "
                        "directed.");
}

static void
test_parties_come_and_go(void **state)
{
    struct fixture *f = *state;
    struct agreement agreement = {.key.id = "pact", .title = "The pact"};
    struct trace_rows_agreement *a;
    const char *story;

    f->world.agreements = (struct list){&agreement, 1};
    f->world.n_agreements = 1;
    a = row(f, RECORDER_FILE_AGREEMENTS);
    *a = (struct trace_rows_agreement){.agreement = 0, .status = AGREEMENT_SIGNED};
    event(f, FACT_AGREEMENT, 10, 0, NONE, NAN)->detail = "in_force";
    event(f, FACT_MEMBER, 20, 0, NONE, 1);
    event(f, FACT_MEMBER, 30, 0, NONE, 0);
    event(f, FACT_COOPERATION, 40, 0, BORVIA, 0);
    event(f, FACT_CRISIS, 50, 0, BORVIA, 1);
    event(f, FACT_AGREEMENT, 60, 0, NONE, NAN)->detail = "suspended";
    event(f, FACT_AGREEMENT, 70, 0, NONE, NAN)->detail = "in_force";
    for (int32_t k = 0; k < f->recorder.rows[RECORDER_FILE_EVENTS].count; k++) {
        POOL_AT(struct trace_rows_event, &f->recorder.rows[RECORDER_FILE_EVENTS], k)
            ->agreement = 0;
    }
    story = tell(f, NULL);
    says(story, "No agreement was in force on the first day.");
    says(story, "At the end There were no incidents.");
    says(story, "Between the states 11 January 2022. “The pact” entered into force. 21 January "
                "2022. Ardia became a party to “The pact”. 31 January 2022. Ardia left “The "
                "pact”. 10 February 2022. Ardia and Borvia stopped working together under “The "
                "pact”. 20 February 2022. Ardia entered a crisis with Borvia");
    says(story,
        "2 March 2022. “The pact” was suspended. 12 March 2022. “The pact” was resumed.");
    f->world.agreements = (struct list){0};
    f->world.n_agreements = 0;
}

static void
test_what_nobody_answered_is_counted(void **state)
{
    struct fixture *f = *state;
    const struct story_options whole = {.policy = "as it is", .whole = true};
    const char *story;

    for (int64_t k = 1; k <= 17; k++) {
        struct trace_rows_incident *i = incident(f, k);

        i->start_day = (double)k;
        if (k > 2) {
            i->detected_day = NAN;
        } else {
            i->public_day = k == 1 ? 30 : NAN;
        }
    }
    story = tell(f, NULL);
    says(story, "Between 2 January 2022 and 18 January 2022 17 more incidents began: 15 were "
                "never noticed, one became public, and none was answered.");
    says_not(story, "1. Borvia");
    story = tell(f, &whole);
    says_not(story, "more incident");
    says(story, "17. Borvia's espionage against Ardia, 18 January 2022");
    says(story, "Ardia had noticed nothing");
}

static void
test_only_the_weightiest_chapters(void **state)
{
    struct fixture *f = *state;
    const struct story_options one = {.policy = "as it is", .most_chapters = 1};
    const char *story;

    decide(f, incident(f, 0x11), BORVIA, 0.9, "demarche");
    act(f, 0x22, 0x11, BORVIA, "demarche")->rung = 1;
    decide(f, incident(f, 0x12), BORVIA, 0.9, "sanctions");
    act(f, 0x23, 0x12, BORVIA, "sanctions")->rung = 3;
    story = tell(f, &one);
    says(story, "imposed sanctions on Borvia, rung 3 of the ladder: legal or economic cost.");
    says_not(story, "protested");
    says(story, "one more incident began; it was answered, but is not told here.");
}

static void
test_a_forest_has_the_parents_of_its_rows(void **state)
{
    struct fixture *f = *state;
    struct trace_rows_incident *spilled, *counter;
    struct story_forest forest;
    int32_t first;

    (void)incident(f, 0x50);
    spilled = incident(f, 0x05); /* of the same day, and of a lower identity than its parent */
    spilled->parent_id = 0x50;
    spilled->parent_kind = PARENT_INCIDENT;
    (void)act(f, 0x40, 0x50, BORVIA, "sanctions");
    counter = incident(f, 0x30);
    counter->counter_operation = true;
    counter->parent_id = 0x40;
    counter->parent_kind = PARENT_ACT;
    counter->generation = 2;
    counter->start_day = 120;
    act(f, 0x30, 0x40, ARDIA, "sanctions")->generation = 2; /* the same operation as an act */
    (void)event(f, FACT_DECIDED, 90, 0x50, BORVIA, NAN);
    (void)event(f, FACT_NAMED, 89, 0x40, BORVIA, NAN);
    assert_int_equal(story_forest_init(&forest, &f->recorder), STATUS_OK);
    assert_int_equal(forest.n_nodes, 4);
    for (int32_t k = 0; k < forest.n_nodes; k++) {
        const struct story_node *n = &forest.nodes[k];
        int64_t above = n->parent == NONE ? 0 : forest.nodes[n->parent].id;

        assert_int_equal(n->root, 0);
        assert_int_equal(above, n->id == 0x50 ? 0 : n->id == 0x30 ? 0x40 : 0x50);
        assert_int_equal(n->n_below, n->id == 0x50 ? 3 : n->id == 0x40 ? 1 : 0);
        assert_true((n->act != NULL) == (n->id == 0x40 || n->id == 0x30));
    }
    assert_int_equal(story_forest_events(&forest, 0x50, &first), 1);
    assert_int_equal(forest.events[first]->event, FACT_DECIDED);
    assert_int_equal(story_forest_events(&forest, 0x51, &first), 0);
    assert_int_equal(story_forest_messages(&forest, 0x50, &first), 0);
    story_forest_free(&forest);
}

static void
test_names_do_nothing_on_a_terminal(void **state)
{
    struct fixture *f = *state;
    const char *story;

    f->states[BORVIA].name = "Bor\x1b[31mvia\xe2\x80\xae";
    decide(f, incident(f, 0x11), BORVIA, 0.9, "absorb");
    incident(f, 0x12)->asked = true;
    story = tell(f, NULL);
    assert_null(strchr(story, '\x1b'));
    says_not(story, "\xe2\x80\xae");
    says(story, "Bor\\u001b[31mvia\\u202e");
}

static void
test_invented_names_hide_the_others(void **state)
{
    struct fixture *f = *state;
    const char *story;

    f->aliases[0] = (struct alias){{.id = "ardia"}, "Redland"};
    f->aliases[1] = (struct alias){{.id = "borvia"}, "Blueland"};
    f->aliases[2] = (struct alias){{.id = "cestia"}, "Greenland"};
    f->world.aliases = (struct list){f->aliases, 3};
    f->world.use_aliases = true;
    decide(f, incident(f, 0x11), CESTIA, 0.9, "public_attribution");
    act(f, 0x22, 0x11, CESTIA, "public_attribution")->wrongful = true;
    story = tell(f, NULL);
    says(story, "Redland blamed Greenland in public");
    says_not(story, "rdia");
    says_not(story, "orvia");
    says_not(story, "estia");
}

static const struct fixture *short_of_memory;

static enum status
tell_all(void)
{
    const struct story_options whole = {.policy = "as it is", .whole = true};
    struct buffer out = {0};
    enum status st =
        story_print(&short_of_memory->recorder, &short_of_memory->world, &whole, &out);

    /* What is left out for want of memory is not called done. */
    if (st == STATUS_OK && strcmp(out.at, short_of_memory->text) != 0) {
        st = STATUS_MISMATCH;
    }
    buffer_free(&out);
    return st;
}

static void
test_telling_without_memory(void **state)
{
    struct fixture *f = *state;
    const struct story_options whole = {.policy = "as it is", .whole = true};
    struct buffer out = {0};

    decide(f, incident(f, 0x11), CESTIA, 0.9, "public_attribution");
    act(f, 0x22, 0x11, CESTIA, "public_attribution")->wrongful = true;
    event(f, FACT_DECIDED, 101, 0x22, ARDIA, NAN)->detail = "demarche";
    (void)event(f, FACT_CRISIS, 101, 0, BORVIA, 1);
    incident(f, 0x12)->start_day = 61;
    assert_int_equal(story_print(&f->recorder, &f->world, &whole, &out), STATUS_OK);
    free(f->text);
    f->text = out.at;
    short_of_memory = f;
    failing_everywhere(tell_all, false);
    failing_everywhere(tell_all, true);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
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
        TEST(test_a_forest_has_the_parents_of_its_rows),
        TEST(test_names_do_nothing_on_a_terminal),
        TEST(test_invented_names_hide_the_others),
        TEST(test_telling_without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
