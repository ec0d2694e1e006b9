/* Compares the belief of a victim with calculations by hand: the prior, and the posterior after
   each item. */
#include "stage.h"

#include "model/dyad/dyad.h"
#include "model/incident/belief_internal.h"

/* (5.1), (5.3) */

#define FIVE(more)                                                                             \
    WORLD(                                                                                     \
        "'horizon_days': 3000, "                                                               \
        "'states': {'a': {'offence': 1}, "                                                     \
        "'b': {}, 'c': {}, 'd': {}, 'v': {'patience': 100%s}}, "                               \
        "'sources': {'x': {'kind': 'state', 'home': 'a', 'targets': {'v': 0}%s}}, "            \
        "'pairs': {'a:v': {'tension_baseline': 0.5, 'tension_start': 0.5}, "                   \
        "'b:v': {}, 'c:v': {}, 'd:v': {}}, "                                                   \
        "'injects': {'it': {'kind': 'incident', "                                              \
        "'day': '2021-01-01', 'type': 'ddos_disruption', 'source': 'x', 'target': 'v'}}" more)

static void
expected_prior(double p[6])
{
    double sum = 0, mean;

    p[0] = 2 * exp(0.5) * (1 + 2); /* full offence, tension, two incidents believed */
    p[1] = p[2] = p[3] = exp(0.05);
    mean = (p[0] + p[1] + p[2] + p[3]) / 4;
    p[4] = 1.2 * mean;
    p[5] = 0.3 * mean;
    for (int k = 0; k < 6; k++) {
        sum += p[k];
    }
    for (int k = 0; k < 6; k++) {
        p[k] /= sum;
    }
}

/* Whether q is the posterior that follows from p and an item that points to suspect x, with that
   doubt. */
static bool
follows(const double *p, const double *q, int x, double doubt)
{
    double next[6], sum = 0;

    for (int k = 0; k < 6; k++) {
        double fit = k == x ? 0.65 : 0.35 / 5;

        next[k] = p[k] * ((1 - doubt) * fit + doubt / 6);
        sum += next[k];
    }
    for (int k = 0; k < 6; k++) {
        if (fabs(next[k] / sum - q[k]) > 1e-9) {
            return false;
        }
    }
    return true;
}

static void
test_posteriors_follow_bayes(void **state)
{
    struct stage t;
    struct buffer json = {0};
    const struct belief *b;
    double p[6];
    int items = 0, naive = 0;

    (void)state;
    buffer_printf(&json,
        FIVE(", 'parameters': {'publicity': {'industry_share': 0}, "
             "'attribution': {'item_weight_sd': 0}}"),
        ", 'confidence_needed': 1", "");
    stage_enter(&t, json.at);
    dyad_direction(&t.s, worlds_state(t.w, "v"), 0).now->believed = (struct decaying){2, 0};
    while (t.run.beliefs.items.count == 0) {
        assert_int_equal(
            run_until(&t.run, t.w, queue_next(&t.run.kernel.queue), NULL, NULL), RUN_REACHED);
    }
    b = ARRAY_AT(struct belief, &t.run.beliefs.items, 0);
    assert_int_equal(b->n, 6);
    expected_prior(p);
    for (int k = 0; k < 6; k++) {
        assert_true(worlds_near(
            b->p[k], p[k], 2e-3)); /* the record has decayed during a day of triage */
        p[k] = b->p[k];
    }
    while (items < 12) {
        int64_t before = b->items;
        bool found = false;

        assert_int_equal(
            run_until(&t.run, t.w, queue_next(&t.run.kernel.queue), NULL, NULL), RUN_REACHED);
        if (b->items == before) {
            continue;
        }
        for (int x = 0; x < 6; x++) {
            found = found || follows(p, b->p, x, 0.05);
            naive += follows(p, b->p, x, 0);
        }
        assert_true(found);
        memcpy(p, b->p, sizeof(p));
        items++;
    }
    assert_int_equal(naive, 0); /* the twin: without doubt the posterior differs */
    stage_leave(&t);
    buffer_free(&json);
}

/* Whether an item that points to a suspect changes the belief of v by the given doubt. `days` ago,
   v held state a responsible by mistake `mistakes` times. */
static bool
doubts(const char *more, double mistakes, double days, int suspect, double doubt)
{
    struct stage t;
    struct buffer json = {0};
    struct belief b = {.n = 6,
        .suspect = {0, 1, 2, 3, SUSPECT_NON_STATE, SUSPECT_ACCIDENT},
        .p = {.3, .2, .15, .15, .1, .1}};
    double before[6];
    int32_t v;
    bool as_expected;

    memcpy(before, b.p, sizeof(before));
    buffer_printf(&json, FIVE(", 'parameters': {'truth': {%s}}"), "", "", more);
    stage_enter(&t, json.at);
    v = worlds_state(t.w, "v");
    dyad_direction(&t.s, v, 0).now->erred = (struct decaying){mistakes, 0};
    t.run.kernel.now = days;
    belief_update(&t.s, v, &b, suspect, 0.65);
    as_expected = follows(before, b.p, suspect, doubt);
    stage_leave(&t);
    buffer_free(&json);
    return as_expected;
}

/* (5.3): a victim that has wrongly held a state responsible doubts further evidence against that
   state. */
static void
test_a_mistake_raises_doubt(void **state)
{
    (void)state;
    assert_true(doubts("", 0, 0, 0, 0.05));
    assert_true(doubts("", 1, 0, 0, 1 - 0.95 * exp(-0.7)));
    assert_true(doubts("", 2, 0, 0, 1 - 0.95 * exp(-1.4)));
    assert_true(doubts("", 2, 365, 0, 1 - 0.95 * exp(-0.7))); /* after one half-life */
    for (int k = 1; k < 6; k++) {
        /* evidence against other suspects has the usual doubt */
        assert_true(doubts("", 2, 0, k, 0.05));
    }
    /* the twins */
    assert_false(doubts("", 1, 0, 0, 0.05));
    assert_true(doubts("'mistake_doubt': 0", 1, 0, 0, 0.05));
}

/* (5.2): items of unequal weight, around the accuracy of a typical one. */
static void
test_items_have_unequal_weight(void **state)
{
    enum { ITEMS = 20000 };
    struct stage t;
    double sum = 0, low = 0;

    (void)state;
    stage_enter(&t, WORLD(STATES_ABC));
    for (int k = 0; k < ITEMS; k++) {
        double q = belief_item_accuracy(&t.s, 0.65, (k + 0.5) / ITEMS);

        sum += q;
        low += q < 0.5;
    }
    assert_true(worlds_near(sum / ITEMS, 0.634, 0.002));
    assert_true(worlds_near(low / ITEMS, 0.2196, 0.001)); /* Phi(-logit 0.65 / 0.8) */
    stage_leave(&t);
    stage_enter(&t, WORLD(STATES_ABC ", 'parameters': {'attribution': {'item_weight_sd': 0}}"));
    assert_true(belief_item_accuracy(&t.s, 0.65, 0.01) == 0.65); /* the twin */
    stage_leave(&t);
}

/* (5.4): after much evidence the victim names the true initiator at a weak pull of the false
   flag, and the blamed state above phi = 0.385. */
static int
correct_of_40(const char *pull)
{
    struct buffer json = {0};
    struct scenario s;
    int n = 0, blamed = 0;

    buffer_printf(&json,
        FIVE(", "
             "'parameters': {'attribution': {'evidence_gap_overt_days': 0.5, "
             "'false_flag_pull': %s}, "
             "'clarification': {'p_ask': 0}}"),
        ", 'confidence_needed': 1", ", 'false_flag': {'share': 1, 'blames': 'c'}", pull);
    worlds_load(&s, json.at);
    for (uint64_t k = 1; k <= 40; k++) {
        const struct world *w = worlds_first(&s);
        static struct run r;

        worlds_begin(&r, w, 1, k);
        run_seat(&r, worlds_state(w, "v"), true);
        assert_int_equal(worlds_next_decision(&r, w, 3000, NULL), RUN_DECISION);
        n += ARRAY_AT(struct incident, &r.incidents.items, r.waiting)->named == 0;
        blamed += ARRAY_AT(struct incident, &r.incidents.items, r.waiting)->named == 2;
    }
    assert_true(n + blamed >= 38);
    scenario_free(&s);
    buffer_free(&json);
    return n;
}

static void
test_pull_decides_the_limit_of_evidence(void **state)
{
    (void)state;
    assert_true(correct_of_40("0.30") >= 38);
    assert_true(correct_of_40("0.48") <= 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_posteriors_follow_bayes),
        cmocka_unit_test(test_a_mistake_raises_doubt),
        cmocka_unit_test(test_items_have_unequal_weight),
        cmocka_unit_test(test_pull_decides_the_limit_of_evidence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
