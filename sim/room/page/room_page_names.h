/**
 * room_page_names.h - writes the parts that several pages have in common.
 */
#ifndef ROOM_PAGE_ROOM_PAGE_NAMES_H
#define ROOM_PAGE_ROOM_PAGE_NAMES_H

#include <math.h>

#include "base/iso_day.h"
#include "room/room_internal.h"

/**
 * Writes "names": the names of states, agreements, incident types and responses by id, and the
 * "notes" of agreements, in the language of the request.
 */
void room_page_names_put(struct room_call *c, struct json_writer *w);

/**
 * Writes a text of the scenario, and "lang" if the text is not in the language of the request.
 * `format` and the arguments after it give the JSON pointer of the text, as for printf(). `own` is
 * the text in the scenario; if it is NULL, writes nothing.
 */
void room_page_names_text(struct room_call *c, struct json_writer *w, const char *key,
    const char *own, const char *format, ...) PRINTF_LIKE(5, 6);

/** Writes the same as an object: "key": {"text": ..., "lang": ...}. */
void room_page_names_object(struct room_call *c, struct json_writer *w, const char *key,
    const char *own, const char *format, ...) PRINTF_LIKE(5, 6);

/**
 * Writes a list of texts of the scenario (struct workshop_text). Their pointers begin with `where`.
 */
void room_page_names_texts(struct room_call *c, struct json_writer *w, const char *key,
    const struct list *list, const char *where);

/** Writes a day as a date; nothing for NAN. */
void room_page_names_day(
    const struct exercise *x, struct json_writer *w, const char *key, double day);

/** Returns the id of an actor; NULL for NONE. */
const char *room_page_names_actor(const struct exercise *x, int32_t actor);

/** Writes what the screen shows of the review: its page, and the choices of the facilitator. */
void room_page_names_wall(const struct room *room, struct json_writer *w);

/**
 * Writes the members that the console and the screen have in common: "v", "n", "phase", "title",
 * and the text that is shown on the screen.
 */
void room_page_names_head(struct room_call *c, struct json_writer *w);

/**
 * Writes "agreements" and, in talks, "talks": the agreements on offer, with the seats that have
 * ticked each of them.
 */
void room_page_screen_agreements(struct room_call *c, struct json_writer *w);

#endif
