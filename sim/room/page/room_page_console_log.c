/* Writes what the console shows of the exercise so far: injects, matters with the truth, messages,
   records. */
#include <string.h>

#include "room/page/room_page_console.h"
#include "room/page/room_page_decision.h"
#include "room/page/room_page_names.h"
#include "workshop/told_injects.h"

const char *const room_page_console_kinds[] = {
    "decision", "question", "request", "case", "offer", "order"};

/* ---- injects ---- */

static bool
is_called(const struct exercise *x, const char *id)
{
    for (int64_t i = 0; i < x->now.n_standing; i++) {
        const struct record_line *r = exercise_standing(x, i);

        if (r->kind == RECORD_call && strcmp(r->call.inject, id) == 0) {
            return true;
        }
    }
    return false;
}

static bool
is_skipped(const struct room *room, const struct inject *inject)
{
    const struct inject *injects = room_exercise(room)->world->injects.items;

    for (int32_t k = 0; k < room->n_skipped; k++) {
        if (&injects[room->skipped[k]] == inject) {
            return true;
        }
    }
    return false;
}

static void
put_inject(
    struct room_call *c, const struct inject *inject, int32_t number, struct json_writer *w)
{
    const struct exercise *x = room_exercise(c->room);
    const struct told *told = inject->told.items;
    const char *id = inject->key.id;
    bool sent = inject->called ? is_called(x, id) : inject->day <= x->now.run.kernel.now;

    json_writer_open(w, NULL, '{');
    json_writer_integer(w, "number", number);
    json_writer_text(w, "id", id);
    json_writer_flag(w, "called", inject->called);
    json_writer_text(w, "form", inject->form);
    if (!inject->called) {
        room_page_names_day(x, w, "day", inject->day);
    }
    json_writer_text(w, "state",
        sent                          ? "sent"
        : is_skipped(c->room, inject) ? "skipped"
                                      : "ready");
    room_page_names_object(c, w, "notes", inject->notes, "/injects/%s/notes", id);
    room_page_names_object(c, w, "expect", inject->expect, "/injects/%s/expect", id);
    json_writer_text(w, "goal", inject->goal);
    json_writer_open(w, "to", '[');
    for (int32_t k = 0; k < inject->told.count; k++) {
        json_writer_text(w, NULL, told[k].key.id);
    }
    json_writer_close(w, ']');
    if (inject->told.count > 0) {
        room_page_names_object(
            c, w, "text", told[0].text, "/injects/%s/told/%s", id, told[0].key.id);
    }
    json_writer_open(w, "told", '[');
    for (int32_t k = 0; k < inject->told.count; k++) {
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "to", told[k].key.id);
        room_page_names_text(
            c, w, "text", told[k].text, "/injects/%s/told/%s", id, told[k].key.id);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
    json_writer_close(w, '}');
}

void
room_page_console_injects(struct room_call *c, struct json_writer *w)
{
    const struct inject *sorted[TOLD_INJECTS_MAX];
    int32_t n = told_injects_of(room_exercise(c->room)->world, sorted);

    json_writer_open(w, "injects", '[');
    for (int32_t k = 0; k < n; k++) {
        put_inject(c, sorted[k], k + 1, w);
    }
    json_writer_close(w, ']');
}

/* ---- the world ---- */

/* Writes what the matter is about: its number for the seat, and the type of the incident or
   "act". */
static void
put_subject(const struct exercise *x, const struct exercise_settled *s, struct json_writer *w)
{
    int32_t matter = s->incident_id == 0 ? 0
                                         : seen_number(&x->now.seen,
                                               x->now.seats[s->seat].state, s->incident_id);

    if (matter > 0) {
        json_writer_integer(w, "matter", matter);
        json_writer_text(w, "what", s->type == NONE ? "act" : view_type_id(x->world, s->type));
    }
}

/* Writes a matter with the truth; "done" is what was carried out, unless it is open or kept. */
static void
put_matter(const struct exercise *x, const struct exercise_settled *s, const char *by,
    struct json_writer *w)
{
    json_writer_open(w, NULL, '{');
    json_writer_text(w, "seat", exercise_seat_id(x, s->seat));
    json_writer_text(w, "step", x->plan.stops[s->stop].id);
    json_writer_integer(w, "number", s->number);
    room_page_names_day(x, w, "day", s->day);
    put_subject(x, s, w);
    json_writer_text(w, "kind", room_page_console_kinds[s->kind]);
    json_writer_text(w, "truth", room_page_names_actor(x, s->initiator));
    json_writer_text(w, "named", room_page_names_actor(x, s->named));
    json_writer_real(w, "p", s->confidence);
    json_writer_text(w, "by", by);
    if (s->by != SETTLED_BY_NOBODY) {
        json_writer_open(w, "done", '{');
        room_page_decision_put(x, s, NULL, w);
        json_writer_close(w, '}');
    }
    json_writer_close(w, '}');
}

static void
put_open(const struct exercise *x, int32_t seat, struct json_writer *w)
{
    struct tabled matters[TABLED_MAX];
    int32_t n = x->now.open ? exercise_matters(x, seat, matters) : 0;

    for (int32_t k = 0; k < n; k++) {
        struct exercise_settled now = {.stop = x->now.stop,
            .seat = seat,
            .number = matters[k].number,
            .kind = matters[k].kind,
            .day = x->now.run.kernel.now,
            .by = SETTLED_BY_NOBODY};

        exercise_note_truth(x->world, &x->now.run, &matters[k], &now);
        put_matter(x, &now, "open", w);
    }
}

/* Writes the matters of seats, settled and open, with the truth. */
void
room_page_console_world(const struct exercise *x, struct json_writer *w)
{
    json_writer_open(w, "world", '[');
    for (int32_t k = 0; k < x->now.settled.count; k++) {
        const struct exercise_settled *s =
            ARRAY_AT(struct exercise_settled, &x->now.settled, k);

        put_matter(x, s,
            s->by == SETTLED_BY_TEAM    ? "team"
            : s->by == SETTLED_BY_HABIT ? "habit"
                                        : "kept",
            w);
    }
    for (int32_t seat = 0; seat < x->now.n_seats; seat++) {
        put_open(x, seat, w);
    }
    json_writer_close(w, ']');
}

/* ---- records ---- */

/* Writes the stop that a record has begun. */
static void
put_stop(const struct exercise *x, const struct record_line *r, struct json_writer *w)
{
    int32_t k = plan_find(&x->plan, r->go.step);

    json_writer_text(w, "step", r->go.step);
    if (k >= 0) {
        json_writer_text(w, "kind", plan_kind_names[x->plan.stops[k].kind]);
        json_writer_integer(w, "round", x->plan.stops[k].round);
    }
    room_page_names_day(x, w, "day", r->go.day);
}

void
room_page_console_records(const struct exercise *x, struct json_writer *w)
{
    json_writer_open(w, "records", '[');
    for (int64_t i = 0; i < x->n_records; i++) {
        const struct record_line *r = &x->records[i];

        json_writer_open(w, NULL, '{');
        json_writer_integer(w, "n", r->n);
        json_writer_text(w, "at", r->at);
        json_writer_text(w, "do", record_kind_names[r->kind]);
        json_writer_text(w, "seat", record_seat(r));
        if (r->kind == RECORD_go) {
            put_stop(x, r, w);
        }
        json_writer_flag(w, "stands", exercise_stands(x, i));
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

/* Writes the reasons that teams gave for what they settled. */
static void
put_reasons(const struct exercise *x, struct json_writer *w)
{
    for (int32_t k = 0; k < x->now.settled.count; k++) {
        const struct exercise_settled *s =
            ARRAY_AT(struct exercise_settled, &x->now.settled, k);
        const struct record_line *r = s->record < 0 ? NULL : &x->records[s->record];
        const char *why = r == NULL                  ? NULL
                          : r->kind == RECORD_settle ? r->settle.why
                          : r->kind == RECORD_answer ? r->answer.why
                                                     : NULL;

        if (why != NULL && s->by == SETTLED_BY_TEAM) {
            json_writer_open(w, NULL, '{');
            room_page_names_day(x, w, "day", s->day);
            json_writer_text(w, "from", exercise_seat_id(x, s->seat));
            json_writer_text(w, "text", why);
            json_writer_close(w, '}');
        }
    }
}

void
room_page_console_said(const struct exercise *x, struct json_writer *w)
{
    const char *step = NULL;

    json_writer_open(w, "said", '[');
    for (int64_t i = 0; i < x->now.n_standing; i++) {
        const struct record_line *r = exercise_standing(x, i);

        if (r->kind == RECORD_say) {
            json_writer_open(w, NULL, '{');
            room_page_names_day(x, w, "day", r->say.day);
            json_writer_text(w, "from", r->say.seat);
            json_writer_text(w, "to", r->say.to);
            json_writer_text(w, "text", r->say.text);
            json_writer_flag(w, "arrives", r->say.arrives);
            json_writer_close(w, '}');
        }
    }
    put_reasons(x, w);
    json_writer_close(w, ']');
    json_writer_open(w, "notes", '[');
    for (int64_t i = 0; i < x->now.n_standing; i++) {
        const struct record_line *r = exercise_standing(x, i);

        if (r->kind == RECORD_note) {
            json_writer_open(w, NULL, '{');
            json_writer_integer(w, "n", r->n);
            json_writer_text(w, "text", r->note.text);
            json_writer_close(w, '}');
        }
    }
    json_writer_close(w, ']');
    json_writer_open(w, "predictions", '[');
    for (int64_t i = 0; i < x->now.n_standing; i++) {
        const struct record_line *r = exercise_standing(x, i);

        step = r->kind == RECORD_go ? r->go.step : step;
        if (r->kind == RECORD_predict) {
            json_writer_open(w, NULL, '{');
            json_writer_text(w, "step", step);
            json_writer_text(w, "question", r->predict.question);
            json_writer_text(w, "seat", r->predict.seat);
            json_writer_integer(w, "percent", r->predict.percent);
            json_writer_close(w, '}');
        }
    }
    json_writer_close(w, ']');
}
