/* Tests how the effect of better evidence depends on the confidence that a state needs. Items of
   evidence have unequal weights, so that the posterior does not reach the threshold at the same
   item in every case. With equal items, a threshold that is one item higher would change the
   effect in a step. MODEL.md (5.2) */
#include "worlds.h"

#include "kernel/tally.h"

enum { POINTS = 4, RUNS = 60 };

static const char *const thresholds[POINTS] = {"0.725", "0.75", "0.775", "0.8"};

static void
note_wrong(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    (void)w;
    (void)r;
    if (f->kind == OBS_DECIDED && f->value == 1 &&
        f->incident->trigger_kind == TRIGGER_INCIDENT && f->incident->named >= 0) {
        *(double *)self += f->incident->named != f->incident->initiator;
    }
}

/* Returns the mean over runs of a difference: wrong attributions with the measure minus those
   without it. */
static double
effect_at(const char *threshold, const char *sd)
{
    static const char *const states[] = {"russia", "third_party_1", "third_party_2", "vietnam"};
    char text[5][100];
    const char *settings[5];
    struct scenario_options options = {.overrides = {.texts = settings, .count = 5}};
    struct failure failure = {.count = 0};
    struct tally differences = {0};
    struct scenario s;

    for (int k = 0; k < 4; k++) {
        (void)snprintf(
            text[k], sizeof(text[k]), "/states/%s/confidence_needed=%s", states[k], threshold);
        settings[k] = text[k];
    }
    (void)snprintf(text[4], sizeof(text[4]), "/parameters/attribution/item_weight_sd=%s", sd);
    settings[4] = text[4];
    assert_ok(scenario_load(&s, SOURCE_DIR "/tests/model/frozen/vietnam-russia-2017.json",
                  &options, &failure),
        &failure);
    for (uint64_t n = 1; n <= RUNS; n++) {
        double wrong[2] = {0, 0};

        for (int32_t p = 0; p < 2; p++) {
            struct trace_sink sink = {&wrong[p], note_wrong};

            worlds_run(s.policies[p].world, 1, n, &sink);
        }
        tally_add(&differences, wrong[1] - wrong[0]);
    }
    scenario_free(&s);
    return differences.mean;
}

/* Returns the largest change of the effect between neighbouring thresholds. */
static double
largest_step(const char *sd)
{
    double before = effect_at(thresholds[0], sd), largest = 0;

    for (int k = 1; k < POINTS; k++) {
        double now = effect_at(thresholds[k], sd);

        print_message("sd %s, %s: %+.3f\n", sd, thresholds[k], now);
        largest = fmax(largest, fabs(now - before));
        before = now;
    }
    return largest;
}

static void
test_no_step_at_a_threshold(void **state)
{
    double step;

    (void)state;
    assert_true(largest_step("0.8") < 0.25);
    /* the twin */
    step = effect_at("0.925", "0") - effect_at("0.9", "0");
    print_message("sd 0, 0.9 to 0.925: %+.3f\n", step);
    assert_true(fabs(step) > 0.45);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_no_step_at_a_threshold)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
