/**
 * room_page_orders.h - orders of a state that are given and not yet carried out.
 *
 * A state learns of its own orders at once, and of their execution or withdrawal on that day
 * (SEEN_ORDERED, SEEN_ORDER_CLOSED); what is given here follows from that alone.
 */
#ifndef ROOM_PAGE_ROOM_PAGE_ORDERS_H
#define ROOM_PAGE_ROOM_PAGE_ORDERS_H

#include "format/json_writer.h"
#include "workshop/exercise/exercise.h"

/**
 * Adds "orders" of the seat: [{"matter": its number of the incident, "row": id of the response, "to": id of the
 * actor that it named, "day": on which it was ordered}], the oldest first.
 */
void room_page_orders_put(const struct exercise *x, int32_t seat, struct json_writer *w);

/**
 * The day on which the seat ordered what it decided there, if that is not carried out yet; else NAN. A decision whose
 * responses differ from the order, or that was made at another moment, has no pending order.
 */
double room_page_orders_pending(const struct exercise *x, const struct exercise_settled *s);

#endif
