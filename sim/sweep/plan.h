/**
 * plan.h - what an experiment will cost, told before it is run.
 *
 * A few runs are made and timed, at points spread over the design. Their rows are thrown away:
 * the sweep makes the same ones again.
 */
#ifndef SWEEP_PLAN_H
#define SWEEP_PLAN_H

#include "sweep/work_unit.h"

enum { PLAN_PILOTS_MIN = 3, PLAN_PILOTS_MAX = 100 };

struct plan {
    int64_t points, policies;
    int64_t min_runs, max_runs;
    int64_t pilots;           /* runs that were timed */
    double seconds_per_run;   /* on one thread; NAN: none could be timed */
    double seconds_per_point; /* to make its worlds, once for every block of replications */
    double bytes_per_run;     /* of its rows in files, */
    double journal_per_run;   /* and in the journal */
    double bytes_per_point;   /* of its rows in the summary and comparison, about */
};

/**
 * Times runs, as many as fit into `seconds` but at least PLAN_PILOTS_MIN. Points whose worlds
 * cannot be made are told in `warnings`.
 */
enum status plan_pilot(struct plan *p, const struct layout *layout, double seconds,
    struct failure *warnings, struct failure *f) MUST_CHECK;

/** Bytes of the files of so many runs, without the journal. */
double plan_bytes(const struct plan *p, int64_t runs);

/** Seconds that so many runs take on so many threads, and their bytes on a disk. */
double plan_seconds(const struct plan *p, int64_t runs, int32_t threads);

/** Makes the worlds of some points, at most `most` spread over the design: all errors go to f. */
enum status plan_check_points(
    const struct experiment *e, int64_t maximum, struct failure *f) MUST_CHECK;

#endif
