/**
 * seat_internal.h - declarations shared by the files that implement seat_page.h.
 *
 *   seat_names.c    names and translated texts
 *   seat_matters.c  matters
 *   seat_page.c     the other parts, and the page as a whole
 */
#ifndef WORKSHOP_EXERCISE_SEAT_INTERNAL_H
#define WORKSHOP_EXERCISE_SEAT_INTERNAL_H

#include "workshop/exercise/exercise_internal.h"
#include "workshop/exercise/team.h"

/**
 * Returns the text at a JSON pointer in the language of the pages. The pointer is formatted like
 * printf. `own` is the text of the scenario; it is returned if there is no translation, and may be
 * NULL.
 */
const char *seat_text(const struct exercise *x, const char *own, const char *format, ...)
    PRINTF_LIKE(3, 4);

/**
 * Replaces the titles of accidents. Teams can then not distinguish them from other incidents until
 * attribution ends.
 */
enum status seat_hide_accidents(
    const struct exercise *x, struct arena *a, struct team_names *names) MUST_CHECK;

/** Returns what a message (enum message_kind) asks for, as a sentence or as an id. */
const char *seat_asked_words(int32_t message);
const char *seat_asked_id(int32_t message);

/** Fills in the matters of the seat at this stop, with its options for each. */
enum status seat_fill_matters(const struct exercise *x, int32_t seat,
    const struct team_names *names, struct arena *a, struct team *out) MUST_CHECK;

/** Fills in the initiatives that the seat can take at this stop. */
void seat_fill_initiatives(const struct exercise *x, int32_t seat, struct team *out);

#endif
