/**
 * whatif_settled.h - computes what usually follows from a matter that an exercise has settled.
 */
#ifndef WORKSHOP_WHATIF_SETTLED_H
#define WORKSHOP_WHATIF_SETTLED_H

#include "workshop/exercise/exercise.h"
#include "workshop/whatif_strip.h"

/**
 * Continues the exercise from matter k of now.settled, n times for each arm, for the time (window)
 * that the scenario sets. The matter must have been settled by a team or by habit. *w must be
 * zeroed, or be the result of an earlier call with a smaller n and otherwise the same arguments;
 * this result is then continued. Call whatif_free() in any case.
 */
enum status whatif_settled_run(const struct exercise *x, int32_t k, int64_t n, int32_t threads,
    struct whatif *w, struct failure *f) MUST_CHECK;

/**
 * Computes how much the difference between the arm with that id and habit depends on parameters
 * without evidence (whatif_strip.h). Returns STATUS_BAD_INPUT if the matter has no such arm.
 */
enum status whatif_settled_strip(const struct exercise *x, int32_t k, int64_t n,
    int32_t threads, const char *arm, enum workshop_measure measure, struct whatif_strip *strip,
    struct failure *f) MUST_CHECK;

#endif
