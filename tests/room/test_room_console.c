/* Tests the actions of the facilitator without a socket: the plan, messages to teams, seats, the
   review, the end; also with invented names. */
#include <time.h>

#include "roomed.h"

static void
console(struct roomed *r)
{
    assert_int_equal(
        roomed_get(r, ROOM_CONSOLE, "/api/console/state", ROOMED_FACILITATOR), 200);
}

static const char *
step_of(struct roomed *r)
{
    console(r);
    return json_find_text(json_find(roomed_json(r), "phase"), "step");
}

static void
go_asks_about_open_matters(void **state)
{
    struct roomed r;
    const char *before;

    (void)state;
    (void)roomed_enter_decision(&r, 3);
    before = step_of(&r);
    assert_int_equal(roomed_console(&r, "go", ""), 409);
    assert_true(roomed_has(&r, "'error': 'unsettled'"));
    assert_true(roomed_number(json_find(roomed_json(&r), "teams"), "alpha") >= 1);
    assert_int_equal(roomed_console(&r, "go", "'unsettled': 'perhaps'"), 400);
    assert_string_equal(step_of(&r), before);
    assert_int_equal(roomed_console(&r, "go", "'unsettled': 'keep'"), 200);
    assert_string_not_equal(step_of(&r), before);
    roomed_leave(&r);
}

static void
the_clock_can_be_stopped_and_lengthened(void **state)
{
    struct roomed r;
    int64_t left;

    (void)state;
    (void)roomed_enter_decision(&r, 3);
    left = roomed_number(json_find(roomed_page(&r, ROOMED_ALPHA), "phase"), "left_s");
    assert_true(left > 60);
    r.now += 10 * ROOM_SECOND;
    assert_true(roomed_number(json_find(roomed_page(&r, ROOMED_ALPHA), "phase"), "left_s") ==
                left - 10);
    assert_int_equal(roomed_console(&r, "pause", "'pause': true"), 200);
    r.now += 100 * ROOM_SECOND;
    assert_true(roomed_number(json_find(roomed_page(&r, ROOMED_ALPHA), "phase"), "left_s") ==
                left - 10);
    assert_int_equal(roomed_console(&r, "add", "'minutes': 2"), 200);
    assert_int_equal(roomed_console(&r, "pause", "'pause': false"), 200);
    r.now += 20 * ROOM_SECOND;
    assert_true(roomed_number(json_find(roomed_page(&r, ROOMED_ALPHA), "phase"), "left_s") ==
                left - 10 + 120 - 20);
    r.now += 100000 * ROOM_SECOND; /* the end of the time does not close the stop */
    (void)roomed_page(&r, ROOMED_ALPHA);
    assert_true(roomed_has(&r, "'open': true"));
    assert_int_equal(roomed_console(&r, "add", "'minutes': 601"), 400);
    roomed_leave(&r);
}

/* Returns the seconds of the clock at a stop of that kind; -1 if such a stop has no clock. */
static int64_t
planned_seconds(const char *kind)
{
    static const struct {
        const char *kind;
        int64_t seconds;
    } all[] = {{"decide", 5 * 60}, {"answer", 2 * 60}, {"react", 3 * 60}, {"talks", 10 * 60}};

    for (size_t k = 0; k < sizeof(all) / sizeof(all[0]); k++) {
        if (strcmp(all[k].kind, kind) == 0) {
            return all[k].seconds;
        }
    }
    return -1;
}

static void
every_stop_of_a_round_has_its_clock(void **state)
{
    struct roomed r;
    int32_t clocks = 0;
    bool ended = false;

    (void)state;
    roomed_enter_file(&r, SOURCE_DIR "/tests/room/clock.json", 3);
    roomed_join_all(&r);
    while (!ended) {
        const struct node *phase = json_find(roomed_page(&r, ROOMED_ALPHA), "phase");
        int64_t seconds = planned_seconds(json_find_text(phase, "kind"));

        assert_true((json_find(phase, "left_s") != NULL) == (seconds > 0));
        assert_true(seconds < 0 || roomed_number(phase, "left_s") == seconds);
        clocks += seconds > 0;
        ended = strcmp(json_find_text(phase, "kind"), "review") == 0;
        assert_int_equal(roomed_console(&r, "go", "'unsettled': 'habit'"), 200);
    }
    assert_int_equal(clocks, 3 * 3 + 1); /* three rounds with three stops, and the talks */
    roomed_leave(&r);
}

static void
what_is_told_reaches_those_it_is_for(void **state)
{
    struct roomed r;

    (void)state;
    (void)roomed_enter_decision(&r, 3);
    assert_int_equal(roomed_console(&r, "news", "'to': 'alpha', 'text': 'NEWS-OF-ALPHA'"), 200);
    assert_int_equal(roomed_console(&r, "news", "'to': 'all', 'text': 'NEWS-OF-ALL'"), 200);
    assert_int_equal(roomed_console(&r, "news", "'to': 'x', 'text': 'No.'"), 409);
    assert_int_equal(roomed_console(&r, "note", "'text': 'NOTE-OF-MINE'"), 200);
    assert_int_equal(roomed_console(&r, "show", "'text': 'SHOWN-TO-ALL'"), 200);
    assert_int_equal(roomed_console(&r, "skip", "'inject': 'leak'"), 200);
    assert_int_equal(roomed_console(&r, "skip", "'inject': 'nothing'"), 409);
    console(&r);
    assert_string_equal(
        json_find_text(
            roomed_item(json_find(roomed_json(&r), "injects"), "id", "leak"), "state"),
        "skipped");
    assert_int_equal(roomed_console(&r, "call", "'inject': 'leak'"), 200);
    assert_int_equal(roomed_console(&r, "call", "'inject': 'leak'"), 409);
    assert_int_equal(roomed_console(&r, "call", "'inject': 'outage'"), 409);
    (void)roomed_page(&r, ROOMED_ALPHA);
    assert_true(roomed_has(&r, "NEWS-OF-ALPHA") && roomed_has(&r, "NEWS-OF-ALL"));
    assert_false(roomed_has(&r, "NOTE-OF-MINE") || roomed_has(&r, "CALLED-BETA"));
    (void)roomed_page(&r, ROOMED_BETA);
    assert_true(roomed_has(&r, "NEWS-OF-ALL") && roomed_has(&r, "CALLED-BETA"));
    assert_false(roomed_has(&r, "NEWS-OF-ALPHA"));
    assert_int_equal(
        roomed_get(&r, ROOM_CONSOLE, "/api/screen/state", ROOMED_FACILITATOR), 200);
    assert_true(roomed_has(&r, "SHOWN-TO-ALL") && roomed_has(&r, "NEWS-OF-ALL"));
    assert_false(roomed_has(&r, "NEWS-OF-ALPHA") || roomed_has(&r, "CALLED-BETA") ||
                 roomed_has(&r, "NOTE-OF-MINE") || roomed_has(&r, "SECRET-"));
    console(&r);
    assert_true(roomed_has(&r, "NOTE-OF-MINE") && roomed_has(&r, "EXPECT: "));
    assert_false(roomed_has(&r, "\"seed\"")); /* not before the review */
    roomed_leave(&r);
}

static void
seats_and_devices_are_managed(void **state)
{
    struct roomed r;

    (void)state;
    roomed_enter(&r, 3);
    roomed_join_all(&r);
    assert_int_equal(roomed_console(&r, "habit", "'seat': 'beta', 'habit': true"), 200);
    assert_true(
        json_find(json_find(roomed_page(&r, ROOMED_BETA), "seat"), "habit")->kind == NODE_TRUE);
    assert_int_equal(roomed_console(&r, "habit", "'seat': 'beta', 'habit': false"), 200);
    assert_int_equal(roomed_console(&r, "habit", "'seat': 'x', 'habit': false"), 409);
    assert_int_equal(roomed_console(&r, "code", "'seat': 'x'"), 400);
    assert_int_equal(roomed_console(&r, "table", "'seat': 'x'"), 400);
    assert_int_equal(roomed_console(&r, "kick", "'seat': 'alpha', 'device': 7"), 409);
    assert_int_equal(roomed_console(&r, "kick", "'seat': 'alpha', 'device': 2"), 200);
    assert_int_equal(roomed_get(&r, ROOM_TEAMS, "/api/state", ROOMED_OBSERVER), 401);
    assert_int_equal(roomed_get(&r, ROOM_TEAMS, "/api/state", ROOMED_ALPHA), 200);
    assert_int_equal(
        roomed_console(&r, "table", "'seat': 'alpha'"), 200); /* hides the page of the team */
    assert_int_equal(roomed_get(&r, ROOM_CONSOLE, "/api/state", ROOMED_TABLE), 401);
    roomed_leave(&r);
}

static void
a_step_back_undoes_and_sends_nobody_away(void **state)
{
    struct roomed r;
    char body[64];
    int64_t record;
    const char *before;

    (void)state;
    (void)roomed_enter_decision(&r, 3);
    before = step_of(&r);
    record = roomed_records(&r);
    assert_int_equal(roomed_console(&r, "news", "'to': 'all', 'text': 'TAKEN-BACK'"), 200);
    assert_int_equal(roomed_console(&r, "go", "'unsettled': 'habit'"), 200);
    (void)snprintf(body, sizeof(body), "'to': %lld", (long long)record);
    assert_int_equal(roomed_console(&r, "back", body), 200);
    assert_string_equal(step_of(&r), before);
    assert_int_equal(roomed_console(&r, "back", "'to': 100000"), 409);
    (void)roomed_page(&r, ROOMED_ALPHA);
    assert_false(roomed_has(&r, "TAKEN-BACK"));
    roomed_leave(&r);
}

/* ---- the review ---- */

static int32_t
get_when(struct roomed *r, const char *path, int32_t status)
{
    return roomed_get_until(r, path, status, "");
}

static void
the_review_opens_what_was_closed(void **state)
{
    static const char *const parts[] = {"truth", "turning", "predictions", "use", "suggested"};
    struct roomed r;
    char path[64], body[96];
    const struct node *matters, *tree;
    int64_t matter;

    (void)state;
    matter = roomed_enter_decision(&r, 3);
    (void)snprintf(
        body, sizeof(body), "'seat': 'alpha', 'number': %lld, 'n': 20", (long long)matter);
    assert_int_equal(roomed_console(&r, "whatif", body), 409);
    assert_int_equal(
        roomed_get(&r, ROOM_CONSOLE, "/api/review/truth", ROOMED_FACILITATOR), 409);
    roomed_review(&r);
    assert_int_equal(roomed_console(&r, "review", "'page': 'nothing'"), 400);
    for (size_t k = 0; k < sizeof(parts) / sizeof(parts[0]); k++) {
        (void)snprintf(path, sizeof(path), "/api/review/%s", parts[k]);
        assert_int_equal(get_when(&r, path, 200), 200);
    }
    assert_int_equal(
        roomed_get(&r, ROOM_CONSOLE, "/api/review/truth", ROOMED_FACILITATOR), 200);
    matters = json_find(roomed_json(&r), "matters");
    assert_true(matters->count >= 2);
    for (int32_t k = 0; k < matters->count; k++) {
        int32_t own = 0;

        (void)snprintf(path, sizeof(path), "/api/review/tree/%d", (int)k + 1);
        assert_int_equal(get_when(&r, path, 200), 200);
        tree = json_find(roomed_json(&r), "tree");
        assert_true(tree->count >= 1);
        for (int32_t i = 0; i < tree->count; i++) {
            const struct node *node = tree->members[i].value;

            assert_int_equal(roomed_number(node, "number"), i + 1);
            assert_true(roomed_number(node, "cause") <= i);
            own += json_find(node, "matter") != NULL;
        }
        assert_int_equal(own, 1);
    }
    (void)snprintf(path, sizeof(path), "/api/review/tree/%d", (int)matters->count + 1);
    assert_int_equal(roomed_get(&r, ROOM_CONSOLE, path, ROOMED_FACILITATOR), 404);
    assert_int_equal(
        roomed_get(&r, ROOM_CONSOLE, "/api/review/tree/0", ROOMED_FACILITATOR), 404);

    assert_int_equal(roomed_console(&r, "whatif", body), 200);
    assert_int_equal(roomed_get_until(&r, "/api/console/state", 200, "'state': 'done'"), 200);
    assert_true(roomed_has(&r, "\"arms\"") && roomed_has(&r, "\"seed\""));
    assert_int_equal(roomed_console(&r, "whatif", "'seat': 'alpha', 'number': 999"), 409);
    (void)snprintf(
        body, sizeof(body), "'seat': 'alpha', 'number': %lld, 'n': 10000", (long long)matter);
    assert_int_equal(roomed_console(&r, "whatif", body), 200);
    (void)snprintf(body, sizeof(body), "'job': %d", (int)roomed_number(roomed_json(&r), "job"));
    assert_int_equal(roomed_console(&r, "stop", body), 200);
    assert_int_equal(
        roomed_get_until(&r, "/api/console/state", 200, "'state': 'stopped'"), 200);
    assert_int_equal(roomed_get(&r, ROOM_TEAMS, "/api/state", ROOMED_ALPHA), 200);
    assert_true(roomed_has(&r, "'review': {'matters'"));
    roomed_leave(&r);
}

/* If a step back has closed the review and it is opened again, the review is computed again for the
   present exercise. */
static void
a_review_is_that_of_the_exercise_as_it_is(void **state)
{
    struct roomed r;
    char body[64];
    int64_t record;
    struct failure f = {0};
    bool wake;

    (void)state;
    roomed_enter(&r, 3);
    roomed_join_all(&r);
    while (exercise_stop(&r.session->exercise)->kind != PLAN_REVIEW) {
        assert_int_equal(roomed_console(&r, "go", "'unsettled': 'habit'"), 200);
    }
    record = roomed_records(&r);
    assert_int_equal(roomed_console(&r, "review", ""), 200);
    assert_ok(room_step(r.room, r.now, &wake, &f), &f);
    assert_int_equal(get_when(&r, "/api/review/truth", 200), 200);
    (void)snprintf(body, sizeof(body), "'to': %lld", (long long)record);
    assert_int_equal(roomed_console(&r, "back", body), 200);
    assert_int_equal(
        roomed_get(&r, ROOM_CONSOLE, "/api/review/truth", ROOMED_FACILITATOR), 409);
    assert_int_equal(roomed_console(&r, "review", ""), 200);
    assert_int_equal(
        roomed_get(&r, ROOM_CONSOLE, "/api/review/truth", ROOMED_FACILITATOR), 202);
    assert_int_equal(get_when(&r, "/api/review/truth", 200), 200);
    roomed_leave(&r);
}

/* ---- the end ---- */

static void
an_exercise_can_be_deleted(void **state)
{
    struct roomed r;
    struct failure f = {0};

    (void)state;
    roomed_enter(&r, 3);
    assert_int_equal(roomed_console(&r, "delete", ""), 400);
    assert_int_equal(roomed_console(&r, "delete", "'confirm': false"), 400);
    assert_false(room_is_deleted(r.room));
    assert_int_equal(roomed_console(&r, "delete", "'confirm': true"), 200);
    assert_true(room_is_deleted(r.room));
    room_free(r.room);
    r.room = NULL;
    assert_true(scratch_exists(r.played.directory, "exercise.jsonl"));
    assert_ok(session_remove(&r.played.session, &f), &f);
    session_close(&r.played.session);
    assert_int_not_equal(access(r.played.directory, F_OK), 0);
    roomed_leave(&r);
}

static void
files_of_others_stay(void **state)
{
    struct roomed r;
    char path[SCRATCH_PATH];
    struct failure f = {0};
    FILE *file;

    (void)state;
    roomed_enter(&r, 3);
    file = fopen(scratch_join(path, r.played.directory, "notes.txt"), "w");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
    room_free(r.room);
    r.room = NULL;
    assert_ok(session_remove(&r.played.session, &f), &f);
    session_close(&r.played.session);
    assert_true(scratch_exists(r.played.directory, "notes.txt"));
    assert_false(scratch_exists(r.played.directory, "exercise.jsonl") ||
                 scratch_exists(r.played.directory, "scenario.json"));
    roomed_leave(&r);
}

/* ---- invented names ---- */

/* Real ids and names of the small exercise: those of states, an agreement and sources; the year. */
static const char *const real[] = {"\"alpha\"", "\"beta\"", "\"gamma\"", "\"Alpha\"",
    "\"Beta\"", "\"Gamma\"", "\"line\"", "a direct line", "_service\"", "\"2027-03"};
enum { REALS = sizeof(real) / sizeof(real[0]) };

static void
look(const struct roomed *r, bool found[REALS])
{
    for (int k = 0; k < REALS; k++) {
        found[k] = found[k] || strstr(roomed_text(r), real[k]) != NULL;
    }
}

/* Plays an exercise, and searches everything that any person receives for real names. The real time
   in records is allowed. */
static void
play_and_look(const char *path, bool found[REALS])
{
    static const struct {
        int32_t door;
        const char *path;
        enum roomed_who who;
    } pages[] = {{ROOM_TEAMS, "/api/hello", ROOMED_NOBODY},
        {ROOM_TEAMS, "/api/state", ROOMED_ALPHA}, {ROOM_TEAMS, "/api/state", ROOMED_BETA},
        {ROOM_TEAMS, "/api/brief", ROOMED_BETA},
        {ROOM_CONSOLE, "/api/screen/state", ROOMED_FACILITATOR}};
    struct roomed r;
    char body[128];

    roomed_enter_file(&r, path, 3);
    for (int k = 0; k < 2; k++) {
        console(&r);
        look(&r, found);
        assert_int_equal(
            roomed_join(&r,
                json_find_text(json_find(roomed_json(&r), "teams")->members[k].value, "code"),
                "decide"),
            200);
        look(&r, found);
        roomed_keep_token(&r, k == 0 ? ROOMED_ALPHA : ROOMED_BETA);
    }
    for (;;) {
        enum plan_kind kind = exercise_stop(&r.session->exercise)->kind;

        for (size_t k = 0; k < sizeof(pages) / sizeof(pages[0]); k++) {
            assert_int_equal(roomed_get(&r, pages[k].door, pages[k].path, pages[k].who), 200);
            look(&r, found);
        }
        if (r.session->exercise.now.review) {
            break;
        }
        if (kind == PLAN_TALKS) {
            const struct node *talks = json_find(roomed_page(&r, ROOMED_ALPHA), "talks");

            (void)snprintf(body, sizeof(body), "'agreements': ['%s']",
                json_find_text(json_find(talks, "offers")->members[0].value, "id"));
            assert_int_equal(roomed_submit(&r, "offer", ROOMED_ALPHA, body), 200);
            look(&r, found);
        } else if (kind == PLAN_DECIDE) {
            (void)snprintf(body, sizeof(body),
                "'to': '%s', 'channel': 'political', 'text': 'A word.'",
                json_find_text(json_find(roomed_page(&r, ROOMED_ALPHA), "seat"), "id"));
            assert_int_equal(roomed_submit(&r, "say", ROOMED_BETA, body), 200);
            (void)roomed_submit(
                &r, "act", ROOMED_BETA, "'initiative': 'ping', 'with': 'alpha'");
            look(&r, found); /* the message of a refusal */
        }
        if (kind == PLAN_REVIEW) {
            roomed_review(&r);
        } else {
            assert_int_equal(roomed_console(&r, "go", "'unsettled': 'habit'"), 200);
            look(&r, found);
        }
    }
    for (const char *const *part = (const char *const[]){"truth", "turning", "predictions",
             "use", "suggested", "tree/1", NULL};
         *part != NULL; part++) {
        char route[64];

        (void)snprintf(route, sizeof(route), "/api/review/%s", *part);
        assert_int_equal(get_when(&r, route, 200), 200);
        look(&r, found);
    }
    roomed_leave(&r);
}

static void
invented_names_hide_the_real_ones(void **state)
{
    bool plain[REALS] = {false}, invented[REALS] = {false};

    (void)state;
    play_and_look(PLAYED_SCENARIO, plain);
    play_and_look(SOURCE_DIR "/tests/room/invented.json", invented);
    for (int k = 0; k < REALS; k++) {
        if (invented[k]) {
            fail_msg("a page has %s", real[k]);
        }
        assert_true(plain[k] || strcmp(real[k], "_service\"") == 0); /* no page shows sources */
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(go_asks_about_open_matters),
        cmocka_unit_test(the_clock_can_be_stopped_and_lengthened),
        cmocka_unit_test(every_stop_of_a_round_has_its_clock),
        cmocka_unit_test(what_is_told_reaches_those_it_is_for),
        cmocka_unit_test(seats_and_devices_are_managed),
        cmocka_unit_test(a_step_back_undoes_and_sends_nobody_away),
        cmocka_unit_test(the_review_opens_what_was_closed),
        cmocka_unit_test(a_review_is_that_of_the_exercise_as_it_is),
        cmocka_unit_test(an_exercise_can_be_deleted),
        cmocka_unit_test(files_of_others_stay),
        cmocka_unit_test(invented_names_hide_the_real_ones),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
