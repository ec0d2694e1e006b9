/* Tests, without a socket, who may call which route, and what routes do with bodies that do not
   fit. */
#include "roomed.h"

#include "scratch.h"

enum { FORBIDDEN = -1 };

/* A route, and the status of its reply to each person. */
struct row {
    int32_t door;
    const char *method, *path, *body;
    /* The status for the people in the order of enum roomed_who. */
    int32_t status[ROOMED_PEOPLE];
};

#define ALL(status)                                                                            \
    {                                                                                          \
        status, status, status, status, status, status, status                                 \
    }
#define JOINED                                                                                 \
    {                                                                                          \
        401, 401, 200, 200, 200, 401, 401                                                      \
    }
#define DECIDES(status)                                                                        \
    {                                                                                          \
        401, 401, 403, status, status, 401, 401                                                \
    }
#define AT_TABLE(status)                                                                       \
    {                                                                                          \
        401, 401, 401, 401, 401, status, 401                                                   \
    }
#define FACILITATES(status)                                                                    \
    {                                                                                          \
        401, 401, 401, 401, 401, 401, status                                                   \
    }

static const char say[] = "{'key': 'a', 'to': 'all', 'text': 'Hello.'}";
static const char nothing[] = "{}";

/* All routes. The bodies have no effect, because this test is only about tokens. */
static const struct row rows[] = {
    {ROOM_TEAMS, "GET", "/api/hello", NULL, ALL(200)},
    {ROOM_TEAMS, "POST", "/api/join", nothing, ALL(400)},
    {ROOM_TEAMS, "GET", "/api/state", NULL, JOINED},
    {ROOM_TEAMS, "GET", "/api/brief", NULL, JOINED},
    {ROOM_TEAMS, "POST", "/api/settle", nothing, DECIDES(400)},
    {ROOM_TEAMS, "POST", "/api/answer", nothing, DECIDES(400)},
    {ROOM_TEAMS, "POST", "/api/predict", nothing, DECIDES(400)},
    {ROOM_TEAMS, "POST", "/api/practice", nothing, DECIDES(400)},
    {ROOM_TEAMS, "POST", "/api/act", nothing, DECIDES(400)},
    {ROOM_TEAMS, "POST", "/api/take", nothing, DECIDES(400)},
    {ROOM_TEAMS, "POST", "/api/say", say, DECIDES(200)},
    {ROOM_TEAMS, "POST", "/api/offer", nothing, DECIDES(400)},
    {ROOM_TEAMS, "POST", "/api/draft", nothing, DECIDES(400)},
    {ROOM_CONSOLE, "GET", "/api/hello", NULL, ALL(200)},
    {ROOM_CONSOLE, "GET", "/api/state", NULL, AT_TABLE(200)},
    {ROOM_CONSOLE, "GET", "/api/brief", NULL, {401, 401, 401, 401, 401, 200, 200}},
    {ROOM_CONSOLE, "POST", "/api/settle", nothing, AT_TABLE(400)},
    {ROOM_CONSOLE, "POST", "/api/answer", nothing, AT_TABLE(400)},
    {ROOM_CONSOLE, "POST", "/api/predict", nothing, AT_TABLE(400)},
    {ROOM_CONSOLE, "POST", "/api/practice", nothing, AT_TABLE(400)},
    {ROOM_CONSOLE, "POST", "/api/act", nothing, AT_TABLE(400)},
    {ROOM_CONSOLE, "POST", "/api/take", nothing, AT_TABLE(400)},
    {ROOM_CONSOLE, "POST", "/api/say", say, AT_TABLE(200)},
    {ROOM_CONSOLE, "POST", "/api/offer", nothing, AT_TABLE(400)},
    {ROOM_CONSOLE, "POST", "/api/draft", nothing, AT_TABLE(400)},
    {ROOM_CONSOLE, "GET", "/api/console/state", NULL, FACILITATES(200)},
    {ROOM_CONSOLE, "GET", "/api/screen/state", NULL, FACILITATES(200)},
    {ROOM_CONSOLE, "GET", "/api/review/truth", NULL, FACILITATES(409)},
    {ROOM_CONSOLE, "GET", "/api/review/tree/1", NULL, FACILITATES(409)},
    {ROOM_CONSOLE, "GET", "/export/review.html", NULL, FACILITATES(409)},
    {ROOM_CONSOLE, "POST", "/api/console/news", nothing, FACILITATES(400)},
    {ROOM_CONSOLE, "POST", "/api/console/nothing", nothing, FACILITATES(404)},
};
enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

static void
everybody_has_own_routes(void **state)
{
    struct roomed r;

    (void)state;
    roomed_enter(&r, 3);
    roomed_join_all(&r);
    assert_int_equal(roomed_console(&r, "go", ""), 200); /* messages need an open stop */
    assert_int_equal(roomed_console(&r, "go", ""), 200);
    for (size_t k = 0; k < ROWS; k++) {
        for (enum roomed_who who = 0; who < ROOMED_PEOPLE; who++) {
            const char *token = who == ROOMED_NOBODY ? NULL : r.token[who];
            int32_t got;

            r.now += ROOM_SECOND;
            r.peer++; /* wrong codes count by address */
            got = roomed_ask(&r, rows[k].door, rows[k].method, rows[k].path, token,
                strcmp(rows[k].method, "POST") == 0 ? rows[k].body : NULL);
            if (got != rows[k].status[who]) {
                fail_msg("%s %s, door %d, person %d: %d, expected %d: %s", rows[k].method,
                    rows[k].path, (int)rows[k].door, (int)who, (int)got,
                    (int)rows[k].status[who], roomed_text(&r));
            }
        }
    }
    roomed_leave(&r);
}

/* The routes of the console do not exist on the door of the teams, for any token. */
static void
the_console_is_not_on_the_network(void **state)
{
    struct roomed r;
    int32_t n = 0;

    (void)state;
    roomed_enter(&r, 3);
    roomed_join_all(&r);
    for (size_t k = 0; k < ROWS; k++) {
        bool both = false;

        for (size_t i = 0; i < ROWS; i++) {
            both =
                both || (rows[i].door == ROOM_TEAMS && strcmp(rows[i].path, rows[k].path) == 0);
        }
        for (enum roomed_who who = 0; who < ROOMED_PEOPLE && !both; who++) {
            assert_int_equal(roomed_ask(&r, ROOM_TEAMS, rows[k].method, rows[k].path,
                                 r.token[who], rows[k].body),
                404);
            n++;
        }
    }
    assert_true(n >= 7 * ROOMED_PEOPLE);
    for (const char *const *page = (const char *const[]){"/console", "/screen", "/table",
             "/review", "/export/exercise.json", NULL};
         *page != NULL; page++) {
        assert_int_equal(roomed_get(&r, ROOM_TEAMS, *page, ROOMED_FACILITATOR), 404);
    }
    assert_int_equal(roomed_get(&r, ROOM_CONSOLE, "/team", ROOMED_FACILITATOR), 404);
    assert_int_equal(roomed_get(&r, ROOM_CONSOLE, "/console", ROOMED_NOBODY), 200);
    assert_int_equal(roomed_get(&r, ROOM_TEAMS, "/team", ROOMED_NOBODY), 200);
    roomed_leave(&r);
}

/* Checks that every route of room_routes.c is in the table above. */
static void
the_table_is_complete(void **state)
{
    static char text[SCRATCH_TEXT];
    int32_t n = 0;

    (void)state;
    for (const char *at = scratch_read(text, SOURCE_DIR, "sim/room/room_routes.c");
         (at = strstr(at, "\"/")) != NULL; at++) {
        const char *end = strchr(at + 1, '"');
        bool found = false;

        for (size_t k = 0; k < ROWS; k++) {
            size_t length = (size_t)(end - at - 1);

            found = found || (strncmp(rows[k].path, at + 1, length) == 0 &&
                                 (at[length] == '/' || rows[k].path[length] == '\0'));
        }
        if (!found) {
            fail_msg("no row for %.*s", (int)(end - at + 1), at);
        }
        n++;
    }
    assert_true(n >= 19);
}

static void
methods_and_paths_are_exact(void **state)
{
    struct roomed r;

    (void)state;
    roomed_enter(&r, 3);
    roomed_join_all(&r);
    for (size_t k = 0; k < ROWS; k++) {
        bool posts = strcmp(rows[k].method, "POST") == 0;
        bool action =
            /* an action could have this name */
            strcmp(rows[k].path, "/api/console/state") == 0;
        int32_t status = roomed_ask(&r, rows[k].door, posts ? "GET" : "POST", rows[k].path,
            r.token[ROOMED_FACILITATOR], posts ? NULL : nothing);

        if (action ? status != 404 : status != 405 || r.reply.allow == NULL) {
            fail_msg("%s: %d", rows[k].path, (int)status);
        }
    }
    for (const char *const *path = (const char *const[]){"/api/console/x/go", "/api/console/",
             "/api/console/go/", "/api/review/x/truth", "/api/review/", "/api/review/tree/",
             "/api/review/tree/1x", "/api/review/tree/-1", "/export/", "/export/x/review.html",
             "/export/exercise.jsonl", "/export/../exercise.jsonl", "/api/state/", "/api",
             NULL};
         *path != NULL; path++) {
        bool posts = strncmp(*path, "/api/console/", 13) == 0;
        int32_t status = roomed_ask(&r, ROOM_CONSOLE, posts ? "POST" : "GET", *path,
            r.token[ROOMED_FACILITATOR], posts ? nothing : NULL);

        if (status != 404) {
            fail_msg("%s: %d", *path, (int)status);
        }
    }
    assert_int_equal(
        roomed_ask(&r, ROOM_TEAMS, "HEAD", "/api/state", r.token[ROOMED_ALPHA], NULL), 200);
    roomed_leave(&r);
}

/* Bodies that fit no route. */
static const char *const bad[] = {"", "{", "[]", "null", "1", "\"text\"", "{'key': }",
    "{'key': 'a', 'key': 'b'}", "{'key': 'a'} {}", "{'nothing': 1}", "{'key': 1}",
    "{'key': {}}", "{'key': 'a', 'seat': 'beta', 'devices': 1}", "{'key': '\xff'}",
    "{'key': '\\u0000'}", "{'key': 'a', 'sure': 1e999}", "{'key': 'a', 'tabled': -1}",
    "{'key': 'a', 'tabled': 1.5}", "{'key': 'a', 'tabled': 99999999999999999999}"};

static void
bad_bodies_change_nothing(void **state)
{
    static const char *const more[] = {"/api/console/go", "/api/console/close",
        "/api/console/pause", "/api/console/add", "/api/console/back", "/api/console/review",
        "/api/console/call", "/api/console/skip", "/api/console/news", "/api/console/note",
        "/api/console/show", "/api/console/agree", "/api/console/habit", "/api/console/code",
        "/api/console/table", "/api/console/kick", "/api/console/whatif", "/api/console/stop",
        "/api/console/texts", "/api/console/delete"};
    struct roomed r;
    int64_t records;

    (void)state;
    roomed_enter(&r, 3);
    roomed_join_all(&r);
    records = roomed_records(&r);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        for (size_t k = 0; k < ROWS; k++) {
            if (strcmp(rows[k].method, "POST") == 0 &&
                strncmp(rows[k].path, "/api/console", 12) != 0) {
                r.now += ROOM_SECOND;
                assert_int_equal(roomed_ask(&r, rows[k].door, "POST", rows[k].path,
                                     rows[k].door == ROOM_TEAMS ? r.token[ROOMED_ALPHA]
                                                                : r.token[ROOMED_TABLE],
                                     bad[i]),
                    400);
                assert_true(roomed_has(&r, "'error': 'bad_request'"));
            }
        }
        for (size_t k = 0; k < sizeof(more) / sizeof(more[0]); k++) {
            int32_t status = roomed_post(&r, ROOM_CONSOLE, more[k], ROOMED_FACILITATOR, bad[i]);

            if (status != 400) {
                fail_msg("%s %s: %d", more[k], bad[i], (int)status);
            }
        }
    }
    assert_int_equal(roomed_records(&r), records);
    roomed_leave(&r);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_has_own_routes),
        cmocka_unit_test(the_console_is_not_on_the_network),
        cmocka_unit_test(the_table_is_complete),
        cmocka_unit_test(methods_and_paths_are_exact),
        cmocka_unit_test(bad_bodies_change_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
