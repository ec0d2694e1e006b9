/**
 * whatif_settled.h - what usually happens from a decision that an exercise has carried out.
 */
#ifndef WORKSHOP_WHATIF_SETTLED_H
#define WORKSHOP_WHATIF_SETTLED_H

#include "workshop/exercise/exercise.h"
#include "workshop/whatif.h"

/**
 * Continues the exercise from decision k of now.settled, n times for each arm, for the window of the
 * scenario. The decision must have been carried out, by a team or by habit. Call whatif_free() in
 * any case; *w is zeroed.
 */
enum status whatif_settled_run(const struct exercise *x, int32_t k, int64_t n, int32_t threads,
    struct whatif *w, struct failure *f) MUST_CHECK;

#endif
