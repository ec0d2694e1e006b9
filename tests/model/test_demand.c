/* Tests demands. A state that has stated a demand does not deny the operation to its target. A
   target does not meet a demand while the two are in a crisis over the same operation. MODEL.md
   (3.5) */
#include "worlds.h"

/* a attacks b, which accuses it and consults it, and nothing is answered in secret. */
#define DEMANDS(demand, more)                                                                  \
    WORLD(                                                                                     \
        "'horizon_days': 3652.5, 'states': {'a': {'operation_teams': 0}, 'b': {"               \
        "'operation_teams': 0, 'posture': 'neutral'}}, 'sources': {'x': {'kind': 'state', "    \
        "'home': 'a', 'targets': {'b': 9}, 'mix': {'malware_degradation': 1}}}, "              \
        "'incident_types': {'malware_degradation': {'demand': " demand                         \
        ", 'concession': 0.8}}, 'pairs': {'a:b': {'tension_baseline': 0.25, "                  \
        "'tension_start': 0.25, 'channels': {'political': {}}}}, "                             \
        "'responses': {'consultation': {'alpha': 0}, 'public_attribution': {'alpha': "         \
        "0}}" more)
#define ALWAYS ", 'parameters': {'detection': {'demand_from': 0}}"
#define ANGER ", 'parameters': {'tension': {'jump': 2}}"

struct counts {
    int denials, lies, warnings; /* by the author, in public and in private; warnings to it */
    int concessions, caused;     /* concessions; of them on the day of a crisis over the same */
    int refusals;                /* of demands whose operation caused a crisis that day */
    int light, grave, idle;      /* demands below severity 4; operations of severity 5 or more
                                  * as the first act between the two, and those without demand */
    bool before;                 /* something hostile has happened in this run */
    double last;                 /* day of the last observation */
    int acted, at_once, later;   /* concessions after an open act since the decision, within a
                                  * day, and after a week */
};

static void
note(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct counts *x = self;
    const struct incident *i = f->incident;

    (void)w;
    x->before = x->before && f->day >= x->last; /* not in the next run */
    x->last = f->day;
    if (f->kind == OBS_DETECTED && i->parent_kind == PARENT_NONE) {
        x->light += !isnan(i->demand_day) && i->severity < 4;
        x->grave += !x->before && i->severity >= 5;
        x->idle += !x->before && i->severity >= 5 && isnan(i->demand_day);
        x->before = true;
    }
    if (f->kind == OBS_ACT) {
        x->denials += f->act->denial && f->act->actor == 0;
    } else if (f->kind == OBS_MESSAGE) {
        x->warnings += f->message->kind == MESSAGE_WARNING;
    } else if (f->kind == OBS_CLOSED && i->trigger_kind == TRIGGER_INCIDENT) {
        x->lies += i->reply == REPLY_DENIAL && i->reply_from == i->initiator;
    } else if (f->kind == OBS_DECIDED && f->value == 1 && i->trigger_kind == TRIGGER_INCIDENT) {
        const struct crisis_now *crisis =
            &ARRAY_AT(const struct pair_now, &r->pairs, 0)->crisis;
        bool caused = crisis->holds && crisis->cause == i->id;

        x->refusals += !isnan(i->demand_day) && caused;
    } else if (f->kind == OBS_CONCEDED) {
        const struct pair_now *pair = ARRAY_AT(const struct pair_now, &r->pairs, 0);

        x->concessions++;
        x->caused += pair->crisis.holds && pair->crisis.cause == i->id;
        x->acted += pair->direction[1].struck_day >= i->settled_day;
        x->at_once += i->concession_day - i->settled_day < 1;
        x->later += i->concession_day - i->settled_day > 7;
    }
}

static struct counts
counts_of(const char *json)
{
    struct counts x = {0};
    struct trace_sink sink = {&x, note};

    worlds_many(json, 20, &sink);
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
    assert_true(twin.denials > 20 && twin.lies > 20); /* the twin: it demands nothing */
}

/* Nobody destroys a network out of calm relations without a purpose, and a nuisance coerces nobody. */
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

/* A change of policy takes days, and who has struck in the meantime does not make it. */
static void
test_a_concession_takes_days(void **state)
{
    struct counts x = counts_of(DEMANDS("1", ""));
    struct counts twin =
        counts_of(DEMANDS("1", ", 'parameters': {'decision': {'concession_days': 0}}"));

    (void)state;
    print_message("%d within a day, %d after a week; twin %d of %d\n", x.at_once, x.later,
        twin.at_once, twin.concessions);
    assert_true(x.concessions > 50);
    assert_int_equal(x.acted, 0);
    assert_true(x.at_once < 0.02 * x.concessions);
    assert_true(x.later > 0.8 * x.concessions && x.later < x.concessions); /* median 21 days */
    /* the twin: on the same day */
    assert_true(twin.concessions > x.concessions);
    assert_int_equal(twin.at_once, twin.concessions);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_demand_is_not_denied),
        cmocka_unit_test(test_destruction_has_an_occasion),
        cmocka_unit_test(test_nobody_complies_in_a_crisis_over_the_same),
        cmocka_unit_test(test_a_concession_takes_days),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
