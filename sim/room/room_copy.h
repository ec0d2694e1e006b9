/**
 * room_copy.h - copies an exercise, so that a thread can read the copy while the room continues.
 *
 * The copy has the records and the settled matters, but not the state of the run, which
 * exercise_at() computes again. The texts of the exercise must exist as long as the copy.
 */
#ifndef ROOM_ROOM_COPY_H
#define ROOM_ROOM_COPY_H

#include "workshop/exercise/exercise.h"

/** Copies *x to *to. If memory runs out, returns false and zeroes *to. */
bool room_copy(struct exercise *to, const struct exercise *x);

/** Frees the copy. *x may be zeroed. */
void room_copy_free(struct exercise *x);

#endif
