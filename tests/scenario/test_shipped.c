/* Tests the shipped scenarios: they load without a warning; the agreement of 2021 contains all
   of its commitments; its scenario states nothing about real states that is not recorded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "assert_ok.h"
#include "histories.h"
#include "model/input/world_posture.h"
#include "model/run.h"
#include "scenario/scenario.h"

#define PACT "scenarios/russia-indonesia-2021.json"
#define RECORDED "tests/model/frozen/as-recorded-russia-indonesia-2021.json"
#define INVENTED "scenarios/russia-indonesia-2021-invented-names.json"

static struct scenario scenario;

static void
load_with(struct scenario *s, const char *path, const char *const *sets, int32_t n)
{
    struct scenario_options options = {.overrides = {.texts = sets, .count = n}};
    struct failure f = {0};

    if (scenario_load(s, path, &options, &f) != STATUS_OK) {
        fail_msg("%s", f.line[0]);
    }
}

static void
load(struct scenario *s, const char *path)
{
    load_with(s, path, NULL, 0);
}

/* The world under a policy. */
static const struct world *
under(const struct scenario *s, const char *policy)
{
    for (int32_t k = 0; k < s->n_policies; k++) {
        if (strcmp(s->policies[k].id, policy) == 0) {
            return s->policies[k].world;
        }
    }
    fail_msg("no policy %s", policy);
    return NULL;
}

static void
test_all_load(void **state)
{
    glob_t found;

    (void)state;
    assert_int_equal(glob("scenarios/*.json", 0, NULL, &found), 0);
    for (size_t k = 0; k < found.gl_pathc; k++) {
        load(&scenario, found.gl_pathv[k]);
        assert_int_equal(scenario.warnings.count, 0);
        assert_true(scenario.title[0] != '\0');
        scenario_free(&scenario);
    }
    globfree(&found);
}

/* The 15 commitments */

static const struct agreement *
agreement(const struct world *w, const char *id)
{
    for (int32_t k = 0; k < w->n_agreements; k++) {
        if (strcmp(WORLD_AGREEMENT(w, k)->key.id, id) == 0) {
            return WORLD_AGREEMENT(w, k);
        }
    }
    fail_msg("no agreement %s", id);
    return NULL;
}

/* The measure `id`, whose references must contain `commitment`. */
static const struct measure *
measure(const struct agreement *a, const char *id, const char *commitment)
{
    const struct measure *items = a->measures.items;

    for (int32_t k = 0; k < a->measures.count; k++) {
        if (strcmp(items[k].key.id, id) == 0) {
            assert_non_null(strstr(items[k].references, commitment));
            assert_true(items[k].implementation == 1 && items[k].activity == 1);
            return &items[k];
        }
    }
    fail_msg("no measure %s", id);
    return NULL;
}

static void
assert_changes(
    const struct agreement *a, const char *id, const char *commitment, enum lever lever)
{
    const struct measure *m = measure(a, id, commitment);

    if (m->effect[lever].up == 0 && m->effect[lever].down == 0) {
        fail_msg("%s does not change %s", id, lever_rows[lever].id);
    }
}

static void
test_commitments_of_the_agreement(void **state)
{
    static const struct {
        const char *measure, *commitment;
        enum lever lever;
    } rows[] = {
        {"consultations", "commitments 2 and 3", LEVER_ask},
        {"joint_monitoring", "commitment 5", LEVER_detection_speed},
        {"joint_response", "commitment 5", LEVER_assistance_bonus},
        {"threat_information", "commitment 6", LEVER_notice_bonus},
        {"incident_information", "commitment 7", LEVER_indicator_sharing},
        {"malware_information", "commitment 8", LEVER_indicator_sharing},
        {"attack_methods", "commitment 9", LEVER_joint_case},
        {"internet_governance", "commitment 10", LEVER_doctrinal_distance},
        {"data_protection", "commitment 12", LEVER_refusal},
        {"legislation_exchange", "commitment 13", LEVER_refusal},
        {"joint_investigation", "commitment 14", LEVER_joint_case},
        {"suppression", "commitment 14", LEVER_proxy_control},
        {"contact_point", "commitment 15", LEVER_locate_time},
    };
    const struct agreement *a, *joint;
    const struct world *w;
    int32_t pair;

    (void)state;
    load(&scenario, PACT);
    w = under(&scenario, "with");
    a = agreement(w, "ri-2021");
    joint = agreement(w, "ri-joint-measures");
    pair = world_pair(w, 0, 1);

    /* 1: the agreement; 2: consultations; 3: the channel of the signatories */
    assert_non_null(strstr(a->notes, "Commitment 1, "));
    assert_int_equal(a->parties.count, 2);
    assert_true(a->consultations.interval_days > 0);
    assert_non_null(strstr(WORLD_PAIR(w, pair)->notes, "commitment 3"));
    assert_non_null(world_channel(w, pair, CHANNEL_POLITICAL));
    /* 4: joint measures, agreed in consultations; 11: confidence-building measures */
    assert_int_equal(joint->entry.follows, a->key.index);
    assert_true(joint->entry.signing_probability > 0);
    assert_changes(joint, "exercise", "commitments 4 and 11", LEVER_answer);
    assert_changes(joint, "severity_scale", "commitments 4 and 11", LEVER_severity_noise);
    for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
        assert_changes(a, rows[k].measure, rows[k].commitment, rows[k].lever);
    }
    /* 15: both coordinating bodies are named with their states */
    assert_non_null(strstr(WORLD_STATE(w, 0)->notes, "BSSN"));
    assert_non_null(strstr(WORLD_STATE(w, 1)->notes, "Security Council"));
    scenario_free(&scenario);
}

static void
test_without_the_agreement_the_rest_is_the_same(void **state)
{
    const struct world *with, *without;

    (void)state;
    load(&scenario, PACT);
    with = under(&scenario, "with");
    without = under(&scenario, "without");
    assert_string_equal(scenario.policies[scenario.baseline].id, "without");
    assert_int_equal(without->n_agreements, 0);
    assert_int_equal(with->n_arrival_processes, without->n_arrival_processes);
    for (int32_t k = 0; k < with->n_arrival_processes; k++) {
        assert_true(with->arrival_processes[k].rate_per_day ==
                    without->arrival_processes[k].rate_per_day);
    }
    scenario_free(&scenario);
}

/* Scenarios with real names contain only recorded facts: no value judges one of the two states. */
static void
test_the_scenario_is_neutral(void **state)
{
    const struct world *w;

    (void)state;
    load(&scenario, PACT);
    w = under(&scenario, "with");
    for (int32_t k = 0; k < w->n_states; k++) {
        const struct state *s = WORLD_STATE(w, k);

        assert_true(s->detection == .5 && s->attribution == .5 && s->resilience == .5 &&
                    s->offence == .5);
        assert_true(s->inertia == 0);
        assert_int_equal(s->posture,
            strcmp(s->key.id, "indonesia") == 0 ? POSTURE_HEDGING : POSTURE_AS_RECORDED);
        assert_int_equal(s->analysts, WORLD_STATE(w, 0)->analysts);
    }
    for (int32_t k = 0; k < w->n_sources; k++) {
        const struct source *s = WORLD_SOURCE(w, k);

        assert_true(s->false_flag.share == 0 && s->sponsor == NONE && s->rates_as_observed);
        assert_true(s->kind != SOURCE_STATE || s->home >= 2);
    }
    for (int32_t k = 0; k < w->n_arrival_processes; k++) {
        int32_t home = WORLD_SOURCE(w, w->arrival_processes[k].source)->home;

        assert_true(w->arrival_processes[k].target < 2);
        assert_true(home == NONE || home >= 2 || home == w->arrival_processes[k].target);
    }
    assert_true(w->parameters.clarification.p_deny_responsible == .99);
    scenario_free(&scenario);
}

static double
rate_against(const struct world *w, int32_t target)
{
    double sum = 0;

    for (int32_t k = 0; k < w->n_arrival_processes; k++) {
        sum +=
            w->arrival_processes[k].target == target ? w->arrival_processes[k].rate_per_day : 0;
    }
    return sum;
}

static void
test_the_scenario_is_symmetric(void **state)
{
    const struct world *w;
    const struct party *parties;

    (void)state;
    load(&scenario, PACT);
    w = under(&scenario, "with");
    assert_true(rate_against(w, 0) == rate_against(w, 1));
    for (int32_t k = 0; k < w->n_agreements; k++) {
        parties = WORLD_AGREEMENT(w, k)->parties.items;
        assert_true(parties[0].implementation == parties[1].implementation);
        assert_true(parties[0].activity == parties[1].activity);
    }
    scenario_free(&scenario);
}

static void
test_invented_names_change_no_number(void **state)
{
    static const char *const warmth[] = {"/parameters/decision/temperature=1.1"};
    static struct scenario invented, warmer;

    (void)state;
    load(&scenario, PACT);
    load(&invented, INVENTED);
    load_with(&warmer, PACT, warmth, 1);
    assert_true(invented.policies[0].world->use_aliases);
    for (int32_t k = 0; k < scenario.n_policies; k++) {
        uint64_t real = histories(scenario.policies[k].world, 20, INFINITY);

        assert_string_equal(scenario.policies[k].id, invented.policies[k].id);
        assert_int_equal(histories(invented.policies[k].world, 20, INFINITY), real);
        assert_int_not_equal(histories(warmer.policies[k].world, 20, INFINITY), real);
    }
    scenario_free(&scenario);
    scenario_free(&invented);
    scenario_free(&warmer);
}

/* Whether runs change without the measure. `all` is the fingerprint with it. */
static bool
has_effect(const char *measure, uint64_t all)
{
    struct scenario less;
    char set[128];
    const char *sets[] = {set};
    bool changed;

    (void)snprintf(
        set, sizeof(set), "/agreements/ri-2021/measures/%s/implementation=0", measure);
    load_with(&less, RECORDED, sets, 1);
    changed = histories(under(&less, "with"), 20, INFINITY) != all;
    scenario_free(&less);
    return changed;
}

/* Some measures change the runs. Others have no effect between these two states: their doctrines
   are at distance 0, and reports of incidents add no indicators to those of the exchange on
   malware. */
static void
test_measures_with_and_without_effect(void **state)
{
    static const char *const effective[] = {"attack_methods", "contact_point",
        "data_protection", "joint_investigation", "joint_monitoring", "joint_response",
        "malware_information", "suppression", "threat_information"};
    static const char *const idle[] = {"incident_information", "internet_governance"};
    uint64_t all;

    (void)state;
    load(&scenario, RECORDED);
    all = histories(under(&scenario, "with"), 20, INFINITY);
    for (size_t k = 0; k < sizeof(effective) / sizeof(effective[0]); k++) {
        if (!has_effect(effective[k], all)) {
            fail_msg("%s has no effect", effective[k]);
        }
    }
    for (size_t k = 0; k < sizeof(idle) / sizeof(idle[0]); k++) {
        if (has_effect(idle[k], all)) {
            fail_msg("%s has an effect", idle[k]);
        }
    }
    scenario_free(&scenario);
}

/* An observer that counts the incidents when they are closed. */
static void
no_elements(const struct world *w, int32_t *counts)
{
    (void)w;
    counts[0] = 0;
}

static void
note_closed(struct array *arrays, const struct world *w, const struct run *r,
    const struct observation *observation)
{
    (void)w;
    (void)r;
    if (observation->kind == OBS_CLOSED) {
        (void)array_add(&arrays[0]);
    }
}

/* Observers have room for all incidents that are open on the last day. */
static void
test_many_open_incidents_are_closed(void **state)
{
    static const char *const sets[] = {
        "/sources/third_party_1_service/targets/russia=200", "/horizon_days=300"};
    static const size_t sizes[] = {sizeof(double)};
    static const struct observer closing = {
        "closing", sizes, 1, OBS_BIT(OBS_CLOSED), no_elements, note_closed};
    static const struct observer *const at[] = {&closing};
    static const struct observers observers = {at, 1};
    struct run run;

    (void)state;
    load_with(&scenario, PACT, sets, 2);
    assert_ok(run_init(&run, scenario.policies[0].world, 1, 1, 0, &observers), NULL);
    assert_int_equal(
        run_until(&run, scenario.policies[0].world, 300, &observers, NULL), RUN_REACHED);
    assert_true(run.observer_arrays[0].count > 100);
    run_free(&run);
    scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_load),
        cmocka_unit_test(test_commitments_of_the_agreement),
        cmocka_unit_test(test_without_the_agreement_the_rest_is_the_same),
        cmocka_unit_test(test_the_scenario_is_neutral),
        cmocka_unit_test(test_the_scenario_is_symmetric),
        cmocka_unit_test(test_invented_names_change_no_number),
        cmocka_unit_test(test_measures_with_and_without_effect),
        cmocka_unit_test(test_many_open_incidents_are_closed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
