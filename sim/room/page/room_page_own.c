#include "room/page/room_page_own.h"

#include <math.h>
#include <string.h>

#include "room/page/room_page_decision.h"
#include "room/page/room_page_names.h"
#include "workshop/exercise/seat_page.h"

/* Writes the day on which the result of a decision that was put off is usual. The number of days is
   a property of the response and reveals nothing about this matter. */
static void
put_due(const struct exercise *x, const struct exercise_settled *s, struct json_writer *w)
{
    const struct response *r =
        s->settlement.overt < 0 ? NULL : WORLD_RESPONSE(x->world, s->settlement.overt);

    if (r != NULL && r->defer_days > 0) {
        json_writer_text(w, "row", r->key.id);
        room_page_names_day(x, w, "due", s->day + r->defer_days);
    }
}

void
room_page_own_settled(const struct exercise *x, int32_t seat, struct json_writer *w)
{
    json_writer_open(w, "settled", '[');
    for (int32_t k = 0; k < x->now.settled.count; k++) {
        const struct exercise_settled *s =
            ARRAY_AT(struct exercise_settled, &x->now.settled, k);
        const struct record_line *r = s->record < 0 ? NULL : &x->records[s->record];

        if (s->seat != seat || s->kind != TABLED_DECISION || s->by == SETTLED_BY_NOBODY) {
            continue;
        }
        json_writer_open(w, NULL, '{');
        json_writer_integer(
            w, "matter", seen_number(&x->now.seen, x->now.seats[seat].state, s->incident_id));
        room_page_names_day(x, w, "day", s->day);
        json_writer_text(w, "by", s->by == SETTLED_BY_TEAM ? "team" : "habit");
        room_page_decision_to(x, s, w);
        json_writer_text(w, "named", room_page_names_actor(x, s->named));
        json_writer_real(w, "p", isnan(s->confidence) ? NAN : round(s->confidence * 100) / 100);
        put_due(x, s, w);
        if (r != NULL && r->kind == RECORD_settle && r->settle.sure >= 0) {
            json_writer_integer(w, "sure", r->settle.sure);
        }
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

/* Whether the seat submits another initiative after record i at the same stop. */
static bool
is_replaced(const struct exercise *x, int64_t i, const char *seat)
{
    for (int64_t k = i + 1; k < x->now.n_standing; k++) {
        const struct record_line *r = exercise_standing(x, k);

        if (r->kind == RECORD_go || r->kind == RECORD_close) {
            return false;
        }
        if (r->kind == RECORD_act && strcmp(r->act.seat, seat) == 0) {
            return true;
        }
    }
    return false;
}

void
room_page_own_initiatives(
    const struct exercise *x, int32_t seat, const char *member, struct json_writer *w)
{
    const char *id = exercise_seat_id(x, seat);
    int64_t present = exercise_began(x, 0), before = exercise_began(x, 1);
    double day = 0;

    json_writer_open(w, member, '[');
    for (int64_t i = 0; i < x->now.n_standing; i++) {
        const struct record_line *r = exercise_standing(x, i);

        day = r->kind == RECORD_go ? r->go.day : day;
        if (r->kind != RECORD_act || strcmp(r->act.seat, id) != 0 || is_replaced(x, i, id) ||
            (x->now.open && i > present) ||
            strcmp(r->act.initiative, EXERCISE_NO_INITIATIVE) == 0) {
            continue;
        }
        json_writer_open(w, NULL, '{');
        room_page_names_day(x, w, "day", day);
        if (i > before) {
            json_writer_flag(w, "new", true);
        }
        json_writer_text(w, "initiative", r->act.initiative);
        json_writer_text(w, "agreement", r->act.agreement);
        json_writer_text(w, "with", r->act.with);
        if (r->act.incident > 0) {
            json_writer_integer(w, "about", r->act.incident);
        }
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}
