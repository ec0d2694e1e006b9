/* Tests the channels that agreements open, and which pairs are included in means over pairs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "files.h"

#define STATES "'states': {'a': {}, 'b': {}, 'c': {}, 'd': {}, 'e': {}}"

static struct scenario scenario;

static void
load(void)
{
    struct failure f = {0};

    files_json("x.json",
        "{'start': '2021-01-01', " STATES
        ", 'sources': {'s': {'home': 'e', 'targets': {'a': 1}}}, "
        "'pairs': {'a:b': {'channels': {'technical': {'present': true, "
        "'latency_hours': 5}, "
        "'political': {'present': false}}}}, "
        "'agreements': {'x': {'kind': 'hub', "
        "'parties': {'a': {}, 'b': {}, 'c': {}}, "
        "'observers': {'d': {}}, 'opens': {'technical': {'latency_hours': 7}}}, "
        "'z': {'parties': {'a': {}, 'c': {}}, "
        "'opens': {'technical': {'latency_hours': 9}, 'defence': {}}}}, "
        "'policies': {'with': {'patch': {}}, "
        "'without': {'patch': {'agreements': {'x': null, 'z': null}}}}}");
    if (scenario_load(&scenario, "x.json", NULL, &f) != STATUS_OK) {
        fail_msg("%s", f.line[0]);
    }
}

static double
latency(const struct world *w, int32_t a, int32_t b, enum channel_kind kind)
{
    const struct channel *c = world_channel(w, world_pair(w, a, b), kind);

    return c == NULL ? -1 : c->latency_hours;
}

static void
test_agreements_open_channels(void **state)
{
    const struct world *with, *without;

    (void)state;
    load();
    with = scenario.policies[0].world;
    without = scenario.policies[1].world;
    /* the pair's own channels have priority, then the first agreement that opens a kind */
    assert_true(latency(with, 0, 1, CHANNEL_TECHNICAL) == 5);
    assert_true(latency(with, 0, 2, CHANNEL_TECHNICAL) == 7);
    assert_true(latency(with, 1, 2, CHANNEL_TECHNICAL) == 7);
    assert_true(latency(with, 0, 2, CHANNEL_DEFENCE) == 48);
    assert_true(latency(with, 1, 2, CHANNEL_DEFENCE) == -1);
    /* no agreement opens this kind: the channel is that of the pair */
    assert_true(latency(with, 0, 1, CHANNEL_POLITICAL) == -1);
    assert_true(latency(with, 0, 2, CHANNEL_POLITICAL) == 48);
    /* observers have dyads, but get no channels of the parties */
    assert_true(latency(with, 0, 3, CHANNEL_POLITICAL) == 48);
    assert_true(latency(with, 0, 3, CHANNEL_TECHNICAL) == -1);
    assert_int_equal(world_pair(with, 3, 4), NONE);
    /* without the agreements no channel is opened */
    assert_true(latency(without, 0, 1, CHANNEL_TECHNICAL) == 5);
    assert_int_equal(world_pair(without, 0, 2), NONE);
    scenario_free(&scenario);
}

/* Policies are compared over the same pairs, even if an agreement adds pairs under one of them. */
static void
test_pairs_that_exist_without_agreements(void **state)
{
    (void)state;
    load();
    assert_int_equal(scenario.policies[0].world->n_pairs, 7);
    assert_int_equal(scenario.policies[1].world->n_pairs, 2);
    for (int32_t p = 0; p < 2; p++) {
        assert_int_equal(scenario.policies[p].world->n_related, 2); /* a:b and a:e */
    }
    scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_agreements_open_channels),
        cmocka_unit_test(test_pairs_that_exist_without_agreements),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
