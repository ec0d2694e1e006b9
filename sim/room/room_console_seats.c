/* The actions of the facilitator for seats, files and what-if questions. */
#include <string.h>

#include "room/room_console.h"
#include "room/room_review.h"

void
room_console_reply(struct room_call *c)
{
    c->seat = -1;
    room_touch(c->room);
    room_pages_number(c);
}

void
room_console_finish(struct room_call *c, struct record_line *r)
{
    if (room_do(c, r)) {
        room_console_reply(c);
    }
}

void
room_console_reply_with(struct room_call *c, const char *name, const char *text, int64_t number)
{
    struct json_writer w;

    room_touch(c->room);
    json_writer_init_lines(&w, &c->reply->body, 0);
    json_writer_open(&w, NULL, '{');
    if (text == NULL) {
        json_writer_integer(&w, name, number);
    } else {
        json_writer_text(&w, name, text);
    }
    json_writer_close(&w, '}');
    room_reply_json(c);
}

/* ---- seats ---- */

const struct field room_console_habit_fields[3] = {
    KEY,
    TEXT(seat, .required = true, .is_name = true, .doc = "Id of the seat."),
    TEXT(habit, .required = true, .doc = "Whether the model plays the seat."),
};

void
room_console_habit(struct room_call *c, const struct room_console_body *b)
{
    struct record_line r = record_empty(RECORD_seat);

    r.seat = (struct record_seat){b->seat, b->habit ? "habit" : "team"};
    room_console_finish(c, &r);
}

const struct field room_console_seat_fields[2] = {
    KEY,
    TEXT(seat, .required = true, .is_name = true, .doc = "Id of the seat."),
};

static bool
find_seat(struct room_call *c, const char *id, int32_t *seat)
{
    *seat = exercise_seat_index(room_exercise(c->room), id, &c->f);
    if (*seat < 0) {
        room_refuse(c, 400, "bad_request", c->f.line[0]);
    }
    return *seat >= 0;
}

void
room_console_code(struct room_call *c, const struct room_console_body *b)
{
    struct room *room = c->room;
    int32_t seat;

    if (!find_seat(c, b->seat, &seat)) {
        return;
    }
    if (room_seats_code(room, seat, &c->f) != STATUS_OK) {
        room->saved = false;
        room_refuse(c, 507, "save", "Cannot save. Free disk space; nothing was lost.");
        return;
    }
    limit_clear(&room->tries_all);
    room_console_reply_with(c, "code", room->seats[seat].code, 0);
}

void
room_console_table(struct room_call *c, const struct room_console_body *b)
{
    char token[SECRET_TOKEN_BYTES];
    int32_t seat;

    if (!find_seat(c, b->seat, &seat)) {
        return;
    }
    if (room_seats_new_table(c->room, seat, token, &c->f) != STATUS_OK) {
        room_refuse(c, 503, "save", "the operating system has no random numbers");
        return;
    }
    room_console_reply_with(c, "token", token, 0);
}

const struct field room_console_kick_fields[3] = {
    KEY,
    TEXT(seat, .required = true, .is_name = true, .doc = "Id of the seat."),
    COUNT(device, NUMBER_MAX, .required = true, .doc = "Number of the device."),
};

void
room_console_kick(struct room_call *c, const struct room_console_body *b)
{
    struct record_line r = record_empty(RECORD_kick);
    int32_t seat;

    r.kick = (struct record_kick){b->seat, b->device};
    if (!find_seat(c, b->seat, &seat)) {
        return;
    }
    if (room_seats_device(c->room, seat, b->device) == NULL) {
        room_refuse(c, 409, "gone", "there is no such device");
        return;
    }
    room_console_finish(c, &r);
}

/* ---- what if ---- */

const struct field room_console_whatif_fields[5] = {
    KEY,
    TEXT(seat, .required = true, .is_name = true, .doc = "Id of the seat."),
    COUNT(number, NUMBER_MAX, .required = true, .doc = "Number of the matter."),
    TEXT(step, .is_name = true,
        .doc = "The stop; default: the last stop that dealt with the matter."),
    COUNT(n, CONTINUATIONS_MAX, .doc = "Continuations of each arm."),
};

static int32_t
settled_of(const struct exercise *x, int32_t seat, int64_t number, const char *step)
{
    for (int32_t k = x->now.settled.count - 1; k >= 0; k--) {
        const struct exercise_settled *s =
            ARRAY_AT(struct exercise_settled, &x->now.settled, k);

        if (s->seat == seat && s->number == number && s->by != SETTLED_BY_NOBODY &&
            (step == NULL || strcmp(x->plan.stops[s->stop].id, step) == 0)) {
            return k;
        }
    }
    return -1;
}

void
room_console_whatif(struct room_call *c, const struct room_console_body *b)
{
    const struct exercise *x = room_exercise(c->room);
    int32_t seat, settled;
    int64_t job;

    if (!x->now.review) {
        room_refuse(c, 409, "closed",
            "what if is not available before the review, because its output reveals the truth");
        return;
    }
    if (!find_seat(c, b->seat, &seat)) {
        return;
    }
    settled = settled_of(x, seat, b->number, b->step);
    if (settled < 0) {
        room_refuse(c, 409, "gone", "there is no settled matter with this number");
        return;
    }
    job = room_jobs_whatif(c->room->jobs, x, settled, b->n < 1 ? 1000 : b->n);
    if (job < 0) {
        room_refuse(c, 503, "save", "out of memory");
        return;
    }
    room_console_reply_with(c, "job", NULL, job);
}

const struct field room_console_stop_fields[2] = {
    KEY,
    COUNT(job, NUMBER_MAX, .required = true, .doc = "Number of the job."),
};

/* ---- files ---- */

const struct field room_console_texts_fields[2] = {
    KEY,
    TEXT(exported, .required = true, .doc = "Whether exports contain what people wrote."),
};

void
room_console_texts(struct room_call *c, const struct room_console_body *b)
{
    struct record_line r = record_empty(RECORD_texts);

    r.texts.exported = b->exported;
    if (b->exported != exercise_exports_texts(room_exercise(c->room)) && !room_do(c, &r)) {
        return;
    }
    if (c->room->review != NULL) {
        room_review_texts(c->room->review, b->exported);
    }
    room_console_reply(c);
}

/* ---- the end ---- */

const struct field room_console_delete_fields[2] = {
    KEY,
    TEXT(confirm, .required = true, .doc = "True: the facilitator has confirmed the deletion."),
};

void
room_console_delete(struct room_call *c, const struct room_console_body *b)
{
    if (!b->confirm) {
        room_refuse(
            c, 400, "bad_request", "confirm: use true to delete the exercise permanently");
        return;
    }
    c->room->deleted = true;
    room_console_reply(c);
}

void
room_console_stop(struct room_call *c, const struct room_console_body *b)
{
    room_jobs_stop(c->room->jobs, b->job);
    room_console_reply(c);
}
