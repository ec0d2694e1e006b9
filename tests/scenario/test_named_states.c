/* Tests scenarios that name real states: the states differ only in recorded facts, no value is a
   judgement of a state, and invented names change no run and hide every real name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "assert_ok.h"
#include "histories.h"
#include "model/input/world_posture.h"
#include "scenario/scenario.h"
#include "words/brief.h"

static const char *const named[] = {"scenarios/asean-2016.json",
    "scenarios/indonesia-russia-2017.json", "scenarios/russia-france-osce.json",
    "scenarios/russia-indonesia-2021.json", "scenarios/vietnam-russia-2017.json", NULL};

static struct scenario scenario;

static void
load(struct scenario *s, const char *path, const char *set)
{
    const char *const sets[] = {set};
    struct scenario_options options = {.overrides = {.texts = sets, .count = set != NULL}};
    struct failure f = {0};

    if (scenario_load(s, path, &options, &f) != STATUS_OK) {
        fail_msg("%s", f.line[0]);
    }
}

/* A policy may make an assumption about a state if the title of the policy states this. */
static bool
assumes(const struct scenario_policy *p)
{
    return strncmp(p->title, "ASSUMPTION", 10) == 0;
}

/* Postures of named states; all others are as recorded. */
static const struct {
    const char *state;
    enum posture posture;
} postures[] = {{"brunei", POSTURE_HEDGING}, {"cambodia", POSTURE_HEDGING},
    {"france", POSTURE_TOOLBOX}, {"indonesia", POSTURE_HEDGING}, {"laos", POSTURE_HEDGING},
    {"malaysia", POSTURE_HEDGING}, {"myanmar", POSTURE_HEDGING},
    {"philippines", POSTURE_HEDGING}, {"singapore", POSTURE_HEDGING},
    {"thailand", POSTURE_HEDGING}, {"vietnam", POSTURE_HEDGING}};

/* Whether the doctrine of the state is that of its posture, without values of its own. */
static bool
has_posture(const struct state *s)
{
    const struct state *row = &((const struct state *)world_posture_rows.at)[s->posture];
    int32_t k = text_index(
        s->key.id, TEXT_NAMES(postures, state, sizeof(postures) / sizeof(postures[0])));

    return s->posture == (int32_t)(k < 0 ? POSTURE_AS_RECORDED : postures[k].posture) &&
           s->retaliation == row->retaliation && s->publicity == row->publicity &&
           s->force == row->force && s->patience == row->patience &&
           s->confidence_needed == row->confidence_needed &&
           s->operation_teams == row->operation_teams;
}

/* Returns the doctrinal position of a state from the roll calls of 2018; 0 if the table lacks the
   state. */
static double
position_of(const char *state)
{
    static char text[4000];
    FILE *file = fopen("scenarios/roll-calls-2018.csv", "r");
    char start[TEXT_ID_LENGTH + 3];
    const char *line;
    double position = 0;
    size_t n;

    assert_non_null(file);
    n = fread(text, 1, sizeof(text) - 1, file);
    text[n] = '\0';
    assert_int_equal(fclose(file), 0);
    (void)snprintf(start, sizeof(start), "\n%s,", state);
    line = strstr(text, start);
    for (int column = 0; line != NULL && column < 2; column++) {
        double sign = column == 0 ? .5 : -.5;

        line = strchr(line + 1, ',');
        position += strncmp(line, ",for", 4) == 0       ? sign
                    : strncmp(line, ",against", 8) == 0 ? -sign
                                                        : 0;
    }
    return position;
}

static bool
is_neutral(const struct state *s, const struct state *first)
{
    return s->detection == .5 && s->attribution == .5 && s->resilience == .5 &&
           s->offence == .5 && s->inertia == 0 && has_posture(s) &&
           s->doctrinal_position == position_of(s->key.id) && s->analysts == first->analysts &&
           s->pressure_gain == first->pressure_gain &&
           s->background_load == first->background_load;
}

/* Whether two parties join on the same day, or one of them is a founder of the agreement. */
static bool
same_accession(const struct party *a, const struct party *b)
{
    return a->accession_days == b->accession_days || a->accession_days == 0 ||
           b->accession_days == 0;
}

/* Returns the id of the first state, source or party with a value that is a judgement; NULL if
   there is none. */
static const char *
judged(const struct world *w)
{
    for (int32_t k = 0; k < w->n_states; k++) {
        if (!is_neutral(WORLD_STATE(w, k), WORLD_STATE(w, 0))) {
            return WORLD_STATE(w, k)->key.id;
        }
    }
    for (int32_t k = 0; k < w->n_sources; k++) {
        const struct source *s = WORLD_SOURCE(w, k);

        if (s->false_flag.share != 0 || s->sponsor != NONE || s->tension_elasticity != 0) {
            return s->key.id;
        }
    }
    for (int32_t k = 0; k < w->n_agreements; k++) {
        const struct party *p = WORLD_AGREEMENT(w, k)->parties.items;

        for (int32_t i = 1; i < WORLD_AGREEMENT(w, k)->parties.count; i++) {
            if (p[i].implementation != p[0].implementation || p[i].activity != p[0].activity ||
                !same_accession(&p[i], &p[0])) {
                return p[i].key.id;
            }
        }
    }
    return w->parameters.clarification.p_deny_responsible == .99 ? NULL : "denials";
}

static void
test_no_state_is_judged(void **state)
{
    (void)state;
    for (int k = 0; named[k] != NULL; k++) {
        load(&scenario, named[k], NULL);
        for (int32_t p = 0; p < scenario.n_policies; p++) {
            const char *who = judged(scenario.policies[p].world);

            if (who != NULL && !assumes(&scenario.policies[p])) {
                fail_msg("%s, %s: %s", named[k], scenario.policies[p].id, who);
            }
        }
        scenario_free(&scenario);
    }
}

static void
test_judgements_are_found(void **state)
{
    static const struct {
        const char *set, *who;
    } twins[] = {
        {"/states/indonesia/detection=0.4", "indonesia"},
        {"/states/russia/offence=0.6", "russia"},
        {"/states/russia/posture=\"hedging\"", "russia"},
        {"/states/indonesia/publicity=0", "indonesia"},
        {"/states/indonesia/doctrinal_position=0.5", "indonesia"},
        {"/sources/third_party_1_service/false_flag/share=0.1", "third_party_1_service"},
        {"/agreements/ri-2021/parties/russia/activity=0.7", "russia"},
        {"/parameters/clarification/p_deny_responsible=1", "denials"},
    };

    (void)state;
    for (size_t k = 0; k < sizeof(twins) / sizeof(twins[0]); k++) {
        load(&scenario, "scenarios/russia-indonesia-2021.json", twins[k].set);
        for (int32_t p = 0; p < scenario.n_policies; p++) {
            if (strcmp(scenario.policies[p].id, "with") == 0) {
                assert_string_equal(judged(scenario.policies[p].world), twins[k].who);
            }
        }
        scenario_free(&scenario);
    }
}

/* Returns the state that is attacked less often than another one, according to the rates of the
   sources; NULL if there is none. If rates are as observed, the rate of attempts also depends on
   the mix of a source. */
static const char *
attacked_less(const struct world *w)
{
    double rate[WORLD_STATES_MAX] = {0}, highest = 0;

    for (int32_t k = 0; k < w->sources.count; k++) {
        const struct list *targets = &WORLD_SOURCE(w, k)->targets;

        for (int32_t n = 0; n < targets->count; n++) {
            const struct amount *target = &((const struct amount *)targets->items)[n];

            rate[target->key.index] += target->value;
        }
    }
    for (int32_t n = 0; n < w->n_states; n++) {
        highest = rate[n] > highest ? rate[n] : highest;
    }
    for (int32_t n = 0; n < w->n_states; n++) {
        if (rate[n] > 0 && (rate[n] < highest * (1 - 1e-12))) {
            return WORLD_STATE(w, n)->key.id;
        }
    }
    return NULL;
}

/* In scenarios of two parties, both are attacked equally often, as far as their records are
   equal. */
static void
test_rates_against_both_parties_are_equal(void **state)
{
    (void)state;
    for (int k = 1; named[k] != NULL; k++) {
        const char *less;

        load(&scenario, named[k], NULL);
        less = attacked_less(scenario.policies[0].world);
        if (less != NULL) {
            fail_msg("%s: %s", named[k], less);
        }
        scenario_free(&scenario);
    }
    load(&scenario, "scenarios/russia-france-osce.json", /* the twin */
        "/sources/france_service/targets/russia=0.16");
    assert_string_equal(attacked_less(scenario.policies[0].world), "russia");
    scenario_free(&scenario);
}

static void
assert_no_name(const struct scenario *s, const char *path, const char *brief)
{
    const struct node *aliases = json_find(s->root, "aliases");

    assert_true(aliases->count >= 4);
    for (int32_t i = 0; i < aliases->count; i++) {
        static const char *const maps[] = {"states", "sources"};

        for (int m = 0; m < 2; m++) {
            const char *name = json_find_text(
                json_find(json_find(s->root, maps[m]), aliases->members[i].key), "name");

            if (name != NULL && strstr(brief, name) != NULL) {
                fail_msg("%s: the brief contains %s", path, name);
            }
        }
    }
}

static void
test_invented_names_hide_the_real_ones(void **state)
{
    (void)state;
    for (int k = 0; named[k] != NULL; k++) {
        static struct scenario invented;
        struct buffer b = {0};

        load(&scenario, named[k], NULL);
        load(&invented, named[k], "/use_aliases=true");
        for (int32_t p = 0; p < scenario.n_policies; p++) {
            assert_int_equal(histories(scenario.policies[p].world, 3, 1000),
                histories(invented.policies[p].world, 3, 1000));
        }
        assert_ok(brief_print(&invented, TEXT_TABLE_MD, &b), NULL);
        assert_no_name(&scenario, named[k], b.at);
        buffer_free(&b);
        scenario_free(&invented);
        scenario_free(&scenario);
    }
}

/* The description of ten members and twenty pairs has at most three pages of 70 lines. */
static void
test_the_handout_has_three_pages(void **state)
{
    struct buffer b = {0};
    int32_t lines = 0, words = 0;

    (void)state;
    load(&scenario, named[0], NULL);
    assert_ok(brief_print(&scenario, TEXT_TABLE_TEXT, &b), NULL);
    for (size_t i = 0; i < b.length; i++) {
        lines += b.at[i] == '\n';
        words += b.at[i] == ' ' || b.at[i] == '\n';
    }
    assert_in_range(lines, 80, 210);
    assert_true(words < 2300);
    buffer_free(&b);
    scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_state_is_judged),
        cmocka_unit_test(test_judgements_are_found),
        cmocka_unit_test(test_rates_against_both_parties_are_equal),
        cmocka_unit_test(test_invented_names_hide_the_real_ones),
        cmocka_unit_test(test_the_handout_has_three_pages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
