/**
 * server.h - serves the doors of a struct web on sockets, in one thread.
 *
 *     server_open    listens
 *     server_step    waits until something happens, and deals with it
 *     server_move    listens at another address
 *     server_close   always
 *
 * Everything happens within these calls: the handler needs no lock. A request that the handler holds is suspended;
 * it is asked about again after a reply with `wake`, after server_wake(), and when its time is over.
 *
 * Limits (workshop: the room's own): a connection that has not sent the headers of its first request
 * within SERVER_HEADER_SECONDS, or is idle for SERVER_IDLE_SECONDS, is closed; so is one whose body takes
 * longer than SERVER_HEADER_SECONDS. An address has at most SERVER_PER_ADDRESS connections.
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
    const char *address; /* numeric, IPv4 or IPv6 */
    int32_t port;        /* 0: a free one */
};

/** One address for each door of `web`, which must outlive the server. STATUS_IO and a message: the address
 * does not exist here, or the port is taken. *s is NULL then. */
enum status server_open(struct server **s, const struct web *web,
    const struct server_address *addresses, struct failure *f) MUST_CHECK;

/** The port on which a door listens. */
int32_t server_port(const struct server *s, int32_t door);

/**
 * Lets a door listen at another address; its connections end. If that fails, the door listens nowhere until the next
 * call. STATUS_IO and a message as for server_open().
 */
enum status server_move(struct server *s, int32_t door, const struct server_address *address,
    struct failure *f) MUST_CHECK;

/**
 * Waits for at most `nanoseconds`, or until a request comes or one of the descriptors can be read, and
 * deals with the requests. A signal ends the wait.
 */
enum status server_step(struct server *s, int64_t nanoseconds, const int *descriptors,
    int32_t n_descriptors, struct failure *f) MUST_CHECK;

/** Something has happened: asks the handler about held requests. */
void server_wake(struct server *s);

/** Safe for NULL. */
void server_close(struct server *s);

#endif
