/**
 * server.h - serves the doors (web.h) of a struct web on sockets, in one thread.
 *
 *     server_open    listens on the addresses of the doors
 *     server_step    waits until something happens, and handles it
 *     server_move    makes a door listen at another address
 *     server_close   ends everything; call it in any case
 *
 * The handler is called only within these functions and needs no lock. A request that the handler
 * holds is suspended. The handler is called again for it after a reply whose member `wake` is true,
 * after server_wake(), and at hold_until of its reply (web.h).
 *
 * Limits on connections: a connection is closed if the headers of its first request, or a body,
 * take longer than SERVER_HEADER_SECONDS. It is also closed if it is idle for SERVER_IDLE_SECONDS.
 * An address has at most SERVER_PER_ADDRESS connections.
 */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include "web/web.h"

enum {
    SERVER_HEADER_SECONDS = 10,
    SERVER_IDLE_SECONDS = 30,
    SERVER_PER_ADDRESS = 16,
    SERVER_CONNECTIONS = 256
};

struct server;

/** Where a door listens. */
struct server_address {
    const char *address; /* numeric address of IPv4 or IPv6 */
    int32_t port;        /* 0: any free port */
};

/**
 * Opens a server with one address for each door of `web`, which must exist as long as the server.
 * Returns STATUS_IO and a message if an address does not exist on this machine, or if a port is
 * taken. *s is NULL then.
 */
enum status server_open(struct server **s, const struct web *web,
    const struct server_address *addresses, struct failure *f) MUST_CHECK;

/** Returns the port on which a door listens. */
int32_t server_port(const struct server *s, int32_t door);

/**
 * Makes a door listen at another address. Its connections end. If this fails, the door does not
 * listen until the next call. Returns STATUS_IO and a message as server_open() does.
 */
enum status server_move(struct server *s, int32_t door, const struct server_address *address,
    struct failure *f) MUST_CHECK;

/**
 * Waits until a request comes or one of the descriptors can be read, but at most `nanoseconds`.
 * Then handles the requests. A signal ends the wait.
 */
enum status server_step(struct server *s, int64_t nanoseconds, const int *descriptors,
    int32_t n_descriptors, struct failure *f) MUST_CHECK;

/** Calls the handler for the held requests, because something has happened. */
void server_wake(struct server *s);

/** Ends all connections and frees the server. s may be NULL. */
void server_close(struct server *s);

#endif
