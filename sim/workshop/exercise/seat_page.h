/**
 * seat_page.h - collects from an exercise everything that one team may see.
 *
 * Only this module makes the page of a team from the state of an exercise. The page contains the
 * records of the seat itself, the texts for this seat or for all, and the matters of the seat. A
 * written message appears on the page of its sender and, if it arrives, on that of its receiver; a
 * declaration to the press appears on all pages. tests/workshop/test_leaks.c checks these rules.
 */
#ifndef WORKSHOP_EXERCISE_SEAT_PAGE_H
#define WORKSHOP_EXERCISE_SEAT_PAGE_H

#include "workshop/exercise/exercise.h"
#include "workshop/exercise/team.h"

/** The id that pages show in place of a type of incident that may be an accident. */
#define SEAT_OUTAGE "outage"

/**
 * These functions return the titles of the exercise and of its present stop, in the language of the
 * pages; NULL if there is none.
 */
const char *seat_exercise_title(const struct exercise *x);
const char *seat_stop_title(const struct exercise *x);

/**
 * Returns the date of day 0, in days since 1 January 1970. If the world uses invented names, the
 * date is moved by a multiple of four years into the years 2000 to 2003: the day of the year and
 * the leap years stay the same.
 */
int64_t seat_start(const struct exercise *x);

/** Fills in the names of the exercise. Their memory belongs to the arena. */
enum status seat_names(
    const struct exercise *x, struct arena *a, struct team_names *out) MUST_CHECK;

/**
 * Fills *out with the contents of the page of a seat. Texts are in the arena or in *x. *out is
 * large: do not put it on the stack.
 */
enum status seat_team(const struct exercise *x, int32_t seat, const struct team_names *names,
    struct arena *a, struct team *out) MUST_CHECK;

/** Appends the page of a seat, as text or as JSON. */
enum status seat_page(
    const struct exercise *x, int32_t seat, bool json, struct buffer *out) MUST_CHECK;

#endif
