/**
 * http.h - sends requests to a server on this machine. Any thread may call these functions.
 */
#ifndef TESTS_ROOM_HTTP_H
#define TESTS_ROOM_HTTP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "web/web.h"

/**
 * Sends a request as a page of that port does. Returns the connection, which the server closes
 * after its reply.
 */
static inline int
http_send(int32_t port, const struct web_request *r)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
        .sin_port = htons((uint16_t)port),
        .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct buffer text = {0};

    assert_true(fd >= 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof(to)), 0);
    buffer_printf(&text, "%s %s%s%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n",
        r->method, r->path, r->query == NULL ? "" : "?", r->query == NULL ? "" : r->query,
        (int)port);
    if (r->token != NULL) {
        buffer_printf(&text, "X-Workshop-Token: %s\r\n", r->token);
    }
    if (strcmp(r->method, "POST") == 0) {
        buffer_printf(&text,
            "Origin: http:%s127.0.0.1:%d\r\nContent-Type: application/json\r\n"
            "Content-Length: %d\r\n",
            "//", (int)port, (int)r->length);
    }
    buffer_printf(&text, "\r\n%s", r->body);
    assert_int_equal(send(fd, text.at, text.length, MSG_NOSIGNAL), text.length);
    buffer_free(&text);
    return fd;
}

/**
 * Waits for the whole reply, and sets *body to the part after the headers. Returns the status; 0 if
 * there was no reply.
 */
static inline int32_t
http_wait(int fd, struct buffer *reply, const char **body)
{
    static const char line[] = "HTTP/1.1 ";
    char bytes[4096];
    const char *end;
    ssize_t n;

    buffer_clear(reply);
    while ((n = recv(fd, bytes, sizeof(bytes), 0)) > 0) {
        buffer_add(reply, bytes, (size_t)n);
    }
    (void)close(fd);
    end = strstr(buffer_string(reply), "\r\n\r\n");
    *body = end == NULL ? "" : end + 4;
    return strncmp(buffer_string(reply), line, sizeof(line) - 1) != 0
               ? 0
               : (int32_t)strtol(buffer_string(reply) + sizeof(line) - 1, NULL, 10);
}

#endif
