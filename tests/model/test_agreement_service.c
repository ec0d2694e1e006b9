/* Tests services of agreements: escalation of requests, a hub with a coordinator, channels. */
#include "assert_ok.h"
#include "worlds.h"

#include "model/agreement/agreement.h"
#include "model/channel/channel.h"
#include "model/state/sim.h"

/* Failed requests for assistance are escalated: to the region, then to the world. */

#define ROUTES(region, world)                                                                  \
    WORLD(                                                                                     \
        "'states': {'v': {}, 'near': {}, 'far': {}, 'other': {}}, "                            \
        "'horizon_days': 3652.5, "                                                             \
        "'sources': {'x': {'kind': 'criminal', "                                               \
        "'targets': {'v': 30}, 'mix': {'intrusion_degradation': 1}}}, "                        \
        "'responses': {'assistance_request': {'alpha': 5}}, "                                  \
        "'parameters': {'sharing': {'partner_trust': 0, 'withhold': 100}}, "                   \
        "'pairs': {'near:v': {'legal_refusal': 1, "                                            \
        "'channels': {'technical': {'present': true}}}}, "                                     \
        "'agreements': {'region': {'kind': 'multilateral', "                                   \
        "'parties': {'v': {}, 'far': {}, 'near': {}}, "                                        \
        "'requests': {'level': " region                                                        \
        "}}, "                                                                                 \
        "'world': {'kind': 'multilateral', "                                                   \
        "'parties': {'v': {}, 'far': {}, 'near': {}, 'other': {}}, "                           \
        "'requests': {'level': " world "}}}")

struct routes {
    int64_t direct_failed, answered[2], n[2];
    double days[2]; /* days until the request was handled */
};

static void
note_routes(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct routes *x = self;
    const struct message *m = f->message;

    (void)r;
    if (f->kind != OBS_MESSAGE || m->kind != MESSAGE_ASSISTANCE ||
        strcmp(WORLD_STATE(w, m->from)->key.id, "v") != 0) {
        return; /* blamed states also request assistance */
    }
    if (m->level == 0) {
        assert_string_equal(WORLD_STATE(w, m->to)->key.id, "near");
        x->direct_failed += m->end != MESSAGE_ANSWERED;
        return;
    }
    assert_string_not_equal(WORLD_STATE(w, m->to)->key.id, "near");
    x->n[m->hub]++;
    x->answered[m->hub] += m->end == MESSAGE_ANSWERED;
    x->days[m->hub] += isnan(m->handled_day) ? 0 : m->handled_day - m->sent_day;
}

static struct routes
routes_of(const char *json)
{
    struct routes x = {.direct_failed = 0};
    struct trace_sink sink = {&x, note_routes};

    worlds_many(json, 5, &sink);
    return x;
}

static void
test_requests_escalate_from_region_to_world(void **state)
{
    struct routes none = routes_of(ROUTES("0", "0")), both = routes_of(ROUTES("1", "2"));
    struct routes one = routes_of(ROUTES("0", "1"));

    (void)state;
    print_message("requests that failed: %d; routed %d and %d\n", (int)none.direct_failed,
        (int)both.n[0], (int)both.n[1]);
    assert_true(none.direct_failed > 300 && none.n[0] == 0 && none.n[1] == 0);
    assert_true(both.n[0] > 300 && (double)both.answered[0] > 0.7 * (double)both.n[0]);
    /* the global agreement receives the requests that the regional one did not honour, or for which
       it had no party */
    assert_true(both.n[1] > 10 && both.n[1] < both.n[0] / 2);
    assert_true(one.n[0] == 0 && one.n[1] > 300);
    assert_true(
        both.days[0] / (double)both.n[0] > 2); /* days, not hours as on a direct channel */
}

/* A change of the coordinator slows the desk of the hub. */

#define ROTATES(slowdown)                                                                      \
    WORLD(                                                                                     \
        "'states': {'a': {}, 'b': {}}, "                                                       \
        "'horizon_days': 3652.5, "                                                             \
        "'sources': {'x': {'kind': 'criminal', "                                               \
        "'targets': {'a': 150}, 'mix': {'ddos_disruption': 1}}}, "                             \
        "'agreements': {'x': {'kind': 'hub', "                                                 \
        "'parties': {'a': {}, 'b': {}}, "                                                      \
        "'opens': {'technical': {}}, "                                                         \
        "'hub': {'handling_hours': 24, "                                                       \
        "'officers': 10, 'rotation_days': 200, 'rotation_settling_days': 100, "                \
        "'rotation_slowdown': " slowdown                                                       \
        "}, 'measures': {'cert_exchange': {'adoption_lag_days': 0}}}}")

struct rotation {
    struct tally settling, settled;
};

static void
note_rotation(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct rotation *x = self;
    const struct message *m = f->message;

    (void)w;
    (void)r;
    if (f->kind == OBS_MESSAGE && m->kind == MESSAGE_INDICATORS && m->arrived_day > 200) {
        double phase = m->sent_day - 200 * floor(m->sent_day / 200);

        tally_add(phase < 90 ? &x->settling : &x->settled, m->arrived_day - m->sent_day);
    }
}

static double
slowed(const char *json)
{
    struct rotation x = {0};
    struct trace_sink sink = {&x, note_rotation};

    worlds_many(json, 4, &sink);
    assert_true(x.settling.n > 500 && x.settled.n > 500);
    return x.settling.mean - x.settled.mean;
}

static void
test_a_change_of_coordinator_slows_the_hub(void **state)
{
    (void)state;
    /* handling takes three days instead of one; a few messages of the later
       phase were still slow */
    assert_true(worlds_near(slowed(ROTATES("3")), 2, 0.5));
    assert_true(worlds_near(slowed(ROTATES("1")), 0, 0.3));
}

/* Channels that an agreement opens while in force, and agreements that bypass a hub. */

#define WAYS(status, held)                                                                     \
    WORLD(                                                                                     \
        "'states': {'a': {}, 'b': {}}, "                                                       \
        "'agreements': {'hub': {'kind': 'hub', 'parties': {'a': {}, 'b': {}}, 'status': "      \
        "'" status                                                                             \
        "', 'in_force_on': '2022-01-01', 'opens': {'technical': {}}}, 'pact': {'parties': "    \
        "{'a': {}, 'b': {}}, 'measures': {'" held "': {}}}}")

static void
ways(const char *json, double day, bool *open, int32_t *hub)
{
    struct scenario s;
    struct run r;
    struct sim_context sim;

    worlds_load(&s, json);
    assert_ok(run_init(&r, worlds_first(&s), 1, 1, 0, NULL), NULL);
    assert_int_equal(run_until(&r, worlds_first(&s), day, NULL, NULL), RUN_REACHED);
    sim = (struct sim_context){.run = &r, .world = worlds_first(&s)};
    *open = channel_open(&sim, 0, CHANNEL_TECHNICAL);
    *hub = agreement_hub_between(&sim, 0);
    run_free(&r);
    scenario_free(&s);
}

static void
test_agreements_open_channels_while_in_force(void **state)
{
    bool open;
    int32_t hub;

    (void)state;
    ways(WAYS("signed", "hotline"), 300, &open, &hub);
    assert_true(!open && hub == NONE);
    ways(WAYS("signed", "hotline"), 400, &open, &hub);
    assert_true(open && hub == 0); /* a hotline does not bypass the hub */
    ways(WAYS("signed", "cert_exchange"), 400, &open, &hub);
    assert_true(open && hub == NONE);
}

/* Policy money builds capacity of desks, which then answer more often. */

#define FUNDED(use, effect)                                                                    \
    WORLD(                                                                                     \
        "'states': {'a': {}, 'b': {}}, 'horizon_days': 7305, "                                 \
        "'pairs': {'a:b': {'channels': {'political': {'present': true}}}}, "                   \
        "'sources': {'x': {'kind': 'state', 'home': 'a', 'targets': {'b': 20}}}, "             \
        "'parameters': {'clarification': {'ask_information': 0, 'ask_severity': 0, 'p_ask': "  \
        "1}, "                                                                                 \
        "'capacity': {'answer_effect': " effect                                                \
        "}}, "                                                                                 \
        "'agreements': {'fund': {'parties': {'a': {}, 'b': {}}, "                              \
        "'programme': {'budget_musd': 40, 'years': 10, " use "}}}")

struct replies {
    int64_t read, ignored;
};

static void
note_replies(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct replies *x = self;

    (void)w;
    (void)r;
    if (f->kind == OBS_MESSAGE && f->message->kind == MESSAGE_INQUIRY &&
        !isnan(f->message->handled_day)) {
        x->read++;
        x->ignored += f->message->end == MESSAGE_IGNORED;
    }
}

static double
ignored_share(const char *json)
{
    struct replies x = {0, 0};
    struct trace_sink sink = {&x, note_replies};

    worlds_many(json, 20, &sink);
    assert_true(x.read > 1000);
    return (double)x.ignored / (double)x.read;
}

static void
test_policy_money_brings_answers(void **state)
{
    static const char policy[] =
        FUNDED("'technical': 0, 'policy': 1, 'strategy': 0, 'legal': 0", "1");
    static const char off[] =
        FUNDED("'technical': 0, 'policy': 1, 'strategy': 0, 'legal': 0", "0");
    static const char other[] =
        FUNDED("'technical': 0, 'policy': 0, 'strategy': 0, 'legal': 1", "1");
    double funded = ignored_share(policy), twin = ignored_share(off);

    (void)state;
    print_message("ignored: %.3f, twin without the effect %.3f\n", funded, twin);
    assert_true(funded < .85 * twin);
    worlds_near(ignored_share(other), twin, .03); /* legal money has no such effect */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_requests_escalate_from_region_to_world),
        cmocka_unit_test(test_a_change_of_coordinator_slows_the_hub),
        cmocka_unit_test(test_agreements_open_channels_while_in_force),
        cmocka_unit_test(test_policy_money_brings_answers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
