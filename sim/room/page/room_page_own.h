/**
 * room_page_own.h - what a team reads about its own submissions on its page.
 *
 * Members of JSON objects, for the page of a seat. Nothing of other seats is among them.
 */
#ifndef ROOM_PAGE_ROOM_PAGE_OWN_H
#define ROOM_PAGE_ROOM_PAGE_OWN_H

#include "format/json_writer.h"
#include "workshop/exercise/exercise.h"

/**
 * Adds "settled": of each decision that the seat or its habit has settled the seat's number of the
 * incident, the day, by whom ("team" or "habit"), and how sure the team was (0 to 100), if the team stated this.
 */
void room_page_own_settled(const struct exercise *x, int32_t seat, struct json_writer *w);

/** Adds "initiatives": the last one that the seat submitted at each stop, unless withdrawn. */
void room_page_own_initiatives(const struct exercise *x, int32_t seat, struct json_writer *w);

#endif
