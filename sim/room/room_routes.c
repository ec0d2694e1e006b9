/* Finds the route of a request, and checks whether the request may use it. */
#include <string.h>

#include "room/page/room_page_files.h"
#include "room/room_files.h"
#include "room/room_internal.h"

enum who {
    ANYBODY,
    OBSERVER,    /* a device that has joined a seat */
    DECIDER,     /* a joined device that may submit */
    TABLE,       /* the shared table of one laptop */
    FACILITATOR, /* the console, the screen */
    TABLE_OR_FACILITATOR
};

struct route {
    int32_t door;
    const char *method, *path;
    enum who who;
    void (*answer)(struct room_call *c);
    bool rest; /* whether the path may be longer than that of the route */
};

static void
team_state(struct room_call *c)
{
    room_pages_state(c, &c->device->poll);
}

static void
table_state(struct room_call *c)
{
    room_pages_state(c, &c->room->seats[c->seat].table_poll);
}

/* Sends the texts of a seat. Every page of a team fetches them; "read" records that the sheet was
   opened. */
static void
read_brief(struct room_call *c)
{
    char text[2];
    const char *reads = web_parameter(c->request, "read", text, sizeof(text));

    if (c->seat >= 0 && reads != NULL && strcmp(reads, "1") == 0 &&
        !c->room->seats[c->seat].read) {
        c->room->seats[c->seat].read = true;
        room_touch(c->room);
    }
    room_page_brief(c);
}

#define SUBMISSIONS(door, who)                                                                 \
    {door, "POST", "/api/settle", who, room_team_settle, false},                               \
        {door, "POST", "/api/answer", who, room_team_answer, false},                           \
        {door, "POST", "/api/practice", who, room_practice_submit, false},                     \
        {door, "POST", "/api/predict", who, room_team_predict, false},                         \
        {door, "POST", "/api/act", who, room_team_act, false},                                 \
        {door, "POST", "/api/take", who, room_team_take, false},                               \
        {door, "POST", "/api/say", who, room_team_say, false},                                 \
        {door, "POST", "/api/offer", who, room_team_offer, false},                             \
    {                                                                                          \
        door, "POST", "/api/draft", who, room_team_draft, false                                \
    }

static const struct route routes[] = {
    {ROOM_TEAMS, "GET", "/api/hello", ANYBODY, room_page_hello, false},
    {ROOM_TEAMS, "POST", "/api/join", ANYBODY, room_seats_join, false},
    {ROOM_TEAMS, "GET", "/api/state", OBSERVER, team_state, false},
    {ROOM_TEAMS, "GET", "/api/brief", OBSERVER, read_brief, false},
    SUBMISSIONS(ROOM_TEAMS, DECIDER),
    {ROOM_CONSOLE, "GET", "/api/hello", ANYBODY, room_page_hello, false},
    {ROOM_CONSOLE, "GET", "/api/state", TABLE, table_state, false},
    {ROOM_CONSOLE, "GET", "/api/brief", TABLE_OR_FACILITATOR, room_page_brief, false},
    SUBMISSIONS(ROOM_CONSOLE, TABLE),
    {ROOM_CONSOLE, "GET", "/api/console/state", FACILITATOR, room_page_console, false},
    {ROOM_CONSOLE, "GET", "/api/screen/state", FACILITATOR, room_page_screen, false},
    {ROOM_CONSOLE, "GET", "/api/review/", FACILITATOR, room_page_files_review, true},
    {ROOM_CONSOLE, "GET", "/export/", FACILITATOR, room_page_files_export, true},
    {ROOM_CONSOLE, "POST", "/api/console/", FACILITATOR, room_console_post, true},
};

static bool
fits(const struct route *route, const struct web_request *r)
{
    return route->door == r->door &&
           (route->rest ? strncmp(r->path, route->path, strlen(route->path))
                        : strcmp(r->path, route->path)) == 0;
}

static bool
is_method(const struct route *route, const struct web_request *r)
{
    return strcmp(route->method, r->method) == 0 ||
           (strcmp(route->method, "GET") == 0 && strcmp(r->method, "HEAD") == 0);
}

static bool
is_facilitator(const struct room_call *c)
{
    char hash[SHA256_HEX_BYTES];

    secret_hash("console", c->request->token == NULL ? "" : c->request->token, hash);
    return c->request->token != NULL && secret_equal(hash, c->room->token_hash);
}

/* Whether the request comes from a device of a team, at the teams' door. `decides`: the device must
   be allowed to submit. */
static bool
may_team(struct room_call *c, bool decides)
{
    const char *token = c->request->token;

    c->device = token == NULL ? NULL : room_seats_find(c->room, token);
    if (c->device == NULL) {
        room_refuse(c, 401, "token", "join with the code of your team");
        return false;
    }
    c->seat = c->device->seat;
    c->device->heard = c->room->now;
    if (!limit_take(decides ? &c->room->posts : &c->room->reads,
            (uint64_t)c->seat << 32 | (uint64_t)c->device->number, c->room->now)) {
        room_refuse(c, 429, "slow", "too many requests; wait a second");
        c->reply->retry_after = 1;
        return false;
    }
    if (decides && !c->device->decides) {
        room_refuse(c, 403, "forbidden", "this device may only observe");
        return false;
    }
    return true;
}

/* Sets the device and the seat of the request. If it may not use the route, replies and returns
   false. */
static bool
may(struct room_call *c, enum who who)
{
    bool facilitator = who >= FACILITATOR && is_facilitator(c);

    if (who == ANYBODY || facilitator) {
        return true;
    }
    if (who == OBSERVER || who == DECIDER) {
        return may_team(c, who == DECIDER);
    }
    if (who != FACILITATOR && c->request->token != NULL) {
        c->seat = room_seats_table(c->room, c->request->token);
    }
    if (c->seat < 0) {
        room_refuse(
            c, 401, "token", "open the console from the address that the program printed");
    }
    return c->seat >= 0;
}

static void
answer_file(struct room_call *c)
{
    const struct room_file *file = room_files_find(c->request->door, c->request->path);

    if (file == NULL) {
        room_refuse(c, 404, "missing", "there is no such page");
    } else if (strcmp(c->request->method, "POST") == 0) {
        room_refuse(c, 405, "method", "this is a page");
        c->reply->allow = "GET, HEAD";
    } else {
        c->reply->status = 200;
        c->reply->type = file->type;
        c->reply->bytes = file->bytes;
        c->reply->length = file->length;
        c->reply->etag = file->etag;
        c->reply->immutable = room_files_is_hashed(file, c->request->path);
    }
}

/* Counts the addresses that have reached the teams' door, for the connection test of the
   console. */
static void
note_peer(struct room *room, const struct web_request *r)
{
    for (int64_t k = 0; k < room->reached; k++) {
        if (room->peers[k] == r->peer) {
            return;
        }
    }
    if (room->reached < LIMIT_KEYS) {
        room->peers[room->reached++] = r->peer;
        room_touch(room);
    }
}

void
room_handle(void *self, const struct web_request *r, struct web_reply *reply)
{
    struct room *room = self;
    struct room_call call = {.room = room, .request = r, .reply = reply, .seat = -1};
    char language[ROOM_LANGUAGE_BYTES];
    const struct route *route = NULL;
    bool other = false;

    room->now = r->now;
    arena_init(&call.arena, 1 << 20);
    call.language = room_language(room, web_parameter(r, "lang", language, sizeof(language)));
    if (r->door == ROOM_TEAMS) {
        note_peer(room, r);
    }
    for (size_t k = 0; k < sizeof(routes) / sizeof(routes[0]) && route == NULL; k++) {
        if (fits(&routes[k], r)) {
            other = true;
            route = is_method(&routes[k], r) ? &routes[k] : NULL;
        }
    }
    if (room->broken != STATUS_OK) {
        room_refuse(
            &call, 500, "broken", "the exercise cannot continue; start the program again");
    } else if (route == NULL && other) {
        room_refuse(&call, 405, "method", "this address accepts another method");
        reply->allow = "GET, HEAD, POST";
    } else if (route == NULL) {
        answer_file(&call);
    } else if (may(&call, route->who)) {
        call.rest = r->path + strlen(route->path);
        route->answer(&call);
    }
    if (room->broken != STATUS_OK && reply->status == 0) {
        room_refuse(
            &call, 500, "broken", "the exercise cannot continue; start the program again");
    }
    if (reply->bytes == NULL && reply->download == NULL) {
        room_alias_hide(room, &reply->body);
    }
    reply->wake = reply->wake || room->wake;
    room->wake = false;
    arena_free(&call.arena);
}
