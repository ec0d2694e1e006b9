#include "web/server.h"

#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "web/server_internal.h"

enum { POOL_BYTES = 16384, BACKLOG = 128, DESCRIPTORS_MAX = 4, MILLISECOND = 1000000 };

static const int64_t second = 1000000000;

/* ---- connections ---- */

static void
on_connection(void *self, struct MHD_Connection *connection, void **context,
    enum MHD_ConnectionNotificationCode code)
{
    struct server *s = ((struct server_door *)self)->server;
    struct server_link *link = *context;

    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);

        link = calloc(1, sizeof(*link));
        if (link == NULL || info == NULL) {
            free(link);
            return;
        }
        link->fd = info->connect_fd;
        link->deadline = clock_now() + SERVER_HEADER_SECONDS * second;
        link->next = s->links;
        if (s->links != NULL) {
            s->links->before = link;
        }
        s->links = link;
        *context = link;
    } else if (link != NULL) {
        *(link->before == NULL ? &s->links : &link->before->next) = link->next;
        if (link->next != NULL) {
            link->next->before = link->before;
        }
        free(link);
        *context = NULL;
    }
}

/* Closes the connections whose deadline has passed. */
static void
sweep(struct server *s, int64_t now)
{
    if (now - s->swept < second) {
        return;
    }
    s->swept = now;
    for (struct server_link *link = s->links; link != NULL; link = link->next) {
        if (now >= link->deadline) {
            (void)shutdown(link->fd, SHUT_RDWR);
            link->deadline = INT64_MAX;
        }
    }
}

/* ---- listening ---- */

static enum status
listen_failed(const struct server_address *a, struct failure *f)
{
    int reason = errno;

    if (reason == EADDRINUSE) {
        return failure_of(
            STATUS_IO, f, "port %d is taken; choose another one with --port", (int)a->port);
    }
    return failure_of(STATUS_IO, f, "%s, port %d: cannot listen: %s", a->address, (int)a->port,
        strerror(reason));
}

static int32_t
port_of(int fd)
{
    struct sockaddr_storage address;
    socklen_t length = sizeof(address);
    char text[16];

    if (getsockname(fd, (struct sockaddr *)&address, &length) != 0 ||
        getnameinfo((struct sockaddr *)&address, length, NULL, 0, text, sizeof(text),
            NI_NUMERICSERV) != 0) {
        return 0;
    }
    return (int32_t)strtol(text, NULL, 10);
}

static enum status
listen_at(struct server_door *door, const struct server_address *a, struct failure *f)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST}, *found;
    char port[16];
    int yes = 1;
    bool listens;

    (void)snprintf(port, sizeof(port), "%d", (int)a->port);
    if (getaddrinfo(a->address, port, &hints, &found) != 0) {
        return failure_of(STATUS_USAGE, f, "%s is not an address of IPv4 or IPv6", a->address);
    }
    door->listens = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    listens = door->listens >= 0 &&
              setsockopt(door->listens, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) == 0 &&
              bind(door->listens, found->ai_addr, found->ai_addrlen) == 0 &&
              listen(door->listens, BACKLOG) == 0;
    freeaddrinfo(found);
    if (!listens) {
        return listen_failed(a, f);
    }
    door->port = port_of(door->listens);
    return STATUS_OK;
}

static void
be_silent(void *self, const char *format, va_list arguments)
{
    (void)self;
    (void)format;
    (void)arguments;
}

static enum status
start(struct server_door *door, const struct server_address *a, struct failure *f)
{
    enum status st;

    TRY(listen_at(door, a, f));
    door->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC | MHD_USE_ERROR_LOG, 0, NULL,
        NULL, server_call_access, door, MHD_OPTION_EXTERNAL_LOGGER, be_silent, NULL,
        MHD_OPTION_LISTEN_SOCKET, door->listens, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)POOL_BYTES, MHD_OPTION_CONNECTION_LIMIT, (unsigned int)SERVER_CONNECTIONS,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned int)SERVER_PER_ADDRESS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned int)SERVER_IDLE_SECONDS,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK, server_call_begin, door,
        MHD_OPTION_NOTIFY_COMPLETED, server_call_end, door, MHD_OPTION_NOTIFY_CONNECTION,
        on_connection, door, MHD_OPTION_END);
    st = door->daemon == NULL ? failure_of_file(f, "the server cannot start") : STATUS_OK;
out:
    return st;
}

enum status
server_open(struct server **out, const struct web *web, const struct server_address *addresses,
    struct failure *f)
{
    struct server *s = calloc(1, sizeof(*s));
    enum status st = s == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    *out = NULL;
    TRY(st);
    s->web = web;
    for (int32_t k = 0; k < WEB_DOORS_MAX; k++) {
        s->door[k] = (struct server_door){.server = s, .listens = -1};
    }
    for (int32_t k = 0; k < web->n_doors; k++) {
        TRY(start(&s->door[k], &addresses[k], f));
    }
    *out = s;
    s = NULL;
out:
    server_close(s);
    return st;
}

/* Makes a door stop listening, and ends its connections. */
static void
stop(struct server_door *door)
{
    if (door->daemon != NULL) {
        (void)MHD_run(door->daemon);
        MHD_stop_daemon(door->daemon); /* this closes the socket */
    } else if (door->listens >= 0) {
        (void)close(door->listens);
    }
    door->daemon = NULL;
    door->listens = -1;
}

enum status
server_move(
    struct server *s, int32_t door, const struct server_address *address, struct failure *f)
{
    server_call_drop(s, &s->door[door]);
    stop(&s->door[door]);
    return start(&s->door[door], address, f);
}

int32_t
server_port(const struct server *s, int32_t door)
{
    return s->door[door].port;
}

/* ---- the loop ---- */

/* Returns how long the wait may last, in milliseconds, rounded up. */
static int
wait_of(const struct server *s, int64_t nanoseconds, int64_t now)
{
    int64_t most = nanoseconds < second ? nanoseconds : second;

    for (const struct server_call *call = s->held; call != NULL; call = call->next) {
        int64_t left = call->reply.hold_until - now;

        most = left < most ? left : most;
    }
    for (int32_t k = 0; k < s->web->n_doors; k++) {
        MHD_UNSIGNED_LONG_LONG milliseconds;

        if (s->door[k].daemon != NULL &&
            MHD_get_timeout(s->door[k].daemon, &milliseconds) == MHD_YES &&
            milliseconds < (MHD_UNSIGNED_LONG_LONG)(second / MILLISECOND)) {
            int64_t asked = (int64_t)milliseconds * MILLISECOND;

            most = asked < most ? asked : most;
        }
    }
    return most <= 0 ? 0 : (int)((most + MILLISECOND - 1) / MILLISECOND);
}

enum status
server_step(struct server *s, int64_t nanoseconds, const int *descriptors,
    int32_t n_descriptors, struct failure *f)
{
    struct pollfd polled[WEB_DOORS_MAX + DESCRIPTORS_MAX];
    nfds_t n = 0;

    for (int32_t k = 0; k < s->web->n_doors; k++) {
        struct MHD_Daemon *daemon = s->door[k].daemon;

        polled[n++] = (struct pollfd){
            .fd = daemon == NULL
                      ? -1 /* poll() ignores it */
                      : MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd,
            .events = POLLIN};
    }
    for (int32_t k = 0; k < n_descriptors && k < DESCRIPTORS_MAX; k++) {
        polled[n++] = (struct pollfd){.fd = descriptors[k], .events = POLLIN};
    }
    if (poll(polled, n, s->wake ? 0 : wait_of(s, nanoseconds, clock_now())) < 0 &&
        errno != EINTR) {
        return failure_of_file(f, "poll");
    }
    for (int round = 0; round < 2; round++) {
        for (int32_t k = 0; k < s->web->n_doors; k++) {
            if (s->door[k].daemon != NULL && MHD_run(s->door[k].daemon) != MHD_YES) {
                return failure_of(STATUS_IO, f, "the server has stopped");
            }
        }
        if (!server_call_ask(s, clock_now())) {
            break; /* no held request was answered */
        }
    }
    sweep(s, clock_now());
    return STATUS_OK;
}

void
server_wake(struct server *s)
{
    s->wake = true;
}

void
server_close(struct server *s)
{
    if (s == NULL) {
        return;
    }
    for (int32_t k = 0; k < WEB_DOORS_MAX; k++) {
        server_call_drop(s, &s->door[k]);
        stop(&s->door[k]);
    }
    free(s);
}
