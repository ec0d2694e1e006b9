/* Receives what a team submits. The same routes serve the shared table of one laptop, where the
   facilitator submits for all. */
#include <string.h>

#include "room/room_internal.h"

enum { MATTER_MAX = 1000000000 };

/* ---- late submissions ---- */

/* Whether the matter was settled at an earlier stop. */
static bool
was_settled(const struct exercise *x, int32_t seat, int64_t number)
{
    for (int32_t k = 0; k < x->now.settled.count; k++) {
        const struct exercise_settled *s =
            ARRAY_AT(struct exercise_settled, &x->now.settled, k);

        if (s->seat == seat && s->number == number && s->by != SETTLED_BY_NOBODY) {
            return true;
        }
    }
    return false;
}

/* Returns the record with which the log stores a submission that was refused. */
static struct record_line
late_of(const struct record_line *r)
{
    struct record_line to = record_empty(RECORD_late);

    to.late.submission = record_kind_names[r->kind];
    to.late.key = room_read_key(r, &to.late.device, &to.late.seat);
    if (r->kind == RECORD_settle) {
        to.late.matter = r->settle.matter;
        to.late.choice = r->settle.family;
        to.late.why = r->settle.why;
    } else if (r->kind == RECORD_answer) {
        to.late.matter = r->answer.matter;
        to.late.choice = r->answer.reply;
        to.late.why = r->answer.why;
    } else if (r->kind == RECORD_act) {
        to.late.choice = r->act.initiative;
    }
    return to;
}

/* Whether the submission was refused because its stop had closed. */
static bool
is_late(const struct exercise *x, int32_t seat, const struct record_line *r)
{
    enum plan_kind kind = exercise_stop(x)->kind;

    if (r->kind == RECORD_settle || r->kind == RECORD_answer) {
        return was_settled(
            x, seat, r->kind == RECORD_settle ? r->settle.matter : r->answer.matter);
    }
    return !x->now.open && kind != PLAN_LOBBY && kind != PLAN_REVIEW;
}

/* Whether the log already has the late submission: one with the same key, or one of the same device
   about the same thing since the last step. This check limits the number of records that a device
   can add. */
static bool
is_logged(const struct exercise *x, const struct record_late *late)
{
    bool now = true;

    for (int64_t i = x->n_records - 1; i >= 0; i--) {
        const struct record_late *other = &x->records[i].late;

        now = now && x->records[i].kind != RECORD_go;
        if (x->records[i].kind == RECORD_late && other->device == late->device &&
            strcmp(other->seat, late->seat) == 0 &&
            (strcmp(other->key, late->key) == 0 ||
                (now && other->matter == late->matter &&
                    strcmp(other->submission, late->submission) == 0))) {
            return true;
        }
    }
    return false;
}

/* Writes the late submission to the log. The reply to the device does not change. */
static void
log_late(struct room_call *c, const struct record_line *r)
{
    struct room *room = c->room;
    struct record_line late = late_of(r);
    struct failure f = {0};
    char at[ROOM_TIME_BYTES];
    enum status st;

    if (!is_late(room_exercise(room), c->seat, r) ||
        is_logged(room_exercise(room), &late.late)) {
        return;
    }
    st = session_do(room->session, &late, room->setup.time(at), &f);
    room->saved = st == STATUS_OK || (room->saved && st != STATUS_IO);
    room->broken =
        st == STATUS_OK || st == STATUS_BAD_INPUT || st == STATUS_IO ? room->broken : st;
    room_touch(room);
}

static void
submit(struct room_call *c, enum record_kind kind)
{
    struct record_line r;

    if (!room_read_record(c, kind, &r)) {
        return;
    }
    if (room_do(c, &r)) {
        room_pages_number(c);
    } else if (c->reply->status == 409) {
        log_late(c, &r);
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

/* Returns the place of the draft about a matter, or an unused place; the first place if there is
   none. */
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

/* Stores a draft for the other devices of the team. Drafts are only in memory. */
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
        room_refuse(c, 400, "bad_request", "draft: must be an object");
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
    seat->version++;
    c->room->wake = true;
    room_pages_number(c);
}
