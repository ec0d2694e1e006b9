/**
 * room_copy.h - a copy of an exercise that a thread can read while the room goes on.
 *
 * It has the records and what was settled, not the state of the run: exercise_at() makes that again. The
 * texts of the exercise must outlive it.
 */
#ifndef ROOM_ROOM_COPY_H
#define ROOM_ROOM_COPY_H

#include "workshop/exercise/exercise.h"

/** False without memory; *to is zeroed then. */
bool room_copy(struct exercise *to, const struct exercise *x);

/** Safe for a zeroed struct. */
void room_copy_free(struct exercise *x);

#endif
