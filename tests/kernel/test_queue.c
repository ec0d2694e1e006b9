#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "kernel/queue.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A small independent generator: xorshift64*, Vigna 2016. */
static uint64_t
next_word(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717);
}

static int32_t
below(uint64_t *state, int32_t n)
{
    return (int32_t)((next_word(state) >> 33) % (uint64_t)n);
}

/* The reference: an unsorted array of pending events, searched linearly. */

enum { PENDING_MAX = 3000 };

struct reference {
    struct event event[PENDING_MAX];
    struct timer timer[PENDING_MAX];
    int32_t n;
};

static bool
before(const struct event *a, const struct event *b)
{
    if (a->time != b->time) {
        return a->time < b->time;
    }
    return a->priority != b->priority ? a->priority < b->priority : a->sequence < b->sequence;
}

static int32_t
soonest(const struct reference *r)
{
    int32_t best = 0;

    for (int32_t i = 1; i < r->n; i++) {
        if (before(&r->event[i], &r->event[best])) {
            best = i;
        }
    }
    return best;
}

static void
drop(struct reference *r, int32_t i)
{
    r->n--;
    r->event[i] = r->event[r->n];
    r->timer[i] = r->timer[r->n];
}

static bool
same_event(const struct event *a, const struct event *b)
{
    return a->time == b->time && a->sequence == b->sequence && a->priority == b->priority &&
           a->kind == b->kind && a->a == b->a && a->b == b->b;
}

struct world {
    struct queue queue;
    struct reference reference;
    struct timer stale;
    uint64_t random;
    double now;
};

/* Returns one of a few times, so that most comparisons are ties. */
static double
some_time(struct world *w)
{
    return w->now + below(&w->random, 12);
}

static void
schedule(struct world *w)
{
    struct reference *r = &w->reference;
    struct event e = {some_time(w), 0, below(&w->random, 3), below(&w->random, 9),
        below(&w->random, 1000), below(&w->random, 1000)};

    if (r->n == PENDING_MAX) {
        return;
    }
    if (queue_free_slots(&w->queue) == 0) {
        assert_ok(queue_reserve(&w->queue, 1), NULL);
    }
    r->timer[r->n] = queue_schedule(&w->queue, e.time, e.priority, e.kind, e.a, e.b);
    e.sequence = r->timer[r->n].sequence;
    r->event[r->n] = e;
    r->n++;
}

static void
pop(struct world *w)
{
    struct reference *r = &w->reference;
    struct event e;
    int32_t i = soonest(r);

    if (r->n == 0) {
        assert_true(queue_next(&w->queue) == INFINITY);
        return;
    }
    assert_true(queue_next(&w->queue) == r->event[i].time);
    e = queue_pop(&w->queue);
    assert_true(same_event(&e, &r->event[i]));
    w->now = e.time;
    w->stale = r->timer[i];
    drop(r, i);
}

static void
cancel(struct world *w)
{
    struct reference *r = &w->reference;
    int32_t i = r->n == 0 ? 0 : below(&w->random, r->n);

    if (r->n == 0) {
        return;
    }
    w->stale = r->timer[i];
    assert_true(queue_cancel(&w->queue, &r->timer[i]));
    assert_int_equal(r->timer[i].sequence, 0);
    drop(r, i);
}

static void
reschedule(struct world *w)
{
    struct reference *r = &w->reference;
    int32_t i = r->n == 0 ? 0 : below(&w->random, r->n);

    if (r->n == 0) {
        return;
    }
    assert_true(queue_time(&w->queue, r->timer[i]) == r->event[i].time);
    r->event[i].time = some_time(w);
    w->stale = r->timer[i];
    queue_reschedule(&w->queue, &r->timer[i], r->event[i].time);
    r->event[i].sequence = r->timer[i].sequence;
    assert_int_equal(r->timer[i].slot, w->stale.slot);
}

static void
poke_with_a_stale_timer(struct world *w)
{
    struct timer t = w->stale;

    assert_false(queue_pending(&w->queue, t));
    assert_false(queue_cancel(&w->queue, &t));
    assert_int_equal(t.sequence, 0);
}

static void
step(struct world *w, int32_t schedule_percent)
{
    int32_t what = below(&w->random, 100);

    if (what < schedule_percent) {
        schedule(w);
    } else if (what < schedule_percent + 30) {
        pop(w);
    } else if (what < schedule_percent + 40) {
        cancel(w);
    } else if (what < schedule_percent + 50) {
        reschedule(w);
    } else {
        poke_with_a_stale_timer(w);
    }
    assert_int_equal(w->queue.n_pending, w->reference.n);
}

static void
assert_sound(const struct queue *q)
{
    const char *wrong = queue_verify(q);

    if (wrong != NULL) {
        fail_msg("%s", wrong);
    }
}

/* 10^5 operations: the queue repeatedly grows to some hundreds of events and is drained. */
static void
agrees_with_a_sorted_reference(void **state)
{
    struct world *w = calloc(1, sizeof(*w));

    (void)state;
    w->random = 7;
    queue_init(&w->queue);
    for (int i = 0; i < 100000; i++) {
        step(w, i / 2000 % 2 == 0 ? 48 : 34);
        if (i % 16 == 0) {
            assert_sound(&w->queue);
        }
    }
    while (w->reference.n > 0) {
        pop(w);
        assert_sound(&w->queue);
    }
    queue_free(&w->queue);
    free(w);
}

/* Returns the number of neighbouring random events that are popped in another order. */
static int64_t
misplaced(bool (*in_order)(const struct event *, const struct event *))
{
    struct queue q;
    struct event last, e;
    uint64_t random = 3;
    int64_t wrong = 0;

    queue_init(&q);
    assert_ok(queue_reserve(&q, 5000), NULL);
    for (int i = 0; i < 5000; i++) {
        (void)queue_schedule(&q, below(&random, 30), below(&random, 4) - 2, 0, i, 0);
    }
    last = queue_pop(&q);
    while (q.n_pending > 0) {
        e = queue_pop(&q);
        wrong += !in_order(&last, &e);
        last = e;
    }
    queue_free(&q);
    return wrong;
}

static bool
by_time_and_number(const struct event *a, const struct event *b)
{
    return a->time != b->time ? a->time < b->time : a->sequence < b->sequence;
}

static bool
by_time_and_slot(const struct event *a, const struct event *b)
{
    return a->time != b->time ? a->time < b->time : a->priority <= b->priority && a->a > b->a;
}

static void
order_is_time_priority_sequence(void **state)
{
    (void)state;
    assert_int_equal(misplaced(before), 0);
    /* The test must fail for another order. */
    assert_true(misplaced(by_time_and_number) > 0);
    assert_true(misplaced(by_time_and_slot) > 0);
}

static void
sequence_counts_schedulings(void **state)
{
    struct queue q;
    struct timer first, second;

    (void)state;
    queue_init(&q);
    assert_ok(queue_reserve(&q, 2), NULL);
    first = queue_schedule(&q, 5, 0, 1, 0, 0);
    second = queue_schedule(&q, 5, 0, 2, 0, 0);
    assert_true(second.sequence > first.sequence);
    /* Rescheduled to the same time, the first event fires after the second. */
    queue_reschedule(&q, &first, 5);
    assert_int_equal(queue_pop(&q).kind, 2);
    assert_int_equal(queue_pop(&q).kind, 1);
    assert_int_equal(q.n_scheduled, 3);
    queue_free(&q);
}

static void
any_time_except_nan_is_valid(void **state)
{
    static const double times[] = {
        INFINITY, 0.0, -1e300, 1e300, -0.0, -INFINITY, 5e-324, -5e-324, 1.0};
    static const int order[] = {5, 2, 7, 1, 4, 6, 8, 3, 0};
    struct queue q;

    (void)state;
    queue_init(&q);
    assert_ok(queue_reserve(&q, 9), NULL);
    for (int i = 0; i < 9; i++) {
        (void)queue_schedule(&q, times[i], 0, i, 0, 0);
    }
    assert_sound(&q);
    for (int i = 0; i < 9; i++) {
        assert_int_equal(queue_pop(&q).kind, order[i]);
    }
    queue_free(&q);
}

static void
empty_queue_is_valid(void **state)
{
    struct queue q, copy;
    struct event e;
    struct timer none = {0};

    (void)state;
    queue_init(&q);
    assert_sound(&q);
    assert_int_equal(queue_free_slots(&q), 0);
    assert_true(queue_next(&q) == INFINITY);
    assert_false(queue_pop_until(&q, INFINITY, &e));
    assert_false(queue_pending(&q, none));
    assert_false(queue_cancel(&q, &none));
    assert_ok(queue_copy(&copy, &q), NULL);
    assert_sound(&copy);
    queue_free(&copy);
    queue_free(&q);
    queue_free(&q);
}

static void
pop_until_leaves_later_events(void **state)
{
    struct queue q;
    struct event e;

    (void)state;
    queue_init(&q);
    assert_ok(queue_reserve(&q, 1), NULL);
    (void)queue_schedule(&q, 2, 0, 0, 0, 0);
    assert_false(queue_pop_until(&q, 1.999, &e));
    assert_int_equal(q.n_pending, 1);
    assert_true(queue_pop_until(&q, 2, &e));
    assert_int_equal(q.n_pending, 0);
    assert_sound(&q);
    queue_free(&q);
}

/* Sizes around every power of two and of four, filled completely and drained. */
static void
every_size_works(void **state)
{
    (void)state;
    for (int32_t n = 1; n <= 140; n++) {
        struct queue q;
        double last = -1;

        queue_init(&q);
        assert_ok(queue_reserve(&q, n), NULL);
        assert_true(queue_free_slots(&q) >= n);
        for (int32_t i = 0; i < n; i++) {
            (void)queue_schedule(&q, i * 7919 % n, 0, 0, i, 0);
            assert_sound(&q);
        }
        for (int32_t i = 0; i < n; i++) {
            struct event e = queue_pop(&q);

            assert_true(e.time > last);
            last = e.time;
            assert_sound(&q);
        }
        queue_free(&q);
    }
}

static void
growing_one_by_one_keeps_all_events(void **state)
{
    struct queue q;

    (void)state;
    queue_init(&q);
    for (int32_t i = 0; i < 3000; i++) {
        assert_ok(queue_reserve(&q, 1), NULL);
        (void)queue_schedule(&q, 3000 - i, 0, 0, i, 0);
        /* The queue has a hole when it grows next. */
        if (i % 3 == 0) {
            struct event e = queue_pop(&q);

            (void)queue_schedule(&q, e.time, 0, 0, e.a, 0);
        }
    }
    assert_sound(&q);
    for (int32_t i = 2999; i >= 0; i--) {
        assert_int_equal(queue_pop(&q).a, i);
    }
    queue_free(&q);
}

static void
a_hole_survives_growing_and_copying(void **state)
{
    struct queue q, copy;
    struct timer t;

    (void)state;
    queue_init(&q);
    assert_ok(queue_reserve(&q, 4), NULL);
    for (int32_t i = 0; i < 4; i++) {
        t = queue_schedule(&q, i, 0, 0, i, 0);
    }
    assert_int_equal(queue_pop(&q).a, 0);
    assert_true(queue_next(&q) == 1);
    assert_true(queue_time(&q, t) == 3);
    assert_sound(&q);
    assert_ok(queue_copy(&copy, &q), NULL);
    assert_sound(&copy);
    assert_true(queue_next(&copy) == 1);
    assert_ok(queue_reserve(&q, 50), NULL);
    assert_sound(&q);
    assert_true(queue_cancel(&copy, &t));
    assert_sound(&copy);
    assert_int_equal(queue_pop(&copy).a, 1);
    assert_int_equal(queue_pop(&copy).a, 2);
    assert_int_equal(queue_pop(&q).a, 1);
    assert_int_equal(q.n_pending, 2);
    assert_int_equal(copy.n_pending, 0);
    /* Every slot of a copy can be emptied and used again. */
    assert_ok(queue_reserve(&copy, 4), NULL);
    for (int32_t i = 0; i < 4; i++) {
        (void)queue_schedule(&copy, i, 0, 0, i, 0);
    }
    assert_sound(&copy);
    queue_free(&copy);
    queue_free(&q);
}

/* Two copies receive different events. Each pops the same events as a queue that was not copied. */
static void
a_copy_is_independent(void **state)
{
    struct world *w = calloc(1, sizeof(*w));
    struct world *other = calloc(1, sizeof(*other));

    (void)state;
    w->random = 11;
    queue_init(&w->queue);
    for (int i = 0; i < 3000; i++) {
        step(w, 45);
    }
    *other = *w;
    assert_ok(queue_copy(&other->queue, &w->queue), NULL);
    other->random = 12;
    for (int i = 0; i < 3000; i++) {
        step(w, 40);
        step(other, 40);
        assert_sound(&w->queue);
        assert_sound(&other->queue);
    }
    queue_free(&w->queue);
    queue_free(&other->queue);
    free(w);
    free(other);
}

static void
expect_wrong(struct queue *q)
{
    assert_non_null(queue_verify(q));
}

/* Every type of damage is detected. */
static void
verify_finds_damage(void **state)
{
    struct queue q;

    (void)state;
    queue_init(&q);
    assert_ok(queue_reserve(&q, 30), NULL);
    for (int32_t i = 0; i < 20; i++) {
        (void)queue_schedule(&q, i, 0, 0, i, 0);
    }
    assert_sound(&q);
    ARRAY_AT(struct event, &q.slots, 3)->time += 100;
    expect_wrong(&q);
    ARRAY_AT(struct event, &q.slots, 3)->time -= 100;
    ARRAY_AT(struct event, &q.slots, 3)->sequence = 1000;
    expect_wrong(&q);
    ARRAY_AT(struct event, &q.slots, 3)->sequence = 4;
    q.n_pending++;
    expect_wrong(&q);
    q.n_pending--;
    q.unused.count--;
    expect_wrong(&q);
    q.unused.count++;
    (*ARRAY_AT(int32_t, &q.unused, 0))--;
    expect_wrong(&q);
    (*ARRAY_AT(int32_t, &q.unused, 0))++;
    assert_sound(&q);
    q.hole = 0;
    expect_wrong(&q);
    q.hole = -1;
    ARRAY_AT(int64_t, &q.nodes, 0)[2 * (q.nodes.count - 1) + 1] = 7;
    expect_wrong(&q);
    queue_free(&q);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_a_sorted_reference),
        cmocka_unit_test(order_is_time_priority_sequence),
        cmocka_unit_test(sequence_counts_schedulings),
        cmocka_unit_test(any_time_except_nan_is_valid),
        cmocka_unit_test(empty_queue_is_valid),
        cmocka_unit_test(pop_until_leaves_later_events),
        cmocka_unit_test(every_size_works),
        cmocka_unit_test(growing_one_by_one_keeps_all_events),
        cmocka_unit_test(a_hole_survives_growing_and_copying),
        cmocka_unit_test(a_copy_is_independent),
        cmocka_unit_test(verify_finds_damage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
