/**
 * room_page_names.h - parts that several pages have.
 */
#ifndef ROOM_PAGE_ROOM_PAGE_NAMES_H
#define ROOM_PAGE_ROOM_PAGE_NAMES_H

#include <math.h>

#include "base/iso_day.h"
#include "room/room_internal.h"

/** Adds "names": the names of states, agreements, incident types and responses by id, and "notes" of agreements,
 * in the language of the request. */
void room_page_names_put(struct room_call *c, struct json_writer *w);

/** Adds a text of the scenario, and "lang" if it is not in the language of the request. `format`
 * makes its JSON pointer, `own` is the text in the scenario; NULL adds nothing. */
void room_page_names_text(struct room_call *c, struct json_writer *w, const char *key,
    const char *own, const char *format, ...) PRINTF_LIKE(5, 6);

/** The same as an object: "key": {"text": ..., "lang": ...}. */
void room_page_names_object(struct room_call *c, struct json_writer *w, const char *key,
    const char *own, const char *format, ...) PRINTF_LIKE(5, 6);

/** Adds a list of texts of the scenario (struct workshop_text) whose pointers begin with `where`. */
void room_page_names_texts(struct room_call *c, struct json_writer *w, const char *key,
    const struct list *list, const char *where);

/** Adds a day as a date; nothing for NAN. */
void room_page_names_day(
    const struct exercise *x, struct json_writer *w, const char *key, double day);

/** The id of an actor; NULL for none. */
const char *room_page_names_actor(const struct exercise *x, int32_t actor);

/** Adds what the console and the screen have in common: "v", "n", "phase", "title", and the text that is shown
 * on the screen. */
void room_page_names_head(struct room_call *c, struct json_writer *w);

/** Adds "agreements" and, in talks, "talks": what is on offer and who ticks it. */
void room_page_screen_agreements(struct room_call *c, struct json_writer *w);

#endif
