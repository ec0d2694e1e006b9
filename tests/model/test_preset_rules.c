/* Tests the rules behind the presets: force, hedging states, displacement, new tools of a
   source, doctrinal distance. */
#include "worlds.h"

struct tally_of_run {
    int displays, attributions, operations, answers;
    int started[2]; /* incidents by target, a and b */
};

/* Whether the responses of a state are counted. Those of third states and of b are not. */
static bool
is_counted(const char *state)
{
    return strncmp(state, "third_party", 11) != 0 && strncmp(state, "dialogue", 8) != 0 &&
           strcmp(state, "b") != 0;
}

static void
note(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct tally_of_run *t = self;

    (void)r;
    if (f->kind == OBS_DECIDED && f->value != 0 &&
        is_counted(WORLD_STATE(w, f->incident->target)->key.id)) {
        const struct response *overt = WORLD_RESPONSE(w, f->incident->overt);

        t->answers++;
        t->displays += ladder_is_major(overt->rung);
        t->attributions +=
            strcmp(overt->key.id, "public_attribution") == 0 && f->incident->named >= 0;
        t->operations += WORLD_RESPONSE(w, f->incident->covert)->effect == EFFECT_OPERATION;
    } else if (f->kind == OBS_STARTED && f->incident->source >= 0 && f->incident->target < 2) {
        t->started[f->incident->target]++;
    }
}

static struct tally_of_run
tally(const char *json, uint64_t n)
{
    struct tally_of_run t = {0};
    struct trace_sink sink = {&t, note};

    worlds_many(json, n, &sink);
    return t;
}

/* ---- force ---- */

#define ARMED(force)                                                                           \
    WORLD("'horizon_days': 3652.5, 'states': {'a': {" NEUTRAL_STATE ", 'force': " force        \
          "}, 'b': {" NEUTRAL_STATE                                                            \
          "}}, 'pairs': {'a:b': {'tension_start': 0.5, "                                       \
          "'tension_baseline': 0.5}}, 'sources': {'x': {'kind': 'state', 'home': 'b', "        \
          "'targets': {'a': 20}, 'mix': {'sabotage': 1}}}")

static void
test_force_moves_displays_alone(void **state)
{
    struct tally_of_run none = tally(ARMED("0"), 10), less = tally(ARMED("-20"), 10);
    struct tally_of_run more = tally(ARMED("2"), 10);

    (void)state;
    print_message("displays %d, %d, %d\n", less.displays, none.displays, more.displays);
    assert_true(none.displays > 0 && less.displays == 0);
    assert_true(more.displays > 2 * none.displays);
}

/* ---- ASEAN ---- */

#define ASEAN "tests/model/frozen/as-recorded-asean-2016.json"

/* Returns the responses of ten members in ten years, per run. */
static struct tally_of_run
asean(const char *posture, uint64_t n)
{
    static const char *const members[] = {"brunei", "cambodia", "indonesia", "laos", "malaysia",
        "myanmar", "philippines", "singapore", "thailand", "vietnam"};
    char sets[10][80];
    const char *texts[10];
    const char *const policies[] = {"without"};
    struct scenario_options options = {
        .overrides = {.texts = texts, .count = 10}, .policies = policies, .n_policies = 1};
    struct tally_of_run t = {0};
    struct trace_sink sink = {&t, note};
    struct failure failure = {0};
    struct scenario s;

    for (int k = 0; k < 10; k++) {
        (void)snprintf(
            sets[k], sizeof(sets[k]), "/states/%s/posture=\"%s\"", members[k], posture);
        texts[k] = sets[k];
    }
    assert_ok(scenario_load(&s, ASEAN, &options, &failure), &failure);
    for (uint64_t k = 1; k <= n; k++) {
        worlds_run(worlds_first(&s), 1, k, &sink);
    }
    scenario_free(&s);
    return t;
}

static void
test_hedging_members_name_nobody(void **state)
{
    enum { RUNS = 10 };
    struct tally_of_run hedging = asean("hedging", RUNS), twin = asean("as_recorded", RUNS);

    (void)state;
    print_message("a decade, hedging: %g attributions, %g operations; as recorded: %g, %g\n",
        (double)hedging.attributions / RUNS, (double)hedging.operations / RUNS,
        (double)twin.attributions / RUNS, (double)twin.operations / RUNS);
    assert_true(hedging.attributions <= 3 * RUNS); /* after severe attacks (8.17) */
    assert_int_equal(hedging.operations, 0);
    assert_true(twin.attributions > 4 * RUNS && twin.operations > 5 * RUNS);
}

/* ---- displacement. MODEL.md (1.12) ---- */

#define MOVED(resilience, exponent)                                                            \
    WORLD("'horizon_days': 3652.5, 'states': {'a': {'resilience': " resilience                 \
          "}, 'b': {}}, 'sources': {'x': {'kind': 'criminal', 'targets': {'a': 20, 'b': 20}, " \
          "'campaign_size_mean': 0}}, 'parameters': {'rates': {'headroom': 4, "                \
          "'displacement': " exponent "}}")

static void
test_displacement_moves_attempts(void **state)
{
    struct tally_of_run plain = tally(MOVED("0.5", "0"), 20);
    struct tally_of_run strong = tally(MOVED("1", "0"), 20);
    struct tally_of_run moved = tally(MOVED("1", "1"), 20);
    struct tally_of_run equal = tally(MOVED("0.5", "1"), 20);
    /* a resists with factor 2, which halves the successes. With exponent 1, a has 2/3 of its former
       attempts, b has 4/3 */
    double n = plain.started[0];

    (void)state;
    print_message(
        "displacement: %+.0f %% at the harder target, %+.0f %% at the softer\n"
        "none: %+.0f %% and %+.0f %%\n",
        100 * (moved.started[0] / n - 1),
        100 * (moved.started[1] / (double)plain.started[1] - 1),
        100 * (strong.started[0] / n - 1),
        100 * (strong.started[1] / (double)plain.started[1] - 1));
    assert_true(worlds_near(strong.started[0] / n, .5, .04));
    assert_int_equal(strong.started[1], plain.started[1]); /* the twin: nothing moves to b */
    assert_true(worlds_near(moved.started[0] / n, 1. / 3, .04));
    assert_true(worlds_near(moved.started[1] / (double)plain.started[1], 4. / 3, .05));
    /* equal targets: nothing moves */
    assert_int_equal(equal.started[0], plain.started[0]);
    assert_int_equal(equal.started[1], plain.started[1]);
}

/* ---- retooling. MODEL.md (3.2) ---- */

#define TOOLS(leak, retooling)                                                                 \
    WORLD("'horizon_days': 3652.5, 'states': {'a': {" NEUTRAL_STATE "}, 'b': {" NEUTRAL_STATE  \
          "}}, "                                                                               \
          "'sources': {'x': {'kind': 'criminal', 'targets': {'a': 6, 'b': 6}, "                \
          "'mix': {'intrusion_long_espionage': 1}, 'campaign_size_mean': 3, "                  \
          "'bundle_lag_days': 200}}, 'parameters': {'detection': {'leak_effect': 1, "          \
          "'indicator_effect': 4, 'retooling': " retooling                                     \
          "}}, "                                                                               \
          "'agreements': {'x': {'parties': {'a': {}, 'b': {}}, 'opens': {'technical': {}}, "   \
          "'measures': {'sharing': {'adoption_lag_days': 0, 'indicator_sharing_gain': 1, "     \
          "'leak_gain': " leak "}}}}")

static void
note_dwell(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    (void)w;
    (void)r;
    if (f->kind == OBS_DETECTED || (f->kind == OBS_ENDED && isnan(f->incident->detected_day))) {
        *(double *)self += f->day - f->incident->start_day;
    }
}

static double
dwell(const char *json)
{
    double days = 0;
    struct trace_sink sink = {&days, note_dwell};

    worlds_many(json, 20, &sink);
    return days;
}

static void
test_new_tools_make_indicators_old(void **state)
{
    double kept = dwell(TOOLS("1", "0")), new = dwell(TOOLS("1", "1"));

    (void)state;
    print_message("days until detection: %.0f, with new tools %.0f\n", kept, new);
    assert_true(new > 1.03 * kept);
    assert_true(dwell(TOOLS("1", "0.5")) > kept);
    /* no message informs the source: it gets no new tools */
    assert_true(dwell(TOOLS("0", "1")) == dwell(TOOLS("0", "0")));
    assert_true(dwell(TOOLS("0", "0")) == kept); /* the twin: a leak alone has no effect here */
}

/* The source is state c. Victim a informs b of campaigns and asks `partner` to investigate them. */
#define READ(partner, retooling)                                                               \
    WORLD("'horizon_days': 3652.5, 'states': {'a': {" NEUTRAL_STATE "}, 'b': {" NEUTRAL_STATE  \
          "}, 'c': {" NEUTRAL_STATE "}, 'd': {" NEUTRAL_STATE                                  \
          "}}, 'sources': {'x': {'kind': 'state', 'home': 'c', 'targets': {'a': 6, 'b': 6}, "  \
          "'mix': {'intrusion_long_espionage': 1}, 'campaign_size_mean': 3, "                  \
          "'bundle_lag_days': 200}}, 'parameters': {'rates': {'target_private': 1, "           \
          "'target_government': 0, 'target_military': 0}, 'sharing': {'withhold': 32}, "       \
          "'detection': {'indicator_effect': 4, 'retooling': " retooling                       \
          "}}, 'agreements': {'x': {'parties': {'a': {}, 'b': {}}, 'opens': {'technical': "    \
          "{}}, 'measures': {'sharing': {'adoption_lag_days': 0, 'indicator_sharing_gain': "   \
          "1}}}, 'other': {'parties': {'a': {}, '" partner                                     \
          "': {}}, 'opens': {'technical': {}}, "                                               \
          "'measures': {'cases': {'adoption_lag_days': 0, 'joint_case_gain': 1}}}}")

/* A responsible state that is asked to investigate its own campaign changes its tools. Other
   partners do not. */
static void
test_a_culprit_that_reads_a_case_retools(void **state)
{
    double kept = dwell(READ("c", "0")), new = dwell(READ("c", "1"));

    (void)state;
    print_message("days until detection: %.0f, with new tools %.0f\n", kept, new);
    assert_true(new > 1.02 * kept);
    assert_true(dwell(READ("d", "1")) == dwell(READ("d", "0"))); /* the twin */
}

/* ---- doctrinal distance. MODEL.md (4.2) ---- */

#define APART(first, second, change)                                                           \
    WORLD("'horizon_days': 3652.5, 'states': {'a': {" NEUTRAL_STATE                            \
          ", 'doctrinal_position': " first "}, 'b': {" NEUTRAL_STATE                           \
          ", 'doctrinal_position': " second "}, 'c': {" NEUTRAL_STATE "}}, " PAIRS_ABC         \
          ", " SOURCES_ABC                                                                     \
          ", 'agreements': {'x': {'parties': {'a': {}, 'b': {}}, "                             \
          "'measures': {'talk': {'adoption_lag_days': 0, 'doctrinal_distance_change': " change \
          "}}}}")

/* Whether the change of distance changes nothing. */
static bool
is_null(const char *with, const char *without)
{
    struct scenario one, other;
    struct diary a, b;
    bool same;

    worlds_load(&one, with);
    worlds_load(&other, without);
    a = worlds_diary(worlds_first(&one), 3, true);
    b = worlds_diary(worlds_first(&other), 3, true);
    same = diary_same(&a, &b, false);
    scenario_free(&one);
    scenario_free(&other);
    return same;
}

static void
test_no_distance_no_effect(void **state)
{
    (void)state;
    assert_true(is_null(APART("1", "1", "-0.9"), APART("1", "1", "0")));
    assert_true(is_null(APART("0", "0", "-0.9"), APART("0", "0", "0")));
    assert_false(is_null(APART("1", "-1", "-0.9"), APART("1", "-1", "0"))); /* the twin */
    assert_false(is_null(APART("1", "0", "-0.9"), APART("1", "0", "0")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_force_moves_displays_alone),
        cmocka_unit_test(test_hedging_members_name_nobody),
        cmocka_unit_test(test_displacement_moves_attempts),
        cmocka_unit_test(test_new_tools_make_indicators_old),
        cmocka_unit_test(test_a_culprit_that_reads_a_case_retools),
        cmocka_unit_test(test_no_distance_no_effect),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
