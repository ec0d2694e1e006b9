/* Tests rules of crises. A crisis begins in one state, and the other learns of it. An off-ramp is
   offered before it is accepted, and then holds for a while. Military means need a crisis or an
   attack that was publicly attributed. A state meets only demands that were made, and none while it
   acts against the state that made the demand. Open acts and attributed attacks end a settlement.
   MODEL.md (3.5), (8.14), (9.3), (10.4), (10.9) */
#include "stage.h"

#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/incident/incident.h"
#include "model/response/decision.h"
#include "model/response/message.h"

/* Two rivals in frequent crises. The third state serves as a partner and as a false suspect. */
#define RIVALS(more) STATES_OF("0.6", "0.8", more)
#define STATES_OF(tension, demand, more)                                                       \
    WORLD(                                                                                     \
        "'horizon_days': 3652.5, 'states': {'a': {}, 'b': {}, 'c': {}}, "                      \
        "'sources': {'a': {'kind': 'state', 'home': 'a', 'targets': {'b': 4}}, "               \
        "'b': {'kind': 'state', 'home': 'b', 'targets': {'a': 4}}, "                           \
        "'third': {'kind': 'state', 'home': 'c', 'targets': {'a': 0.5}, "                      \
        "'false_flag': {'share': 0.5, 'blames': 'b'}}}, "                                      \
        "'incident_types': {'malware_degradation': {'share': 0.3, 'concession': 0.9, "         \
        "'demand': " demand "}, 'ddos_degradation': {'demand': " demand                        \
        "}, 'intrusion_degradation': {'demand': " demand                                       \
        "}}, "                                                                                 \
        "'pairs': {'a:b': {'tension_baseline': " tension ", 'tension_start': " tension         \
        ", " CHANNELS "}, 'a:c': {" CHANNELS "}, 'b:c': {" CHANNELS "}}" more)

enum { PAIRS = 3 };

/** The crisis of a pair, as it follows from the observations. */
struct course {
    bool crisis, settled, broken;
    double since, settled_day;
    int offered[2];
    bool touched; /* an offer has been answered in this crisis */
    /* days: of the beginning; of the last decision of each side to act */
    double began, decided[2];
    double refused[2]; /* days of the last refusal by each side */
    int breaker; /* 1 + direction of the state that has just ended a settlement; 0: none */
    double broken_day;
};

struct count {
    struct course pair[PAIRS];
    int crises, offers, settlements, displays, concessions;
    int refused; /* demands that the victim knew when it acted */
    /* hostile orders; of them, those about incidents before a settlement */
    int orders, over_old;
    int unoffered, outside; /* settlements without an offer; displays without a reason */
    int unfounded;          /* concessions against the rules */
    /* orders executed while the actor, or the other side, has an open offer */
    int held, unheld;
    int in_turn; /* refusals by a state that has made an offer in this crisis */
    /* offers that do not arrive; of them, those after an earlier exchange of offers */
    int lost, lost_again;
    int missed; /* lost offers to a state that has made an offer itself */
    /* refusals by a state with an open offer of its own, and by one without */
    int crossed, plain;
    /* offers and settlements within a week of the beginning, or of a decision of the same state */
    int hasty;
    /* refusals, and settlements, by a side that has attacked since the offer */
    int attacked, under_attack;
    int unstated;      /* offers to a state that does not know of the crisis */
    int after_refusal; /* offers within a week of a refusal by the same state */
    /* crises that begin twice; orders that a settlement should have ended */
    int one_sided, left_waiting;
    /* settlements that were broken; of them by acts, by attributed attacks */
    int ended, by_act, by_attack;
    /* acts that should have ended a settlement; ends of settlements that did not hold */
    int kept, unsettled;
};

/* Whether military means are possible. They are possible in a crisis that the act itself did not
   begin, and after an attack that was attributed in public. */
static bool
is_founded(const struct course *c, const struct run *r, const struct act *act, int32_t pair)
{
    const struct crisis_now *now = &ARRAY_AT(struct pair_now, &r->pairs, pair)->crisis;

    if (c->crisis && now->cause != act->id) {
        return true;
    }
    for (int32_t k = 0; k < r->incidents.items.count; k++) {
        const struct incident *i = ARRAY_AT(struct incident, &r->incidents.items, k);

        if (i->id == act->parent_id && i->n_pending > 0) {
            return i->statement_day < act->day || i->industry_named == i->named;
        }
    }
    return false;
}

/* Whether a settlement of the pair holds: it was accepted in the last 180 days, and no act has
   ended it. */
static bool
is_settled(const struct course *c, double now)
{
    return c->settled && !c->broken && now < c->settled_day + 180;
}

/* Whether that state has ended a settlement at this very moment. */
static bool
has_broken(struct course *c, const struct world *w, int32_t pair, int32_t state, double now)
{
    int32_t first = WORLD_PAIR(w, pair)->first, second = WORLD_PAIR(w, pair)->second;
    bool has =
        c->breaker > 0 && c->broken_day == now && state == (c->breaker == 1 ? first : second);

    c->breaker = has ? 0 : c->breaker;
    return has;
}

static void
note_act(struct count *x, const struct world *w, const struct run *r, const struct act *act)
{
    int32_t pair = world_pair(w, act->actor, act->target);
    struct course *c = &x->pair[pair];

    if (act->response == NONE && act->agreement == NONE) {
        return; /* an operation, or a retraction */
    }
    if (act->response != NONE && ladder_is_major(act->rung)) {
        x->displays++;
        x->outside += !is_founded(c, r, act, pair);
    }
    if (ladder_is_hostile(act->rung)) {
        x->kept += is_settled(c, act->day);
        x->by_act += has_broken(c, w, pair, act->actor, act->day);
    }
    c->broken = c->broken || ladder_is_hostile(act->rung);
}

static bool
has_hostile_order(const struct run *r, int32_t actor, int32_t target)
{
    for (int32_t k = 0; k < r->orders.items.count; k++) {
        const struct order *o = ARRAY_AT(struct order, &r->orders.items, k);

        if (o->hostile && o->actor == actor && o->target == target) {
            return true;
        }
    }
    return false;
}

static void
note_demand(struct count *x, const struct run *r, const struct incident *i, bool conceded)
{
    bool knows = !isnan(i->demand_day) && i->named == i->initiator && i->named >= 0;
    bool acts = i->named >= 0 && has_hostile_order(r, i->target, i->named);

    if (!conceded) {
        x->refused += knows && acts;
        return;
    }
    x->concessions++;
    x->unfounded += !knows || acts || i->demand_day > i->concession_day;
}

static bool
has_open_offer(const struct world *w, const struct run *r, int32_t from, int32_t to)
{
    int32_t pair = world_pair(w, from, to);
    const struct pair_now *now = ARRAY_AT(const struct pair_now, &r->pairs, pair);

    return now->direction[WORLD_PAIR(w, pair)->first == from ? 0 : 1].offer_under_way;
}

/* Counts a hostile order about incident i, which is given or executed. */
static void
note_order(struct count *x, const struct world *w, const struct incident *i, double now)
{
    const struct course *c = &x->pair[world_pair(w, i->target, i->named)];

    x->orders++;
    x->over_old += is_settled(c, now) && i->start_day < c->settled_day;
}

/* Whether the response is more than a statement. */
static bool
is_grave(const struct response *r)
{
    return r->effect == EFFECT_OPERATION || r->rung > RUNG_PUBLIC_FRICTION;
}

/* Whether that side has carried out an attack since that day. */
static bool
has_attacked(const struct dyad_direction_now *side, double day)
{
    return fmax(side->act_day[RUNG_DISRUPTION], side->act_day[RUNG_DESTRUCTION]) > day;
}

static void
note(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct count *x = self;
    struct course *c = &x->pair[f->a >= 0 && f->a < PAIRS ? f->a : 0];

    if (f->kind == OBS_ORDER_CLOSED && f->value == ORDER_EXECUTED) {
        x->held += has_open_offer(w, r, f->incident->target, f->incident->named);
        x->unheld += has_open_offer(w, r, f->incident->named, f->incident->target);
    } else if (f->kind == OBS_OFFER && f->value == OFFER_REFUSED) {
        const struct pair_now *now = ARRAY_AT(const struct pair_now, &r->pairs, f->a);

        bool attacked = has_attacked(&now->direction[1 - f->b], now->direction[f->b].offer_day);

        x->crossed += now->direction[1 - f->b].offer_under_way && !attacked;
        x->plain++;
        x->attacked += attacked;
        x->in_turn += c->offered[1 - f->b] > 0 && !attacked;
        c->refused[1 - f->b] = f->day;
        c->touched = true;
    } else if (f->kind == OBS_OFFER && f->value == OFFER_LOST) {
        x->lost++;
        x->lost_again += c->touched;
        x->missed += c->offered[1 - f->b] > 0;
    }
    if (f->kind == OBS_CRISIS) {
        x->one_sided += c->crisis == (f->value == 1);
        c->crisis = f->value == 1;
        c->began = f->day;
        x->crises += c->crisis;
        c->offered[0] = c->offered[1] = 0;
        c->touched = false;
    } else if (f->kind == OBS_OFFER && f->value == OFFER_MADE) {
        const struct pair_now *now = ARRAY_AT(const struct pair_now, &r->pairs, f->a);

        x->unstated += !now->direction[1 - f->b].crisis_known;
        x->after_refusal += f->day < c->refused[f->b] + 7;
        x->offers++;
        x->unoffered += !c->crisis;
        x->hasty += f->day < fmax(c->began, c->decided[f->b]) + 7;
        c->offered[f->b]++;
    } else if (f->kind == OBS_SETTLED) {
        const struct pair_now *now = ARRAY_AT(const struct pair_now, &r->pairs, f->a);

        x->under_attack +=
            has_attacked(&now->direction[1 - f->b], now->direction[f->b].offer_day);
        x->settlements++;
        x->unoffered += !c->crisis || c->offered[f->b] == 0;
        c->settled = true;
        c->broken = false;
        c->settled_day = f->day;
    } else if (f->kind == OBS_BROKEN) {
        x->ended++;
        x->unsettled += !is_settled(c, f->day);
        c->broken = true;
        c->breaker = 1 + f->b;
        c->broken_day = f->day;
    } else if (f->kind == OBS_ACT) {
        note_act(x, w, r, f->act);
    } else if (f->kind == OBS_DECIDED && f->value > 0 &&
               f->incident->trigger_kind == TRIGGER_INCIDENT) {
        const struct incident *i = f->incident;
        int32_t pair = i->named >= 0 ? world_pair(w, i->target, i->named) : NONE;

        x->by_attack += pair != NONE && has_broken(&x->pair[pair], w, pair, i->named, f->day) &&
                        i->start_day > x->pair[pair].settled_day;
        if (f->value == 1) {
            note_demand(x, r, i, false);
        }
    } else if (f->kind == OBS_CONCEDED) {
        note_demand(x, r, f->incident, true);
    } else if (f->kind == OBS_ORDERED ||
               (f->kind == OBS_ORDER_CLOSED && f->value == ORDER_EXECUTED)) {
        note_order(x, w, f->incident, f->day);
        if (is_grave(WORLD_RESPONSE(w, f->b))) {
            int32_t pair = world_pair(w, f->incident->target, f->incident->named);

            x->pair[pair].decided[WORLD_PAIR(w, pair)->first != f->incident->target] = f->day;
        }
    }
}

static struct count
count_of(const char *json)
{
    struct count x = {0};
    struct trace_sink sink = {&x, note};
    struct scenario s;

    worlds_load(&s, json);
    for (uint64_t n = 1; n <= 30; n++) {
        memset(x.pair, 0, sizeof(x.pair));
        for (int32_t k = 0; k < PAIRS; k++) {
            x.pair[k].decided[0] = x.pair[k].decided[1] = -INFINITY;
            x.pair[k].refused[0] = x.pair[k].refused[1] = -INFINITY;
        }
        worlds_run(worlds_first(&s), 1, n, &sink);
    }
    scenario_free(&s);
    print_message(
        "%d crises, %d offers, %d settled, %d orders, %d over old matters; %d displays, "
        "%d outside; %d concessions, %d refused\n",
        x.crises, x.offers, x.settlements, x.orders, x.over_old, x.displays, x.outside,
        x.concessions, x.refused);
    return x;
}

static void
test_a_way_out_is_offered_and_holds(void **state)
{
    struct count x = count_of(RIVALS("")), twin;

    (void)state;
    assert_true(x.crises > 50 && x.settlements > 20 && x.offers > x.settlements);
    assert_int_equal(x.one_sided, 0);
    assert_int_equal(x.unoffered, 0);
    assert_true(x.orders > 100);
    assert_int_equal(x.over_old, 0);
    /* the twins: a settlement has no effect; only offers that cross are accepted */
    twin = count_of(RIVALS(", 'parameters': {'tension': {'cooling_days': 0}}"));
    assert_true(twin.over_old > 5);
    twin = count_of(RIVALS(", 'parameters': {'tension': {'offer_logit': -10}}"));
    assert_true(twin.settlements * x.offers < x.settlements * twin.offers / 2);
}

/* Every open act between the two states, and every attack that one attributes to the other, ends a
   settlement. Nothing else ends it. (10.9) */
static void
test_a_settlement_is_broken(void **state)
{
#define OUTSPOKEN(tension)                                                                     \
    RIVALS(                                                                                    \
        ", 'responses': {'public_attribution': {'alpha': 2}}, 'parameters': {'tension': "      \
        "{'settled_rate': 1" tension "}}")
    struct count x = count_of(OUTSPOKEN(""));
    struct count twin = count_of(OUTSPOKEN(", 'cooling_days': 0"));

    (void)state;
    print_message("%d settlements broken, %d by acts, %d by attacks; twin %d\n", x.ended,
        x.by_act, x.by_attack, twin.ended);
    assert_true(x.by_act > 10 && x.by_attack > 10);
    assert_int_equal(x.by_act + x.by_attack, x.ended);
    assert_int_equal(x.kept, 0);
    assert_int_equal(x.unsettled, 0);
    assert_int_equal(twin.ended, 0); /* the twin: a settlement has no effect */
}

/* An attack by b on a, after a settlement of the two on day 100. */
struct breach {
    const char *type;
    double start, decided, confidence;
    enum { BOTH, ONLY_A, ONLY_B } spare; /* the states that spare the other one */
};

struct broken {
    int n;
    int32_t which;
};

static void
note_broken(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct broken *x = self;

    (void)w;
    (void)r;
    if (f->kind == OBS_BROKEN) {
        x->n++;
        x->which = f->b;
    }
}

/* Whether the settlement is over after the final decision of a on that attack. *events is the
   number of observations of this end. */
static bool
ends_settlement(const struct breach *breach, int *events)
{
    struct stage t;
    struct broken x = {0};
    struct trace_sink sink = {&x, note_broken};
    struct dyad_direction side;
    struct incident *i;
    int32_t index;
    bool ends;

    stage_enter(&t, STATES_OF("0.1", "0", ""));
    t.s.sink = &sink;
    side = dyad_direction(&t.s, worlds_state(t.w, "a"), worlds_state(t.w, "b"));
    t.run.kernel.now = 100;
    if (breach->spare != ONLY_B) {
        dyad_spare(&t.s, side);
    }
    if (breach->spare != ONLY_A) {
        dyad_spare(&t.s, dyad_reverse(&t.s, side));
    }
    t.run.kernel.now = breach->decided;
    index = stage_attack(&t, 5, worlds_state(t.w, "b"), breach->confidence);
    i = SIM_INCIDENT(&t.s, index);
    i->type = worlds_index(&t.w->incident_types, sizeof(struct incident_type), breach->type);
    i->initiator = i->named;
    i->start_day = i->detected_day = breach->start;
    i->perceived_severity = 4;
    i->perceived_intent = incident_type_is_stealthy(WORLD_TYPE(t.w, i->type)) ? 0 : 1;
    incident_ref(&t.s, index);
    incident_ref(&t.s, index);
    assert_true(dyad_is_at_peace(&t.s, side) == (breach->decided < 280));
    decision_carry_out(&t.s, index, worlds_response(t.w, "none"),
        worlds_response(t.w, "absorb"), worlds_response(t.w, "no_request"));
    ends = !dyad_is_at_peace(&t.s, side);
    assert_true(dyad_is_spared(&t.s, side, 90) == (!ends && breach->spare != ONLY_B));
    assert_true(x.n == 0 || x.which == dyad_reverse(&t.s, side).which);
    *events = x.n;
    stage_leave(&t);
    return ends;
}

static void
test_an_attributed_attack_ends_a_settlement(void **state)
{
    static const struct breach attack = {"malware_disruption", 110, 130, 0.95, BOTH};
    struct breach b;
    int events;

    (void)state;
    assert_true(ends_settlement(&attack, &events));
    assert_int_equal(events, 1);
    b = attack;
    for (int k = 0; k < 2; k++) {
        /* only one state spares the other, because of a demand that was met: there was no
           settlement */
        b.spare = k == 0 ? ONLY_A : ONLY_B;
        assert_true(ends_settlement(&b, &events));
        assert_int_equal(events, 0);
    }
    b = attack;
    b.decided = 300; /* the settlement has ended by itself */
    assert_true(ends_settlement(&b, &events));
    assert_int_equal(events, 0);
    /* the twins: an older attack, an uncertain one, espionage */
    b = attack;
    b.start = 90;
    for (int k = 0; k < 3; k++) {
        b.spare = k == 0 ? BOTH : k == 1 ? ONLY_A : ONLY_B;
        assert_false(ends_settlement(&b, &events));
    }
    b = attack;
    b.confidence = 0.3;
    assert_false(ends_settlement(&b, &events));
    b = attack;
    b.type = "malware_long_espionage";
    assert_false(ends_settlement(&b, &events));
    assert_int_equal(events, 0);
}

/* A state makes and accepts no offer in the first week of a crisis, or before its complaint is
   stated. The same holds for the week after its own decision to act or its own refusal. (9.3) */
static void
test_nobody_settles_at_once(void **state)
{
    struct count x = count_of(RIVALS(", 'parameters': {'tension': {'offer_days': 3}}"));
    struct count twin = count_of(
        RIVALS(", 'parameters': {'tension': {'offer_days': 3, 'offer_least_days': 0}}"));

    (void)state;
    print_message("%d hasty offers of %d, twin %d\n", x.hasty, x.offers, twin.hasty);
    assert_int_equal(x.hasty, 0);
    assert_int_equal(x.after_refusal, 0);
    assert_int_equal(x.unstated + twin.unstated, 0);
    assert_true(twin.hasty > 20); /* the twin: offers at any time */
    assert_true(twin.after_refusal > 20);
}

/* A state that has offered an off-ramp executes no hostile order against the other state until the
   answer. Two offers at the same time are a settlement. MODEL.md (9.3), (9.5) */
static void
test_an_open_offer_holds_orders(void **state)
{
    struct count x =
        count_of(RIVALS(", 'parameters': {'tension': {'offer_days': 3, 'settled_rate': 1}}"));

    (void)state;
    print_message(
        "executed: %d under an own offer, %d under one of the other; refused %d, %d "
        "of them crossed\n",
        x.held, x.unheld, x.plain, x.crossed);
    assert_int_equal(x.held, 0);
    assert_true(x.unheld > 5); /* the twin: an offer of the other side does not stop orders */
    assert_int_equal(x.crossed, 0);
    assert_true(x.plain > 50);
    assert_int_equal(x.under_attack, 0);
    assert_true(x.attacked > 5); /* so the rule excludes something */
}

/* Two states that have exchanged an offer in a crisis reach each other. (9.3) */
static void
test_an_exchange_of_offers_goes_on(void **state)
{
    struct count x = count_of(RIVALS(", 'parameters': {'tension': {'offer_days': 10}}"));

    (void)state;
    print_message("%d offers lost, %d of them after a reply\n", x.lost, x.lost_again);
    assert_int_equal(x.lost_again, 0);
    assert_int_equal(x.missed, 0); /* the other state waits for one */
    assert_true(x.lost > 10);      /* the twin: the first offers of a crisis */
}

/* A state that has offered an off-ramp accepts an offer more readily. (9.3) */
static void
test_refusals_in_turn_are_rare(void **state)
{
#define OWN(logit)                                                                             \
    RIVALS(", 'parameters': {'tension': {'offer_least_days': 0, 'own_offer_logit': " logit     \
           "}"                                                                                 \
           "}")
    struct count x = count_of(OWN("10")), twin = count_of(OWN("0"));

    (void)state;
    print_message("refused in turn: %d, twin %d\n", x.in_turn, twin.in_turn);
    assert_int_equal(x.in_turn, 0);
    assert_true(twin.in_turn > 10);
}

/* Rivals in few crises that prefer military displays. */
#define CALM(need, more)                                                                       \
    STATES_OF("0.05", "0.8", ", 'responses': {'military_display': {'alpha': 0.5" need "}}" more)

static void
test_military_means_need_a_crisis_or_a_blamed_attack(void **state)
{
    struct count x = count_of(CALM("", ""));

    (void)state;
    assert_true(x.displays > 20);
    assert_int_equal(x.outside, 0);
    /* the twin: a row that needs no more than a named state */
    x = count_of(CALM(", 'need': 'named'", ""));
    assert_true(x.outside > 20);
}

static void
test_concessions_meet_known_demands(void **state)
{
    struct count x = count_of(RIVALS(""));

    (void)state;
    assert_true(x.concessions > 5);
    assert_int_equal(x.unfounded, 0);
    assert_true(x.refused > 5); /* so the rule excludes something */
    /* the twin: nobody states a demand */
    x = count_of(STATES_OF("0.6", "0", ""));
    assert_int_equal(x.concessions, 0);
}

/* Raises the tension of a toward b to the threshold. The incident or act with the identity `cause`
   is the cause. */
static struct dyad_direction
begin_crisis(struct stage *t, uint64_t cause)
{
    struct dyad_direction side =
        dyad_direction(&t->s, worlds_state(t->w, "a"), worlds_state(t->w, "b"));

    assert_false(dyad_in_crisis(&t->s, side.pair));
    dyad_tension_add(&t->s, side, 1, cause);
    assert_true(dyad_in_crisis(&t->s, side.pair));
    assert_true(dyad_knows_crisis(&t->s, side));
    return side;
}

static void
test_the_other_state_learns_of_a_crisis(void **state)
{
    enum { HIDDEN_ATTACK = 5, NOTHING = 0 };
    const char *world = STATES_OF("0.1", "0", "");
    struct stage t;
    struct dyad_direction side, other;

    (void)state;
    stage_enter(&t, world);
    side = begin_crisis(&t, HIDDEN_ATTACK);
    other = dyad_reverse(&t.s, side);
    assert_false(dyad_knows_crisis(&t.s, other));
    dyad_record_perceived_act(
        &t.s, side, 1, sim_now(&t.s) - 1); /* a protest before the crisis */
    dyad_record_perceived_act(&t.s, side, 0, sim_now(&t.s));
    assert_false(dyad_knows_crisis(&t.s, other));
    dyad_record_perceived_act(&t.s, side, 1, sim_now(&t.s));
    assert_true(dyad_knows_crisis(&t.s, other));
    stage_leave(&t);

    stage_enter(&t, world);
    side = begin_crisis(&t, HIDDEN_ATTACK);
    dyad_tension_add(&t.s, dyad_reverse(&t.s, side), 1, HIDDEN_ATTACK);
    assert_true(dyad_knows_crisis(&t.s, dyad_reverse(&t.s, side)));
    stage_leave(&t);

    stage_enter(&t, world);
    side = begin_crisis(&t, NOTHING);
    assert_true(dyad_knows_crisis(&t.s, dyad_reverse(&t.s, side)));
    stage_leave(&t);
}

/* No state offers help in a crisis, neither the responsible state nor another one. (7.3) */
static void
test_nobody_offers_help_in_a_crisis(void **state)
{
    struct stage t;
    struct dyad_direction side;
    struct incident *i;
    int helps[2][2] = {{0}};

    (void)state;
    stage_enter(&t, STATES_OF("0.1", "0", ""));
    i = SIM_INCIDENT(&t.s, stage_attack(&t, 7, 1, 0.9));
    for (int crisis = 0; crisis < 2; crisis++) {
        for (int initiator = 1; initiator <= 2; initiator++) {
            i->initiator = initiator;
            for (double u = 0.005; u < 1; u += 0.01) {
                helps[crisis][initiator - 1] += message_content(&t.s, i, 1, u) == REPLY_HELP;
            }
        }
        side = crisis == 0 ? begin_crisis(&t, 0) : side;
    }
    assert_int_equal(helps[0][0], 20); /* the twins: p_feign_help, and 1 - p_deny_innocent */
    assert_int_equal(helps[0][1], 30);
    assert_int_equal(helps[1][0] + helps[1][1], 0);
    stage_leave(&t);
}

/* A victim does not ask again after the named state has replied. (7.1) */
static void
test_a_reply_ends_the_questions(void **state)
{
    struct stage t;
    struct incident *i;

    (void)state;
    stage_enter(&t, STATES_OF("0.1", "0", ""));
    i = SIM_INCIDENT(&t.s, stage_attack(&t, 7, 1, 0.7));
    assert_true(belief_worth_asking(&t.s, i) > 0.8);
    i->reply_from = 2;
    assert_true(belief_worth_asking(&t.s, i) > 0.8);
    i->reply_from = 1;
    assert_true(belief_worth_asking(&t.s, i) == 0);
    stage_leave(&t);
}

/* A victim that is in a crisis because of an incident asks the named state about this incident. The
   named state learns of the crisis when it reads the question. (10.4) */
static void
test_a_complaint_states_a_crisis(void **state)
{
    struct stage t;
    struct dyad_direction side, other;
    struct incident *i;
    int32_t incident;

    (void)state;
    stage_enter(&t, STATES_OF("0.1", "0", ""));
    side = begin_crisis(&t, 5);
    other = dyad_reverse(&t.s, side);
    incident = incident_new(&t.s, 5);
    i = SIM_INCIDENT(&t.s, incident);
    i->target = worlds_state(t.w, "a");
    i->named = i->initiator = worlds_state(t.w, "b");
    i->type = text_index(
        "malware_degradation", field_ids(&t.w->incident_types, sizeof(struct incident_type)));
    i->perceived_intent = 1;
    i->overt = i->covert =
        text_index("none", field_ids(&t.w->responses, sizeof(struct response)));
    message_complain(&t.s, incident);
    assert_true(i->asked);
    assert_false(dyad_crisis_is_stated(&t.s, side.pair));
    assert_int_equal(SIM_MESSAGE(&t.s, 0)->kind, MESSAGE_WARNING);
    message_handled(&t.s, 0);
    assert_true(dyad_knows_crisis(&t.s, other));
    assert_true(dyad_crisis_is_stated(&t.s, side.pair));
    i->asked =
        false; /* the twins: the crisis is stated, or the victim prepares a covert response */
    message_complain(&t.s, incident);
    assert_false(i->asked);
    other.now->crisis_known = false;
    i->covert =
        text_index("counter_operation", field_ids(&t.w->responses, sizeof(struct response)));
    message_complain(&t.s, incident);
    assert_false(i->asked);
    i->covert = i->overt;
    i->type = text_index(
        "intrusion_espionage", field_ids(&t.w->incident_types, sizeof(struct incident_type)));
    i->perceived_intent = 0; /* the intruders are still in the networks */
    message_complain(&t.s, incident);
    assert_false(i->asked);
    i->ended = true;
    message_complain(&t.s, incident);
    assert_true(i->asked);
    stage_leave(&t);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_way_out_is_offered_and_holds),
        cmocka_unit_test(test_a_settlement_is_broken),
        cmocka_unit_test(test_an_attributed_attack_ends_a_settlement),
        cmocka_unit_test(test_nobody_settles_at_once),
        cmocka_unit_test(test_an_open_offer_holds_orders),
        cmocka_unit_test(test_an_exchange_of_offers_goes_on),
        cmocka_unit_test(test_refusals_in_turn_are_rare),
        cmocka_unit_test(test_military_means_need_a_crisis_or_a_blamed_attack),
        cmocka_unit_test(test_concessions_meet_known_demands),
        cmocka_unit_test(test_nobody_offers_help_in_a_crisis),
        cmocka_unit_test(test_a_reply_ends_the_questions),
        cmocka_unit_test(test_a_complaint_states_a_crisis),
        cmocka_unit_test(test_the_other_state_learns_of_a_crisis),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
