/* Writes the page of the console. It shows everything to the facilitator, and is served only on
   this machine. */
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "room/page/room_page_console.h"
#include "room/page/room_page_files.h"
#include "room/page/room_page_happened.h"
#include "room/page/room_page_names.h"
#include "room/page/room_page_orders.h"
#include "room/room_qr.h"

/* ---- the plan ---- */

static void
put_step(struct room_call *c, const struct workshop_step *step, struct json_writer *w)
{
    const char *id = step->key.id;

    room_page_names_object(c, w, "title", step->title, "/workshop/plan/%s/title", id);
    room_page_names_object(c, w, "usual", step->usual, "/workshop/plan/%s/usual", id);
    room_page_names_object(c, w, "if_quiet", step->if_quiet, "/workshop/plan/%s/if_quiet", id);
    room_page_names_object(
        c, w, "if_heated", step->if_heated, "/workshop/plan/%s/if_heated", id);
}

/* Writes the steps of the plan for the facilitator: brief, rounds and talks, review. */
static void
put_plan(struct room_call *c, struct json_writer *w)
{
    const struct exercise *x = room_exercise(c->room);
    const struct plan_stop *now = exercise_stop(x);
    int32_t place = now->kind == PLAN_LOBBY    ? -1
                    : now->kind == PLAN_BRIEF  ? 0
                    : now->kind == PLAN_REVIEW ? INT32_MAX
                                               : now->step;
    const struct workshop_step *step;

    json_writer_open(w, "plan", '[');
    for (int32_t k = 0; k == 0 || (step = workshop_step_at(x->workshop, k)) != NULL; k++) {
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "step", k == 0 ? "brief" : step->key.id);
        json_writer_text(w, "kind",
            k == 0                         ? "brief"
            : step->kind == WORKSHOP_TALKS ? "talks"
                                           : "round");
        json_writer_text(w, "at", k < place ? "done" : k == place ? "now" : "next");
        if (k > 0) {
            put_step(c, step, w);
        }
        json_writer_close(w, '}');
    }
    json_writer_open(w, NULL, '{');
    json_writer_text(w, "step", "review");
    json_writer_text(w, "kind", "review");
    json_writer_text(w, "at", now->kind == PLAN_REVIEW ? "now" : "next");
    json_writer_close(w, '}');
    json_writer_close(w, ']');
}

/* Writes what the button "go" does next. */
static void
put_next(const struct room *room, struct json_writer *w)
{
    const struct exercise *x = room_exercise(room);
    const struct plan_stop *now = exercise_stop(x);
    bool closes = x->now.open && exercise_is_settling(now->kind);
    bool last = x->now.stop + 1 >= x->plan.n_stops;
    const struct plan_stop *next = closes || last ? now : now + 1;

    json_writer_open(w, "next", '{');
    json_writer_text(w, "kind",
        room_practice_ends(room)   ? "practice"
        : now->kind == PLAN_REVIEW ? "review"
        : closes                   ? "close"
                                   : "go");
    json_writer_flag(w, "practice", room_practice_is_open(room));
    json_writer_text(w, "step", next->id);
    json_writer_text(w, "step_kind", plan_kind_names[next->kind]);
    json_writer_integer(w, "round", next->round);
    json_writer_integer(w, "rounds", x->plan.n_rounds);
    json_writer_close(w, '}');
}

/* ---- seats ---- */

static void
put_devices(const struct room *room, int32_t seat, struct json_writer *w)
{
    json_writer_open(w, "devices", '[');
    for (int32_t k = 0; k < room->devices.count; k++) {
        const struct room_device *d = ARRAY_AT(struct room_device, &room->devices, k);

        if (d->seat == seat && !d->gone) {
            json_writer_open(w, NULL, '{');
            json_writer_integer(w, "device", d->number);
            json_writer_text(w, "role", d->decides ? "decide" : "observe");
            json_writer_flag(w, "here", d->here);
            json_writer_close(w, '}');
        }
    }
    json_writer_close(w, ']');
}

/* Writes what a team has submitted. The page hides it until a click. */
static void
put_choice(const struct tabled *t, const struct record_line *r, struct json_writer *w)
{
    json_writer_open(w, NULL, '{');
    json_writer_integer(w, "number", t->number);
    json_writer_text(w, "kind", room_page_console_kinds[t->kind]);
    if (r != NULL && r->kind == RECORD_settle) {
        json_writer_text(w, "family", r->settle.family);
        json_writer_text(
            w, "row", r->settle.covert != NULL ? r->settle.covert : r->settle.overt);
        json_writer_text(w, "together", r->settle.help);
        json_writer_text(w, "named", r->settle.named);
        if (r->settle.sure >= 0) {
            json_writer_integer(w, "sure", r->settle.sure);
        }
        json_writer_text(w, "why", r->settle.why);
    } else if (r != NULL) {
        json_writer_text(w, "reply", r->answer.reply);
        json_writer_text(w, "why", r->answer.why);
    }
    json_writer_close(w, '}');
}

/* Counts the matter of the practice round in the same way as other matters. */
static int32_t
put_practice(const struct room *room, int32_t seat, struct json_writer *w)
{
    const struct team_submitted *s = room_practice_submitted(room, seat);

    if (s == NULL || !room_practice_is_open(room)) {
        return 0;
    }
    json_writer_open(w, NULL, '{');
    json_writer_text(w, "kind", "practice");
    json_writer_text(w, "family", s->family);
    json_writer_text(w, "row", s->row);
    json_writer_text(w, "named", s->named);
    if (s->sure >= 0) {
        json_writer_integer(w, "sure", s->sure);
    }
    json_writer_text(w, "why", s->why);
    json_writer_close(w, '}');
    return 1;
}

static void
put_matters(const struct room *room, int32_t seat, struct json_writer *w)
{
    const struct exercise *x = room_exercise(room);
    struct tabled matters[TABLED_MAX];
    int32_t n = x->now.open ? exercise_matters(x, seat, matters) : 0, submitted;
    bool practice = room_practice_is_open(room) && x->now.seats[seat].team;

    json_writer_open(w, "choices", '[');
    submitted = put_practice(room, seat, w);
    for (int32_t k = 0; k < n; k++) {
        const struct record_line *r = exercise_submitted(x,
            matters[k].kind == TABLED_DECISION ? RECORD_settle : RECORD_answer, seat,
            matters[k].number);

        submitted += r != NULL;
        put_choice(&matters[k], r, w);
    }
    json_writer_close(w, ']');
    json_writer_integer(w, "tabled", practice || submitted > n ? n + 1 : n);
    json_writer_integer(w, "submitted", submitted);
}

static void
put_seats(struct room_call *c, struct json_writer *w)
{
    const struct room *room = c->room;
    const struct exercise *x = room_exercise(room);

    json_writer_open(w, "teams", '[');
    for (int32_t k = 0; k < x->now.n_seats; k++) {
        const struct record_line *act = exercise_submitted(x, RECORD_act, k, 0);

        json_writer_open(w, NULL, '{');
        json_writer_text(w, "id", exercise_seat_id(x, k));
        json_writer_flag(w, "habit", !x->now.seats[k].team);
        if (room->seats[k].code[0] != '\0') {
            json_writer_text(w, "code", room->seats[k].code);
        }
        json_writer_integer(w, "here", room_seats_here(room, k));
        json_writer_flag(w, "read", room->seats[k].read);
        put_devices(room, k, w);
        put_matters(room, k, w);
        room_page_orders_put(x, k, w);
        json_writer_text(w, "initiative",
            act == NULL || strcmp(act->act.initiative, EXERCISE_NO_INITIATIVE) == 0
                ? NULL
                : act->act.initiative);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

/* ---- the whole page ---- */

static void
put_warning(struct json_writer *w, const char *key, const char *text)
{
    json_writer_open(w, NULL, '{');
    json_writer_text(w, "key", key);
    json_writer_open(w, "args", '{');
    json_writer_text(w, "text", text);
    json_writer_close(w, '}');
    json_writer_close(w, '}');
}

static void
put_room(const struct room *room, struct json_writer *w)
{
    const struct session *s = room->session;

    json_writer_open(w, "warnings", '[');
    if (s->log.dropped.count > 0) {
        put_warning(w, "dropped", s->log.dropped.line[0]);
    }
    if (!room->saved) {
        put_warning(w, "disk", NULL);
    }
    if (s->changed) {
        put_warning(w, "changed", s->name);
    }
    json_writer_close(w, ']');
    json_writer_open(w, "net", '{');
    json_writer_flag(w, "lan", room->setup.lan);
    json_writer_text(w, "url", room->address);
    room_qr_put(w, "qr", room->address);
    json_writer_integer(w, "reached", room->reached);
    json_writer_integer(w, "asked", (room->now - room->began) / ROOM_SECOND);
    json_writer_close(w, '}');
    json_writer_flag(w, "one_table", room->setup.one_table);
    json_writer_flag(w, "continued", s->continued);
    json_writer_open(w, "languages", '[');
    for (int32_t k = 0; k < room->n_languages; k++) {
        json_writer_text(w, NULL, room->language[k]);
    }
    json_writer_close(w, ']');
    json_writer_open(w, "review", '{');
    json_writer_flag(w, "open", s->exercise.now.review);
    room_page_names_wall(room, w);
    json_writer_close(w, '}');
}

void
room_page_console(struct room_call *c)
{
    struct room *room = c->room;
    const struct exercise *x = room_exercise(room);
    char seed[NUMBER_BYTES];
    struct json_writer w;

    if (room_waits(c, room->version, &room->console_poll)) {
        return;
    }
    json_writer_init_lines(&w, &c->reply->body, 0);
    json_writer_open(&w, NULL, '{');
    room_page_names_head(c, &w);
    json_writer_integer(&w, "unsettled", exercise_unsettled(x));
    json_writer_text(&w, "scenario", room->session->name);
    if (x->now.review) { /* not before the review, because the seed reveals the future */
        (void)number_print_unsigned(seed, x->seed);
        json_writer_text(&w, "seed", seed);
    }
    put_next(room, &w);
    put_room(room, &w);
    put_plan(c, &w);
    put_seats(c, &w);
    room_page_console_injects(c, &w);
    room_page_console_world(x, &w);
    room_page_happened_crises(x, &w);
    room_page_happened_events(c, &w);
    room_page_console_said(x, &w);
    room_page_console_records(x, &w);
    room_page_screen_agreements(c, &w);
    room_jobs_put(room->jobs, x, &w);
    room_page_files_names(room, &w);
    json_writer_close(&w, '}');
    room_reply_json(c);
}
