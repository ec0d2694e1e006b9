/**
 * truth.h - compares everything that the devices of a team receive in two exercises. The exercises
 * differ only in the actors behind the same incidents. All bytes must be equal until the actor has
 * been revealed. Works without sockets, or through the server.
 */
#ifndef TESTS_ROOM_TRUTH_H
#define TESTS_ROOM_TRUTH_H

#include "http.h"
#include "roomed.h"
#include "web/server_internal.h"

#include "workshop/hidden.h"

enum { TRUTH_SOCKETS = 16, TRUTH_STEPS = 4000 };

/** A request on its way through the sockets. */
struct truth_socket {
    uint64_t id; /* id of the request; 0: the element is unused */
    int fd;
    struct buffer reply;
};

/** One exercise, what its teams have received, and their waiting requests. */
struct wire {
    struct hidden_side side;
    struct roomed room;
    struct buffer received;
    struct web_request waits[HIDDEN_SEATS];
    struct web_reply held[HIDDEN_SEATS];
    char query[HIDDEN_SEATS][48];
    struct web web;        /* the web of the server */
    struct server *server; /* NULL: requests go to the handler without sockets */
    struct truth_socket sockets[TRUTH_SOCKETS];
    struct buffer head; /* status and headers of the last reply from the server */
};

/* ---- through the server ---- */

static inline int32_t
truth_n_held(const struct wire *x)
{
    int32_t n = 0;

    for (const struct server_call *call = x->server->held; call != NULL; call = call->next) {
        n++;
    }
    return n;
}

static inline struct truth_socket *
truth_socket_of(struct wire *x, const struct web_request *r)
{
    struct truth_socket *found = NULL;

    for (int32_t k = 0; k < TRUTH_SOCKETS; k++) {
        if (x->sockets[k].id == r->id) {
            return &x->sockets[k];
        }
        found = found == NULL && x->sockets[k].id == 0 ? &x->sockets[k] : found;
    }
    assert_non_null(found);
    *found = (struct truth_socket){r->id, http_send(server_port(x->server, r->door), r), {0}};
    return found;
}

/* Runs the server until the reply is complete. Returns false if the server then holds one more
   request. */
static inline bool
truth_wait(struct wire *x, struct truth_socket *s, int32_t held)
{
    struct failure f = {0};

    for (int32_t k = 0; k < TRUTH_STEPS; k++) {
        char bytes[4096];
        ssize_t n;

        assert_ok(server_step(x->server, 1000000, NULL, 0, &f), &f);
        while ((n = recv(s->fd, bytes, sizeof(bytes), MSG_DONTWAIT)) > 0) {
            buffer_add(&s->reply, bytes, (size_t)n);
        }
        if (n == 0) { /* the server has closed the connection after the reply */
            return true;
        }
        if (s->reply.length == 0 && truth_n_held(x) > held) {
            return false;
        }
    }
    fail_msg("%s", "the server does not answer");
    return false;
}

/* Stores the head of the reply without its date, and fills *reply. */
static inline void
truth_read(struct wire *x, struct truth_socket *s, struct web_reply *reply)
{
    const char *text = buffer_string(&s->reply), *end = strstr(text, "\r\n\r\n");
    const char *date = strstr(text, "\r\nDate: ");

    assert_non_null(end);
    assert_true(date != NULL && date < end);
    buffer_clear(&x->head);
    buffer_add(&x->head, text, (size_t)(date - text));
    date = strstr(date + 2, "\r\n");
    buffer_add(&x->head, date, (size_t)(end - date));
    reply->status = (int32_t)strtol(text + strlen("HTTP/1.1 "), NULL, 10);
    reply->type = "application/json";
    buffer_add(&reply->body, end + 4, s->reply.length - (size_t)(end + 4 - text));
    (void)close(s->fd);
    buffer_free(&s->reply);
    s->id = 0;
}

/** A web_handler that sends the request to the server. */
static inline void
truth_forward(void *self, const struct web_request *r, struct web_reply *reply)
{
    struct wire *x = self;
    int32_t held = truth_n_held(x);
    struct truth_socket *s = truth_socket_of(x, r);

    /* the request was held: it is answered by now, or still held */
    if (reply->hold_until != 0) {
        struct failure f = {0};

        assert_ok(server_step(x->server, 0, NULL, 0, &f), &f);
        held = truth_n_held(x) - 1;
    }
    if (truth_wait(x, s, held)) {
        truth_read(x, s, reply);
    } else {
        reply->hold = true;
        reply->hold_until = r->now + 25 * ROOM_SECOND;
    }
}

/** Sends all later requests through sockets. */
static inline void
truth_serve(struct wire *x)
{
    static const struct server_address at[2] = {{"127.0.0.1", 0}, {"127.0.0.1", 0}};
    struct failure f = {0};

    x->web = x->room.web;
    assert_ok(server_open(&x->server, &x->web, at, &f), &f);
    for (int32_t k = 0; k < 2; k++) {
        x->web.door[k] = (struct web_door){{""}};
        web_add_name(&x->web.door[k], "127.0.0.1", server_port(x->server, k));
    }
    x->room.web.handler = truth_forward;
    x->room.web.self = x;
    x->room.room->posts.most = x->room.room->reads.most = 1 << 30; /* the clock is real now */
    assert_int_equal(roomed_console(&x->room, "pause", "'pause': true"), 200);
}

/* ---- what is received ---- */

static const enum roomed_who truth_people[HIDDEN_SEATS] = {ROOMED_ALPHA, ROOMED_BETA};

/* Adds status, headers and body of a reply to the received bytes. */
static inline void
truth_receive(struct wire *x, const struct web_reply *reply)
{
    struct web_header headers[WEB_REPLY_HEADERS];
    int32_t n = x->server != NULL ? 0 : web_headers(reply, headers);

    buffer_add(&x->received, buffer_string(&x->head), x->head.length);
    buffer_printf(&x->received, "\n%d\n", (int)reply->status);
    for (int32_t k = 0; k < n; k++) {
        buffer_printf(&x->received, "%s: %s\n", headers[k].name, headers[k].value);
    }
    if (reply->bytes == NULL) {
        buffer_add(&x->received, buffer_string(&reply->body), reply->body.length);
    }
}

/* Begins a request that waits for the next page. */
static inline void
truth_begin_to_wait(struct wire *x, int32_t seat)
{
    struct roomed *r = &x->room;

    x->waits[seat] =
        roomed_request(r, ROOM_TEAMS, "GET", "/api/state", r->token[truth_people[seat]], NULL);
    (void)snprintf(x->query[seat], sizeof(x->query[seat]), "after=%lld&wait=25",
        (long long)r->room->seats[seat].n);
    x->waits[seat].path = "/api/state";
    x->waits[seat].query = x->query[seat];
    web_reply_free(&x->held[seat]);
    web_answer(&r->web, &x->waits[seat], &x->held[seat]);
    buffer_printf(&x->received, "\nwaits: %d", (int)x->held[seat].hold);
}

/* Passes the waiting requests to the handler again, as after an event. */
static inline void
truth_wake(struct wire *x)
{
    for (int32_t seat = 0; seat < HIDDEN_SEATS; seat++) {
        if (x->held[seat].hold) {
            x->held[seat].hold = false;
            x->waits[seat].now = x->room.now;
            web_answer(&x->room.web, &x->waits[seat], &x->held[seat]);
        }
        buffer_printf(&x->received, "\nheld: %d", (int)x->held[seat].hold);
        if (!x->held[seat].hold) {
            truth_receive(x, &x->held[seat]);
            truth_begin_to_wait(x, seat);
        }
    }
}

/* Submits for a team. The submissions depend only on the page of the team. */
static inline void
truth_settle_all(struct wire *x, int32_t seat)
{
    const struct node *tabled = json_find(roomed_page(&x->room, truth_people[seat]), "tabled");

    truth_receive(x, &x->room.reply);
    for (int32_t k = 0; k < tabled->count; k++) {
        const struct node *matter = tabled->members[k].value;
        const struct node *replies = json_find(matter, "replies");
        char body[256];

        if (replies == NULL) {
            (void)snprintf(body, sizeof(body), "'tabled': %lld, 'family': 'pass'",
                (long long)roomed_number(matter, "number"));
        } else {
            (void)snprintf(body, sizeof(body), "'tabled': %lld, 'reply': '%s'",
                (long long)roomed_number(matter, "number"),
                replies->members[replies->count - 1].value->text);
        }
        assert_int_equal(roomed_submit(&x->room, replies == NULL ? "settle" : "answer",
                             truth_people[seat], body),
            200);
        truth_receive(x, &x->room.reply);
        truth_wake(x);
    }
    (void)roomed_submit(&x->room, "act", truth_people[seat], "'initiative': 'warn'");
    truth_receive(x, &x->room.reply); /* the message of a refusal, too */
    assert_int_equal(roomed_get(&x->room, ROOM_TEAMS, "/api/brief", truth_people[seat]), 200);
    truth_receive(x, &x->room.reply);
}

static inline bool
truth_go_on(struct wire *x)
{
    const struct exercise *e = &x->side.played.session.exercise;

    if (exercise_stop(e)->kind == PLAN_REVIEW) {
        return false;
    }
    for (int32_t seat = 0; seat < HIDDEN_SEATS; seat++) {
        truth_settle_all(x, seat);
    }
    assert_int_equal(roomed_console(&x->room, "go", "'unsettled': 'habit'"), 200);
    truth_wake(x);
    x->side.revealed = x->side.revealed || hidden_is_shown(e);
    return true;
}

static inline void
truth_enter(struct wire *x, const char *const *changes, uint64_t seed, bool sockets)
{
    *x = (struct wire){.received = {0}};
    hidden_open(&x->side, changes, seed);
    x->room = (struct roomed){.peer = 1, .session = &x->side.played.session};
    arena_init(&x->room.arena, 1 << 24);
    roomed_open(&x->room);
    x->room.now = x->room.room->now = 0;
    x->room.room->began = 0;
    if (sockets) {
        truth_serve(x);
    }
    roomed_join_all(&x->room);
    for (int32_t seat = 0; seat < HIDDEN_SEATS; seat++) {
        truth_begin_to_wait(x, seat);
    }
}

static inline void
truth_leave(struct wire *x)
{
    for (int32_t seat = 0; seat < HIDDEN_SEATS; seat++) {
        web_reply_free(&x->held[seat]);
    }
    buffer_free(&x->received);
    buffer_free(&x->head);
    for (int32_t k = 0; k < TRUTH_SOCKETS; k++) {
        if (x->sockets[k].id != 0) {
            (void)close(x->sockets[k].fd);
            buffer_free(&x->sockets[k].reply);
        }
    }
    server_close(x->server);
    roomed_close(&x->room);
    hidden_close(&x->side);
}

/** Counts over pairs of exercises. */
struct truth_found {
    int32_t equal, parted, early;
    size_t bytes;
};

static inline void
truth_compare(
    const char *const *changes, uint64_t seed, bool sockets, struct truth_found *found)
{
    static struct wire x, y;
    bool same = true, more = true;

    truth_enter(&x, NULL, seed, sockets);
    truth_enter(&y, changes, seed, sockets);
    while (same && more) {
        bool revealed = x.side.revealed || y.side.revealed;

        same = x.received.length == y.received.length &&
               memcmp(x.received.at, y.received.at, x.received.length) == 0;
        found->equal += same && !revealed;
        found->bytes += same && !revealed ? x.received.length : 0;
        found->early += !same && !revealed;
        if (same) {
            more = truth_go_on(&x);
            assert_int_equal(truth_go_on(&y), more);
        }
    }
    found->parted += !same;
    truth_leave(&x);
    truth_leave(&y);
}

#endif
