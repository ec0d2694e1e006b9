/**
 * plan.h - estimates the time and the disk space of an experiment before it is executed.
 *
 * For this, the functions execute and time a few runs at points that are spread over the design.
 * The rows of these runs are discarded; the sweep repeats the runs.
 */
#ifndef SWEEP_PLAN_H
#define SWEEP_PLAN_H

#include "sweep/work_unit.h"

enum { PLAN_PILOTS_MIN = 3, PLAN_PILOTS_MAX = 100 };

/** The measured and estimated costs of an experiment. */
struct plan {
    int64_t points, policies;
    int64_t min_runs, max_runs;
    int64_t pilots;         /* number of runs that were timed */
    double seconds_per_run; /* time of a run on one thread; NAN: no run was timed */
    /** Time to make the worlds of a point, which is needed once for each block. */
    double seconds_per_point;
    double bytes_per_run;   /* size of the rows of a run in the files of the result */
    double journal_per_run; /* size of the rows of a run in the journal */
    /** Estimated size of the rows of a point in summary.csv and compare.csv. */
    double bytes_per_point;
};

/**
 * Measures the time of runs: as many as fit into `seconds`, but at least PLAN_PILOTS_MIN. Points
 * whose worlds cannot be made are reported in `warnings`.
 */
enum status plan_pilot(struct plan *p, const struct layout *layout, double seconds,
    struct failure *warnings, struct failure *f) MUST_CHECK;

/**
 * Returns the k-th of n points that are spread over the design. The first one is in the middle of
 * the design.
 */
int64_t plan_spread(int64_t points, int64_t k, int64_t n);

/** An estimate of the replications that a target needs at the points of a pilot. */
struct plan_precision {
    /** Minimum and maximum over the points; STOPPING_NEVER: more than a billion. */
    int64_t fewest, most;
    int64_t pilot; /* smallest number of replications of a point in the pilot */
};

enum { PLAN_PRECISION_POINTS = 3 };

/**
 * Fills precisions[0 ... n_targets - 1] for the targets of the experiment. Executes runs for
 * `seconds`, at no more than PLAN_PRECISION_POINTS points that are spread over the design, with at
 * least 20 replications of each point. Sets *points to the number of points at which this was
 * possible.
 */
enum status plan_estimate_precision(struct plan_precision *precisions, int32_t *points,
    const struct layout *layout, double seconds) MUST_CHECK;

/** Returns the size in bytes of the files of `runs` runs, without the journal. */
double plan_bytes(const struct plan *p, int64_t runs);

/**
 * Returns the seconds that `runs` runs take on `threads` threads, including the time to write them.
 */
double plan_seconds(const struct plan *p, int64_t runs, int32_t threads);

/**
 * Makes the worlds of at most `maximum` points that are spread over the design, and discards them.
 * Adds the errors of all these points to f.
 */
enum status plan_check_points(
    const struct experiment *e, int64_t maximum, struct failure *f) MUST_CHECK;

#endif
