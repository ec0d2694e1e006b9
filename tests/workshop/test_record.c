/* Tests records: a written record is read back. All other lines are refused with their number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "json_quotes.h"
#include "splitmix.h"
#include "workshop/exercise/record.h"

static enum status
read_text(struct record_line *r, struct arena *a, const char *text, struct failure *f)
{
    return record_read(r, a, "x.jsonl", 7, text, strlen(text), f);
}

static void
reads_what_it_writes(void **state)
{
    static const char *const lines[] = {
        "{'n': 1, 'at': '2027-05-04T09:00:12Z', 'do': 'begin', 'format': "
        "'" RECORD_FORMAT
        "', 'program': '0.2.0', 'scenario': 'strait.json', 'scenario_sha256': "
        "'ab', "
        "'policy': 'base', 'seed': '18446744073709551615'}",
        "{'n': 12, 'do': 'settle', 'seat': 'ardane', 'matter': 6, 'family': "
        "'ask', "
        "'overt': 'inquiry', 'named': 'belmor', 'sure': 60, 'hostile_chance': 30, "
        "'why': 'Say it: \\'caf\u00e9\\''}",
        "{'n': 10, 'do': 'go', 'step': 'r1.decide', 'day': 15.5, 'fingerprint': "
        "'3202deaad1aca461'}",
        "{'n': 20, 'do': 'offer', 'seat': 'ardane', 'agreements': ['line', "
        "'terms']}",
        "{'n': 21, 'do': 'offer', 'seat': 'ardane', 'agreements': []}",
        "{'n': 19, 'do': 'say', 'seat': 'a', 'to': 'b', 'channel': "
        "'political', "
        "'text': 'Hello.', 'arrives': true, 'day': 17}",
        "{'n': 22, 'do': 'clock', 'pause': false}",
        "{'n': 23, 'do': 'late', 'seat': 'a', 'submission': 'settle', 'matter': 6, 'choice': "
        "'ask', 'why': 'Late.', "
        "'device': 2, 'key': 'k'}",
        "{'n': 24, 'do': 'texts', 'exported': false}",
        "{'n': 25, 'do': 'back', 'to': 10}",
    };

    (void)state;
    for (size_t k = 0; k < sizeof(lines) / sizeof(lines[0]); k++) {
        struct arena arena = {0};
        struct buffer out = {0};
        struct record_line r;
        struct failure f = {0};

        assert_ok(read_text(&r, &arena, json_quotes(lines[k]), &f), &f);
        record_print(&r, &out);
        assert_json_equal(out.at, lines[k]);
        buffer_free(&out);
        arena_free(&arena);
    }
}

static void
refuses_with_the_line(void **state)
{
    static const char *const lines[][2] = {
        {"{'n': 1, 'do': 'dance'}", "there is no record 'dance'"},
        {"{'n': 1}", "do"},
        {"{'n': 0, 'do': 'back', 'to': 1}", "outside"},
        {"{'n': 1, 'do': 'back'}", "to"},
        {"{'n': 1, 'do': 'back', 'to': 1, 'more': 2}", "more"},
        {"{'n': 1, 'do': 'note', 'text': '=1+1'}", "must not begin with"},
        {"{'n': 1, 'do': 'predict', 'seat': 'a', 'question': 'q', 'percent': "
         "101}",
            "101 is outside [0, 100]"},
        {"{'n': 1, 'do': 'note', 'text': 'a\\u0007'}", "x.jsonl"},
        {"[]", "x.jsonl"},
        {"{'n': 1, ", "x.jsonl"},
    };

    (void)state;
    for (size_t k = 0; k < sizeof(lines) / sizeof(lines[0]); k++) {
        struct arena arena = {0};
        struct record_line r;
        struct failure f = {0};

        assert_int_equal(read_text(&r, &arena, json_quotes(lines[k][0]), &f), STATUS_BAD_INPUT);
        assert_true(f.count > 0);
        if (strstr(f.line[0], json_quotes(lines[k][1])) == NULL) {
            print_error("%s\n%s\n", lines[k][0], f.line[0]);
            fail();
        }
        arena_free(&arena);
    }
}

/* Any bytes give either a record or a message. */
static void
survives_any_bytes(void **state)
{
    static const char sound[] =
        "{'n': 12, 'do': 'settle', 'seat': 'ardane', 'matter': 6, 'family': "
        "'ask'}";
    uint64_t seed = 1;

    (void)state;
    for (int k = 0; k < 2000; k++) {
        struct arena arena = {0};
        struct record_line r;
        struct failure f = {0};
        char text[sizeof(sound)];

        memcpy(text, json_quotes(sound), sizeof(sound));
        for (int j = 0; j < 1 + k % 3; j++) {
            text[splitmix_next(&seed) % (sizeof(sound) - 1)] =
                (char)(1 + splitmix_next(&seed) % 255);
        }
        assert_true(read_text(&r, &arena, text, &f) == STATUS_OK || f.count > 0);
        arena_free(&arena);
    }
}

static void
checks_what_people_type(void **state)
{
    struct arena arena = {0};
    struct record_line r = record_empty(RECORD_predict);
    struct failure f = {0};

    (void)state;
    r.predict.seat = "ardane";
    r.predict.question = "crisis";
    r.predict.percent = 40;
    assert_ok(record_check(&r, &arena, &f), &f);
    r.predict.percent = 140;
    assert_int_equal(record_check(&r, &arena, &f), STATUS_BAD_INPUT);
    assert_non_null(strstr(f.line[0], "140"));
    arena_free(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_it_writes),
        cmocka_unit_test(refuses_with_the_line),
        cmocka_unit_test(survives_any_bytes),
        cmocka_unit_test(checks_what_people_type),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
