/* Tests how conduct changes trust: attacks, pledges, silence. MODEL.md (10.6), (10.8) */
#include "worlds.h"

#include "kernel/tally.h"
#include "model/dyad/dyad.h"
#include "model/state/sim.h"

/* With a sanitizer the tests run few replications and do not check the means. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { STATISTICS = 0 };
#else
enum { STATISTICS = 1 };
#endif

#define DAYS 3652.5

/* Trust of both states at the end of a run, or its mean over the run. */
static double
trust_of_run(const struct world *w, uint64_t replication, bool at_end)
{
    static struct run r;
    struct sim_context s = {.run = &r, .world = w};
    double sum = 0;

    worlds_begin(&r, w, 1, replication);
    assert_int_equal(run_until(&r, w, w->horizon_days, NULL, NULL), RUN_REACHED);
    for (int k = 0; k < 2; k++) {
        struct dyad_direction d = {0, k, &SIM_PAIR(&s, 0)->direction[k]};

        sum += at_end ? dyad_trust(&s, d)
                      : tally_time_area(&d.now->trust, w->horizon_days) / w->horizon_days;
    }
    return sum / 2;
}

static double
mean_trust(const char *json, uint64_t runs)
{
    struct scenario s;
    double sum = 0;

    runs = STATISTICS ? runs : 2;
    worlds_load(&s, json);
    for (uint64_t k = 1; k <= runs; k++) {
        sum += trust_of_run(worlds_first(&s), k, true);
    }
    scenario_free(&s);
    return sum / (double)runs;
}

/* Two rivals with that number of attacks per year in each direction. They attribute well: the share
   of attacks that they detect and name with confidence is about the share that they expect
   (named_share). */
#define SOURCE(home, target, rate, more)                                                       \
    "'of_" home "': {'kind': 'state', 'home': '" home "', 'targets': {'" target "': " rate     \
    "}, 'campaign_size_mean': 0, 'mix': {'ddos_disruption': 0.4, 'malware_degradation': "      \
    "0.6}" more "}"
#define RIVALS(rate, more, parameters, rest)                                                   \
    WORLD(                                                                                     \
        "'horizon_days': 3652.5, "                                                             \
        "'states': {'a': {'attribution': 0.75}, 'b': {'attribution': 0.75}}, "                 \
        "'pairs': {'a:b': {'tension_baseline': 0.25, 'tension_start': 0.25, "                  \
        "'trust_good': 1.2, 'trust_bad': 2.8}}, "                                              \
        "'sources': {" SOURCE("a", "b", rate, more) ", " SOURCE(                               \
            "b", "a", rate, more) "}, 'parameters': {'trust': {" parameters "}}" rest)

/* Attacks */

#define ATTACKED(rate, kappa)                                                                  \
    RIVALS(rate, ", 'rates_as_observed': true", "'attacked': " kappa, "")

/* The property: trust falls strictly with the number of attacks. Trust recovers from one attack per
   year, but not from five. */
static bool
trust_falls_with_attacks(const char *name, const char *const worlds[4])
{
    double trust[4];

    for (int k = 0; k < 4; k++) {
        trust[k] = mean_trust(worlds[k], 24);
    }
    print_message("%s, 0, 1, 5, 20 attacks a year: trust %.3f, %.3f, %.3f, %.3f\n", name,
        trust[0], trust[1], trust[2], trust[3]);
    return trust[0] > trust[1] && trust[1] > trust[2] && trust[2] > trust[3] &&
           trust[2] < .5 * trust[0] && trust[1] > .7 * trust[0];
}

static void
test_attacks_cost_trust(void **state)
{
    static const char *const worlds[4] = {ATTACKED("0", "0.5"), ATTACKED("1", "0.5"),
        ATTACKED("5", "0.5"), ATTACKED("20", "0.5")};
    static const char *const twins[4] = {
        ATTACKED("0", "0"), ATTACKED("1", "0"), ATTACKED("5", "0"), ATTACKED("20", "0")};

    (void)state;
    assert_true(trust_falls_with_attacks("attacked", worlds) || !STATISTICS);
    assert_false(trust_falls_with_attacks("twin", twins) && STATISTICS);
}

static void
note_trust(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    (void)w;
    (void)r;
    *(int64_t *)self += f->kind == OBS_TRUST;
}

/* At kappa 0 no attack and no act changes trust, in a world without another cause. */
static void
test_attacks_without_weight_change_nothing(void **state)
{
    int64_t none = 0, some = 0;
    struct trace_sink no = {&none, note_trust}, yes = {&some, note_trust};

    (void)state;
#define ALONE(kappa)                                                                           \
    RIVALS("5", "",                                                                            \
        "'attacked': " kappa ", 'honoured': 0, 'contact': 0, 'refused': 0, 'lie': 0", "")
    worlds_many(ALONE("0"), 2, &no);
    worlds_many(ALONE("0.5"), 2, &yes);
    assert_int_equal(none, 0);
    assert_true(some > 50);
}

/* The wrongly accused state: c attacks a under the flag of b. The truth is certain and known at
   once. */
#define WRONGED(surfaces)                                                                      \
    WORLD(                                                                                     \
        "'horizon_days': 3652.5, "                                                             \
        "'states': {'a': {'inertia': 20, 'operation_teams': 0}, 'b': {'inertia': 20}, "        \
        "'c': {}}, "                                                                           \
        "'pairs': {'a:b': {'trust_good': 1.2, 'trust_bad': 2.8}, 'a:c': {}}, "                 \
        "'sources': {'x': {'kind': 'state', 'home': 'c', 'targets': {'a': 4}, "                \
        "'false_flag': {'share': 1, 'blames': 'b'}, 'mix': {'malware_degradation': 1}}}, "     \
        "'parameters': {'truth': {'delay_days': 0, 'p_surfaces': " surfaces                    \
        "}, 'attribution': {'false_flag_pull': 0.7}, 'clarification': {'p_ask': 0}}")

struct named {
    int64_t wrongly, rightly;
};

static void
note_named(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct named *n = self;

    (void)r;
    if (f->kind == OBS_DECIDED && f->incident->trigger_kind == TRIGGER_INCIDENT) {
        n->wrongly += f->incident->named == worlds_state(w, "b");
        n->rightly += f->incident->named == worlds_state(w, "c");
    }
}

/* Computes the changes of a's trust in b and in c over ten years. */
static struct named
changes_of_trust(const char *json, double change[2])
{
    static struct run r;
    struct scenario scenario;
    struct named n = {0};
    struct trace_sink sink = {&n, note_named};
    struct sim_context s = {.run = &r};
    int32_t a;

    worlds_load(&scenario, json);
    s.world = worlds_first(&scenario);
    a = worlds_state(s.world, "a");
    worlds_begin(&r, s.world, 1, 1);
    for (int k = 0; k < 2; k++) {
        change[k] =
            -dyad_trust(&s, dyad_direction(&s, a, worlds_state(s.world, k == 0 ? "b" : "c")));
    }
    assert_int_equal(run_until(&r, s.world, DAYS, NULL, &sink), RUN_REACHED);
    for (int k = 0; k < 2; k++) {
        change[k] +=
            dyad_trust(&s, dyad_direction(&s, a, worlds_state(s.world, k == 0 ? "b" : "c")));
    }
    scenario_free(&scenario);
    return n;
}

static void
test_the_wronged_lose_nothing(void **state)
{
    double change[2];
    struct named n = changes_of_trust(WRONGED("1"), change);

    (void)state;
    print_message(
        "cleared: trust in the wronged %+.3f, in the culprit %+.3f\n", change[0], change[1]);
    assert_true(n.wrongly > 5 && n.rightly > 0);
    assert_true(worlds_near(change[0], 0, 1e-9));
    assert_true(change[1] < -1e-3);
    (void)changes_of_trust(WRONGED("0"), change); /* the twin: the truth stays unknown */
    print_message("never cleared: trust in the wronged %+.3f\n", change[0]);
    assert_true(change[0] < -1e-2);
}

/* Pledges */

#define PLEDGE(measure, parameters)                                                            \
    RIVALS("1", "", parameters,                                                                \
        ", 'agreements': {'x': {'parties': {'a': {}, 'b': {}}, 'suspension': "                 \
        "{'hazard_per_day': 0}, 'measures': {'restraint_pledge': {" measure "}}}}")

/* Returns the paired difference of the mean trust over ten years from the world without a
   pledge. */
static struct tally
effect_of_pledge(const char *with, const char *without, uint64_t runs)
{
    const char *const texts[2] = {without, with};
    struct tally differences = {0};
    struct scenario s[2];

    for (int k = 0; k < 2; k++) {
        worlds_load(&s[k], texts[k]);
    }
    for (uint64_t n = 1; n <= (STATISTICS ? runs : 2); n++) {
        tally_add(&differences, trust_of_run(worlds_first(&s[1]), n, false) -
                                    trust_of_run(worlds_first(&s[0]), n, false));
    }
    for (int k = 0; k < 2; k++) {
        scenario_free(&s[k]);
    }
    return differences;
}

static double
half_width(const struct tally *d)
{
    return 1.96 * sqrt(tally_variance(d) / (double)d->n);
}

/* The property: a pledge that is kept raises trust, a pledge that is half kept raises trust less,
   and a broken pledge lowers trust. The intervals do not overlap. A kept pledge raises trust more
   than fewer attacks alone. */
static bool
conduct_decides(const char *name, const char *const pledges[3], const char *none)
{
    struct tally kept = effect_of_pledge(pledges[0], none, 200);
    struct tally half = effect_of_pledge(pledges[1], none, 200);
    struct tally broken = effect_of_pledge(pledges[2], none, 200);

    print_message("%s, kept %+.3f +- %.3f, half %+.3f +- %.3f, broken %+.3f +- %.3f\n", name,
        kept.mean, half_width(&kept), half.mean, half_width(&half), broken.mean,
        half_width(&broken));
    return kept.mean - half_width(&kept) > .03 && half.mean - half_width(&half) > 0 &&
           broken.mean + half_width(&broken) < 0 &&
           kept.mean - half_width(&kept) > half.mean + half_width(&half);
}

static void
test_conduct_under_a_pledge_decides(void **state)
{
    static const char *const pledges[3] = {PLEDGE("'accepted_rate_change': -0.74", ""),
        PLEDGE("'accepted_rate_change': -0.4", ""), PLEDGE("'accepted_rate_change': 0", "")};
    static const char *const twins[3] = {
        PLEDGE("'accepted_rate_change': -0.74", "'pledge_test': 0"),
        PLEDGE("'accepted_rate_change': -0.4", "'pledge_test': 0"),
        PLEDGE("'accepted_rate_change': 0", "'pledge_test': 0")};

    (void)state;
    assert_true(conduct_decides("pledge", pledges, RIVALS("1", "", "", "")) || !STATISTICS);
    assert_false(
        conduct_decides("twin", twins, RIVALS("1", "", "'pledge_test': 0", "")) && STATISTICS);
}

/* A pledge with weight 0, which changes neither the rate of attacks nor the responses of its
   parties. Only the record of violations remains. */
static void
note_digest(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    uint64_t *digest = self, value;

    (void)w;
    (void)r;
    if (f->kind != OBS_VIOLATION && f->kind != OBS_AGREEMENT) {
        memcpy(&value, &f->day, sizeof(value));
        *digest = hash_mix(*digest * 3 + value);
        memcpy(&value, &f->value, sizeof(value));
        *digest = hash_mix(*digest * 3 + value + (uint64_t)f->kind);
    }
}

static uint64_t
digest_of(const char *json)
{
    uint64_t digest = 0;
    struct trace_sink sink = {&digest, note_digest};

    worlds_many(json, 5, &sink);
    return digest;
}

static void
test_a_test_without_weight_changes_nothing(void **state)
{
#define INERT(parameters)                                                                      \
    RIVALS("9", "", parameters,                                                                \
        ", 'agreements': {'x': {'parties': {'a': {}, 'b': {}}, 'suspension': "                 \
        "{'hazard_per_day': 0}, 'measures': {'restraint_pledge': "                             \
        "{'accepted_rate_change': 0}}}}")
    uint64_t none = digest_of(RIVALS("9", "", "}, 'decision': {'w_pledge': 0", ""));

    (void)state;
    assert_true(none == digest_of(INERT("'pledge_test': 0}, 'decision': {'w_pledge': 0")));
    assert_false(none == digest_of(INERT("}, 'decision': {'w_pledge': 0")));
}

/* Silence */

/* b is asked about one operation of its own. `line`: members of the channel; `hours`: mean time
   until b handles a message. Nothing else changes trust. */
#define ASKED(line, hours, wait)                                                               \
    WORLD(                                                                                     \
        "'horizon_days': 30000, "                                                              \
        "'states': {'a': {'inertia': 20, 'operation_teams': 0, 'triage_hours': 0.01}, "        \
        "'b': {'inertia': 20, 'handling_hours': " hours                                        \
        "}}, "                                                                                 \
        "'sources': {'x': {'kind': 'state', 'home': 'b', 'targets': {'a': 0}, "                \
        "'mix': {'malware_degradation': 1}}}, "                                                \
        "'pairs': {'a:b': {'channels': {'political': {" line                                   \
        ", 'answer_calm': 0.5, 'answer_tense': 0.5, 'latency_hours': 0.01, "                   \
        "'locate_fresh_hours': 0, 'locate_stale_hours': 0}}}}, "                               \
        "'injects': {'it': {'kind': 'incident', 'day': '2021-03-01', 'source': 'x', "          \
        "'target': 'a'}}, 'incident_types': {'malware_degradation': {'demand': 0}}, "          \
        "'parameters': {'attribution': {'accuracy': 0.95}, 'truth': {'p_surfaces': 0}, "       \
        "'clarification': {'ask_information': 0, 'ask_severity': 0, 'p_ask': 1, "              \
        "'reply_days': 36525, 'wait_turns': 0, 'wait_days': " wait                             \
        "}, 'trust': {'attacked': 0, 'honoured': 0, 'contact': 0}}")
#define OPEN "'reach_stale': 1, 'reach_fresh': 1"
#define DEAD "'reach_stale': 0, 'reach_fresh': 0"

struct asked {
    double day, loss; /* first change of trust */
    double after;     /* trust after the last change; .5 on the first day */
    int32_t end;      /* end of the inquiry; -1: there was none */
};

static void
note_asked(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct asked *x = self;

    (void)w;
    if (f->kind == OBS_TRUST) {
        x->day = x->loss == 0 ? f->day : x->day;
        x->loss = x->loss == 0 ? f->value : x->loss;
        x->after = ARRAY_AT(struct pair_now, &r->pairs, f->a)->direction[f->b].trust.value;
    }
    if (f->kind == OBS_MESSAGE && f->message->kind == MESSAGE_INQUIRY) {
        x->end = f->message->end;
    }
}

static struct asked
ask(const struct scenario *s, uint64_t replication)
{
    struct asked x = {.end = -1};
    struct trace_sink sink = {&x, note_asked};

    worlds_run(worlds_first(s), 1, replication, &sink);
    return x;
}

/* A state that waits cannot know whether its message was lost, was ignored, or waits at a desk. The
   loss of trust is therefore the same, and on the same day. It is given back when a reply comes
   later. */
static void
test_silence_is_what_the_asker_sees(void **state)
{
    struct scenario lost, quick, slow, hasty;
    int64_t aside = 0, answered = 0, later = 0;
    int unheard = 0;

    (void)state;
    worlds_load(&lost, ASKED(DEAD, "0", "3"));
    worlds_load(&quick, ASKED(OPEN, "0", "3"));
    worlds_load(&slow, ASKED(OPEN, "8000", "3"));
    worlds_load(&hasty, ASKED(DEAD, "0", "0")); /* the twin: the state does not wait */
    for (uint64_t k = 1; k <= 120; k++) {
        struct asked l = ask(&lost, k), q = ask(&quick, k), o = ask(&slow, k);

        if (l.end == -1) {
            continue; /* b was not named */
        }
        assert_int_equal(l.end, MESSAGE_LOST);
        unheard++;
        assert_true(worlds_near(l.loss, 2. / (4 + .25 * .5) - .5, 1e-12));
        assert_true(o.loss == l.loss && o.day == l.day);
        if (q.end == MESSAGE_IGNORED) {
            assert_true(q.loss == l.loss && q.day == l.day);
            aside++;
        } else {
            assert_true(q.end == MESSAGE_ANSWERED && q.loss == 0);
            answered++;
        }
        if (o.end == MESSAGE_LATE) { /* the rest of the loss has been given back */
            assert_true(worlds_near(o.after, .5, 1e-12));
            later++;
        } else {
            assert_true(o.after == l.after);
        }
        assert_true(ask(&hasty, k).loss == 0);
    }
    print_message(
        "silence: the same loss %d times lost, %d times left, %d answered, %d later\n", unheard,
        (int)aside, (int)answered, (int)later);
    assert_true(aside > 3 && answered > 5 && later > 5);
    scenario_free(&lost);
    scenario_free(&quick);
    scenario_free(&slow);
    scenario_free(&hasty);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_attacks_cost_trust),
        cmocka_unit_test(test_attacks_without_weight_change_nothing),
        cmocka_unit_test(test_the_wronged_lose_nothing),
        cmocka_unit_test(test_conduct_under_a_pledge_decides),
        cmocka_unit_test(test_a_test_without_weight_changes_nothing),
        cmocka_unit_test(test_silence_is_what_the_asker_sees),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
