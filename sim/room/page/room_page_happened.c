#include "room/page/room_page_happened.h"

#include "room/page/room_page_names.h"
#include "workshop/exercise/page_team_internal.h"

/* ---- crises ---- */

static int32_t
other_state(const struct seen_item *i, int32_t own)
{
    return i->target == own || i->target == NONE ? i->actor : i->target;
}

/* Returns how many seats of the two states are in the crisis after item `last` of `seat`. Items of
   one day are in the order of the seats. */
static int32_t
seats_in_crisis(
    const struct exercise *x, int32_t seat, int32_t other, const struct seen_item *last)
{
    int32_t state = x->now.seats[seat].state, sum = 0;

    for (int32_t k = 0; k < x->now.n_seats; k++) {
        int32_t own = x->now.seats[k].state, n;
        const struct seen_item *items = seen_items(&x->now.seen, own, &n);

        for (int32_t i = 0; (own == state || own == other) && i < n; i++) {
            bool counts =
                items[i].day < last->day ||
                (items[i].day == last->day && (k < seat || (k == seat && &items[i] <= last)));

            if (counts && items[i].kind == SEEN_CRISIS &&
                other_state(&items[i], own) == (own == state ? other : state)) {
                sum += items[i].begins ? 1 : -1;
            }
        }
    }
    return sum;
}

void
room_page_happened_crises(const struct exercise *x, struct json_writer *w)
{
    json_writer_open(w, "crises", '[');
    for (int32_t k = 0; k < x->now.n_seats; k++) {
        int32_t own = x->now.seats[k].state, n;
        const struct seen_item *items = seen_items(&x->now.seen, own, &n);

        for (int32_t i = 0; i < n; i++) {
            int32_t other = items[i].kind == SEEN_CRISIS ? other_state(&items[i], own) : NONE;

            if (other == NONE ||
                seats_in_crisis(x, k, other, &items[i]) != (items[i].begins ? 1 : 0)) {
                continue;
            }
            json_writer_open(w, NULL, '{');
            room_page_names_day(x, w, "day", items[i].day);
            json_writer_text(w, "a", view_actor_id(x->world, own < other ? own : other));
            json_writer_text(w, "b", view_actor_id(x->world, own < other ? other : own));
            json_writer_flag(w, "begins", items[i].begins);
            json_writer_close(w, '}');
        }
    }
    json_writer_close(w, ']');
}

/* ---- what seats have learned ---- */

void
room_page_happened_events(struct room_call *c, struct json_writer *w)
{
    const struct exercise *x = room_exercise(c->room);
    struct team_names names;

    json_writer_open(w, "happened", '[');
    for (int32_t k = 0; k < x->now.n_seats && seat_names(x, &c->arena, &names) == STATUS_OK;
         k++) {
        struct page_team page = {.names = &names};
        int32_t n, old = x->now.items_before[k];
        const struct seen_item *items = seen_items(&x->now.seen, x->now.seats[k].state, &n);

        page.items = n > old ? items + old : NULL;
        page.n_items = n - old;
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "seat", exercise_seat_id(x, k));
        page_team_log(&page, w);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}
