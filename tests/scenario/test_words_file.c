/* Tests words files, which have the texts of a scenario in another language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "loaded.h"
#include "scenario/words_file.h"

#define SCENARIO                                                                               \
    "{'title': 'T', 'start': '2021-01-01', 'states': {'a': {'name': 'Aland'}, 'b': {}}, "      \
    "'sources': {'s': {'kind': 'state', 'home': 'a', 'targets': {'b': 3}}}, "                  \
    "'injects': {'i': {'kind': 'news', 'day': '2021-01-05', 'told': {'all': 'News.'}}}, "      \
    "'workshop': {'title': 'W', 'seats': {'a': {'brief': 'You are A.', 'aims': {'x': "         \
    "'To win.'}}, 'b': {'brief': 'You are B.'}}, 'plan': {'r': {'at': 1, 'title': 'R'}}}}"
#define FRENCH                                                                                 \
    "'/title': 'LeT', '/states/a/name': 'Alande', '/injects/i/told/all': 'Nouvelles.', "       \
    "'/workshop/title': 'LeW', '/workshop/seats/a/brief': 'Vous `tes A.', "                    \
    "'/workshop/seats/a/aims/x': 'Gagner.', '/workshop/seats/b/brief': 'Vous `tes B.'"
#define FILE_OF(words) "{'language': 'fr', 'of': 'x.json', 'words': {" words "}}"

static struct words_file words;

static void
read_both(const char *text)
{
    files_json("x.json", SCENARIO);
    files_json("x.fr.json", text);
    assert_ok(loaded("x.json"), &failure);
    assert_ok(words_read(&words, "x.fr.json", NULL, &failure), &failure);
}

static void
free_both(void)
{
    words_free(&words);
    scenario_free(&scenario);
}

static void
a_text_is_in_the_language_or_marked(void **state)
{
    struct words_text t;

    (void)state;
    read_both(FILE_OF("'/workshop/seats/a/brief': 'Vous'"));
    t = words_text(&words, &scenario, "/workshop/seats/a/brief");
    assert_string_equal(t.text, "Vous");
    assert_string_equal(t.language, "fr");
    assert_false(t.missing);
    t = words_text(&words, &scenario, "/workshop/seats/b/brief");
    assert_string_equal(t.text, "You are B.");
    assert_string_equal(t.language, "en");
    assert_true(t.missing);
    t = words_text(&words, &scenario, "/injects/i/told/all");
    assert_string_equal(t.text, "News.");
    assert_true(t.missing);
    t = words_text(NULL, &scenario, "/states/a/name");
    assert_string_equal(t.text, "Aland");
    assert_false(t.missing);
    t = words_text(NULL, &scenario, "/states/c/name");
    assert_string_equal(t.text, "");
    free_both();
}

static void
missing_and_surplus_texts_are_listed(void **state)
{
    struct failure missing = {0}, surplus = {0};

    (void)state;
    read_both(FILE_OF(FRENCH));
    assert_int_equal(words_compare(&words, &scenario, &missing, &surplus), STATUS_OK);
    assert_int_equal(surplus.count, 0);
    assert_int_equal(missing.count, 1);
    assert_string_equal(missing.line[0], "x.fr.json: /workshop/plan/r/title: missing");
    free_both();

    missing.count = 0;
    read_both(
        FILE_OF(FRENCH ", '/workshop/plan/r/title': '', '/workshop/plan/r/days': '3', "
                       "'/workshop/seats/c/brief': 'x', '/states/b/name': 'y'"));
    assert_int_equal(words_compare(&words, &scenario, &missing, &surplus), STATUS_BAD_INPUT);
    assert_int_equal(missing.count, 1);
    assert_int_equal(surplus.count, 3);
    assert_non_null(strstr(surplus.line[0], "/workshop/plan/r/days is not a text of x.json"));
    assert_non_null(strstr(surplus.line[1], "/workshop/seats/c/brief is not a text of x.json"));
    assert_non_null(strstr(surplus.line[2], "/states/b/name is not a text of x.json"));
    free_both();
}

static void
refused(const char *text, const char *message)
{
    struct failure f = {0};

    files_json("x.fr.json", text);
    assert_int_equal(words_read(&words, "x.fr.json", NULL, &f), STATUS_BAD_INPUT);
    words_free(&words);
    if (strstr(f.line[0], message) == NULL) {
        fail_msg("expected: %s; found: %s", message, f.line[0]);
    }
}

static void
files_with_errors_are_refused(void **state)
{
    (void)state;
    refused("{'language': 'fr', 'words': {}}", "/of: missing");
    refused("{'of': 'x.json', 'words': {}, 'language': 'french'}",
        "/language: expected a language as in HTML");
    refused("{'of': 'x.json', 'words': {}, 'language': 'f'}", "/language: expected");
    refused("{'of': 'x.json', 'words': [], 'language': 'fr'}",
        "/words: expected an object, found a list");
    refused("{'of': 'x.json', 'words': {'/title': 3}, 'language': 'fr'}",
        "/words/~1title: expected text, found a number");
    refused("{'of': '/x.json', 'words': {}, 'language': 'fr'}", "the path is absolute");
    refused("{'format': 'cbmsim-words-9', 'language': 'fr'}", "is not the format");
    refused("{'words': {'/title': 'a', '/title': 'b'}}", "duplicate");
}

static void
files_beside_a_scenario_are_found(void **state)
{
    struct arena a = {0};
    struct failure f = {0};
    const char **paths;
    int32_t count;

    (void)state;
    files_json("x.json", SCENARIO);
    files_json("x.fr.json", FILE_OF(""));
    files_json("x.pt-BR.json", FILE_OF(""));
    files_json("x.old.bak.json", FILE_OF(""));
    files_json("xy.fr.json", FILE_OF(""));
    assert_ok(words_beside(&a, "x.json", &paths, &count), NULL);
    assert_int_equal(count, 2);
    assert_string_equal(paths[0], "x.fr.json");
    assert_string_equal(paths[1], "x.pt-BR.json");
    assert_ok(words_beside(&a, "./x.json", &paths, &count), NULL);
    assert_string_equal(paths[1], "./x.pt-BR.json");
    arena_free(&a);
    assert_ok(words_read_of(&words, "x.json", "fr", &f), &f);
    assert_string_equal(words.language, "fr");
    assert_null(words.reviewed_by);
    words_free(&words);
    assert_int_equal(words_read_of(&words, "x.json", "vi", &f), STATUS_BAD_INPUT);
    assert_string_equal(f.line[0],
        "no texts in the language vi; there are "
        "\"x.fr.json\", \"x.pt-BR.json\"");
    assert_int_equal(words_read_of(&words, "x.json", "../fr", &f), STATUS_BAD_INPUT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_in_the_language_or_marked),
        cmocka_unit_test(missing_and_surplus_texts_are_listed),
        cmocka_unit_test(files_with_errors_are_refused),
        cmocka_unit_test(files_beside_a_scenario_are_found),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
