/* Tests which responses are possible after a trigger, how certain a state must be, which states
   it suspects, how long it searches, and whom it asks. MODEL.md (5.1), (6.1), (7.1), (8.3), (8.14),
   (8.15) */
#include "stage.h"

#include "base/hash.h"
#include "model/dyad/dyad.h"
#include "model/incident/belief_internal.h"
#include "model/response/decision.h"

/* ---- one decision of a about b, without a run ---- */

static int32_t
type_at(const struct stage *t, const char *id)
{
    return worlds_index(&t->w->incident_types, sizeof(struct incident_type), id);
}

static struct incident
incident_of(const struct stage *t, const char *type, double severity)
{
    const struct incident_type *row = WORLD_TYPE(t->w, type_at(t, type));

    return (struct incident){.id = 7,
        .type = type_at(t, type),
        .trigger_kind = TRIGGER_INCIDENT,
        .initiator = worlds_state(t->w, "b"),
        .target = worlds_state(t->w, "a"),
        .named = worlds_state(t->w, "b"),
        .confidence = 0.95,
        .perceived_severity = severity,
        .perceived_intent = incident_type_is_stealthy(row) ? 0 : 1,
        .belief = NONE,
        .source = NONE,
        .campaign = NONE,
        .decided_day = NAN,
        .statement_day = NAN,
        .industry_day = NAN,
        .industry_named = NONE,
        .public_day = 0};
}

static struct incident
act_of_rung(const struct stage *t, int32_t rung)
{
    struct incident i = incident_of(t, "ddos_disruption", 2);

    i.trigger_kind = TRIGGER_ACT;
    i.type = NONE;
    i.rung = rung;
    i.confidence = 1;
    return i;
}

/* Returns the option of a response. Its utility is -INFINITY if the response is impossible. */
static struct option
option_of(struct stage *t, const struct incident *i, const char *response)
{
    struct option options[RESPONSE_MAX];
    int32_t row = worlds_response(t->w, response);
    int32_t n = decision_options(&t->s, i, WORLD_RESPONSE(t->w, row)->side, NONE, options);

    for (int32_t k = 0; k < n; k++) {
        if (options[k].response == row) {
            return options[k];
        }
    }
    fail();
    return options[0];
}

static bool
may(struct stage *t, const struct incident *i, const char *response)
{
    return isfinite(option_of(t, i, response).utility);
}

#define WITH(more) WORLD(WORLD_ABC ", 'horizon_days': 3000" more)

/* ---- bounds (8.14) ---- */

/* Both states are in a crisis and know of it. */
static void
enter_crisis(struct stage *t)
{
    SIM_PAIR(&t->s, dyad_direction(&t->s, 0, 1).pair)->crisis.holds = true;
    dyad_learn_crisis(&t->s, dyad_direction(&t->s, 0, 1));
    dyad_learn_crisis(&t->s, dyad_direction(&t->s, 1, 0));
}

static void
test_a_statement_is_answered_by_a_statement(void **state)
{
    struct stage t;
    struct incident statement, sanctions, display;

    (void)state;
    stage_enter(&t, WITH(""));
    statement = act_of_rung(&t, 2);
    sanctions = act_of_rung(&t, 3);
    display = act_of_rung(&t, 7);
    assert_true(may(&t, &statement, "public_attribution"));
    assert_true(may(&t, &statement, "demarche"));
    assert_false(may(&t, &statement, "legal_step"));
    assert_false(may(&t, &statement, "sanctions"));
    assert_false(may(&t, &statement, "counter_operation"));
    assert_true(may(&t, &sanctions, "legal_step"));
    assert_true(may(&t, &sanctions, "counter_operation"));
    assert_false(may(&t, &sanctions, "counter_operation_higher"));
    assert_true(may(&t, &display, "counter_operation_higher"));
    assert_false(may(&t, &display, "military_display")); /* a display begins a crisis (10.4) */
    enter_crisis(&t);
    assert_true(may(&t, &display, "military_display"));
    /* even in a crisis, statements and sanctions do not allow a display */
    assert_false(may(&t, &statement, "military_display"));
    assert_false(may(&t, &sanctions, "military_display"));
    stage_leave(&t);
    /* the twin: rows without these bounds */
    stage_enter(&t, WITH(", 'responses': {'counter_operation': {'act_rung': 0}, "
                         "'military_display': {'act_rung': 3}}"));
    statement = act_of_rung(&t, 2);
    sanctions = act_of_rung(&t, 3);
    enter_crisis(&t);
    assert_true(may(&t, &statement, "counter_operation"));
    assert_true(may(&t, &sanctions, "military_display"));
    stage_leave(&t);
}

static void
test_a_display_needs_a_crisis_or_harm(void **state)
{
    static const char *const triggers[] = {
        "intrusion_long_espionage", "prepositioning", "ransomware", "ddos_disruption"};
    struct stage t;
    struct incident severe;

    (void)state;
    stage_enter(&t, WITH(""));
    for (size_t k = 0; k < 4; k++) {
        struct incident i = incident_of(&t, triggers[k], k == 3 ? 4.9 : 6);

        assert_false(may(&t, &i, "military_display"));
        /* espionage that is misread as an attack still has no visible harm */
        i.perceived_intent = 1;
        assert_false(may(&t, &i, "military_display"));
    }
    severe = incident_of(&t, "malware_degradation", 5);
    assert_false(may(&t, &severe, "military_display"));
    severe.statement_day = 0; /* blamed on that state in public */
    assert_true(may(&t, &severe, "military_display"));
    assert_false(may(&t, &severe, "limited_force"));
    severe.statement_day = NAN;
    severe.industry_day = 0;
    severe.industry_named = severe.named;
    assert_true(may(&t, &severe, "military_display"));
    severe.industry_named = NONE; /* the twin */
    assert_false(may(&t, &severe, "military_display"));
    enter_crisis(&t);
    for (size_t k = 0; k < 4; k++) {
        struct incident i = incident_of(&t, triggers[k], 3);

        assert_true(may(&t, &i, "military_display") == (k != 2));
    }
    stage_leave(&t);
    /* the twin: a row that needs no more than a named state */
    stage_enter(&t, WITH(", 'responses': {'military_display': {'need': 'named'}}, "
                         "'parameters': {'decision': {'proportion_limit': 10}}"));
    severe = incident_of(&t, "intrusion_long_espionage", 3);
    assert_true(may(&t, &severe, "military_display"));
    stage_leave(&t);
}

static void
test_crime_is_answered_by_legal_means(void **state)
{
    static const char *const legal[] = {"demarche", "public_attribution", "legal_step"};
    static const char *const other[] = {"sanctions", "counter_operation",
        "counter_operation_higher", "military_display", "limited_force"};
    struct stage t;
    struct incident crime, attack;

    (void)state;
    stage_enter(&t, WITH(""));
    crime = incident_of(&t, "ransomware", 6);
    attack = incident_of(&t, "malware_degradation", 6);
    attack.statement_day = 0;
    for (size_t k = 0; k < sizeof(legal) / sizeof(legal[0]); k++) {
        assert_true(may(&t, &crime, legal[k]));
    }
    for (size_t k = 0; k < sizeof(other) / sizeof(other[0]); k++) {
        assert_false(may(&t, &crime, other[k]));
        assert_true(may(&t, &attack, other[k]) == (k < 4));
    }
    stage_leave(&t);
    /* the twin: a row that is possible after crime */
    stage_enter(&t, WITH(", 'responses': {'sanctions': {'crime': true}}"));
    crime = incident_of(&t, "ransomware", 6);
    assert_true(may(&t, &crime, "sanctions"));
    stage_leave(&t);
}

/* ---- certainty (8.15) ---- */

/* Returns how much the utility falls if the confidence falls from .95 to p. */
static double
loss(struct stage *t, const char *response, double p)
{
    struct incident sure = incident_of(t, "malware_degradation", 6), unsure;

    sure.statement_day = 0;
    unsure = sure;
    unsure.confidence = p;
    return option_of(t, &sure, response).utility - option_of(t, &unsure, response).utility;
}

/* The largest change of the utility of sanctions between confidences .001 apart. */
static double
largest_step(struct stage *t)
{
    double largest = 0;

    for (int k = 500; k < 990; k++) {
        largest = fmax(largest,
            fabs(loss(t, "sanctions", (k + 1) / 1000.) - loss(t, "sanctions", k / 1000.)));
    }
    return largest;
}

static void
test_a_graver_response_needs_more_confidence(void **state)
{
    static const char *const by_rung[] = {
        "demarche", "public_attribution", "legal_step", "sanctions", "military_display"};
    struct stage t;
    double step;

    (void)state;
    stage_enter(&t, WITH(", 'parameters': {'decision': {'passivity_cost': 0}}"));
    for (size_t k = 0; k + 1 < sizeof(by_rung) / sizeof(by_rung[0]); k++) {
        for (double p = 0.5; p < 0.81; p += 0.1) {
            assert_true(loss(&t, by_rung[k], p) < loss(&t, by_rung[k + 1], p));
        }
    }
    assert_true(loss(&t, "sanctions", 0.6) > 3.5);
    assert_true(loss(&t, "public_attribution", 0.8) < 1);
    step = largest_step(&t);
    assert_true(step < 0.05);
    stage_leave(&t);
    /* the twins: no certainty is needed; a width so small that the utility has a step */
    stage_enter(&t, WITH(", 'responses': {'sanctions': {'certainty': 0}}"));
    assert_true(loss(&t, "sanctions", 0.6) < 2);
    stage_leave(&t);
    stage_enter(&t, WITH(", 'parameters': {'decision': {'certainty_width': 0.001}}"));
    print_message("step at width .05 %.3f, at .001 %.3f\n", step, largest_step(&t));
    assert_true(largest_step(&t) > 0.5);
    stage_leave(&t);
}

/* ---- suspects (5.1) ---- */

static double
prior_of(struct stage *t, const char *type, int32_t suspect)
{
    struct belief b = {.n = 0};
    int32_t at;

    belief_prior(&t->s, worlds_state(t->w, "a"), WORLD_TYPE(t->w, type_at(t, type)), &b);
    at = belief_place(&b, suspect);
    return at == NONE ? 0 : b.p[at];
}

static void
test_criminals_are_suspected_of_crime(void **state)
{
    struct stage t;

    (void)state;
    stage_enter(&t, WITH(""));
    assert_true(prior_of(&t, "ransomware", SUSPECT_NON_STATE) > 0.75);
    assert_true(prior_of(&t, "ransomware", SUSPECT_ACCIDENT) == 0);
    assert_true(prior_of(&t, "ddos_disruption", SUSPECT_NON_STATE) < 0.5);
    assert_true(prior_of(&t, "ddos_disruption", SUSPECT_ACCIDENT) > 0);
    stage_leave(&t);
    /* the twin: the weight of attacks */
    stage_enter(&t, WITH(", 'parameters': {'attribution': {'weight_non_state_crime': 1.2}}"));
    assert_true(prior_of(&t, "ransomware", SUSPECT_NON_STATE) < 0.5);
    stage_leave(&t);
}

/* Returns the odds of b on a day, after n hostile acts between a and b, relative to the odds before
   the acts. */
static double
odds_after(const char *json, int n, double day)
{
    struct stage t;
    double before, after;

    stage_enter(&t, json);
    before = prior_of(&t, "ddos_disruption", 1) / prior_of(&t, "ddos_disruption", 2);
    for (int k = 0; k < n; k++) {
        dyad_record_conduct(&t.s, dyad_direction(&t.s, 0, 1), 1);
    }
    t.run.kernel.now += day;
    after = prior_of(&t, "ddos_disruption", 1) / prior_of(&t, "ddos_disruption", 2);
    stage_leave(&t);
    return after / before;
}

#define STEADY(more) WORLD(STATES_ABC ", " SOURCES_ABC ", 'horizon_days': 3000" more)

static void
test_recent_acts_make_a_suspect(void **state)
{
    (void)state;
    assert_true(worlds_near(odds_after(STEADY(""), 1, 0), 2.5, 1e-9));
    assert_true(worlds_near(odds_after(STEADY(""), 5, 0), 5.5, 1e-9)); /* three acts count */
    assert_true(worlds_near(odds_after(STEADY(""), 1, 180), 1.75, 1e-6));
    /* the twin: a memory of incidents alone */
    assert_true(worlds_near(
        odds_after(STEADY(", 'parameters': {'attribution': {'conduct_weight': 0}}"), 5, 0), 1,
        1e-12));
}

/* Returns the odds of b after n hostile acts of a against b, relative to the odds before the
   acts. */
static double
odds_after_own(const char *json, const char *type, int n, double day)
{
    struct stage t;
    double before, after;

    stage_enter(&t, json);
    before = prior_of(&t, type, 1) / prior_of(&t, type, 2);
    for (int k = 0; k < n; k++) {
        dyad_record_own_conduct(&t.s, dyad_direction(&t.s, 0, 1), 1);
    }
    t.run.kernel.now += day;
    after = prior_of(&t, type, 1) / prior_of(&t, type, 2);
    stage_leave(&t);
    return after / before;
}

/* A state that has struck another state expects retaliation by an attack, not by espionage or
   extortion. (5.1) */
static void
test_a_strike_gives_a_motive(void **state)
{
    const char *none = STEADY(", 'parameters': {'attribution': {'motive_weight': 0}}");

    (void)state;
    assert_true(worlds_near(odds_after_own(STEADY(""), "ddos_disruption", 1, 0), 5.5, 1e-9));
    assert_true(worlds_near(odds_after_own(STEADY(""), "ddos_disruption", 5, 0), 14.5, 1e-9));
    assert_true(worlds_near(
        odds_after_own(STEADY(""), "ddos_disruption", 1, 360), 1 + 1.5 / 4 + 3. / 4, 1e-6));
    assert_true(
        worlds_near(odds_after_own(STEADY(""), "intrusion_short_espionage", 1, 0), 2.5, 1e-9));
    assert_true(worlds_near(odds_after_own(STEADY(""), "ransomware", 1, 0), 2.5, 1e-9));
    /* the twin: a strike counts no more than any act between the two */
    assert_true(odds_after_own(none, "ddos_disruption", 1, 0) == odds_after(none, 1, 0));
    assert_true(worlds_near(odds_after_own(none, "ddos_disruption", 1, 0), 2.5, 1e-9));
}

/* Returns the share of b after acts between a and b and a rise of a's tension toward b. */
static double
share_after(const char *json, const char *type, int acts, double tension)
{
    struct stage t;
    double share;

    stage_enter(&t, json);
    dyad_record_conduct(&t.s, dyad_direction(&t.s, 0, 1), acts);
    dyad_tension_add(&t.s, dyad_direction(&t.s, 0, 1), tension, 0);
    share = prior_of(&t, type, 1);
    stage_leave(&t);
    return share;
}

/* A world of two states. The only suspect state has the mean weight of states. Its share still
   rises against criminals and accidents. Criminals remain the most probable authors of crime. */
#define ALONE(more)                                                                            \
    WORLD(                                                                                     \
        "'states': {'a': {}, 'b': {}}, 'pairs': {'a:b': {'tension_baseline': 0.1, "            \
        "'tension_start': 0.1}}, 'sources': {}, 'horizon_days': 3000" more)
#define NO_CONDUCT ", 'parameters': {'attribution': {'conduct_weight': 0}}"

static void
test_the_adversary_is_suspected_before_criminals(void **state)
{
    double quiet = share_after(ALONE(""), "ddos_disruption", 0, 0);

    (void)state;
    assert_true(worlds_near(quiet, 1 / 2.5, 1e-9));
    assert_true(worlds_near(
        share_after(ALONE(""), "ddos_disruption", 1, 0), 2.5 / (2.5 + 1.2 + 0.3), 1e-9));
    assert_true(share_after(ALONE(""), "ddos_disruption", 2, 0) > 0.7);
    assert_true(share_after(ALONE(""), "ddos_disruption", 0, 2) > quiet + 0.1);
    assert_true(share_after(ALONE(""), "ransomware", 2, 0) < 0.4);
    assert_true(share_after(ALONE(""), "ransomware", 2, 0) > 0.2);
    /* the twin: neither acts nor tension raise the share */
    assert_true(
        worlds_near(share_after(ALONE(NO_CONDUCT), "ddos_disruption", 3, 2), 1 / 2.5, 1e-9));
}

struct conduct {
    int acts, recorded;
    /* attacks by a state, and attacks after which the state expects retaliation */
    int attacks, expected;
    int spying, spied; /* the same for espionage */
};

static void
note_conduct(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct conduct *x = self;

    if (f->kind == OBS_ACT && f->act->response != NONE && ladder_is_hostile(f->act->rung)) {
        struct run *run = (struct run *)(uintptr_t)r; /* only read */
        struct sim_context s = {.run = run, .world = w};

        x->acts++;
        x->recorded +=
            dyad_conduct(&s, dyad_direction(&s, f->act->actor, f->act->target)) >= 1 &&
            dyad_motive(&s, dyad_direction(&s, f->act->actor, f->act->target)) >= 1 &&
            dyad_conduct(&s, dyad_direction(&s, f->act->target, f->act->actor)) >= 1;
    } else if (f->kind == OBS_ENDED && f->incident->initiator != NONE &&
               f->incident->parent_kind == PARENT_NONE && f->day == f->incident->start_day) {
        struct run *run = (struct run *)(uintptr_t)r; /* only read */
        struct sim_context s = {.run = run, .world = w};
        bool stealthy = incident_type_is_stealthy(WORLD_TYPE(w, f->incident->type));
        bool counts = dyad_motive(&s,
                          dyad_direction(&s, f->incident->initiator, f->incident->target)) >= 1;

        x->attacks += !stealthy;
        x->expected += !stealthy && counts;
        x->spying += stealthy;
        x->spied += stealthy && counts;
    }
}

static void
test_both_sides_remember_an_act(void **state)
{
    struct conduct x = {.acts = 0};
    struct trace_sink sink = {&x, note_conduct};

    (void)state;
    worlds_many(WITH(", 'parameters': {'publicity': {'secrecy': 0}}"), 10, &sink);
    assert_true(x.acts > 20);
    assert_int_equal(x.recorded, x.acts);
}

/* A state that has attacked another state expects retaliation; a state that spies does not.
   (5.1) */
#define BRIEF                                                                                  \
    ", 'responses': {'counter_operation': {'offered': false}, 'counter_operation_higher': {"   \
    "'offered': false}}, 'incident_types': {'ddos_disruption': {'duration_log_mean': -5, "     \
    "'duration_log_sd': 0}, 'intrusion_short_espionage': {'duration_log_mean': -5, "           \
    "'duration_log_sd': 0}}"

static void
test_an_attacker_expects_a_counter_strike(void **state)
{
    struct conduct x = {.acts = 0};
    struct trace_sink sink = {&x, note_conduct};

    (void)state;
    worlds_many(WITH(BRIEF), 10, &sink);
    print_message("%d attacks, %d remembered; %d espionage, %d remembered\n", x.attacks,
        x.expected, x.spying, x.spied);
    assert_true(x.attacks > 20);
    assert_int_equal(x.expected, x.attacks);
    assert_true(x.spying > 20 && x.spied < x.spying - 20); /* the twin: espionage */
}

/* ---- patience (6.1) ---- */

struct search {
    double severe, minor;
    int n_severe, n_minor;
};

/* The time from triage to the decision on attacks that are attributed to nobody. It ends at the end
   of patience. */
static void
note_search(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct search *x = self;
    const struct incident *i = f->incident;

    (void)r;
    if (f->kind != OBS_DECIDED || i->trigger_kind != TRIGGER_INCIDENT || i->named != NONE ||
        incident_type_is_stealthy(WORLD_TYPE(w, i->type))) {
        return;
    }
    if (i->perceived_severity >= 4) {
        x->severe += i->decided_day - i->detected_day;
        x->n_severe++;
    } else if (i->perceived_severity < 3) {
        x->minor += i->decided_day - i->detected_day;
        x->n_minor++;
    }
}

static double
search_ratio(const char *json)
{
    struct search x = {0, 0, 0, 0};
    struct trace_sink sink = {&x, note_search};

    worlds_many(json, 20, &sink);
    assert_true(x.n_severe > 20 && x.n_minor > 20);
    return x.severe / x.n_severe / (x.minor / x.n_minor);
}

static void
test_the_search_for_a_severe_attack_lasts_longer(void **state)
{
    double ratio = search_ratio(WITH(""));
    double twin =
        search_ratio(WITH(", 'parameters': {'attribution': {'severity_on_patience': -0.5}}"));

    (void)state;
    print_message("severe to minor: search %.2f times as long; twin %.2f\n", ratio, twin);
    assert_true(ratio > 1.15);
    assert_true(twin < 0.8);
}

/* ---- postures (8.3) ---- */

static double
doctrine_term(const char *json, const char *response)
{
    struct stage t;
    struct incident i;
    double term;

    stage_enter(&t, json);
    i = incident_of(&t, "malware_degradation", 5);
    term = option_of(&t, &i, response).term[TERM_DOCTRINE];
    stage_leave(&t);
    return term;
}

#define HEDGING(more)                                                                          \
    WORLD("'states': {'a': {'posture': 'hedging'" more "}, 'b': {}, 'c': {}}, " PAIRS_ABC)

static void
test_a_hedging_state_takes_no_coercive_step(void **state)
{
    double words = doctrine_term(HEDGING(""), "public_attribution");

    (void)state;
    assert_true(doctrine_term(HEDGING(""), "sanctions") <= words - 4);
    assert_true(doctrine_term(HEDGING(""), "legal_step") <= words - 4);
    assert_true(
        worlds_near(doctrine_term(HEDGING(", 'coercion': 0"), "sanctions"), words, 1e-12));
}

/* ---- own conduct (7.1) ---- */

#define ASKING(decision)                                                                       \
    WITH(                                                                                      \
        ", 'parameters': {'clarification': {'ask_information': 0, 'ask_severity': 0, "         \
        "'p_ask': 1, 'wait_days': 0}, 'sharing': {'partner_tension': 100, 'partner_trust': "   \
        "0, "                                                                                  \
        "'partner_posterior': 1}, 'decision': {" decision                                      \
        "}}, 'agreements': {'x': {"                                                            \
        "'parties': {'a': {}, 'b': {}}, 'opens': {'law_enforcement': {}}}}")

enum { ASKERS = 100000 };

/* Returns the share of incidents about which a asks b, after `acts` hostile acts of a against b. */
static double
asking_share(const char *json, double acts)
{
    struct stage t;
    struct incident i;
    int asks = 0;

    stage_enter(&t, json);
    dyad_record_own_conduct(&t.s, dyad_direction(&t.s, 0, 1), acts);
    i = incident_of(&t, "ddos_disruption", 3);
    i.demand_day = NAN;
    i.belief = sim_acquire(&t.run.beliefs);
    for (int k = 0; k < ASKERS; k++) {
        *SIM_BELIEF(&t.s, i.belief) = (struct belief){.n = 3,
            .suspect = {1, SUSPECT_NON_STATE, SUSPECT_ACCIDENT},
            .p = {.8, .1, .1},
            .asks = NAN};
        i.id = hash_mix((uint64_t)k + 1);
        asks += belief_would_ask(&t.s, &i);
    }
    stage_leave(&t);
    return (double)asks / ASKERS;
}

/* Returns the utility of a response to an attack, or to an open act, after `acts` hostile acts of a
   against b. */
static double
utility_after(const char *json, const char *response, double acts, bool open)
{
    struct stage t;
    struct incident i;
    double utility;

    stage_enter(&t, json);
    dyad_record_own_conduct(&t.s, dyad_direction(&t.s, 0, 1), acts);
    i = open ? act_of_rung(&t, 3) : incident_of(&t, "ddos_disruption", 3);
    i.demand_day = NAN;
    i.confidence = 0.5; /* only an unclear case is investigated together with the suspect */
    utility = option_of(&t, &i, response).utility;
    stage_leave(&t);
    return utility;
}

/* A state that has itself struck the suspect has less reason to ask it. */
static void
test_own_conduct_leaves_less_to_ask(void **state)
{
    static const char *const asking[] = {"inquiry", "consultation", "joint_investigation"};

    (void)state;
    for (int acts = 0; acts < 6; acts++) {
        double cost = 0.5 * fmin(acts, 3),
               twin = asking_share(ASKING("'own_conduct': 0"), acts);

        assert_true(twin == 1); /* the twin: the state asks as often as before */
        assert_true(
            worlds_near(asking_share(ASKING(""), acts), exp(-cost), 4 * sqrt(.25 / ASKERS)));
        for (size_t k = 0; k < sizeof(asking) / sizeof(asking[0]); k++) {
            double off = utility_after(ASKING("'own_conduct': 0"), asking[k], acts, false);

            assert_true(isfinite(off));
            assert_true(worlds_near(
                utility_after(ASKING(""), asking[k], acts, false), off - cost, 1e-9));
        }
        assert_true(utility_after(ASKING(""), "demarche", acts, false) ==
                    utility_after(ASKING("'own_conduct': 0"), "demarche", acts, false));
        /* the actor of an open act is known */
        assert_true(utility_after(ASKING(""), "consultation", acts, true) ==
                    utility_after(ASKING("'own_conduct': 0"), "consultation", acts, true));
    }
    assert_false(worlds_near(asking_share(ASKING("'own_conduct': 0.6"), 3), exp(-1.5), 0.02));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_statement_is_answered_by_a_statement),
        cmocka_unit_test(test_own_conduct_leaves_less_to_ask),
        cmocka_unit_test(test_a_display_needs_a_crisis_or_harm),
        cmocka_unit_test(test_crime_is_answered_by_legal_means),
        cmocka_unit_test(test_a_graver_response_needs_more_confidence),
        cmocka_unit_test(test_criminals_are_suspected_of_crime),
        cmocka_unit_test(test_recent_acts_make_a_suspect),
        cmocka_unit_test(test_a_strike_gives_a_motive),
        cmocka_unit_test(test_the_adversary_is_suspected_before_criminals),
        cmocka_unit_test(test_an_attacker_expects_a_counter_strike),
        cmocka_unit_test(test_both_sides_remember_an_act),
        cmocka_unit_test(test_the_search_for_a_severe_attack_lasts_longer),
        cmocka_unit_test(test_a_hedging_state_takes_no_coercive_step),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
