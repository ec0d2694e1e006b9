/* Tests that presets (postures, adaptive sources, wording) set only defaults. They change no value
   that a scenario gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "histories.h"
#include "loaded.h"
#include "model/input/world_posture.h"

#define STATES "'start': '2021-01-01', 'states': {'a': {%s}, 'b': {}, 'hedging': {}}"
#define SOURCES                                                                                \
    "'sources': {'s': {'kind': 'state', 'home': 'a', 'targets': {'b': 3, 'hedging': 3}}, "     \
    "'t1': {'kind': 'criminal', 'targets': {'b': 3}}}"

static char source[500]; /* the folder in which the test starts */

static const struct world *
world_with(const char *of_a, const char *more, const char *set)
{
    const char *const sets[] = {set};
    char text[2000];

    (void)snprintf(text, sizeof(text), "{" STATES ", " SOURCES "%s}", of_a, more);
    files_json("x.json", text);
    assert_ok(loaded_with("x.json", sets, set != NULL, NULL, 0), &failure);
    return scenario.policies[scenario.n_policies - 1].world;
}

static const struct state *
row(enum posture posture)
{
    return &((const struct state *)world_posture_rows.at)[posture];
}

static bool
has_doctrine(const struct state *s, enum posture posture)
{
    const struct state *r = row(posture);

    return s->posture == (int32_t)posture && s->retaliation == r->retaliation &&
           s->publicity == r->publicity && s->force == r->force && s->patience == r->patience &&
           s->confidence_needed == r->confidence_needed &&
           s->operation_teams == r->operation_teams;
}

/* A state without a posture has the posture of the recorded rivals, for every id. */
static void
test_postures_without_a_name(void **state)
{
    const struct world *w = world_with("", "", NULL);

    (void)state;
    for (int32_t k = 0; k < w->n_states; k++) {
        assert_true(has_doctrine(WORLD_STATE(w, k), POSTURE_AS_RECORDED));
    }
    assert_true(WORLD_STATE(w, 0)->detection == .5 && WORLD_STATE(w, 0)->analysts == 4);
    assert_true(WORLD_STATE(w, 0)->pressure_gain == .3);
    scenario_free(&scenario);
}

static void
test_postures_fill_what_is_missing(void **state)
{
    static const char *const patch =
        ", 'policies': {'p': {'patch': {'states': {'a': {'posture': 'toolbox'}}}}}";
    const struct state *a;

    (void)state;
    for (int32_t k = 0; k < POSTURE_COUNT; k++) {
        char text[64];

        assert_string_equal(row((enum posture)k)->key.id, world_posture_names[k]);
        (void)snprintf(text, sizeof(text), "'posture': '%s'", world_posture_names[k]);
        assert_true(has_doctrine(WORLD_STATE(world_with(text, "", NULL), 0), (enum posture)k));
        scenario_free(&scenario);
    }
    a = WORLD_STATE(world_with("'posture': 'hedging', 'publicity': 0.25", "", NULL), 0);
    assert_true(a->publicity == .25 && a->retaliation == row(POSTURE_HEDGING)->retaliation);
    scenario_free(&scenario);
    a = WORLD_STATE(world_with("", "", "/states/a/posture=\"hedging\""), 0);
    assert_true(has_doctrine(a, POSTURE_HEDGING));
    scenario_free(&scenario);
    a = WORLD_STATE(world_with("'posture': 'hedging'", patch, NULL), 0);
    assert_true(has_doctrine(a, POSTURE_TOOLBOX));
    scenario_free(&scenario);
    a = WORLD_STATE(world_with("'retaliation': 1", patch, "/states/a/force=3"), 0);
    assert_true(a->retaliation == 1 && a->force == 3 && a->operation_teams == 1);
    scenario_free(&scenario);
}

static void
test_unknown_postures(void **state)
{
    (void)state;
    loaded_refused("{'start': '2021-01-01', 'states': {'a': {'posture': 'hedgin'}}}",
        "x.json:1:53: /states/a/posture: \"hedgin\" is not one of \"as_recorded\", "
        "\"defend_forward\", \"hedging\", \"neutral\", \"toolbox\"; did you mean \"hedging\"?");
}

static bool
is_adaptive(const struct world *w)
{
    const struct parameters *p = &w->parameters;

    return p->rates.deterrence == 1 && p->rates.displacement == 1 &&
           p->detection.retooling == 1 && WORLD_SOURCE(w, 0)->tension_elasticity == .5 &&
           WORLD_SOURCE(w, 1)->tension_elasticity == 0;
}

static bool
is_off(const struct world *w)
{
    const struct parameters *p = &w->parameters;

    return p->rates.deterrence == 0 && p->rates.displacement == 0 &&
           p->detection.retooling == 0 && WORLD_SOURCE(w, 0)->tension_elasticity == 0 &&
           WORLD_SOURCE(w, 1)->tension_elasticity == 0;
}

static void
test_adaptive_sources(void **state)
{
    const struct world *w;

    (void)state;
    assert_true(is_off(world_with("", "", NULL)));
    scenario_free(&scenario);
    assert_true(is_adaptive(world_with("", ", 'adaptive': true", NULL)));
    scenario_free(&scenario);
    assert_true(is_adaptive(world_with("", "", "/adaptive=true")));
    scenario_free(&scenario);
    assert_true(is_off(world_with("", ", 'adaptive': true", "/adaptive=false")));
    scenario_free(&scenario);
    assert_true(is_adaptive(
        world_with("", ", 'policies': {'p': {'patch': {'adaptive': true}}}", NULL)));
    scenario_free(&scenario);
    w = world_with("", ", 'adaptive': true, 'parameters': {'rates': {'deterrence': 0}}",
        "/sources/s/tension_elasticity=0");
    assert_true(w->parameters.rates.deterrence == 0 && w->parameters.rates.displacement == 1);
    assert_true(WORLD_SOURCE(w, 0)->tension_elasticity == 0);
    scenario_free(&scenario);
}

/* The doctrine fitted in the baseline is that of the posture. */
static void
test_the_baseline_is_as_recorded(void **state)
{
    struct scenario baseline;
    char path[1000];

    (void)state;
    (void)snprintf(path, sizeof(path), "%s/scenarios/baseline-rivals.json", source);
    assert_ok(scenario_load(&baseline, path, NULL, &failure), &failure);
    for (int32_t k = 0; k < baseline.policies[0].world->n_states; k++) {
        assert_true(
            has_doctrine(WORLD_STATE(baseline.policies[0].world, k), POSTURE_AS_RECORDED));
    }
    scenario_free(&baseline);
}

/* ---- words of documents ---- */

#define WORDS(words, more)                                                                     \
    ", 'agreements': {'x': {'parties': {'a': {}, 'b': {}}, 'measures': {"                      \
    "'consultations': {" words "}, 'cert_exchange': {" words "}, 'doctrine_exchange': {" more  \
    "}}}}"

/* The weight of a measure between its parties. */
static double
weight_of(const struct world *w, const char *id)
{
    for (int32_t k = 0; k < w->n_links; k++) {
        if (strcmp(w->measures[w->links[k].measure].row->key.id, id) == 0) {
            return w->links[k].weight;
        }
    }
    return -1;
}

static uint64_t
runs_with(const char *more, const char *set)
{
    uint64_t fingerprint = histories(world_with("", more, set), 5, 3000);

    scenario_free(&scenario);
    return fingerprint;
}

static void
test_words_stand_for_an_implementation(void **state)
{
    static const double values[] = {1, 1, .6, .4, .25, .1, 0};
    const struct world *w;

    (void)state;
    for (int32_t k = WORDS_UNSTATED; k <= WORDS_CALLED_FOR; k++) {
        char more[600];

        (void)snprintf(more, sizeof(more), WORDS("'words': '%s'", ""), measure_words_names[k],
            measure_words_names[k]);
        w = world_with("", more, NULL);
        assert_true(fabs(weight_of(w, "consultations") - values[k]) < 1e-12 ||
                    (values[k] == 0 && weight_of(w, "consultations") <= 0));
        assert_true(weight_of(w, "doctrine_exchange") == 1);
        scenario_free(&scenario);
    }
    w = world_with("", WORDS("'words': 'agreed_declared', 'implementation': 0.5", ""), NULL);
    assert_true(fabs(weight_of(w, "cert_exchange") - .2) < 1e-12);
    scenario_free(&scenario);
    /* one number moves all measures with these words, and no other */
    w = world_with("", WORDS("'words': 'discussed'", ""), "/parameters/wording/discussed=0.3");
    assert_true(fabs(weight_of(w, "consultations") - .3) < 1e-12);
    assert_true(fabs(weight_of(w, "cert_exchange") - .3) < 1e-12);
    assert_true(weight_of(w, "doctrine_exchange") == 1);
    scenario_free(&scenario);
}

/* The wording of a catalogue holds for all its measures, except those with a wording of their
   own. */
static void
test_words_of_a_catalogue(void **state)
{
    const struct world *w = world_with("",
        ", 'agreements': {'x': {'parties': {'a': {}, 'b': {}}, 'catalogues': {'osce': "
        "{'words': 'discussed'}}, 'measures': {'osce_3': {'words': 'done'}}}}",
        NULL);

    (void)state;
    for (int32_t k = 0; k < w->n_measures; k++) {
        const struct measure *m = w->measures[k].row;

        assert_int_equal(
            m->words, strcmp(m->key.id, "osce_3") == 0 ? WORDS_DONE : WORDS_DISCUSSED);
    }
    scenario_free(&scenario);
}

/* The wording `done` equals an implementation of 1, and `called_for` an implementation of 0. */
static void
test_words_at_their_bounds(void **state)
{
    (void)state;
    assert_true(
        runs_with(WORDS("'words': 'done'", ""), NULL) == runs_with(WORDS("", ""), NULL));
    assert_true(runs_with(WORDS("'words': 'called_for'", ""), NULL) ==
                runs_with(WORDS("'implementation': 0", ""), NULL));
    assert_true(
        runs_with(WORDS("'words': 'called_for'", ""), NULL) != runs_with(WORDS("", ""), NULL));
    assert_true(runs_with(WORDS("", ""), "/parameters/wording/agreed_binding=0") ==
                runs_with(WORDS("", ""), NULL));
}

int
main(void)
{
    assert_non_null(getcwd(source, sizeof(source)));
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_postures_without_a_name),
        cmocka_unit_test(test_postures_fill_what_is_missing),
        cmocka_unit_test(test_unknown_postures),
        cmocka_unit_test(test_adaptive_sources),
        cmocka_unit_test(test_the_baseline_is_as_recorded),
        cmocka_unit_test(test_words_stand_for_an_implementation),
        cmocka_unit_test(test_words_of_a_catalogue),
        cmocka_unit_test(test_words_at_their_bounds),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
