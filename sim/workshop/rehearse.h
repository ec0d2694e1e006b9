/**
 * rehearse.h - plays an exercise many times without people, to measure whether its world gives the
 * teams enough decisions. The model makes all decisions.
 */
#ifndef WORKSHOP_REHEARSE_H
#define WORKSHOP_REHEARSE_H

#include "scenario/scenario.h"
#include "stats/statistics.h"

struct rehearse_options {
    int64_t n; /* number of exercises, >= 2 */
    uint64_t seed;
    int32_t threads;       /* number of threads for the continuations */
    int64_t continuations; /* for each way to decide; 0: families are not compared */
    int64_t compared;      /* maximum number of decisions whose families are compared */
};

/** One measured value. */
struct rehearse_row {
    const char *step, *seat; /* ids; NULL: all steps, all seats */
    const char *measure;
    struct estimate value;   /* low and high are NAN if there is no interval */
    int64_t n;               /* number of observations */
    double minimum, maximum; /* bounds of the allowed range; NAN: no bound */
};

/** Whether the value is within its bounds. A missing value is never within them. */
bool rehearse_is_met(const struct rehearse_row *row);

/**
 * Rehearses the workshop of a scenario under its baseline policy, and passes each row to `take`.
 * Returns STATUS_STOPPED if a run reached max_events, STATUS_NO_MEMORY if memory runs out, or the
 * status of `take`.
 */
enum status rehearse(const struct scenario *s, const struct rehearse_options *options,
    enum status (*take)(void *self, const struct rehearse_row *row), void *self) MUST_CHECK;

#endif
