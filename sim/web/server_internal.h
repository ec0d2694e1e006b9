/**
 * server_internal.h - declarations shared by server.c (sockets, the event loop) and server_call.c
 * (one request).
 */
#ifndef WEB_SERVER_INTERNAL_H
#define WEB_SERVER_INTERNAL_H

#include <microhttpd.h>

#include "web/server.h"

/** A connection to a browser. */
struct server_link {
    struct server_link *next, *before;
    int fd;
    /* time by which the browser must have sent what is expected; INT64_MAX: nothing is expected */
    int64_t deadline;
};

/** A request that is being read or answered. */
struct server_call {
    struct server_call *next, *before; /* neighbours in the list of held requests */
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

/** The functions that the HTTP library calls. */
void *server_call_begin(void *self, const char *uri, struct MHD_Connection *connection);
enum MHD_Result server_call_access(void *self, struct MHD_Connection *connection,
    const char *url, const char *method, const char *version, const char *data, size_t *size,
    void **context);
void server_call_end(void *self, struct MHD_Connection *connection, void **context,
    enum MHD_RequestTerminationCode code);

/** Calls the handler for all held requests. Returns whether one of them was answered. */
bool server_call_ask(struct server *s, int64_t now);

/** Ends all held requests of a door, because the door stops. */
void server_call_drop(struct server *s, const struct server_door *door);

#endif
