/* The practice round before the exercise begins. Every team has the same matter, which is not part
   of the run. What teams submit is only in memory and not in the log. */
#include <string.h>

#include "room/room_internal.h"
#include "workshop/exercise/family.h"
#include "workshop/exercise/page_team_internal.h"

enum { NUMBER = 1 /* number of the matter on the page of a team */ };

bool
room_practice_is_open(const struct room *room)
{
    const struct exercise *x = room_exercise(room);

    return !room->practised && x->workshop->practice.told != NULL &&
           exercise_stop(x)->kind == PLAN_LOBBY;
}

const struct team_submitted *
room_practice_submitted(const struct room *room, int32_t seat)
{
    const struct exercise *x = room_exercise(room);
    const struct team_submitted *s = &room->seats[seat].practice.submitted;

    return s->there && x->now.seats[seat].team && exercise_stop(x)->kind == PLAN_LOBBY ? s
                                                                                       : NULL;
}

bool
room_practice_ends(const struct room *room)
{
    bool any = false;

    for (int32_t k = 0; k < room_exercise(room)->now.n_seats; k++) {
        any = any || room_practice_submitted(room, k) != NULL;
    }
    return any && room_practice_is_open(room);
}

void
room_practice_end(struct room *room)
{
    room->practised = true;
    for (int32_t k = 0; k < room_exercise(room)->now.n_seats; k++) {
        room->seats[k].version++;
    }
    room_touch(room);
}

/* ---- the matter ---- */

/* Whether the practice round offers a response. It must need no partner, no agreement and no
   crisis. */
static bool
is_practised(const struct response *r)
{
    return r->offered && r->side != SIDE_HELP && r->family >= 0 &&
           r->family != FAMILY_TOGETHER && r->need != NEED_AGREEMENT && r->need != NEED_CRISIS;
}

/* Lists the states of the other teams, against which a decision can be directed. */
static void
fill_names(const struct exercise *x, int32_t seat, struct team_matter *m)
{
    for (int32_t k = 0; k < x->now.n_seats && m->n_may_name < TEAM_NAMED_MAX; k++) {
        if (k != seat) {
            m->may_name[m->n_may_name++] = x->now.seats[k].state;
        }
    }
}

static void
fill_rows(const struct exercise *x, struct team_matter *m)
{
    for (int32_t k = 0; k < x->world->responses.count && m->n_rows < TEAM_ROWS_MAX; k++) {
        const struct response *r = WORLD_RESPONSE(x->world, k);
        struct team_row *row = &m->rows[m->n_rows];

        if (is_practised(r)) {
            *row = (struct team_row){.id = r->key.id,
                .family = family_names[r->family],
                .secret = r->side == SIDE_COVERT,
                .days = response_usual_days(r),
                .names = r->need >= NEED_NAMED};
            row->possible = !row->names;
            if (row->names) {
                row->n_to = m->n_may_name;
                memcpy(row->to, m->may_name, sizeof(row->to));
            }
            m->n_rows++;
        }
    }
    m->families[FAMILY_TOGETHER].obstacle = response_obstacle_names[OBSTACLE_NO_PARTNER];
}

void
room_practice_put(struct room_call *c, struct json_writer *w)
{
    struct room *room = c->room;
    const struct exercise *x = room_exercise(room);
    const struct team_submitted *submitted = room_practice_submitted(room, c->seat);
    struct page_team page = {0};
    struct team_names names;
    struct team_matter m = {.number = NUMBER,
        .kind = "decision",
        .incident = NUMBER,
        .from = NONE,
        .may_wait = true};

    if (exercise_stop(x)->kind != PLAN_LOBBY || x->workshop->practice.told == NULL ||
        seat_names(x, &c->arena, &names) != STATUS_OK) {
        return;
    }
    json_writer_open(w, "practice", '{');
    json_writer_flag(w, "open", room_practice_is_open(room));
    page.names = &names;
    m.submitted = submitted == NULL ? (struct team_submitted){0} : *submitted;
    fill_names(x, c->seat, &m);
    fill_rows(x, &m);
    page_team_put_matter(&page, w, "matter", &m);
    json_writer_close(w, '}');
}

/* ---- submitting ---- */

/* Returns the index of the response that a submission names; NONE if it names none. */
static int32_t
chosen(const struct exercise *x, const struct record_settle *s)
{
    return exercise_response(x, s->covert != NULL ? s->covert : s->overt);
}

/* Whether the team could choose this response if the matter were part of the exercise. */
static bool
is_possible(struct room_call *c, const struct record_line *r)
{
    const struct exercise *x = room_exercise(c->room);
    const struct record_settle *s = &r->settle;
    const char *id = s->covert != NULL ? s->covert : s->overt;
    int32_t named = s->named == NULL ? NONE : exercise_state(x, s->named);
    int32_t k = chosen(x, s);
    const struct response *row = k < 0 ? NULL : WORLD_RESPONSE(x->world, k);

    if (s->matter != NUMBER || s->help != NULL ||
        (s->named != NULL && (named == NONE || named == x->now.seats[c->seat].state))) {
        return false;
    }
    if (strcmp(s->family, "wait") == 0) {
        return id == NULL;
    }
    return exercise_check_family(x, s, &c->f) == STATUS_OK &&
           (row == NULL || (is_practised(row) && (row->need < NEED_NAMED || named != NONE)));
}

/* Stores the submission. Its ids exist as long as the scenario; its sentence is in memory of the
   seat. */
static void
keep(struct room_call *c, const struct record_settle *s)
{
    const struct exercise *x = room_exercise(c->room);
    struct room_seat *seat = &c->room->seats[c->seat];
    struct room_practice *to = &seat->practice;
    int32_t k = chosen(x, s);
    int32_t family = text_index(s->family, text_list(family_names));

    buffer_clear(&to->why);
    buffer_text(&to->why, s->why == NULL ? "" : s->why);
    to->submitted = (struct team_submitted){.there = true,
        .family = family < 0 ? "wait" : family_names[family],
        .row = k < 0 ? NULL : WORLD_RESPONSE(x->world, k)->key.id,
        .named = s->named == NULL ? NULL : view_actor_id(x->world, exercise_state(x, s->named)),
        .why = s->why == NULL ? NULL : buffer_string(&to->why),
        .sure = s->sure,
        .hostile_chance = s->hostile_chance,
        .device = s->device,
        .at = c->room->setup.time(to->at)};
    seat->version++;
    room_touch(c->room);
}

void
room_practice_submit(struct room_call *c)
{
    struct record_line r;

    if (!room_read_record(c, RECORD_settle, &r)) {
        return;
    }
    if (!room_practice_is_open(c->room)) {
        room_refuse(c, 409, "closed", "the practice round is over");
    } else if (!room_exercise(c->room)->now.seats[c->seat].team || !is_possible(c, &r)) {
        room_refuse(c, 409, "impossible", "this is not possible now");
    } else {
        keep(c, &r.settle);
        room_pages_number(c);
    }
}
