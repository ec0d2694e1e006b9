/* What a team submits. The same routes serve the table of one laptop, where the facilitator submits for all. */
#include <string.h>

#include "room/room_internal.h"

enum { MATTER_MAX = 1000000000 };

static void
submit(struct room_call *c, enum record_kind kind)
{
    struct record_line r;

    if (room_read_record(c, kind, &r) && room_do(c, &r)) {
        room_pages_number(c);
    }
}

#define SUBMIT(name)                                                                           \
    void room_team_##name(struct room_call *c)                                                 \
    {                                                                                          \
        submit(c, RECORD_##name);                                                              \
    }
SUBMIT(settle)
SUBMIT(answer)
SUBMIT(predict)
SUBMIT(act)
SUBMIT(take)
SUBMIT(say)
SUBMIT(offer)

/* ---- drafts ---- */

struct draft_call {
    const char *key;
    int64_t tabled;
    struct node *draft;
};

struct draft {
    const char *family, *row, *together, *named, *why, *reply;
    int64_t sure, hostile_chance;
};

static const struct field draft_fields[] = {
    FIELD(struct draft, family, .is_name = true, .doc = "As in settle."),
    FIELD(struct draft, row, .is_name = true, .doc = "As in settle."),
    FIELD(struct draft, together, .is_name = true, .doc = "As in settle."),
    FIELD(struct draft, named, .is_name = true, .doc = "As in settle."),
    FIELD(struct draft, why, .doc = "As in settle."),
    FIELD(struct draft, reply, .is_name = true, .doc = "As in answer."),
    FIELD(
        struct draft, sure, .min = 0, .max = 100, .default_value = -1, .doc = "As in settle."),
    FIELD(struct draft, hostile_chance, .min = 0, .max = 100, .default_value = -1,
        .doc = "As in settle."),
};
static const struct record draft_record = {
    .name = "draft", FIELDS_OF(struct draft, draft_fields), .doc = "A draft of a team."};

static const struct field draft_call_fields[] = {
    FIELD(struct draft_call, key, .doc = "Of the device."),
    FIELD(struct draft_call, tabled, .min = 1, .max = MATTER_MAX, .required = true,
        .doc = "Number of the matter."),
    FIELD(
        struct draft_call, draft, .required = true, .doc = "The members of settle or answer."),
};
static const struct record draft_call_record = {
    .name = "draft", FIELDS_OF(struct draft_call, draft_call_fields), .doc = "A draft."};

/* The place of the draft about a matter, or a free one; the first one if all are taken. */
static struct room_draft *
draft_of(struct room_seat *seat, int64_t matter)
{
    struct room_draft *found = &seat->drafts[0];

    for (int32_t k = 0; k < ROOM_DRAFTS_MAX; k++) {
        if (seat->drafts[k].matter == matter) {
            return &seat->drafts[k];
        }
        found = found->matter != 0 && seat->drafts[k].matter == 0 ? &seat->drafts[k] : found;
    }
    return found;
}

static void
print_draft(
    const struct room_call *c, int64_t matter, const struct draft *d, struct buffer *out)
{
    struct json_writer w;

    json_writer_init_lines(&w, out, 0);
    json_writer_open(&w, NULL, '{');
    json_writer_integer(&w, "tabled", matter);
    json_writer_text(&w, "family", d->family);
    json_writer_text(&w, "row", d->row);
    json_writer_text(&w, "together", d->together);
    json_writer_text(&w, "named", d->named);
    json_writer_text(&w, "why", d->why);
    json_writer_text(&w, "reply", d->reply);
    if (d->sure >= 0) {
        json_writer_integer(&w, "sure", d->sure);
    }
    if (d->hostile_chance >= 0) {
        json_writer_integer(&w, "hostile_chance", d->hostile_chance);
    }
    if (c->device != NULL) {
        json_writer_integer(&w, "device", c->device->number);
    }
    json_writer_close(&w, '}');
}

/* Kept in memory alone, for the other devices of the team. */
void
room_team_draft(struct room_call *c)
{
    struct room_seat *seat = &c->room->seats[c->seat];
    struct node *object = room_read_object(c);
    struct draft_call call = {0};
    struct draft draft = {0};
    struct room_draft *to;

    if (object == NULL || !room_read_struct(c, object, &draft_call_record, &call)) {
        return;
    }
    if (call.draft->kind != NODE_OBJECT) {
        room_refuse(c, 400, "bad_request", "draft: an object");
        return;
    }
    if (!room_read_drop_empty(c, call.draft) ||
        !room_read_struct(c, call.draft, &draft_record, &draft)) {
        return;
    }
    if (!room_exercise(c->room)->now.open) {
        room_refuse(c, 409, "closed", "this stop is closed");
        return;
    }
    to = draft_of(seat, call.tabled);
    to->matter = call.tabled;
    buffer_clear(&to->json);
    print_draft(c, call.tabled, &draft, &to->json);
    seat->drafts_version++;
    c->room->wake = true;
    room_pages_number(c);
}
