/* Tests that decisions and seats agree: the set of possible responses contains exactly the
   responses without an obstacle. */
#include "worlds.h"

#include "model/response/decision.h"
#include "model/response/decision_internal.h"

enum { REPLICATIONS = 6 };

static const char *const names[] = {"two-states-tutorial", "adversarial-dialogue",
    "russia-indonesia-2021", "false-flag-triangle", "regional-hub", "signing-in-trouble"};

struct counts {
    const struct world
        *with; /* world for the comparison in place of that of the run, or NULL */
    int64_t compared, different;
    int64_t obstacles[OBSTACLES];
};

static void
compare(struct counts *x, const struct sim_context *s, const struct incident *i)
{
    struct situation situation;
    response_set possible;

    decision_assess(s, i, &situation);
    possible = decision_possible(s, i, &situation);
    for (int32_t r = 0; r < s->world->n_responses; r++) {
        enum response_obstacle obstacle = decision_obstacle(s, i, r);

        x->compared++;
        x->obstacles[obstacle]++;
        x->different += response_set_has(possible, r) != (obstacle == OBSTACLE_NONE);
    }
    x->different += possible >> s->world->n_responses != 0;
}

/* Compares after each decision, for the incident and for variants of it. */
static void
note(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct counts *x = self;
    struct sim_context s = {.world = x->with == NULL ? w : x->with};

    if (f->kind != OBS_DECIDED) {
        return;
    }
    memcpy(&s.run, &r, sizeof(s.run)); /* queries change nothing */
    for (int variant = 0; variant < 16; variant++) {
        struct incident i = *f->incident;

        i.decided_day = (variant & 1) != 0 ? NAN : i.decided_day;
        i.phase = (variant & 2) != 0 ? PHASE_DEFERRED : i.phase;
        i.ended = (variant & 4) != 0 ? !i.ended : i.ended;
        i.perceived_severity = (variant & 8) != 0 ? 8.4 : i.perceived_severity;
        compare(x, &s, &i);
    }
}

static void
run_all(struct counts *x, const struct world *w)
{
    const struct trace_sink sink = {x, note};
    struct run run;

    for (int k = 1; k <= REPLICATIONS; k++) {
        assert_ok(run_init(&run, w, 5, (uint64_t)k, 0, NULL), NULL);
        assert_int_equal(run_until(&run, w, INFINITY, NULL, &sink), RUN_REACHED);
        run_free(&run);
    }
}

static void
load(struct scenario *s, const char *name)
{
    struct failure f = {0};
    char path[128];

    (void)snprintf(path, sizeof(path), "scenarios/%s.json", name);
    assert_ok(scenario_load(s, path, NULL, &f), &f);
}

/* The scenario no longer offers a response. */
static void
withdraw(struct world *w, const char *id)
{
    for (int32_t r = 0; r < w->n_responses; r++) {
        struct response *row = &((struct response *)w->responses.items)[r];

        row->offered = row->offered && strcmp(row->key.id, id) != 0;
    }
    w->response_sets = response_sets_of(w->responses.items, w->n_responses);
}

/* A world of two states without a channel or an agreement. */
static void
run_without_ties(struct counts *x)
{
    struct scenario s;

    worlds_load(&s, WORLD("'states': {'a': {}, 'b': {}}, 'pairs': {'a:b': {'channels': {"
                          "'political': {'present': false}}}}, 'sources': {'state_a': {"
                          "'kind': 'state', 'home': 'a', 'targets': {'b': 9}}}, "
                          "'responses': {'suspend_agreement': {'offered': true}}"));
    run_all(x, worlds_first(&s));
    scenario_free(&s);
}

static void
possible_responses_have_no_obstacle(void **state)
{
    struct counts x = {0};

    (void)state;
    for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
        struct scenario s;

        load(&s, names[k]);
        if (k == 0) {
            withdraw(s.policies[0].world, "sanctions");
        }
        for (int32_t p = 0; p < s.n_policies; p++) {
            run_all(&x, s.policies[p].world);
        }
        scenario_free(&s);
    }
    run_without_ties(&x);
    print_message("# %.0f responses compared\n", (double)x.compared);
    assert_true(x.compared > 500000);
    assert_int_equal(x.different, 0);
    for (int k = 0; k < OBSTACLES; k++) {
        print_message("# %s: %.0f\n", response_obstacle_names[k], (double)x.obstacles[k]);
        assert_true(x.obstacles[k] > 0);
    }
}

/* The comparison finds a set that lacks a response or contains one too many, if this world has a
   situation that uses the set. */
static void
changed_sets_are_noticed(void **state)
{
    struct scenario s;
    struct world *w, twin;
    int n = sizeof(twin.response_sets) / sizeof(response_set), noticed = 0;

    (void)state;
    load(&s, "adversarial-dialogue");
    w = s.policies[0].world;
    for (int k = 0; k < n; k++) {
        struct counts x = {.with = &twin};
        char *at = (char *)&twin.response_sets + (size_t)k * sizeof(response_set);
        response_set one;

        twin = *w;
        memcpy(&one, at, sizeof(one));
        one = one == 0 ? twin.response_sets.side[SIDE_OVERT] : response_set_rest(one);
        memcpy(at, &one, sizeof(one));
        run_all(&x, w);
        noticed += x.different > 0;
    }
    print_message("# %d of %d changed sets noticed\n", noticed, n);
    assert_true(noticed > n / 3);
    scenario_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(possible_responses_have_no_obstacle),
        cmocka_unit_test(changed_sets_are_noticed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
