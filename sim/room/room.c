#include "room/room_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/number.h"
#include "room/room_review.h"

/* ---- replies ---- */

void
room_refuse(struct room_call *c, int32_t status, const char *word, const char *message)
{
    struct json_writer w;

    web_reply_free(c->reply);
    c->reply->status = status;
    c->reply->type = "application/json";
    json_writer_init_lines(&w, &c->reply->body, 0);
    json_writer_open(&w, NULL, '{');
    json_writer_text(&w, "error", word);
    json_writer_text(&w, "message", /* a message of the model may name states */
        room_alias_is_used(c->room) && message == c->f.line[0] ? word : message);
    if (status == 409 && c->seat >= 0) {
        json_writer_integer(&w, "state", c->room->seats[c->seat].n);
    }
    json_writer_close(&w, '}');
}

void
room_reply_json(struct room_call *c)
{
    c->reply->status = 200;
    c->reply->type = "application/json";
}

/* ---- steps ---- */

void
room_touch(struct room *room)
{
    room->version++;
    room->wake = true;
}

static const char *
word_of_refusal(const struct exercise *x, const struct record_line *r)
{
    struct tabled matters[TABLED_MAX];
    const char *id = r->kind == RECORD_settle ? r->settle.seat : r->answer.seat;
    int64_t number = r->kind == RECORD_settle ? r->settle.matter : r->answer.matter;
    int32_t n;

    if (!x->now.open) {
        return "closed";
    }
    if (r->kind != RECORD_settle && r->kind != RECORD_answer) {
        return "impossible";
    }
    n = exercise_matters(x, exercise_seat_index(x, id, NULL), matters);
    for (int32_t k = 0; k < n; k++) {
        if (matters[k].number == number) {
            return "impossible";
        }
    }
    return "gone";
}

bool
room_do(struct room_call *c, struct record_line *r)
{
    struct room *room = c->room;
    char at[ROOM_TIME_BYTES];
    enum status st = session_do(room->session, r, room->setup.time(at), &c->f);

    room->saved = st == STATUS_OK || (room->saved && st != STATUS_IO);
    if (st == STATUS_OK) {
        if (room_seats_read(room) != STATUS_OK) {
            room->broken = STATUS_NO_MEMORY;
        }
        room_clock_set(room);
        room_touch(room);
        return true;
    }
    if (st == STATUS_BAD_INPUT) {
        room_refuse(c, 409, word_of_refusal(room_exercise(room), r),
            c->f.count > 0 ? c->f.line[0] : "this is not possible now");
    } else if (st == STATUS_IO) {
        room_touch(room);
        room_refuse(c, 507, "save", "Cannot save. Free disk space; nothing was lost.");
    } else {
        room->broken = st;
        room_refuse(c, 500, "broken", "the exercise cannot continue; start the program again");
    }
    return false;
}

bool
room_waits(struct room_call *c, int64_t n, uint64_t *poll)
{
    char text[32];
    uint64_t after, wait = 0;
    const char *given = web_parameter(c->request, "after", text, sizeof(text));
    const struct web_request *r = c->request;
    bool knows = given != NULL && number_read_unsigned(given, &after) && after == (uint64_t)n;

    given = web_parameter(r, "wait", text, sizeof(text));
    if (given == NULL || !number_read_unsigned(given, &wait)) {
        wait = 0;
    }
    wait = wait > ROOM_WAIT_SECONDS ? ROOM_WAIT_SECONDS : wait;
    if (knows && wait > 0 && c->reply->hold_until == 0) { /* the request begins to wait */
        c->reply->hold_until = r->now + (int64_t)wait * ROOM_SECOND;
        c->reply->wake = *poll != 0;
        *poll = r->id;
    }
    if (knows && wait > 0 && !r->over && *poll == r->id) {
        c->reply->hold = true;
        return true;
    }
    *poll = *poll == r->id ? 0 : *poll;
    c->reply->status = knows ? 204 : 0;
    return knows;
}

/* ---- languages ---- */

int32_t
room_language(const struct room *room, const char *name)
{
    for (int32_t k = 0; name != NULL && k < room->n_languages; k++) {
        if (strcmp(room->language[k], name) == 0) {
            return k;
        }
    }
    return 0;
}

void
room_speak(struct room *room, int32_t language)
{
    room->session->exercise.words = language == 0 ? NULL : &room->words[language];
}

static enum status
read_languages(struct room *room, struct failure *f)
{
    char path[4096];
    const char **paths;
    int32_t n;
    enum status st;

    room->language[room->n_languages++] = room_exercise(room)->workshop->language;
    (void)snprintf(path, sizeof(path), "%s/scenario.json", room->session->log.dir.path);
    TRY(words_beside(&room->arena, path, &paths, &n));
    for (int32_t k = 0; k < n && room->n_languages < ROOM_LANGUAGES_MAX; k++) {
        struct words_file *words = &room->words[room->n_languages];

        TRY(words_read(words, paths[k], NULL, f));
        room->language[room->n_languages++] = words->language;
    }
out:
    return st;
}

/* ---- beginning and end ---- */

static enum status
give_codes(struct room *room, struct failure *f)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < room_exercise(room)->now.n_seats; k++) {
        if (room->seats[k].code_hash[0] == '\0') {
            TRY(room_seats_code(room, k, f));
        }
    }
out:
    return st;
}

void
room_move(struct room *room, const char *address)
{
    (void)snprintf(room->address, sizeof(room->address), "%s", address);
    room_touch(room);
}

enum status
room_open(struct room **out, const struct room_setup *setup, struct failure *f)
{
    struct room *room = calloc(1, sizeof(*room));
    enum status st = room == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    *out = room;
    TRY(st);
    room->setup = *setup;
    room->session = setup->session;
    room->wall.page = workshop_page_names[0];
    room->saved = true;
    room->began = room->now = clock_now();
    room->version = setup->first;
    array_init(&room->devices, sizeof(struct room_device));
    room->tries = (struct limit){.most = ROOM_TRIES, .span = 60 * ROOM_SECOND};
    room->tries_all = (struct limit){.most = ROOM_TRIES_ALL, .span = 600 * ROOM_SECOND};
    room->reads = (struct limit){.most = ROOM_READS_PER_SECOND, .span = ROOM_SECOND};
    room->posts = (struct limit){.most = ROOM_POSTS_PER_SECOND, .span = ROOM_SECOND};
    room_move(room, setup->address);
    secret_hash("console", setup->token, room->token_hash);
    for (int32_t k = 0; k < WORKSHOP_SEATS_MAX; k++) {
        room->seats[k].n = setup->first;
        room->seats[k].record = -1;
        for (int32_t i = 0; i < ROOM_LANGUAGES_MAX; i++) {
            room->seats[k].page_n[i] = -1;
        }
    }
    TRY(read_languages(room, f));
    TRY(room_seats_read(room));
    TRY(give_codes(room, f));
    room_clock_set(room);
    TRY(room_jobs_open(&room->jobs, setup->threads, f));
out:
    return st;
}

/* Returns the number, from 1, of the record that opened the review; 0 if the review is closed. */
static int64_t
opened_by(const struct exercise *x)
{
    for (int64_t i = x->now.n_standing - 1; x->now.review && i >= 0; i--) {
        const struct record_line *r = exercise_standing(x, i);

        if (r->kind == RECORD_review) {
            return r->n;
        }
    }
    return 0;
}

struct room_review *
room_review_now(const struct room *room)
{
    return room->review_of == opened_by(room_exercise(room)) ? room->review : NULL;
}

/* First ends a review that the record `back` has closed. Then begins to compute the review if one
   is open. */
static enum status
step_review(struct room *room, struct failure *f)
{
    int64_t opened = opened_by(room_exercise(room));
    enum status st = STATUS_OK;

    if (room_review_done(room->review) != room->reviewed) {
        room->reviewed = room_review_done(room->review);
        for (int32_t k = 0; k < room_exercise(room)->now.n_seats; k++) {
            room->seats[k].version++;
        }
        room_touch(room);
    }
    if (room->review != NULL && room->review_of != opened) {
        room_review_end(room->review);
        room->review = NULL;
        room->reviewed = 0;
    }
    if (opened != 0 && room->review == NULL) {
        TRY(room_review_begin(
            &room->review, room->session, exercise_exports_texts(room_exercise(room)), f));
        room->review_of = opened;
    }
out:
    return st;
}

enum status
room_step(struct room *room, int64_t now, bool *wake, struct failure *f)
{
    enum status st = STATUS_OK;

    room->now = now;
    if (room->broken != STATUS_OK) {
        *wake = true;
        return failure_of(room->broken, f,
            "the exercise cannot continue; its directory is complete, start the program again");
    }
    if (room_jobs_collect(room->jobs)) {
        room_touch(room);
    }
    TRY(step_review(room, f));
    if (now - room->looked >= ROOM_SECOND) {
        room->looked = now;
        if (room_seats_look(room)) {
            room_touch(room);
        }
    }
    *wake = room->wake;
    room->wake = false;
out:
    return st;
}

int
room_descriptor(const struct room *room)
{
    return room_jobs_descriptor(room->jobs);
}

bool
room_is_deleted(const struct room *room)
{
    return room->deleted;
}

static void
free_seat(struct room_seat *seat)
{
    for (int32_t k = 0; k < ROOM_LANGUAGES_MAX; k++) {
        buffer_free(&seat->page[k]);
    }
    for (int32_t k = 0; k < ROOM_DRAFTS_MAX; k++) {
        buffer_free(&seat->drafts[k].json);
    }
    buffer_free(&seat->practice.why);
}

void
room_free(struct room *room)
{
    if (room == NULL) {
        return;
    }
    room_jobs_close(room->jobs);
    room_review_end(room->review);
    room->session->exercise.words = NULL;
    for (int32_t k = 0; k < WORKSHOP_SEATS_MAX; k++) {
        free_seat(&room->seats[k]);
    }
    for (int32_t k = 0; k < room->n_languages; k++) {
        words_free(&room->words[k]);
    }
    array_free(&room->devices);
    buffer_free(&room->shown);
    arena_free(&room->arena);
    free(room);
}
