/* Handles one request, from its first line to its reply. */
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "base/hash.h"
#include "web/server_internal.h"

static const int64_t second = 1000000000;

/* ---- reading ---- */

void *
server_call_begin(void *self, const char *uri, struct MHD_Connection *connection)
{
    struct server_call *call = calloc(1, sizeof(*call));
    size_t length = strlen(uri);

    (void)self;
    (void)connection;
    if (call != NULL) {
        call->too_long = length > WEB_LINE_MAX;
        memcpy(call->uri, uri, call->too_long ? 0 : length);
    }
    return call;
}

static enum MHD_Result
add_length(void *self, enum MHD_ValueKind kind, const char *key, const char *value)
{
    size_t *sum = self;

    (void)kind;
    *sum += strlen(key) + (value == NULL ? 0 : strlen(value)) + 4;
    return MHD_YES;
}

static uint64_t
hash_of_address(const struct sockaddr *address)
{
    uint64_t hash = 0;

    if (address != NULL && address->sa_family == AF_INET) {
        const unsigned char *at = (const unsigned char *)address + 4;

        for (int k = 0; k < 4; k++) {
            hash = hash << 8 | at[k];
        }
    } else if (address != NULL && address->sa_family == AF_INET6) {
        const unsigned char *at = (const unsigned char *)address + 8;

        /* only the network part of an IPv6 address, because a device has many addresses in its
           network */
        for (int k = 0; k < 8; k++) {
            hash = hash << 8 | at[k];
        }
    }
    return hash_mix(hash);
}

static const char *
header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

/* Fills in the request, except its body. Refuses a request that is too large. */
static void
begin(struct server_door *door, struct server_call *call, const char *method)
{
    struct MHD_Connection *connection = call->connection;
    const union MHD_ConnectionInfo *client =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const union MHD_ConnectionInfo *context =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    char *query = strchr(call->uri, '?');
    size_t headers = 0;
    struct web_request *r = &call->request;

    call->begun = true;
    call->link = context == NULL ? NULL : context->socket_context;
    if (query != NULL) {
        *query++ = '\0';
    }
    *r = (struct web_request){.door = (int32_t)(door - door->server->door),
        .id = ++door->server->requests,
        .peer = hash_of_address(client == NULL ? NULL : client->client_addr),
        .now = clock_now(),
        .method = method,
        .path = call->uri,
        .query = query,
        .body = ""};
#define LOOK_UP(member, name) r->member = header(connection, name);
    WEB_REQUEST_HEADERS(LOOK_UP)
    (void)MHD_get_connection_values(connection, MHD_HEADER_KIND, add_length, &headers);
    if (call->too_long || strlen(method) > WEB_LINE_MAX - strlen(call->uri)) {
        web_refuse(&call->reply, 414, "large", "the address is too long");
    } else if (headers > WEB_HEADERS_MAX) {
        web_refuse(&call->reply, 431, "large", "the headers are too long");
    } else if (r->content_length != NULL &&
               strtoull(r->content_length, NULL, 10) > WEB_BODY_MAX) {
        web_refuse(&call->reply, 413, "large", "the body is too long");
    } else if (r->transfer_encoding != NULL) {
        web_answer(door->server->web, r, &call->reply); /* web_answer() refuses the request */
    } else {
        return;
    }
    call->answered = true;
}

/* ---- replies ---- */

static enum MHD_Result
send_reply(struct server_call *call)
{
    struct web_header headers[WEB_REPLY_HEADERS];
    struct web_reply *reply = &call->reply;
    int32_t n = web_headers(reply, headers);
    bool is_static = reply->bytes != NULL || reply->body.length == 0;
    struct MHD_Response *response;
    enum MHD_Result result;
    union {
        const void *in;
        void *out;
    } content = {.in = reply->bytes != NULL ? reply->bytes : ""};

    if (is_static) {
        response = MHD_create_response_from_buffer(
            reply->bytes == NULL ? 0 : reply->length, content.out, MHD_RESPMEM_PERSISTENT);
    } else {
        response = MHD_create_response_from_buffer(
            reply->body.length, reply->body.at, MHD_RESPMEM_MUST_FREE);
        if (response != NULL) {
            reply->body = (struct buffer){0};
        }
    }
    if (response == NULL) {
        return MHD_NO;
    }
    for (int32_t k = 0; k < n; k++) {
        (void)MHD_add_response_header(response, headers[k].name, headers[k].value);
    }
    if (call->link != NULL) {
        call->link->deadline = INT64_MAX;
    }
    result = MHD_queue_response(call->connection, (unsigned int)reply->status, response);
    MHD_destroy_response(response);
    return result;
}

static void
hold(struct server *s, struct server_call *call)
{
    call->held = true;
    call->before = NULL;
    call->next = s->held;
    if (s->held != NULL) {
        s->held->before = call;
    }
    s->held = call;
    MHD_suspend_connection(call->connection);
}

static void
unlink_held(struct server *s, struct server_call *call)
{
    *(call->before == NULL ? &s->held : &call->before->next) = call->next;
    if (call->next != NULL) {
        call->next->before = call->before;
    }
    call->held = false;
}

/* Answers a request that was received completely. */
static enum MHD_Result
finish(struct server *s, struct server_call *call)
{
    call->request.body = buffer_string(&call->body);
    call->request.length = call->body.length;
    if (call->link != NULL) {
        call->link->deadline = INT64_MAX;
    }
    web_answer(s->web, &call->request, &call->reply);
    s->wake = s->wake || call->reply.wake;
    if (call->reply.hold) {
        hold(s, call);
        return MHD_YES;
    }
    call->answered = true;
    return send_reply(call);
}

enum MHD_Result
server_call_access(void *self, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *data, size_t *size, void **context)
{
    struct server_door *door = self;
    struct server_call *call = *context;

    (void)url;
    (void)version;
    if (call == NULL) {
        return MHD_NO; /* there is no memory */
    }
    if (call->answered) {
        *size = 0;
        return send_reply(call);
    }
    if (!call->begun) {
        call->connection = connection;
        begin(door, call, method);
        if (call->link != NULL) {
            call->link->deadline = call->request.now + SERVER_HEADER_SECONDS * second;
        }
        return call->answered ? send_reply(call) : MHD_YES;
    }
    if (*size > 0) {
        if (call->body.length + *size > WEB_BODY_MAX) {
            web_refuse(&call->reply, 413, "large", "the body is too long");
            call->answered = true;
        } else {
            buffer_add(&call->body, data, *size);
        }
        *size = 0;
        return call->body.failed ? MHD_NO : MHD_YES;
    }
    return finish(door->server, call);
}

void
server_call_end(void *self, struct MHD_Connection *connection, void **context,
    enum MHD_RequestTerminationCode code)
{
    struct server_door *door = self;
    struct server_call *call = *context;

    (void)connection;
    (void)code;
    if (call == NULL) {
        return;
    }
    if (call->held) {
        unlink_held(door->server, call);
    }
    if (call->link != NULL) {
        call->link->deadline = clock_now() + SERVER_IDLE_SECONDS * second;
    }
    buffer_free(&call->body);
    web_reply_free(&call->reply);
    free(call);
    *context = NULL;
}

/* ---- held requests ---- */

bool
server_call_ask(struct server *s, int64_t now)
{
    bool any = false;

    for (struct server_call *call = s->held, *next; call != NULL; call = next) {
        next = call->next;
        call->request.over = now >= call->reply.hold_until;
        if (!s->wake && !call->request.over) {
            continue;
        }
        call->request.now = now;
        call->reply.hold = false;
        web_answer(s->web, &call->request, &call->reply);
        if (call->reply.hold) {
            continue;
        }
        call->answered = true;
        unlink_held(s, call);
        MHD_resume_connection(call->connection);
        any = true;
    }
    s->wake = false;
    return any;
}

void
server_call_drop(struct server *s, const struct server_door *door)
{
    for (struct server_call *call = s->held, *next; call != NULL; call = next) {
        next = call->next;
        if (&s->door[call->request.door] == door) {
            web_refuse(&call->reply, 503, "over", "the server stops");
            call->answered = true;
            unlink_held(s, call);
            MHD_resume_connection(call->connection);
        }
    }
}
