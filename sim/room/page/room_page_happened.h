/**
 * room_page_happened.h - writes what has happened, for the console and the screen.
 */
#ifndef ROOM_PAGE_ROOM_PAGE_HAPPENED_H
#define ROOM_PAGE_ROOM_PAGE_HAPPENED_H

#include "room/room_internal.h"

/**
 * Writes "crises": the beginning and the end of each crisis so far, with its day and its two
 * states. A crisis begins when the first of the states with a seat feels it, and ends when none
 * feels it any more.
 */
void room_page_happened_crises(const struct exercise *x, struct json_writer *w);

/**
 * Writes "happened": for each seat what it has learned since the stop before the present one, as on
 * its own page.
 */
void room_page_happened_events(struct room_call *c, struct json_writer *w);

#endif
