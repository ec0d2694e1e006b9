/**
 * web.h - one HTTP request and its reply, without sockets.
 *
 *     web_answer   checks a request, lets the handler answer it, and compresses the reply
 *     web_headers  the headers of a reply, those of security included
 *
 * A server has doors: addresses on which it listens, each with its own list of names (Host) under which
 * browsers reach it. A request under another name is refused, so that a page from the internet whose name
 * points here (DNS rebinding) reads nothing. This layer knows nothing about the routes and their
 * meaning; server.h connects it to sockets.
 */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "base/buffer.h"

enum {
    WEB_DOORS_MAX = 2,
    WEB_NAMES_MAX = 8,
    WEB_NAME_BYTES = 96,
    WEB_LINE_MAX = 2048,    /* bytes of method and URL */
    WEB_HEADERS_MAX = 8192, /* bytes of all headers */
    WEB_BODY_MAX = 4096,
    WEB_COMPRESSED_MIN = 1024, /* bytes of a reply that is worth compressing */
    WEB_COMPRESSED_MAX = 1 << 20,
    WEB_REPLY_HEADERS = 16
};

/** The headers of a request that anything reads. WEB_HEADER(member, name) */
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

/** A request. Texts that it does not have are NULL, except method, path and body. */
struct web_request {
    int32_t door;
    uint64_t id;        /* of this request, unique in a server; 0: not from a server */
    uint64_t peer;      /* stands for the address of the sender */
    int64_t now;        /* nanoseconds of the monotonic clock */
    bool over;          /* it was held to its end: the handler must answer it now */
    const char *method; /* "GET" */
    const char *path;   /* without the query, not decoded */
    const char *query;  /* after the question mark */
    const char *body;   /* ends with a NUL */
    size_t length;      /* of the body */
    WEB_REQUEST_HEADERS(WEB_REQUEST_MEMBER)
};

/** A reply. A zeroed struct is empty; free it with web_reply_free(). */
struct web_reply {
    int32_t status;
    const char *type; /* of the content, NULL: none */
    struct buffer body;
    const void *bytes; /* content that outlives the server, in place of `body` */
    size_t length;
    const char *etag;     /* in quotes, outlives the reply; NULL: must not be stored */
    bool immutable;       /* with an etag: need not be asked for again */
    const char *download; /* name of the file to save it as, or NULL */
    const char *allow;    /* for 405 */
    int32_t retry_after;  /* seconds, for 429; 0: none */
    bool compressed; /* the body is gzip; web_answer() compresses for browsers that take it */
    bool has_styles; /* a document with styles of its own, such as a report */
    bool hold;       /* not answered yet: ask again when something has happened */
    int64_t hold_until; /* by then at the latest, on the clock of the request */
    bool wake;          /* something has happened: ask about held requests again */
};

struct web_header {
    const char *name;
    char value[320];
};

struct web_door {
    char name[WEB_NAMES_MAX][WEB_NAME_BYTES]; /* "127.0.0.1:8080", ended by "" or the maximum */
};

typedef void web_handler(
    void *self, const struct web_request *request, struct web_reply *reply);

struct web {
    int32_t n_doors;
    struct web_door door[WEB_DOORS_MAX];
    web_handler *handler;
    void *self;
};

/** Adds a name under which browsers reach the door; with a colon in it, as IPv6 addresses have, in
 * brackets. Names beyond WEB_NAMES_MAX are left out. */
void web_add_name(struct web_door *door, const char *name, int32_t port);

/** Answers a request. The reply is complete, or its member `hold` is true. */
void web_answer(
    const struct web *web, const struct web_request *request, struct web_reply *reply);

/** Refuses a request: {"error": WORD, "message": MESSAGE}. */
void web_refuse(struct web_reply *reply, int32_t status, const char *word, const char *message);

/** The headers of a reply. Returns how many. */
int32_t web_headers(const struct web_reply *reply, struct web_header out[WEB_REPLY_HEADERS]);

void web_reply_free(struct web_reply *reply);

/** The value of a parameter of the query, decoded into out; NULL: absent, too long or malformed. */
const char *web_parameter(
    const struct web_request *request, const char *name, char *out, size_t size);

#endif
