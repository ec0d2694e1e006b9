/* Tests matters between two states: waits for a reply, admissions, orders that lapse,
   suspensions, retractions. MODEL.md (7.3), (7.8), (9.7), (9.8), (11.3) */
#include "stage.h"

#include "kernel/tally.h"
#include "model/response/action.h"

/* ---- waits ---- */

#define ASKING(type, hours, clarification)                                                     \
    WORLD(                                                                                     \
        "'horizon_days': 3652.5, 'states': {'a': {'handling_hours': 2}, 'b': {"                \
        "'handling_hours': 2}}, 'sources': {'x': {'kind': 'state', 'home': 'b', "              \
        "'targets': {'a': 12}, 'mix': {'ddos_disruption': 1}}}, "                              \
        "'incident_types': {'ddos_disruption': {'severity': {'2': 0, '4': 0, '" type           \
        "': 1}}}, 'pairs': {'a:b': {'channels': {'political': {'latency_hours': " hours        \
        ", 'locate_stale_hours': 1, 'locate_fresh_hours': 1, 'answer_calm': 0, "               \
        "'answer_tense': 0}}}}, 'responses': {'counter_operation': {'alpha': -20}, "           \
        "'counter_operation_higher': {'alpha': -20}}, 'parameters': {'perception': "           \
        "{'severity_sd': 0}, "                                                                 \
        "'attribution': {'patience_overt_days': 200}, 'clarification': {'ask_information': "   \
        "0, 'ask_severity': 0, 'p_ask': 1, 'p_feign_help': 0, "                                \
        "'p_deny_responsible': 0" clarification "}}")

struct waits {
    uint64_t asked;
    double sent, longest;
    int n;
};

static void
note_wait(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct waits *x = self;

    (void)w;
    (void)r;
    if (f->kind == OBS_SENT && f->message->kind == MESSAGE_INQUIRY && f->message->from == 0) {
        x->asked = f->message->incident_id;
        x->sent = f->message->sent_day;
    } else if (f->kind == OBS_DECIDED && f->incident->id == x->asked) {
        x->n++;
        x->longest = fmax(x->longest, f->day - x->sent);
        x->asked = 0;
    }
}

static double
longest_wait(const char *json)
{
    struct waits x = {.n = 0};
    struct trace_sink sink = {&x, note_wait};

    worlds_many(json, 5, &sink);
    assert_true(x.n > 20);
    return x.longest;
}

/* A state waits six days at severity 1, and less at a higher severity. It waits at least one and a
   half times the usual time of a reply, which is hours on a hotline. */
static void
test_waits_fit_the_matter(void **state)
{
    const double usual = (2 * 24 + 1 + 2) / 24., hotline = (2 * 0.5 + 1 + 2) / 24.;

    (void)state;
    assert_true(worlds_near(longest_wait(ASKING("1", "24", "")), 6, 1e-6));
    assert_true(worlds_near(longest_wait(ASKING("3", "24", "")), 1.5 * usual, 1e-6));
    assert_true(worlds_near(longest_wait(ASKING("5", "24", "")), 1.5 * usual, 1e-6));
    assert_true(worlds_near(longest_wait(ASKING("3", "0.5", "")), 3 * hotline, 1e-6));
    /* the twin: the same wait on every channel */
    assert_true(worlds_near(longest_wait(ASKING("3", "0.5", ", 'wait_turns': 0")), 3, 1e-6));
}

/* ---- admissions ---- */

#define CONFESSING(accuse, clarification)                                                      \
    WORLD("'horizon_days': 7305, 'states': {'a': {" NEUTRAL_STATE "}, 'b': {" NEUTRAL_STATE    \
          "}}, 'sources': {'x': {'kind': 'state', 'home': 'b', 'targets': {'a': 6}, "          \
          "'mix': {'ddos_disruption': 1}}}, 'pairs': {'a:b': {'channels': {'political': {"     \
          "'latency_hours': 1, 'locate_stale_hours': 1, 'answer_calm': 1, "                    \
          "'answer_tense': 1, 'reach_stale': 1, 'reach_fresh': 1}}}}, 'responses': {"          \
          "'public_attribution': {'alpha': " accuse                                            \
          "}}, 'parameters': {'clarification': "                                               \
          "{'ask_information': 0, 'ask_severity': 0, 'p_ask': 1" clarification "}}")

struct replies {
    int denials, admissions, soon; /* soon: admissions within a year of an accusation */
    double accused;
};

static void
note_reply(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct replies *x = self;

    (void)w;
    (void)r;
    if (f->kind == OBS_ACT && ladder_is_hostile(f->act->rung) && f->act->response != NONE &&
        f->act->actor == 0) {
        x->accused = f->day;
    } else if (f->kind == OBS_MESSAGE && f->message->kind == MESSAGE_INQUIRY &&
               f->message->to == 1 && f->message->reply != REPLY_NONE) {
        bool admits = f->message->reply == REPLY_ADMISSION;

        x->admissions += admits;
        x->denials += f->message->reply == REPLY_DENIAL;
        x->soon += admits && f->message->handled_day > x->accused &&
                   f->message->handled_day - x->accused < 365;
    } else if (f->kind == OBS_OVER) {
        x->accused = -INFINITY;
    }
}

static struct replies
replies_to(const char *json)
{
    struct replies x = {.accused = -INFINITY};
    struct trace_sink sink = {&x, note_reply};

    worlds_many(json, 10, &sink);
    print_message(
        "%d denials, %d admissions, %d soon after\n", x.denials, x.admissions, x.soon);
    assert_true(x.denials + x.admissions > 150);
    return x;
}

static void
test_who_is_accused_admits_nothing(void **state)
{
    struct replies x = replies_to(CONFESSING("20", ", 'p_deny_responsible': 0"));

    (void)state;
    assert_int_equal(x.soon, 0);
    assert_true(x.admissions > 0 && x.denials > 4 * x.admissions);
    x = replies_to(CONFESSING("-20", "")); /* never accused: about 1 % by default */
    assert_true(x.admissions < 0.025 * (x.denials + x.admissions));
    /* the twins */
    x = replies_to(CONFESSING("20", ", 'p_deny_responsible': 0, 'accused_denies_days': 0"));
    assert_true(x.soon > 100);
    x = replies_to(CONFESSING("-20", ", 'p_deny_responsible': 0.9"));
    assert_true(x.admissions > 0.025 * (x.denials + x.admissions));
}

/* ---- orders that lapse, and retractions ---- */

/* Operations of c under the flag of b; the victim a responds to b. */
#define BLAMED(response, more) BLAMED_BY(response, "", more)
#define BLAMED_BY(response, clarification, more)                                               \
    WORLD(                                                                                     \
        "'horizon_days': 7305, 'states': {'a': {'retaliation': -20, 'publicity': 6, "          \
        "'inertia': -6}, 'b': {'inertia': 20}, 'c': {'inertia': 20}}, "                        \
        "'sources': {'third': {'kind': 'state', 'home': 'c', 'targets': {'a': 4}, "            \
        "'mix': {'ddos_disruption': 1}, 'false_flag': {'share': 1, 'blames': 'b'}}}, "         \
        "'pairs': {'a:b': {'channels': {'political': {'present': false}}}, "                   \
        "'a:c': {'channels': {'political': {'present': false}}}}, "                            \
        "'responses': {'" response                                                             \
        "': {'alpha': 20, 'delay_log_sd': 1}}, "                                               \
        "'parameters': {'attribution': {'false_flag_pull': 0.8}, "                             \
        "'clarification': {'p_ask': 0" clarification                                           \
        "}, 'truth': {'mistake_doubt': 0, 'p_surfaces': 1, 'delay_days': 800" more "}")

struct acts {
    int executed, lapsed, retracted, wrong;
    /* index 0: rightly, 1: wrongly; accusations without a further open response */
    int accused[2], denied[2];
    int protests[2], rejected[2]; /* protests about incidents */
    struct act protest;           /* the last protest */
    /* oldest: longest wait of an order; trust: changes of b's trust in a */
    double oldest, trust;
};

/* Counts a protest, or the private rejection of the last protest. */
static void
note_protest(struct acts *x, const struct act *act)
{
    if (act->denial && act->parent_rung == 1) {
        assert_int_equal(act->rung, 0);
        assert_true(act->parent_id == x->protest.id && act->day == x->protest.day);
        assert_true(act->actor == x->protest.target && act->target == x->protest.actor);
        x->rejected[x->protest.misdirected]++;
        x->protest.id = 0; /* no protest is rejected twice */
    } else if (act->rung == 1 && act->response != NONE && act->trigger_cyber) {
        x->protests[act->misdirected]++;
        x->protest = *act;
    }
}

static void
note_acts(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct acts *x = self;

    (void)r;
    if (f->kind == OBS_ORDER_CLOSED) {
        x->lapsed += f->value == ORDER_LAPSED;
        x->executed += f->value == ORDER_EXECUTED;
        x->oldest =
            fmax(x->oldest, f->value == ORDER_EXECUTED ? f->day - f->incident->settled_day : 0);
    } else if (f->kind == OBS_DECIDED && f->value == 1 && f->incident->accusation > 0) {
        x->accused[f->incident->accusation - 1] +=
            response_is_passive(WORLD_RESPONSE(w, f->incident->overt));
    } else if (f->kind == OBS_ACT) {
        x->retracted += f->act->retraction;
        x->wrong += f->act->misdirected;
        note_protest(x, f->act);
        if (f->act->denial && f->act->parent_rung > 1) {
            assert_int_equal(f->act->rung, 0);
            x->denied[f->act->actor == 1]++;
        }
        if (f->act->retraction) {
            assert_int_equal(f->act->rung, 0);
            assert_int_equal(f->act->actor, 0);
        }
    } else if (f->kind == OBS_TRUST) {
        x->trust += WORLD_PAIR(w, f->a)->first == 0 && WORLD_PAIR(w, f->a)->second == 1 &&
                            f->b == 1 && f->value > 0
                        ? f->value
                        : 0;
    }
}

static struct acts
acts_of(const char *name, const char *json)
{
    struct acts x = {.executed = 0};
    struct trace_sink sink = {&x, note_acts};

    worlds_many(json, 10, &sink);
    print_message(
        "%s: %d executed, %d lapsed, oldest %.0f days, %d wrong, %d taken back, trust "
        "regained %.3f\n",
        name, x.executed, x.lapsed, x.oldest, x.wrong, x.retracted, x.trust);
    assert_true(x.executed + x.protests[0] + x.protests[1] > 100);
    return x;
}

static void
test_old_orders_lapse(void **state)
{
    struct acts x = acts_of("sanctions", BLAMED("sanctions", "}"));

    (void)state;
    assert_true(x.oldest <= 720 + 1e-6 && x.oldest > 270);
    assert_true(x.lapsed > 0);
    x = acts_of("early", BLAMED("sanctions", "}, 'decision': {'coercion_lapse_days': 0}"));
    assert_true(x.oldest <= 270 + 1e-6); /* three times the median of 90 */
    assert_true(x.lapsed > 5);
    x = acts_of("twin", BLAMED("sanctions", "}, 'decision': {'lapse_ratio': 0}"));
    assert_true(x.oldest > 300);
    assert_int_equal(x.lapsed, 0);
}

static void
test_errors_are_taken_back(void **state)
{
    struct acts always = acts_of("always", BLAMED("public_attribution", ", 'p_retract': 1}"));
    struct acts never = acts_of("never", BLAMED("public_attribution", ", 'p_retract': 0}"));
    struct acts words = acts_of(
        "words", BLAMED("public_attribution", ", 'p_retract': 1, 'retraction_trust': 0}"));

    (void)state;
    assert_true(always.retracted > 0.6 * always.wrong);
    assert_true(always.retracted <= always.wrong);
    assert_true(always.trust > never.trust + 0.1);
    assert_int_equal(never.retracted, 0); /* the twins */
    assert_int_equal(words.retracted, always.retracted);
    assert_true(words.trust == never.trust);
}

static void
note_retraction(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    (void)w;
    (void)r;
    *(int *)self += f->kind == OBS_ACT && f->act->retraction;
}

enum { ERRORS = 1000 };

/* State 0 accuses state 1 ERRORS times of operations of state 2 under the flag of `blamed`. Returns
   the share of the accusations that state 0 takes back. */
static double
share_taken_back(const char *json, int32_t blamed)
{
    struct stage t;
    int n = 0;
    struct trace_sink sink = {&n, note_retraction};
    int32_t index;

    stage_enter(&t, json);
    t.s.sink = &sink;
    index = stage_attack(&t, 1, 1, 0.9);
    for (uint64_t k = 0; k < ERRORS; k++) {
        struct incident *i = SIM_INCIDENT(&t.s, index);

        i->id = hash_mix(k);
        i->blamed = blamed;
        i->accused = true;
        i->retraction_drawn = false;
        action_retract(&t.s, index, false);
    }
    stage_leave(&t);
    return (double)n / ERRORS;
}

/* A state that was deceived always takes its accusation back. Other errors are taken back with the
   probability `p_retract`. (9.8) */
static void
test_deception_is_taken_back_for_certain(void **state)
{
    static const char off[] = WORLD(WORLD_ABC ", 'parameters': {'truth': {'p_retract': 0}}");
    const double error = 3 * sqrt(0.8 * 0.2 / ERRORS);

    (void)state;
    assert_true(share_taken_back(WORLD(WORLD_ABC), 1) == 1);
    /* the twins: an error without a false flag; the flag of a third state; the rule is off */
    assert_true(worlds_near(share_taken_back(WORLD(WORLD_ABC), NONE), 0.8, error));
    assert_true(worlds_near(share_taken_back(WORLD(WORLD_ABC), 0), 0.8, error));
    assert_true(share_taken_back(off, 1) == 0);
}

/* In most cases, a state that is accused in public rejects the accusation at once, even if it is
   responsible. */
static void
test_the_accused_reject_an_accusation(void **state)
{
    struct acts x = acts_of("denial", BLAMED("public_attribution", "}"));
    struct acts twin =
        acts_of("silent", BLAMED_BY("public_attribution",
                              ", 'p_reject_innocent': 0, 'p_reject_responsible': 0", "}"));

    (void)state;
    print_message("denied %d of %d wrong ones, %d of %d right ones\n", x.denied[1],
        x.accused[1], x.denied[0], x.accused[0]);
    assert_true(x.accused[0] > 20 && x.accused[1] > 100);
    assert_true(fabs((double)x.denied[1] / x.accused[1] - 0.85) < 0.07);
    assert_true(fabs((double)x.denied[0] / x.accused[0] - 0.6) < 0.2);
    assert_int_equal(twin.denied[0] + twin.denied[1], 0); /* the twin */
    assert_int_equal(twin.executed, x.executed);          /* statements have no other effect */
}

static bool
is_share(int part, int whole, double expected)
{
    return worlds_near(
        (double)part / whole, expected, 3 * sqrt(expected * (1 - expected) / whole));
}

/* A protest is rejected in private with the same probabilities, at once and once. (9.13) */
static void
test_the_accused_reject_a_protest(void **state)
{
#define REJECTING(innocent, responsible)                                                       \
    BLAMED_BY("demarche",                                                                      \
        ", 'p_reject_innocent': " innocent ", 'p_reject_responsible': " responsible, "}")
    struct acts x = acts_of("protest", BLAMED("demarche", "}"));
    struct acts always = acts_of("always", REJECTING("1", "1"));
    struct acts never = acts_of("never", REJECTING("0", "0"));

    (void)state;
    print_message("rejected %d of %d wrong protests, %d of %d right ones\n", x.rejected[1],
        x.protests[1], x.rejected[0], x.protests[0]);
    assert_true(x.protests[0] > 50 && x.protests[1] > 100);
    assert_true(is_share(x.rejected[1], x.protests[1], 0.85));
    assert_true(is_share(x.rejected[0], x.protests[0], 0.6));
    for (int k = 0; k < 2; k++) {
        assert_int_equal(always.rejected[k], always.protests[k]);
        assert_int_equal(never.rejected[k], 0); /* the twin */
        assert_int_equal(
            never.protests[k], x.protests[k]); /* statements have no other effect */
    }
    assert_false(is_share(always.rejected[1], always.protests[1], 0.85));
}

/* ---- suspensions ---- */

#define ANGRY(suspension)                                                                      \
    WORLD(                                                                                     \
        "'horizon_days': 365, 'states': {'a': {}, 'b': {}}, 'pairs': {'a:b': {"                \
        "'tension_start': 1.2, 'tension_baseline': 0.05}}, 'parameters': {'tension': {"        \
        "'offer_days': 36525}}, 'agreements': {'x': {'parties': {'a': {}, 'b': {}}, "          \
        "'suspension': {'hazard_per_day': 0.03" suspension "}}}")

struct suspensions {
    int n;
    double latest;
};

static void
note_suspension(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct suspensions *x = self;

    (void)w;
    (void)r;
    if ((f->kind == OBS_AGREEMENT && f->b == AGREEMENT_SUSPENDED) ||
        (f->kind == OBS_COOPERATION && f->value == 0)) {
        x->n++;
        x->latest = fmax(x->latest, f->day);
    }
}

static struct suspensions
suspensions_of(const char *json)
{
    struct suspensions x = {.n = 0};
    struct trace_sink sink = {&x, note_suspension};

    worlds_many(json, 300, &sink);
    print_message("%d suspensions, the latest on day %.1f\n", x.n, x.latest);
    assert_true(x.n > 50);
    return x;
}

/* Suspensions end when tension has fallen to `level`: from 1.2 to 0.9 in 39 days. The crisis itself
   lasts longer. */
static void
test_easing_suspends_nothing(void **state)
{
    double until = 90 * log2((1.2 - 0.05) / (0.9 - 0.05));

    (void)state;
    assert_true(suspensions_of(ANGRY("")).latest <= until + 1e-6);
    assert_true(suspensions_of(ANGRY(", 'between': 'two'")).latest <= until + 1e-6);
    /* the twin: suspensions during the whole crisis */
    assert_true(suspensions_of(ANGRY(", 'level': 0")).latest > until + 10);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_waits_fit_the_matter),
        cmocka_unit_test(test_who_is_accused_admits_nothing),
        cmocka_unit_test(test_old_orders_lapse), cmocka_unit_test(test_errors_are_taken_back),
        cmocka_unit_test(test_deception_is_taken_back_for_certain),
        cmocka_unit_test(test_the_accused_reject_an_accusation),
        cmocka_unit_test(test_the_accused_reject_a_protest),
        cmocka_unit_test(test_easing_suspends_nothing)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
