/* Tests legal assistance, the decay of channels, exercises, observers, assistance, and the
   allocation of programmes. */
#include "assert_ok.h"
#include "worlds.h"

#include "kernel/tally.h"
#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/state/sim.h"

/* Legal assistance: every decision is a joint investigation; the reply takes months. */

#define LEGAL(measures, refusal)                                                               \
    WORLD(                                                                                     \
        "'horizon_days': 40000, 'states': {'k': {'handling_hours': 0, 'operation_teams': 0}, " \
        "'v': {}}, "                                                                           \
        "'sources': {'x': {'kind': 'criminal', "                                               \
        "'home': 'k', 'targets': {'v': 4}, 'mix': {'ddos_disruption': 1}}}, "                  \
        "'responses': {'joint_investigation': {'alpha': 20}}, "                                \
        "'pairs': {'k:v': {'legal_refusal': " refusal                                          \
        ", "                                                                                   \
        "'channels': {'law_enforcement': {'present': true, "                                   \
        "'locate_fresh_hours': 0, 'locate_stale_hours': 0, 'reach_stale': 0.8, "               \
        "'reach_fresh': 0.8, 'answer_calm': 0.9, 'answer_tense': 0.9}}}}, "                    \
        "'parameters': {'attribution': {'weight_non_state_overt': 0, "                         \
        "'weight_accident_overt': 0}, "                                                        \
        "'sharing': {'partner_tension': 100, 'partner_trust': 0, 'partner_posterior': 1}}, "   \
        "'agreements': {'x': {'parties': {'k': {}, 'v': {}}, "                                 \
        "'suspension': {'hazard_per_day': 0}, "                                                \
        "'measures': {" measures "}}}")

struct post {
    int64_t n, by_end[MESSAGE_LATE + 1];
    int64_t quick;       /* answered within 182.6 days */
    struct tally waited; /* deferrals, in days */
    double decided;
};

static void
note_post(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct post *p = self;
    const struct message *m = f->message;

    (void)w;
    if (f->kind == OBS_MESSAGE && m->kind == MESSAGE_LEGAL &&
        ARRAY_AT(struct incident, &r->incidents.items, m->incident)->initiator == NONE) {
        p->n++;
        p->by_end[m->end]++;
        p->quick += m->answered_day - m->sent_day < 182.625;
    } else if (f->kind == OBS_DECIDED && f->value == 1 &&
               f->incident->trigger_kind == TRIGGER_INCIDENT && f->incident->named >= 0) {
        tally_add(&p->waited, f->day - f->incident->decided_day);
    }
}

static struct post
post_of(const char *json)
{
    struct post p = {.n = 0};
    struct trace_sink sink = {&p, note_post};

    worlds_many(json, 5, &sink);
    assert_true(p.n > 500);
    return p;
}

static double
share(const struct post *p, int64_t n)
{
    return (double)n / (double)p->n;
}

static void
test_legal_assistance_takes_months(void **state)
{
    struct post slow = post_of(LEGAL("", "0.1"));
    struct post fast = post_of(LEGAL(
        "'joint': {'adoption_lag_days': 0, 'law_enforcement_delay_change': -0.8}", "0.1"));

    (void)state;
    /* .8 of the messages arrive; .9 of these are not refused; .9 of these get a reply, half of them
       within the median */
    assert_true(worlds_near(share(&slow, slow.by_end[MESSAGE_LOST]), 0.2, 0.06));
    assert_true(worlds_near(share(&slow, slow.by_end[MESSAGE_REFUSED]), 0.08, 0.04));
    print_message("lost %g, refused %g, ignored %g, answered %g, late %g\n",
        share(&slow, slow.by_end[MESSAGE_LOST]), share(&slow, slow.by_end[MESSAGE_REFUSED]),
        share(&slow, slow.by_end[MESSAGE_IGNORED]), share(&slow, slow.by_end[MESSAGE_ANSWERED]),
        share(&slow, slow.by_end[MESSAGE_LATE]));
    assert_true(worlds_near(share(&slow, slow.by_end[MESSAGE_IGNORED]), 0.072, 0.04));
    assert_true(worlds_near(share(&slow, slow.quick), 0.324, 0.06));
    assert_true(worlds_near(share(&slow, slow.by_end[MESSAGE_LATE]), 0.648 * 0.083, 0.04));
    assert_true(slow.waited.mean > 150 && slow.waited.max <= 365.26);
    assert_true(worlds_near(share(&fast, fast.quick), 0.648, 0.06));
    assert_true(fast.waited.mean < slow.waited.mean / 3);
}

/* The reach of an unused channel decays; exercises and routine contacts keep it. */

#define UNUSED_WITH(measures, contacts, exercises)                                             \
    WORLD(                                                                                     \
        "'states': {'a': {}, 'b': {}}, 'pairs': {'a:b': "                                      \
        "{'routine_contacts_per_year': " contacts                                              \
        ", "                                                                                   \
        "'channels': {'political': {'last_contact_days_ago': 0, "                              \
        "'halflife_days': 548, 'reach_stale': 0.5, 'reach_fresh': 0.9}}}}, "                   \
        "'agreements': {'x': {'parties': {'a': {}, 'b': {}}, "                                 \
        "'measures': {" measures "}, 'exercises': {'interval_days': " exercises "}}}")

#define UNUSED(contacts, exercises) UNUSED_WITH("", contacts, exercises)
#define TRAINED(contacts, exercises)                                                           \
    UNUSED_WITH("'exercise': {'answer_gain': 0, 'desk_speed_change': 0}", contacts, exercises)

static double
reach_after(const char *json, double day)
{
    struct scenario s;
    struct run r;
    struct sim_context sim;
    double reach;

    worlds_load(&s, json);
    assert_ok(run_init(&r, worlds_first(&s), 1, 1, 0, NULL), NULL);
    assert_int_equal(run_until(&r, worlds_first(&s), day, NULL, NULL), RUN_REACHED);
    sim = (struct sim_context){.run = &r, .world = worlds_first(&s)};
    r.kernel.now = day;
    reach = channel_reach(&sim, 0, CHANNEL_POLITICAL);
    run_free(&r);
    scenario_free(&s);
    return reach;
}

static void
test_unused_channels_decay(void **state)
{
    (void)state;
    assert_true(worlds_near(reach_after(UNUSED("0", "0"), 548), 0.7, 1e-9));
    assert_true(worlds_near(reach_after(UNUSED("0", "0"), 1096), 0.6, 1e-9));
    assert_true(reach_after(TRAINED("0", "30"), 1096) > 0.87);
    assert_true(worlds_near(reach_after(UNUSED("0", "30"), 1096), 0.6, 1e-9)); /* no measure */
    assert_true(reach_after(UNUSED("50", "0"), 1096) > 0.87);
}

/* Routine contacts are reported as events only if there is an observer. */

struct contacts {
    int n;
    double last;
};

static void
note_routine(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct contacts *c = self;

    (void)w;
    (void)r;
    if (f->kind == OBS_CONTACT && f->b == CONTACT_ROUTINE) {
        c->n++;
        c->last = f->day;
    }
}

static double
last_contact(struct run *r, const struct world *w, double day, const struct trace_sink *sink)
{
    struct sim_context sim = {.run = r, .world = w};

    assert_int_equal(run_until(r, w, day, NULL, sink), RUN_REACHED);
    return channel_last_contact(&sim, 0, CHANNEL_POLITICAL);
}

static void
test_routine_contacts_need_no_events(void **state)
{
    struct scenario s;
    struct run quiet, watched, other;
    struct contacts seen = {0, -INFINITY};
    const struct trace_sink sink = {&seen, note_routine};
    const struct world *w;
    int differing = 0;

    (void)state;
    worlds_load(&s, UNUSED("5", "0"));
    w = worlds_first(&s);
    assert_ok(run_init(&quiet, w, 1, 1, 0, NULL), NULL);
    assert_ok(run_init(&watched, w, 1, 1, 0, NULL), NULL);
    assert_ok(run_init(&other, w, 1, 2, 0, NULL), NULL);
    for (double day = 100; day <= 1000; day += 50) {
        bool away = day == 500; /* there is no observer in this interval */
        double last = last_contact(&quiet, w, day, NULL);

        assert_true(last_contact(&watched, w, day, away ? NULL : &sink) == last);
        assert_true(away || seen.n == 0 || seen.last == last);
        assert_int_equal(watched.kernel.n_events, quiet.kernel.n_events);
        assert_true(watched.kernel.fingerprint == quiet.kernel.fingerprint);
        differing += last_contact(&other, w, day, NULL) != last;
    }
    assert_true(seen.n > 5 && seen.n < 25);
    assert_true(differing > 15);
    assert_int_equal(quiet.kernel.n_events, 0);
    run_free(&quiet);
    run_free(&watched);
    run_free(&other);
    scenario_free(&s);
}

/* States that observe rounds gain trust and contacts in proportion to their participation. */

#define WATCHED(activity)                                                                      \
    WORLD(                                                                                     \
        "'states': {'a': {}, 'b': {}, 'o': {}}, "                                              \
        "'agreements': {'x': {'parties': {'a': {}, 'b': {}}, "                                 \
        "'observers': {'o': {'activity': " activity                                            \
        "}}, 'measures': {'consultations': {'meeting_value_shift': 1}}, "                      \
        "'consultations': {'interval_days': 100, 'skip_tension': 100}}}")

static double
trust_of_observer(const char *json)
{
    struct scenario s;
    struct run r;
    struct sim_context sim;
    double trust;

    worlds_load(&s, json);
    assert_ok(run_init(&r, worlds_first(&s), 1, 1, 0, NULL), NULL);
    assert_int_equal(run_until(&r, worlds_first(&s), 1000, NULL, NULL), RUN_REACHED);
    sim = (struct sim_context){.run = &r, .world = worlds_first(&s)};
    trust = dyad_trust(
        &sim, dyad_direction(&sim, worlds_state(sim.world, "o"), worlds_state(sim.world, "a")));
    run_free(&r);
    scenario_free(&s);
    return trust;
}

static void
test_observers_gain_trust(void **state)
{
    double none = trust_of_observer(WATCHED("0"));
    double half = trust_of_observer(WATCHED("0.5")), full = trust_of_observer(WATCHED("1"));

    (void)state;
    assert_true(none == 0.5);
    assert_true(half > 0.505 && full > half + 0.005);
}

/* An honoured request for assistance shortens the incident and builds trust; a
   refusal reduces trust. */

#define HELP(refusal, effect)                                                                  \
    WORLD(                                                                                     \
        "'horizon_days': 3652.5, "                                                             \
        "'states': {'h': {'operation_teams': 0}, 'v': {'operation_teams': 0}}, "               \
        "'sources': {'x': {'kind': 'criminal', "                                               \
        "'targets': {'v': 20}, 'mix': {'sabotage': 1}}}, "                                     \
        "'responses': {'assistance_request': {'alpha': 20}}, "                                 \
        "'parameters': {'detection': {'assistance_effect': " effect                            \
        "}, 'sharing': {'partner_tension': 100, 'partner_trust': 0, 'withhold': 100}}, "       \
        "'pairs': {'h:v': {'legal_refusal': " refusal                                          \
        ", 'channels': {'technical': {'present': true}}}}")

struct help {
    struct tally harm;
    double trust;
};

static void
note_harm(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct help *h = self;

    (void)w;
    (void)r;
    if (f->kind == OBS_ENDED) {
        tally_add(&h->harm, f->incident->realised_share);
    }
}

static struct help
help_of(const char *json)
{
    struct help h = {.trust = 0};
    struct trace_sink sink = {&h, note_harm};
    struct scenario s;
    struct run r;
    struct sim_context sim = {.run = &r};

    worlds_load(&s, json);
    sim.world = worlds_first(&s);
    for (uint64_t k = 1; k <= 10; k++) {
        assert_ok(run_init(&r, sim.world, 1, k, 0, NULL), NULL);
        assert_int_equal(
            run_until(&r, sim.world, sim.world->horizon_days, NULL, &sink), RUN_REACHED);
        h.trust += dyad_trust(&sim, dyad_direction(&sim, worlds_state(sim.world, "v"),
                                        worlds_state(sim.world, "h"))) /
                   10;
        run_free(&r);
    }
    scenario_free(&s);
    return h;
}

static void
test_assistance_is_refused_or_given(void **state)
{
    struct help given = help_of(HELP("0", "4")), refused = help_of(HELP("1", "4"));
    struct help useless = help_of(HELP("1", "1"));

    (void)state;
    assert_true(given.trust > 0.8 && refused.trust < 0.4);
    /* the same incidents, except those that end after the last day in one of the worlds */
    assert_true(refused.harm.n > 1000 &&
                worlds_near((double)given.harm.n, (double)refused.harm.n, 100));
    assert_true(given.harm.mean < refused.harm.mean - 0.02);
    /* in these worlds, assistance shortens no incident */
    assert_true(refused.harm.n == useless.harm.n && refused.harm.mean == useless.harm.mean);
}

/* Allocation of a programme: equal, by weight, mainly to the weakest. */

#define MONEY(allocation)                                                                      \
    WORLD(                                                                                     \
        "'states': {'strong': {'detection': 0.7}, 'weak': {'detection': 0.3}}, "               \
        "'parameters': {'capacity': {'lag_days': 0, 'halflife_days': 36525}}, "                \
        "'agreements': {'x': {'parties': {'strong': {'programme_share': 3}, 'weak': {}}, "     \
        "'programme': {'budget_musd': 4, "                                                     \
        "'years': 2, 'technical': 1, 'policy': 0, 'strategy': 0, 'legal': 0, "                 \
        "'allocation': '" allocation "'}}}")

/* Money for detection that the strong state received, of 2 in total. */
static double
got(const char *json)
{
    struct scenario s;
    struct run r;
    double c;

    worlds_load(&s, json);
    assert_ok(run_init(&r, worlds_first(&s), 1, 1, 0, NULL), NULL);
    assert_int_equal(run_until(&r, worlds_first(&s), 800, NULL, NULL), RUN_REACHED);
    c = run_capacity(&r, worlds_first(&s), 0, CAPACITY_DETECTION);
    run_free(&r);
    scenario_free(&s);
    return -log((1 - c) / 0.3) / 0.2;
}

static void
test_allocation_of_a_programme(void **state)
{
    double strong = 0, weak = 0;

    (void)state;
    assert_true(worlds_near(got(MONEY("equal")), 1, 0.03));
    assert_true(worlds_near(got(MONEY("proportional")), 1.5, 0.03));
    /* eight tranches of .25 for detection, by the fourth powers of the closing gaps */
    for (int k = 0; k < 8; k++) {
        double s = pow(0.3 * exp(-0.2 * strong), 4), w = pow(0.7 * exp(-0.2 * weak), 4);

        strong += 0.25 * s / (s + w);
        weak += 0.25 * w / (s + w);
    }
    assert_true(worlds_near(got(MONEY("weakest_first")), strong, 0.005));
    assert_true(strong < 0.3);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_legal_assistance_takes_months),
        cmocka_unit_test(test_unused_channels_decay),
        cmocka_unit_test(test_routine_contacts_need_no_events),
        cmocka_unit_test(test_observers_gain_trust),
        cmocka_unit_test(test_assistance_is_refused_or_given),
        cmocka_unit_test(test_allocation_of_a_programme),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
