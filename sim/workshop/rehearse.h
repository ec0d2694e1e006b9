/**
 * rehearse.h - plays an exercise many times without people, to measure whether its world gives
 * the teams enough to decide. The model takes all decisions.
 */
#ifndef WORKSHOP_REHEARSE_H
#define WORKSHOP_REHEARSE_H

#include "scenario/scenario.h"
#include "stats/statistics.h"

struct rehearse_options {
    int64_t n; /* exercises, >= 2 */
    uint64_t seed;
    int32_t threads;       /* of the continuations */
    int64_t continuations; /* of each way to decide; 0: families are not compared */
    int64_t compared;      /* decisions whose families are compared, at most */
};

/** One measured value. */
struct rehearse_row {
    const char *step, *seat; /* ids; NULL: all */
    const char *measure;
    struct estimate value;   /* low, high NAN: no interval */
    int64_t n;               /* number of observations */
    double minimum, maximum; /* allowed; NAN: no bound */
};

/** Whether the value is within its bounds; a value that is missing is not. */
bool rehearse_is_met(const struct rehearse_row *row);

/**
 * Rehearses the workshop of a scenario under its baseline and passes each row to `take`.
 * STATUS_NO_MEMORY, STATUS_STOPPED (a run reached max_events), or the status of `take`.
 */
enum status rehearse(const struct scenario *s, const struct rehearse_options *options,
    enum status (*take)(void *self, const struct rehearse_row *row), void *self) MUST_CHECK;

#endif
