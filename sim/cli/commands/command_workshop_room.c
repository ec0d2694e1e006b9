#include "cli/commands/command_workshop_room.h"

#include "cli/command.h"

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

enum { PORT = 8080, PORT_MAX = 65534 };
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
            ? "--lan: this machine is in no private network; join the Wi-Fi first, or give the "
              "address: --lan=ADDRESS"
            : "--lan: this machine has several addresses; give one of them:");
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
    message_print("console, for this machine alone: %s", console);
    message_print("teams: %s", setup->address);
    if (!setup->lan) {
        message_print("only browsers on this machine reach it; --lan opens it to the network");
        return;
    }
    message_print("everybody in this network can open the teams' pages, and a determined "
                  "person can read along; everything there is invented");
    message_print("without a network: switch on the hotspot of this machine or of a phone, "
                  "join it with all devices, start again");
    message_print("phones may warn that this Wi-Fi has no internet: choose to stay connected");
    message_print(
        "do not hand out the scenario: a reader can infer rates and services from it");
}

/* ---- serving ---- */

static enum status
serve(struct server *server, struct room *room, struct failure *f)
{
    const atomic_int *stop = command_stop_on_signals();
    int descriptor = room_descriptor(room);
    enum status st = STATUS_OK;

    while (!*stop && !room_is_over(room)) {
        bool wake = false;

        TRY(server_step(server, second, &descriptor, 1, f));
        TRY(room_step(room, clock_now(), &wake, f));
        if (wake) {
            server_wake(server);
        }
    }
    st = room_is_over(room) ? STATUS_OK : STATUS_STOPPED;
out:
    return st;
}

static void
add_names(struct web *web, const char *address, const struct server_address *at)
{
    static const char *const own[] = {"127.0.0.1", "localhost", "::1"};

    for (int32_t door = 0; door < web->n_doors; door++) {
        web->door[door] = (struct web_door){{""}};
        if (door == ROOM_TEAMS && strcmp(address, loopback) != 0) {
            web_add_name(&web->door[door], address, at[door].port);
        }
        for (size_t k = 0; k < sizeof(own) / sizeof(own[0]); k++) {
            web_add_name(&web->door[door], own[k], at[door].port);
        }
    }
}

/* Numbers of snapshots of an earlier start do not come again. */
static int64_t
first_number(void)
{
    struct timespec now;

    return clock_gettime(CLOCK_REALTIME, &now) == 0 ? (int64_t)now.tv_sec * 1000 : 0;
}

static enum status
open_room(
    struct room **room, struct web *web, const struct room_setup *setup, struct failure *f)
{
    enum status st = room_open(room, setup, f);

    web->handler = room_handle;
    web->self = *room;
    return st;
}

enum status
command_workshop_room(
    struct session *session, const struct arguments *arguments, struct failure *f)
{
    char address[ADDRESS_BYTES], teams[2 * ADDRESS_BYTES], console[2 * ADDRESS_BYTES];
    char token[SECRET_TOKEN_BYTES];
    struct room_setup setup = {.session = session,
        .token = token,
        .address = teams,
        .lan = arguments_has(arguments, "lan"),
        .one_table = arguments_has(arguments, "one-table"),
        .first = first_number(),
        .time = command_workshop_time};
    struct server_address at[2] = {{.address = loopback}, {.address = address}};
    struct web web = {0};
    struct room *room = NULL;
    struct server *server = NULL;
    int64_t port;
    enum status st;

    setup.threads = arguments_processors() > 1 ? arguments_processors() - 1 : 1;
    TRY(arguments_integer(arguments, "port", 1, PORT_MAX, PORT, &port, f));
    TRY(find_address(arguments, address, f));
    at[ROOM_CONSOLE].port = (int32_t)port;
    at[ROOM_TEAMS].port = (int32_t)port + 1;
    TRY(secret_token(token, f));
    (void)snprintf(teams, sizeof(teams),
        strchr(address, ':') == NULL ? "http://%s:%d" : "http://[%s]:%d", address,
        (int)at[ROOM_TEAMS].port);
    (void)snprintf(
        console, sizeof(console), "http://%s:%d/console#t=%s", loopback, (int)port, token);
    web.n_doors = 2;
    add_names(&web, address, at);
    TRY(server_open(&server, &web, at, f)); /* it answers from the first step on */
    TRY(open_room(&room, &web, &setup, f));
    explain(&setup, console);
    TRY(serve(server, room, f));
out:
    server_close(server);
    room_free(room);
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
