/* Compares the retaliation metrics with a direct implementation of their definition, for dates
   in any order. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "observe/metrics_counters.h"

enum { MAX_DATES = 6, HORIZON = 1000 };

static bool
answers(const struct metrics_dated *a, const struct metrics_dated *b)
{
    return b->initiator == a->target && b->target == a->initiator;
}

/* Returns the share of days after which a reverse incident follows within the window. Counts day by
   day. */
static double
expected_of(
    const struct metrics_dated *all, int32_t n, const struct metrics_dated *one, int32_t window)
{
    int32_t covered = 0, last = HORIZON - window;

    for (int32_t day = 0; day < last; day++) {
        bool within = false;

        for (int32_t k = 0; k < n; k++) {
            within = within ||
                     (answers(one, &all[k]) && day < all[k].day && all[k].day - window <= day);
        }
        covered += within;
    }
    return (double)covered / last;
}

static void
by_definition(
    const struct metrics_dated *all, int32_t n, int32_t window, double *share, double *excess)
{
    double hits = 0, followed = 0, expected = 0;

    for (int32_t i = 0; i < n; i++) {
        bool hit = false;

        if (all[i].day > HORIZON - window) {
            continue;
        }
        for (int32_t k = 0; k < n; k++) {
            hit = hit || (answers(&all[i], &all[k]) && all[k].day > all[i].day &&
                             all[k].day <= all[i].day + window);
        }
        followed++;
        hits += hit;
        expected += expected_of(all, n, &all[i], window);
    }
    *share = followed > 0 ? hits / followed : NAN;
    *excess = followed > 0 ? (hits - expected) / followed : NAN;
}

static bool
agrees(double a, double b)
{
    return isnan(a) ? isnan(b) : fabs(a - b) < 1e-9;
}

static bool
check(const struct metrics_dated *all, int32_t n)
{
    struct metrics_dated kept[MAX_DATES];
    struct array array = {
        .at = kept, .count = n, .capacity = MAX_DATES, .size = sizeof(kept[0])};
    struct metric_values row = {0};
    double share, excess;
    bool right;

    memcpy(kept, all, sizeof(kept));
    metrics_retaliate(&row, &array, HORIZON);
    by_definition(all, n, 90, &share, &excess);
    right = agrees(row.retaliation_90, share) && agrees(row.retaliation_excess_90, excess);
    by_definition(all, n, 365, &share, &excess);
    return right && agrees(row.retaliation_365, share) &&
           agrees(row.retaliation_excess_365, excess);
}

/* Checks every permutation of the first `k` (Heap 1963); returns the number of errors. */
static int32_t
check_orders(struct metrics_dated *all, int32_t n, int32_t k)
{
    int32_t wrong = 0;

    if (k <= 1) {
        return !check(all, n);
    }
    for (int32_t i = 0; i < k; i++) {
        struct metrics_dated one;
        int32_t other = k % 2 == 0 ? i : 0;

        wrong += check_orders(all, n, k - 1);
        one = all[other];
        all[other] = all[k - 1];
        all[k - 1] = one;
    }
    return wrong;
}

static void
it_equals_its_definition(void **state)
{
    static const struct metrics_dated dates[][MAX_DATES] = {
        {{1, 0, 10}, {0, 1, 40}, {0, 1, 700}, {1, 0, 720}, {2, 0, 730}, {0, 2, 995}},
        {{0, 1, 10}, {0, 1, 20}, {0, 1, 30}, {1, 0, 25}, {1, 0, 400}, {1, 2, 26}},
        {{3, 1, 5}, {1, 3, 5}, {1, 3, 95}, {3, 1, 185}, {1, 3, 910}, {3, 1, 911}},
    };

    (void)state;
    for (size_t k = 0; k < sizeof(dates) / sizeof(dates[0]); k++) {
        for (int32_t n = 0; n <= MAX_DATES; n++) {
            struct metrics_dated all[MAX_DATES];

            memcpy(all, dates[k], sizeof(all));
            assert_int_equal(check_orders(all, n, n), 0);
        }
    }
}

/* Tests an incident and its response, for both directions: one of the two incidents is followed by
   the other. */
static void
two_incidents(void **state)
{
    struct metrics_dated two[] = {{1, 0, 10}, {0, 1, 40}};
    struct array array = {.at = two, .count = 2, .capacity = 2, .size = sizeof(two[0])};
    struct metric_values row = {0};

    (void)state;
    metrics_retaliate(&row, &array, HORIZON);
    assert_true(row.retaliation_90 == 0.5 && row.retaliation_365 == 0.5);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_incidents),
        cmocka_unit_test(it_equals_its_definition),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
