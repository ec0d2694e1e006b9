/**
 * server_internal.h - declarations shared by server.c (sockets, the loop) and server_call.c (one request).
 */
#ifndef WEB_SERVER_INTERNAL_H
#define WEB_SERVER_INTERNAL_H

#include <microhttpd.h>

#include "web/server.h"

/** A connection of a browser. */
struct server_link {
    struct server_link *next, *before;
    int fd;
    int64_t deadline; /* for what it is expected to send; INT64_MAX: nothing */
};

/** A request that is being read or answered. */
struct server_call {
    struct server_call *next, *before; /* of the held ones */
    struct server_link *link;
    struct MHD_Connection *connection;
    struct web_request request;
    struct web_reply reply;
    char uri[WEB_LINE_MAX + 1];
    bool too_long, begun, held, answered;
    struct buffer body;
};

struct server_door {
    struct server *server;
    struct MHD_Daemon *daemon;
    int listens, port;
};

struct server {
    const struct web *web;
    struct server_door door[WEB_DOORS_MAX];
    struct server_link *links;
    struct server_call *held;
    uint64_t requests;
    int64_t swept;
    bool wake;
};

/** The functions that the library calls. */
void *server_call_begin(void *self, const char *uri, struct MHD_Connection *connection);
enum MHD_Result server_call_access(void *self, struct MHD_Connection *connection,
    const char *url, const char *method, const char *version, const char *data, size_t *size,
    void **context);
void server_call_end(void *self, struct MHD_Connection *connection, void **context,
    enum MHD_RequestTerminationCode code);

/** Asks the handler about all held requests again. Returns whether one was answered. */
bool server_call_ask(struct server *s, int64_t now);

/** Lets all held requests of a door go: the server stops. */
void server_call_drop(struct server *s, const struct server_door *door);

#endif
