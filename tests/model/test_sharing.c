/* Tests which partners a victim informs about an incident, and when information leaks. MODEL.md
   (7.6) */
#include "worlds.h"

#include "model/state/sim.h"

/* The suspects of v: d is the most probable one. c, which is responsible, is the second. e and g
   are less probable than the mean. */
#define SUSPECT(id, tension)                                                                   \
    "'" id ":v': {'tension_baseline': " tension                                                \
    ", 'legal_refusal': 0, 'tension_start': " tension                                          \
    ", 'channels': {'technical': {'present': true}}}"
#define SUSPECTED(tension_of_c, withhold)                                                      \
    WORLD(                                                                                     \
        "'horizon_days': 60, 'states': {'c': {}, 'd': {}, 'e': {}, 'g': {}, 'v': {}}, "        \
        "'sources': {'x': {'kind': 'state', 'home': 'c', 'targets': {'v': 0}}}, "              \
        "'pairs': {" SUSPECT("c", tension_of_c) ", " SUSPECT("d", "1.2") ", " SUSPECT(         \
            "e", "0") ", " SUSPECT("g",                                                        \
            "0") "}, "                                                                         \
                 "'agreements': {'all': {'kind': 'multilateral', 'parties': {'c': {}, "        \
                 "'d': {}, 'e': {}, 'g': {}, 'v': {}}, 'measures': {'sharing': "               \
                 "{'adoption_lag_days': 0, 'indicator_sharing_gain': 1}}}}, "                  \
                 "'parameters': {'rates': {'target_military': 0}, 'tension': {'threshold': 100}, 'sharing': {'withhold': " withhold "}}, "                     \
                 "'injects': {'it': {'kind': 'incident', 'day': '2021-01-01', 'type': "        \
                 "'ddos_disruption', 'source': 'x', 'target': 'v'}}")

struct informed {
    int of[4]; /* messages to c, d, e, g */
    int leaked;
};

static void
note_told(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct informed *x = self;

    (void)w;
    if (f->kind == OBS_MESSAGE && f->message->kind == MESSAGE_INDICATORS) {
        x->of[f->message->to]++;
    } else if (f->kind == OBS_DECIDED && f->incident->n_decisions == 1 &&
               f->incident->trigger_kind == TRIGGER_INCIDENT && f->incident->target == 4) {
        x->leaked +=
            ARRAY_AT(struct campaign, &r->campaigns.items, f->incident->campaign)->leaked;
    }
}

static struct informed
told_in(const char *json)
{
    struct informed x = {.leaked = 0};
    struct trace_sink sink = {&x, note_told};

    worlds_many(json, 20, &sink);
    return x;
}

static void
test_suspects_are_not_told(void **state)
{
    struct informed x = told_in(SUSPECTED("1", "0.8"));

    (void)state;
    print_message("suspects told: %d and %d of 20, others: %d and %d\n", x.of[0], x.of[1],
        x.of[2], x.of[3]);
    assert_true(x.of[0] == 0 && x.of[1] == 0 && x.of[2] == 20 && x.of[3] == 20);
    assert_int_equal(x.leaked, 0);
    /* c has 1.48 times the mean probability; d has the highest one, 1.8 times the mean */
    x = told_in(SUSPECTED("1", "1.6"));
    assert_true(x.of[0] == 20 && x.of[1] == 0 && x.of[2] == 20 && x.of[3] == 20);
    print_message(
        "culprit told below a higher bound: %d of 20, leaked: %d\n", x.of[0], x.leaked);
    assert_int_equal(x.leaked, 20); /* a message informs the attacker, although `leak` is 0 */
    x = told_in(SUSPECTED("1", "5"));
    assert_true(x.of[0] == 20 && x.of[1] == 0);
}

static void
test_a_certain_culprit_is_not_told(void **state)
{
    struct informed never = told_in(SUSPECTED("9", "0.8"));
    struct informed always = told_in(SUSPECTED("9", "6"));

    (void)state;
    assert_int_equal(never.of[0], 0);
    assert_int_equal(told_in(SUSPECTED("9", "5.9")).of[0], 0);
    assert_int_equal(always.of[0], 20); /* the twin: all partners are informed */
    assert_int_equal(always.of[1], 20);
}

/* The probability of a leak, in agreements of 10, 57 and 193 states. */

struct leaks {
    int incidents, leaked;
};

static void
note_leaks(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct leaks *x = self;

    (void)w;
    if (f->kind == OBS_DECIDED) {
        x->incidents++;
        x->leaked +=
            ARRAY_AT(struct campaign, &r->campaigns.items, f->incident->campaign)->leaked;
    }
}

/* Whether the share of leaks among n states is that probability, within two standard errors. */
static bool
share_is(const char *name, int n, const char *leak, double expected)
{
    struct buffer states = {0}, json = {0};
    struct leaks x = {0};
    struct trace_sink sink = {&x, note_leaks};
    double share, error;

    for (int k = 1; k < n; k++) {
        buffer_printf(&states, "'s%d': {}, ", k);
    }
    buffer_printf(&json,
        WORLD("'horizon_days': 365, 'states': {%s'v': {}}, 'sources': {'x': {'kind': "
              "'criminal', 'targets': {'v': 1500}, 'campaign_size_mean': 0, 'mix': "
              "{'ddos_disruption': 1}}}, "
              "'agreements': {'all': {'kind': 'multilateral', 'opens': {'technical': {}}, "
              "'parties': {%s'v': {}}, 'measures': {'sharing': {'adoption_lag_days': 0, "
              "'indicator_sharing_gain': 1, 'leak_gain': %s}}}}"),
        states.at, states.at, leak);
    worlds_many(json.at, n > 57 ? 1 : 2, &sink);
    buffer_free(&states);
    buffer_free(&json);
    share = (double)x.leaked / x.incidents;
    error = sqrt(expected * (1 - expected) / x.incidents);
    print_message("%s, %d states, leak %s: share %.3f, expected %.3f +- %.3f\n", name, n, leak,
        share, expected, error);
    return fabs(share - expected) <= 2 * error;
}

static void
test_leaks_follow_the_law(void **state)
{
    (void)state;
    assert_true(share_is("law", 2, "0.02", .02));
    assert_true(share_is("law", 10, "0.02", .3 * 9 / (9 + 14)));
    assert_true(share_is("law", 57, "0.02", .3 * 56 / (56 + 14)));
    assert_true(share_is("law", 193, "0.02", .3 * 192 / (192 + 14)));
    assert_true(share_is("law", 57, "0.5", .5)); /* a larger `leak` gives the limit */
    assert_true(share_is("law", 57, "0", 0));
    /* the twin: each partner leaks independently */
    assert_false(share_is("each for itself", 57, "0.02", 1 - pow(.98, 56)));
}

/* No message is sent about a counter-operation, because it would not help any other state. */

struct sent {
    int counter_operations, about_them, about_others;
};

static void
note_sent(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct sent *x = self;

    (void)w;
    if (f->kind == OBS_TRIAGED) {
        x->counter_operations += f->incident->counter_operation;
    } else if (f->kind == OBS_MESSAGE && f->message->kind == MESSAGE_INDICATORS) {
        bool counter = ARRAY_AT(struct incident, &r->incidents.items, f->message->incident)
                           ->counter_operation;

        x->about_them += counter;
        x->about_others += !counter;
    }
}

static void
test_nothing_is_sent_about_counter_operations(void **state)
{
    struct sent x = {0};
    struct trace_sink sink = {&x, note_sent};

    (void)state;
    worlds_many(WORLD(WORLD_ABC ", 'horizon_days': 1500, 'agreements': {'all': {'kind': "
                                "'multilateral', 'parties': {'a': {}, 'b': {}, 'c': {}}, "
                                "'measures': {'cert_exchange': {'adoption_lag_days': 0}}}}"),
        4, &sink);
    print_message("indicators sent: %d about counter-operations, %d about others\n",
        x.about_them, x.about_others);
    assert_true(x.counter_operations > 30 && x.about_others > 100);
    assert_int_equal(x.about_them, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_suspects_are_not_told),
        cmocka_unit_test(test_a_certain_culprit_is_not_told),
        cmocka_unit_test(test_leaks_follow_the_law),
        cmocka_unit_test(test_nothing_is_sent_about_counter_operations),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
