#include "room/page/room_page_decision.h"

#include <string.h>

#include "room/page/room_page_names.h"
#include "room/page/room_page_orders.h"

static const char *
by(const struct exercise_settled *s)
{
    return s->by == SETTLED_BY_TEAM ? "team" : s->by == SETTLED_BY_HABIT ? "habit" : "nobody";
}

/* Returns the response of one side of a decision; NULL if it has no effect. */
static const char *
response_of(const struct exercise *x, int32_t response)
{
    static const char *const nothing[] = {"none", "no_request", NULL};
    const char *id = response == SETTLE_JOINT_CASE ? EXERCISE_JOINT_CASE
                     : response < 0                ? NULL
                                                   : view_response_id(x->world, response);

    return id == NULL || text_index(id, text_list(nothing)) >= 0 ? NULL : id;
}

/* Writes what was carried out: "row" is the secret response if there is one; "also" has the other
   responses with an effect. */
static void
put_rows(const struct exercise *x, const struct exercise_settled *s, struct json_writer *w)
{
    const char *overt, *covert, *help;

    if (s->kind != TABLED_DECISION || s->by == SETTLED_BY_NOBODY) {
        return;
    }
    overt = response_of(x, s->settlement.overt);
    covert = response_of(x, s->settlement.covert);
    help = response_of(x, s->settlement.help);
    json_writer_text(w, "row", covert != NULL ? covert : overt);
    json_writer_open(w, "also", '[');
    if (covert != NULL && overt != NULL && strcmp(overt, "absorb") != 0) {
        json_writer_text(w, NULL, overt);
    }
    json_writer_text(w, NULL, help);
    json_writer_close(w, ']');
}

/* Whether the response is directed against the state that was named. */
static bool
is_directed(const struct exercise *x, int32_t response)
{
    return response >= 0 && WORLD_RESPONSE(x->world, response)->need >= NEED_NAMED;
}

/* Returns the state against which the responses of a decision are directed, or NONE. The state that
   the seat named may differ from the one that its analysts named. */
static int32_t
addressed(const struct exercise *x, const struct exercise_settled *s)
{
    const struct settlement *chosen = &s->settlement;

    if (s->kind != TABLED_DECISION || s->by == SETTLED_BY_NOBODY ||
        !(is_directed(x, chosen->overt) || is_directed(x, chosen->covert))) {
        return NONE;
    }
    return chosen->named != NONE ? chosen->named : s->named;
}

void
room_page_decision_to(
    const struct exercise *x, const struct exercise_settled *s, struct json_writer *w)
{
    json_writer_text(w, "to", room_page_names_actor(x, addressed(x, s)));
}

void
room_page_decision_put(const struct exercise *x, const struct exercise_settled *s,
    const char *family, struct json_writer *w)
{
    json_writer_text(w, "family", family);
    put_rows(x, s, w);
    room_page_decision_to(x, s, w);
    json_writer_text(w, "by", by(s));
    room_page_names_day(x, w, "pending", room_page_orders_pending(x, s));
}

void
room_page_decision_reasons(
    const struct exercise *x, const struct exercise_settled *s, struct json_writer *w)
{
    const struct record_line *r = s->record < 0 ? NULL : &x->records[s->record];

    if (r != NULL && r->kind == RECORD_settle) {
        if (r->settle.sure >= 0) {
            json_writer_integer(w, "sure", r->settle.sure);
        }
        if (r->settle.hostile_chance >= 0) {
            json_writer_integer(w, "hostile_chance", r->settle.hostile_chance);
        }
        json_writer_text(w, "why", r->settle.why);
    } else if (r != NULL && r->kind == RECORD_answer) {
        json_writer_text(w, "why", r->answer.why);
    }
}
