/* Tests requests without a socket: checks, headers, queries, compression; limits, secrets,
   addresses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

#include "web/address.h"
#include "web/limit.h"
#include "web/secret.h"
#include "web/web.h"

static const char *text; /* the body that the handler returns */
static int32_t asked;

static void
handle(void *self, const struct web_request *r, struct web_reply *reply)
{
    (void)self;
    (void)r;
    asked++;
    reply->status = 200;
    reply->type = "application/json";
    buffer_text(&reply->body, text);
}

static struct web
two_doors(void)
{
    struct web web = {.n_doors = 2, .handler = handle};

    web_add_name(&web.door[0], "127.0.0.1", 80);
    web_add_name(&web.door[0], "::1", 80);
    web_add_name(&web.door[1], "localhost", 81);
    text = "{}";
    return web;
}

static struct web_request
good(void)
{
    return (struct web_request){
        .method = "GET", .path = "/api/state", .body = "", .host = "127.0.0.1:80"};
}

static struct web_request
good_post(void)
{
    struct web_request r = good();

    r.method = "POST";
    r.origin =
        "http:"
        "//127.0.0.1:80";
    r.content_type = "application/json";
    return r;
}

/* Returns the status of a request. Checks that the handler was called if and only if the status is
   200. */
static int32_t
status_of(const struct web_request *r)
{
    struct web web = two_doors();
    struct web_reply reply = {0};
    int32_t status;

    asked = 0;
    web_answer(&web, r, &reply);
    status = reply.status;
    assert_int_equal(asked, status == 200);
    web_reply_free(&reply);
    return status;
}

#define WITH(base, member_, value)                                                             \
    do {                                                                                       \
        struct web_request r_ = base();                                                        \
        r_.member_ = (value);                                                                  \
        got = status_of(&r_);                                                                  \
    } while (0)

static void
requests_are_checked(void **state)
{
    int32_t got;

    (void)state;
    WITH(good, host, "127.0.0.1:80");
    assert_int_equal(got, 200);
    WITH(good, host, "[::1]:80");
    assert_int_equal(got, 200);
    for (const char *const *host = (const char *const[]){"evil.example", "127.0.0.1",
             "127.0.0.1:81", "localhost:81", "", "127.0.0.1:80.evil.example", "::1:80", NULL};
         *host != NULL; host++) {
        WITH(good, host, *host);
        assert_int_equal(got, 421);
    }
    WITH(good, host, NULL);
    assert_int_equal(got, 421);
    for (const char *const *method =
             (const char *const[]){"PUT", "DELETE", "get", "", "TRACE", NULL};
         *method != NULL; method++) {
        WITH(good, method, *method);
        assert_int_equal(got, 405);
    }
    WITH(good, door, 2);
    assert_int_equal(got, 404);
    WITH(good, door, -1);
    assert_int_equal(got, 404);
    WITH(good, length, 1);
    assert_int_equal(got, 400);
    WITH(good, transfer_encoding, "chunked");
    assert_int_equal(got, 411);
    WITH(good, fetch_site, "cross-site");
    assert_int_equal(got, 403);
    WITH(good, fetch_site, "same-origin");
    assert_int_equal(got, 200);
}

static void
posts_come_from_own_pages(void **state)
{
    int32_t got;

    (void)state;
    WITH(good_post, length, 0);
    assert_int_equal(got, 200);
    WITH(good_post, length, WEB_BODY_MAX + 1);
    assert_int_equal(got, 413);
    for (const char *const *origin = (const char *const[]){"null", "", "127.0.0.1:80",
             "https:"
             "//127.0.0.1:80",
             "http:"
             "//127.0.0.1:81",
             "http:"
             "//127.0.0.1:80/",
             NULL};
         *origin != NULL; origin++) {
        WITH(good_post, origin, *origin);
        assert_int_equal(got, 403);
    }
    WITH(good_post, origin, NULL);
    assert_int_equal(got, 403);
    for (const char *const *type = (const char *const[]){"text/plain", "application/jsonx", "",
             "multipart/form-data", NULL};
         *type != NULL; type++) {
        WITH(good_post, content_type, *type);
        assert_int_equal(got, 415);
    }
    WITH(good_post, content_type, "Application/JSON; charset=utf-8");
    assert_int_equal(got, 200);
}

/* ---- replies ---- */

static const char *
header(const struct web_reply *reply, const char *name)
{
    static struct web_header headers[WEB_REPLY_HEADERS];
    int32_t n = web_headers(reply, headers);

    assert_true(n <= WEB_REPLY_HEADERS);
    for (int32_t k = 0; k < n; k++) {
        if (strcmp(headers[k].name, name) == 0) {
            return headers[k].value;
        }
    }
    return NULL;
}

static void
every_reply_has_the_headers_of_security(void **state)
{
    struct web_reply replies[] = {{.status = 200, .type = "text/html"}, {.status = 404},
        {.status = 304, .etag = "\"a\"", .immutable = true},
        {.status = 405,
            .allow = "GET",
            .retry_after = 1,
            .download = "a.csv",
            .type = "text/csv",
            .compressed = true}};

    (void)state;
    for (size_t k = 0; k < sizeof(replies) / sizeof(replies[0]); k++) {
        const char *policy = header(&replies[k], "Content-Security-Policy");

        assert_string_equal(policy,
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assert_string_equal(header(&replies[k], "X-Content-Type-Options"), "nosniff");
        assert_string_equal(header(&replies[k], "Referrer-Policy"), "no-referrer");
        assert_string_equal(header(&replies[k], "Cross-Origin-Opener-Policy"), "same-origin");
        assert_null(header(&replies[k], "Set-Cookie"));
        assert_null(header(&replies[k], "Access-Control-Allow-Origin"));
    }
    assert_string_equal(header(&replies[0], "Cache-Control"), "no-store");
    assert_non_null(strstr(header(&replies[2], "Cache-Control"), "immutable"));
    assert_null(header(&replies[2], "Content-Type"));
    assert_string_equal(header(&replies[3], "Content-Encoding"), "gzip");
    replies[0].has_styles = true;
    assert_non_null(strstr(
        header(&replies[0], "Content-Security-Policy"), "style-src 'self' 'unsafe-inline'"));
}

/* Returns whether the reply to a browser that accepts these encodings is compressed. */
static bool
is_packed(const char *accepted, size_t length)
{
    struct web web = two_doors();
    struct web_request r = good();
    struct web_reply reply = {0};
    char *body = malloc(length + 1), *again = malloc(length + 1);
    bool packed;

    assert_true(body != NULL && again != NULL);
    memset(body, 'x', length);
    body[length] = '\0';
    text = body;
    r.accept_encoding = accepted;
    web_answer(&web, &r, &reply);
    packed = reply.compressed;
    if (packed) {
        z_stream z = {.next_in = (Bytef *)reply.body.at,
            .avail_in = (uInt)reply.length,
            .next_out = (Bytef *)again,
            .avail_out = (uInt)length + 1};

        assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
        assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
        assert_int_equal(z.total_out, length);
        assert_memory_equal(again, body, length);
        assert_true(reply.length < length);
        (void)inflateEnd(&z);
    } else {
        assert_int_equal(reply.length, length);
    }
    web_reply_free(&reply);
    free(body);
    free(again);
    return packed;
}

static void
long_replies_are_compressed(void **state)
{
    (void)state;
    assert_true(is_packed("gzip", WEB_COMPRESSED_MIN));
    assert_true(is_packed("br, gzip;q=0.5, deflate", 20000));
    assert_true(is_packed("gzip , br", WEB_COMPRESSED_MAX));
    assert_false(is_packed("gzip", WEB_COMPRESSED_MIN - 1));
    assert_false(is_packed("gzip", WEB_COMPRESSED_MAX + 1));
    assert_false(is_packed(NULL, 20000));
    assert_false(is_packed("br", 20000));
    assert_false(is_packed("gzip;q=0", 20000));
    assert_false(is_packed("gzip; q=0.0, br;q=1", 20000));
    assert_false(is_packed("gzipped", 20000));
}

static void
queries_are_decoded(void **state)
{
    struct web_request r = {.query = "a=1&bb=%66r+x&c=%zz&d=%00&e=0123456789&b=2&g"};
    char out[8];

    (void)state;
    assert_string_equal(web_parameter(&r, "a", out, sizeof(out)), "1");
    assert_string_equal(web_parameter(&r, "bb", out, sizeof(out)), "fr x");
    assert_string_equal(web_parameter(&r, "b", out, sizeof(out)), "2");
    for (const char *const *name = (const char *const[]){"c", "d", "e", "f", "g", "", NULL};
         *name != NULL; name++) {
        assert_null(web_parameter(&r, *name, out, sizeof(out)));
    }
    r.query = NULL;
    assert_null(web_parameter(&r, "a", out, sizeof(out)));
    r.query = "a=%6";
    assert_null(web_parameter(&r, "a", out, sizeof(out)));
}

/* ---- limits, secrets, addresses ---- */

static void
limits_count_by_key(void **state)
{
    static struct limit l = {.most = 3, .span = 10};

    (void)state;
    for (int k = 0; k < 3; k++) {
        assert_int_equal(limit_left(&l, 7, 100), 3 - k);
        assert_true(limit_take(&l, 7, 100));
    }
    assert_false(limit_take(&l, 7, 109));
    assert_int_equal(limit_left(&l, 7, 109), 0);
    assert_true(limit_take(&l, 8, 109));
    assert_true(limit_take(&l, 7, 110)); /* the span is over */
    for (uint64_t k = 1000; k < 1000 + LIMIT_KEYS; k++) {
        (void)limit_take(&l, k, 110);
    }
    assert_false(limit_take(&l, 5000, 110)); /* the table is full */
    assert_true(limit_take(&l, 5000, 120));
    limit_clear(&l);
    assert_int_equal(limit_left(&l, 5000, 120), 3);
}

static void
secrets_differ_and_are_compared_whole(void **state)
{
    char a[SECRET_TOKEN_BYTES], b[SECRET_TOKEN_BYTES], code[SECRET_CODE_BYTES];
    char one[SHA256_HEX_BYTES], two[SHA256_HEX_BYTES];
    struct failure f = {0};

    (void)state;
    assert_int_equal(secret_token(a, &f), STATUS_OK);
    assert_int_equal(secret_token(b, &f), STATUS_OK);
    assert_string_not_equal(a, b);
    assert_int_equal(strspn(a, "0123456789abcdef"), 32);
    for (int k = 0; k < 100; k++) {
        assert_int_equal(secret_code(code, &f), STATUS_OK);
        assert_int_equal(strspn(code, "0123456789"), 8);
    }
    secret_hash("token", a, one);
    secret_hash("code", a, two);
    assert_string_not_equal(one, two);
    assert_false(secret_equal(one, two));
    memcpy(two, one, sizeof(two));
    assert_true(secret_equal(one, two));
    two[SHA256_HEX_BYTES - 2] ^= 1;
    assert_false(secret_equal(one, two));
    assert_false(secret_equal("", one));
}

static void
another_network_is_noticed(void **state)
{
    char docker[] = "172.17.0.1", home[] = "192.168.1.7", cafe[] = "10.0.0.9";
    char found[ADDRESSES_MAX][ADDRESS_BYTES] = {{0}};
    struct address_watch w = {.now = "192.168.1.7"}, alone = {.now = "127.0.0.1"};

    (void)state;
    memcpy(found[0], docker, sizeof(docker));
    memcpy(found[1], home, sizeof(home));
    /* an address outside of private networks, such as loopback, is not watched and does not
       change */
    assert_false(address_watch_begin(&alone, found, 1));
    assert_string_equal(alone.now, "127.0.0.1");
    assert_int_equal(alone.n, 0);
    assert_true(address_watch_begin(&w, found, 2));
    assert_int_equal(w.n, 2);
    assert_false(address_watch_look(&w, found, 2)); /* nothing has changed */
    assert_false(address_watch_look(&w, found, 0)); /* no network at all: wait */
    memcpy(found[1], cafe, sizeof(cafe));
    assert_true(address_watch_look(&w, found, 2));
    assert_string_equal(w.now, "10.0.0.9");
    assert_false(address_watch_look(&w, found, 2));
    memcpy(found[1], "10.0.0.10", 10);
    memcpy(found[2], "10.9.0.10", 10);
    assert_false(address_watch_look(&w, found, 3)); /* two addresses are new: no change */
    memcpy(found[0], home, sizeof(home));
    assert_true(address_watch_look(&w, found, 1)); /* the only one */
    assert_string_equal(w.now, "192.168.1.7");
    assert_true(address_is_numeric("::1") && address_is_numeric("10.0.0.1"));
    assert_false(address_is_numeric("localhost") || address_is_numeric(""));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_are_checked),
        cmocka_unit_test(posts_come_from_own_pages),
        cmocka_unit_test(every_reply_has_the_headers_of_security),
        cmocka_unit_test(long_replies_are_compressed),
        cmocka_unit_test(queries_are_decoded),
        cmocka_unit_test(limits_count_by_key),
        cmocka_unit_test(secrets_differ_and_are_compared_whole),
        cmocka_unit_test(another_network_is_noticed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
