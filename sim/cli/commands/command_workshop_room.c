#include "cli/commands/command_workshop_room.h"

#include "cli/command.h"
#include "cli/commands/command_workshop_browser.h"

#ifdef CBMSIM_BROWSERS
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/message.h"
#include "room/room.h"
#include "web/address.h"
#include "web/secret.h"
#include "web/server.h"

enum { PORT = 8080, PORT_MAX = 65534, LOOK_SECONDS = 2, LAST_STEPS = 4 };
static const int64_t second = 1000000000;
static const char loopback[] = "127.0.0.1";

/* ---- the address of the teams ---- */

static enum status
find_address(const struct arguments *arguments, char out[ADDRESS_BYTES], struct failure *f)
{
    const char *given = arguments_value(arguments, "lan", NULL);
    char found[ADDRESSES_MAX][ADDRESS_BYTES];
    int32_t n;

    if (given == NULL) {
        (void)snprintf(out, ADDRESS_BYTES, "%s", loopback);
        return STATUS_OK;
    }
    if (given[0] != '\0') {
        if (!address_is_numeric(given)) {
            return failure_of(STATUS_USAGE, f,
                "--lan: expected an address of this machine, such as 192.168.1.7, found \"%s\"",
                given);
        }
        (void)snprintf(out, ADDRESS_BYTES, "%s", given);
        return STATUS_OK;
    }
    n = address_private(found);
    if (n == 1) {
        (void)snprintf(out, ADDRESS_BYTES, "%s", found[0]);
        return STATUS_OK;
    }
    (void)failure_of(STATUS_IO, f,
        n == 0
            ? "--lan: this machine is in no private network; join the Wi-Fi first, or give an "
              "address of this machine: --lan=ADDRESS. hostname -I prints the addresses (on a "
              "Mac: ipconfig getifaddr en0); use the one of the network of the phones, such as "
              "--lan=192.168.1.7"
            : "--lan: this machine has several addresses; give the one of the network of the "
              "phones:");
    for (int32_t k = 0; k < n; k++) {
        failure_add(f, "  --lan=%s", found[k]);
    }
    return STATUS_IO;
}

enum status
command_workshop_room_check(const struct arguments *arguments, struct failure *f)
{
    char address[ADDRESS_BYTES];
    int64_t port;
    enum status st;

    TRY(arguments_integer(arguments, "port", 1, PORT_MAX, PORT, &port, f));
    TRY(find_address(arguments, address, f));
out:
    return st;
}

/* ---- what the user reads at the start ---- */

static void
explain(const struct room_setup *setup, const char *console)
{
    if (setup->session->continued) {
        message_print(
            "the exercise continues at %s", exercise_stop(&setup->session->exercise)->id);
    }
    if (setup->session->exercise.solo >= 0) {
        message_print("play here, on this machine alone: %s", console);
        return;
    }
    message_print("console, for this machine alone: %s", console);
    message_print("teams: %s", setup->address);
    if (!setup->lan) {
        message_print(
            "only browsers on this machine can open these pages; --lan opens them to the "
            "network");
        return;
    }
    message_print("everybody in this network can open the teams' pages, and a determined "
                  "person can read the traffic; it contains nothing but the exercise");
    message_print("without a network: switch on the hotspot of this machine or of a phone, "
                  "join it with all devices, start again");
    message_print("phones may warn that this Wi-Fi has no internet: choose to stay connected");
    message_print(
        "do not hand out the scenario: a reader can infer from it how often each service "
        "attacks, and with the seed compute what will happen");
}

/* ---- the addresses of the teams and of the console ---- */

enum { URL_BYTES = 2 * ADDRESS_BYTES };

/** The server of an exercise, and the addresses of its pages. */
struct served {
    const struct arguments *arguments;
    struct address_watch watch; /* the address of the teams */
    bool watched;               /* `watch` finds the new address in another network */
    bool listens;               /* the server listens at the address of the teams */
    int64_t looked;             /* time of the last look at the addresses of the machine */
    struct server_address at[2];
    char teams[URL_BYTES], console[URL_BYTES];
    struct web web;
    struct room *room;
    struct server *server;
};

static void
set_names(struct served *s)
{
    static const char *const own[] = {"127.0.0.1", "localhost", "::1"};

    for (int32_t door = 0; door < s->web.n_doors; door++) {
        s->web.door[door] = (struct web_door){{""}};
        if (door == ROOM_TEAMS && strcmp(s->watch.now, loopback) != 0) {
            web_add_name(&s->web.door[door], s->watch.now, s->at[door].port);
        }
        for (size_t k = 0; k < sizeof(own) / sizeof(own[0]); k++) {
            web_add_name(&s->web.door[door], own[k], s->at[door].port);
        }
    }
    (void)snprintf(s->teams, sizeof(s->teams),
        strchr(s->watch.now, ':') == NULL ? "http://%s:%d" : "http://[%s]:%d", s->watch.now,
        (int)s->at[ROOM_TEAMS].port);
}

static enum status
set_addresses(struct served *s, struct failure *f)
{
    char found[ADDRESSES_MAX][ADDRESS_BYTES];
    int64_t port;
    enum status st;

    TRY(arguments_integer(s->arguments, "port", 1, PORT_MAX, PORT, &port, f));
    TRY(find_address(s->arguments, s->watch.now, f));
    s->at[ROOM_CONSOLE] = (struct server_address){loopback, (int32_t)port};
    s->at[ROOM_TEAMS] = (struct server_address){s->watch.now, (int32_t)port + 1};
    s->web.n_doors = 2;
    set_names(s);
    /* An address of a private network can change, so it is watched. Any other address does not
       change. Without --lan, the address is a loopback address: no other machine can reach the
       pages of the teams. */
    s->watched = arguments_has(s->arguments, "lan") &&
                 address_watch_begin(&s->watch, found, address_private(found));
out:
    return st;
}

/* Moves the server if the machine has joined another network. */
static void
follow(struct served *s, int64_t now)
{
    char found[ADDRESSES_MAX][ADDRESS_BYTES];
    struct failure f = {0};

    if (!s->watched || now - s->looked < LOOK_SECONDS * second) {
        return;
    }
    s->looked = now;
    if (!address_watch_look(&s->watch, found, address_private(found)) && s->listens) {
        return;
    }
    s->listens = server_move(s->server, ROOM_TEAMS, &s->at[ROOM_TEAMS], &f) == STATUS_OK;
    if (!s->listens) {
        failure_print("", &f); /* the next call of follow() tries again */
        return;
    }
    set_names(s);
    room_move(s->room, s->teams);
    message_print("the address of the teams is now %s", s->teams);
    server_wake(s->server);
}

/* ---- serving ---- */

static enum status
serve(struct served *s, struct failure *f)
{
    const atomic_int *stop = command_stop_on_signals();
    int descriptor = room_descriptor(s->room);
    enum status st = STATUS_OK;

    while (!*stop && !room_is_deleted(s->room)) {
        bool wake = false;

        TRY(server_step(s->server, second, &descriptor, 1, f));
        TRY(room_step(s->room, clock_now(), &wake, f));
        follow(s, clock_now());
        if (wake) {
            server_wake(s->server);
        }
    }
    /* Sends the last reply. */
    for (int k = 0; k < LAST_STEPS && room_is_deleted(s->room); k++) {
        TRY(server_step(s->server, second / LAST_STEPS, NULL, 0, f));
    }
    st = room_is_deleted(s->room) ? STATUS_OK : STATUS_STOPPED;
out:
    return st;
}

/* Returns the number of the first snapshot. The number is above all numbers of earlier starts, so
   no number is used twice. */
static int64_t
first_number(void)
{
    struct timespec now;

    return clock_gettime(CLOCK_REALTIME, &now) == 0 ? (int64_t)now.tv_sec * 1000 : 0;
}

static enum status
open_room(struct served *s, const struct room_setup *setup, struct failure *f)
{
    enum status st = room_open(&s->room, setup, f);

    s->web.handler = room_handle;
    s->web.self = s->room;
    return st;
}

enum status
command_workshop_room(
    struct session *session, const struct arguments *arguments, struct failure *f)
{
    struct served s = {.arguments = arguments, .listens = true};
    char token[SECRET_TOKEN_BYTES];
    struct room_setup setup = {.session = session,
        .token = token,
        .address = s.teams,
        .lan = arguments_has(arguments, "lan"),
        .one_table = arguments_has(arguments, "one-table"),
        .first = first_number(),
        /* the threads have low priority: the server does not wait for them */
        .threads = arguments_processors(),
        .time = command_workshop_time};
    bool deleted = false;
    enum status st;

    TRY(set_addresses(&s, f));
    TRY(secret_token(token, f));
    (void)snprintf(s.console, sizeof(s.console), "http://%s:%d/%s#t=%s", loopback,
        (int)s.at[ROOM_CONSOLE].port, session->exercise.solo >= 0 ? "table" : "console", token);
    /* From here on, the server listens. It answers requests only in server_step(), which is called
       after the room is open. */
    TRY(server_open(&s.server, &s.web, s.at, f));
    TRY(open_room(&s, &setup, f));
    explain(&setup, s.console);
    if (!arguments_has(arguments, "no-browser")) {
        command_workshop_browser_open(session->log.dir.path, s.console);
    }
    TRY(serve(&s, f));
    deleted = room_is_deleted(s.room);
out:
    server_close(s.server);
    room_free(s.room);
    command_workshop_browser_forget(session->log.dir.path);
    if (deleted) {
        st = session_remove(session, f);
        message_print(st == STATUS_OK ? "the exercise is deleted"
                                      : "files of the exercise are left; delete its directory");
    }
    return st;
}

#else

enum status
command_workshop_room_check(const struct arguments *arguments, struct failure *f)
{
    (void)arguments;
    return failure_of(STATUS_USAGE, f,
        "this build has no server for browsers; give --terminal or --solo SEAT, or build it "
        "with "
        "libmicrohttpd-dev and libqrencode-dev installed");
}

enum status
command_workshop_room(
    struct session *session, const struct arguments *arguments, struct failure *f)
{
    (void)session;
    return command_workshop_room_check(arguments, f);
}

#endif
