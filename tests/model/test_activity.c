/* Tests the distribution of activity over targets, pairs and their directions. Each test has a
   twin world with another distribution, which must fail the check. */
#include "worlds.h"

#include "kernel/tally.h"
#include "model/state/sim.h"

enum { RUNS = 600, ENOUGH = 8 };

/** Incidents by victim, and their shares between the first two states of a world. */
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

/* One activity per pair: the sum of both directions is negative binomial with the shape, mean
   20, and the share of the smaller direction is that of a beta variate. With a separate
   activity for each direction the variance of the sum would be half of that. */
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members_go_where_the_source_is_active),
        cmocka_unit_test(test_a_pair_shares_one_activity),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
