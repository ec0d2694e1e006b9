/**
 * roomed.h - a room for the small exercise of tests/workshop/played.h, with requests without a
 * socket.
 */
#ifndef TESTS_ROOM_ROOMED_H
#define TESTS_ROOM_ROOMED_H

#include <time.h>

#include "format/json_parse.h"
#include "json_quotes.h"
#include "room/room_internal.h"
#include "web/web.h"
#include "workshop/played.h"

#define ROOMED_TOKEN "0123456789abcdef0123456789abcdef"

enum { ROOMED_PORT = 8080, ROOMED_SEATS = 2, ROOMED_FIRST = 1000 };

/** The person whose token a request has. */
enum roomed_who {
    ROOMED_NOBODY,
    ROOMED_STRANGER,
    ROOMED_OBSERVER, /* of the first seat */
    ROOMED_ALPHA,
    ROOMED_BETA,
    ROOMED_TABLE, /* of the first seat */
    ROOMED_FACILITATOR,
    ROOMED_PEOPLE
};

struct roomed {
    struct played played;
    struct session *session; /* of `played`, or of another exercise */
    struct room *room;
    struct web web;
    struct web_reply reply;
    struct arena arena;
    uint64_t requests, peer;
    int64_t now;
    char token[ROOMED_PEOPLE][SECRET_TOKEN_BYTES];
    int32_t keys;
};

static inline const char *
roomed_time(char out[ROOM_TIME_BYTES])
{
    (void)snprintf(out, ROOM_TIME_BYTES, "2027-05-04T09:00:01Z");
    return out;
}

/**
 * Returns a request as a page of the door sends it. `path` may have a query. `body` has single
 * quotes (json_quotes.h).
 */
static inline struct web_request
roomed_request(struct roomed *r, int32_t door, const char *method, const char *path,
    const char *token, const char *body)
{
    static char address[1024], host[2][32], origin[2][80];
    char *query;

    (void)snprintf(address, sizeof(address), "%s", path);
    query = strchr(address, '?');
    if (query != NULL) {
        *query++ = '\0';
    }
    for (int k = 0; k < 2; k++) {
        (void)snprintf(host[k], sizeof(host[k]), "127.0.0.1:%d", ROOMED_PORT + k);
        (void)snprintf(origin[k], sizeof(origin[k]), "http:%s%.20s", "//", host[k]);
    }
    return (struct web_request){.door = door,
        .id = ++r->requests,
        .peer = r->peer,
        .now = r->now,
        .method = method,
        .path = address,
        .query = query,
        .body = body == NULL ? "" : json_quotes(body),
        .length = body == NULL ? 0 : strlen(body),
        .host = host[door],
        .origin = origin[door],
        .content_type = "application/json",
        .token = token};
}

/**
 * Sends a request to the room, and returns the status; 0: the request is held. The reply is in
 * r->reply until the next call.
 */
static inline int32_t
roomed_ask(struct roomed *r, int32_t door, const char *method, const char *path,
    const char *token, const char *body)
{
    struct web_request request = roomed_request(r, door, method, path, token, body);

    web_reply_free(&r->reply);
    web_answer(&r->web, &request, &r->reply);
    return r->reply.hold ? 0 : r->reply.status;
}

static inline int32_t
roomed_get(struct roomed *r, int32_t door, const char *path, enum roomed_who who)
{
    return roomed_ask(r, door, "GET", path, who == ROOMED_NOBODY ? NULL : r->token[who], NULL);
}

static inline int32_t
roomed_post(
    struct roomed *r, int32_t door, const char *path, enum roomed_who who, const char *body)
{
    return roomed_ask(r, door, "POST", path, who == ROOMED_NOBODY ? NULL : r->token[who], body);
}

/** Sends a submission of a team. `members` has no braces and no key. */
static inline int32_t
roomed_submit(struct roomed *r, const char *route, enum roomed_who who, const char *members)
{
    char path[64], body[2048];

    r->now += ROOM_SECOND / 5;
    (void)snprintf(path, sizeof(path), "/api/%s", route);
    (void)snprintf(body, sizeof(body), "{'key': 'k%d'%s%s}", (int)++r->keys,
        members[0] == '\0' ? "" : ", ", members);
    return roomed_post(r, who == ROOMED_TABLE ? ROOM_CONSOLE : ROOM_TEAMS, path, who, body);
}

/** Sends an action of the facilitator. */
static inline int32_t
roomed_console(struct roomed *r, const char *action, const char *members)
{
    char path[64], body[1024];

    (void)snprintf(path, sizeof(path), "/api/console/%s", action);
    (void)snprintf(body, sizeof(body), "{%s}", members);
    return roomed_post(r, ROOM_CONSOLE, path, ROOMED_FACILITATOR, body);
}

static inline const char *
roomed_text(const struct roomed *r)
{
    return buffer_string(&r->reply.body);
}

static inline bool
roomed_has(const struct roomed *r, const char *text)
{
    return strstr(roomed_text(r), json_quotes(text)) != NULL;
}

/** Returns the reply as a tree. */
static inline struct node *
roomed_json(struct roomed *r)
{
    struct node *tree = NULL;
    struct failure f = {0};
    char *copy = arena_text(&r->arena, roomed_text(r), r->reply.body.length);

    assert_ok(json_parse(&r->arena, "reply", copy, r->reply.body.length, &tree, &f), &f);
    return tree;
}

static inline int64_t
roomed_number(const struct node *object, const char *key)
{
    const struct node *node = json_find(object, key);

    return node == NULL ? -1 : (int64_t)node->number;
}

/** Returns the item of a list whose member has that text. */
static inline const struct node *
roomed_item(const struct node *list, const char *key, const char *text)
{
    for (int32_t k = 0; list != NULL && k < list->count; k++) {
        const char *found = json_find_text(list->members[k].value, key);

        if (found != NULL && strcmp(found, text) == 0) {
            return list->members[k].value;
        }
    }
    return NULL;
}

/** Returns the code of a seat, from the console. */
static inline const char *
roomed_code(struct roomed *r, const char *seat)
{
    assert_int_equal(
        roomed_get(r, ROOM_CONSOLE, "/api/console/state", ROOMED_FACILITATOR), 200);
    return json_find_text(roomed_item(json_find(roomed_json(r), "teams"), "id", seat), "code");
}

static inline int32_t
roomed_join(struct roomed *r, const char *code, const char *role)
{
    char body[128];

    (void)snprintf(body, sizeof(body), "{'code': '%s', 'role': '%s'}", code, role);
    return roomed_ask(r, ROOM_TEAMS, "POST", "/api/join", NULL, body);
}

static inline void
roomed_keep_token(struct roomed *r, enum roomed_who who)
{
    const char *token = json_find_text(roomed_json(r), "token");

    assert_non_null(token);
    (void)snprintf(r->token[who], SECRET_TOKEN_BYTES, "%s", token);
}

/** Gives a token to every person. */
static inline void
roomed_join_all(struct roomed *r)
{
    static const struct {
        enum roomed_who who;
        const char *seat, *role;
    } people[] = {{ROOMED_ALPHA, "alpha", "decide"}, {ROOMED_BETA, "beta", "decide"},
        {ROOMED_OBSERVER, "alpha", "observe"}};

    for (size_t k = 0; k < sizeof(people) / sizeof(people[0]); k++) {
        assert_int_equal(roomed_join(r, roomed_code(r, people[k].seat), people[k].role), 200);
        roomed_keep_token(r, people[k].who);
    }
    assert_int_equal(roomed_console(r, "table", "'seat': 'alpha'"), 200);
    roomed_keep_token(r, ROOMED_TABLE);
}

/** Opens the room for the session of r->played. */
static inline void
roomed_open(struct roomed *r)
{
    struct room_setup setup = {.session = r->session,
        .token = ROOMED_TOKEN,
        .address =
            "http:"
            "//127.0.0.1:8081",
        .first = ROOMED_FIRST,
        .threads = 1,
        .time = roomed_time};
    struct failure f = {0};

    assert_ok(room_open(&r->room, &setup, &f), &f);
    r->now = r->room->now;
    r->web = (struct web){.n_doors = 2, .handler = room_handle, .self = r->room};
    web_add_name(&r->web.door[ROOM_CONSOLE], "127.0.0.1", ROOMED_PORT);
    web_add_name(&r->web.door[ROOM_TEAMS], "127.0.0.1", ROOMED_PORT + 1);
    (void)snprintf(r->token[ROOMED_FACILITATOR], SECRET_TOKEN_BYTES, "%s", ROOMED_TOKEN);
    (void)snprintf(
        r->token[ROOMED_STRANGER], SECRET_TOKEN_BYTES, "ffffffffffffffffffffffffffffffff");
}

static inline void
roomed_enter_file(struct roomed *r, const char *path, uint64_t seed)
{
    *r = (struct roomed){.peer = 1};
    arena_init(&r->arena, 1 << 24);
    played_enter_file(&r->played, path, seed, NULL);
    r->session = &r->played.session;
    roomed_open(r);
}

static inline void
roomed_enter(struct roomed *r, uint64_t seed)
{
    roomed_enter_file(r, PLAYED_SCENARIO, seed);
}

/** Closes the room, but not the exercise. */
static inline void
roomed_close(struct roomed *r)
{
    web_reply_free(&r->reply);
    room_free(r->room);
    arena_free(&r->arena);
}

static inline void
roomed_leave(struct roomed *r)
{
    roomed_close(r);
    played_leave(&r->played);
}

static inline int64_t
roomed_records(const struct roomed *r)
{
    return r->session->exercise.n_records;
}

static inline const struct node *
roomed_page(struct roomed *r, enum roomed_who who)
{
    assert_int_equal(roomed_get(r, ROOM_TEAMS, "/api/state", who), 200);
    return roomed_json(r);
}

/** Continues until the seat has to decide on a matter. Returns the number of the matter. */
static inline int64_t
roomed_matter(struct roomed *r, enum roomed_who who)
{
    for (int k = 0; k < 30; k++) {
        const struct node *matter =
            roomed_item(json_find(roomed_page(r, who), "tabled"), "kind", "decision");

        if (matter != NULL) {
            return roomed_number(matter, "number");
        }
        assert_int_equal(roomed_console(r, "go", "'unsettled': 'habit'"), 200);
    }
    fail_msg("%s", "no seat had to decide");
    return 0;
}

/**
 * Begins an exercise (roomed_enter) that all persons join, and continues until ALPHA has to decide
 * on a matter. Returns the number of the matter.
 */
static inline int64_t
roomed_enter_decision(struct roomed *r, uint64_t seed)
{
    roomed_enter(r, seed);
    roomed_join_all(r);
    return roomed_matter(r, ROOMED_ALPHA);
}

/** Continues to the review, and opens the review. */
static inline void
roomed_review(struct roomed *r)
{
    while (exercise_stop(&r->session->exercise)->kind != PLAN_REVIEW) {
        assert_int_equal(roomed_console(r, "go", "'unsettled': 'habit'"), 200);
    }
    assert_int_equal(roomed_console(r, "review", ""), 200);
}

/** Waits for the other threads until the reply has that status and that text. */
static inline int32_t
roomed_get_until(struct roomed *r, const char *path, int32_t status, const char *text)
{
    const struct timespec moment = {0, 20000000};
    struct failure f = {0};
    int32_t got = 0;

    for (int k = 0; k < 20000; k++) {
        bool wake;

        assert_ok(room_step(r->room, r->now, &wake, &f), &f);
        got = roomed_get(r, ROOM_CONSOLE, path, ROOMED_FACILITATOR);
        if (got == status && roomed_has(r, text)) {
            break;
        }
        (void)nanosleep(&moment, NULL);
    }
    return got;
}

#endif
