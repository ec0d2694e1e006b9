/**
 * seat_page.h - collects from an exercise everything that one team may see.
 *
 * Only this module makes the page of a team from the state of an exercise. The page contains
 * the seat's own records, the texts for this seat or for all, and the seat's matters; a message
 * to another state appears only with the fact that it was received. tests/workshop/test_leaks.c
 * checks this.
 */
#ifndef WORKSHOP_EXERCISE_SEAT_PAGE_H
#define WORKSHOP_EXERCISE_SEAT_PAGE_H

#include "workshop/exercise/exercise.h"
#include "workshop/exercise/team.h"

/** What a page calls the type of an incident that may be an accident. */
#define SEAT_OUTAGE "outage"

/** The titles of the exercise and of its present stop, in the language of the pages; NULL: none. */
const char *seat_exercise_title(const struct exercise *x);
const char *seat_stop_title(const struct exercise *x);

/**
 * The date of day 0, in days since 1970-01-01. Under invented names it is moved by a multiple of four years to 2000 to
 * 2003, so that the month and leap years stay.
 */
int64_t seat_start(const struct exercise *x);

/** Fills the names in the exercise, in memory of the arena. */
enum status seat_names(
    const struct exercise *x, struct arena *a, struct team_names *out) MUST_CHECK;

/** Fills the contents of the seat's page; texts are in the arena or in *x. `out` is large. */
enum status seat_team(const struct exercise *x, int32_t seat, const struct team_names *names,
    struct arena *a, struct team *out) MUST_CHECK;

/** Adds the page of a seat, as text or as JSON. */
enum status seat_page(
    const struct exercise *x, int32_t seat, bool json, struct buffer *out) MUST_CHECK;

#endif
