/* Tests the distribution of activity over targets, pairs and their directions, and the lower
   activity after a settlement. Each test has a twin world with another distribution, which must
   fail the check. MODEL.md (1.15) */
#include "stage.h"

#include "kernel/tally.h"
#include "model/dyad/dyad.h"

enum { RUNS = 600, ENOUGH = 8 };

/**
 * Numbers of incidents by victim, and how they are divided between the first two states of a world.
 */
struct split {
    double n[3];
    struct tally smaller; /* the smaller of the two counts, as a share of both */
    struct tally both;    /* their sum */
};

static void
note_split(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct split *x = self;

    (void)w;
    (void)r;
    if (f->kind == OBS_STARTED && f->incident->target < 2) {
        x->n[f->incident->target]++;
    } else if (f->kind == OBS_OVER) {
        double sum = x->n[0] + x->n[1];

        tally_add(&x->both, sum);
        if (sum >= ENOUGH) {
            tally_add(&x->smaller, fmin(x->n[0], x->n[1]) / sum);
        }
        x->n[0] = x->n[1] = 0;
    }
}

static struct split
split_of(const char *sources)
{
    struct split x = {.n = {0}};
    struct trace_sink sink = {&x, note_split};
    struct buffer json = {0};

    buffer_printf(&json,
        WORLD("'states': {'a': {'retaliation': -20}, 'b': {'retaliation': -20}, 'c': {}}, "
              "'horizon_days': 3652.5, 'sources': {%s}"),
        sources);
    worlds_many(json.at, RUNS, &sink);
    buffer_free(&json);
    assert_true(x.smaller.n > 50);
    return x;
}

#define CRIMINALS(more)                                                                        \
    "'x': {'kind': 'criminal', 'targets': {'a': 1, 'b': 1}, 'bundle_lag_days': 0" more "}"

/* Two targets with activities of shape 0.05 are almost never active in the same run. If
   members chose both targets equally, a quarter to a third of the incidents would be
   against the inactive one. */
static void
test_members_go_where_the_source_is_active(void **state)
{
    struct split uneven = split_of(CRIMINALS(", 'frailty_k': 0.05, 'campaign_size_mean': 2"));
    struct split even = split_of(CRIMINALS(", 'campaign_size_mean': 2"));

    (void)state;
    assert_true(uneven.smaller.mean < 0.15);
    assert_true(even.smaller.mean > 0.3);
}

/* Counts of the two directions of one pair, without counter-operations. */
#define SERVICE(id, target, more)                                                              \
    "'" id "_service': {'kind': 'state', 'home': '" id "', 'targets': {'" target               \
    "': 1}, 'campaign_size_mean': 0, 'mix': {'defacement': 1}" more "}"
#define RIVALS(more) SERVICE("a", "b", more) ", " SERVICE("b", "a", more)

/* A pair has one activity. The sum of both directions is negative binomial with mean 20 and the
   shape of the activity. The share of the smaller direction is that of a beta variate. With a
   separate activity for each direction the variance of the sum would be half of that. */
static void
test_a_pair_shares_one_activity(void **state)
{
    struct split pair = split_of(RIVALS(", 'frailty_k': 0.5, 'direction_kappa': 0.25"));
    struct split alone = split_of(RIVALS(", 'frailty_k': 0.5"));
    double expected = 20 + 20 * 20 / 0.5;

    (void)state;
    assert_true(fabs(tally_variance(&pair.both) / expected - 1) < 0.35);
    assert_true(tally_variance(&alone.both) / expected < 0.75);
    assert_true(pair.smaller.mean < 0.17);
    assert_true(alone.smaller.mean > pair.smaller.mean + 0.02);
}

/* ---- restraint after a settlement (1.15) ---- */

/* b attacks a and spies on it. Nobody is named with certainty, and nobody acts, so that no
   settlement is broken. */
#define RESTRAINED(tension)                                                                    \
    WORLD(                                                                                     \
        "'horizon_days': 1000, 'states': {'a': {'retaliation': -20, 'inertia': 20, "           \
        "'confidence_needed': 1, 'patience': 0.1}, 'b': {'retaliation': -20}}, "               \
        "'sources': {'x': {'kind': 'state', 'home': 'b', 'targets': {'a': 400}, "              \
        "'campaign_size_mean': 0, 'mix': {'ddos_disruption': 1, "                              \
        "'malware_short_espionage': 1}}}, 'pairs': {'a:b': {}}, 'parameters': {'tension': "    \
        "{'jump': 0, 'cooling_days': 500" tension "}}")

struct activity {
    int attacks[2], espionage; /* attacks: before day 500, and later */
    uint64_t hash;             /* hash of the identities of all incidents */
};

static void
note_activity(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct activity *x = self;

    (void)r;
    assert_true(f->kind != OBS_BROKEN);
    if (f->kind == OBS_STARTED && f->incident->source != NONE) {
        bool espionage = incident_type_is_stealthy(WORLD_TYPE(w, f->incident->type));

        x->espionage += espionage;
        x->attacks[f->day < 500 ? 0 : 1] += !espionage;
        x->hash = hash_mix(x->hash * 3 + f->incident->id);
    }
}

/* Returns the activity after a settlement on the first day. `sides` is the number of states that
   spare the other state. */
static struct activity
activity_of(const char *json, int sides)
{
    struct activity x = {.hash = 0};
    struct trace_sink sink = {&x, note_activity};
    struct dyad_direction side;
    struct stage t;

    stage_enter(&t, json);
    side = dyad_direction(&t.s, worlds_state(t.w, "a"), worlds_state(t.w, "b"));
    if (sides > 0) {
        dyad_spare(&t.s, side);
    }
    if (sides > 1) {
        dyad_spare(&t.s, dyad_reverse(&t.s, side));
    }
    assert_int_equal(run_until(&t.run, t.w, t.w->horizon_days, NULL, &sink), RUN_REACHED);
    stage_leave(&t);
    print_message("%d sides: %d attacks in cooling_days, %d later, %d times espionage\n", sides,
        x.attacks[0], x.attacks[1], x.espionage);
    return x;
}

static bool
is_ratio(int part, int whole, double expected)
{
    return worlds_near(
        (double)part / whole, expected, 3 * sqrt(expected * (1 - expected) / whole));
}

static void
test_attacks_are_rarer_after_a_settlement(void **state)
{
    struct activity free_ = activity_of(RESTRAINED(""), 0);
    struct activity settled = activity_of(RESTRAINED(""), 2);
    struct activity conceded = activity_of(RESTRAINED(""), 1);
    struct activity half = activity_of(RESTRAINED(", 'settled_rate': 0.5"), 2);
    struct activity none = activity_of(RESTRAINED(", 'settled_rate': 1"), 2);

    (void)state;
    assert_true(free_.attacks[0] > 200);
    assert_true(is_ratio(settled.attacks[0], free_.attacks[0], 0.25));
    assert_true(is_ratio(half.attacks[0], free_.attacks[0], 0.5));
    assert_int_equal(settled.attacks[1], free_.attacks[1]);
    assert_int_equal(settled.espionage, free_.espionage);
    assert_true(conceded.hash == settled.hash); /* also after a concession */
    /* the twins: without effect nothing changes; with it, the incidents differ */
    assert_true(none.hash == free_.hash);
    assert_false(settled.hash == free_.hash);
    assert_false(is_ratio(half.attacks[0], free_.attacks[0], 0.25));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members_go_where_the_source_is_active),
        cmocka_unit_test(test_a_pair_shares_one_activity),
        cmocka_unit_test(test_attacks_are_rarer_after_a_settlement),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
