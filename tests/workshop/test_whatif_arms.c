/* Tests what usually follows from a decision: arms, measures of the matter, pairs, threads,
   intervals. */
#include "assert_ok.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"
#include "scenario/scenario.h"
#include "workshop/policy_world.h"
#include "workshop/whatif_strip.h"
#include "workshop/window.h"

enum { FORKS = 1000, WINDOW = 90, BLOCK = 100, BLOCKS = 4000 };

/** A stop at which a state with a seat has to decide, and names a state that is not responsible. */
struct stop {
    struct scenario scenario;
    struct run run;
    struct tabled matter;
    const struct world *world;
    const struct incident *incident;
    struct whatif whatif; /* FORKS continuations of each arm */
};

static bool
is_false(const struct stop *s)
{
    const struct incident *i =
        ARRAY_AT(struct incident, &s->run.incidents.items, s->matter.incident);

    return s->matter.kind == TABLED_DECISION && i->trigger_kind == TRIGGER_INCIDENT &&
           i->named >= 0 && i->initiator >= 0 && i->named != i->initiator;
}

static struct whatif_question
question(const struct stop *s, int64_t n)
{
    return (struct whatif_question){.stop = &s->run,
        .world = s->world,
        .state = s->matter.state,
        .number = s->matter.number,
        .days = WINDOW,
        .n = n,
        .threads = 2};
}

static int
begin(void **state)
{
    static const char *const policies[] = {"line"};
    struct scenario_options options = {.policies = policies, .n_policies = 1};
    static struct stop s;
    struct whatif_question q;
    struct tabled tabled[TABLED_MAX];
    struct failure f = {.count = 0};
    bool found = false;

    *state = &s;
    assert_ok(
        scenario_load(&s.scenario, "scenarios/false-flag-triangle.json", &options, &f), &f);
    s.world = s.scenario.policies[0].world;
    assert_int_equal(run_init(&s.run, s.world, 7, 1, 0, NULL), STATUS_OK);
    run_table(&s.run, true);
    run_seat(&s.run, 0, true);
    for (double day = 14; !found && day < 3000; day += 14) {
        assert_int_equal(run_until(&s.run, s.world, day, NULL, NULL), RUN_REACHED);
        int32_t n = run_tabled(&s.run, NONE, tabled);

        for (int32_t k = 0; k < n && !found; k++) {
            s.matter = tabled[k];
            found = is_false(&s);
        }
        if (!found) {
            assert_int_equal(run_habit_all(&s.run, s.world, NONE, NULL, NULL), STATUS_OK);
        }
    }
    assert_true(found);
    s.incident = ARRAY_AT(struct incident, &s.run.incidents.items, s.matter.incident);
    q = question(&s, FORKS);
    assert_int_equal(whatif_run(&q, &s.whatif), STATUS_OK);
    return 0;
}

static int
end(void **state)
{
    struct stop *s = *state;

    whatif_free(&s->whatif);
    run_free(&s->run);
    scenario_free(&s->scenario);
    return 0;
}

static const struct whatif_arm *
arm_of(const struct whatif *x, const char *id)
{
    for (int32_t k = 0; k < x->n_arms; k++) {
        if (strcmp(x->arm[k].id, id) == 0) {
            return &x->arm[k];
        }
    }
    fail_msg("there is no arm %s", id);
    return NULL;
}

static double
share(const struct whatif *x, const char *arm, enum workshop_measure m)
{
    return arm_of(x, arm)->result[m].own.value;
}

/* An option that ends the matter at once takes 0 days and leaves the wrong belief of the seat. */
static void
test_arms(void **state)
{
    const struct stop *s = *state;
    const struct whatif *x = &s->whatif;

    for (int32_t k = 0; k < x->n_arms; k++) {
        print_message("%-9s %-26s", x->arm[k].id,
            x->arm[k].response == NONE ? ""
                                       : WORLD_RESPONSE(s->world, x->arm[k].response)->key.id);
        for (int32_t m = 0; m < CASCADE_MEASURES; m++) {
            print_message(" %s %.3f", workshop_measure_names[m], x->arm[k].result[m].own.value);
        }
        print_message("\n");
    }
    assert_true(share(x, "pass", WORKSHOP_WRONG_HIT) == 0);
    assert_true(share(x, "pass", WORKSHOP_DAYS) == 0 && share(x, "say", WORKSHOP_DAYS) == 0);
    assert_true(share(x, "pass", WORKSHOP_KNOWN) == 0 && share(x, "say", WORKSHOP_KNOWN) == 0);
    assert_true(share(x, "ask", WORKSHOP_DAYS) > 0);
    assert_true(share(x, "say", WORKSHOP_WRONG_HIT) > .9);
    assert_true(share(x, "cost", WORKSHOP_WRONG_HIT) > .8);
    assert_true(share(x, "habit", WORKSHOP_WRONG_HIT) > .01);
    assert_true(share(x, "ask", WORKSHOP_WRONG_HIT) < share(x, "say", WORKSHOP_WRONG_HIT));
}

static void
test_threads_and_forks(void **state)
{
    struct whatif_question q = question(*state, 100);
    struct whatif a, b;
    size_t size;

    assert_int_equal(whatif_run(&q, &a), STATUS_OK);
    q.threads = 1;
    assert_int_equal(whatif_run(&q, &b), STATUS_OK);
    size = (size_t)(a.n_arms * a.n * CASCADE_MEASURES) * sizeof(double);
    assert_memory_equal(a.values, b.values, size);
    whatif_free(&b);
    q.unpaired = true;
    assert_int_equal(whatif_run(&q, &b), STATUS_OK);
    assert_true(memcmp(a.values, b.values, size) != 0);
    whatif_free(&a);
    whatif_free(&b);
    q.number += 1000;
    assert_int_equal(whatif_run(&q, &a), STATUS_BAD_INPUT);
    whatif_free(&a);
}

/* A result in several calls equals the result in one call. */
static void
test_continuing(void **state)
{
    struct whatif_question q = question(*state, 100);
    struct whatif whole, part;

    assert_int_equal(whatif_run(&q, &whole), STATUS_OK);
    q.n = 30;
    assert_int_equal(whatif_run(&q, &part), STATUS_OK);
    assert_true(memcmp(part.arm, whole.arm, sizeof(part.arm)) != 0);
    q.n = 40;
    assert_int_equal(whatif_more(&q, &part), STATUS_OK);
    q.n = 100;
    assert_int_equal(whatif_more(&q, &part), STATUS_OK);
    assert_int_equal(part.n, whole.n);
    assert_memory_equal(part.values, whole.values,
        (size_t)(whole.n_arms * whole.n * CASCADE_MEASURES) * sizeof(double));
    for (int32_t arm = 0; arm < whole.n_arms; arm++) {
        assert_memory_equal(
            part.arm[arm].result, whole.arm[arm].result, sizeof(whole.arm[arm].result));
    }
    whatif_free(&whole);
    whatif_free(&part);
}

/* Counts orders by their chain of responses (incident.matter), and the acts that respond directly
   to the matter, without cascade.h. */
struct independent {
    const struct stop *stop;
    bool wrong, first;
    int32_t covert;
};

static void
note(void *self, const struct world *w, const struct run *r, const struct observation *o)
{
    struct independent *x = self;
    const struct incident *matter = x->stop->incident;

    (void)w;
    (void)r;
    if (o->kind == OBS_DECIDED && o->incident->id == matter->id && !x->first) {
        x->first = true;
        x->covert = o->incident->covert;
    }
    if (o->kind == OBS_ORDER_CLOSED && o->value == ORDER_EXECUTED &&
        o->incident->matter == matter->matter && o->incident->target == x->stop->matter.state &&
        o->incident->named != matter->initiator) {
        x->wrong = true;
    }
    if (o->kind == OBS_ACT && o->act->parent_id == matter->id) {
        x->wrong = x->wrong || o->act->target != matter->initiator;
    }
}

/* Runs one continuation with another fork. The matter is settled by habit or as given. */
static struct independent
continue_once(const struct stop *s, uint64_t fork, const struct settlement *settlement)
{
    struct independent x = {.stop = s};
    struct trace_sink sink = {&x, note};
    struct run r = {0};

    assert_int_equal(run_copy_into(&r, &s->run), STATUS_OK);
    run_fork(&r, fork);
    if (settlement != NULL) {
        assert_int_equal(run_settle(&r, s->world, s->matter.state, s->matter.number, settlement,
                             NULL, &sink),
            STATUS_OK);
    }
    assert_int_equal(run_habit_all(&r, s->world, NONE, NULL, &sink), STATUS_OK);
    run_seat(&r, s->matter.state, false);
    assert_int_equal(
        run_until(&r, s->world, s->run.kernel.now + WINDOW, NULL, &sink), RUN_REACHED);
    run_free(&r);
    return x;
}

/* Whether two shares of n continuations each agree, within four standard errors. */
static bool
agree(double a, double b, double n)
{
    double p = (a + b) / 2, error = sqrt(2 * p * (1 - p) / n);

    print_message("shares %.4f and %.4f\n", a, b);
    return fabs(a - b) <= 4 * error + 1e-9;
}

static void
test_independent(void **state)
{
    const struct stop *s = *state;
    double habit = 0, ask = 0;
    const struct whatif *x = &s->whatif;

    for (uint64_t k = 0; k < FORKS; k++) {
        habit += continue_once(s, 1000000 + k, NULL).wrong;
        ask += continue_once(s, 1000000 + k, &arm_of(x, "ask")->settlement).wrong;
    }
    assert_true(agree(share(x, "habit", WORKSHOP_WRONG_HIT), habit / FORKS, FORKS));
    assert_true(agree(share(x, "ask", WORKSHOP_WRONG_HIT), ask / FORKS, FORKS));
    assert_false(agree(share(x, "say", WORKSHOP_WRONG_HIT), ask / FORKS, FORKS)); /* the twin */
}

/* What a choice excludes has share 0: a matter that is let pass or repaired hits nobody, and nobody
   strikes back. The twin: the choice of habit is drawn. */
static void
test_excluded(void **state)
{
    static const int32_t excluded[] = {WORKSHOP_WRONG_HIT, WORKSHOP_STRUCK_BACK, WORKSHOP_HIGH};
    const struct whatif *x = &((const struct stop *)*state)->whatif;

    for (size_t k = 0; k < sizeof(excluded) / sizeof(excluded[0]); k++) {
        double habit = share(x, "habit", excluded[k]);

        assert_true(share(x, "pass", excluded[k]) == 0);
        assert_true(share(x, "repair", excluded[k]) == 0);
        assert_true(habit > 0 && habit < 1);
    }
}

/* The arm `habit` draws its choice in each continuation. Its shares are the probabilities of the
   logit model. */
static void
test_habit(void **state)
{
    const struct stop *s = *state;
    double temperature = s->world->parameters.decision.temperature, sum = 0;
    struct option options[RESPONSE_MAX];
    double counts[RESPONSE_MAX] = {0};
    int32_t n = run_tabled_options(
        &s->run, s->world, s->matter.state, s->matter.number, NONE, SIDE_COVERT, NONE, options);

    for (int32_t k = 0; k < n; k++) {
        sum += exp(options[k].utility / temperature);
    }
    for (uint64_t fork = 0; fork < FORKS; fork++) {
        struct independent x = continue_once(s, fork, NULL);

        for (int32_t k = 0; k < n; k++) {
            counts[k] += x.covert == options[k].response;
        }
    }
    for (int32_t k = 0; k < n; k++) {
        double p = exp(options[k].utility / temperature) / sum;

        print_message("%s %.4f expected %.4f\n",
            WORLD_RESPONSE(s->world, options[k].response)->key.id, counts[k] / FORKS, p);
        assert_true(fabs(counts[k] / FORKS - p) <= 4 * sqrt(p * (1 - p) / FORKS));
    }
}

/* Returns the coverage of the intervals of the difference. Samples have BLOCK pairs of one large
   plan, whose difference is the true value. If `paired` is false, y and x of a pair come from
   different forks, while the interval keeps the width for true pairs. */
static double
coverage(enum paired_kind kind, const double *y, const double *x, int32_t stride, bool paired)
{
    double a[BLOCK], b[BLOCK], truth = 0;
    uint64_t draw = 1;
    int32_t inside = 0;

    for (int32_t k = 0; k < FORKS; k++) {
        truth += (y[k * stride] - x[k * stride]) / FORKS;
    }
    for (int32_t block = 0; block < BLOCKS; block++) {
        struct paired_result r;
        double shift = 0;

        for (int32_t k = 0; k < BLOCK; k++) {
            uint64_t i = (draw = hash_mix(draw + 1)) % FORKS, j = hash_mix(draw ^ 77) % FORKS;

            a[k] = y[(int32_t)i * stride];
            b[k] = x[(int32_t)i * stride];
            shift += paired ? 0 : (b[k] - x[(int32_t)j * stride]) / BLOCK;
        }
        assert_int_equal(paired_compare(kind, a, b, BLOCK, 1, .95, &r), STATUS_OK);
        inside += r.difference.low + shift <= truth && truth <= r.difference.high + shift;
    }
    print_message("difference %g, coverage %g\n", truth, (double)inside / BLOCKS);
    return (double)inside / BLOCKS;
}

/* The level is .95. */
static bool
is_near_level(double share)
{
    return share > .93 && share < .97;
}

static void
test_coverage_of_shares(void **state)
{
    const struct stop *s = *state;
    const struct whatif *x = &s->whatif;
    const double *habit = x->values + WORKSHOP_WRONG_HIT;
    const double *ask = habit + (arm_of(x, "ask") - x->arm) * FORKS * CASCADE_MEASURES;

    assert_true(is_near_level(coverage(PAIRED_SHARE, ask, habit, CASCADE_MEASURES, true)));
}

/* Worlds in which states ask first have the same candidates in the same forks. Without pairs the
   interval would be too narrow. */
static void
test_coverage_of_means(void **state)
{
    const struct stop *s = *state;
    struct seat_policy ask = {.first = FIRST_INQUIRY, .operations = true, .max_rung = 9};
    static double values[2 * FORKS * WINDOW_MEASURES];
    struct run run = {0};
    struct arena arena;
    struct continuation_arm arms[] = {{.id = "habit", .world = s->world}, {.id = "ask"}};
    struct continuation_plan plan = {.from = &run,
        .arms = arms,
        .n_arms = 2,
        .watcher = &window_watcher,
        .days = WINDOW,
        .n = FORKS,
        .threads = 2};
    const double *ask_values = values + FORKS * WINDOW_MEASURES;

    arena_init(&arena, 1 << 20);
    arms[1].world = policy_world(&arena, s->world, &ask, NULL);
    assert_non_null(arms[1].world);
    assert_int_equal(run_copy_into(&run, &s->run), STATUS_OK);
    assert_int_equal(run_habit_all(&run, s->world, NONE, NULL, NULL), STATUS_OK);
    run_seat(&run, s->matter.state, false);
    assert_int_equal(continuation_run(&plan, values), STATUS_OK);
    assert_string_equal(window_measures[0].name, "incidents");
    assert_true(
        is_near_level(coverage(PAIRED_MEAN, ask_values, values, WINDOW_MEASURES, true)));
    assert_false(
        is_near_level(coverage(PAIRED_MEAN, ask_values, values, WINDOW_MEASURES, false)));
    run_free(&run);
    arena_free(&arena);
}

/* Asking has a larger effect if denials are believed. The middle value of each row is the result of
   the question itself. The world has pointers to the channels, so that a copy of the world must
   replace them. */
static void
test_strip(void **state)
{
    const struct stop *s = *state;
    struct whatif_question q = question(s, 300);
    struct whatif_strip strip;
    struct whatif x;
    double as_it_is;

    assert_int_equal(whatif_run(&q, &x), STATUS_OK);
    as_it_is = arm_of(&x, "ask")->result[WORKSHOP_WRONG_HIT].difference.value;
    whatif_free(&x);
    assert_int_equal(whatif_strip_run(&q, "ask", WORKSHOP_WRONG_HIT, &strip), STATUS_OK);
    for (int32_t k = 0; k < WHATIF_FACTORS; k++) {
        const struct estimate *e = strip.difference[k];

        print_message(
            "%s %.3f %.3f %.3f\n", whatif_factor_names[k], e[0].value, e[1].value, e[2].value);
        assert_true(e[1].value == as_it_is);
    }
    assert_true(strip.difference[WHATIF_CREDIBILITY][2].value <
                strip.difference[WHATIF_CREDIBILITY][0].value);
    assert_true(strip.difference[WHATIF_TRUST][2].value != as_it_is);
    assert_false(whatif_strip_flips(&strip));
    strip.difference[WHATIF_TRUST][0] = (struct estimate){.1, .05, .15}; /* the twin */
    assert_true(whatif_strip_flips(&strip) == (as_it_is < 0));
    assert_int_equal(
        whatif_strip_run(&q, "nothing", WORKSHOP_WRONG_HIT, &strip), STATUS_BAD_INPUT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arms),
        cmocka_unit_test(test_threads_and_forks),
        cmocka_unit_test(test_continuing),
        cmocka_unit_test(test_independent),
        cmocka_unit_test(test_excluded),
        cmocka_unit_test(test_habit),
        cmocka_unit_test(test_coverage_of_shares),
        cmocka_unit_test(test_coverage_of_means),
        cmocka_unit_test(test_strip),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
