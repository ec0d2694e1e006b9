/* Tests what facilitator and teams read about the next steps: the next step of the plan, the stops
   to which the facilitator can return, orders that wait. */
#include "roomed.h"

static const struct node *
console(struct roomed *r)
{
    assert_int_equal(
        roomed_get(r, ROOM_CONSOLE, "/api/console/state", ROOMED_FACILITATOR), 200);
    return roomed_json(r);
}

static void
go_leads_up_to_the_review_and_opens_it(void **state)
{
    struct roomed r;
    int32_t steps = 0;

    (void)state;
    roomed_enter(&r, 3);
    roomed_join_all(&r);
    while (!r.session->exercise.now.review && steps++ < 40) {
        const struct node *next = json_find(console(&r), "next");
        char named[64];
        bool last = strcmp(json_find_text(next, "kind"), "review") == 0;

        (void)snprintf(named, sizeof(named), "%s", json_find_text(next, "step"));
        assert_non_null(json_find_text(next, "step_kind"));
        assert_true(strstr(named, json_find_text(next, "step_kind")) != NULL ||
                    strcmp(json_find_text(next, "step_kind"), "talks") == 0);
        assert_int_equal(roomed_console(&r, "go", "'unsettled': 'habit'"), 200);
        assert_int_equal(r.session->exercise.now.review, last);
    }
    assert_true(r.session->exercise.now.review);
    roomed_leave(&r);
}

/* The list has each stop to which the facilitator can return once, with its name. */
static void
stops_to_return_to_are_named(void **state)
{
    struct roomed r;
    const struct node *records;
    char body[64];
    int32_t stops = 0, undone = 0;
    int64_t at;

    (void)state;
    (void)roomed_enter_decision(&r, 3);
    at = roomed_records(&r);
    assert_int_equal(roomed_console(&r, "go", "'unsettled': 'habit'"), 200);
    assert_int_equal(roomed_console(&r, "show", "'text': 'OF-THE-FUTURE'"), 200);
    (void)snprintf(body, sizeof(body), "'to': %lld", (long long)at);
    assert_int_equal(roomed_console(&r, "back", body), 200);
    records = json_find(console(&r), "records");
    assert_false(roomed_has(&r, "OF-THE-FUTURE"));
    for (int32_t k = 0; k < records->count; k++) {
        const struct node *one = records->members[k].value;
        bool stands = json_find(one, "stands")->kind == NODE_TRUE;

        if (strcmp(json_find_text(one, "do"), "go") != 0) {
            assert_null(json_find(one, "round"));
            continue;
        }
        stops += stands;
        undone += !stands;
        assert_non_null(json_find_text(one, "kind"));
        assert_int_equal(strlen(json_find_text(one, "day")), strlen("2027-03-16"));
        assert_true(roomed_number(one, "round") >= 0);
    }
    assert_int_equal(stops, r.session->exercise.now.stop);
    assert_int_equal(undone, 1);
    roomed_leave(&r);
}

static void
matters_of_the_world_are_named(void **state)
{
    struct roomed r;
    const struct node *world;
    int32_t n = 0;

    (void)state;
    (void)roomed_enter_decision(&r, 3);
    assert_int_equal(roomed_console(&r, "go", "'unsettled': 'habit'"), 200);
    world = json_find(console(&r), "world");
    for (int32_t k = 0; k < world->count; k++) {
        const struct node *one = world->members[k].value;

        if (strcmp(json_find_text(one, "kind"), "decision") == 0) {
            assert_true(roomed_number(one, "matter") > 0);
            assert_non_null(json_find_text(one, "what"));
            assert_string_not_equal(json_find_text(one, "what"), "decision");
            n++;
        }
    }
    assert_true(n > 0);
    roomed_leave(&r);
}

static bool
has_read(struct roomed *r, const char *seat)
{
    const struct node *team = roomed_item(json_find(console(r), "teams"), "id", seat);

    return json_find(team, "read")->kind == NODE_TRUE;
}

/* A page requests its texts automatically. This does not count as reading. */
static void
a_team_has_read_what_it_has_opened(void **state)
{
    struct roomed r;

    (void)state;
    roomed_enter(&r, 3);
    roomed_join_all(&r);
    assert_int_equal(roomed_get(&r, ROOM_TEAMS, "/api/brief?lang=en", ROOMED_ALPHA), 200);
    assert_int_equal(roomed_get(&r, ROOM_TEAMS, "/api/brief?read=0", ROOMED_ALPHA), 200);
    assert_false(has_read(&r, "alpha"));
    assert_int_equal(
        roomed_get(&r, ROOM_TEAMS, "/api/brief?read=1&lang=en", ROOMED_ALPHA), 200);
    assert_true(has_read(&r, "alpha"));
    assert_false(has_read(&r, "beta"));
    roomed_leave(&r);
}

/* The texts of teams contain the reasons only after the stop has closed. */
static void
reasons_are_among_what_teams_wrote(void **state)
{
    struct roomed r;
    char body[128];

    (void)state;
    roomed_enter(&r, 3);
    roomed_join_all(&r);
    (void)snprintf(body, sizeof(body),
        "'tabled': %lld, 'family': 'pass', 'why': 'REASON-OF-ALPHA'",
        (long long)roomed_matter(&r, ROOMED_ALPHA));
    assert_int_equal(roomed_submit(&r, "settle", ROOMED_ALPHA, body), 200);
    assert_null(roomed_item(json_find(console(&r), "said"), "text", "REASON-OF-ALPHA"));
    assert_int_equal(roomed_console(&r, "go", "'unsettled': 'habit'"), 200);
    assert_string_equal(
        json_find_text(
            roomed_item(json_find(console(&r), "said"), "text", "REASON-OF-ALPHA"), "from"),
        "alpha");
    roomed_leave(&r);
}

static int32_t
count(const struct node *orders, const char *row)
{
    int32_t n = 0;

    assert_non_null(orders);
    for (int32_t k = 0; k < orders->count; k++) {
        const char *day = json_find_text(orders->members[k].value, "day");
        const char *due = json_find_text(orders->members[k].value, "due");

        assert_int_equal(strlen(day), 10);
        assert_true(strlen(due) == 10 && strcmp(day, due) <= 0);
        n += strcmp(json_find_text(orders->members[k].value, "row"), row) == 0;
    }
    return n;
}

/* Decides for a response, and returns the number of its orders on the pages; -1 if the response was
   not possible. */
static int32_t
orders_after(struct roomed *r, const char *family, const char *row)
{
    int64_t matter = roomed_matter(r, ROOMED_ALPHA);
    const struct node *team;
    char body[256];
    int32_t n;

    (void)snprintf(body, sizeof(body), "'tabled': %lld, 'family': '%s', 'row': '%s'%s",
        (long long)matter, family, row, strcmp(family, "cost") == 0 ? ", 'named': 'beta'" : "");
    if (roomed_submit(r, "settle", ROOMED_ALPHA, body) != 200) {
        return -1;
    }
    assert_int_equal(roomed_console(r, "go", "'unsettled': 'habit'"), 200);
    n = count(json_find(roomed_page(r, ROOMED_ALPHA), "orders"), row);
    team = roomed_item(json_find(console(r), "teams"), "id", "alpha");
    assert_int_equal(count(json_find(team, "orders"), row), n);
    return n;
}

static void
an_order_that_waits_is_shown_to_its_state(void **state)
{
    int32_t found = 0, passed = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= 12 && (found < 1 || passed < 1); seed++) {
        struct roomed r;
        int32_t n;

        roomed_enter(&r, seed);
        roomed_join_all(&r);
        n = seed % 2 == 0 ? orders_after(&r, "pass", "absorb")
                          : orders_after(&r, "cost", "legal_step");
        if (seed % 2 == 0) {
            assert_true(n <= 0);
            passed += n == 0;
        } else if (n >= 0) {
            const struct node *orders = NULL;

            const struct node *own = NULL;

            assert_int_equal(n, 1);
            own = roomed_item(
                json_find(roomed_page(&r, ROOMED_ALPHA), "orders"), "row", "legal_step");
            assert_string_equal(json_find_text(own, "day"), "2027-03-31");
            assert_string_equal(json_find_text(own, "due"), "2027-07-29"); /* 120 days later */
            (void)roomed_page(&r, ROOMED_BETA);
            orders = json_find(roomed_json(&r), "orders");
            /* the page of another state lacks the order */
            assert_null(roomed_item(orders, "row", "legal_step"));
            found++;
        }
        roomed_leave(&r);
    }
    assert_true(found > 0 && passed > 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(go_leads_up_to_the_review_and_opens_it),
        cmocka_unit_test(stops_to_return_to_are_named),
        cmocka_unit_test(matters_of_the_world_are_named),
        cmocka_unit_test(a_team_has_read_what_it_has_opened),
        cmocka_unit_test(reasons_are_among_what_teams_wrote),
        cmocka_unit_test(an_order_that_waits_is_shown_to_its_state),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
