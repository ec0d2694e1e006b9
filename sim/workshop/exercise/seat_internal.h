/**
 * seat_internal.h - declarations shared by seat_page.c and seat_matters.c.
 */
#ifndef WORKSHOP_EXERCISE_SEAT_INTERNAL_H
#define WORKSHOP_EXERCISE_SEAT_INTERNAL_H

#include "workshop/exercise/exercise_internal.h"
#include "workshop/exercise/team.h"

/** Fills the matters of the seat at this stop, with its options for each. */
enum status seat_fill_matters(const struct exercise *x, int32_t seat,
    const struct team_names *names, struct arena *a, struct team *out) MUST_CHECK;

#endif
