/**
 * review_replay.h - plays an exercise again, and continues it with the model in all seats.
 */
#ifndef WORKSHOP_REVIEW_REVIEW_REPLAY_H
#define WORKSHOP_REVIEW_REVIEW_REPLAY_H

#include "workshop/exercise/exercise.h"

/**
 * Fills *then with the exercise as it was after record `number`. `watcher` receives all
 * observations up to that record. Free *then in any case. Returns the errors of exercise_at().
 */
enum status review_replay(const struct exercise *x, int64_t number,
    const struct trace_sink *watcher, struct exercise *then, struct failure *f) MUST_CHECK;

/**
 * Settles all open matters by habit and removes all seats, so that the model plays every state. The
 * function has the type of `choose` of an arm (continuation.h). `self` is not used.
 */
enum status review_leave_to_habit(const void *self, struct run *r, const struct world *w,
    const struct trace_sink *sink) MUST_CHECK;

#endif
