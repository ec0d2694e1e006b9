/**
 * web.h - one HTTP request and its reply, without sockets.
 *
 *     web_answer   checks a request, lets the handler answer it, and compresses the reply
 *     web_headers  lists the headers of a reply, including those for security
 *
 * A server has doors. A door is an address on which the server listens, with a list of the names
 * (header Host) by which browsers reach it. A request with another name is refused. A page from the
 * internet whose name points to this machine (DNS rebinding) can therefore read nothing. This layer
 * does not depend on the routes. server.h connects it to sockets.
 */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "base/buffer.h"

enum {
    WEB_DOORS_MAX = 2,
    WEB_NAMES_MAX = 8,
    WEB_NAME_BYTES = 96,
    WEB_LINE_MAX = 2048,    /* maximum number of bytes of method and URL */
    WEB_HEADERS_MAX = 8192, /* maximum number of bytes of all headers */
    WEB_BODY_MAX = 4096,
    WEB_COMPRESSED_MIN = 1024, /* replies of at least this number of bytes are compressed */
    WEB_COMPRESSED_MAX = 1 << 20,
    WEB_REPLY_HEADERS = 16
};

/**
 * The headers of a request that some code reads. WEB_REQUEST_HEADERS calls HEADER(member, name) for
 * each.
 */
#define WEB_REQUEST_HEADERS(HEADER)                                                            \
    HEADER(host, "Host")                                                                       \
    HEADER(origin, "Origin")                                                                   \
    HEADER(token, "X-Workshop-Token")                                                          \
    HEADER(content_type, "Content-Type")                                                       \
    HEADER(content_length, "Content-Length")                                                   \
    HEADER(transfer_encoding, "Transfer-Encoding")                                             \
    HEADER(fetch_site, "Sec-Fetch-Site")                                                       \
    HEADER(if_none_match, "If-None-Match")                                                     \
    HEADER(accept_encoding, "Accept-Encoding")

#define WEB_REQUEST_MEMBER(member, name) const char *member;

/** A request. A text that the request lacks is NULL; method, path and body are never NULL. */
struct web_request {
    int32_t door;
    /* number of this request, unique in a server; 0: the request does not come from a server */
    uint64_t id;
    uint64_t peer;      /* a number that identifies the address of the sender */
    int64_t now;        /* nanoseconds of the monotonic clock */
    bool over;          /* hold_until has passed: the handler must answer the request now */
    const char *method; /* "GET" */
    const char *path;   /* path without the query, not decoded */
    const char *query;  /* text after the question mark */
    const char *body;   /* ends with a NUL */
    size_t length;      /* number of bytes of the body */
    WEB_REQUEST_HEADERS(WEB_REQUEST_MEMBER)
};

/** A reply. A zeroed struct is an empty reply. Free it with web_reply_free(). */
struct web_reply {
    int32_t status;
    const char *type; /* type of the content; NULL: none */
    struct buffer body;
    const void *bytes; /* content in place of `body`; it must exist as long as the server */
    size_t length;
    /* in quotes; it must exist as long as the reply; NULL: browsers must not store the reply */
    const char *etag;
    bool immutable; /* for a reply with an etag: browsers need not request it again */
    /* name under which browsers save the content as a file; NULL: they show it */
    const char *download;
    const char *allow;   /* value of the header Allow, for status 405 */
    int32_t retry_after; /* seconds, for status 429; 0: none */
    /* the body is gzip; web_answer() compresses it for browsers that accept this */
    bool compressed;
    bool has_styles; /* the content is a document with styles of its own, such as a report */
    bool hold; /* there is no reply yet: call the handler again when something has happened */
    int64_t hold_until; /* latest time for that call, on the clock of the request */
    bool wake;          /* something has happened: call the handler for all held requests */
};

struct web_header {
    const char *name;
    char value[320];
};

struct web_door {
    /* "127.0.0.1:8080"; a shorter list ends with "" */
    char name[WEB_NAMES_MAX][WEB_NAME_BYTES];
};

typedef void web_handler(
    void *self, const struct web_request *request, struct web_reply *reply);

struct web {
    int32_t n_doors;
    struct web_door door[WEB_DOORS_MAX];
    web_handler *handler;
    void *self;
};

/**
 * Adds a name by which browsers reach the door. A name with a colon (an IPv6 address) is put in
 * brackets. Names beyond WEB_NAMES_MAX are left out.
 */
void web_add_name(struct web_door *door, const char *name, int32_t port);

/** Answers a request. Afterwards the reply is complete, or its member `hold` is true. */
void web_answer(
    const struct web *web, const struct web_request *request, struct web_reply *reply);

/** Sets a reply that refuses a request: {"error": WORD, "message": MESSAGE}. */
void web_refuse(struct web_reply *reply, int32_t status, const char *word, const char *message);

/** Lists the headers of a reply. Returns their number. */
int32_t web_headers(const struct web_reply *reply, struct web_header out[WEB_REPLY_HEADERS]);

void web_reply_free(struct web_reply *reply);

/**
 * Copies the value of a parameter of the query to `out`, decoded. Returns `out`; NULL if the
 * parameter is absent, too long or malformed.
 */
const char *web_parameter(
    const struct web_request *request, const char *name, char *out, size_t size);

#endif
