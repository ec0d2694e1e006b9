/* Manages codes, tokens and devices. The log contains the hashes of codes and tokens, so that these
   stay valid after a restart. */
#include <stdio.h>
#include <string.h>

#include "room/room_internal.h"

enum { TRIES_WAIT = 60 /* seconds */ };

static const char purpose_code[] = "code", purpose_token[] = "token";

/* ---- reading the log ---- */

static enum status
read_record(struct room *room, const struct record_line *r)
{
    const struct exercise *x = room_exercise(room);
    int32_t seat;

    if (r->kind == RECORD_code) {
        seat = exercise_seat_index(x, r->code.seat, NULL);
        (void)snprintf(room->seats[seat].code_hash, SHA256_HEX_BYTES, "%s", r->code.code_hash);
    } else if (r->kind == RECORD_join) {
        struct room_device device = {.seat = exercise_seat_index(x, r->join.seat, NULL),
            .number = (int32_t)r->join.device,
            .decides = strcmp(r->join.role, "decide") == 0};

        (void)snprintf(device.token_hash, SHA256_HEX_BYTES, "%s", r->join.token_hash);
        if (array_reserve(&room->devices, 1) != STATUS_OK) {
            return STATUS_NO_MEMORY;
        }
        *ARRAY_AT(struct room_device, &room->devices, array_add(&room->devices)) = device;
        if (room->seats[device.seat].n_devices < device.number) {
            room->seats[device.seat].n_devices = device.number;
        }
    } else if (r->kind == RECORD_kick) {
        struct room_device *device =
            room_seats_device(room, exercise_seat_index(x, r->kick.seat, NULL), r->kick.device);

        if (device != NULL) {
            device->gone = true;
        }
    }
    return STATUS_OK;
}

/* Reads the records about codes and devices, also those that `back` has undone, because going back
   removes no device. */
enum status
room_seats_read(struct room *room)
{
    const struct exercise *x = room_exercise(room);
    enum status st = STATUS_OK;

    while (room->records < x->n_records) {
        TRY(read_record(room, &x->records[room->records]));
        room->records++;
    }
out:
    return st;
}

enum status
room_seats_code(struct room *room, int32_t seat, struct failure *f)
{
    struct record_line r = record_empty(RECORD_code);
    char code[SECRET_CODE_BYTES], hash[SHA256_HEX_BYTES], at[ROOM_TIME_BYTES];
    bool taken;
    enum status st;

    do { /* until the codes of all seats differ */
        TRY(secret_code(code, f));
        secret_hash(purpose_code, code, hash);
        taken = false;
        for (int32_t k = 0; k < WORKSHOP_SEATS_MAX; k++) {
            taken = taken || strcmp(room->seats[k].code_hash, hash) == 0;
        }
    } while (taken);
    r.code.seat = exercise_seat_id(room_exercise(room), seat);
    r.code.code_hash = hash;
    TRY(session_do(room->session, &r, room->setup.time(at), f));
    TRY(room_seats_read(room));
    (void)snprintf(room->seats[seat].code, SECRET_CODE_BYTES, "%s", code);
out:
    return st;
}

/* ---- devices ---- */

struct room_device *
room_seats_find(struct room *room, const char *token)
{
    struct room_device *found = NULL;
    char hash[SHA256_HEX_BYTES];

    secret_hash(purpose_token, token, hash);
    for (int32_t k = 0; k < room->devices.count; k++) {
        struct room_device *device = ARRAY_AT(struct room_device, &room->devices, k);

        if (secret_equal(device->token_hash, hash) && !device->gone) {
            found = device;
        }
    }
    return found;
}

struct room_device *
room_seats_device(struct room *room, int32_t seat, int64_t number)
{
    for (int32_t k = 0; k < room->devices.count; k++) {
        struct room_device *device = ARRAY_AT(struct room_device, &room->devices, k);

        if (device->seat == seat && device->number == number) {
            return device;
        }
    }
    return NULL;
}

static const char purpose_table[] = "table";

int32_t
room_seats_table(const struct room *room, const char *token)
{
    char hash[SHA256_HEX_BYTES];
    int32_t seat = -1;

    secret_hash(purpose_table, token, hash);
    for (int32_t k = 0; k < WORKSHOP_SEATS_MAX; k++) {
        if (secret_equal(room->seats[k].table_hash, hash)) {
            seat = k;
        }
    }
    return seat;
}

enum status
room_seats_new_table(
    struct room *room, int32_t seat, char token[SECRET_TOKEN_BYTES], struct failure *f)
{
    enum status st = secret_token(token, f);

    if (st == STATUS_OK) {
        secret_hash(purpose_table, token, room->seats[seat].table_hash);
    }
    return st;
}

static int32_t
devices_of(const struct room *room, int32_t seat, bool here)
{
    int32_t n = 0;

    for (int32_t k = 0; k < room->devices.count; k++) {
        const struct room_device *device = ARRAY_AT(struct room_device, &room->devices, k);

        n += device->seat == seat && !device->gone && (!here || device->here);
    }
    return n;
}

int32_t
room_seats_here(const struct room *room, int32_t seat)
{
    return devices_of(room, seat, true);
}

bool
room_seats_look(struct room *room)
{
    bool changed = false;

    for (int32_t k = 0; k < room->devices.count; k++) {
        struct room_device *device = ARRAY_AT(struct room_device, &room->devices, k);
        bool here = !device->gone && device->heard != 0 &&
                    room->now - device->heard < ROOM_HERE_SECONDS * ROOM_SECOND;

        changed = changed || here != device->here;
        device->here = here;
    }
    return changed;
}

/* ---- joining ---- */

struct join {
    const char *code, *role;
};

static const struct field join_fields[] = {
    FIELD(struct join, code, .required = true, .doc = "Code of a seat."),
    FIELD(struct join, role, .required = true, .doc = "decide or observe."),
};
static const struct record join_record = {
    .name = "join", FIELDS_OF(struct join, join_fields), .doc = "A device joins."};

static int32_t
seat_of_code(const struct room *room, const char *code)
{
    char hash[SHA256_HEX_BYTES];
    int32_t seat = -1;

    secret_hash(purpose_code, code, hash);
    for (int32_t k = 0; k < room_exercise(room)->now.n_seats; k++) {
        if (secret_equal(room->seats[k].code_hash, hash)) {
            seat = k;
        }
    }
    return seat;
}

/* Returns the device that has been away longest. A new device takes its place. */
static struct room_device *
longest_away(struct room *room, int32_t seat)
{
    struct room_device *found = NULL;

    for (int32_t k = 0; k < room->devices.count; k++) {
        struct room_device *device = ARRAY_AT(struct room_device, &room->devices, k);

        if (device->seat == seat && !device->gone && !device->here &&
            (found == NULL || device->heard < found->heard)) {
            found = device;
        }
    }
    return found;
}

static bool
make_place(struct room_call *c, int32_t seat)
{
    struct record_line kick = record_empty(RECORD_kick);
    struct room_device *away;

    if (devices_of(c->room, seat, false) < ROOM_DEVICES_MAX) {
        return true;
    }
    (void)room_seats_look(c->room);
    away = longest_away(c->room, seat);
    if (away == NULL) {
        room_refuse(c, 409, "full", "this team has 8 devices already");
        return false;
    }
    kick.kick.seat = exercise_seat_id(room_exercise(c->room), seat);
    kick.kick.device = away->number;
    return room_do(c, &kick);
}

static void
refuse_many(struct room_call *c)
{
    struct json_writer w;

    c->reply->status = 429;
    c->reply->type = "application/json";
    c->reply->retry_after = TRIES_WAIT;
    json_writer_init_lines(&w, &c->reply->body, 0);
    json_writer_open(&w, NULL, '{');
    json_writer_text(&w, "error", "slow");
    json_writer_text(&w, "message", "Too many wrong codes. Wait a minute.");
    json_writer_integer(&w, "wait", TRIES_WAIT);
    json_writer_close(&w, '}');
}

static void
refuse_code(struct room_call *c)
{
    struct room *room = c->room;
    uint64_t peer = c->request->peer;
    struct json_writer w;
    bool free_ = limit_take(&room->tries, peer, room->now);

    if (!limit_take(&room->tries_all, 0, room->now) || !free_) {
        refuse_many(c);
        return;
    }
    c->reply->status = 401;
    c->reply->type = "application/json";
    json_writer_init_lines(&w, &c->reply->body, 0);
    json_writer_open(&w, NULL, '{');
    json_writer_text(&w, "error", "code");
    json_writer_text(&w, "message", "Not a code of this exercise.");
    json_writer_integer(&w, "left", limit_left(&room->tries, peer, room->now));
    json_writer_close(&w, '}');
}

static bool
is_limited(struct room_call *c)
{
    struct room *room = c->room;

    if (limit_left(&room->tries, c->request->peer, room->now) > 0 &&
        limit_left(&room->tries_all, 0, room->now) > 0) {
        return false;
    }
    refuse_many(c);
    return true;
}

void
room_seats_join(struct room_call *c)
{
    struct room *room = c->room;
    struct record_line r = record_empty(RECORD_join);
    struct node *object = is_limited(c) ? NULL : room_read_object(c);
    char token[SECRET_TOKEN_BYTES], hash[SHA256_HEX_BYTES];
    struct json_writer w;
    struct join join = {0};
    int32_t seat;

    if (object == NULL || !room_read_struct(c, object, &join_record, &join)) {
        return;
    }
    if (strcmp(join.role, "decide") != 0 && strcmp(join.role, "observe") != 0) {
        room_refuse(c, 400, "bad_request", "role: use decide or observe");
        return;
    }
    seat = seat_of_code(room, join.code);
    if (seat < 0) {
        refuse_code(c);
        return;
    }
    if (!make_place(c, seat)) {
        return;
    }
    if (secret_token(token, &c->f) != STATUS_OK) {
        room_refuse(c, 503, "save", "the operating system has no random numbers");
        return;
    }
    secret_hash(purpose_token, token, hash);
    r.join = (struct record_join){.seat = exercise_seat_id(room_exercise(room), seat),
        .device = room->seats[seat].n_devices + 1,
        .role = join.role,
        .token_hash = hash};
    if (!room_do(c, &r)) {
        return;
    }
    room_seats_find(room, token)->heard = room->now;
    json_writer_init_lines(&w, &c->reply->body, 0);
    json_writer_open(&w, NULL, '{');
    json_writer_text(&w, "token", token);
    json_writer_text(&w, "seat", r.join.seat);
    json_writer_integer(&w, "device", r.join.device);
    json_writer_close(&w, '}');
    room_reply_json(c);
}
