#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "kernel/kernel.h"

#include <math.h>
#include <string.h>

enum { TICK, SPLIT, LAST, HOLD };

enum { SPLITS = 16, FIRED_MAX = SPLITS + SPLITS * KERNEL_HEADROOM };

struct model {
    const struct event_kind *kinds;
    struct kernel kernel;
    bool hold;
    int32_t n_rooms;
    int32_t rooms_until_failure; /* negative: never */
    uint32_t due;                /* a mark that every third event sets */
    int32_t n_settled;
    int32_t n_fired;
    int32_t fired[FIRED_MAX]; /* kinds */
    double when[FIRED_MAX];
};

static void
note(struct model *m, const struct event *e)
{
    assert_true(m->kernel.now == e->time);
    if (m->n_fired < 64) {
        m->fired[m->n_fired] = e->kind;
        m->when[m->n_fired] = e->time;
    }
    m->n_fired++;
    m->due = m->n_fired % 3 == 0 ? 1 : 0;
}

static void
tick(void *context, const struct event *e)
{
    struct model *m = context;

    note(m, e);
    (void)kernel_at(&m->kernel, m->kinds, e->time + 1, TICK, e->a, e->b + 1);
}

/* Schedules the maximum number of events, all at the same time. */
static void
split(void *context, const struct event *e)
{
    struct model *m = context;

    note(m, e);
    for (int32_t i = 0; i < KERNEL_HEADROOM; i++) {
        (void)kernel_at(&m->kernel, m->kinds, e->time, LAST, i, 0);
    }
}

static void
last(void *context, const struct event *e)
{
    note(context, e);
}

static void
hold(void *context, const struct event *e)
{
    struct model *m = context;

    note(m, e);
    m->hold = true;
}

static const struct event_kind kinds[] = {
    [TICK] = {"tick", 2, tick},
    [SPLIT] = {"split", 1, split},
    [LAST] = {"last", 3, last},
    [HOLD] = {"hold", 0, hold},
};

static void
init(struct model *m)
{
    memset(m, 0, sizeof(*m));
    m->kinds = kinds;
    m->rooms_until_failure = -1;
    kernel_init(&m->kernel);
    assert_ok(queue_reserve(&m->kernel.queue, 8), NULL);
}

static void
at(struct model *m, double time, int32_t kind)
{
    (void)kernel_at(&m->kernel, kinds, time, kind, 0, 0);
}

static enum kernel_end
run(struct model *m, double until, uint64_t max_events)
{
    struct kernel_bounds bounds = {.until = until, .max_events = max_events, .hold = &m->hold};

    return kernel_run(&m->kernel, kinds, &bounds, m);
}

static void
horizon_is_inclusive(void **state)
{
    struct model m;

    (void)state;
    init(&m);
    at(&m, 0, TICK);
    assert_int_equal(run(&m, 3, UINT64_MAX), KERNEL_HORIZON);
    assert_int_equal(m.n_fired, 4);
    assert_true(m.kernel.now == 3);
    assert_int_equal(run(&m, 3.5, UINT64_MAX), KERNEL_HORIZON);
    assert_int_equal(m.n_fired, 4);
    assert_true(m.kernel.now == 3.5);
    /* With a horizon in the past no event fires, and the clock does not go back. */
    assert_int_equal(run(&m, 1, UINT64_MAX), KERNEL_HORIZON);
    assert_true(m.kernel.now == 3.5);
    kernel_free(&m.kernel);
}

static void
without_horizon_the_run_ends_with_the_last_event(void **state)
{
    struct model m;

    (void)state;
    init(&m);
    at(&m, 4, LAST);
    at(&m, INFINITY, LAST);
    assert_int_equal(run(&m, INFINITY, UINT64_MAX), KERNEL_HORIZON);
    assert_int_equal(m.n_fired, 1);
    assert_true(m.kernel.now == 4);
    kernel_free(&m.kernel);
}

static void
max_events_is_a_bound_of_the_total(void **state)
{
    struct model m;

    (void)state;
    init(&m);
    at(&m, 0, TICK);
    assert_int_equal(run(&m, 100, 5), KERNEL_MAX_EVENTS);
    assert_int_equal(m.kernel.n_events, 5);
    assert_int_equal(run(&m, 100, 5), KERNEL_MAX_EVENTS);
    assert_int_equal(m.kernel.n_events, 5);
    assert_int_equal(run(&m, 100, 7), KERNEL_MAX_EVENTS);
    assert_int_equal(m.n_fired, 7);
    assert_true(m.kernel.now == 6);
    kernel_free(&m.kernel);
}

static void
hold_stops_after_the_event(void **state)
{
    struct model m;

    (void)state;
    init(&m);
    at(&m, 0, TICK);
    at(&m, 2, HOLD);
    assert_int_equal(run(&m, 5, UINT64_MAX), KERNEL_HELD);
    assert_true(m.kernel.now == 2);
    assert_int_equal(m.fired[m.n_fired - 1], HOLD);
    assert_int_equal(run(&m, 5, UINT64_MAX), KERNEL_HELD);
    m.hold = false;
    assert_int_equal(run(&m, 5, UINT64_MAX), KERNEL_HORIZON);
    assert_int_equal(m.n_fired, 7);
    kernel_free(&m.kernel);
}

static void
priority_orders_equal_times(void **state)
{
    static const int32_t expected[] = {HOLD, SPLIT, TICK, LAST};
    struct model m;

    (void)state;
    init(&m);
    at(&m, 1, LAST);
    at(&m, 1, TICK);
    at(&m, 1, SPLIT);
    at(&m, 1, HOLD);
    assert_int_equal(run(&m, 1, UINT64_MAX), KERNEL_HELD);
    m.hold = false;
    assert_int_equal(run(&m, 1, UINT64_MAX), KERNEL_HORIZON);
    assert_memory_equal(m.fired, expected, sizeof(expected));
    assert_int_equal(m.n_fired, 4 + KERNEL_HEADROOM);
    kernel_free(&m.kernel);
}

static void
space_is_reserved_for_a_handler(void **state)
{
    struct model m;

    (void)state;
    init(&m);
    for (int i = 0; i < SPLITS; i++) {
        at(&m, i, SPLIT);
    }
    assert_int_equal(queue_free_slots(&m.kernel.queue), 0);
    assert_int_equal(run(&m, SPLITS, UINT64_MAX), KERNEL_HORIZON);
    assert_int_equal(m.n_fired, FIRED_MAX);
    kernel_free(&m.kernel);
}

static enum status
make_room(void *context)
{
    struct model *m = context;

    m->n_rooms++;
    if (m->rooms_until_failure-- == 0) {
        return STATUS_NO_MEMORY;
    }
    return queue_reserve(&m->kernel.queue, 1);
}

static void
make_room_is_called_before_every_event(void **state)
{
    struct model m;
    const struct kernel_bounds bounds = {
        .until = 10, .max_events = UINT64_MAX, .make_room = make_room};

    (void)state;
    init(&m);
    at(&m, 0, TICK);
    m.rooms_until_failure = 5;
    assert_int_equal(kernel_run(&m.kernel, kinds, &bounds, &m), KERNEL_NO_MEMORY);
    assert_int_equal(m.n_fired, 5);
    assert_int_equal(m.kernel.queue.n_pending, 1);
    /* The run is unchanged and continues when memory is available again. */
    m.rooms_until_failure = -1;
    assert_int_equal(kernel_run(&m.kernel, kinds, &bounds, &m), KERNEL_HORIZON);
    assert_int_equal(m.n_fired, 11);
    assert_true(m.n_rooms >= 11);
    kernel_free(&m.kernel);
}

/* The queue has room for three events. In the twin the queue has too little room. */
static void
guaranteed_events_make_no_room(void **state)
{
    (void)state;
    for (int twin = 0; twin < 2; twin++) {
        struct model m;
        int32_t guaranteed = 3;
        const struct kernel_bounds bounds = {.until = 10,
            .max_events = UINT64_MAX,
            .make_room = make_room,
            .guaranteed = &guaranteed,
            .queue_room = twin ? INT32_MAX : 1};

        init(&m);
        at(&m, 0, TICK);
        m.rooms_until_failure = 0;
        assert_ok(queue_reserve(&m.kernel.queue, 4), NULL);
        assert_int_equal(kernel_run(&m.kernel, kinds, &bounds, &m), KERNEL_NO_MEMORY);
        assert_int_equal(m.n_fired, twin ? 0 : 3);
        assert_int_equal(guaranteed, twin ? 3 : 0);
        kernel_free(&m.kernel);
    }
}

static void
settle(void *context)
{
    struct model *m = context;

    assert_int_equal(m->n_fired, 3 * ++m->n_settled);
    m->due = 0;
    m->hold = m->n_settled == 2;
}

static void
settle_is_called_after_an_event_that_sets_due(void **state)
{
    struct model m;
    const struct kernel_bounds bounds = {.until = 10,
        .max_events = UINT64_MAX,
        .due = &m.due,
        .settle = settle,
        .hold = &m.hold};

    (void)state;
    init(&m);
    at(&m, 0, TICK);
    assert_int_equal(kernel_run(&m.kernel, kinds, &bounds, &m), KERNEL_HELD);
    assert_int_equal(m.n_fired, 6); /* settle() set hold: stops before the next event */
    m.hold = false;
    assert_int_equal(kernel_run(&m.kernel, kinds, &bounds, &m), KERNEL_HORIZON);
    assert_int_equal(m.n_fired, 11);
    assert_int_equal(m.n_settled, 3);
    kernel_free(&m.kernel);
}

static uint64_t
fingerprint_of(double first, int32_t kind, int32_t a, int32_t b)
{
    struct model m;
    uint64_t fingerprint;

    init(&m);
    (void)kernel_at(&m.kernel, kinds, first, kind, a, b);
    at(&m, 3, LAST);
    assert_int_equal(run(&m, 20, UINT64_MAX), KERNEL_HORIZON);
    fingerprint = m.kernel.fingerprint;
    kernel_free(&m.kernel);
    return fingerprint;
}

static void
fingerprint_distinguishes_histories(void **state)
{
    const uint64_t one = fingerprint_of(1, TICK, 2, 3);

    (void)state;
    assert_true(one == fingerprint_of(1, TICK, 2, 3));
    assert_true(one != fingerprint_of(1.0000000000000002, TICK, 2, 3));
    assert_true(one != fingerprint_of(1, LAST, 2, 3));
    assert_true(one != fingerprint_of(1, TICK, 3, 3));
    assert_true(one != fingerprint_of(1, TICK, 2, 4));
    assert_true(one != fingerprint_of(1, TICK, 3, 2));
    /* The format is fixed: a change would change every recorded fingerprint. */
    assert_true(one == UINT64_C(0x9f875e59e90570b3));
}

static void
run_in_pieces_has_the_same_history(void **state)
{
    struct model whole, pieces, copy;

    (void)state;
    init(&whole);
    at(&whole, 0.5, TICK);
    at(&whole, 0.7, SPLIT);
    init(&pieces);
    at(&pieces, 0.5, TICK);
    at(&pieces, 0.7, SPLIT);
    assert_int_equal(run(&whole, 30, UINT64_MAX), KERNEL_HORIZON);
    assert_int_equal(run(&pieces, 4, UINT64_MAX), KERNEL_HORIZON);
    assert_int_equal(run(&pieces, 30, 17), KERNEL_MAX_EVENTS);
    copy = pieces;
    assert_ok(kernel_copy(&copy.kernel, &pieces.kernel), NULL);
    assert_int_equal(run(&copy, 30, UINT64_MAX), KERNEL_HORIZON);
    assert_int_equal(run(&pieces, 30, UINT64_MAX), KERNEL_HORIZON);
    assert_true(whole.kernel.fingerprint == pieces.kernel.fingerprint);
    assert_true(whole.kernel.fingerprint == copy.kernel.fingerprint);
    assert_int_equal(whole.kernel.n_events, copy.kernel.n_events);
    assert_null(queue_verify(&copy.kernel.queue));
    kernel_free(&whole.kernel);
    kernel_free(&pieces.kernel);
    kernel_free(&copy.kernel);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(horizon_is_inclusive),
        cmocka_unit_test(without_horizon_the_run_ends_with_the_last_event),
        cmocka_unit_test(max_events_is_a_bound_of_the_total),
        cmocka_unit_test(hold_stops_after_the_event),
        cmocka_unit_test(priority_orders_equal_times),
        cmocka_unit_test(space_is_reserved_for_a_handler),
        cmocka_unit_test(make_room_is_called_before_every_event),
        cmocka_unit_test(guaranteed_events_make_no_room),
        cmocka_unit_test(settle_is_called_after_an_event_that_sets_due),
        cmocka_unit_test(fingerprint_distinguishes_histories),
        cmocka_unit_test(run_in_pieces_has_the_same_history),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
