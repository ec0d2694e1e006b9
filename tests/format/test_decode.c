/* Tests defaults, and the exact text of every error message of decode.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "assert_ok.h"
#include "base/hash.h"
#include "format/decode/decode.h"
#include "format/decode/defaults.h"
#include "format/json_parse.h"
#include "format/json_print.h"
#include "json_quotes.h"
#include "sample.h"

struct reading {
    struct arena arena;
    struct node *root;
    struct sample sample;
    struct failure failure;
    enum status status;
};

static void
read_sample(struct reading *r, const char *text)
{
    struct diag report = {.failure = &r->failure};

    memset(r, 0, sizeof(*r));
    assert_ok(
        json_parse(&r->arena, "x.json", json_quotes(text), strlen(text), &r->root, &r->failure),
        &r->failure);
    assert_ok(defaults_fill_record(&r->arena, r->root, &sample_record), NULL);
    struct decode_value_context context = {
        .arena = &r->arena, .diag = &report, .root = r->root, .start = decode_start(r->root)};
    r->status = decode_struct(&context, r->root, &sample_record, &r->sample);
    diag_free(&report);
}

/* The end of the message about an unknown member that resembles no member. */
#define KEYS                                                                                   \
    "; valid: \"title\", \"start\", \"until\", \"share\", \"count\", \"open\", \"mood\", "     \
    "\"inner\", \"actors\", \"ties\", \"kinds\""

#define WITH_START "{'start': '2020-01-01', "

struct refusal {
    const char *text;
    const char *message;
};

static const struct refusal refusals[] = {
    {"[]", "x.json:1:1: expected an object, found a list"},
    {"{}", "x.json:1:1: /start: missing; add this required member of sample"},
    {WITH_START "'shaer': 1}",
        "x.json:1:25: /shaer: unknown member in sample; did you mean \"share\"?"},
    {WITH_START "'zzzzzzzz': 1}", "x.json:1:25: /zzzzzzzz: unknown member in sample" KEYS},
    {WITH_START "'a/b~\\u001b': 1}",
        "x.json:1:25: /a~1b~0\\u001b: unknown member in sample" KEYS},
    {WITH_START "'share': 2}", "x.json:1:34: /share: 2 is outside [0, 1] (share)"},
    {WITH_START "'share': -0.1}", "x.json:1:34: /share: -0.1 is outside [0, 1] (share)"},
    {WITH_START "'share': 'a\\u0007'}",
        "x.json:1:34: /share: expected a number (share), found text \"a\\u0007\""},
    {WITH_START "'share': true}", "x.json:1:34: /share: expected a number (share), found true"},
    {WITH_START "'share': null}",
        "x.json:1:34: /share: null is only allowed in a patch; omit the member instead"},
    {WITH_START "'count': 2.5}", "x.json:1:34: /count: 2.5 is not a whole number"},
    {WITH_START "'count': '2'}",
        "x.json:1:34: /count: expected a whole number, found text \"2\""},
    {WITH_START "'count': 9007199254740993}",
        "x.json:1:34: /count: 9007199254740992 is too large for a whole number "
        "(maximum 9007199254740991)"},
    {WITH_START "'count': -1}", "x.json:1:34: /count: -1 is outside [0, 1000000000000000]"},
    {WITH_START "'open': 1}", "x.json:1:33: /open: expected true or false, found a number"},
    {WITH_START "'title': 1}",
        "x.json:1:34: /title: expected text, found a number; write \"1\""},
    {WITH_START "'title': '=1+1'}",
        "x.json:1:34: /title: a text must not begin with = + - @ or a tab, because a "
        "spreadsheet would read it as a formula"},
    {WITH_START "'title': 'a\\tb'}",
        "x.json:1:34: /title: a text must not contain control characters other than line "
        "feeds"},
    {WITH_START "'until': '2020-02-30'}",
        "x.json:1:34: /until: \"2020-02-30\" is not a valid date YYYY-MM-DD"},
    {WITH_START "'until': 5}",
        "x.json:1:34: /until: expected text \"YYYY-MM-DD\" (date), found a number"},
    {"{'start': 'soon'}", "x.json:1:11: /start: \"soon\" is not a valid date YYYY-MM-DD"},
    {WITH_START "'mood': 'tnse'}",
        "x.json:1:33: /mood: \"tnse\" is not one of \"calm\", \"tense\"; did you mean "
        "\"tense\"?"},
    {WITH_START "'mood': 0}", "x.json:1:33: /mood: expected text, found a number"},
    {WITH_START "'inner': {'low': 5}}", "x.json:1:42: /inner/low: must not be above \"high\""},
    {WITH_START "'inner': 5}", "x.json:1:34: /inner: expected an object, found a number"},
    {WITH_START "'actors': {'B': {}}}",
        "x.json:1:36: /actors/B: \"B\" is not an id: an id begins with a lower-case letter, "
        "followed by up to 62 of a-z 0-9 _ -"},
    {WITH_START "'actors': []}", "x.json:1:35: /actors: expected an object, found a list"},
    {WITH_START "'actors': {'a': 1}}",
        "x.json:1:41: /actors/a: expected an object, found a number"},
    {WITH_START "'actors': {'anna': {'ally': 'ana'}}}",
        "x.json:1:53: /actors/anna/ally: there is no \"ana\" in /actors; did you mean "
        "\"anna\"?"},
    {WITH_START "'actors': {'anna': {'ally': 7}}}",
        "x.json:1:53: /actors/anna/ally: expected text (an id), found a number"},
    {WITH_START "'actors': {'anna': {'weights': {'bob': 1}}}}",
        "x.json:1:57: /actors/anna/weights/bob: there is no \"bob\" in /actors; valid: "
        "\"anna\""},
    {WITH_START "'actors': {'anna': {'weights': {'anna': 11}}}}",
        "x.json:1:65: /actors/anna/weights/anna: 11 is outside [0, 10] (per year)"},
    {WITH_START "'actors': {'a': {'tools': {'axe': {'tool': 'sow'}}}}}",
        "x.json:1:68: /actors/a/tools/axe: there is no tool \"sow\"; valid: \"hammer\", "
        "\"saw\"; did you mean \"saw\"?"},
    {WITH_START "'actors': {'a': {}, 'b': {}}, 'ties': {'b:a': {}}}",
        "x.json:1:64: /ties/b:a: write \"a:b\": the ids of a pair must be in alphabetical "
        "order"},
    {WITH_START "'actors': {'a': {}}, 'ties': {'a:a': {}}}",
        "x.json:1:55: /ties/a:a: a pair needs two different ids; change one of them"},
    {WITH_START "'actors': {'a': {}}, 'ties': {'a:q': {}}}",
        "x.json:1:55: /ties/a:q: there is no \"q\" in /actors; did you mean \"a\"?"},
    {WITH_START "'ties': {'a': {}}}",
        "x.json:1:34: /ties/a: write the pair as \"a:b\", with two ids of /actors"},
    {WITH_START "'kinds': {'zebar': {}}}",
        "x.json:1:35: /kinds/zebar: there is no tie \"zebar\"; valid: \"zebra\", "
        "\"ape\"; did you mean \"zebra\"?"},
};

static void
test_refusals(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
        struct reading r;

        read_sample(&r, refusals[i].text);
        assert_int_equal(r.status, STATUS_BAD_INPUT);
        assert_string_equal(r.failure.line[0], refusals[i].message);
        assert_int_equal(r.failure.count, 1);
        arena_free(&r.arena);
    }
}

static void
test_defaults_are_filled_in(void **state)
{
    struct reading r;

    (void)state;
    read_sample(&r, "{'start': '2020-01-01', 'until': '2020-03-01'}");
    assert_ok(r.status, &r.failure);
    assert_string_equal(r.sample.title, "none");
    assert_true(r.sample.start == 18262);
    assert_true(r.sample.until == 60);
    assert_true(r.sample.share == .5);
    assert_int_equal(r.sample.count, 3);
    assert_true(r.sample.open);
    assert_int_equal(r.sample.mood, 1);
    assert_true(r.sample.inner.high == 2);
    assert_int_equal(r.sample.actors.count, 0);
    assert_int_equal(r.sample.kinds.count, 2);
    arena_free(&r.arena);
}

static void
test_map_items_are_in_byte_order_with_indices(void **state)
{
    struct reading r;
    const struct sample_actor *actors;
    const struct sample_tie *kinds;
    const struct sample_weight *weights;

    (void)state;
    read_sample(&r, WITH_START
        "'actors': {'b': {'weights': {'c': 2, 'a': 1}}, "
        "'a-b': {}, 'a': {'ally': 'b'}, 'c': {}}, "
        "'ties': {'a:c': {}}}");
    assert_ok(r.status, &r.failure);
    actors = r.sample.actors.items;
    assert_string_equal(actors[0].key.id, "a");
    assert_string_equal(actors[1].key.id, "a-b");
    assert_string_equal(actors[2].key.id, "b");
    assert_int_equal(actors[3].key.index, 3);
    assert_true(actors[2].key.hash == hash_text("b"));
    assert_int_equal(actors[0].ally, 2);
    assert_int_equal(actors[1].ally, -1);
    assert_null(actors[1].name);
    weights = actors[2].weights.items;
    assert_int_equal(weights[0].key.index, 0);
    assert_int_equal(weights[1].key.index, 3);
    assert_true(weights[1].value == 2);
    assert_string_equal(((const struct sample_tie *)r.sample.ties.items)[0].key.id, "a:c");
    kinds = r.sample.kinds.items;
    assert_string_equal(kinds[0].key.id, "ape");
    assert_int_equal(kinds[0].key.index, 1); /* index of the row */
    assert_true(kinds[1].tension == .75);
    arena_free(&r.arena);
}

static void
test_items_take_defaults_from_rows(void **state)
{
    struct reading r;
    const struct sample_actor *a;
    const struct sample_tool *tools;

    (void)state;
    read_sample(&r, WITH_START
        "'actors': {'a': {'tools': {'hammer': {'size': 9}, "
        "'spare': {'tool': 'saw'}, "
        "'own': {}}}}}");
    assert_ok(r.status, &r.failure);
    a = r.sample.actors.items;
    tools = a->tools.items;
    assert_string_equal(tools[0].key.id, "hammer");
    assert_true(tools[0].gain == .5);
    assert_int_equal(tools[0].size, 9);
    assert_true(tools[1].gain == .1);
    assert_int_equal(tools[1].size, 1);
    assert_string_equal(tools[2].tool, "saw");
    assert_true(tools[2].gain == .25);
    arena_free(&r.arena);
}

static void
test_filling_again_uses_the_new_row(void **state)
{
    struct reading r;
    struct pointer p;
    struct node *tool;
    struct place at = {"patch", 1, 1};

    (void)state;
    read_sample(
        &r, WITH_START "'actors': {'a': {'tools': {'t': {'tool': 'saw', 'size': 9}}}}}");
    assert_null(pointer_read(&r.arena, "/actors/a/tools/t", &p));
    tool = pointer_find(r.root, &p);
    assert_true(json_find(tool, "gain")->number == .25);
    assert_ok(json_put(&r.arena, tool, "tool", at, json_text(&r.arena, "hammer", at)), NULL);
    assert_ok(defaults_fill_record(&r.arena, r.root, &sample_record), NULL);
    tool = pointer_find(r.root, &p);
    assert_true(json_find(tool, "gain")->number == .5);
    assert_true(json_find(tool, "size")->number == 9);
    arena_free(&r.arena);
}

static void
test_filled_tree_is_in_table_order(void **state)
{
    static const char want[] =
        "{'title': 'none', 'start': '2020-01-01', 'share': 0.5, 'count': 3, "
        "'open': true, 'mood': 'tense', 'inner': {'low': 1, 'high': 2}, "
        "'actors': {}, 'ties': {}, "
        "'kinds': {'ape': {'tension': 0.25}, 'zebra': {'tension': 0.75}}}";
    struct reading r;
    struct buffer b = {0};

    (void)state;
    read_sample(&r, "{'count': 3, 'start': '2020-01-01'}");
    json_print_short(&b, r.root);
    assert_json_equal(b.at, want);
    buffer_free(&b);
    arena_free(&r.arena);
}

static void
test_all_errors_are_counted(void **state)
{
    static char text[20000];
    size_t used;
    struct reading r;

    (void)state;
    used = (size_t)snprintf(text, sizeof(text), "{'start': '2020-01-01'");
    for (int i = 0; i < 100; i++) {
        used += (size_t)snprintf(text + used, sizeof(text) - used, ", 'key%d': 1", i);
    }
    (void)snprintf(text + used, sizeof(text) - used, "}");
    read_sample(&r, text);
    assert_int_equal(r.failure.count, 100);
    arena_free(&r.arena);
}

/* ---- lists, and values that are not decoded ---- */

struct stop {
    const char *place;
    double days;
};
struct word {
    const char *text;
};
struct journey {
    struct list stops; /* struct stop, 1 to 3 */
    struct list words; /* struct word, no two equal */
    struct node *rest;
};

static const struct field stop_fields[] = {
    FIELD(struct stop, place, .required = true, .unit = ""),
    FIELD(struct stop, days, .min = 0, .max = 9, .default_value = 2, .unit = "days"),
};
static const struct record stop_record = {.name = "stop",
    .size = sizeof(struct stop),
    .fields = stop_fields,
    .n_fields = FIELD_COUNT_OF(stop_fields)};
static const struct field word_fields[] = {
    FIELD(struct word, text, .verbatim = true, .unit = ""),
};
static const struct record word_record = {.name = "word",
    .size = sizeof(struct word),
    .fields = word_fields,
    .n_fields = FIELD_COUNT_OF(word_fields),
    .scalar = true};
static const struct field journey_fields[] = {
    FIELD_AS(struct journey, stops, FIELD_LIST, .min = 1, .max = 3, .record = &stop_record,
        .unit = ""),
    FIELD_AS(struct journey, words, FIELD_LIST, .distinct = true, .record = &word_record,
        .unit = ""),
    FIELD(struct journey, rest, .schema = "{}"),
};
static const struct record journey_record = {.name = "journey",
    .size = sizeof(struct journey),
    .fields = journey_fields,
    .n_fields = FIELD_COUNT_OF(journey_fields),
    .open = true};

struct journey_reading {
    struct arena arena;
    struct node *root;
    struct journey journey;
    struct failure failure;
};

static enum status
read_journey(struct journey_reading *r, const char *text)
{
    struct diag report = {.failure = &r->failure};
    struct decode_value_context context = {.arena = &r->arena, .diag = &report};
    enum status st;

    memset(r, 0, sizeof(*r));
    text = json_quotes(text);
    assert_ok(json_parse(&r->arena, "x.json", text, strlen(text), &r->root, &r->failure),
        &r->failure);
    assert_ok(defaults_fill_record(&r->arena, r->root, &journey_record), NULL);
    st = decode_struct(&context, r->root, &journey_record, &r->journey);
    diag_free(&report);
    return st;
}

static void
test_lists_are_decoded(void **state)
{
    struct journey_reading r;
    struct buffer b = {0};
    const struct stop *stops;

    (void)state;
    assert_ok(read_journey(&r,
                  "{'words': [], 'unknown': 1, 'rest': {'a': [1]}, "
                  "'stops': [{'place': 'b'}, {'days': 5, 'place': 'a'}]}"),
        NULL);
    stops = r.journey.stops.items;
    assert_int_equal(r.journey.stops.count, 2);
    assert_string_equal(stops[0].place, "b");
    assert_true(stops[0].days == 2);
    assert_true(stops[1].days == 5);
    assert_int_equal(r.journey.words.count, 0);
    assert_non_null(r.journey.words.items); /* an empty list, not an absent one */
    assert_ptr_equal(r.journey.rest, json_find(r.root, "rest"));
    json_print_short(&b, json_find(r.root, "stops"));
    assert_json_equal(b.at, "[{'place': 'b', 'days': 2}, {'place': 'a', 'days': 5}]");
    buffer_free(&b);
    arena_free(&r.arena);
    assert_ok(read_journey(&r, "{'words': ['=1', '-o']}"), NULL);
    assert_null(r.journey.stops.items);
    assert_null(r.journey.rest);
    assert_string_equal(((const struct word *)r.journey.words.items)[1].text, "-o");
    arena_free(&r.arena);
}

static void
test_invalid_lists_are_refused(void **state)
{
    static const struct refusal cases[] = {
        {"{'stops': {}}",
            "x.json:1:11: /stops: expected a list of 1 to 3 items, found an object"},
        {"{'stops': []}", "x.json:1:11: /stops: expected a list of 1 to 3 items, found 0"},
        {"{'stops': [1, 2, 3, 4]}",
            "x.json:1:11: /stops: expected a list of 1 to 3 items, found 4"},
        {"{'stops': [{'place': 'a'}, 7]}",
            "x.json:1:28: /stops/1: expected an object, found a number"},
        {"{'stops': [{}]}",
            "x.json:1:12: /stops/0/place: missing; add this required member of stop"},
        {"{'stops': [{'place': 'a', 'days': 10}]}",
            "x.json:1:35: /stops/0/days: 10 is outside [0, 9] (days)"},
        {"{'words': 'a'}", "x.json:1:11: /words: expected a list, found text \"a\""},
        {"{'words': ['a', null]}",
            "x.json:1:17: /words/1: null is only allowed in a patch; omit the member instead"},
        {"{'words': ['a', 'b', 'a']}",
            "x.json:1:22: /words/2: duplicate: the list already contains this value; remove "
            "one"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct journey_reading r;

        assert_int_equal(read_journey(&r, cases[i].text), STATUS_BAD_INPUT);
        assert_string_equal(r.failure.line[0], cases[i].message);
        assert_int_equal(r.failure.count, 1);
        arena_free(&r.arena);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_lists_are_decoded),
        cmocka_unit_test(test_invalid_lists_are_refused),
        cmocka_unit_test(test_defaults_are_filled_in),
        cmocka_unit_test(test_map_items_are_in_byte_order_with_indices),
        cmocka_unit_test(test_items_take_defaults_from_rows),
        cmocka_unit_test(test_filling_again_uses_the_new_row),
        cmocka_unit_test(test_filled_tree_is_in_table_order),
        cmocka_unit_test(test_all_errors_are_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
