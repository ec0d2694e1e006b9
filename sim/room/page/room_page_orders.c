#include "room/page/room_page_orders.h"

#include "room/page/room_page_names.h"

/* Whether the order of item k is still open, that is, no later item closes it. */
static bool
is_pending(const struct seen_item *items, int32_t n, int32_t k)
{
    for (int32_t later = k + 1; later < n; later++) {
        if (items[later].kind == SEEN_ORDER_CLOSED && items[later].number == items[k].number &&
            items[later].response == items[k].response) {
            return false;
        }
    }
    return true;
}

/* Returns the usual time from an order to its execution. This time is a property of the response,
   so that it reveals nothing about this order. */
static double
usual_days(const struct exercise *x, int32_t response)
{
    return WORLD_RESPONSE(x->world, response)->delay_median_days;
}

void
room_page_orders_put(const struct exercise *x, int32_t seat, struct json_writer *w)
{
    int32_t n;
    const struct seen_item *items = seen_items(&x->now.seen, x->now.seats[seat].state, &n);

    json_writer_open(w, "orders", '[');
    for (int32_t k = 0; k < n; k++) {
        if (items[k].kind != SEEN_ORDERED || !is_pending(items, n, k)) {
            continue;
        }
        json_writer_open(w, NULL, '{');
        json_writer_integer(w, "matter", items[k].number);
        json_writer_text(w, "row", view_response_id(x->world, items[k].response));
        json_writer_text(w, "to", room_page_names_actor(x, items[k].named));
        room_page_names_day(x, w, "day", items[k].day);
        room_page_names_day(x, w, "due", items[k].day + usual_days(x, items[k].response));
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

double
room_page_orders_pending(const struct exercise *x, const struct exercise_settled *s)
{
    int32_t state = x->now.seats[s->seat].state, n;
    int32_t number = seen_number(&x->now.seen, state, s->incident_id);
    const struct seen_item *items = seen_items(&x->now.seen, state, &n);

    if (s->kind != TABLED_DECISION || s->by == SETTLED_BY_NOBODY || number == 0) {
        return NAN;
    }
    for (int32_t k = 0; k < n; k++) {
        bool is_of_it = items[k].kind == SEEN_ORDERED && items[k].number == number &&
                        items[k].day >= s->day && items[k].day < s->day + 1 &&
                        (items[k].response == s->settlement.overt ||
                            items[k].response == s->settlement.covert);

        if (is_of_it && is_pending(items, n, k)) {
            return items[k].day;
        }
    }
    return NAN;
}
