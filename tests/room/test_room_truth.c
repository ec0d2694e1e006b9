/* Everything that the devices of a team receive, byte for byte, in two exercises that differ only in who is behind the same
   incidents: equal, and equally much, until something has shown it. */
#include "roomed.h"

#include "workshop/hidden.h"

enum { SEEDS = 12 };

/** One exercise, what its teams have received, and their waiting requests. */
struct wire {
    struct hidden_side side;
    struct roomed room;
    struct buffer received;
    struct web_request waits[HIDDEN_SEATS];
    struct web_reply held[HIDDEN_SEATS];
    char query[HIDDEN_SEATS][48];
};

static const enum roomed_who people[HIDDEN_SEATS] = {ROOMED_ALPHA, ROOMED_BETA};

/* Status, headers and body. */
static void
receive(struct wire *x, const struct web_reply *reply)
{
    struct web_header headers[WEB_REPLY_HEADERS];
    int32_t n = web_headers(reply, headers);

    buffer_printf(&x->received, "\n%d\n", (int)reply->status);
    for (int32_t k = 0; k < n; k++) {
        buffer_printf(&x->received, "%s: %s\n", headers[k].name, headers[k].value);
    }
    if (reply->bytes == NULL) {
        buffer_add(&x->received, buffer_string(&reply->body), reply->body.length);
    }
}

/* Waits for the next page. */
static void
begin_to_wait(struct wire *x, int32_t seat)
{
    struct roomed *r = &x->room;

    x->waits[seat] =
        roomed_request(r, ROOM_TEAMS, "GET", "/api/state", r->token[people[seat]], NULL);
    (void)snprintf(x->query[seat], sizeof(x->query[seat]), "after=%lld&wait=25",
        (long long)r->room->seats[seat].n);
    x->waits[seat].path = "/api/state";
    x->waits[seat].query = x->query[seat];
    web_reply_free(&x->held[seat]);
    web_answer(&r->web, &x->waits[seat], &x->held[seat]);
    buffer_printf(&x->received, "\nwaits: %d", (int)x->held[seat].hold);
}

/* Something has happened: who waits is asked about again. */
static void
wake(struct wire *x)
{
    for (int32_t seat = 0; seat < HIDDEN_SEATS; seat++) {
        if (x->held[seat].hold) {
            x->held[seat].hold = false;
            x->waits[seat].now = x->room.now;
            web_answer(&x->room.web, &x->waits[seat], &x->held[seat]);
        }
        buffer_printf(&x->received, "\nheld: %d", (int)x->held[seat].hold);
        if (!x->held[seat].hold) {
            receive(x, &x->held[seat]);
            begin_to_wait(x, seat);
        }
    }
}

/* What the team submits follows from its page alone. */
static void
settle_all(struct wire *x, int32_t seat)
{
    const struct node *tabled = json_find(roomed_page(&x->room, people[seat]), "tabled");

    receive(x, &x->room.reply);
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
        assert_int_equal(
            roomed_submit(&x->room, replies == NULL ? "settle" : "answer", people[seat], body),
            200);
        receive(x, &x->room.reply);
        wake(x);
    }
    (void)roomed_submit(&x->room, "act", people[seat], "'initiative': 'warn'");
    receive(x, &x->room.reply); /* also what a refusal says */
    assert_int_equal(roomed_get(&x->room, ROOM_TEAMS, "/api/brief", people[seat]), 200);
    receive(x, &x->room.reply);
}

static bool
go_on(struct wire *x)
{
    const struct exercise *e = &x->side.played.session.exercise;

    if (exercise_stop(e)->kind == PLAN_REVIEW) {
        return false;
    }
    for (int32_t seat = 0; seat < HIDDEN_SEATS; seat++) {
        settle_all(x, seat);
    }
    assert_int_equal(roomed_console(&x->room, "go", "'unsettled': 'habit'"), 200);
    wake(x);
    x->side.revealed = x->side.revealed || hidden_is_shown(e);
    return true;
}

static void
enter(struct wire *x, const char *const *changes, uint64_t seed)
{
    *x = (struct wire){.received = {0}};
    hidden_open(&x->side, changes, seed);
    x->room = (struct roomed){.peer = 1, .session = &x->side.played.session};
    arena_init(&x->room.arena, 1 << 24);
    roomed_open(&x->room);
    x->room.now = x->room.room->now = 0;
    x->room.room->began = 0;
    roomed_join_all(&x->room);
    for (int32_t seat = 0; seat < HIDDEN_SEATS; seat++) {
        begin_to_wait(x, seat);
    }
}

static void
leave(struct wire *x)
{
    for (int32_t seat = 0; seat < HIDDEN_SEATS; seat++) {
        web_reply_free(&x->held[seat]);
    }
    buffer_free(&x->received);
    roomed_close(&x->room);
    hidden_close(&x->side);
}

/* What was found in pairs of exercises. */
struct found {
    int32_t equal, parted, early;
    size_t bytes;
};

static void
compare(const char *const *changes, uint64_t seed, struct found *found)
{
    static struct wire x, y;
    bool same = true, more = true;

    enter(&x, NULL, seed);
    enter(&y, changes, seed);
    while (same && more) {
        bool revealed = x.side.revealed || y.side.revealed;

        same = x.received.length == y.received.length &&
               memcmp(x.received.at, y.received.at, x.received.length) == 0;
        found->equal += same && !revealed;
        found->bytes += same && !revealed ? x.received.length : 0;
        found->early += !same && !revealed;
        if (same) {
            more = go_on(&x);
            assert_int_equal(go_on(&y), more);
        }
    }
    found->parted += !same;
    leave(&x);
    leave(&y);
}

static void
nothing_shows_who_it_was(void **state)
{
    struct found found = {0}, twin = {0};

    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        compare(hidden_culprits, seed, &found);
        compare(hidden_severities, seed, &twin);
    }
    print_message("equal stops %d, parted %d, of these early %d; twin: early %d\n",
        (int)found.equal, (int)found.parted, (int)found.early, (int)twin.early);
    assert_int_equal(found.early, 0);
    assert_true(found.equal > 3 * SEEDS && found.bytes > 100000);
    assert_true(twin.early > 2 && twin.parted > SEEDS / 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_shows_who_it_was),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
