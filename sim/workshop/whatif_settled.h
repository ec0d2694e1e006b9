/**
 * whatif_settled.h - computes what usually follows from a matter that an exercise has settled.
 *
 *     whatif_settled_open    plays the exercise up to the matter
 *     whatif_settled_run     continues the exercise; n may grow in several calls
 *     whatif_settled_strip   continues the exercise with other values of three parameters
 *     whatif_settled_free    frees the memory; call it in any case
 */
#ifndef WORKSHOP_WHATIF_SETTLED_H
#define WORKSHOP_WHATIF_SETTLED_H

#include "workshop/exercise/exercise.h"
#include "workshop/whatif_strip.h"

/** A settled matter as a what-if question. It must not be moved: `question` points into it. */
struct whatif_settled {
    struct exercise then; /* the exercise at the stop of the matter */
    struct whatif_choice others[TABLED_MAX];
    struct whatif_question question; /* without n and threads */
};

/**
 * Opens matter k of x->now.settled. The matter must have been settled by a team or by habit. *x
 * must exist as long as *s. The length of a continuation is the window of the scenario.
 */
enum status whatif_settled_open(struct whatif_settled *s, const struct exercise *x, int32_t k,
    struct failure *f) MUST_CHECK;

/**
 * Continues the exercise from the matter, n times for each arm. *w must be zeroed, or be the result
 * of an earlier call with the same *s and a smaller n; this result is then continued. The result
 * does not depend on the number of threads. Call whatif_free() in any case.
 */
enum status whatif_settled_run(
    const struct whatif_settled *s, int64_t n, int32_t threads, struct whatif *w) MUST_CHECK;

/**
 * Computes how the difference between the arm with that id and habit depends on uncertain
 * parameters (whatif_strip.h). Returns STATUS_BAD_INPUT if the matter has no such arm.
 */
enum status whatif_settled_strip(const struct whatif_settled *s, int64_t n, int32_t threads,
    const char *arm, enum workshop_measure measure, struct whatif_strip *strip) MUST_CHECK;

/** Frees the memory. *s may be zeroed. */
void whatif_settled_free(struct whatif_settled *s);

#endif
