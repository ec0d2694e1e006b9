/* Tests two hidden truths without a socket (truth.h). */
#include "truth.h"

enum { SEEDS = 12 };

static void
nothing_shows_who_it_was(void **state)
{
    struct truth_found found = {0}, twin = {0};

    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        truth_compare(hidden_culprits, seed, false, &found);
        truth_compare(hidden_severities, seed, false, &twin);
    }
    print_message("equal stops %d, parted %d, of these early %d; twin: early %d; %zu bytes\n",
        (int)found.equal, (int)found.parted, (int)found.early, (int)twin.early, found.bytes);
    assert_int_equal(found.early, 0);
    assert_true(found.equal > 3 * SEEDS && found.bytes > 8000 * SEEDS);
    assert_true(twin.early > 2 && twin.parted > SEEDS / 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_shows_who_it_was),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
