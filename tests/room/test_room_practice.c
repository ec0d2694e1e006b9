/* Tests the practice round: a matter that teams submit before the exercise begins. The log has no
   record of it. */
#include "roomed.h"

#define SCENARIO SOURCE_DIR "/tests/room/practice.json"

static const struct node *
console(struct roomed *r)
{
    assert_int_equal(
        roomed_get(r, ROOM_CONSOLE, "/api/console/state", ROOMED_FACILITATOR), 200);
    return roomed_json(r);
}

static const struct node *
team(struct roomed *r, const char *seat)
{
    return roomed_item(json_find(console(r), "teams"), "id", seat);
}

static const struct node *
practice(struct roomed *r, enum roomed_who who)
{
    return json_find(roomed_page(r, who), "practice");
}

static const char *
next_kind(struct roomed *r)
{
    return json_find_text(json_find(console(r), "next"), "kind");
}

static void
enter(struct roomed *r)
{
    roomed_enter_file(r, SCENARIO, 3);
    roomed_join_all(r);
}

/* Finds the members of a submission for the first family whose rows name a state. */
static void
the_matter_has_the_form_of_a_real_one(void **state)
{
    struct roomed r;
    const struct node *matter, *families, *row;

    (void)state;
    enter(&r);
    matter = json_find(practice(&r, ROOMED_ALPHA), "matter");
    assert_int_equal(roomed_number(matter, "number"), 1);
    assert_int_equal(roomed_number(matter, "matter"), 1);
    assert_int_equal(json_find(matter, "may_name")->count, 1);
    assert_string_equal(json_find(matter, "may_name")->members[0].value->text, "beta");
    families = json_find(matter, "families");
    assert_int_equal(families->count, TEAM_FAMILIES);
    row =
        roomed_item(json_find(roomed_item(families, "family", "ask"), "rows"), "id", "inquiry");
    assert_string_equal(json_find(row, "to")->members[0].value->text, "beta");
    assert_string_equal(
        json_find_text(roomed_item(families, "family", "together"), "why"), "no_partner");
    assert_null(json_find(matter, "submitted"));
    roomed_leave(&r);
}

/* A submission is shown only to the team and the facilitator. The log does not change. */
static void
a_submission_is_shown_and_leaves_no_record(void **state)
{
    struct roomed r;
    const struct node *submitted, *choice;
    int64_t records, n;

    (void)state;
    enter(&r);
    records = roomed_records(&r);
    n = roomed_number(roomed_page(&r, ROOMED_ALPHA), "n");
    assert_int_equal(roomed_number(team(&r, "alpha"), "tabled"), 1);
    assert_int_equal(roomed_number(team(&r, "alpha"), "submitted"), 0);
    assert_int_equal(roomed_submit(&r, "practice", ROOMED_ALPHA,
                         "'tabled': 1, 'family': 'ask', 'row': 'inquiry', 'named': 'beta', "
                         "'sure': 60, 'why': 'WHY-ALPHA'"),
        200);
    assert_true(roomed_number(roomed_json(&r), "n") > n);
    submitted = json_find(json_find(practice(&r, ROOMED_OBSERVER), "matter"), "submitted");
    assert_string_equal(json_find_text(submitted, "row"), "inquiry");
    assert_string_equal(json_find_text(submitted, "why"), "WHY-ALPHA");
    assert_int_equal(roomed_number(submitted, "sure"), 60);
    assert_int_equal(roomed_number(submitted, "device"), 1);
    assert_int_equal(roomed_get(&r, ROOM_TEAMS, "/api/state", ROOMED_BETA), 200);
    assert_false(roomed_has(&r, "WHY-ALPHA"));
    assert_int_equal(roomed_number(team(&r, "alpha"), "submitted"), 1);
    choice = json_find(team(&r, "alpha"), "choices")->members[0].value;
    assert_string_equal(json_find_text(choice, "named"), "beta");
    assert_int_equal(roomed_number(team(&r, "beta"), "submitted"), 0);
    assert_int_equal(
        roomed_submit(&r, "practice", ROOMED_ALPHA, "'tabled': 1, 'family': 'pass'"), 200);
    choice = json_find(team(&r, "alpha"), "choices")->members[0].value;
    assert_string_equal(json_find_text(choice, "family"), "pass");
    assert_null(json_find(choice, "named"));
    assert_int_equal(roomed_records(&r), records);
    roomed_leave(&r);
}

static void
only_what_is_possible_is_received(void **state)
{
    static const char *const refused[] = {
        "'tabled': 2, 'family': 'pass'",
        "'tabled': 1, 'family': 'shout'",
        "'tabled': 1, 'family': 'ask', 'row': 'inquiry'",
        "'tabled': 1, 'family': 'ask', 'row': 'inquiry', 'named': 'alpha'",
        "'tabled': 1, 'family': 'pass', 'row': 'sanctions', 'named': 'beta'",
        "'tabled': 1, 'family': 'pass', 'together': 'assistance_request'",
        "'tabled': 1, 'family': 'cost', 'row': 'limited_force', 'named': 'beta'",
        "'tabled': 1, 'family': 'wait', 'row': 'absorb'",
    };
    struct roomed r;

    (void)state;
    enter(&r);
    for (size_t k = 0; k < sizeof(refused) / sizeof(refused[0]); k++) {
        assert_int_equal(roomed_submit(&r, "practice", ROOMED_ALPHA, refused[k]), 409);
    }
    assert_int_equal(
        roomed_submit(&r, "practice", ROOMED_OBSERVER, "'tabled': 1, 'family': 'pass'"), 403);
    assert_int_equal(roomed_number(team(&r, "alpha"), "submitted"), 0);
    assert_string_equal(next_kind(&r), "go");
    assert_int_equal(
        roomed_submit(&r, "practice", ROOMED_ALPHA, "'tabled': 1, 'family': 'wait'"), 200);
    assert_int_equal(roomed_console(&r, "habit", "'seat': 'beta', 'habit': true"), 200);
    assert_int_equal(roomed_number(team(&r, "beta"), "tabled"), 0);
    assert_int_equal(
        roomed_submit(&r, "practice", ROOMED_BETA, "'tabled': 1, 'family': 'pass'"), 409);
    roomed_leave(&r);
}

/* The first "go" ends the practice round if a team has submitted. The next "go" begins the
   exercise. */
static void
go_ends_the_practice_first(void **state)
{
    struct roomed r;
    int64_t records, n;

    (void)state;
    enter(&r);
    assert_int_equal(
        roomed_submit(&r, "practice", ROOMED_TABLE, "'tabled': 1, 'family': 'repair'"), 200);
    assert_string_equal(next_kind(&r), "practice");
    records = roomed_records(&r);
    n = roomed_number(roomed_page(&r, ROOMED_BETA), "n");
    assert_int_equal(roomed_console(&r, "go", ""), 200);
    assert_int_equal(roomed_records(&r), records);
    assert_string_equal(next_kind(&r), "go");
    assert_true(roomed_number(roomed_page(&r, ROOMED_BETA), "n") > n);
    assert_int_equal(json_find(practice(&r, ROOMED_BETA), "open")->kind, NODE_FALSE);
    assert_int_equal(roomed_number(team(&r, "alpha"), "submitted"), 0); /* nothing is open */
    assert_int_equal(roomed_number(team(&r, "alpha"), "tabled"), 0);
    assert_int_equal(
        roomed_submit(&r, "practice", ROOMED_BETA, "'tabled': 1, 'family': 'pass'"), 409);
    assert_true(roomed_has(&r, "'error': 'closed'"));
    assert_int_equal(roomed_console(&r, "go", ""), 200);
    assert_int_equal(roomed_records(&r), records + 1);
    assert_null(practice(&r, ROOMED_ALPHA));
    assert_int_equal(roomed_number(team(&r, "alpha"), "submitted"), 0);
    roomed_leave(&r);
}

/* Without a submission the exercise begins at once. Without a text in the scenario there is no
   practice round. */
static void
nobody_need_practise(void **state)
{
    struct roomed r;
    int64_t records;

    (void)state;
    enter(&r);
    records = roomed_records(&r);
    assert_int_equal(roomed_console(&r, "go", ""), 200);
    assert_int_equal(roomed_records(&r), records + 1);
    assert_int_equal(
        roomed_submit(&r, "practice", ROOMED_ALPHA, "'tabled': 1, 'family': 'pass'"), 409);
    roomed_leave(&r);
    roomed_enter(&r, 3);
    roomed_join_all(&r);
    assert_null(practice(&r, ROOMED_ALPHA));
    assert_int_equal(
        roomed_submit(&r, "practice", ROOMED_ALPHA, "'tabled': 1, 'family': 'pass'"), 409);
    roomed_leave(&r);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_matter_has_the_form_of_a_real_one),
        cmocka_unit_test(a_submission_is_shown_and_leaves_no_record),
        cmocka_unit_test(only_what_is_possible_is_received),
        cmocka_unit_test(go_ends_the_practice_first),
        cmocka_unit_test(nobody_need_practise),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
