/**
 * plan.h - estimates the time and disk space of an experiment before it is run.
 *
 * It executes and times a few runs at points spread over the design. It discards their rows; the
 * sweep repeats these runs.
 */
#ifndef SWEEP_PLAN_H
#define SWEEP_PLAN_H

#include "sweep/work_unit.h"

enum { PLAN_PILOTS_MIN = 3, PLAN_PILOTS_MAX = 100 };

struct plan {
    int64_t points, policies;
    int64_t min_runs, max_runs;
    int64_t pilots;           /* runs that were timed */
    double seconds_per_run;   /* on one thread; NAN: no run was timed */
    double seconds_per_point; /* to build its worlds, once per block */
    double bytes_per_run;     /* of its rows in the files */
    double journal_per_run;   /* of its rows in the journal */
    double bytes_per_point;   /* in summary.csv and compare.csv, estimated */
};

/**
 * Times as many runs as fit into `seconds`, but at least PLAN_PILOTS_MIN. Points whose worlds
 * cannot be built are reported in `warnings`.
 */
enum status plan_pilot(struct plan *p, const struct layout *layout, double seconds,
    struct failure *warnings, struct failure *f) MUST_CHECK;

/** The k-th of n points that are spread over the design, the first of them in its middle. */
int64_t plan_spread(int64_t points, int64_t k, int64_t n);

/** An estimate of the replications that a target needs, over the points of a pilot. */
struct plan_precision {
    int64_t fewest, most; /* STOPPING_NEVER: more than a billion */
    int64_t pilot;        /* smallest number of replications of a point */
};

enum { PLAN_PRECISION_POINTS = 3 };

/**
 * Fills precisions[0 ... n_targets - 1] for the targets of the experiment: runs at most
 * PLAN_PRECISION_POINTS points spread over the design for `seconds`, and at least 20 replications
 * of each. *points is the number of points that could be run.
 */
enum status plan_estimate_precision(struct plan_precision *precisions, int32_t *points,
    const struct layout *layout, double seconds) MUST_CHECK;

/** Size of the files of `runs` runs in bytes, without the journal. */
double plan_bytes(const struct plan *p, int64_t runs);

/** Seconds that `runs` runs take on `threads` threads, including the time to write them. */
double plan_seconds(const struct plan *p, int64_t runs, int32_t threads);

/** Builds the worlds of at most `maximum` points spread over the design; f gets all errors. */
enum status plan_check_points(
    const struct experiment *e, int64_t maximum, struct failure *f) MUST_CHECK;

#endif
