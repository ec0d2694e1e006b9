/* Compares the value of a round of consultations with calculations by hand. MODEL.md (11.5) */
#include "worlds.h"

#define ROUND(tension, trust, rounds, value)                                                   \
    WORLD(                                                                                     \
        "'horizon_days': 100, 'states': {'a': {}, 'b': {}}, "                                  \
        "'pairs': {'a:b': {'tension_baseline': " tension ", 'tension_start': " tension         \
        ", 'trust_good': " trust                                                               \
        ", 'trust_bad': 2, 'routine_contacts_per_year': 0}}, "                                 \
        "'agreements': {'x': {'parties': {'a': {}, 'b': {}}, 'suspension': "                   \
        "{'hazard_per_day': 0}, 'consultations': {'interval_days': 60, 'skip_tension': "       \
        "100" rounds                                                                           \
        "}, 'measures': {'consultations': {'adoption_lag_days': 0, "                           \
        "'half_life_days': 0, 'meeting_value_shift': " value "}}}}")

static void
note_gain(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    double *gain = self;

    (void)w;
    (void)r;
    if (f->kind == OBS_TRUST && *gain == 0) {
        *gain = f->value;
    }
}

/* Returns the gain of trust of one state at the first round. */
static double
gain_of(const char *json)
{
    double gain = 0;
    struct trace_sink sink = {&gain, note_gain};

    worlds_many(json, 1, &sink);
    return gain;
}

/* Returns the expected gain from g good and 2 bad experiences, for a round of that value. The cap
   of trust is .6. */
static double
expected(double g, double worth)
{
    double before = g / (g + 2), added = .25 * worth * (1 - before / .6);

    return (g + added) / (g + 2 + added) - before;
}

static void
test_a_round_by_hand(void **state)
{
    (void)state;
    print_message(
        "gain of trust: bilateral %.4f, of eleven %.4f, tense %.4f, at the cap %.4f\n"
        "without a measure %.4f\n",
        gain_of(ROUND("0", "1", "", "1")), gain_of(ROUND("0", "1", ", 'room': 11", "1")),
        gain_of(ROUND("0.5", "1", "", "1")), gain_of(ROUND("0", "3", "", "1")),
        gain_of(ROUND("0", "1", "", "0")));
    assert_true(worlds_near(gain_of(ROUND("0", "1", "", "1")), expected(1, 1), 1e-12));
    assert_true(worlds_near(gain_of(ROUND("0", "1", "", "0.3")), expected(1, .3), 1e-12));
    assert_true(worlds_near(gain_of(ROUND("0.5", "1", "", "1")), expected(1, 16. / 17), 1e-12));
    assert_true(
        worlds_near(gain_of(ROUND("0", "1", ", 'room': 11", "1")), expected(1, .1), 1e-12));
    assert_true(gain_of(ROUND("0", "3", "", "1")) == 0); /* at the cap */
    assert_true(gain_of(ROUND("0", "1", "", "0")) == 0);
    assert_false(worlds_near(expected(1, 1), expected(1, 16. / 17), 1e-3)); /* they differ */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_round_by_hand)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
