/* Tests that partners join a correct or false accusation depending on their own belief. */
#include "assert_ok.h"
#include "worlds.h"

#include "kernel/portable_math.h"
#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/response/joint_attribution.h"
#include "model/state/sim.h"

static void
assert_near(double x, double expected, double tolerance)
{
    if (!(fabs(x - expected) <= tolerance)) {
        fail_msg("%.15g is not %.15g", x, expected);
    }
}

/* Victim v; k is the only possible suspect; partners p and q are related to k. The belief of v is
   certain; the belief of p depends on its prior and on its trust in v. */
#define STATES_VKPQ "'states': {'k': {}, 'p': {}, 'q': {}, 'v': {'publicity': 8}}"
#define SOURCE_K                                                                               \
    "'sources': {'service': {'kind': 'state', "                                                \
    "'home': 'k', 'targets': {'v': 12}, 'campaign_size_mean': 0, "                             \
    "'mix': {'ddos_disruption': 1}}}"
#define PAIR(id, tension, good, bad)                                                           \
    "'" id "': {'tension_baseline': " tension ", 'tension_start': " tension                    \
    ", 'trust_good': " good ", 'trust_bad': " bad "}"
#define JOINT(joining)                                                                         \
    "'agreements': {'x': {'kind': 'multilateral', "                                            \
    "'parties': {'p': {}, 'q': {}, 'v': {}}, "                                                 \
    "'suspension': {'hazard_per_day': 0}, "                                                    \
    "'measures': {'together': {'adoption_lag_days': 0, 'joining_gain': " joining "}}}}"
/* p trusts v; q does not. */
#define WORLD_VKPQ(joining, more)                                                              \
    WORLD(STATES_VKPQ ", " SOURCE_K ", 'pairs': {" PAIR("k:p", "0.1", "2", "2") ", " PAIR(     \
        "k:q", "0.1", "2", "2") ", " PAIR("k:v", "0.3", "2", "2") ", " PAIR("p:v", "0.05",     \
        "90", "10") ", " PAIR("q:v", "0.05", "10",                                             \
        "90") "}, " JOINT(joining) ", 'horizon_days': 3000" more)

struct statements {
    int64_t own, of_p, of_q, wrong, wrong_joined, cases;
};

static void
note_statements(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct statements *x = self;
    int32_t p = worlds_state(w, "p"), q = worlds_state(w, "q"), v = worlds_state(w, "v");
    int32_t statement = worlds_response(w, "public_attribution");

    (void)r;
    if (f->kind == OBS_MESSAGE && f->message->kind == MESSAGE_CASE) {
        assert_true(f->message->from == v || f->message->from == p || f->message->from == q);
        x->cases++;
    }
    if (f->kind != OBS_ACT || f->act->response != statement) {
        return;
    }
    if (f->act->actor == v) {
        x->own++;
        x->wrong += f->act->misdirected;
    } else if (f->act->parent_kind == PARENT_INCIDENT) {
        x->of_p += f->act->actor == p;
        x->of_q += f->act->actor == q;
        x->wrong_joined += f->act->misdirected;
    }
}

static struct statements
statements_in(const char *json, uint64_t runs)
{
    struct statements x = {.own = 0};
    struct trace_sink sink = {&x, note_statements};

    worlds_many(json, runs, &sink);
    return x;
}

static void
test_partners_that_trust_join(void **state)
{
    struct statements none = statements_in(WORLD_VKPQ("0", ""), 20);
    struct statements all = statements_in(WORLD_VKPQ("1", ""), 20);

    (void)state;
    assert_true(none.own > 300 && none.of_p == 0 && none.of_q == 0 && none.cases == 0);
    assert_true(all.own > 300 && all.cases > 500);
    assert_true((double)all.of_p > 0.4 * (double)all.own);
    /* q joins again only because of its own record of k, after it has joined once */
    assert_true(all.of_q < all.of_p / 4);
}

/* Partners also join a false accusation, after operations of k under the flag of q. */
#define FLAGGED_PAIRS                                                                          \
    PAIR("p:q", "0.1", "2", "2")                                                               \
    ", " PAIR("k:p", "0.1", "2", "2") ", " PAIR("p:v", "0.05", "90", "10")
#define FLAGGED(pull)                                                                          \
    WORLD(                                                                                     \
        "'states': {'q': {}, 'k': {}, 'p': {}, 'v': {'publicity': 8}}, "                       \
        "'sources': {'service': {'kind': 'state', 'home': 'k', 'targets': {'v': 12}, "         \
        "'campaign_size_mean': 0, 'mix': {'ddos_disruption': 1}, "                             \
        "'false_flag': {'share': 1, 'blames': 'q'}}}, "                                        \
        "'pairs': {" FLAGGED_PAIRS                                                             \
        "}, "                                                                                  \
        "'agreements': {'x': {'parties': {'p': {}, 'v': {}}, "                                 \
        "'measures': {'together': {'adoption_lag_days': 0, 'joining_gain': 1}}}}, "            \
        "'parameters': {'attribution': {'false_flag_pull': " pull                              \
        "}, 'truth': {'mistake_doubt': 0}}, 'horizon_days': 3000")

static void
test_partners_join_a_false_accusation(void **state)
{
    struct statements strong = statements_in(FLAGGED("0.7"), 10);
    struct statements weak = statements_in(FLAGGED("0"), 10);

    (void)state;
    assert_true(strong.own > 100 && strong.wrong > strong.own / 2);
    assert_true(strong.wrong_joined > strong.wrong / 3);
    assert_true(weak.wrong_joined < strong.wrong_joined / 4);
}

/* The belief of a partner by hand: three suspects of equal weight, without
   and with own evidence. */
static void
test_belief_of_a_partner_by_hand(void **state)
{
    struct scenario s;
    struct run r;
    struct sim_context sim;
    struct incident i;
    /* a typical item, which points to the true initiator */
    struct stream_block u = {{0.5, 0.99, 0.1, 0.1}};
    double plain, trusted, looked, q = 0.65;

    (void)state;
    worlds_load(&s,
        WORLD(STATES_VKPQ ", " SOURCE_K
                          ", 'pairs': {'k:p': {'tension_baseline': 0, 'tension_start': 0}}, "
                          "'parameters': {'attribution': {'weight_non_state_overt': 1, "
                          "'weight_accident_overt': 1}}"));
    assert_ok(run_init(&r, worlds_first(&s), 1, 1, 0, NULL), NULL);
    sim = (struct sim_context){.run = &r, .world = worlds_first(&s)};
    i = (struct incident){.initiator = worlds_state(worlds_first(&s), "k"),
        .named = worlds_state(worlds_first(&s), "k"),
        .blamed = NONE,
        .type = worlds_index(&worlds_first(&s)->incident_types, sizeof(struct incident_type),
            "ddos_disruption")};
    plain = belief_of_partner(&sim, &i, worlds_state(sim.world, "p"), false, 0, u);
    trusted = belief_of_partner(&sim, &i, worlds_state(sim.world, "p"), false, 0.6, u);
    looked = belief_of_partner(&sim, &i, worlds_state(sim.world, "p"), true, 0.6, u);
    assert_near(plain, 1.0 / 3, 1e-12);
    /* odds 1/2 times 1 + 3 * 0.6/0.4 = 5.5 */
    assert_near(trusted, 2.75 / 3.75, 1e-12);
    /* and times (.95 q + .05/3) / (.95 (1 - q)/2 + .05/3) */
    q = (0.95 * q + 0.05 / 3) / (0.95 * (1 - q) / 2 + 0.05 / 3);
    assert_near(looked, 2.75 * q / (1 + 2.75 * q), 1e-12);
    /* q is not related to k: it has no belief */
    assert_true(belief_of_partner(&sim, &i, worlds_state(sim.world, "q"), true, 0.9, u) == 0);
    run_free(&r);
    scenario_free(&s);
}

/* After the truth is known, misled partners trust the victim less. No other cause changes trust. */
static double
final_trust(const char *misled)
{
    const char *settings[] = {"/parameters/truth/p_surfaces=1",
        "/parameters/truth/delay_days=10", "/parameters/trust/refused=0",
        "/parameters/truth/caution=0", NULL, NULL};
    char text[60];
    struct scenario s;
    double sum = 0;

    (void)snprintf(text, sizeof(text), "/parameters/coalition/misled=%s", misled);
    settings[4] = text;
    worlds_set(&s, FLAGGED("0.7"), settings);
    for (uint64_t k = 1; k <= 10; k++) {
        struct run r;
        struct sim_context sim = {.run = &r, .world = worlds_first(&s)};

        assert_ok(run_init(&r, sim.world, 1, k, 0, NULL), NULL);
        assert_int_equal(run_until(&r, sim.world, 3000, NULL, NULL), RUN_REACHED);
        sum += dyad_trust(&sim,
            dyad_direction(&sim, worlds_state(sim.world, "p"), worlds_state(sim.world, "v")));
        run_free(&r);
    }
    scenario_free(&s);
    return sum / 10;
}

static void
test_misled_partners_trust_less(void **state)
{
    double free_ = final_trust("0"), costly = final_trust("2");

    (void)state;
    assert_true(free_ > 0.85);
    assert_true(costly < free_ - 0.05);
}

/* Expected support: the sum of the probabilities of joining. */
static void
test_expected_support(void **state)
{
    struct scenario s;
    struct run r;
    struct sim_context sim;
    int32_t v, k;

    (void)state;
    worlds_load(&s, WORLD_VKPQ("0.4", ""));
    assert_ok(run_init(&r, worlds_first(&s), 1, 1, 0, NULL), NULL);
    sim = (struct sim_context){.run = &r, .world = worlds_first(&s)};
    v = worlds_state(sim.world, "v");
    k = worlds_state(sim.world, "k");
    r.kernel.now = 1;
    assert_near(joint_attribution_support(&sim, v, k), 0.8, 1e-12);
    assert_near(joint_attribution_support(&sim, v, worlds_state(sim.world, "p")), 0.4, 1e-12);
    assert_true(joint_attribution_support(&sim, k, v) == 0);
    run_free(&r);
    scenario_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_partners_that_trust_join),
        cmocka_unit_test(test_partners_join_a_false_accusation),
        cmocka_unit_test(test_belief_of_a_partner_by_hand),
        cmocka_unit_test(test_misled_partners_trust_less),
        cmocka_unit_test(test_expected_support),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
