/*
 * Reads any bytes as requests to a room. A request is a line with the door, the method and the
 * address, lines of headers ("t: A" is the token of a person), an empty line and a body; the byte
 * 1e separates requests. Every request gets one complete reply with valid JSON, and nobody receives
 * a text that only another team may read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "room/roomed.h"

enum { REQUESTS_MAX = 8, RECORDS = 16, MANY = 4096 /* of one room */ };

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static struct roomed room;
static int64_t records;
static int32_t inputs;

static void
enter(void)
{
    roomed_enter(&room, 3);
    roomed_join_all(&room);
    (void)roomed_matter(&room, ROOMED_ALPHA);
    records = roomed_records(&room);
    inputs = 0;
}

static void
leave(void)
{
    roomed_leave(&room);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    if (access("/dev/shm", W_OK) == 0) { /* flushing to a disk is slow */
        (void)setenv("TMPDIR", "/dev/shm", 0);
    }
    enter();
    return atexit(leave);
}

/* ---- requests ---- */

/* Cuts the text at the next `end`; returns what follows it. */
static char *
cut(char *text, char end)
{
    char *at = text == NULL ? NULL : strchr(text, end);

    if (at == NULL) {
        return NULL;
    }
    *at = '\0';
    return at + 1;
}

static const char *
token_of(char who)
{
    static const char letters[] = "-SOABTF"; /* as enum roomed_who */
    const char *at = who == '\0' ? NULL : strchr(letters, who);

    return at == NULL || at == letters ? NULL : room.token[at - letters];
}

static void
set_header(struct web_request *r, const char *name, const char *value, char *who)
{
#define SET(member, name_)                                                                     \
    if (strcmp(name, #name_) == 0) {                                                           \
        r->member = value;                                                                     \
    }
    SET(host, h)
    SET(origin, o)
    SET(content_type, c)
    SET(transfer_encoding, e)
    SET(fetch_site, s)
    SET(if_none_match, n)
    SET(token, k)
#undef SET
    if (strcmp(name, "t") == 0) {
        *who = value[0];
        r->token = token_of(value[0]);
    }
}

/* ---- what a reply may be ---- */

static void
check_json(struct web_reply *reply)
{
    struct arena arena = {0};
    struct node *tree;
    struct failure f = {0};
    const char *text = buffer_string(&reply->body);

    if (reply->type != NULL && strcmp(reply->type, "application/json") == 0 &&
        reply->bytes == NULL && reply->status != 304 &&
        json_parse(&arena, "reply", text, reply->body.length, &tree, &f) != STATUS_OK) {
        abort();
    }
    arena_free(&arena);
}

/* Lists the texts of the small exercise that the person may not read. */
static void
check_leaks(const struct web_reply *reply, int32_t door, char who, bool written)
{
    static const char *const texts[] = {
        "SECRET-ALPHA", "BRIEF-ALPHA", "SECRET-BETA", "BRIEF-BETA", "EXPECT: ", "NOTE of"};
    const char *text = buffer_string(&reply->body);

    for (int k = 0; k < 6 && !written; k++) {
        bool alpha = door == ROOM_CONSOLE ? who == 'T' : who == 'A' || who == 'O';
        bool may = (k < 2 && alpha) || (k >= 2 && k < 4 && who == 'B' && door == ROOM_TEAMS) ||
                   (k >= 4 && who == 'F' && door == ROOM_CONSOLE);

        if (!may && strstr(text, texts[k]) != NULL) {
            abort();
        }
    }
}

static void
ask(char *text, bool written)
{
    int32_t door = text[0] == '0' ? ROOM_CONSOLE : ROOM_TEAMS;
    char *line = text[0] == '\0' ? text : text + 1, *rest = cut(line, '\n');
    char *path = cut(line, ' '), who = '-';
    struct web_reply reply = {0};
    struct web_request r = roomed_request(
        &room, door, line, path == NULL || strlen(path) >= 1000 ? "/" : path, NULL, NULL);

    while (rest != NULL && rest[0] != '\n' && rest[0] != '\0') {
        char *next = cut(rest, '\n'), *value = cut(rest, ':');

        if (value != NULL) {
            set_header(&r, rest, value + (value[0] == ' '), &who);
        }
        rest = next;
    }
    if (rest != NULL && rest[0] == '\n') {
        r.body = rest + 1;
        r.length = strlen(r.body);
    }
    web_answer(&room.web, &r, &reply);
    if (reply.hold ? reply.hold_until <= r.now : reply.status < 200 || reply.status == 500) {
        abort();
    }
    if (reply.hold) {
        r.over = true;
        reply.hold = false;
        web_answer(&room.web, &r, &reply);
        if (reply.hold) {
            abort();
        }
    }
    check_json(&reply);
    check_leaks(&reply, door, who, written);
    web_reply_free(&reply);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char *copy = malloc(size + 1), *next;
    bool written;

    if (copy == NULL) {
        return 0;
    }
    memcpy(copy, bytes, size);
    copy[size] = '\0';
    room.now += 3600 * ROOM_SECOND; /* all limits have expired */
    written = strstr(copy, "-ALPHA") != NULL || strstr(copy, "-BETA") != NULL ||
              strstr(copy, "EXPECT") != NULL || strstr(copy, "NOTE") != NULL;
    next = copy;
    for (int k = 0; next != NULL && k < REQUESTS_MAX; k++) {
        char *after = cut(next, 0x1e);

        ask(next, written);
        next = after;
    }
    free(copy);
    if (roomed_records(&room) >= records + RECORDS || room_is_deleted(room.room) ||
        ++inputs == MANY) {
        roomed_leave(&room);
        enter();
    }
    return 0;
}
