/*
 * Every allocation of reading a scenario fails, once and then for good: the answer is
 * STATUS_NO_MEMORY, nothing leaks, and nothing is left half made. Allocations of cJSON and
 * libcsv are counted, too. Address and thread sanitizers bring their own malloc: nothing fails
 * there.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "files.h"
#include "scenario/describe.h"
#include "scenario/schema.h"

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
} fault;

#if OWN_MALLOC
static bool
refuse(void)
{
    if (!fault.armed || fault.left-- > 0 || (fault.failed > 0 && !fault.for_good)) {
        return false;
    }
    fault.failed++;
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

    fault.live += at != NULL;
    return at;
}

void *
calloc(size_t count, size_t size)
{
    void *at = refuse() ? NULL : __libc_calloc(count, size);

    fault.live += at != NULL;
    return at;
}

void *
realloc(void *old, size_t size)
{
    void *at = refuse() ? NULL : __libc_realloc(old, size);

    fault.live += old == NULL && at != NULL;
    return at;
}

void
free(void *at)
{
    fault.live -= at != NULL;
    __libc_free(at);
}
#endif

static enum status
load_all(void)
{
    static struct scenario scenario;
    static struct failure failure;
    static const char *const sets[] = {"/horizon_days=10", "/states/a/name=\"x\""};
    static const char *const policies[] = {"p", "f.json"};
    struct scenario_options options = {
        .settings = {.texts = sets, .count = 2}, .policies = policies, .n_policies = 2};
    enum status st = scenario_load(&scenario, "x.json", &options, &failure);

    scenario_free(&scenario);
    return st;
}

static enum status
print_all(void)
{
    struct buffer b = {0};
    enum status st = schema_print(&b, SCHEMA_SCENARIO);

    if (st == STATUS_OK) {
        st = describe_topic("parameters", SHEET_MD, &b);
    }
    buffer_free(&b);
    return st;
}

static void
fail_everywhere(enum status (*work)(void), bool for_good)
{
    int32_t points = 0;

    for (;; points++) {
        int64_t before = fault.live;
        enum status st;

        fault.for_good = for_good;
        fault.left = points;
        fault.failed = 0;
        fault.armed = true;
        st = work();
        fault.armed = false;
        assert_int_equal(fault.live, before);
        if (fault.failed == 0) {
            assert_int_equal(st, STATUS_OK);
            break;
        }
        /* The C library does without the buffer of a file. */
        assert_true(st == STATUS_NO_MEMORY || (st == STATUS_OK && !for_good));
    }
    assert_true(points > 10 || !OWN_MALLOC);
}

static void
test_reading_without_memory(void **state)
{
    (void)state;
    files_write("p.json", "{\"start\": \"2021-01-01\", \"states\": {\"a\": {}, \"b\": {}}, "
                          "\"sources\": {\"s\": {\"kind\": \"state\", \"home\": \"a\", "
                          "\"targets\": {\"b\": 3}}}, \"policies\": {\"p\": {\"patch\": "
                          "{\"states\": {\"a\": {\"analysts\": 2}}}}}}");
    files_write(
        "g.json", "{\"parties\": {\"a\": {}, \"b\": {}}, \"measures\": {\"hotline\": {}}}");
    files_write("f.json", "{\"id\": \"q\", \"patch\": {\"agreements\": {\"ab\": null}}}");
    files_write("t.csv", "day,source,target\n1,s,b\n2,s,b\n");
    files_write("x.json", "{\"extends\": \"p.json\", \"agreements\": {\"ab\": {\"file\": "
                          "\"g.json\"}}, \"trace\": {\"file\": \"t.csv\"}}");
    assert_int_equal(load_all(), STATUS_OK);
    fail_everywhere(load_all, false);
    fail_everywhere(load_all, true);
}

static void
test_printing_without_memory(void **state)
{
    (void)state;
    fail_everywhere(print_all, false);
    fail_everywhere(print_all, true);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reading_without_memory),
        cmocka_unit_test(test_printing_without_memory),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
