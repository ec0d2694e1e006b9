/* Tests that responses are proportionate to harm and target, that partners are not suspects, that
   operations are prepared, and that criminals spare their home state, which may be asked for police
   action. MODEL.md (1.14), (3.7), (3.8), (5.8), (7.9), (8.4), (8.16)-(8.20), (9.7), (9.9) */
#include "stage.h"

#include "kernel/portable_math.h"
#include "kernel/tally.h"
#include "model/dyad/dyad.h"
#include "model/response/action.h"
#include "model/response/decision.h"
#include "model/response/partner.h"

static struct incident
incident_of(const struct stage *t, const char *type, double severity, int32_t target_class)
{
    const struct list *types = &t->w->incident_types;
    int32_t row = worlds_index(types, sizeof(struct incident_type), type);

    return (struct incident){.id = 7,
        .type = row,
        .trigger_kind = TRIGGER_INCIDENT,
        .initiator = worlds_state(t->w, "b"),
        .home = worlds_state(t->w, "b"),
        .target = worlds_state(t->w, "a"),
        .target_class = target_class,
        .named = worlds_state(t->w, "b"),
        .confidence = 0.95,
        .severity = (int32_t)severity,
        .perceived_severity = severity,
        .perceived_intent = incident_type_is_stealthy(WORLD_TYPE(t->w, row)) ? 0 : 1,
        .belief = NONE,
        .source = NONE,
        .campaign = NONE,
        .decided_day = NAN,
        .public_day = 0};
}

static double
utility(struct stage *t, const struct incident *i, const char *response)
{
    struct option options[RESPONSE_MAX];
    int32_t row = worlds_response(t->w, response);
    int32_t n = decision_options(&t->s, i, WORLD_RESPONSE(t->w, row)->side, NONE, options);

    for (int32_t k = 0; k < n; k++) {
        if (options[k].response == row) {
            return options[k].utility;
        }
    }
    fail();
    return 0;
}

#define WITH(more) WORLD(WORLD_ABC ", 'horizon_days': 3000" more)
#define PARAMETERS(group, more) WITH(", 'parameters': {'" group "': {" more "}}")

/* ---- proportion (8.16) ---- */

/* Whether the open responses to a defacement of a company, and to the destruction of its network,
   are the expected ones. */
static bool
is_proportionate(const char *json)
{
    struct stage t;
    struct incident nuisance, ruin, office, grid;
    bool fits;

    stage_enter(&t, json);
    nuisance = incident_of(&t, "defacement", 2, TARGET_PRIVATE);
    ruin = incident_of(&t, "malware_degradation", 6, TARGET_PRIVATE);
    office = incident_of(&t, "malware_degradation", 6, TARGET_GOVERNMENT);
    grid = ruin;
    grid.critical = true;
    fits = !isfinite(utility(&t, &nuisance, "legal_step")) &&
           !isfinite(utility(&t, &ruin, "military_display")) &&
           isfinite(utility(&t, &ruin, "sanctions"));
    assert_true(isfinite(utility(&t, &nuisance, "demarche")));
    assert_true(isfinite(utility(&t, &nuisance, "public_attribution")));
    assert_true(isfinite(utility(&t, &office, "military_display")));
    assert_true(
        utility(&t, &grid, "military_display") >= utility(&t, &office, "military_display"));
    stage_leave(&t);
    return fits;
}

static void
test_responses_fit_the_harm(void **state)
{
    (void)state;
    assert_true(is_proportionate(WITH("")));
    /* the twin: no bound */
    assert_false(
        is_proportionate(PARAMETERS("decision", "'proportion_limit': 10, 'coercion_from': 0")));
}

/* ---- passivity (8.17) ---- */

/* Returns the probability that a state responds neither overtly nor covertly. */
static double
passive_share(struct stage *t, const struct incident *i)
{
    double share = 1;

    for (int32_t side = SIDE_OVERT; side <= SIDE_COVERT; side++) {
        struct option options[RESPONSE_MAX];
        int32_t n = decision_options(&t->s, i, side, NONE, options);
        double all = 0, passive = 0;

        for (int32_t k = 0; k < n; k++) {
            double odds = isfinite(options[k].utility) ? portable_exp(options[k].utility) : 0;

            all += odds;
            passive +=
                response_is_passive(WORLD_RESPONSE(t->w, options[k].response)) ? odds : 0;
        }
        share *= passive / all;
    }
    return share;
}

static double
ignored(const char *json, double severity)
{
    struct stage t;
    struct incident i;
    double share;

    stage_enter(&t, json);
    i = incident_of(&t, "malware_degradation", severity, TARGET_GOVERNMENT);
    share = passive_share(&t, &i);
    stage_leave(&t);
    print_message("severity %g: %.3f do nothing\n", severity, share);
    return share;
}

static void
test_a_severe_attack_is_not_ignored(void **state)
{
    static const char off[] = PARAMETERS("decision", "'passivity_cost': 0");

    (void)state;
    assert_true(ignored(WITH(""), 3) == ignored(off, 3)); /* below the severity: no effect */
    /* a private protest has half of the effect */
    assert_true(ignored(WITH(""), 5) < 0.85 * ignored(off, 5));
    assert_true(ignored(WITH(""), 6) < 0.6 * ignored(off, 6));
    assert_true(ignored(WITH(""), 7) < 0.1);
    /* the twin: passivity costs little */
    assert_false(
        ignored(PARAMETERS("decision", "'passivity_cost': 0.1"), 6) < 0.6 * ignored(off, 6));
    assert_false(ignored(PARAMETERS("decision", "'passivity_cost': 0.1"), 7) < 0.1);
}

/* ---- destruction (8.18) ---- */

static int
destructions(const char *json, double severity)
{
    struct stage t;
    struct incident i;
    const struct response *higher;
    int n = 0;

    stage_enter(&t, json);
    i = incident_of(&t, "defacement", severity, TARGET_GOVERNMENT);
    higher = WORLD_RESPONSE(t.w, worlds_response(t.w, "counter_operation_higher"));
    for (uint64_t k = 0; k < 200; k++) {
        n += action_reply(&t.s, &i, higher, hash_text("order") + k).severity >= 5;
    }
    stage_leave(&t);
    return n;
}

static void
test_a_nuisance_is_not_answered_by_destruction(void **state)
{
    (void)state;
    assert_int_equal(destructions(WITH(""), 2), 0);
    assert_int_equal(destructions(WITH(""), 3), 0);
    assert_int_equal(destructions(WITH(""), 4), 200); /* a severe operation may be */
    assert_true(destructions(PARAMETERS("decision", "'destruction_from': 0"), 3) > 10);
}

/* Whether a may answer an incident of that severity with that response `days` after its
   detection. */
static bool
may_answer(
    const char *json, const char *response, const char *type, double severity, double days)
{
    struct stage t;
    struct incident i;
    bool may;

    stage_enter(&t, json);
    t.run.kernel.now = days;
    i = incident_of(&t, type, severity, TARGET_GOVERNMENT);
    may = isfinite(utility(&t, &i, response));
    stage_leave(&t);
    return may;
}

static bool
may_strike(const char *json, const char *type, double severity, double days)
{
    return may_answer(json, "counter_operation", type, severity, days);
}

static bool
may_accuse(const char *json, const char *type, double severity, double days)
{
    return may_answer(json, "public_attribution", type, severity, days);
}

static void
test_an_old_nuisance_is_not_answered(void **state)
{
    static const char off[] = PARAMETERS("decision", "'lapse_ratio': 0");

    (void)state;
    assert_true(may_strike(WITH(""), "ddos_disruption", 2.9, 179));
    assert_false(may_strike(WITH(""), "ddos_disruption", 2.9, 181));
    assert_false(may_strike(WITH(""), "malware_long_espionage", 2, 181));
    assert_true(
        may_strike(PARAMETERS("decision", "'lapse_days': 200"), "ddos_disruption", 2, 181));
    assert_false(may_strike(WITH(""), "ddos_disruption", 4, 181));
    /* the twins: the incident has done damage; orders do not lapse */
    assert_true(may_strike(WITH(""), "malware_degradation", 3, 181));
    assert_true(may_strike(off, "ddos_disruption", 2.9, 181));
    assert_true(may_accuse(WITH(""), "ddos_disruption", 2.9, 719));
    assert_false(may_accuse(WITH(""), "ddos_disruption", 2.9, 721));
    assert_true(may_accuse(WITH(""), "malware_degradation", 3, 721));
}

/* ---- coercion (8.19), chains of covert responses (8.20) ---- */

/* Returns the utility of a response to a disruption of that severity in a ministry. The response is
   number `generation` in its chain. */
static double
utility_in(const char *json, const char *response, double severity, int32_t generation)
{
    struct stage t;
    struct incident i;
    double found;

    stage_enter(&t, json);
    i = incident_of(&t, "malware_disruption", severity, TARGET_GOVERNMENT);
    i.counter_operation = generation > 0;
    i.generation = generation;
    found = utility(&t, &i, response);
    stage_leave(&t);
    return found;
}

static void
test_no_trifle_is_answered_by_sanctions(void **state)
{
    static const char off[] = PARAMETERS("decision", "'coercion_from': 0");

    (void)state;
    for (int k = 0; k < 2; k++) {
        const char *response = k == 0 ? "sanctions" : "legal_step";

        assert_true(utility_in(WITH(""), response, 3, 0) == -INFINITY);
        assert_true(worlds_near(utility_in(WITH(""), response, 3.5, 0),
            utility_in(off, response, 3.5, 0) + portable_log(0.5), 1e-12));
        assert_true(utility_in(WITH(""), response, 4, 0) == utility_in(off, response, 4, 0));
        assert_true(utility_in(off, response, 3, 0) > -INFINITY); /* the twin */
    }
    assert_true(utility_in(WITH(""), "public_attribution", 3, 0) > -INFINITY);
}

static void
test_covert_exchanges_end(void **state)
{
    static const char off[] = PARAMETERS("decision", "'covert_chain': 0");

    (void)state;
    for (int32_t n = 0; n < 4; n++) {
        double first = utility_in(WITH(""), "counter_operation", 4, 0);

        assert_true(worlds_near(
            utility_in(WITH(""), "counter_operation", 4, n), first - 0.5 * n, 1e-12));
        assert_true(
            utility_in(WITH(""), "sanctions", 4, n) == utility_in(WITH(""), "sanctions", 4, 0));
        assert_true(utility_in(off, "counter_operation", 4, n) ==
                    utility_in(off, "counter_operation", 4, 0)); /* the twin */
    }
}

/* Returns the utility of an open response to an open act of that rung. The response is number
   `generation` in its chain. */
static double
reply_in(const char *json, const char *response, int32_t rung, int32_t generation)
{
    struct stage t;
    struct incident i;
    double found;

    stage_enter(&t, json);
    i = incident_of(&t, "malware_disruption", 2, TARGET_GOVERNMENT);
    i.trigger_kind = TRIGGER_ACT;
    i.rung = rung;
    i.generation = generation;
    found = utility(&t, &i, response);
    stage_leave(&t);
    return found;
}

/* Exchanges of statements end, too. Other responses and responses to graver acts do not change.
   (8.21) */
static void
test_open_exchanges_end(void **state)
{
    static const char off[] = PARAMETERS("decision", "'statement_chain': 0");

    (void)state;
    for (int32_t n = 1; n < 5; n++) {
        double first = reply_in(WITH(""), "public_attribution", 2, 1);

        assert_true(worlds_near(
            reply_in(WITH(""), "public_attribution", 2, n), first - 0.5 * (n - 1), 1e-12));
        assert_true(reply_in(WITH(""), "absorb", 2, n) == reply_in(WITH(""), "absorb", 2, 1));
        assert_true(
            reply_in(WITH(""), "sanctions", 3, n) == reply_in(WITH(""), "sanctions", 3, 1));
        assert_true(reply_in(off, "public_attribution", 2, n) == first); /* the twin */
    }
}

/* ---- partners (7.9) ---- */

static void
test_partners_are_no_suspects(void **state)
{
    struct stage t;
    struct incident i;
    struct dyad_direction to_c;

    (void)state;
    stage_enter(
        &t, WITH(", 'agreements': {'pact': {'alliance': true, 'parties': {'a': {}, 'c': "
                 "{}}}}"));
    i = incident_of(&t, "intrusion_disruption", 3, TARGET_GOVERNMENT);
    to_c = dyad_direction(&t.s, i.target, worlds_state(t.w, "c"));
    assert_true(partner_suits(&t.s, &i, to_c.pair, worlds_state(t.w, "c")));
    assert_false(partner_suits(&t.s, &i, world_pair(t.w, i.target, i.named), i.named));
    i.suspected[0] = UINT64_C(1) << worlds_state(t.w, "c");
    assert_false(partner_suits(&t.s, &i, to_c.pair, worlds_state(t.w, "c")));
    i.suspected[0] = 0;
    i.target_class = TARGET_MILITARY; /* an ally may see it */
    assert_true(partner_suits(&t.s, &i, to_c.pair, worlds_state(t.w, "c")));
    dyad_tension_add(&t.s, to_c, .7, 0);
    assert_false(partner_suits(&t.s, &i, to_c.pair, worlds_state(t.w, "c")));
    assert_false(partner_may_investigate(&t.s, &i)); /* a case with the suspect is possible */
    stage_leave(&t);
    /* the twins: no alliance; tension and suspicion do not matter */
    stage_enter(&t, PARAMETERS("sharing", "'partner_tension': 100, 'partner_posterior': 1"));
    i = incident_of(&t, "intrusion_disruption", 3, TARGET_MILITARY);
    to_c = dyad_direction(&t.s, i.target, worlds_state(t.w, "c"));
    assert_false(partner_suits(&t.s, &i, to_c.pair, worlds_state(t.w, "c")));
    i.target_class = TARGET_GOVERNMENT;
    dyad_tension_add(&t.s, to_c, .7, 0);
    assert_true(partner_suits(&t.s, &i, to_c.pair, worlds_state(t.w, "c")));
    assert_true(partner_may_investigate(&t.s, &i));
    stage_leave(&t);
}

/* Whether a may send a notice, or ask for help, `days` after the detection. */
static bool
may_turn(const char *json, const char *response, double days)
{
    struct stage t;
    struct incident i;
    bool may;

    stage_enter(&t, json);
    t.run.kernel.now = days;
    i = incident_of(&t, "malware_disruption", 4, TARGET_PRIVATE);
    may = isfinite(utility(&t, &i, response));
    stage_leave(&t);
    return may;
}

/* Old indicators do not help others. (8.4) */
static void
test_a_notice_comes_early(void **state)
{
    static const char late[] = PARAMETERS("sharing", "'notice_days': 36525");

    (void)state;
    assert_true(may_turn(WITH(""), "technical_notice", 119));
    assert_false(may_turn(WITH(""), "technical_notice", 121));
    assert_true(may_turn(WITH(""), "assistance_request", 121)); /* while the incident lasts */
    assert_true(may_turn(late, "technical_notice", 121));       /* the twin */
}

/* Espionage in networks of the government is shown only to allies. The same holds for every
   incident in networks of armed forces. */
static void
test_allies_alone_see_networks_of_the_government(void **state)
{
#define ALLIED(alliance)                                                                       \
    WITH(", 'agreements': {'pact': {'alliance': " alliance                                     \
         ", 'parties': {'a': {}, 'c': "                                                        \
         "{}}}}")
    static const struct {
        const char *type;
        int32_t target;
        bool all; /* also those who are no allies */
    } cases[] = {{"malware_long_espionage", TARGET_GOVERNMENT, false},
        {"prepositioning", TARGET_GOVERNMENT, false},
        {"malware_long_espionage", TARGET_MILITARY, false},
        {"malware_disruption", TARGET_MILITARY, false},
        {"malware_long_espionage", TARGET_PRIVATE, true},
        {"malware_disruption", TARGET_GOVERNMENT, true}}; /* the twins */

    (void)state;
    for (int allied = 0; allied < 2; allied++) {
        struct stage t;
        int32_t c;

        stage_enter(&t, allied ? ALLIED("true") : ALLIED("false"));
        c = worlds_state(t.w, "c");
        for (size_t k = 0; k < sizeof(cases) / sizeof(cases[0]); k++) {
            struct incident i = incident_of(&t, cases[k].type, 4, cases[k].target);

            assert_true(partner_suits(&t.s, &i, world_pair(t.w, i.target, c), c) ==
                        (allied || cases[k].all));
        }
        stage_leave(&t);
    }
}

/* ---- delays (9.9), (3.7) ---- */

struct delays {
    int operations, overnight, lapsed;
    double least;              /* shortest length of an incident of severity 6 */
    struct tally ruin;         /* logarithms of the lengths of those that do damage */
    struct tally light, heavy; /* length of extortion, by severity */
    int crime, home, military, requests, takedowns;
};

static void
note(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct delays *x = self;
    const struct incident *i = f->incident;

    (void)r;
    if (f->kind == OBS_ORDER_CLOSED && f->value == ORDER_EXECUTED &&
        WORLD_RESPONSE(w, f->b)->effect == EFFECT_OPERATION) {
        x->operations++;
        x->overnight += r->kernel.now - i->settled_day < 1;
    }
    if (f->kind == OBS_ORDER_CLOSED && f->value == ORDER_LAPSED &&
        WORLD_RESPONSE(w, f->b)->doctrine == DOCTRINE_COERCION) {
        x->lapsed++;
        assert_true(
            i->settled_day + w->parameters.decision.coercion_lapse_days < r->kernel.now + 1e-6);
    }
    if (f->kind == OBS_ENDED && i->severity == 6) {
        x->least = fmin(x->least, i->end_day - i->start_day);
        if (WORLD_TYPE(w, i->type)->class_ == CLASS_DEGRADATION) {
            tally_add(&x->ruin, log(i->end_day - i->start_day));
        }
    }
    if (f->kind == OBS_STARTED && WORLD_TYPE(w, i->type)->class_ == CLASS_CRIME) {
        x->crime++;
        x->home += i->home == i->target;
        x->military += i->target_class == TARGET_MILITARY;
        tally_add(i->severity <= 3 ? &x->light : &x->heavy, i->length_days);
    }
    if (f->kind == OBS_MESSAGE && f->message->kind == MESSAGE_JOINT_CASE) {
        x->requests++;
        x->takedowns += f->message->reply == REPLY_TAKEDOWN;
    }
}

static struct delays
delays_in(const char *json, uint64_t runs)
{
    struct delays x = {.least = INFINITY};
    struct trace_sink sink = {&x, note};

    worlds_many(json, runs, &sink);
    return x;
}

static bool
is_prepared(const struct delays *x)
{
    assert_true(x->operations > 100);
    return x->overnight < 0.01 * x->operations;
}

static void
test_operations_are_prepared(void **state)
{
    struct delays x = delays_in(WITH(""), 8);

    (void)state;
    assert_true(is_prepared(&x));
    /* the twin: with prepared access, an operation takes a hundredth of the time */
    x = delays_in(PARAMETERS("decision", "'prepared_access': 0.01"), 8);
    assert_false(is_prepared(&x));
}

static void
test_repair_takes_longer_for_more_damage(void **state)
{
    struct delays x = delays_in(WITH(""), 4);

    (void)state;
    assert_true(x.heavy.mean > 1.4 * x.light.mean);
    x = delays_in(PARAMETERS("detection", "'repair_severity': 1"), 4); /* the twin */
    assert_false(x.heavy.mean > 1.4 * x.light.mean);
}

#define RUIN_SPREAD(spread)                                                                    \
    WITH(                                                                                      \
        ", 'incident_types': {'malware_degradation': {'severity': {'6': 1}, "                  \
        "'duration_log_mean': -5, 'duration_log_sd': 0}}, "                                    \
        "'parameters': {'detection': {'repair_floor_log_sd': " spread "}}")

#define RUIN(floor)                                                                            \
    WITH(                                                                                      \
        ", 'incident_types': {'malware_degradation': {'severity': {'6': 1}}}, "                \
        "'parameters': {'detection': {'repair_floor_log_sd': 0, 'repair_floor_days': " floor   \
        "}}")

/* A network that was destroyed does not work again the next day. (3.8) */
static void
test_destruction_is_not_repaired_in_days(void **state)
{
    (void)state;
    assert_true(delays_in(RUIN("5"), 4).least >= 31.25 - 1e-6);
    assert_true(delays_in(RUIN("0"), 4).least < 5); /* the twin */
}

/* The time of repair differs from case to case. (3.8) */
static void
test_repair_times_differ(void **state)
{
    struct delays x = delays_in(RUIN_SPREAD("0.4"), 4), twin = delays_in(RUIN_SPREAD("0"), 4);

    (void)state;
    print_message("logarithm of the shortest time: spread %g, twin %g\n",
        sqrt(tally_variance(&x.ruin)), sqrt(tally_variance(&twin.ruin)));
    assert_true(x.ruin.n > 20 && worlds_near(sqrt(tally_variance(&x.ruin)), 0.4, 0.1));
    assert_true(twin.ruin.n > 20 && tally_variance(&twin.ruin) < 1e-6);
}

#define COERCING(days)                                                                         \
    WITH(                                                                                      \
        ", 'responses': {'sanctions': {'alpha': 5, 'delay_log_sd': 2}}, 'parameters': "        \
        "{'decision': {'coercion_lapse_days': " days "}}")

/* Orders of sanctions lapse after two years of preparation. (9.7) */
static void
test_sanctions_are_dropped_late(void **state)
{
    struct delays x = delays_in(COERCING("720"), 4), twin = delays_in(COERCING("180"), 4);

    (void)state;
    print_message("lapsed: %d, with 180 days %d\n", x.lapsed, twin.lapsed);
    assert_true(x.lapsed > 0 && twin.lapsed > 1.4 * x.lapsed);
}

/* ---- criminals (1.14), (5.8) ---- */

static void
test_criminals_spare_their_home_and_armed_forces(void **state)
{
    struct delays x = delays_in(WITH(""), 4);

    (void)state;
    assert_true(x.crime > 100 && x.home < 0.05 * x.crime && x.military < 0.06 * x.crime);
    x = delays_in(PARAMETERS("rates", "'crime_at_home': 1, 'crime_military': 1"), 4);
    assert_false(x.home < 0.05 * x.crime || x.military < 0.06 * x.crime); /* the twin */
}

#define POLICE(offered, more)                                                                  \
    WITH(", 'responses': {'police_request': {'alpha': 20, 'offered': " offered "}}" more)

static void
test_the_host_is_asked_for_police_action(void **state)
{
    struct delays x = delays_in(POLICE("true", ""), 4), weak;

    (void)state;
    assert_true(x.requests > 50 && x.takedowns > 5);
    weak =
        delays_in(POLICE("true", ", 'parameters': {'rates': {'police_probability': 0.01}}"), 4);
    assert_true(weak.requests > 50 && weak.takedowns < x.takedowns / 2);
    assert_int_equal(delays_in(POLICE("false", ""), 4).requests, 0); /* the twin */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_responses_fit_the_harm),
        cmocka_unit_test(test_a_severe_attack_is_not_ignored),
        cmocka_unit_test(test_a_nuisance_is_not_answered_by_destruction),
        cmocka_unit_test(test_an_old_nuisance_is_not_answered),
        cmocka_unit_test(test_no_trifle_is_answered_by_sanctions),
        cmocka_unit_test(test_covert_exchanges_end),
        cmocka_unit_test(test_open_exchanges_end),
        cmocka_unit_test(test_destruction_is_not_repaired_in_days),
        cmocka_unit_test(test_repair_times_differ),
        cmocka_unit_test(test_sanctions_are_dropped_late),
        cmocka_unit_test(test_partners_are_no_suspects),
        cmocka_unit_test(test_a_notice_comes_early),
        cmocka_unit_test(test_allies_alone_see_networks_of_the_government),
        cmocka_unit_test(test_operations_are_prepared),
        cmocka_unit_test(test_repair_takes_longer_for_more_damage),
        cmocka_unit_test(test_criminals_spare_their_home_and_armed_forces),
        cmocka_unit_test(test_the_host_is_asked_for_police_action),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
