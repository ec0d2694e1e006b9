/* Makes the n-th allocation fail, for all n. A structure that could not grow must be unchanged.
   This program replaces the allocator. Sanitizers replace it, too, and cannot be combined with
   this; with a sanitizer no allocation fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "base/arena.h"
#include "kernel/kernel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) ||                     \
    __has_feature(memory_sanitizer)
#define SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED
#endif

/* Allocations before the one that fails; -1: none fails. */
static int until_failure = -1;

#ifndef SANITIZED
void *__libc_malloc(size_t size);
void *__libc_realloc(void *at, size_t size);

/* A compiler may turn realloc(NULL, size) into malloc(size). */
void *
malloc(size_t size)
{
    return until_failure >= 0 && until_failure-- == 0 ? NULL : __libc_malloc(size);
}

void *
realloc(void *at, size_t size)
{
    return until_failure >= 0 && until_failure-- == 0 ? NULL : __libc_realloc(at, size);
}
#endif

static void
fill(struct queue *q, int32_t n)
{
    assert_ok(queue_reserve(q, n), NULL);
    for (int32_t i = 0; i < n; i++) {
        (void)queue_schedule(q, n - i, 0, 0, i, 0);
    }
}

static void
drain(struct queue *q, int32_t n)
{
    assert_null(queue_verify(q));
    for (int32_t i = n - 1; i >= 0; i--) {
        assert_int_equal(queue_pop(q).a, i);
        assert_null(queue_verify(q));
    }
    assert_int_equal(q->n_pending, 0);
}

static void
array_that_cannot_grow_is_unchanged(void **state)
{
    struct array p;

    (void)state;
    array_init(&p, sizeof(int64_t));
    assert_ok(array_reserve(&p, 16), NULL);
    for (int i = 0; i < 16; i++) {
        *ARRAY_AT(int64_t, &p, array_add(&p)) = i;
    }
    until_failure = 0;
    assert_int_equal(array_reserve(&p, 1), STATUS_NO_MEMORY);
    assert_int_equal(p.count, 16);
    assert_int_equal(p.capacity, 16);
    assert_ok(array_reserve(&p, 1), NULL);
    assert_int_equal(p.capacity, 32);
    for (int i = 0; i < 16; i++) {
        assert_int_equal(*ARRAY_AT(int64_t, &p, i), i);
    }
    assert_int_equal(*ARRAY_AT(int64_t, &p, array_add(&p)), 0);
    assert_int_equal(array_reserve(&p, INT32_MAX), STATUS_NO_MEMORY);
    array_free(&p);
}

static void
plain_array_that_cannot_grow_is_unchanged(void **state)
{
    int64_t *numbers = NULL, capacity = 0;

    (void)state;
    until_failure = 0;
    assert_int_equal(array_grow(&numbers, 1, &capacity, sizeof(*numbers)), STATUS_NO_MEMORY);
    assert_null(numbers);
    assert_int_equal(capacity, 0);
    for (int64_t i = 0; i < 100; i++) {
        assert_ok(array_grow(&numbers, i + 1, &capacity, sizeof(*numbers)), NULL);
        numbers[i] = i;
    }
    assert_int_equal(capacity, 128);
    until_failure = 0;
    assert_int_equal(array_grow(&numbers, 129, &capacity, sizeof(*numbers)), STATUS_NO_MEMORY);
    assert_int_equal(capacity, 128);
    assert_int_equal(
        array_grow(&numbers, INT64_MAX / 2, &capacity, sizeof(*numbers)), STATUS_NO_MEMORY);
    assert_ok(array_grow(&numbers, 1000, &capacity, sizeof(*numbers)), NULL);
    assert_int_equal(capacity, 1000);
    for (int64_t i = 0; i < 100; i++) {
        assert_int_equal(numbers[i], i);
    }
    free(numbers);
}

static void
arena_array_keeps_its_elements(void **state)
{
    struct arena a;
    int64_t *numbers = NULL;
    int32_t capacity = 0, n = 0;

    (void)state;
    arena_init(&a, 1 << 20);
    while (arena_grow(&a, &numbers, n, &capacity, sizeof(*numbers)) == STATUS_OK) {
        numbers[n] = n;
        n++;
    }
    assert_true(a.full);
    assert_true(n > 10000);
    assert_int_equal(capacity, n);
    for (int32_t i = 0; i < n; i++) {
        assert_int_equal(numbers[i], i);
    }
    arena_free(&a);
}

static void
queue_that_cannot_grow_is_unchanged(void **state)
{
    int failures = 0;

    (void)state;
    for (int n = 0;; n++) {
        struct queue q;
        enum status st;

        queue_init(&q);
        fill(&q, 64);
        until_failure = n;
        st = queue_reserve(&q, 1);
        if (until_failure >= 0) {
            until_failure = -1;
            assert_ok(st, NULL);
            queue_free(&q);
            break;
        }
        failures++;
        assert_int_equal(st, STATUS_NO_MEMORY);
        assert_int_equal(queue_free_slots(&q), 0);
        drain(&q, 64);
        fill(&q, 65);
        drain(&q, 65);
        queue_free(&q);
    }
    assert_int_equal(failures, 3);
}

static void
failed_copy_is_empty(void **state)
{
    int failures = 0;
    struct kernel k;

    (void)state;
    kernel_init(&k);
    fill(&k.queue, 20);
    for (int n = 0;; n++) {
        struct kernel copy;
        enum status st;

        until_failure = n;
        st = kernel_copy(&copy, &k);
        if (until_failure >= 0) {
            until_failure = -1;
            assert_ok(st, NULL);
            drain(&copy.queue, 20);
            kernel_free(&copy);
            break;
        }
        failures++;
        assert_int_equal(st, STATUS_NO_MEMORY);
        assert_null(queue_verify(&copy.queue));
        kernel_free(&copy);
    }
    assert_true(failures >= 3);
    drain(&k.queue, 20);
    kernel_free(&k);
}

static void
schedule_two(void *context, const struct event *e)
{
    static const struct event_kind again = {"again", 0, schedule_two, false};
    struct kernel *k = context;

    for (int i = 0; i < 2; i++) {
        (void)kernel_at(k, &again, e->time + 1 + i, 0, i, 0);
    }
}

static void
run_stops_between_events_and_continues(void **state)
{
    static const struct event_kind kinds[] = {{"again", 0, schedule_two, false}};
    const struct kernel_bounds bounds = {.until = 12, .max_events = UINT64_MAX};
    struct kernel whole, k;
    enum kernel_end end;

    (void)state;
    kernel_init(&whole);
    kernel_init(&k);
    fill(&whole.queue, 1);
    fill(&k.queue, 1);
    assert_int_equal(kernel_run(&whole, kinds, &bounds, &whole), KERNEL_HORIZON);
    do {
        until_failure = 0;
        end = kernel_run(&k, kinds, &bounds, &k);
        assert_null(queue_verify(&k.queue));
        until_failure = -1;
        if (end == KERNEL_NO_MEMORY) {
            assert_ok(queue_reserve(&k.queue, KERNEL_HEADROOM), NULL);
        }
    } while (end == KERNEL_NO_MEMORY);
    assert_int_equal(end, KERNEL_HORIZON);
    assert_true(k.fingerprint == whole.fingerprint);
    assert_int_equal(k.n_events, whole.n_events);
    kernel_free(&whole);
    kernel_free(&k);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(array_that_cannot_grow_is_unchanged),
        cmocka_unit_test(plain_array_that_cannot_grow_is_unchanged),
        cmocka_unit_test(arena_array_keeps_its_elements),
        cmocka_unit_test(queue_that_cannot_grow_is_unchanged),
        cmocka_unit_test(failed_copy_is_empty),
        cmocka_unit_test(run_stops_between_events_and_continues),
    };

#ifdef SANITIZED
    (void)tests;
    return 0;
#else
    return cmocka_run_group_tests(tests, NULL, NULL);
#endif
}
