/* Tests demands. A state that has stated a demand does not deny the operation to its target. A
   target does not meet a demand while the two are in a crisis over the same operation. A target
   that withstands one demand meets no weaker one. MODEL.md (3.5) */
#include "stage.h"

#include "model/dyad/dyad.h"
#include "model/response/concession.h"

/* a attacks b, which accuses a and consults with it. There are no covert responses. */
#define DEMANDS(demand, more)                                                                  \
    WORLD(                                                                                     \
        "'horizon_days': 3652.5, 'states': {'a': {'operation_teams': 0}, 'b': {"               \
        "'operation_teams': 0, 'posture': 'neutral'}}, 'sources': {'x': {'kind': 'state', "    \
        "'home': 'a', 'targets': {'b': 9}, 'mix': {'malware_degradation': 1}}}, "              \
        "'incident_types': {'malware_degradation': {'demand': " demand                         \
        ", 'concession': 0.8}}, 'pairs': {'a:b': {'tension_baseline': 0.25, "                  \
        "'tension_start': 0.25, 'channels': {'political': {}}}}, "                             \
        "'responses': {'consultation': {'alpha': 0}, 'demarche': {'alpha': 0}, "               \
        "'public_attribution': {'alpha': 0}}" more)
#define ALWAYS ", 'parameters': {'detection': {'demand_from': 0}}"
#define ANGER ", 'parameters': {'tension': {'jump': 2}}"

struct counts {
    /* denials by the author in statements, and in replies; warnings to the author */
    int denials, lies, warnings;
    int rejected; /* denials that answer protests */
    /* concessions; of them, those on the day of a crisis over the same operation */
    int concessions, caused;
    int refusals; /* refusals of demands whose operation caused a crisis on that day */
    /* demands below severity 4; operations of severity 5 or more as the first act between the two
       states; those of them without a demand */
    int light, grave, idle;
    bool before; /* something hostile has happened in this run */
    double last; /* day of the last observation */
    /* concessions and demands in the year after an act of the victim */
    int resisting, resisted;
    /* with an act or an operation in reply: concessions, and demands that are not met */
    int both, protests;
    /* concessions after an open act since the decision, within a day, and after eight days */
    int acted, at_once, later;
};

/* Whether the victim has acted against the other state within a year. */
static bool
resists(const struct pair_now *pair, double day)
{
    const struct dyad_direction_now *own = &pair->direction[1];
    double latest = fmax(
        own->struck_day, fmax(own->act_day[RUNG_DISRUPTION], own->act_day[RUNG_DESTRUCTION]));

    return day - latest < 365;
}

static bool
is_operation(const struct world *w, int32_t covert)
{
    return covert != NONE && WORLD_RESPONSE(w, covert)->effect == EFFECT_OPERATION;
}

static void
note(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct counts *x = self;
    const struct incident *i = f->incident;

    x->before = x->before && f->day >= x->last; /* false again in the next run */
    x->last = f->day;
    if (f->kind == OBS_DETECTED && i->parent_kind == PARENT_NONE) {
        x->light += !isnan(i->demand_day) && i->severity < 4;
        x->grave += !x->before && i->severity >= 5;
        x->idle += !x->before && i->severity >= 5 && isnan(i->demand_day);
        x->before = true;
    }
    if (f->kind == OBS_ACT) {
        x->denials += f->act->denial && f->act->actor == 0;
        x->rejected += f->act->denial && f->act->actor == 0 && f->act->parent_rung == 1;
    } else if (f->kind == OBS_MESSAGE) {
        x->warnings += f->message->kind == MESSAGE_WARNING;
    } else if (f->kind == OBS_CLOSED && i->trigger_kind == TRIGGER_INCIDENT) {
        x->lies += i->reply == REPLY_DENIAL && i->reply_from == i->initiator;
    } else if (f->kind == OBS_DECIDED && f->value == 1 && i->trigger_kind == TRIGGER_INCIDENT) {
        const struct crisis_now *crisis =
            &ARRAY_AT(const struct pair_now, &r->pairs, 0)->crisis;
        bool caused = crisis->holds && crisis->cause == i->id;

        x->refusals += !isnan(i->demand_day) && caused;
        x->protests += !isnan(i->demand_day) && response_is_act(WORLD_RESPONSE(w, i->overt));
        x->resisted += !isnan(i->demand_day) &&
                       resists(ARRAY_AT(const struct pair_now, &r->pairs, 0), f->day);
    } else if (f->kind == OBS_CONCEDED) {
        const struct pair_now *pair = ARRAY_AT(const struct pair_now, &r->pairs, 0);

        x->concessions++;
        x->caused += pair->crisis.holds && pair->crisis.cause == i->id;
        x->resisting += resists(pair, f->day);
        x->acted += pair->direction[1].struck_day >= i->settled_day;
        x->both += response_is_act(WORLD_RESPONSE(w, i->overt)) || is_operation(w, i->covert);
        x->at_once += i->concession_day - i->settled_day < 1;
        x->later += i->concession_day - i->settled_day > 8;
    }
}

static struct counts
counts_of(const char *json)
{
    struct counts x = {0};
    struct trace_sink sink = {&x, note};

    worlds_many(json, 150, &sink);
    print_message(
        "denials %d, lies %d, warnings %d, concessions %d, %d in an own crisis, %d not\n",
        x.denials, x.lies, x.warnings, x.concessions, x.caused, x.refusals);
    return x;
}

static void
test_a_demand_is_not_denied(void **state)
{
    struct counts x = counts_of(DEMANDS("1", ALWAYS)), twin = counts_of(DEMANDS("0", ALWAYS));

    (void)state;
    assert_int_equal(x.denials, 0);
    assert_int_equal(x.lies, 0);
    assert_int_equal(x.warnings, 0);
    /* the twin: the author demands nothing */
    assert_true(twin.denials > 20 && twin.lies > 20 && twin.rejected > 20);
}

/* In calm relations, nobody destroys a network without a purpose. A nuisance carries no demand. */
static void
test_destruction_has_an_occasion(void **state)
{
    struct counts x = counts_of(DEMANDS("0.1", ""));
    struct counts twin =
        counts_of(DEMANDS("0.1", ", 'parameters': {'detection': {'demand_from': 10}}"));
    struct counts all =
        counts_of(DEMANDS("0.5", ", 'parameters': {'detection': {'demand_from': 0}}"));

    (void)state;
    print_message("%d grave first operations, %d without a demand, twin %d; light %d, %d\n",
        x.grave, x.idle, twin.idle, x.light, all.light);
    assert_true(x.grave > 5);
    assert_int_equal(x.idle, 0);
    assert_int_equal(x.light, 0);
    assert_true(
        twin.idle > 5 && all.light > 5); /* the twins: purpose and severity do not matter */
}

static void
test_nobody_complies_in_a_crisis_over_the_same(void **state)
{
    struct counts x = counts_of(DEMANDS("1", "")), angry = counts_of(DEMANDS("1", ANGER));

    (void)state;
    assert_true(x.concessions > 50 && angry.refusals > 20);
    assert_int_equal(x.caused, 0);
    assert_int_equal(angry.caused, 0);
}

/* A concession takes days. A state that has struck in the meantime does not make the concession. */
static void
test_a_concession_takes_days(void **state)
{
    struct counts x = counts_of(DEMANDS("1", ""));
    struct counts twin =
        counts_of(DEMANDS("1", ", 'parameters': {'decision': {'concession_days': 0}}"));

    (void)state;
    print_message("%d within a day, %d after eight days; twin %d of %d\n", x.at_once, x.later,
        twin.at_once, twin.concessions);
    assert_true(x.concessions > 50);
    assert_int_equal(x.resisting, 0);
    assert_true(x.resisted > 50); /* so the rule excludes something */
    assert_int_equal(x.acted, 0);
    assert_int_equal(x.both, 0);
    assert_true(x.protests > 50); /* so the rule excludes something */
    assert_true(x.at_once < 0.02 * x.concessions);
    assert_true(
        x.later > 0.2 * x.concessions && x.later < 0.6 * x.concessions); /* median 8 days */
    /* the twin: on the same day */
    assert_true(twin.concessions > 50);
    assert_int_equal(twin.at_once, twin.concessions);
}

/* ---- resolve ---- */

/* Whether the victim meets the demand of an operation of that perceived severity. */
static bool
concedes(struct stage *t, int32_t victim, int32_t demanding, double severity, uint64_t id)
{
    int32_t index = stage_attack(t, hash_mix(id), demanding, 1);
    struct incident *i = SIM_INCIDENT(&t->s, index);
    int32_t before;

    i->type = worlds_index(
        &t->w->incident_types, sizeof(struct incident_type), "malware_degradation");
    i->target = victim;
    i->initiator = demanding;
    i->demand_day = 0;
    i->settled_day = 0;
    i->perceived_severity = severity;
    before = i->n_pending;
    concession_consider(&t->s, index);
    return i->n_pending > before; /* a reference for the day of the concession */
}

#define STRENGTH(weight) ", 'parameters': {'decision': {'concession_strength': " weight "}}"
#define RESOLVE(teams, more)                                                                   \
    WORLD("'states': {'a': {'operation_teams': " teams                                         \
          "}, 'b': {'operation_teams': 2}}, "                                                  \
          "'pairs': {'a:b': {}}" more)

enum { RESOLVES = 2000 };

/* Returns the share of the runs in which a meets a demand of b of severity 4. *unlike counts the
   runs in which a and b decide differently. */
static double
meeting_share(const char *json, int *unlike)
{
    struct stage t;
    int met = 0;

    *unlike = 0;
    stage_enter(&t, json);
    for (uint64_t k = 1; k <= RESOLVES; k++) {
        bool six, four, again, five, other;

        worlds_begin(&t.run, t.w, 1, k);
        six = concedes(&t, 0, 1, 6, 1);
        four = concedes(&t, 0, 1, 4, 2);
        five = concedes(&t, 0, 1, 5, 3);
        again = concedes(&t, 0, 1, 4, 4);
        other = concedes(&t, 1, 0, 4, 5);
        /* a state that withstands the graver demand withstands the weaker one */
        assert_true(six || !four);
        assert_true(again == four && five == six);
        met += four;
        *unlike += other != four;
    }
    stage_leave(&t);
    return (double)met / RESOLVES;
}

/* The probability is `concession`, times the share of the teams to the power of
   `concession_strength`, times severity / 5. */
static void
test_who_withstands_gives_in_to_nothing_weaker(void **state)
{
    const double share = 0.38 * 4 / 5, error = 3 * sqrt(0.25 / RESOLVES);
    int unlike;
    double even, weak;

    (void)state;
    even = meeting_share(RESOLVE("2", STRENGTH("0.3")), &unlike);
    assert_true(worlds_near(even, share * pow(0.5, 0.3), error));
    assert_true(unlike > RESOLVES / 10); /* the twin: two directions have two numbers */
    weak = meeting_share(RESOLVE("0", STRENGTH("0.3")), &unlike);
    assert_true(worlds_near(weak, share, error));
    assert_true(worlds_near(
        meeting_share(RESOLVE("6", STRENGTH("0.3")), &unlike), share * pow(0.25, 0.3), error));
    /* the twin: strength does not matter */
    assert_true(meeting_share(RESOLVE("2", STRENGTH("0")), &unlike) == weak);
    assert_false(worlds_near(weak, share * pow(0.5, 0.3), error));
}

/* Who is attacked again expects nothing from a concession. The twin: the other operation began
   before. */
static void
test_a_later_attack_ends_the_intention(void **state)
{
    int intended[2] = {0, 0};
    struct stage t;

    (void)state;
    stage_enter(&t, RESOLVE("2", ""));
    for (uint64_t k = 1; k <= RESOLVES; k++) {
        struct dyad_direction against;
        int before;

        worlds_begin(&t.run, t.w, 1, k);
        before = concedes(&t, 0, 1, 6, 1);
        against = dyad_direction(&t.s, 1, 0);
        against.now->seen_day[RUNG_DISRUPTION] = k % 2 == 0 ? 1 : -1;
        intended[k % 2] += before && concedes(&t, 0, 1, 6, 2);
    }
    stage_leave(&t);
    print_message(
        "%d after a later attack, %d after an earlier one\n", intended[0], intended[1]);
    assert_int_equal(intended[0], 0);
    assert_true(intended[1] > 100);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_demand_is_not_denied),
        cmocka_unit_test(test_destruction_has_an_occasion),
        cmocka_unit_test(test_nobody_complies_in_a_crisis_over_the_same),
        cmocka_unit_test(test_a_concession_takes_days),
        cmocka_unit_test(test_who_withstands_gives_in_to_nothing_weaker),
        cmocka_unit_test(test_a_later_attack_ends_the_intention),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
