/**
 * room_page_orders.h - writes the orders of a state that are given and not yet carried out.
 *
 * A state learns of its own orders at once, and of their execution or withdrawal on that day
 * (SEEN_ORDERED, SEEN_ORDER_CLOSED). Only these items are used.
 */
#ifndef ROOM_PAGE_ROOM_PAGE_ORDERS_H
#define ROOM_PAGE_ROOM_PAGE_ORDERS_H

#include "format/json_writer.h"
#include "workshop/exercise/exercise.h"

/**
 * Writes the member "orders" of a seat, the oldest order first: [{"matter": number of the incident
 * for the seat, "row": id of the response, "to": id of the actor that it named, "day": day on which
 * it was ordered, "due": day by which such orders are usually carried out}].
 */
void room_page_orders_put(const struct exercise *x, int32_t seat, struct json_writer *w);

/**
 * Returns the day on which the seat ordered the response of a settled decision, if the order is not
 * carried out yet. Otherwise returns NAN. Also returns NAN if the responses of the decision differ
 * from the order, or if the decision was made at another moment.
 */
double room_page_orders_pending(const struct exercise *x, const struct exercise_settled *s);

#endif
