/* Tests properties of the five arrangements, in copies in which every state has the recorded
   posture: types limit severity, espionage carries no demand, and the request for help is a
   separate choice. MODEL.md (3.5), (8.4), (8.6) */
#include "worlds.h"

#include "kernel/tally.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { STATISTICS = 0 };
#else
enum { STATISTICS = 1 };
#endif

#define COPY(name) SOURCE_DIR "/tests/model/frozen/as-recorded-" name ".json"

static void
load(struct scenario *s, const char *path, const char *policy, const char *const *settings)
{
    struct scenario_options options = {
        .overrides = {.texts = settings}, .policies = &policy, .n_policies = 1};
    struct failure failure = {.count = 0};

    while (settings[options.overrides.count] != NULL) {
        options.overrides.count++;
    }
    assert_ok(scenario_load(s, path, &options, &failure), &failure);
}

/* Runs replications 1 to `runs` under the policy `with`. */
static void
many_runs(const char *path, const char *const *settings, uint64_t runs, struct trace_sink sink)
{
    struct scenario s;

    load(&s, path, "with", settings);
    for (uint64_t n = 1; n <= runs; n++) {
        worlds_run(worlds_first(&s), 1, n, &sink);
    }
    scenario_free(&s);
}

/* ---- severity and concessions ---- */

struct severities {
    int64_t incidents, espionage, replies, severe, severe_replies;
    int64_t conceded, conceded_to_espionage;
};

static void
note_severity(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct severities *x = self;

    (void)r;
    if (f->kind == OBS_STARTED) {
        bool stealthy = f->incident->type != NONE &&
                        incident_type_is_stealthy(WORLD_TYPE(w, f->incident->type));
        bool reply = f->incident->counter_operation;

        x->incidents++;
        x->espionage += stealthy;
        x->replies += stealthy && reply;
        x->severe += stealthy && f->incident->severity > 4;
        x->severe_replies += stealthy && reply && f->incident->severity > 4;
    } else if (f->kind == OBS_CLOSED && f->incident->trigger_kind == TRIGGER_INCIDENT &&
               !isnan(f->incident->concession_day)) {
        x->conceded++;
        x->conceded_to_espionage += incident_type_is_stealthy(WORLD_TYPE(w, f->incident->type));
    }
}

static struct severities
severities_of(const char *name, const char *const *settings)
{
    static const struct {
        const char *path;
        uint64_t runs;
    } copies[] = {{COPY("russia-indonesia-2021"), 25}, {COPY("vietnam-russia-2017"), 25},
        {COPY("russia-france-osce"), 25}, {COPY("indonesia-russia-2017"), 25},
        {COPY("asean-2016"), 5}};
    struct severities x = {0};
    uint64_t factor = long_form() ? 20 : 1;

    for (size_t k = 0; k < sizeof(copies) / sizeof(copies[0]); k++) {
        many_runs(copies[k].path, settings, STATISTICS ? factor * copies[k].runs : 1,
            (struct trace_sink){&x, note_severity});
    }
    print_message("%s: %" PRId64 " incidents, %" PRId64 " of espionage (%" PRId64
                  " replies), above severity 4: %" PRId64 " (%" PRId64 "); %" PRId64
                  " conceded, %" PRId64 " to espionage\n",
        name, x.incidents, x.espionage, x.replies, x.severe, x.severe_replies, x.conceded,
        x.conceded_to_espionage);
    return x;
}

static void
test_types_bound_severity(void **state)
{
    static const char *const none[] = {NULL};
    static const char *const worse[] = {
        "/incident_types/intrusion_long_espionage/severity/7=0.1", NULL};
    struct severities x = severities_of("five copies", none);

    (void)state;
    assert_true(x.espionage > 100 && (x.conceded > 0 || !STATISTICS));
    assert_true(x.replies > 0 || !STATISTICS);
    assert_int_equal(x.severe, 0);
    assert_int_equal(x.conceded_to_espionage, 0);
    x = severities_of("twin", worse); /* one type has an example of severity 7 */
    assert_true(x.severe > 10);
    assert_true(x.severe_replies > 0 || !STATISTICS);
    assert_int_equal(x.conceded_to_espionage, 0);
}

/* ---- help and accusation ---- */

struct answers {
    int64_t hostile, help, decisions;
};

static void
note_answer(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct answers *x = self;
    const struct response *overt;

    (void)r;
    if (f->kind != OBS_DECIDED || f->value == 0 ||
        f->incident->trigger_kind != TRIGGER_INCIDENT) {
        return;
    }
    overt = WORLD_RESPONSE(w, f->incident->overt);
    x->decisions++;
    x->hostile += response_is_hostile(overt) +
                  response_is_hostile(WORLD_RESPONSE(w, f->incident->covert));
    x->help += overt->effect == EFFECT_ASSISTANCE ||
               (f->incident->help != NONE &&
                   WORLD_RESPONSE(w, f->incident->help)->effect == EFFECT_ASSISTANCE);
}

/* Switches off all effects of a request except the choice itself. These are its effects on trust,
   on containment and on the work of the desk, and the notices that it displaces. (With a notice, a
   partner finds its part of a campaign sooner.) Under the policy `without` no indicators are
   shared, so that fresher channels bring no evidence sooner. Requests then change no belief and no
   relation. */
#define SILENT                                                                                 \
    "/parameters/trust/honoured=0", "/parameters/trust/refused=0",                             \
        "/parameters/trust/contact=0", "/parameters/detection/assistance_effect=1",            \
        "/parameters/detection/message_work=0", "/parameters/clarification/p_ask=0",           \
        "/responses/technical_notice/alpha=-20"
#define FEW "/responses/assistance_request/alpha=-20"
#define MANY "/responses/assistance_request/alpha=3"
#define ONE_CHOICE "/responses/assistance_request/side=\"overt\""

/* Returns the change of hostile responses if partners are asked often instead of never. */
static struct tally
change_with_help(
    const char *name, const char *policy, const char *const *few, const char *const *many)
{
    struct tally change = {0};
    struct scenario s[2];
    int64_t help[2] = {0, 0};
    uint64_t runs = STATISTICS ? (long_form() ? 400 : 60) : 3;

    load(&s[0], COPY("vietnam-russia-2017"), policy, few);
    load(&s[1], COPY("vietnam-russia-2017"), policy, many);
    for (uint64_t n = 1; n <= runs; n++) {
        struct answers x[2] = {{0}, {0}};

        for (int k = 0; k < 2; k++) {
            struct trace_sink sink = {&x[k], note_answer};

            worlds_run(worlds_first(&s[k]), 1, n, &sink);
            help[k] += x[k].help;
        }
        tally_add(&change, (double)(x[1].hostile - x[0].hostile));
    }
    scenario_free(&s[0]);
    scenario_free(&s[1]);
    print_message("%s: requests a run %.1f to %.1f, hostile responses %+.3f +- %.3f\n", name,
        (double)help[0] / (double)runs, (double)help[1] / (double)runs, change.mean,
        1.96 * sqrt(tally_variance(&change) / (double)change.n));
    assert_true(help[1] > 2 * help[0]);
    return change;
}

static void
test_help_displaces_no_accusation(void **state)
{
    static const char *const few[] = {SILENT, FEW, NULL}, *const many[] = {SILENT, MANY, NULL};
    static const char *const few_as_is[] = {FEW, NULL}, *const many_as_is[] = {MANY, NULL};
    static const char *const one_few[] = {SILENT, FEW, ONE_CHOICE, NULL};
    static const char *const one_many[] = {SILENT, MANY, ONE_CHOICE, NULL};
    struct tally silent = change_with_help("silent", "without", few, many);
    struct tally twin = change_with_help("one choice", "without", one_few, one_many);

    (void)state;
    (void)change_with_help("with the treaty", "with", few_as_is, many_as_is);
    assert_true(silent.mean == 0 && tally_variance(&silent) == 0);
    assert_true(
        !STATISTICS || twin.mean + 1.96 * sqrt(tally_variance(&twin) / (double)twin.n) < 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_types_bound_severity),
        cmocka_unit_test(test_help_displaces_no_accusation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
