/* Tests a single decision: the shares of the responses at the defaults, and changes of options. */
#include "worlds.h"

#include "kernel/distribution.h"
#include "model/dyad/dyad.h"
#include "model/response/action.h"
#include "model/state/sim.h"

/*
 * A victim and four rivals. There is one operation by `a`, of the recorded mix, which is published
 * at once or never. The victim has a seat, so that the run stops at its decision. As in the
 * reference calculation there are no inquiries before the decision.
 */
#define RIVAL(id)                                                                              \
    "'" id                                                                                     \
    ":v': {'tension_baseline': %s, 'tension_start': %s, 'routine_contacts_per_year': 0, "      \
    "'channels': {'technical': {'present': true}}}"
#define RIVALS RIVAL("a") ", " RIVAL("b") ", " RIVAL("c") ", " RIVAL("d")
#define ONE                                                                                    \
    WORLD(                                                                                     \
        "'horizon_days': 30000, "                                                              \
        "'states': {'a': {}, 'b': {}, 'c': {}, 'd': {}, 'v': {" NEUTRAL_STATE                  \
        ", 'triage_hours': 0.01}}, "                                                           \
        "'sources': {'x': {'kind': 'state', 'home': 'a', 'targets': {'v': 0}%s}}, "            \
        "'pairs': {" RIVALS                                                                    \
        "}, "                                                                                  \
        "'injects': {'it': {'kind': 'incident', 'day': '2021-01-01', 'source': 'x', "          \
        "'target': 'v'}}, "                                                                    \
        "'parameters': {'publicity': {'overt_delay_days': 0, 'stealthy_delay_days': 0, "       \
        "'secrecy': 0, "                                                                       \
        "'industry_share': 0}, 'clarification': {'p_ask': 0}%s}%s")

struct decided {
    struct incident incident;
    int32_t overt, covert;
};

static void
load_set(struct scenario *s, const char *tension, const char *source, const char *parameters,
    const char *more, const char *const *settings)
{
    struct buffer json = {0};

    buffer_printf(&json, ONE, source, tension, tension, tension, tension, tension, tension,
        tension, tension, parameters, more);
    worlds_set(s, json.at, settings);
    buffer_free(&json);
}

static void
load_one(struct scenario *s, const char *tension, const char *source, const char *parameters,
    const char *more)
{
    load_set(s, tension, source, parameters, more, NULL);
}

/* Finds the decision of a replication. Returns false if the operation is never detected. */
static bool
decide(const struct world *w, uint64_t replication, struct decided *d)
{
    static const double means[] = {1.2, 0.4, 0.4, 0.4};
    struct stream_base base = {11, replication, 0};
    struct stream_block u = stream_block(&base, 1, 1, 0, 0);
    static struct run r;
    struct sim_context sim;
    int32_t v = worlds_state(w, "v");
    bool found;

    worlds_begin(&r, w, 1, replication);
    sim = (struct sim_context){.run = &r, .world = w};
    for (int32_t k = 0; k < 4; k++) {
        dyad_direction(&sim, v, k).now->believed =
            (struct decaying){distribution_poisson(u.u[k], means[k]), 0};
    }
    run_seat(&r, v, true);
    found = worlds_next_decision(&r, w, w->horizon_days, NULL) == RUN_DECISION;
    if (found) {
        d->incident = *ARRAY_AT(struct incident, &r.incidents.items, r.waiting);
        d->covert = run_choice(&r, w, SIDE_COVERT, NONE);
        d->overt = run_choice(&r, w, SIDE_OVERT, d->covert);
    }
    return found;
}

/* The shares of one experiment. They have the names of the reference calculation. */
struct shares {
    double n, attacks, named, wrong, cyber, higher, hostile, attribution, legal, sanctions,
        absorbed, cooperative, display, hostile_attack, misdirected, justified, peaceful;
};

static void
count(const struct world *w, const struct decided *d, struct shares *x)
{
    const struct response *overt = WORLD_RESPONSE(w, d->overt);
    const struct response *covert = WORLD_RESPONSE(w, d->covert);
    bool attack = !incident_type_is_stealthy(WORLD_TYPE(w, d->incident.type));
    bool open = overt->effect == EFFECT_ACT && ladder_is_public_response(overt->rung);
    bool cyber = covert->effect == EFFECT_OPERATION;
    bool wrong = d->incident.named >= 0 && d->incident.named != d->incident.initiator;

    x->n++;
    x->attacks += attack;
    x->named += d->incident.named >= 0;
    x->wrong += wrong;
    x->cyber += cyber;
    x->higher += cyber && covert->higher;
    x->hostile += open;
    x->hostile_attack += open && attack;
    x->attribution += d->overt == worlds_response(w, "public_attribution");
    x->legal += d->overt == worlds_response(w, "legal_step");
    x->sanctions += d->overt == worlds_response(w, "sanctions");
    x->absorbed += response_is_passive(overt);
    x->display += ladder_is_major(overt->rung);
    x->cooperative += overt->effect != EFFECT_NOTHING && overt->effect != EFFECT_MITIGATION &&
                      !ladder_is_hostile(overt->rung);
    x->misdirected += wrong && (cyber || open);
    x->justified += d->incident.named >= 0 && !wrong && (cyber || open);
    x->peaceful += !cyber && !open && !ladder_is_major(overt->rung);
}

static struct shares
shares_of(const struct scenario *s, uint64_t n)
{
    struct shares x = {0};
    double *all = &x.attacks;

    for (uint64_t k = 1; k <= n; k++) {
        struct decided d;

        if (decide(worlds_first(s), k, &d)) {
            count(worlds_first(s), &d, &x);
        }
    }
    x.hostile_attack /= x.attacks;
    x.hostile_attack /= (x.hostile - x.hostile_attack * x.attacks) / (x.n - x.attacks);
    x.higher /= x.cyber;
    for (double *at = all; at < all + sizeof(x) / sizeof(double) - 1; at++) {
        if (at != &x.hostile_attack && at != &x.higher) {
            *at /= x.n;
        }
    }
    return x;
}

static bool
near(const char *what, double x, double expected, double tolerance)
{
    bool is = fabs(x - expected) <= tolerance;

    if (!is) {
        print_message("%s: %.4f is not %.4f +- %.3f\n", what, x, expected, tolerance);
    }
    return is;
}

enum { RUNS = 40000 };

#define FLAGS(share) ", 'false_flag': {'share': " share "}"

/* Returns the number of reference shares that are met. Tolerances are about a tenth, because the
   reference has no queues and no censoring. Of the recorded replies of higher severity, those that
   follow from an error of perception (8.6) are not choices. Attributions, legal steps and higher
   replies have the shares under the slopes that were fitted with proportion (8.16). Wrong
   attributions have the shares of the priors (5.1). A state that will meet a demand takes no
   hostile step (3.5). */
static int
met(const struct shares *x)
{
    return near("named", x->named, .710, .02) +
           near("wrong of the named", x->wrong / x->named, .091, .015) +
           near("cyber reply", x->cyber, .118, .012) +
           near("higher of these", x->higher, .190, .03) +
           near("public hostile", x->hostile, .115, .01) +
           near("attribution", x->attribution, .090, .008) +
           near("legal", x->legal, .019, .004) + near("sanctions", x->sanctions, .0095, .003) +
           near("attack over espionage", x->hostile_attack, 2.43, .25) +
           near("absorbed", x->absorbed, .826, .015) +
           near("inquiry or private", x->cooperative, .054, .01) +
           near("display", x->display, .0002, .0002) +
           near("no hostile act", x->peaceful, .800, .015);
}

static void
test_shares_of_the_defaults(void **state)
{
    struct scenario s;
    struct shares x;

    (void)state;
    load_one(&s, "0.33", FLAGS("0.02"), "", "");
    x = shares_of(&s, RUNS);
    assert_int_equal(met(&x), 13);
    assert_true(near("wrong responses", x.misdirected, .010, .003));
    scenario_free(&s);
    load_one(&s, "0.99", FLAGS("0.02"), "", "");
    x = shares_of(&s, RUNS / 2);
    assert_true(near("cyber reply at .99", x.cyber, .158, .012));
    assert_true(near("wrong responses at .99", x.misdirected, .013, .004));
    scenario_free(&s);
    load_one(&s, "0.33", FLAGS("0.3"), "", "");
    x = shares_of(&s, RUNS / 2);
    assert_true(near("wrong responses, 30 % flags", x.misdirected, .022, .005));
    scenario_free(&s);
}

/* The twins: with one parameter changed some shares are missed. */
static void
test_other_parameters_miss_the_shares(void **state)
{
    static const char *const parameters[] = {", 'attribution': {'patience_overt_days': 10}",
        ", 'decision': {'w_intent': 2.2}", ", 'attribution': {'accuracy': 0.55}", ""};
    static const char *const more[] = {
        "", "", "", ", 'responses': {'public_attribution': {'alpha': -2.25}}"};

    (void)state;
    for (int k = 0; k < 4; k++) {
        struct scenario s;
        struct shares x;

        load_one(&s, "0.33", FLAGS("0.02"), parameters[k], more[k]);
        x = shares_of(&s, RUNS / 2);
        assert_true(met(&x) < 13);
        scenario_free(&s);
    }
}

/* A higher utility of one option moves choices only to this option. MODEL.md (8.4) */
static void
moved(const char *parameters, const char *more, const char *to, int *there, int *elsewhere)
{
    struct scenario base, other;
    int32_t raised;

    load_one(&base, "0.33", "", "", "");
    load_one(&other, "0.33", "", parameters, more);
    raised = worlds_response(worlds_first(&base), to);
    *there = *elsewhere = 0;
    for (uint64_t k = 1; k <= 4000; k++) {
        struct decided x, y;

        if (decide(worlds_first(&base), k, &x) && decide(worlds_first(&other), k, &y)) {
            *there += x.overt != y.overt && y.overt == raised;
            *elsewhere += x.overt != y.overt && y.overt != raised;
        }
    }
    scenario_free(&base);
    scenario_free(&other);
}

static void
test_a_raised_option_only_wins(void **state)
{
    int there, elsewhere;

    (void)state;
    moved("", ", 'responses': {'demarche': {'alpha': -1.6}}", "demarche", &there, &elsewhere);
    assert_true(there > 50);
    assert_int_equal(elsewhere, 0);
    /* the twin: another temperature moves choices to any option */
    moved(", 'decision': {'temperature': 1.5}", "", "demarche", &there, &elsewhere);
    assert_true(elsewhere > 50);
}

/* If operations have false flags, a hotline prevents misdirected responses. It also prevents
   justified ones, because trust protects the responsible state, too. */
static struct shares
with_hotline(bool asks, const char *good, const char *bad)
{
    static const char *const members[][2] = {{"channels/political/credibility", "0.9"},
        {"channels/political/latency_hours", "0"}, {"channels/political/reach_stale", "1"},
        {"channels/political/reach_fresh", "1"}, {"channels/political/locate_stale_hours", "0"},
        {"channels/political/locate_fresh_hours", "0"},
        {"channels/political/answer_tense", "0.95"}};
    const char *settings[48];
    char text[36][100];
    struct scenario s;
    struct shares x;
    int n = 0;

    for (char rival = 'a'; rival <= 'd'; rival++) {
        for (size_t k = 0; k < 7; k++, n++) {
            (void)snprintf(
                text[n], 100, "/pairs/%c:v/%s=%s", rival, members[k][0], members[k][1]);
        }
        (void)snprintf(text[n++], 100, "/pairs/%c:v/trust_good=%s", rival, good);
        (void)snprintf(text[n++], 100, "/pairs/%c:v/trust_bad=%s", rival, bad);
    }
    for (int k = 0; k < n; k++) {
        settings[k] = text[k];
    }
    settings[n++] =
        asks ? "/parameters/clarification/p_ask=1" : "/parameters/clarification/p_ask=0";
    settings[n++] = "/parameters/attribution/item_weight_sd=0"; /* as the reference */
    settings[n++] = "/parameters/clarification/wait_turns=0";
    settings[n++] = "/parameters/clarification/ask_information=0";
    settings[n++] = "/parameters/clarification/ask_severity=0";
    settings[n++] = "/parameters/clarification/late_days=0";
    settings[n++] = "/parameters/clarification/p_deny_responsible=0.9";
    settings[n++] = "/parameters/clarification/accused_denies_days=0";
    settings[n] = NULL;
    load_set(&s, "0.33", FLAGS("0.3"), "", "", settings);
    x = shares_of(&s, RUNS);
    scenario_free(&s);
    return x;
}

static void
test_a_hotline_prevents_responses(void **state)
{
    struct shares none = with_hotline(false, "2", "2"), line = with_hotline(true, "2", "2");

    (void)state;
    assert_true(
        near("misdirected taken away", 1 - line.misdirected / none.misdirected, .43, .08));
    assert_true(near("justified taken away", 1 - line.justified / none.justified, .18, .08));
    none = with_hotline(false, "3.2", "0.8");
    line = with_hotline(true, "3.2", "0.8");
    assert_true(
        near("with trust, misdirected", 1 - line.misdirected / none.misdirected, .65, .1));
    assert_true(near("with trust, justified", 1 - line.justified / none.justified, .40, .1));
}

/* Incidents that would not become public: open responses to them, and military displays. */

struct secrets {
    int64_t decided, open, displays, published;
};

static void
note_secrets(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct secrets *x = self;

    (void)r;
    x->published += f->kind == OBS_PUBLIC && isnan(f->incident->statement_day) ? 1 : 0;
    if (f->kind == OBS_DECIDED && f->incident->trigger_kind == TRIGGER_INCIDENT &&
        f->value == 1) {
        const struct response *overt = WORLD_RESPONSE(w, f->incident->overt);

        x->decided++;
        x->open += ladder_is_public_response(overt->rung) ? 1 : 0;
        x->displays += overt->rung == RUNG_MAJOR_HARM ? 1 : 0;
    }
}

/* Runs a world of three states in which this share of the detected incidents becomes public. */
static struct secrets
secrets_of(const char *p_public, const char *secrecy)
{
    struct secrets x = {.decided = 0};
    struct trace_sink sink = {&x, note_secrets};
    struct buffer json = {0};

    buffer_printf(&json,
        WORLD(WORLD_ABC ", 'horizon_days': 3000, "
                        "'parameters': {'publicity': {'p_overt': %s, "
                        "'p_stealthy': %s, 'p_counter_operation': %s, 'secrecy': %s}}"),
        p_public, p_public, p_public, secrecy);
    worlds_many(json.at, 40, &sink);
    buffer_free(&json);
    assert_true(x.decided > 2000);
    return x;
}

static void
test_secrecy_prevents_open_responses(void **state)
{
    struct secrets kept = secrets_of("0", "20"), free_ = secrets_of("0", "0");
    struct secrets known = secrets_of("1", "20"), same = secrets_of("1", "0");

    (void)state;
    assert_int_equal(kept.published, 0);
    assert_int_equal(kept.open, 0);
    assert_true(kept.displays > 0);
    assert_true(free_.open > free_.decided / 25);
    assert_true(known.open > known.decided / 25);
    assert_memory_equal(&known, &same, sizeof(known)); /* no incident is secret */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shares_of_the_defaults),
        cmocka_unit_test(test_other_parameters_miss_the_shares),
        cmocka_unit_test(test_a_raised_option_only_wins),
        cmocka_unit_test(test_a_hotline_prevents_responses),
        cmocka_unit_test(test_secrecy_prevents_open_responses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
