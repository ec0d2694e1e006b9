/* Writes the page of the screen, which shows what everybody in the exercise knows. */
#include <stdlib.h>
#include <string.h>

#include "room/page/room_page_happened.h"
#include "room/page/room_page_names.h"
#include "room/room_qr.h"
#include "workshop/exercise/page_team_internal.h"

static void
put_seats(const struct room *room, struct json_writer *w)
{
    const struct exercise *x = room_exercise(room);

    json_writer_open(w, "teams", '[');
    for (int32_t k = 0; k < x->now.n_seats; k++) {
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "id", exercise_seat_id(x, k));
        json_writer_flag(w, "here", room_seats_here(room, k) > 0);
        json_writer_flag(w, "habit", !x->now.seats[k].team);
        json_writer_flag(w, "practised", room_practice_submitted(room, k) != NULL);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

/* Writes those parties of an agreement that are not played by a team. These parties sign every
   agreement that a team ticks (exercise_talks.c). */
static void
put_played(const struct exercise *x, int32_t agreement, struct json_writer *w)
{
    json_writer_open(w, "habit", '[');
    for (int32_t state = 0; agreement >= 0 && state < x->world->n_states; state++) {
        if (exercise_team_of(&x->now, state) == NONE &&
            exercise_is_party(x, agreement, state)) {
            json_writer_text(w, NULL, view_actor_id(x->world, state));
        }
    }
    json_writer_close(w, ']');
}

/* Writes the agreements on offer, with the seats that have ticked each of them. */
static void
put_talks(const struct exercise *x, struct json_writer *w)
{
    const struct workshop_step *step = exercise_step(x, x->now.stop);
    const struct workshop_offer *offers = step == NULL ? NULL : step->offers.items;

    if (exercise_stop(x)->kind != PLAN_TALKS || step == NULL) {
        return;
    }
    json_writer_open(w, "talks", '{');
    json_writer_integer(w, "points", step->points);
    json_writer_open(w, "offers", '[');
    for (int32_t k = 0; k < step->offers.count; k++) {
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "id", offers[k].key.id);
        json_writer_integer(w, "points", offers[k].points);
        json_writer_open(w, "ticked_by", '[');
        for (int32_t seat = 0; seat < x->now.n_seats; seat++) {
            if (exercise_ticks(x, seat, offers[k].key.id)) {
                json_writer_text(w, NULL, exercise_seat_id(x, seat));
            }
        }
        json_writer_close(w, ']');
        put_played(x, exercise_agreement(x, offers[k].key.id), w);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
    json_writer_close(w, '}');
}

void
room_page_screen_agreements(struct room_call *c, struct json_writer *w)
{
    const struct exercise *x = room_exercise(c->room);

    json_writer_open(w, "agreements", '[');
    for (int32_t k = 0; k < x->world->agreements.count; k++) {
        const struct agreement *a = WORLD_AGREEMENT(x->world, k);
        const struct party *parties = a->parties.items;

        json_writer_open(w, NULL, '{');
        json_writer_text(w, "id", a->key.id);
        json_writer_text(w, "status",
            world_agreement_status_names
                [ARRAY_AT(struct agreement_now, &x->now.run.agreements, k)->status]);
        json_writer_open(w, "parties", '[');
        for (int32_t j = 0; j < a->parties.count; j++) {
            json_writer_text(w, NULL, view_actor_id(x->world, parties[j].key.index));
        }
        json_writer_close(w, ']');
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
    put_talks(x, w);
}

/* ---- what is known to all ---- */

/* Whether every state has this item in its ledger. */
static bool
is_known_to_all(const struct seen_item *i)
{
    return page_team_is_public(i);
}

/* Whether the ledger of an earlier seat has the same fact. A public fact is in every ledger. */
static bool
is_repeated(const struct exercise *x, int32_t seat, const struct seen_item *item)
{
    for (int32_t k = 0; k < seat; k++) {
        int32_t n;
        const struct seen_item *items = seen_items(&x->now.seen, x->now.seats[k].state, &n);

        for (int32_t i = 0; i < n; i++) {
            if (is_known_to_all(&items[i]) && items[i].kind == item->kind &&
                items[i].day == item->day && items[i].actor == item->actor &&
                items[i].target == item->target && items[i].type == item->type &&
                items[i].response == item->response && items[i].named == item->named &&
                items[i].agreement == item->agreement && items[i].status == item->status) {
                return true;
            }
        }
    }
    return false;
}

static void
put_item(const struct exercise *x, const struct seen_item *i, struct json_writer *w)
{
    const char *type = i->type == NONE ? NULL : view_type_id(x->world, i->type);

    json_writer_open(w, NULL, '{');
    room_page_names_day(x, w, "day", i->day);
    json_writer_text(w, "key", seen_kind_names[i->kind]);
    json_writer_text(w, "actor", room_page_names_actor(x, i->actor));
    json_writer_text(w, "target", room_page_names_actor(x, i->target));
    json_writer_text(w, "kind",
        type != NULL && WORLD_TYPE(x->world, i->type)->class_ == CLASS_ACCIDENT &&
                i->kind != SEEN_TRUTH
            ? SEAT_OUTAGE
            : type);
    json_writer_text(w, "on", page_team_class(i->on));
    json_writer_flag(w, "critical", i->critical);
    json_writer_text(w, "named", room_page_names_actor(x, i->named));
    json_writer_text(
        w, "response", i->response == NONE ? NULL : view_response_id(x->world, i->response));
    json_writer_text(w, "agreement",
        i->agreement == NONE ? NULL : view_agreement_id(x->world, i->agreement));
    json_writer_text(
        w, "status", i->status < 0 ? NULL : world_agreement_status_names[i->status]);
    json_writer_flag(w, "begins", i->begins);
    json_writer_close(w, '}');
}

static void
put_public(const struct exercise *x, struct json_writer *w)
{
    json_writer_open(w, "log", '[');
    for (int32_t seat = 0; seat < x->now.n_seats; seat++) {
        int32_t n;
        const struct seen_item *items = seen_items(&x->now.seen, x->now.seats[seat].state, &n);

        for (int32_t i = 0; i < n; i++) {
            if (is_known_to_all(&items[i]) && !is_repeated(x, seat, &items[i])) {
                put_item(x, &items[i], w);
            }
        }
    }
    json_writer_close(w, ']');
}

/* Writes the texts that were sent to all seats. The page of the first seat has all of them. */
static void
put_told(struct room_call *c, struct json_writer *w)
{
    const struct exercise *x = room_exercise(c->room);
    struct team *team = malloc(sizeof(*team));
    struct team_names names;

    json_writer_open(w, "told", '[');
    room_speak(c->room, c->language);
    if (team != NULL && seat_names(x, &c->arena, &names) == STATUS_OK &&
        seat_team(x, 0, &names, &c->arena, team) == STATUS_OK) {
        for (int32_t k = 0; k < team->told.n; k++) {
            const struct team_text *text = &team->told.at[k];

            if (text->all) {
                json_writer_open(w, NULL, '{');
                room_page_names_day(x, w, "day", text->day);
                json_writer_text(w, "form", text->label);
                json_writer_text(w, "text", text->text);
                json_writer_text(w, "lang", text->language);
                json_writer_close(w, '}');
            }
        }
    }
    room_speak(c->room, 0);
    json_writer_close(w, ']');
    free(team);
}

/* ---- the map ---- */

/* Writes the states, and which of them can speak with each other. Tension and trust are left out,
   because only the states themselves know them. */
static void
put_map(struct room_call *c, struct json_writer *w)
{
    const struct exercise *x = room_exercise(c->room);
    struct view *view = malloc(sizeof(*view));

    json_writer_open(w, "states", '[');
    for (int32_t k = 0; k < x->world->n_states; k++) {
        json_writer_text(w, NULL, view_actor_id(x->world, k));
    }
    json_writer_close(w, ']');
    json_writer_open(w, "relations", '[');
    for (int32_t k = 0; view != NULL && k < x->now.n_seats; k++) {
        if (exercise_view(x, k, view) != STATUS_OK) {
            break;
        }
        for (int32_t j = 0; j < view->n_dyads; j++) {
            const struct view_dyad *d = &view->dyad[j];
            bool first = true, open = false;

            for (int32_t i = 0; i < k; i++) {
                first = first && x->now.seats[i].state != d->other;
            }
            for (int32_t kind = 0; kind < CHANNEL_KINDS; kind++) {
                open = open || d->channel[kind].present;
            }
            if (first) {
                json_writer_open(w, NULL, '{');
                json_writer_text(w, "a", exercise_seat_id(x, k));
                json_writer_text(w, "b", view_actor_id(x->world, d->other));
                json_writer_flag(w, "open", open);
                json_writer_close(w, '}');
            }
        }
    }
    json_writer_close(w, ']');
    free(view);
}

/* Writes the results of the talks so far: the signed agreements on offer, and the others. */
static void
put_signed(const struct exercise *x, struct json_writer *w)
{
    const struct workshop_step *now = exercise_step(x, x->now.stop);

    for (int32_t wanted = 1; wanted >= 0; wanted--) {
        json_writer_open(w, wanted == 1 ? "signed" : "nobody", '[');
        for (int32_t k = 0; k < x->now.stop; k++) {
            const struct workshop_step *step = exercise_step(x, k);
            const struct workshop_offer *offers = step == NULL ? NULL : step->offers.items;

            /* only in the round after the talks: later the list of agreements is enough */
            for (int32_t i = 0; x->plan.stops[k].kind == PLAN_TALKS && now != NULL &&
                                now->at == step->at + 1 && i < step->offers.count;
                 i++) {
                int32_t agreement = exercise_agreement(x, offers[i].key.id);
                bool signed_ =
                    ARRAY_AT(struct agreement_now, &x->now.run.agreements, agreement)->status >=
                    AGREEMENT_SIGNED;

                if (signed_ == (wanted == 1)) {
                    json_writer_text(w, NULL, offers[i].key.id);
                }
            }
        }
        json_writer_close(w, ']');
    }
}

void
room_page_screen(struct room_call *c)
{
    struct room *room = c->room;
    const struct exercise *x = room_exercise(room);
    struct json_writer w;

    if (room_waits(c, room->version, &room->screen_poll)) {
        return;
    }
    json_writer_init_lines(&w, &c->reply->body, 0);
    json_writer_open(&w, NULL, '{');
    room_page_names_head(c, &w);
    json_writer_open(&w, "join", '{');
    json_writer_text(&w, "url", room->address);
    room_qr_put(&w, "qr", room->address);
    json_writer_close(&w, '}');
    json_writer_flag(&w, "practised", room->practised && exercise_stop(x)->kind == PLAN_LOBBY);
    json_writer_flag(&w, "saved", room->saved);
    if (x->solo >= 0) {
        json_writer_text(&w, "solo", exercise_seat_id(x, x->solo));
    }
    put_seats(room, &w);
    put_public(x, &w);
    room_page_happened_crises(x, &w);
    put_told(c, &w);
    room_page_screen_agreements(c, &w);
    put_signed(x, &w);
    put_map(c, &w);
    if (x->now.review) {
        json_writer_open(&w, "review", '{');
        room_page_names_wall(room, &w);
        json_writer_close(&w, '}');
        room_jobs_put(room->jobs, x, &w);
    }
    json_writer_close(&w, '}');
    room_reply_json(c);
}
