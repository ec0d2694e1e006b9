/* Tests shards: together they have every replication exactly once, and each has an equal share of
   the work. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "sweep/sweep.h"

enum { POINTS_MAX = 33, SHARDS_MAX = 17 };

/* Counts the runs of each point and each shard. `targets`: the number of replications is not
   fixed. */
static void
divide(int32_t points, int32_t shards, int32_t replications, int32_t targets,
    int64_t of_shard[SHARDS_MAX])
{
    struct experiment e = {
        .n_points = points, .replications = {.max = replications, .n_targets = targets}};
    struct sweep_point at[POINTS_MAX] = {{0}};
    struct sweep s = {.experiment = &e, .points = at};

    for (int32_t i = 0; i < points; i++) {
        int64_t last = 0;

        at[i].end = targets > 0 ? 0 : replications;
        for (int32_t k = 0; k < shards; k++) {
            s.plan = (struct sweep_plan){.shard = k + 1, .shards = shards, .point = -1};
            struct sweep_share share = sweep_planned(&s, i);

            of_shard[k] += share.last - share.first + 1;
            if (share.first <= share.last) {
                assert_int_equal(share.first, last + 1);
                last = share.last;
            }
        }
        assert_int_equal(last, replications);
    }
}

static void
check_shares(int32_t points, int32_t shards, int32_t replications, int32_t targets)
{
    int64_t of_shard[SHARDS_MAX] = {0}, least = INT64_MAX, most = 0;

    divide(points, shards, replications, targets, of_shard);
    for (int32_t k = 0; k < shards; k++) {
        least = of_shard[k] < least ? of_shard[k] : least;
        most = of_shard[k] > most ? of_shard[k] : most;
    }
    assert_true(most - least <= (targets > 0 ? replications : 1));
}

static void
shares_are_equal(void **state)
{
    (void)state;
    for (int32_t points = 1; points <= POINTS_MAX; points++) {
        for (int32_t shards = 1; shards <= SHARDS_MAX; shards++) {
            for (int32_t replications = 1; replications <= 50; replications += 7) {
                check_shares(points, shards, replications, 0);
                check_shares(points, shards, replications, 1);
            }
        }
    }
}

/* 15 points on 3 shards: 5 each. 8 points on 8 shards: one each. */
static void
points_stay_whole_where_they_can(void **state)
{
    int64_t three[SHARDS_MAX] = {0}, eight[SHARDS_MAX] = {0};

    (void)state;
    divide(15, 3, 10, 1, three);
    divide(8, 8, 10, 0, eight);
    for (int32_t k = 0; k < 8; k++) {
        assert_int_equal(three[k], k < 3 ? 50 : 0);
        assert_int_equal(eight[k], 10);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_are_equal), cmocka_unit_test(points_stay_whole_where_they_can)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
