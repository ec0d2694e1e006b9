/**
 * seat_page.h - collects what one team may see from an exercise.
 *
 * The only place where the state of an exercise becomes the page of a team. It passes on the
 * seat's own records, the texts told to the seat or to all, and the seat's matters; of a
 * message of another state it passes on that it was received. tests/workshop/test_leaks.c
 * checks it.
 */
#ifndef WORKSHOP_EXERCISE_SEAT_PAGE_H
#define WORKSHOP_EXERCISE_SEAT_PAGE_H

#include "workshop/exercise/exercise.h"
#include "workshop/exercise/team.h"

/** Names in the exercise, in memory of the arena. */
enum status seat_names(
    const struct exercise *x, struct arena *a, struct team_names *out) MUST_CHECK;

/** What the seat's page shows; texts are in the arena or in *x. `out` is large. */
enum status seat_team(const struct exercise *x, int32_t seat, const struct team_names *names,
    struct arena *a, struct team *out) MUST_CHECK;

/** Adds the page of a seat, as text or as JSON. */
enum status seat_page(
    const struct exercise *x, int32_t seat, bool json, struct buffer *out) MUST_CHECK;

#endif
