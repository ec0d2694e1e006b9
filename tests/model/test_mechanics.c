/* Compares single rules with calculations by hand. */
#include "run_verify.h"
#include "stage.h"

#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/incident/incident.h"
#include "model/response/message.h"
#include "model/state/lever_effect.h"

#define TWO                                                                                    \
    WORLD(                                                                                     \
        "'states': {'a': {'detection': 0.4}, 'b': {}}, "                                       \
        "'pairs': {'a:b': {'routine_contacts_per_year': 0}}, "                                 \
        "'parameters': {'clarification': {'help_items': 0}}")

/* (11.2) */
static void
test_capacity_closes_the_gap(void **state)
{
    struct stage t;

    (void)state;
    stage_enter(&t, TWO);
    assert_true(lever_state_capacity(&t.s, 0, CAPACITY_DETECTION) == 0.4);
    ARRAY_AT(struct state_now, &t.run.states, 0)->built[CAPACITY_DETECTION] =
        (struct decaying){0.77, 0};
    assert_true(worlds_near(lever_state_capacity(&t.s, 0, CAPACITY_DETECTION), 0.486, 0.0005));
    t.run.kernel.now = 1826; /* half of the capacity is left */
    assert_true(worlds_near(
        lever_state_capacity(&t.s, 0, CAPACITY_DETECTION), 1 - 0.6 * exp(-0.2 * 0.385), 1e-12));
    assert_false(worlds_near(lever_state_capacity(&t.s, 0, CAPACITY_DETECTION), 0.486, 0.0005));
    stage_leave(&t);
}

/* Capacity from a programme: US$ 0.77m for the detection of one party, at once, with a lag of 548
   days. */
static void
test_a_programme_delivers(void **state)
{
    struct stage t;

    (void)state;
    stage_enter(
        &t, WORLD("'states': {'a': {'detection': 0.4}, 'b': {}}, "
                  "'horizon_days': 700, 'parameters': {'capacity': {'halflife_days': 36525}}, "
                  "'agreements': {'x': {'parties': {'a': {'programme_share': 1}, "
                  "'b': {'programme_share': 0}}, "
                  "'programme': {'budget_musd': 1.54, "
                  "'years': 0.25, 'technical': 1, 'policy': 0, 'strategy': 0, 'legal': 0, "
                  "'allocation': 'proportional'}}}"));
    assert_int_equal(run_until(&t.run, t.w, 548 + 91, NULL, NULL), RUN_REACHED);
    assert_true(run_capacity(&t.run, t.w, 0, CAPACITY_DETECTION) == 0.4);
    assert_int_equal(run_until(&t.run, t.w, 548 + 92, NULL, NULL), RUN_REACHED);
    assert_true(worlds_near(run_capacity(&t.run, t.w, 0, CAPACITY_DETECTION), 0.486, 0.0005));
    assert_true(run_capacity(&t.run, t.w, 1, CAPACITY_DETECTION) == 0.5);
    assert_true(run_capacity(&t.run, t.w, 0, CAPACITY_ATTRIBUTION) == 0.5);
    stage_leave(&t);
}

/* (10.7) */
static void
test_rungs_come_down_with_quiet(void **state)
{
    struct stage t;
    struct dyad_direction direction;

    (void)state;
    stage_enter(&t, TWO);
    direction = dyad_direction(&t.s, 0, 1);
    assert_int_equal(dyad_rung(&t.s, direction), 0);
    assert_true(dyad_record_act(&t.s, direction, 7, 0));
    assert_false(dyad_record_act(&t.s, direction, 4, 0));
    dyad_record_perceived_act(&t.s, direction, 5, 0);
    for (int day = 0; day < 500; day += 7) {
        int left = 7 - day / 60, seen = 5 - day / 60;

        t.run.kernel.now = day;
        assert_int_equal(dyad_rung(&t.s, direction), left > 0 ? left : 0);
        assert_int_equal(dyad_rung_seen(&t.s, direction), seen > 0 ? seen : 0);
    }
    t.run.kernel.now = 100;
    assert_int_equal(dyad_rung(&t.s, direction), 6);
    dyad_credit_quiet_time(&t.s, direction, 60);
    assert_int_equal(dyad_rung(&t.s, direction), 5);
    assert_int_equal(dyad_rung_seen(&t.s, direction), 3);
    (void)dyad_record_act(
        &t.s, direction, 6, 100); /* a later act of a lower rung determines the rung */
    assert_int_equal(dyad_rung(&t.s, direction), 6);
    t.run.kernel.now = 160;
    assert_int_equal(dyad_rung(&t.s, direction), 5);
    assert_int_equal(dyad_rung(&t.s, dyad_reverse(&t.s, direction)), 0);
    stage_leave(&t);
}

/* Falls of a rung need no events, but a sink receives each on its day, also if it was away. */

static void
note_fall(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    (void)w;
    if (f->kind == OBS_RUNG && f->value > 0) {
        assert_true(f->day == r->kernel.now);
        ++*(int *)self;
    }
}

static void
test_falls_of_a_rung_need_no_events(void **state)
{
    struct stage t;
    int falls = 0;
    const struct trace_sink sink = {&falls, note_fall};

    (void)state;
    stage_enter(&t, TWO);
    (void)dyad_record_act(&t.s, dyad_direction(&t.s, 0, 1), 4, 0);
    for (int day = 1; day < 300; day++) {
        int left = 4 - day / 60;
        bool away = day > 100 && day < 150; /* the fall of day 120 is not observed */

        assert_int_equal(
            run_until(&t.run, t.w, day, NULL, day < 50 || away ? NULL : &sink), RUN_REACHED);
        assert_int_equal(run_rung(&t.run, t.w, 0, 0), left > 0 ? left : 0);
        assert_int_equal(falls, day < 60 ? 0 : day < 180 ? 1 : day < 240 ? 2 : 3);
        assert_null(run_verify(&t.run, t.w));
    }
    assert_int_equal(t.run.kernel.n_events, 0);
    stage_leave(&t);
}

/* (7.4): the weight of a reply, at trust 1/2 and credibility 1/2. */

static struct incident *
incident_with_belief(struct stage *t)
{
    int32_t index = incident_new(&t->s, 99);
    struct incident *i = ARRAY_AT(struct incident, &t->run.incidents.items, index);
    struct belief *b;

    i->target = 0;
    i->belief = sim_acquire(&t->run.beliefs);
    i->perceived_intent = 1;
    b = ARRAY_AT(struct belief, &t->run.beliefs.items, i->belief);
    *b = (struct belief){.n = 3,
        .suspect = {1, SUSPECT_NON_STATE, SUSPECT_ACCIDENT},
        .p = {0.8, 0.15, 0.05},
        .accuracy = 0.65};
    return i;
}

static double
odds(double p)
{
    return p / (1 - p);
}

static void
test_weight_of_replies(void **state)
{
    static const double worth[][3] = {/* reply, factor on the odds, factor on intent */
        {REPLY_DENIAL, 0.75, 1}, {REPLY_HELP, 0.75 * 0.75, 1}, {REPLY_EXPLANATION, 0.75, 0.75},
        {REPLY_ADMISSION, 99.0 / 4, 0.5}};

    (void)state;
    for (size_t k = 0; k < sizeof(worth) / sizeof(worth[0]); k++) {
        struct stage t;
        struct incident *i;

        stage_enter(&t, TWO);
        i = incident_with_belief(&t);
        message_apply_reply(&t.s, i, 1, (int32_t)worth[k][0], CHANNEL_POLITICAL);
        assert_true(worlds_near(odds(belief_of(&t.s, i, 1)), 4 * worth[k][1], 1e-9));
        assert_true(worlds_near(i->perceived_intent, worth[k][2], 1e-12));
        stage_leave(&t);
    }
}

static void
test_replies_without_credibility_have_no_weight(void **state)
{
    struct stage t;
    struct incident *i;

    (void)state;
    stage_enter(&t, WORLD("'states': {'a': {}, 'b': {}}, "
                          "'pairs': {'a:b': {'channels': {'political': {'credibility': 0}}}}"));
    i = incident_with_belief(&t);
    message_apply_reply(&t.s, i, 1, REPLY_DENIAL, CHANNEL_POLITICAL);
    message_apply_reply(&t.s, i, 1, REPLY_HELP, CHANNEL_POLITICAL);
    assert_true(worlds_near(belief_of(&t.s, i, 1), 0.8, 1e-12));
    stage_leave(&t);
    stage_enter(&t, TWO); /* the twin */
    i = incident_with_belief(&t);
    message_apply_reply(&t.s, i, 1, REPLY_DENIAL, CHANNEL_POLITICAL);
    assert_false(worlds_near(belief_of(&t.s, i, 1), 0.8, 1e-2));
    stage_leave(&t);
}

/* (7.2): the probability of a reply falls with tension. */
static void
test_replies_become_rare_with_tension(void **state)
{
    struct stage t;
    struct dyad_direction accused;

    (void)state;
    stage_enter(&t, TWO);
    accused = dyad_direction(&t.s, 1, 0);
    accused.now->tension = 1;
    assert_true(
        worlds_near(message_answer_probability(&t.s, 0, 1, CHANNEL_POLITICAL), 0.625, 1e-12));
    accused.now->tension = 3;
    assert_true(worlds_near(
        message_answer_probability(&t.s, 0, 1, CHANNEL_POLITICAL), 0.3 + 0.65 / 82, 1e-12));
    stage_leave(&t);
}

/* Rates: number of operations in a window of days */

struct window {
    double from, until;
    int64_t n;
};

static void
note_window(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct window *x = self;

    (void)w;
    (void)r;
    x->n += f->kind == OBS_STARTED && f->day >= x->from && f->day < x->until;
}

static double
operations(const char *json, double from, double until, uint64_t runs)
{
    struct window x = {from, until, 0};
    struct trace_sink sink = {&x, note_window};
    struct scenario s;

    worlds_load(&s, json);
    for (uint64_t k = 1; k <= runs; k++) {
        static struct run r;

        worlds_begin(&r, worlds_first(&s), 1, k);
        assert_int_equal(run_until(&r, worlds_first(&s), until, NULL, &sink), RUN_REACHED);
    }
    scenario_free(&s);
    return (double)x.n;
}

#define BUSY(rate, more)                                                                       \
    WORLD(                                                                                     \
        "'horizon_days': 3652.5, "                                                             \
        "'states': {'a': {'analysts': 1000, 'operation_teams': 0}, "                           \
        "'b': {'analysts': 1000, 'operation_teams': 0}}, "                                     \
        "'sources': {'x': {'kind': 'state', "                                                  \
        "'home': 'a', 'campaign_size_mean': 0, 'exploit_stock': true, "                        \
        "'mix': {'intrusion_long_espionage': 1}, "                                             \
        "'targets': {'b': " rate "}}}" more)
#define WITH(measure)                                                                          \
    ", "                                                                                       \
    "'agreements': {'x': {'parties': {'a': {}, 'b': {}}, "                                     \
    "'suspension': {'hazard_per_day': 0}, "                                                    \
    "'measures': {" measure "}}}"

#define FITTED "'restraint_pledge': {'accepted_rate_change': -0.74}"

/* (1.6): 0.36 in the first two years, 0.56 until 5.3 years. */
static void
test_a_pledge_fades(void **state)
{
    double first = operations(BUSY("400", ""), 0, 730.5, 4);
    double later = operations(BUSY("400", ""), 730.5, 1935.8, 4);
    double weaker;

    (void)state;
    assert_true(
        worlds_near(operations(BUSY("400", WITH(FITTED)), 0, 730.5, 4) / first, 0.36, 0.03));
    assert_true(worlds_near(
        operations(BUSY("400", WITH(FITTED)), 730.5, 1935.8, 4) / later, 0.56, 0.03));
    weaker = operations(
        BUSY("400", WITH("'restraint_pledge': {'accepted_rate_change': -0.6}")), 0, 730.5, 4);
    assert_false(worlds_near(weaker / first, 0.36, 0.03));
}

/* (1.8), T4: a shorter life of exploits: 12 % more use at first, 6 % less in the long run. */
#define SHORTER                                                                                \
    WITH(                                                                                      \
        "'vulnerability_reporting': {'exploit_persistence_change': -0.2, "                     \
        "'adoption_lag_days': 0}")

static void
test_exploits_with_shorter_life_are_used_sooner(void **state)
{
    double at_once =
        operations(BUSY("20000", SHORTER), 0, 20, 4) / operations(BUSY("20000", ""), 0, 20, 4);
    double in_the_end = operations(BUSY("1000", SHORTER), 2000, 3652, 2) /
                        operations(BUSY("1000", ""), 2000, 3652, 2);

    (void)state;
    assert_true(worlds_near(at_once, 1.115, 0.02));
    assert_true(worlds_near(in_the_end, 0.944, 0.02));
    assert_false(worlds_near(in_the_end, 1, 0.02));
}

/* (1.7), T1: `wrong` is the number of misdirected responses at full detection. Below 1 more
   detection deters; above 1 it encourages. */
static double
attacks(double detection, double wrong)
{
    struct window x = {0, 5, 0};
    struct trace_sink sink = {&x, note_window};
    struct scenario s;
    const struct world *w;

    worlds_load(
        &s, BUSY("20000",
                ", 'parameters': {'rates': {'deterrence': 2, 'exploit_life_days': 36525}}"));
    w = worlds_first(&s);
    for (uint64_t k = 1; k <= 10; k++) {
        static struct run r;
        struct sim_context sim = {.run = &r, .world = w};
        struct dyad_direction_now *direction;

        worlds_begin(&r, w, 1, k);
        direction = dyad_direction(&sim, 0, 1).now;
        direction->own = (struct decaying){1e9, 0};
        direction->own_answered = (struct decaying){1e9 * detection, 0};
        direction->wronged =
            (struct decaying){wrong * detection / 365 * 730 / 0.69314718055994531, 0};
        assert_int_equal(run_until(&r, w, 5, NULL, &sink), RUN_REACHED);
    }
    scenario_free(&s);
    return (double)x.n;
}

static void
test_sign_of_deterrence(void **state)
{
    double none = attacks(0, 0);

    (void)state;
    for (double wrong = 0.4; wrong < 5; wrong *= 10) {
        double half = attacks(0.5, wrong), full = attacks(1, wrong);

        assert_true(worlds_near(half / none, exp(-2 * 0.5 * exp(-0.5 * wrong)), 0.04));
        assert_true(worlds_near(full / none, exp(-2 * exp(-wrong)), 0.04));
        assert_true(wrong < 1 ? full < half - 100 : full > half + 100);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_capacity_closes_the_gap),
        cmocka_unit_test(test_a_programme_delivers),
        cmocka_unit_test(test_rungs_come_down_with_quiet),
        cmocka_unit_test(test_falls_of_a_rung_need_no_events),
        cmocka_unit_test(test_weight_of_replies),
        cmocka_unit_test(test_replies_without_credibility_have_no_weight),
        cmocka_unit_test(test_replies_become_rare_with_tension),
        cmocka_unit_test(test_a_pledge_fades),
        cmocka_unit_test(test_exploits_with_shorter_life_are_used_sooner),
        cmocka_unit_test(test_sign_of_deterrence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
