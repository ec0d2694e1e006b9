/* Runs the server, devices, the review and what if at the same time, on threads of their own. The
   thread sanitizer finds data that two threads use without a lock. */
#include <pthread.h>
#include <stdatomic.h>

#include "base/clock.h"
#include "http.h"
#include "roomed.h"
#include "web/server.h"

enum { TEXT_BYTES = 256, DEVICES = 4, LOOKS = 3000, CONTINUATIONS = 400, SWITCHES = 20 };

static atomic_bool over, closed; /* over: the devices end; closed: the server ends */
static int32_t ports[2];

/** A thread that acts as a device, and its counts. */
struct device {
    pthread_t thread;
    char token[SECRET_TOKEN_BYTES];
    int32_t pages, refused, wrong;
};

struct loop {
    pthread_t thread;
    struct roomed *roomed;
    struct server *server;
    int32_t failed;
};

/* Runs server and room as the command `workshop` does. */
static void *
serve(void *self)
{
    struct loop *x = self;
    int descriptor = room_descriptor(x->roomed->room);

    while (!atomic_load(&closed)) {
        struct failure f = {0};
        bool wake = false;

        x->failed += server_step(x->server, ROOM_SECOND / 10, &descriptor, 1, &f) != STATUS_OK;
        x->failed += room_step(x->roomed->room, clock_now(), &wake, &f) != STATUS_OK;
        if (wake) {
            server_wake(x->server);
        }
    }
    return NULL;
}

/* Like json_quotes(), but may be called by any thread. */
static const char *
quotes(char out[TEXT_BYTES], const char *text)
{
    size_t n = strlen(text);

    assert_true(n < TEXT_BYTES);
    for (size_t k = 0; k <= n; k++) {
        out[k] = (char)(text[k] == '\'' ? '"' : text[k]);
    }
    return out;
}

/* Sends a request, whose body has single quotes. Returns the status. */
static int32_t
ask(int32_t door, const char *method, const char *path, const char *query, const char *token,
    const char *body, struct buffer *reply, const char **content)
{
    char text[TEXT_BYTES];
    struct web_request r = {.method = method,
        .path = path,
        .query = query,
        .token = token,
        .body = quotes(text, body),
        .length = strlen(body)};

    return http_wait(http_send(ports[door], &r), reply, content);
}

/* Acts as a page that waits for changes and sometimes submits. */
static void *
play(void *self)
{
    struct device *x = self;
    struct buffer reply = {0};
    long long n = 0;

    while (!atomic_load(&over)) {
        char query[64], body[64], text[TEXT_BYTES];
        const char *content, *number;
        int32_t status;

        (void)snprintf(query, sizeof(query), "after=%lld&wait=1", n);
        status = ask(ROOM_TEAMS, "GET", "/api/state", query, x->token, "", &reply, &content);
        number = strstr(content, quotes(text, "'n': "));
        n = status == 200 && number != NULL ? strtoll(number + 5, NULL, 10) : n;
        x->pages += status == 200;
        x->wrong += status != 200 && status != 204 && status != 429;
        (void)snprintf(
            body, sizeof(body), "{'key': '%p-%d', 'initiative': 'warn'}", self, (int)x->pages);
        status = ask(ROOM_TEAMS, "POST", "/api/act", NULL, x->token, body, &reply, &content);
        x->refused += status == 409;
        x->wrong += status != 200 && status != 409 && status != 429;
    }
    buffer_free(&reply);
    return NULL;
}

/* ---- the facilitator ---- */

static int32_t
act(const char *action, const char *members, struct buffer *reply)
{
    char path[64], body[256];
    const char *content;

    (void)snprintf(path, sizeof(path), "/api/console/%s", action);
    (void)snprintf(body, sizeof(body), "{%s}", members);
    return ask(ROOM_CONSOLE, "POST", path, NULL, ROOMED_TOKEN, body, reply, &content);
}

/* Requests a page of the console until the page has that text. */
static bool
look_for(const char *path, const char *text, struct buffer *reply)
{
    const struct timespec moment = {0, 20000000};
    const char *content = "";
    char wanted[TEXT_BYTES];

    for (int k = 0; k < LOOKS; k++) {
        (void)ask(ROOM_CONSOLE, "GET", path, NULL, ROOMED_TOKEN, "", reply, &content);
        if (strstr(content, quotes(wanted, text)) != NULL) {
            return true;
        }
        (void)nanosleep(&moment, NULL);
    }
    return false;
}

static bool
state_has(const char *text, struct buffer *reply)
{
    return look_for("/api/console/state", text, reply);
}

static void
go_to_the_review(struct buffer *reply)
{
    char text[TEXT_BYTES];

    do {
        assert_int_equal(act("go", "'unsettled': 'habit'", reply), 200);
        assert_true(state_has("'phase'", reply));
    } while (strstr(buffer_string(reply), quotes(text, "'review': {'open': true")) == NULL);
}

static void
facilitate(int64_t matter, int64_t record)
{
    struct buffer reply = {0};
    char body[96], back[32];

    go_to_the_review(&reply);
    (void)snprintf(body, sizeof(body), "'seat': 'alpha', 'number': %lld, 'n': %d",
        (long long)matter, CONTINUATIONS);
    for (int k = 0; k < 3; k++) { /* each new job ends the running one */
        assert_int_equal(act("whatif", body, &reply), 200);
    }
    assert_true(state_has("'state': 'done'", &reply));
    assert_true(look_for("/api/review/truth", "'matters'", &reply));
    (void)snprintf(back, sizeof(back), "'to': %lld", (long long)record);
    assert_int_equal(act("back", back, &reply), 200); /* stops the computation of the review */
    go_to_the_review(&reply);
    assert_int_equal(act("whatif", body, &reply), 200);
    assert_true(state_has("'exports': ['review.html'", &reply));
    for (int k = 0; k < SWITCHES; k++) { /* faster than the files are written */
        assert_int_equal(act("texts", "'exported': false", &reply), 200);
        assert_int_equal(act("texts", "'exported': true", &reply), 200);
    }
    assert_true(state_has("'exports': ['review.html'", &reply));
    assert_true(look_for("/export/decisions.csv", "alpha", &reply));
    assert_int_equal(act("whatif", body, &reply), 200); /* still running at the end */
    buffer_free(&reply);
}

static void
threads_share_nothing_without_a_lock(void **state)
{
    static const struct server_address at[2] = {{"127.0.0.1", 0}, {"127.0.0.1", 0}};
    struct roomed r;
    struct web web;
    struct loop loop = {.roomed = &r};
    struct device devices[DEVICES];
    struct failure f = {0};
    int64_t matter, record;

    (void)state;
    roomed_enter_file(
        &r, SOURCE_DIR "/tests/room/short.json", 3); /* continuations are not tested here */
    roomed_join_all(&r);
    matter = roomed_matter(&r, ROOMED_ALPHA);
    record = roomed_records(&r);
    web = r.web;
    assert_ok(server_open(&loop.server, &web, at, &f), &f);
    for (int32_t k = 0; k < 2; k++) {
        ports[k] = server_port(loop.server, k);
        web_add_name(&web.door[k], "127.0.0.1", ports[k]);
    }
    assert_int_equal(pthread_create(&loop.thread, NULL, serve, &loop), 0);
    for (int32_t k = 0; k < DEVICES; k++) {
        devices[k] = (struct device){.pages = 0};
        memcpy(devices[k].token, r.token[k % 2 == 0 ? ROOMED_ALPHA : ROOMED_BETA],
            SECRET_TOKEN_BYTES);
        assert_int_equal(pthread_create(&devices[k].thread, NULL, play, &devices[k]), 0);
    }
    facilitate(matter, record);
    atomic_store(&over, true);
    for (int32_t k = 0; k < DEVICES; k++) {
        assert_int_equal(pthread_join(devices[k].thread, NULL), 0);
        assert_true(devices[k].pages > 0 && devices[k].refused > 0);
        assert_int_equal(devices[k].wrong, 0);
    }
    atomic_store(&closed, true);
    assert_int_equal(pthread_join(loop.thread, NULL), 0);
    assert_int_equal(loop.failed, 0);
    server_close(loop.server);
    roomed_leave(&r);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_share_nothing_without_a_lock),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
