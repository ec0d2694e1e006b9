/* Tests the rows of responses: their uniform numbers, and the member `offered`. */
#include "assert_ok.h"
#include "worlds.h"

#include "format/decode/defaults.h"
#include "format/json_parse.h"
#include "model/catalogue/field_macros.h"
#include "model/input/response.h"

static const struct response *
row_at(int32_t k)
{
    return field_row(&response_rows, sizeof(struct response), k);
}

/* Two rows with the same uniform would be correlated. */
static void
test_no_two_rows_share_a_uniform(void **state)
{
    int32_t with = 0;

    (void)state;
    for (int32_t i = 0; i < response_rows.count; i++) {
        int32_t variate = row_at(i)->variate;

        with += variate > 0;
        assert_in_range(variate, 0, 4 * RESPONSE_BLOCKS);
        assert_int_equal(response_variate(row_at(i)->key.id), variate);
        for (int32_t k = 0; k < i; k++) {
            assert_true(variate == 0 || row_at(k)->variate != variate);
        }
    }
    assert_true(with >= 17);
    assert_int_equal(response_variate("a_row_of_a_scenario"), 0);
}

/* ---- an additional built-in row ---- */

static const struct response further[] = {
    {.key.id = "visa_ban", .alpha = 7, .need = NEED_NAMED, .effect = EFFECT_ACT, .bonus = -1}};
static const struct builtins further_rows = {.at = further, .count = 1};
static const struct builtins *const all_parts[] = {&response_rows, &further_rows, NULL};

static bool
is_offered(const void *row)
{
    return ((const struct response *)row)->offered;
}

static const struct builtins all_rows = {.more = all_parts, .joins = is_offered};

#define T struct world
static const struct field sample_fields[] = {MAP(
    T, responses, &response_record, "Responses.", .builtins = &all_rows, .builtins_all = true)};
RECORD(sample, T, "The responses of a world.");
#undef T

/* The responses of a scenario with these members. */
static struct node *
responses(struct arena *a, const char *json)
{
    const char *text = json_quotes(json);
    struct node *root = NULL;

    assert_ok(json_parse(a, "test", text, strlen(text), &root, NULL), NULL);
    assert_ok(defaults_fill_record(a, root, &sample_record), NULL);
    return json_find(root, "responses");
}

static void
test_a_new_row_joins_only_worlds_that_name_it(void **state)
{
    const struct node *row, *built_in;
    int32_t offered = 0;
    struct arena a;

    (void)state;
    arena_init(&a, 1 << 24);
    for (int32_t k = 0; k < response_rows.count; k++) {
        offered += is_offered(field_row(&response_rows, sizeof(struct response), k));
    }
    built_in = responses(&a, "{}");
    assert_int_equal(built_in->count, offered);
    assert_true(offered < response_rows.count);
    assert_null(json_find(built_in, "suspend_agreement"));
    assert_null(json_find(built_in, "visa_ban"));
    assert_int_equal(json_find(json_find(built_in, "sanctions"), "offered")->kind, NODE_TRUE);

    row = json_find(responses(&a, "{'responses': {'visa_ban': {}}}"), "visa_ban");
    assert_int_equal(json_find(row, "offered")->kind, NODE_FALSE);
    row =
        json_find(responses(&a, "{'responses': {'visa_ban': {'offered': true}}}"), "visa_ban");
    assert_int_equal(json_find(row, "offered")->kind, NODE_TRUE);
    assert_true(json_find(row, "alpha")->number == 7);
    arena_free(&a);
}

/* ---- a row that is not offered ---- */

#define VISA_BAN(offered)                                                                      \
    "'responses': {'visa_ban': {'alpha': 7, "                                                  \
    "'need': 'named', 'effect': 'act', 'rung': 3, 'offered': " offered "}}"

#define YEARS WORLD_ABC ", 'horizon_days': 1000"

static struct diary
diary_of(const char *json)
{
    struct scenario s;
    struct diary d;

    worlds_load(&s, json);
    d = worlds_diary(worlds_first(&s), 2, true);
    scenario_free(&s);
    return d;
}

static void
test_a_row_that_is_not_offered_changes_nothing(void **state)
{
    struct diary without = diary_of(WORLD(YEARS));
    struct diary silent = diary_of(WORLD(YEARS ", " VISA_BAN("false")));

    (void)state;
    assert_true(diary_same(&without, &silent, true));
    without = diary_of(WORLD(YEARS));
    silent = diary_of(WORLD(YEARS ", " VISA_BAN("true")));
    assert_false(diary_same(&without, &silent, false));
}

static void
test_some_row_of_each_side_is_offered(void **state)
{
    const char *json =
        json_quotes(WORLD(WORLD_ABC ", 'responses': {'none': {'offered': false}}"));
    char path[] = "/tmp/cbmsim-test-XXXXXX";
    struct scenario_options options = {.overrides = {.texts = NULL}};
    struct failure failure = {.count = 0};
    struct scenario s;
    int file = mkstemp(path);

    (void)state;
    assert_true(file >= 0);
    assert_int_equal(write(file, json, strlen(json)), strlen(json));
    assert_int_equal(close(file), 0);
    assert_int_equal(scenario_load(&s, path, &options, &failure), STATUS_BAD_INPUT);
    assert_non_null(strstr(failure.line[0], "no response of side covert is always possible"));
    assert_int_equal(unlink(path), 0);
    scenario_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_two_rows_share_a_uniform),
        cmocka_unit_test(test_a_new_row_joins_only_worlds_that_name_it),
        cmocka_unit_test(test_a_row_that_is_not_offered_changes_nothing),
        cmocka_unit_test(test_some_row_of_each_side_is_offered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
