/* Tests ids, dates, spelling, text that is safe to print, buffers and arenas. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "assert_ok.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

static void
test_ids(void **state)
{
    static const char longest[] =
        "abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz_0123456789";

    (void)state;
    assert_true(text_is_id("a"));
    assert_true(text_is_id("ri-2021_x"));
    assert_true(text_is_id(longest + 1));
    assert_false(text_is_id(longest));
    assert_false(text_is_id(""));
    assert_false(text_is_id("2a"));
    assert_false(text_is_id("-a"));
    assert_false(text_is_id("A"));
    assert_false(text_is_id("a b"));
    assert_false(text_is_id("a\n"));
}

static void
test_dates_follow_the_calendar(void **state)
{
    int64_t days = 0;

    (void)state;
    assert_true(text_date("1970-01-01", &days));
    assert_int_equal(days, 0);
    assert_true(text_date("2021-12-14", &days));
    assert_int_equal(days, 18975);
    assert_true(text_date("2000-02-29", &days));
    assert_int_equal(days, 11016);
    assert_true(text_date("0001-01-01", &days));
    assert_int_equal(days, -719162);
    assert_false(text_date("1900-02-29", &days));
    assert_false(text_date("2023-02-29", &days));
    assert_false(text_date("2023-13-01", &days));
    assert_false(text_date("2023-04-31", &days));
    assert_false(text_date("2023-00-01", &days));
    assert_false(text_date("2023-1-01", &days));
    assert_false(text_date("2023-01-01T00", &days));
    assert_false(text_date("", &days));
}

static const char *
day_of(const char *iso, char out[TEXT_DAY_BYTES])
{
    int64_t days = 0;

    assert_true(text_date(iso, &days));
    return text_day(out, days);
}

static void
test_days_are_printed_in_words(void **state)
{
    static const char *const months[] = {"January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December"};
    char out[TEXT_DAY_BYTES], iso[32], expected[TEXT_DAY_BYTES];

    (void)state;
    assert_string_equal(day_of("1970-01-01", out), "1 January 1970");
    assert_string_equal(day_of("2000-02-29", out), "29 February 2000");
    assert_string_equal(day_of("0001-01-01", out), "1 January 1");
    assert_string_equal(day_of("9999-12-31", out), "31 December 9999");
    for (int year = 1895; year <= 2105; year++) {
        for (int month = 1; month <= 12; month++) {
            (void)snprintf(iso, sizeof(iso), "%04d-%02d-28", year, month);
            (void)snprintf(expected, sizeof(expected), "28 %s %d", months[month - 1], year);
            assert_string_equal(day_of(iso, out), expected);
        }
    }
}

/* Returns a day whose year is counted from the year of another day. */
static const char *
counted(const char *iso, const char *first, char out[TEXT_DAY_BYTES])
{
    int64_t days = 0, from = 0;

    assert_true(text_date(iso, &days) && text_date(first, &from));
    return text_day_counted(out, days, from);
}

static void
test_years_are_counted(void **state)
{
    char out[TEXT_DAY_BYTES];

    (void)state;
    assert_string_equal(counted("2021-12-31", "2021-01-01", out), "31 December of year 1");
    assert_string_equal(counted("2022-01-01", "2021-12-31", out), "1 January of year 2");
    assert_string_equal(counted("2020-05-04", "2021-01-01", out), "4 May of year 0");
    assert_string_equal(counted("1991-05-04", "2021-01-01", out), "4 May of year -29");
}

static void
test_paragraphs_respect_the_width(void **state)
{
    struct buffer b = {0};

    (void)state;
    buffer_paragraph(&b, "one two  three\nfour", 2, 4, 10);
    buffer_paragraph(&b, "", 0, 0, 10);
    buffer_paragraph(&b, "\xc3\xa9\xc3\xa9\xc3\xa9 \xc3\xa9\xc3\xa9 averylongword x", 0, 1, 6);
    assert_string_equal(b.at,
        "  one two\n    three\n    four\n\n"
        "\xc3\xa9\xc3\xa9\xc3\xa9 \xc3\xa9\xc3\xa9\n averylongword\n x\n");
    buffer_free(&b);
}

static void
test_spelling(void **state)
{
    static const struct {
        int32_t number;
        const char *word;
    } rows[] = {{1, "reach_gain"}, {2, "reach_reduction"}, {3, NULL}, {4, "latency"}};
    struct text_names words = TEXT_NAMES(rows, word, 4);

    (void)state;
    assert_int_equal(text_distance("", "abc"), 3);
    assert_int_equal(text_distance("abc", "acb"), 1);
    assert_int_equal(text_distance("kitten", "sitting"), 3);
    assert_string_equal(text_nearest("reach_gian", words), "reach_gain");
    assert_string_equal(text_nearest("latncy", words), "latency");
    assert_null(text_nearest("trust", words));
    assert_int_equal(text_index("latency", words), 3);
    assert_int_equal(text_index("reach", words), -1);
    assert_int_equal(text_index("latency", TEXT_NAMES(rows, word, 3)), -1);
    assert_int_equal(text_index("latency", TEXT_NAMES(rows, word, 0)), -1);
}

static void
test_visible_text_has_no_control_characters(void **state)
{
    char out[TEXT_VISIBLE_BYTES], many[400];

    (void)state;
    assert_string_equal(
        text_visible(out, "a\x1B[31m\xC3\xA9\n"), "a\\u001b[31m\xC3\xA9\\u000a");
    assert_string_equal(text_visible(out, "\xFFz\xE2\x80\xAE"), "\\xffz\\u202e");
    memset(many, 'x', sizeof(many) - 1);
    many[sizeof(many) - 1] = '\0';
    text_visible(out, many);
    assert_int_equal(strlen(out), TEXT_VISIBLE_BYTES - 1);
    assert_string_equal(out + TEXT_VISIBLE_BYTES - 4, "...");
}

/* Text that is made printable may have any length. Line feeds are kept if the caller wants this. */
static void
test_printed_text_has_no_control_characters(void **state)
{
    static const char text[] =
        "a\n\xC2\x9B\xE2\x81\xA6\xEF\xBB\xBF\xF3\xA0\x81\xA7\x9B\xC3\xA9";
    static const char shown[] = "a\n\\u009b\\u2066\\ufeff\\ue0067\\x9b\xC3\xA9";
    enum { TIMES = 300, SIZE = sizeof(shown) - 1 };
    char read[SIZE];
    FILE *file = tmpfile();

    (void)state;
    assert_non_null(file);
    for (int k = 0; k < TIMES; k++) {
        assert_true(text_print(file, text, sizeof(text) - 1, "\n"));
    }
    assert_true(text_print(file, "\0\n", 2, ""));
    rewind(file);
    for (int k = 0; k < TIMES; k++) {
        assert_int_equal(fread(read, 1, SIZE, file), SIZE);
        assert_memory_equal(read, shown, SIZE);
    }
    assert_int_equal(fread(read, 1, SIZE, file), 12);
    assert_memory_equal(read, "\\u0000\\u000a", 12);
    assert_int_equal(fclose(file), 0);
}

static void
test_buffer_writes_json_and_csv(void **state)
{
    struct buffer b = {0};

    (void)state;
    buffer_json(&b, "a\"\\\n\x01\xC3\xA9");
    buffer_text(&b, " ");
    buffer_number(&b, 0.1 + 0.2);
    buffer_text(&b, " ");
    buffer_csv(&b, "plain");
    buffer_csv(&b, "");
    buffer_csv(&b, "a,\"b");
    buffer_printf(&b, "%d", 7);
    assert_ok(buffer_status(&b), NULL);
    assert_string_equal(
        b.at, "\"a\\\"\\\\\\n\\u0001\xC3\xA9\" 0.30000000000000004 plain\"a,\"\"b\"7");
    buffer_free(&b);
}

static void
test_arena_respects_its_limit(void **state)
{
    struct arena a;
    char *text;

    (void)state;
    arena_init(&a, 200000);
    text = arena_text(&a, "hello", 4);
    assert_string_equal(text, "hell");
    assert_non_null(arena_alloc(&a, 100000));
    assert_false(a.full);
    assert_null(arena_alloc(&a, 150000));
    assert_true(a.full);
    arena_free(&a);
    assert_int_equal(a.bytes_allocated, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_dates_follow_the_calendar),
        cmocka_unit_test(test_days_are_printed_in_words),
        cmocka_unit_test(test_years_are_counted),
        cmocka_unit_test(test_paragraphs_respect_the_width),
        cmocka_unit_test(test_spelling),
        cmocka_unit_test(test_visible_text_has_no_control_characters),
        cmocka_unit_test(test_printed_text_has_no_control_characters),
        cmocka_unit_test(test_buffer_writes_json_and_csv),
        cmocka_unit_test(test_arena_respects_its_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
