/* Tables in words in four formats, and the brief of a scenario. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "files.h"
#include "sample.h"
#include "scenario/brief.h"
#include "scenario/describe.h"
#include "scenario/template.h"

static void
assert_holds(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        print_error("not found: %s\nin:\n%.3000s\n", part, text);
        fail();
    }
}

static void
test_a_record_as_a_table(void **state)
{
    static const char csv[] =
        "pointer,kind,unit,min,max,default,evidence,sweep_low,sweep_high,source,meaning\n"
        "/title,text,,,,none,,,,,Its title.\n"
        "/start,date,date,,,required,,,,,Day 0.\n"
        "/until,date,date,,,,,,,,Last day.\n"
        "/share,number,share,0,1,0.5,,,,,A share.\n";
    struct buffer b = {0};

    (void)state;
    assert_int_equal(describe_record(&sample_record, SHEET_CSV, &b), STATUS_OK);
    assert_memory_equal(b.at, csv, sizeof(csv) - 1);
    assert_holds(b.at, "\n/actors/ID/weights/ID,number,per year,0,10,0,,,,,A rate.\n");
    assert_holds(b.at, "\n/ties/A:B/tension,number,tension,0,1,0.5,,,,,Tension.\n");
    assert_holds(
        b.at, "\n/actors/ID/tools/ID/gain,number,share,0,1,0.1,\"default, sweep it\",");
    buffer_free(&b);
}

static void
test_four_formats(void **state)
{
    static const char *const columns[] = {"name", "x", NULL};
    static const char *const want[] = {"name  x\na|b   1.5\n\"c\"      \n",
        "| name | x |\n|---|---|\n| a\\|b | 1.5 |\n| \"c\" |  |\n",
        "name,x\na|b,1.5\n\"\"\"c\"\"\",\n",
        "[\n  {\"name\": \"a|b\", \"x\": 1.5},\n  {\"name\": \"\\\"c\\\"\"}\n]\n"};
    static const char *const names[] = {"text", "md", "csv", "json"};
    struct sheet s;

    (void)state;
    sheet_init(&s, columns);
    sheet_text(&s, "a|b");
    sheet_number(&s, 1.5);
    sheet_text(&s, "\"c\"");
    sheet_number(&s, NAN);
    for (int i = 0; i < 4; i++) {
        struct buffer b = {0};
        enum sheet_format format;

        assert_true(sheet_format_named(names[i], &format));
        assert_int_equal(sheet_print(&s, format, &b), STATUS_OK);
        if (format == SHEET_TEXT) {
            assert_memory_equal(b.at, want[i], strlen("name  x\na|b   1.5\n\"c\""));
        } else {
            assert_string_equal(b.at, want[i]);
        }
        buffer_free(&b);
    }
    assert_false(sheet_format_named("xml", &(enum sheet_format){0}));
    sheet_free(&s);
}

static void
test_every_topic_is_there(void **state)
{
    (void)state;
    for (const char *const *topic = describe_topics; *topic != NULL; topic++) {
        for (int format = SHEET_TEXT; format <= SHEET_JSON; format++) {
            struct buffer b = {0};

            assert_int_equal(describe_topic(*topic, (enum sheet_format)format, &b), STATUS_OK);
            assert_true(b.length > 200);
            buffer_free(&b);
        }
    }
    assert_int_equal(describe_topic("weather", SHEET_TEXT, &(struct buffer){0}), STATUS_USAGE);
}

static void
test_the_brief(void **state)
{
    struct scenario s;
    struct failure f = {0};
    struct buffer b = {0};

    (void)state;
    assert_int_equal(template_print("rivals", "Two rivals", &b), STATUS_OK);
    files_write("x.json", b.at);
    buffer_free(&b);
    assert_int_equal(scenario_load(&s, "x.json", NULL, &f), STATUS_OK);
    assert_int_equal(brief_print(&s, SHEET_MD, &b), STATUS_OK);
    assert_holds(b.at, "# Two rivals\nFrom 2025-01-01, 3652.5 days. Two rivals, and a hotline");
    assert_holds(b.at, "\n## The states\n- Alpha (alpha): all numbers at their defaults.\n");
    assert_holds(b.at,
        "- alpha_service (alpha_service), state, at home in Alpha: against Beta 2 "
        "per year.\n");
    assert_holds(b.at, "- Alpha and Beta: tension_baseline 0.25 tension (set here)");
    assert_holds(b.at, "### Agreement on a direct line\n");
    assert_holds(b.at, "(default, sweep it over ");
    assert_holds(b.at, "- without: no direct line (the others are compared with it)\n");
    buffer_free(&b);
    assert_int_equal(brief_print(&s, SHEET_CSV, &b), STATUS_OK);
    assert_holds(b.at, "\n/pairs/alpha:beta/trust_good,1.2,count,set,");
    buffer_free(&b);
    scenario_free(&s);
}

static void
test_aliases_hide_names_and_notes(void **state)
{
    struct scenario s;
    struct failure f = {0};
    struct buffer b = {0};

    (void)state;
    files_write("p.json",
        "{\"start\": \"2021-01-01\", \"notes\": \"of Ruritania\", \"states\": "
        "{\"a\": {\"name\": \"Ruritania\", \"notes\": \"a secret\"}, \"b\": "
        "{\"notes\": \"a secret\"}}, \"aliases\": {\"a\": \"Orange\"}}");
    files_write("x.json",
        "{\"extends\": \"p.json\", \"use_aliases\": true, \"states\": {\"b\": "
        "{\"notes\": \"may be told\"}}}");
    assert_int_equal(scenario_load(&s, "x.json", NULL, &f), STATUS_OK);
    assert_int_equal(brief_print(&s, SHEET_TEXT, &b), STATUS_OK);
    assert_holds(b.at, "- Orange: ");
    assert_null(strstr(b.at, "Ruritania"));
    assert_null(strstr(b.at, "secret"));
    assert_holds(b.at, "may be told");
    assert_holds(b.at, "No agreement.\n");
    buffer_free(&b);
    scenario_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_record_as_a_table),
        cmocka_unit_test(test_four_formats),
        cmocka_unit_test(test_every_topic_is_there),
        cmocka_unit_test(test_the_brief),
        cmocka_unit_test(test_aliases_hide_names_and_notes),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
