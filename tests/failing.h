/**
 * failing.h - makes each allocation of a function fail, once or from then on.
 *
 * The function must return STATUS_NO_MEMORY and must not leak. Allocations of libraries are
 * counted, too. With a sanitizer, which has its own malloc, nothing fails. Include this file in one
 * file of a test program, after cmocka.h.
 */
#ifndef TESTS_FAILING_H
#define TESTS_FAILING_H

#include <errno.h>
#include <stdlib.h>

#include "assert_ok.h"
#include "base/status.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define OWN_MALLOC 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) ||                     \
    __has_feature(memory_sanitizer)
#define OWN_MALLOC 0
#endif
#endif
#ifndef OWN_MALLOC
#define OWN_MALLOC 1
#endif

static struct {
    bool armed, for_good;
    int32_t left, failed;
    int64_t live;
} failing;

#if OWN_MALLOC
static bool
refuse(void)
{
    if (!failing.armed || failing.left-- > 0 || (failing.failed > 0 && !failing.for_good)) {
        return false;
    }
    failing.failed++;
    errno = ENOMEM;
    return true;
}

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void __libc_free(void *);

void *
malloc(size_t size)
{
    void *at = refuse() ? NULL : __libc_malloc(size);

    failing.live += at != NULL;
    return at;
}

void *
calloc(size_t count, size_t size)
{
    void *at = refuse() ? NULL : __libc_calloc(count, size);

    failing.live += at != NULL;
    return at;
}

void *
realloc(void *old, size_t size)
{
    void *at = refuse() ? NULL : __libc_realloc(old, size);

    failing.live += old == NULL && at != NULL;
    return at;
}

void
free(void *at)
{
    failing.live -= at != NULL;
    __libc_free(at);
}
#endif

/**
 * Calls `work` again and again. In call n, allocation n fails. Stops when a call has fewer than n
 * allocations. After the first `dense` allocations, tries only some of them, at growing distances.
 */
static inline void
failing_sampled(enum status (*work)(void), bool for_good, int32_t dense)
{
    int32_t points = 0;

    for (;; points += 1 + points / dense) {
        int64_t before = failing.live;
        enum status st;

        failing.for_good = for_good;
        failing.left = points;
        failing.failed = 0;
        failing.armed = true;
        st = work();
        failing.armed = false;
        assert_int_equal(failing.live, before);
        if (failing.failed == 0) {
            assert_ok(st, NULL);
            break;
        }
        /* STATUS_OK: the C library can work without the buffer of a file. */
        assert_true(st == STATUS_NO_MEMORY || (st == STATUS_OK && !for_good));
    }
    assert_true(points > 3 || !OWN_MALLOC);
}

/** Like failing_sampled(), with every allocation. */
static inline void
failing_everywhere(enum status (*work)(void), bool for_good)
{
    failing_sampled(work, for_good, INT32_MAX);
}

#endif
