/* Tests seat policies. `habit` equals the model without a policy. `ask_first` lowers misdirected
   hostile responses. `never_strike` and the limits of a policy hold at every decision. */
#include "worlds.h"

#include "model/incident/incident.h"

enum { RUNS = 150 };

/** Counts over the runs of a world. */
struct counts {
    int64_t decisions, asked, ordered, misdirected, high, unsure;
    int64_t wrong[RUNS]; /* misdirected hostile orders of each run */
};

struct counter {
    struct counts *counts;
    int32_t run;
};

static void
count(void *self, const struct world *w, const struct run *r, const struct observation *o)
{
    struct counter *c = self;
    const struct incident *i = o->incident;

    (void)r;
    if (o->kind == OBS_DECIDED && i->trigger_kind == TRIGGER_INCIDENT) {
        const struct response *overt = WORLD_RESPONSE(w, i->overt);

        c->counts->decisions++;
        c->counts->asked += overt->effect == EFFECT_INQUIRY;
        c->counts->high += response_is_act(overt) && overt->rung > 2;
    }
    if (o->kind == OBS_ORDERED) {
        c->counts->ordered++;
        c->counts->unsure += i->confidence < .9;
        if (i->trigger_kind == TRIGGER_INCIDENT && i->initiator != i->named) {
            c->counts->misdirected++;
            c->counts->wrong[c->run]++;
        }
    }
}

enum { SETTINGS_MAX = 8 };

/* Runs the triangle of false flags with a hotline, with settings in single quotes, ended by
   NULL. */
static struct counts
play(const char *const *settings, int32_t runs)
{
    static const char *const policies[] = {"line"};
    const char *texts[SETTINGS_MAX];
    struct scenario_options options = {
        .overrides = {.texts = texts}, .policies = policies, .n_policies = 1};
    struct counts counts = {0};
    struct failure f = {.count = 0};
    struct scenario s;

    for (int32_t k = 0; settings[k] != NULL; k++) {
        assert_true(k < SETTINGS_MAX);
        texts[k] = json_quotes(settings[k]);
        options.overrides.count = k + 1;
    }
    assert_ok(scenario_load(&s, "scenarios/false-flag-triangle.json", &options, &f), &f);
    for (int32_t k = 0; k < runs; k++) {
        struct counter counter = {&counts, k};
        struct trace_sink sink = {&counter, count};
        struct run r;

        assert_int_equal(run_init(&r, worlds_first(&s), 7, (uint64_t)k, 0, NULL), STATUS_OK);
        assert_int_equal(run_until(&r, worlds_first(&s), INFINITY, NULL, &sink), RUN_REACHED);
        run_free(&r);
    }
    scenario_free(&s);
    return counts;
}

#define YEARS "/horizon_days=1461"
#define ALL(policy)                                                                            \
    "/states/ardane/seat_policy='" policy "'", "/states/belmor/seat_policy='" policy "'",      \
        "/states/corvane/seat_policy='" policy "'"

static void
test_habit(void **state)
{
    const char *const none[] = {YEARS, NULL}, *const named[] = {YEARS, ALL("habit"), NULL};
    struct counts a = play(none, 20), b = play(named, 20);

    (void)state;
    assert_true(a.decisions > 100 && a.misdirected > 10);
    assert_memory_equal(&a, &b, sizeof(a));
}

/* Whether the paired difference of misdirected responses per run is below 0 with 99 %
   confidence. */
static bool
lowers(const struct counts *before, const struct counts *after)
{
    double sum = 0, squares = 0, mean;

    for (int32_t k = 0; k < RUNS; k++) {
        double d = (double)(after->wrong[k] - before->wrong[k]);

        sum += d;
        squares += d * d;
    }
    mean = sum / RUNS;
    print_message("misdirected responses per run: %g, difference %g\n",
        (double)before->misdirected / RUNS, mean);
    return mean + 2.58 * sqrt((squares / RUNS - mean * mean) / (RUNS - 1)) < 0;
}

/* The twin: states ask nobody, because the confidence that the policy requires is so low that they
   always have it. */
static void
test_ask_first(void **state)
{
    const char *const habit[] = {NULL}, *const ask[] = {ALL("ask_first"), NULL};
    const char *const twin[] = {ALL("ask_first"), "/seat_policies/ask_first/first='nothing'",
        "/seat_policies/ask_first/confidence=0.3", NULL};
    struct counts a = play(habit, RUNS), b = play(ask, RUNS), c = play(twin, RUNS);

    (void)state;
    assert_true(b.asked > 4 * a.asked);
    assert_true(lowers(&a, &b));
    assert_false(lowers(&a, &c));
}

static void
test_limits(void **state)
{
    const char *const habit[] = {YEARS, NULL};
    const char *const never[] = {YEARS, ALL("never_strike"), NULL};
    const char *const limits[] = {YEARS, ALL("ask_first"),
        "/seat_policies/ask_first/max_rung=2", "/seat_policies/ask_first/confidence=0.9", NULL};
    struct counts a = play(habit, 20), b = play(never, 20), c = play(limits, 20);

    (void)state;
    assert_true(a.ordered > 0 && a.high > 0 && a.unsure > 0);
    assert_int_equal(b.ordered, 0);
    assert_true(b.decisions > 100);
    assert_int_equal(c.high, 0);
    assert_int_equal(c.unsure, 0);
    assert_true(c.ordered > 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_habit),
        cmocka_unit_test(test_ask_first),
        cmocka_unit_test(test_limits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
