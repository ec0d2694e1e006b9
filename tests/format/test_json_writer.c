#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "assert_ok.h"
#include "format/json_writer.h"
#include "json_quotes.h"

static void
members_of_every_kind(void **state)
{
    struct buffer out = {0};
    struct json_writer w;

    (void)state;
    json_writer_init(&w, &out);
    json_writer_open(&w, NULL, '{');
    json_writer_text(&w, "text", "say \"no\"\n\\");
    json_writer_text(&w, "none", NULL);
    json_writer_integer(&w, "whole", INT64_MIN);
    json_writer_real(&w, "real", 0.1 + 0.2);
    json_writer_real(&w, "infinite", INFINITY);
    json_writer_flag(&w, "flag", true);
    json_writer_open(&w, "list", '[');
    json_writer_integer(&w, NULL, 1);
    json_writer_text(&w, NULL, "b");
    json_writer_close(&w, ']');
    json_writer_open(&w, "empty", '{');
    json_writer_close(&w, '}');
    json_writer_close(&w, '}');
    assert_ok(buffer_status(&out), NULL);
    assert_json_equal(out.at,
        "{\n"
        "  'text': 'say \\'no\\'\\n\\\\',\n"
        "  'whole': -9223372036854775808,\n"
        "  'real': 0.30000000000000004,\n"
        "  'flag': true,\n"
        "  'list': [\n"
        "    1,\n"
        "    'b'\n"
        "  ],\n"
        "  'empty': {}\n"
        "}\n");
    buffer_free(&out);
}

/* Members have lines of their own down to a depth. With depth 0 the whole text is on one line. */
static void
lines_end_at_a_depth(void **state)
{
    static const char *const expected[] = {"[{'a': [], 'b': [1, 2]}, 3]",
        "[\n"
        "  {'a': [], 'b': [1, 2]},\n"
        "  3\n"
        "]\n",
        "[\n"
        "  {\n"
        "    'a': [],\n"
        "    'b': [1, 2]\n"
        "  },\n"
        "  3\n"
        "]\n"};

    (void)state;
    for (int32_t lines = 0; lines < 3; lines++) {
        struct buffer out = {0};
        struct json_writer w;

        json_writer_init_lines(&w, &out, lines);
        json_writer_open(&w, NULL, '[');
        json_writer_open(&w, NULL, '{');
        json_writer_open(&w, "a", '[');
        json_writer_close(&w, ']');
        json_writer_open(&w, "b", '[');
        json_writer_integer(&w, NULL, 1);
        json_writer_value(&w, NULL, "2");
        json_writer_close(&w, ']');
        json_writer_close(&w, '}');
        json_writer_integer(&w, NULL, 3);
        json_writer_close(&w, ']');
        assert_string_equal(out.at, json_quotes(expected[lines]));
        buffer_free(&out);
    }
}

static void
check_text(const char *text, const char *expected)
{
    struct buffer out = {0};
    struct json_writer w;

    json_writer_init(&w, &out);
    json_writer_open(&w, NULL, '[');
    json_writer_text(&w, NULL, text);
    json_writer_close(&w, ']');
    cJSON *root = cJSON_Parse(out.at);
    assert_string_equal(cJSON_GetStringValue(cJSON_GetArrayItem(root, 0)), expected);
    cJSON_Delete(root);
    buffer_free(&out);
}

static void
text_is_always_utf_8(void **state)
{
    (void)state;
    check_text("", "");
    check_text("\xC3\xA9t\xC3\xA9", "\xC3\xA9t\xC3\xA9");
    check_text("\xFF", "\xEF\xBF\xBD");
    check_text(
        "a\xFF\xFE"
        "b\xC3",
        "a\xEF\xBF\xBD\xEF\xBF\xBD"
        "b\xEF\xBF\xBD");
    check_text("\xC0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD");
    check_text("tab\tbell\a", "tab\tbell\a");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_of_every_kind),
        cmocka_unit_test(lines_end_at_a_depth),
        cmocka_unit_test(text_is_always_utf_8),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
