/* Tests that results are delivered in order, up to the first failure, for any number of workers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "stats/parallel.h"

enum { PIECES = 200, WORKERS = 5 };

/* The work computes squares of numbers. Some pieces are slow; those from fails_from on fail. */
struct squares {
    int64_t next, n, fails_from; /* fails_from < 0: none fails */
    bool delivery_fails;
    int64_t taken[WORKERS * PARALLEL_SLOTS], made[WORKERS * PARALLEL_SLOTS];
    int64_t given[PIECES], n_given;
    atomic_int at_work, giving;
    bool twice;          /* two deliveries at the same time */
    atomic_bool strange; /* invalid worker number */
};

static bool
take(void *self, int32_t slot)
{
    struct squares *s = self;

    if (s->next == s->n) {
        return false;
    }
    s->taken[slot] = s->next++;
    return true;
}

static enum status
work(void *self, int32_t worker, int32_t slot, struct failure *f)
{
    struct squares *s = self;
    int64_t x = s->taken[slot];
    const struct timespec a_moment = {0, 2000000};

    s->strange = s->strange || worker < 0 || worker >= WORKERS;
    atomic_fetch_add(&s->at_work, 1);
    if (x % 17 == 3) {
        (void)nanosleep(&a_moment, NULL); /* other workers continue meanwhile */
    }
    s->made[slot] = x * x;
    if (s->fails_from >= 0 && x >= s->fails_from) {
        return failure_of(STATUS_IO, f, "%d cannot be squared", (int)x);
    }
    return STATUS_OK;
}

static enum status
deliver(void *self, int32_t slot, struct failure *f)
{
    struct squares *s = self;

    s->twice = s->twice || atomic_fetch_add(&s->giving, 1) != 0;
    s->given[s->n_given++] = s->made[slot];
    atomic_fetch_sub(&s->giving, 1);
    return s->delivery_fails && s->n_given == 50
               ? failure_of(STATUS_NO_MEMORY, f, "no room for the fiftieth")
               : STATUS_OK;
}

static enum status
run(struct squares *s, int32_t workers, struct failure *f)
{
    struct parallel p = {s, take, work, deliver};

    return parallel_run(&p, workers, f);
}

static void
check_given(const struct squares *s, int64_t n)
{
    assert_int_equal(s->n_given, n);
    assert_false(s->twice || s->strange);
    for (int64_t k = 0; k < n; k++) {
        assert_int_equal(s->given[k], k * k);
    }
}

static void
results_are_delivered_in_order(void **state)
{
    (void)state;
    for (int32_t workers = 1; workers <= WORKERS; workers++) {
        for (int64_t n = 0; n <= PIECES; n = n * 3 + 1) {
            struct squares s = {.n = n, .fails_from = -1};

            assert_ok(run(&s, workers, NULL), NULL);
            check_given(&s, n);
            assert_int_equal(s.at_work, n);
        }
    }
}

/* A later piece may fail earlier in time. The first failure in the order of the pieces is
   reported. */
static void
first_failure_in_order_ends_the_work(void **state)
{
    static struct failure f;

    (void)state;
    for (int32_t workers = 1; workers <= WORKERS; workers++) {
        struct squares s = {.n = PIECES, .fails_from = 71}; /* 71 is slow, 72 is not */

        f.count = 0;
        assert_int_equal(run(&s, workers, &f), STATUS_IO);
        check_given(&s, 71);
        assert_int_equal(f.count, 1);
        assert_string_equal(f.line[0], "71 cannot be squared");
        assert_true(s.at_work <= 72 + workers * PARALLEL_SLOTS);
    }
}

static void
nothing_is_delivered_after_a_failed_delivery(void **state)
{
    static struct failure f;

    (void)state;
    for (int32_t workers = 1; workers <= WORKERS; workers++) {
        struct squares s = {.n = PIECES, .fails_from = 60, .delivery_fails = true};

        f.count = 0;
        assert_int_equal(run(&s, workers, &f), STATUS_NO_MEMORY);
        check_given(&s, 50);
        assert_string_equal(f.line[0], "no room for the fiftieth");
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_are_delivered_in_order),
        cmocka_unit_test(first_failure_in_order_ends_the_work),
        cmocka_unit_test(nothing_is_delivered_after_a_failed_delivery),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
