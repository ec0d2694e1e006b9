/* Tests the exact text of every error message of json_validate(), and the locations that it
   records. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "assert_ok.h"
#include "format/json_validate.h"
#include "json_quotes.h"

struct refusal {
    const char *text;
    const char *message;
};

static enum status
read_bytes(const char *text, size_t size, struct json_validation *g, struct failure *f)
{
    memset(f, 0, sizeof(*f));
    return json_validate(g, "x.json", text, size, f);
}

static void
assert_refused(const char *text, size_t size, const char *message)
{
    struct json_validation g;
    struct failure f;

    assert_int_equal(read_bytes(text, size, &g, &f), STATUS_BAD_INPUT);
    assert_int_equal(f.count, 1);
    assert_string_equal(f.line[0], message);
    assert_null(g.places);
}

static void
test_refusals(void **state)
{
    static const struct refusal cases[] = {
        {"", "x.json:1:1: expected a value (text, number, object, list, true, false, null), "
             "found the end of the text"},
        {"{'a':1,}",
            "x.json:1:8: expected a key in double quotes, found '}'; remove the comma before "
            "it"},
        {"{'a' 1}", "x.json:1:6: expected ':', found '1'"},
        {"{'a':1",
            "x.json:1:7: expected ',' or '}', found the end of the text; a closing bracket is "
            "missing"},
        {"{'a':1 // b",
            "x.json:1:8: expected ',' or '}', found '/'; JSON has no comments: use a "
            "member \"notes\""},
        {"{'a':0,6}",
            "x.json:1:8: expected a key in double quotes, found '6'; write numbers "
            "with a decimal point, not a comma"},
        {"{\xE2\x80\x9C: 1}",
            "x.json:1:2: expected a key in double quotes, found '\\xe2'; "
            "typographic quotes: use the plain quote \""},
        {"\xFF\xFE{",
            "x.json:1:1: expected a value (text, number, object, list, true, false, "
            "null), found '\\xff'; the file is UTF-16: save it as UTF-8"},
        {"[1 2]", "x.json:1:4: expected ',' or ']', found '2'"},
        {"{'a': 1 'b': 2}",
            "x.json:1:9: expected ',' or '}', found '\"'; is a comma missing before it?"},
        {"{'a' 'b'}", "x.json:1:6: expected ':', found '\"'"},
        {"[1,\n 01]",
            "x.json:2:2: a number must not begin with an unnecessary zero; remove it"},
        {"[1.]", "x.json:1:4: expected a digit, found ']'"},
        {"[-]", "x.json:1:3: expected a digit, found ']'"},
        {"[1e]", "x.json:1:4: expected a digit, found ']'"},
        {"[.5]",
            "x.json:1:2: expected a value (text, number, object, list, true, false, null), "
            "found '.'"},
        {"[1e999]",
            "x.json:1:2: this number is outside the range of double precision; change it"},
        {"[NaN]",
            "x.json:1:2: expected a value (text, number, object, list, true, false, null), "
            "found 'N'"},
        {"[nul]",
            "x.json:1:2: expected a value (text, number, object, list, true, false, null), "
            "found 'n'"},
        {"{} x", "x.json:1:4: expected the end of the text, found 'x'"},
        {"[1\v]", "x.json:1:3: expected ',' or ']', found '\\u000b'"},
        {"['\xFF']", "x.json:1:3: this byte is not UTF-8; save the file as UTF-8"},
        {"['\xC0\x80']", "x.json:1:3: this byte is not UTF-8; save the file as UTF-8"},
        {"['\xED\xA0\x80']", "x.json:1:3: this byte is not UTF-8; save the file as UTF-8"},
        {"['a\nb']",
            "x.json:1:4: a control character in a string: write \\u000a, or add the closing "
            "quote before it"},
        {"['abc", "x.json:1:2: this text has no closing quote; add it"},
        {"['\\x']",
            "x.json:1:4: expected one of \" \\ / b f n r t u after a backslash, found 'x'"},
        {"['\\u0000']", "x.json:1:9: the character \\u0000 is not allowed in text; remove it"},
        {"['\\u12G4']", "x.json:1:7: expected a hexadecimal digit of a \\u escape, found 'G'"},
        {"['\\ud800']", "x.json:1:9: a high surrogate without a low surrogate after it"},
        {"['\\udc00']", "x.json:1:9: a low surrogate without a high surrogate before it"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_refused(json_quotes(cases[i].text), strlen(cases[i].text), cases[i].message);
    }
    assert_refused("[1]\0", 4, "x.json:1:4: expected the end of the text, found '\\u0000'");
}

static void
test_accepts_valid_json(void **state)
{
    static const char *const cases[] = {"0", "-0", "1e5", "1E+5", "-1.5e-3", "''", "[]", "{}",
        "\xEF\xBB\xBF{'a': [1, {'b': null}]}", " \t\r\n true ", "\"\\ud83d\\ude00\\/\"",
        "[1e-40, 1.7976931348623157e308]", "'\xF0\x9F\x98\x80\x7F'"};

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct json_validation g;
        struct failure f;

        assert_ok(read_bytes(json_quotes(cases[i]), strlen(cases[i]), &g, &f), &f);
        json_validate_free(&g);
    }
}

static void
test_locations_are_in_document_order(void **state)
{
    static const char text[] =
        "{'\xC3\xA9': [true,\n"
        "  'x'], 'b': {}}";
    static const struct json_place want[] = {
        {1, 1, 0}, {1, 2, 1}, {1, 7, 7}, {1, 8, 8}, {2, 3, 16}, {2, 9, 22}, {2, 14, 27}};
    struct json_validation g;
    struct failure f;

    (void)state;
    assert_ok(read_bytes(json_quotes(text), strlen(text), &g, &f), &f);
    assert_int_equal(g.count, sizeof(want) / sizeof(want[0]));
    for (int32_t i = 0; i < g.count; i++) {
        assert_int_equal(g.places[i].line, want[i].line);
        assert_int_equal(g.places[i].column, want[i].column);
        assert_int_equal(g.places[i].start, want[i].start);
    }
    json_validate_free(&g);
}

static char *
nested(int depth)
{
    char *text = calloc(1, (size_t)depth * 2 + 1);

    memset(text, '[', (size_t)depth);
    memset(text + depth, ']', (size_t)depth);
    return text;
}

static void
test_limits(void **state)
{
    char *deep = nested(JSON_VALIDATE_DEPTH), *deeper = nested(JSON_VALIDATE_DEPTH + 1);
    size_t many = (size_t)JSON_VALIDATE_VALUES * 2 + 2;
    char *list = malloc(many + 1);
    struct json_validation g;
    struct failure f;

    (void)state;
    assert_ok(read_bytes(deep, strlen(deep), &g, &f), &f);
    json_validate_free(&g);
    assert_refused(deeper, strlen(deeper),
        "x.json:1:65: values are nested too deeply (more than 64 levels); use fewer levels");
    for (size_t i = 0; i < many; i++) {
        list[i] = i % 2 == 0 ? '0' : ',';
    }
    list[0] = '[';
    list[1] = ' ';
    list[many] = ']';
    assert_refused(list, many,
        "x.json:1:2000001: the document has more than 1000000 values, the maximum; shorten it");
    assert_refused("", (size_t)JSON_VALIDATE_BYTES + 1,
        "x.json: is longer than the maximum of 16777216 bytes; shorten it");
    free(deep);
    free(deeper);
    free(list);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_accepts_valid_json),
        cmocka_unit_test(test_locations_are_in_document_order),
        cmocka_unit_test(test_limits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
