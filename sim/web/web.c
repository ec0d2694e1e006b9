#include "web/web.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

#include "format/json_writer.h"

#define SELF_ONLY                                                                              \
    "default-src 'none'; script-src 'self'; style-src 'self'%s; img-src 'self' data:; "        \
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

void
web_add_name(struct web_door *door, const char *name, int32_t port)
{
    bool bare = strchr(name, ':') != NULL;

    for (int32_t k = 0; k < WEB_NAMES_MAX; k++) {
        if (door->name[k][0] == '\0') {
            (void)snprintf(door->name[k], WEB_NAME_BYTES, "%s%s%s:%d", bare ? "[" : "", name,
                bare ? "]" : "", (int)port);
            return;
        }
    }
}

void
web_reply_free(struct web_reply *reply)
{
    buffer_free(&reply->body);
    *reply = (struct web_reply){0};
}

void
web_refuse(struct web_reply *reply, int32_t status, const char *word, const char *message)
{
    struct json_writer w;

    buffer_clear(&reply->body);
    reply->status = status;
    reply->type = "application/json";
    reply->bytes = NULL;
    reply->etag = NULL;
    json_writer_init_lines(&w, &reply->body, 0);
    json_writer_open(&w, NULL, '{');
    json_writer_text(&w, "error", word);
    json_writer_text(&w, "message", message);
    json_writer_close(&w, '}');
}

/* ---- checks ---- */

static bool
is_name_of(const struct web_door *door, const char *name)
{
    for (int32_t k = 0; k < WEB_NAMES_MAX && door->name[k][0] != '\0'; k++) {
        if (strcasecmp(door->name[k], name) == 0) {
            return true;
        }
    }
    return false;
}

static bool
is_origin_of(const struct web_door *door, const char *origin)
{
    static const char scheme[] = "http://";
    size_t length = sizeof(scheme) - 1;

    return strncmp(origin, scheme, length) == 0 && is_name_of(door, origin + length);
}

/* Whether the type is "application/json", with or without parameters. */
static bool
is_json(const char *type)
{
    static const char json[] = "application/json";
    size_t length = sizeof(json) - 1;

    return strncasecmp(type, json, length) == 0 &&
           (type[length] == '\0' || type[length] == ';');
}

/* Refuses a request that no route may receive. */
static bool
is_refused(const struct web_door *door, const struct web_request *r, struct web_reply *reply)
{
    bool posts = strcmp(r->method, "POST") == 0;

    if (r->host == NULL || !is_name_of(door, r->host)) {
        char message[WEB_NAME_BYTES + 32];

        (void)snprintf(message, sizeof(message), "open http://%s/ instead", door->name[0]);
        web_refuse(reply, 421, "host", message);
    } else if (!posts && strcmp(r->method, "GET") != 0 && strcmp(r->method, "HEAD") != 0) {
        reply->allow = "GET, HEAD, POST";
        web_refuse(reply, 405, "method", "only GET, HEAD and POST are understood");
    } else if (r->transfer_encoding != NULL) {
        web_refuse(reply, 411, "length", "send the length of the body");
    } else if (r->length > WEB_BODY_MAX || strlen(r->path) > WEB_LINE_MAX) {
        web_refuse(reply, 413, "large", "the request is too large");
    } else if (r->fetch_site != NULL && strcmp(r->fetch_site, "cross-site") == 0 &&
               (posts || strncmp(r->path, "/api/", 5) == 0)) {
        web_refuse(reply, 403, "forbidden", "another site may not call this");
    } else if (posts && (r->origin == NULL || !is_origin_of(door, r->origin))) {
        web_refuse(reply, 403, "forbidden", "only pages of this address may call this");
    } else if (posts && (r->content_type == NULL || !is_json(r->content_type))) {
        web_refuse(reply, 415, "bad_request", "the body must be application/json");
    } else if (!posts && r->length > 0) {
        web_refuse(reply, 400, "bad_request", "this request has no body");
    } else {
        return false;
    }
    return true;
}

/* ---- compression ---- */

/* Whether the browser accepts gzip: the list of encodings has it, with a weight above 0. */
static bool
takes_gzip(const char *accepted)
{
    static const char gzip[] = "gzip";
    const char *at = accepted == NULL ? NULL : strstr(accepted, gzip);

    if (at == NULL) {
        return false;
    }
    at += sizeof(gzip) - 1;
    at += strspn(at, " ");
    if (*at != ';') {
        return *at == '\0' || *at == ',';
    }
    at += strcspn(at, "123456789,"); /* skip to the first digit of the weight that is not 0 */
    return *at != '\0' && *at != ',';
}

static bool
pack(const struct buffer *from, struct buffer *to)
{
    enum { GZIP_WINDOW = 15 + 16, MEMORY = 8, FAST = 1 };
    z_stream z = {0};
    uLong bound;
    char *out;

    if (deflateInit2(&z, FAST, Z_DEFLATED, GZIP_WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK) {
        return false;
    }
    bound = deflateBound(&z, (uLong)from->length);
    out = buffer_reserve(to, bound);
    z.next_in = (Bytef *)(uintptr_t)from->at;
    z.avail_in = (uInt)from->length;
    z.next_out = (Bytef *)out;
    z.avail_out = out == NULL ? 0 : (uInt)bound;
    to->length += out != NULL && deflate(&z, Z_FINISH) == Z_STREAM_END ? z.total_out : 0;
    (void)deflateEnd(&z);
    return to->length > 0;
}

/* Compresses a body that was made for this request, because a Wi-Fi with many devices is slow. */
static void
compress_body(const struct web_request *r, struct web_reply *reply)
{
    struct buffer packed = {0};

    if (reply->bytes == NULL && reply->status == 200 && reply->etag == NULL &&
        reply->body.length >= WEB_COMPRESSED_MIN && reply->body.length <= WEB_COMPRESSED_MAX &&
        takes_gzip(r->accept_encoding) && pack(&reply->body, &packed)) {
        buffer_free(&reply->body);
        reply->body = packed;
        reply->compressed = true;
    } else {
        buffer_free(&packed);
    }
}

void
web_answer(const struct web *web, const struct web_request *r, struct web_reply *reply)
{
    if (r->door < 0 || r->door >= web->n_doors) {
        web_refuse(reply, 404, "missing", "there is no such page");
    } else if (!is_refused(&web->door[r->door], r, reply)) {
        web->handler(web->self, r, reply);
    }
    if (reply->hold) {
        return;
    }
    if (reply->etag != NULL && reply->status == 200 && r->if_none_match != NULL &&
        strstr(r->if_none_match, reply->etag) != NULL) {
        reply->status = 304;
        reply->bytes = NULL;
        reply->length = 0;
        buffer_clear(&reply->body);
    }
    if (buffer_status(&reply->body) != STATUS_OK) {
        buffer_free(&reply->body);
        reply->status = 503;
        reply->type = NULL;
        reply->bytes = NULL;
    }
    compress_body(r, reply);
    if (reply->bytes == NULL) {
        reply->length = reply->body.length;
    }
}

/* ---- headers ---- */

int32_t
web_headers(const struct web_reply *reply, struct web_header out[WEB_REPLY_HEADERS])
{
    int32_t n = 0;

#define PUT(name_, ...)                                                                        \
    do {                                                                                       \
        out[n].name = (name_);                                                                 \
        (void)snprintf(out[n].value, sizeof(out[n].value), __VA_ARGS__);                       \
        n++;                                                                                   \
    } while (0)
    PUT("Content-Security-Policy", SELF_ONLY, reply->has_styles ? " 'unsafe-inline'" : "");
    PUT("X-Content-Type-Options", "nosniff");
    PUT("Referrer-Policy", "no-referrer");
    PUT("Cross-Origin-Opener-Policy", "same-origin");
    PUT("Cross-Origin-Resource-Policy", "same-origin");
    PUT("X-Frame-Options", "DENY");
    if (reply->etag == NULL) {
        PUT("Cache-Control", "no-store");
    } else {
        PUT("Cache-Control", "%s",
            reply->immutable ? "public, max-age=31536000, immutable" : "no-cache");
        PUT("ETag", "%s", reply->etag);
    }
    if (reply->type != NULL && reply->status != 304) {
        PUT("Content-Type", "%s%s", reply->type,
            strncmp(reply->type, "image/", 6) == 0 ? "" : "; charset=utf-8");
    }
    if (reply->compressed) {
        PUT("Content-Encoding", "gzip");
        PUT("Vary", "Accept-Encoding");
    }
    if (reply->download != NULL) {
        PUT("Content-Disposition", "attachment; filename=\"%s\"", reply->download);
    }
    if (reply->allow != NULL) {
        PUT("Allow", "%s", reply->allow);
    }
    if (reply->retry_after > 0) {
        PUT("Retry-After", "%d", (int)reply->retry_after);
    }
#undef PUT
    return n;
}

/* ---- queries ---- */

static int
digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* Decodes the text up to the next '&' or the end. */
static bool
decode(const char *at, char *out, size_t size)
{
    size_t n = 0;

    for (; *at != '\0' && *at != '&'; at++) {
        int c = (unsigned char)*at;

        if (c == '%') {
            int high = digit(at[1]), low = high < 0 ? -1 : digit(at[2]);

            if (low < 0) {
                return false;
            }
            c = high * 16 + low;
            at += 2;
        }
        if (c < ' ' || n + 1 >= size) {
            return false;
        }
        out[n++] = (char)(c == '+' ? ' ' : c);
    }
    out[n] = '\0';
    return true;
}

const char *
web_parameter(const struct web_request *r, const char *name, char *out, size_t size)
{
    size_t length = strlen(name);

    for (const char *at = r->query; at != NULL; at = strchr(at, '&')) {
        at += *at == '&';
        if (strncmp(at, name, length) == 0 && at[length] == '=') {
            return decode(at + length + 1, out, size) ? out : NULL;
        }
    }
    return NULL;
}
