/**
 * seat_internal.h - declarations shared by the files that implement seat_page.h.
 *
 * seat_names.c: names and translated texts. seat_matters.c: matters. seat_page.c: the other parts,
 * and the page as a whole.
 */
#ifndef WORKSHOP_EXERCISE_SEAT_INTERNAL_H
#define WORKSHOP_EXERCISE_SEAT_INTERNAL_H

#include "workshop/exercise/exercise_internal.h"
#include "workshop/exercise/team.h"

/** The text at a JSON pointer, made like printf, in the language of the pages. `own`: the text of the
 * scenario, which is returned if there is no translation; may be NULL. */
const char *seat_text(const struct exercise *x, const char *own, const char *format, ...)
    PRINTF_LIKE(3, 4);

/** Replaces the titles of accidents, so that until attribution ends they look to teams like any other
 * incident. */
enum status seat_hide_accidents(
    const struct exercise *x, struct arena *a, struct team_names *names) MUST_CHECK;

/** Fills the matters of the seat at this stop, with its options for each. */
enum status seat_fill_matters(const struct exercise *x, int32_t seat,
    const struct team_names *names, struct arena *a, struct team *out) MUST_CHECK;

/** Fills the initiatives that the seat can take at this stop. */
void seat_fill_initiatives(const struct exercise *x, int32_t seat, struct team *out);

#endif
