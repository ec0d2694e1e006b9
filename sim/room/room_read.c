/* Reads the bodies of requests with the field tables of the records of the log. */
#include <string.h>

#include "format/decode/decode.h"
#include "format/json_parse.h"
#include "room/room_internal.h"

static const char source[] = "request";

static void
refuse_body(struct room_call *c)
{
    room_refuse(c, 400, "bad_request",
        c->f.count > 0 ? c->f.line[0] : "the body is not valid for this request");
}

struct node *
room_read_object(struct room_call *c)
{
    const struct web_request *r = c->request;
    char *copy = arena_text(&c->arena, r->body, r->length);
    struct node *tree = NULL;

    if (copy == NULL ||
        json_parse(&c->arena, source, copy, r->length, &tree, &c->f) != STATUS_OK) {
        refuse_body(c);
        return NULL;
    }
    if (tree->kind != NODE_OBJECT) {
        room_refuse(c, 400, "bad_request", "the body must be a JSON object");
        return NULL;
    }
    room_alias_restore(c->room, tree);
    return tree;
}

bool
room_read_struct(
    struct room_call *c, struct node *object, const struct record *record, void *out)
{
    struct diag diag = {.failure = &c->f};
    struct decode_value_context context = {.arena = &c->arena, .diag = &diag, .root = object};
    enum status st;

    for (int32_t k = 0; k < record->n_fields; k++) {
        decode_value_clear(&record->fields[k], (char *)out + record->fields[k].offset);
    }
    st = decode_struct(&context, object, record, out);
    diag_free(&diag);
    if (st != STATUS_OK) {
        refuse_body(c);
    }
    return st == STATUS_OK;
}

/* ---- submissions ---- */

/* A member that has another name in the log. */
struct renamed {
    const char *from, *to;
};

static const struct renamed renamed[] = {
    {"matter", "incident"}, {"tabled", "matter"}, {"together", "help"}, {"about", "incident"}};

/* Returns the name in the log of a member of the request. */
static const char *
renamed_key(const char *key)
{
    for (size_t i = 0; i < sizeof(renamed) / sizeof(renamed[0]); i++) {
        if (strcmp(key, renamed[i].from) == 0) {
            return renamed[i].to;
        }
    }
    return key;
}

/* Returns the member of the log for a response, by its side; NULL if there is no such response. */
static const char *
row_key(const struct exercise *x, const char *id)
{
    int32_t k = exercise_response(x, id);

    if (id != NULL && strcmp(id, EXERCISE_JOINT_CASE) == 0) {
        return "help";
    }
    if (k < 0) {
        return NULL;
    }
    return WORLD_RESPONSE(x->world, k)->side == SIDE_OVERT    ? "overt"
           : WORLD_RESPONSE(x->world, k)->side == SIDE_COVERT ? "covert"
                                                              : "help";
}

/* Returns the same object with the names that members have in the log. If it then has a member
   twice, or a response that does not exist, replies and returns NULL. */
static struct node *
rename_members(struct room_call *c, const struct node *object)
{
    struct node *to = json_node(&c->arena, NODE_OBJECT, object->at);

    for (int32_t k = 0; to != NULL && k < object->count; k++) {
        const struct member *m = &object->members[k];
        const char *key = strcmp(m->key, "row") == 0
                              ? row_key(room_exercise(c->room), m->value->text)
                              : renamed_key(m->key);

        if (key == NULL || json_member(to, key) != NULL) {
            room_refuse(c, 400, "bad_request",
                key == NULL ? "row: there is no such response" : "a member is given twice");
            return NULL;
        }
        if (json_add(&c->arena, to, key, m->key_at, m->value) != STATUS_OK) {
            to = NULL;
        }
    }
    if (to == NULL) {
        room_refuse(c, 503, "save", "out of memory");
    }
    return to;
}

bool
room_read_drop_empty(struct room_call *c, struct node *object)
{
    for (int32_t k = object->count - 1; k >= 0; k--) {
        const struct node *value = object->members[k].value;

        if ((value->kind == NODE_NULL ||
                (value->kind == NODE_TEXT && value->text[0] == '\0')) &&
            json_remove(&c->arena, object, object->members[k].key) != STATUS_OK) {
            room_refuse(c, 503, "save", "out of memory");
            return false;
        }
    }
    return true;
}

/* Sets the seat and the device of a submission. Refuses members that only the program may set. */
static bool
set_seat(struct room_call *c, struct node *object)
{
    static const char *const own[] = {
        "device", "overt", "covert", "help", "incident", "arrives", "day"};
    struct node *id;

    for (size_t k = 0; k < sizeof(own) / sizeof(own[0]); k++) {
        if (json_member(object, own[k]) != NULL) {
            room_refuse(c, 400, "bad_request", "the body has a member that is not allowed");
            return false;
        }
    }
    id = json_text(&c->arena, exercise_seat_id(room_exercise(c->room), c->seat),
        (struct place){source, 1, 1});
    if (json_member(object, "seat") != NULL || id == NULL ||
        json_add(&c->arena, object, "seat", id->at, id) != STATUS_OK) {
        room_refuse(c, 400, "bad_request", "seat: a device may submit only for its own team");
        return false;
    }
    return true;
}

const char *
room_read_key(const struct record_line *r, int64_t *device, const char **seat)
{
#define CASE(kind_)                                                                            \
    if (r->kind == RECORD_##kind_) {                                                           \
        *device = r->kind_.device;                                                             \
        *seat = r->kind_.seat;                                                                 \
        return r->kind_.key;                                                                   \
    }
    CASE(settle)
    CASE(answer)
    CASE(predict)
    CASE(act)
    CASE(take)
    CASE(say)
    CASE(offer)
#undef CASE
    *device = -1;
    *seat = NULL;
    return NULL;
}

static void
set_device(struct record_line *r, int64_t device)
{
#define CASE(kind_)                                                                            \
    if (r->kind == RECORD_##kind_) {                                                           \
        r->kind_.device = device;                                                              \
    }
    CASE(settle) CASE(answer) CASE(predict) CASE(act) CASE(take) CASE(say) CASE(offer)
#undef CASE
}

/* Whether the log already has this submission. A device repeats a submission if the reply was
   lost. */
static bool
is_repeated(const struct room *room, const struct record_line *r)
{
    const struct exercise *x = room_exercise(room);
    const char *seat, *other_seat, *key, *other;
    int64_t device, other_device;

    key = room_read_key(r, &device, &seat);
    for (int64_t i = x->n_records - 1; key != NULL && i >= 0; i--) {
        other = room_read_key(&x->records[i], &other_device, &other_seat);
        if (other != NULL && other_device == device && strcmp(other, key) == 0 &&
            strcmp(other_seat, seat) == 0) {
            return true;
        }
    }
    return false;
}

bool
room_read_record(struct room_call *c, enum record_kind kind, struct record_line *r)
{
    struct node *object = room_read_object(c);
    const char *key = object == NULL ? NULL : json_find_text(object, "key");

    *r = record_empty(kind);
    if (object == NULL) {
        return false;
    }
    if (key == NULL || key[0] == '\0' || strlen(key) > ROOM_KEY_LENGTH) {
        room_refuse(c, 400, "bad_request", "key: use a text of 1 to 64 characters");
        return false;
    }
    if (!room_read_drop_empty(c, object) || !set_seat(c, object)) {
        return false;
    }
    object = rename_members(c, object);
    if (object == NULL) {
        return false;
    }
    if (!room_read_struct(c, object, record_described(kind), &r->begin)) {
        return false;
    }
    set_device(r, c->device == NULL ? -1 : c->device->number);
    if (is_repeated(c->room, r)) {
        room_pages_number(c);
        return false;
    }
    return true;
}
