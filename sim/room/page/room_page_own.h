/**
 * room_page_own.h - writes what a team reads about its own submissions on its page.
 *
 * The functions write members of JSON objects for the page of a seat. None of these members is
 * about another seat.
 */
#ifndef ROOM_PAGE_ROOM_PAGE_OWN_H
#define ROOM_PAGE_ROOM_PAGE_OWN_H

#include "format/json_writer.h"
#include "workshop/exercise/exercise.h"

/**
 * Writes "settled", the decisions of the seat, by its team or by habit. Members of an item:
 *
 *   "matter"      number of the incident for the seat
 *   "day", "by"   day of the decision, "team" or "habit"
 *   "sure"        how sure the team was (0 to 100), if it stated this
 *   "to"          state that was addressed
 *   "named", "p"  actor that the analysts named, and its posterior
 *   "row", "due"  response that puts the decision off, and the usual day of its result
 */
void room_page_own_settled(const struct exercise *x, int32_t seat, struct json_writer *w);

/**
 * Writes a list of initiatives: the last one that the seat submitted at each stop, unless it was
 * withdrawn. Initiatives of the present stop are left out, because they are not executed yet.
 */
void room_page_own_initiatives(
    const struct exercise *x, int32_t seat, const char *member, struct json_writer *w);

#endif
