/* Tests teams without a socket: joining, waiting for news, submissions. */
#include "roomed.h"

/* ---- joining ---- */

static void
codes_are_limited_by_address_and_in_all(void **state)
{
    struct roomed r;
    char code[SECRET_CODE_BYTES];

    (void)state;
    roomed_enter(&r, 3);
    (void)snprintf(code, sizeof(code), "%s", roomed_code(&r, "alpha"));
    for (int k = 0; k < ROOM_TRIES; k++) {
        assert_int_equal(roomed_join(&r, k == 0 ? "" : "00000000x", "decide"), 401);
        assert_int_equal(roomed_number(roomed_json(&r), "left"), ROOM_TRIES - 1 - k);
    }
    assert_int_equal(roomed_join(&r, code, "decide"), 429);
    assert_int_equal(r.reply.retry_after, 60);
    r.now += 61 * ROOM_SECOND;
    assert_int_equal(roomed_join(&r, code, "decide"), 200);
    for (int k = ROOM_TRIES; k < ROOM_TRIES_ALL; k++) {
        r.peer = (uint64_t)(10 + k / ROOM_TRIES);
        assert_int_equal(roomed_join(&r, "1", "decide"), 401);
    }
    r.peer = 99;
    assert_int_equal(roomed_join(&r, code, "decide"), 429);
    assert_int_equal(roomed_console(&r, "code", "'seat': 'alpha'"), 200);
    assert_int_equal(roomed_join(&r, code, "decide"), 401); /* the old code */
    assert_int_equal(roomed_join(&r, roomed_code(&r, "alpha"), "decide"), 200);
    assert_int_equal(roomed_join(&r, roomed_code(&r, "alpha"), "rule"), 400);
    roomed_leave(&r);
}

static void
a_seat_has_eight_devices(void **state)
{
    struct roomed r;
    char first[SECRET_TOKEN_BYTES];

    (void)state;
    roomed_enter(&r, 3);
    for (int k = 0; k < ROOM_DEVICES_MAX; k++) {
        assert_int_equal(roomed_join(&r, roomed_code(&r, "beta"), "observe"), 200);
        assert_int_equal(roomed_number(roomed_json(&r), "device"), k + 1);
        roomed_keep_token(&r, ROOMED_BETA);
        if (k == 0) {
            memcpy(first, r.token[ROOMED_BETA], sizeof(first));
        }
    }
    assert_int_equal(roomed_join(&r, roomed_code(&r, "beta"), "decide"), 409);
    assert_true(roomed_has(&r, "'error': 'full'"));
    /* all devices but the last one send nothing */
    r.now += (ROOM_HERE_SECONDS + 1) * ROOM_SECOND;
    assert_int_equal(roomed_get(&r, ROOM_TEAMS, "/api/state", ROOMED_BETA), 200);
    assert_int_equal(roomed_join(&r, roomed_code(&r, "beta"), "decide"), 200);
    assert_int_equal(roomed_number(roomed_json(&r), "device"), ROOM_DEVICES_MAX + 1);
    assert_int_equal(roomed_ask(&r, ROOM_TEAMS, "GET", "/api/state", first, NULL), 401);
    assert_int_equal(roomed_get(&r, ROOM_TEAMS, "/api/state", ROOMED_BETA), 200);
    roomed_leave(&r);
}

/* ---- waiting ---- */

/** A request that waits, and can be passed to the handler again. */
struct held {
    struct web_request request;
    struct web_reply reply;
    char query[64];
};

static bool
wait_from(struct roomed *r, struct held *h, enum roomed_who who, int64_t n)
{
    *h = (struct held){.reply = {0}};
    h->request = roomed_request(r, ROOM_TEAMS, "GET", "/api/state", r->token[who], NULL);
    (void)snprintf(h->query, sizeof(h->query), "after=%lld&wait=25", (long long)n);
    h->request.path = "/api/state";
    h->request.query = h->query;
    web_answer(&r->web, &h->request, &h->reply);
    return h->reply.hold;
}

/* Passes the request to the handler again, as after an event. Returns the status; 0: the request is
   still held. */
static int32_t
ask_again(struct roomed *r, struct held *h, bool over)
{
    h->request.now = r->now;
    h->request.over = over;
    h->reply.hold = false;
    web_answer(&r->web, &h->request, &h->reply);
    return h->reply.hold ? 0 : h->reply.status;
}

static void
a_page_is_waited_for(void **state)
{
    struct roomed r;
    struct held alpha, second, again, beta;
    int64_t n, of_beta;

    (void)state;
    roomed_enter(&r, 3);
    roomed_join_all(&r);
    assert_int_equal(roomed_console(&r, "go", ""), 200);
    assert_int_equal(roomed_console(&r, "go", ""), 200);
    n = roomed_number(roomed_page(&r, ROOMED_ALPHA), "n");
    of_beta = roomed_number(roomed_page(&r, ROOMED_BETA), "n");
    /* an older snapshot: there is a reply at once */
    assert_false(wait_from(&r, &alpha, ROOMED_ALPHA, n - 1));
    assert_int_equal(alpha.reply.status, 200);
    web_reply_free(&alpha.reply);
    assert_true(wait_from(&r, &alpha, ROOMED_ALPHA, n));
    assert_true(alpha.reply.hold_until == r.now + 25 * ROOM_SECOND);
    assert_true(wait_from(&r, &beta, ROOMED_BETA, of_beta));
    assert_int_equal(ask_again(&r, &alpha, false), 0);

    /* a page that is loaded again gets its snapshot at once, and the older request continues to
       wait */
    assert_false(wait_from(&r, &second, ROOMED_ALPHA, 0));
    assert_int_equal(second.reply.status, 200);
    web_reply_free(&second.reply);
    assert_int_equal(ask_again(&r, &alpha, false), 0);
    /* the new page then waits in place of the older request, which is answered at once */
    assert_true(wait_from(&r, &again, ROOMED_ALPHA, n));
    assert_true(again.reply.wake);
    assert_int_equal(ask_again(&r, &alpha, false), 204);
    assert_int_equal(ask_again(&r, &again, false), 0);
    web_reply_free(&alpha.reply);
    /* the end of the older request does not affect the newer one; other devices of the team and
       other teams wait independently */
    assert_true(wait_from(&r, &second, ROOMED_OBSERVER, n));
    assert_false(second.reply.wake);
    assert_int_equal(ask_again(&r, &again, false), 0);
    assert_int_equal(ask_again(&r, &beta, false), 0);
    assert_int_equal(ask_again(&r, &second, true), 204);
    web_reply_free(&second.reply);

    /* a record of the seat ends its wait, but not that of another seat */
    assert_int_equal(roomed_submit(&r, "say", ROOMED_ALPHA,
                         "'to': 'beta', 'channel': 'political', 'text': 'A word.'"),
        200);
    assert_true(r.reply.wake);
    assert_int_equal(roomed_number(roomed_json(&r), "n"), n + 1);
    assert_int_equal(ask_again(&r, &beta, false), 0);
    assert_int_equal(ask_again(&r, &again, false), 200);
    assert_non_null(strstr(buffer_string(&again.reply.body), "A word."));
    web_reply_free(&again.reply);

    /* the end of the wait */
    r.now += 25 * ROOM_SECOND;
    assert_int_equal(ask_again(&r, &beta, true), 204);
    web_reply_free(&beta.reply);
    assert_false(
        wait_from(&r, &beta, ROOMED_BETA, of_beta + 7)); /* a number of an earlier start */
    assert_int_equal(beta.reply.status, 200);
    web_reply_free(&beta.reply);
    roomed_leave(&r);
}

/* ---- submissions ---- */

static void
decide(struct roomed *r, int64_t matter, const char *key, char body[512])
{
    (void)r;
    (void)snprintf(body, 512,
        "{'key': '%s', 'tabled': %lld, 'family': 'pass', 'row': 'absorb', "
        "'sure': 60, 'hostile_chance': 30, 'why': 'We wait.'}",
        key, (long long)matter);
}

static void
a_decision_counts_once(void **state)
{
    struct roomed r;
    char body[512];
    const struct node *tabled, *submitted;
    int64_t matter, records, n;

    (void)state;
    matter = roomed_enter_decision(&r, 3);
    decide(&r, matter, "one", body);
    records = roomed_records(&r);
    assert_int_equal(roomed_post(&r, ROOM_TEAMS, "/api/settle", ROOMED_OBSERVER, body), 403);
    assert_int_equal(roomed_post(&r, ROOM_TEAMS, "/api/settle", ROOMED_ALPHA, body), 200);
    n = roomed_number(roomed_json(&r), "n");
    assert_int_equal(roomed_records(&r), records + 1);
    assert_int_equal(roomed_post(&r, ROOM_TEAMS, "/api/settle", ROOMED_ALPHA, body), 200);
    assert_int_equal(roomed_number(roomed_json(&r), "n"), n);
    assert_int_equal(
        /* a repetition with the same key adds no second record */
        roomed_records(&r), records + 1);
    decide(&r, matter, "two", body);
    assert_int_equal(roomed_post(&r, ROOM_TEAMS, "/api/settle", ROOMED_ALPHA, body), 200);
    assert_int_equal(roomed_records(&r), records + 2); /* twin: a new key is a new submission */
    tabled = json_find(roomed_page(&r, ROOMED_OBSERVER), "tabled");
    submitted = json_find(roomed_item(tabled, "kind", "decision"), "submitted");
    assert_string_equal(json_find_text(submitted, "why"), "We wait.");
    assert_int_equal(roomed_number(submitted, "device"), 1);
    roomed_leave(&r);
}

static void
refusals_say_why(void **state)
{
    struct roomed r;
    char body[512];
    int64_t matter;

    (void)state;
    matter = roomed_enter_decision(&r, 3);
    decide(&r, matter + 500, "gone", body);
    assert_int_equal(roomed_post(&r, ROOM_TEAMS, "/api/settle", ROOMED_ALPHA, body), 409);
    assert_true(roomed_has(&r, "'error': 'gone'"));
    assert_true(roomed_number(roomed_json(&r), "state") >= ROOMED_FIRST);
    (void)snprintf(body, sizeof(body), "'tabled': %lld, 'family': 'cost', 'row': 'absorb'",
        (long long)matter);
    assert_int_equal(roomed_submit(&r, "settle", ROOMED_ALPHA, body), 409);
    assert_true(roomed_has(&r, "'error': 'impossible'"));
    (void)snprintf(
        body, sizeof(body), "'tabled': %lld, 'family': 'pass', 'row': 'x'", (long long)matter);
    assert_int_equal(roomed_submit(&r, "settle", ROOMED_ALPHA, body), 400);
    for (const char *const *own = (const char *const[]){"'seat': 'beta'", "'device': 1",
             "'overt': 'absorb'", "'arrives': true", NULL};
         *own != NULL; own++) {
        assert_int_equal(roomed_submit(&r, "settle", ROOMED_ALPHA, *own), 400);
    }
    assert_int_equal(roomed_console(&r, "close", ""), 200);
    decide(&r, matter, "late", body);
    assert_int_equal(roomed_post(&r, ROOM_TEAMS, "/api/settle", ROOMED_ALPHA, body), 409);
    assert_true(roomed_has(&r, "'error': 'closed'"));
    roomed_leave(&r);
}

static void
a_device_has_ten_posts_a_second(void **state)
{
    struct roomed r;

    (void)state;
    roomed_enter(&r, 3);
    roomed_join_all(&r);
    for (int k = 0; k < ROOM_POSTS_PER_SECOND; k++) {
        assert_int_equal(roomed_post(&r, ROOM_TEAMS, "/api/say", ROOMED_ALPHA, "{}"), 400);
    }
    assert_int_equal(roomed_post(&r, ROOM_TEAMS, "/api/say", ROOMED_ALPHA, "{}"), 429);
    assert_int_equal(r.reply.retry_after, 1);
    assert_int_equal(roomed_post(&r, ROOM_TEAMS, "/api/say", ROOMED_BETA, "{}"), 400);
    for (int k = 0; k < ROOM_READS_PER_SECOND; k++) {
        assert_int_equal(roomed_get(&r, ROOM_TEAMS, "/api/state", ROOMED_ALPHA), 200);
    }
    assert_int_equal(roomed_get(&r, ROOM_TEAMS, "/api/state", ROOMED_ALPHA), 429);
    assert_int_equal(roomed_get(&r, ROOM_TEAMS, "/api/state", ROOMED_OBSERVER), 200);
    r.now += ROOM_SECOND;
    assert_int_equal(roomed_post(&r, ROOM_TEAMS, "/api/say", ROOMED_ALPHA, "{}"), 400);
    roomed_leave(&r);
}

static void
drafts_are_the_teams_own(void **state)
{
    struct roomed r;
    char body[512];
    int64_t matter, records;

    (void)state;
    matter = roomed_enter_decision(&r, 3);
    records = roomed_records(&r);
    (void)snprintf(body, sizeof(body),
        "'tabled': %lld, 'draft': {'family': 'ask', 'sure': 40, 'why': 'Draft "
        "\\'7\\'.'}",
        (long long)matter);
    assert_int_equal(roomed_submit(&r, "draft", ROOMED_ALPHA, body), 200);
    assert_int_equal(roomed_records(&r), records);
    (void)roomed_page(&r, ROOMED_OBSERVER);
    assert_true(roomed_has(&r, "Draft \\\"7\\\"."));
    (void)roomed_page(&r, ROOMED_BETA);
    assert_false(roomed_has(&r, "Draft"));
    assert_int_equal(
        roomed_get(&r, ROOM_CONSOLE, "/api/console/state", ROOMED_FACILITATOR), 200);
    assert_false(roomed_has(&r, "Draft"));
    assert_int_equal(roomed_submit(&r, "draft", ROOMED_ALPHA, "'tabled': 1, 'draft': []"), 400);
    assert_int_equal(roomed_console(&r, "go", "'unsettled': 'habit'"), 200);
    (void)roomed_page(&r, ROOMED_OBSERVER);
    assert_false(roomed_has(&r, "Draft")); /* a draft belongs to one stop */
    roomed_leave(&r);
}

/* Other kinds of submissions reach the log. */
static void
every_kind_of_submission_is_taken(void **state)
{
    struct roomed r;
    const struct node *page;

    (void)state;
    roomed_enter(&r, 3);
    roomed_join_all(&r);
    assert_int_equal(roomed_console(&r, "go", ""), 200);
    page = roomed_page(&r, ROOMED_ALPHA);
    assert_non_null(roomed_item(json_find(page, "questions"), "id", "crisis"));
    assert_int_equal(
        roomed_submit(&r, "predict", ROOMED_ALPHA, "'question': 'crisis', 'percent': 35"), 200);
    assert_int_equal(
        roomed_submit(&r, "predict", ROOMED_ALPHA, "'question': 'crisis', 'percent': 101"),
        400);
    assert_int_equal(
        roomed_submit(&r, "predict", ROOMED_ALPHA, "'question': 'x', 'percent': 1"), 409);
    (void)roomed_matter(&r, ROOMED_ALPHA);
    assert_int_equal(
        roomed_submit(&r, "say", ROOMED_TABLE, "'to': 'all', 'text': 'We are calm.'"), 200);
    assert_int_equal(roomed_submit(&r, "say", ROOMED_ALPHA, "'to': 'all', 'text': '=1'"), 400);
    assert_int_equal(roomed_submit(&r, "act", ROOMED_ALPHA, "'initiative': 'nothing'"), 409);
    assert_int_equal(roomed_submit(&r, "take", ROOMED_ALPHA, "'matter': 900"), 409);
    assert_int_equal(
        roomed_submit(&r, "answer", ROOMED_ALPHA, "'tabled': 900, 'reply': 'denial'"), 409);
    while (exercise_stop(&r.session->exercise)->kind != PLAN_TALKS) {
        assert_int_equal(roomed_console(&r, "go", "'unsettled': 'habit'"), 200);
    }
    assert_int_equal(roomed_submit(&r, "offer", ROOMED_ALPHA, "'agreements': ['line']"), 200);
    assert_int_equal(roomed_submit(&r, "offer", ROOMED_BETA, "'agreements': ['nothing']"), 409);
    assert_int_equal(roomed_submit(&r, "offer", ROOMED_BETA, "'agreements': ['line']"), 200);
    assert_int_equal(roomed_console(&r, "go", ""), 200);
    page = roomed_page(&r, ROOMED_BETA);
    assert_string_equal(
        json_find_text(roomed_item(json_find(page, "agreements"), "id", "line"), "status"),
        "in_force");
    roomed_leave(&r);
}

static void
an_initiative_is_withdrawn(void **state)
{
    struct roomed r;
    const char *ask = "'initiative': 'ask', 'with': 'alpha', 'about': 2";

    (void)state;
    (void)roomed_enter_decision(&r, 3);
    assert_int_equal(roomed_submit(&r, "act", ROOMED_BETA, ask), 200);
    assert_non_null(json_find(roomed_page(&r, ROOMED_BETA), "initiative"));
    assert_int_equal(roomed_submit(&r, "act", ROOMED_BETA, "'initiative': 'none'"), 200);
    assert_null(json_find(roomed_page(&r, ROOMED_BETA), "initiative"));
    assert_int_equal(roomed_submit(&r, "act", ROOMED_BETA, ask), 200); /* submitted again */
    assert_non_null(json_find(roomed_page(&r, ROOMED_BETA), "initiative"));
    assert_int_equal(json_find(roomed_page(&r, ROOMED_BETA), "acted")->count, 0);
    assert_int_equal(roomed_console(&r, "go", "'unsettled': 'habit'"), 200);
    /* afterwards the page shows the initiative as new, for one stop */
    for (int stop = 0; stop < 2; stop++) {
        const struct node *acted =
            roomed_item(json_find(roomed_page(&r, ROOMED_BETA), "acted"), "initiative", "ask");

        assert_non_null(acted);
        assert_true((json_find(acted, "new") != NULL) == (stop == 0));
        assert_int_equal(roomed_console(&r, "go", "'unsettled': 'habit'"), 200);
    }
    roomed_leave(&r);
}

/* Messages can be sent to states that teams play. The page lists the other states. */
static void
messages_go_to_people(void **state)
{
    struct roomed r;

    (void)state;
    (void)roomed_enter_decision(&r, 3);
    (void)roomed_page(&r, ROOMED_ALPHA);
    assert_true(roomed_has(&r, "'say_to': ['beta']"));
    assert_true(roomed_has(&r, "'unplayed': ['gamma'"));
    assert_int_equal(roomed_console(&r, "habit", "'seat': 'beta', 'habit': true"), 200);
    (void)roomed_page(&r, ROOMED_ALPHA);
    assert_true(roomed_has(&r, "'say_to': []"));
    assert_true(roomed_has(&r, "'unplayed': ['beta', 'gamma'"));
    roomed_leave(&r);
}

static void
a_page_says_who_settled(void **state)
{
    struct roomed r;
    const struct node *settled;
    char body[512];

    (void)state;
    for (int team = 0; team < 2; team++) {
        roomed_enter(&r, 3);
        roomed_join_all(&r);
        decide(&r, roomed_matter(&r, ROOMED_ALPHA), "one", body);
        assert_int_equal(json_find(roomed_page(&r, ROOMED_ALPHA), "settled")->count, 0);
        if (team) {
            assert_int_equal(
                roomed_post(&r, ROOM_TEAMS, "/api/settle", ROOMED_ALPHA, body), 200);
        }
        assert_int_equal(roomed_console(&r, "go", "'unsettled': 'habit'"), 200);
        settled = roomed_item(
            json_find(roomed_page(&r, ROOMED_ALPHA), "settled"), "by", team ? "team" : "habit");
        assert_non_null(settled);
        assert_true(roomed_number(settled, "matter") > 0);
        assert_int_equal(roomed_number(settled, "sure"), team ? 60 : -1);
        roomed_leave(&r);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_limited_by_address_and_in_all),
        cmocka_unit_test(a_seat_has_eight_devices),
        cmocka_unit_test(a_page_is_waited_for),
        cmocka_unit_test(a_decision_counts_once),
        cmocka_unit_test(an_initiative_is_withdrawn),
        cmocka_unit_test(a_page_says_who_settled),
        cmocka_unit_test(messages_go_to_people),
        cmocka_unit_test(refusals_say_why),
        cmocka_unit_test(a_device_has_ten_posts_a_second),
        cmocka_unit_test(drafts_are_the_teams_own),
        cmocka_unit_test(every_kind_of_submission_is_taken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
