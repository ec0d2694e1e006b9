/**
 * shared_runs.h - the replications that all points of a trajectory or matrix row have.
 *
 * Elementary effects and Sobol' indices compare the points of one Morris trajectory, or of one
 * row of the Saltelli matrices. With common random numbers, the noise of a replication cancels
 * in these comparisons only if it is in the estimates of all these points. If a run failed or
 * is missing at one of them, the replication is left out at the others. The points of different
 * trajectories or rows may then use different replications; rows of the analyses warn of this
 * (point_means.h).
 */
#ifndef ANALYSIS_SHARED_RUNS_H
#define ANALYSIS_SHARED_RUNS_H

#include "experiment/experiment.h"
#include "stats/run_table.h"

struct shared_runs {
    bool *left_out; /* by run */
    /* private */
    int64_t *block;                    /* by point: its trajectory or row; -1: none */
    int64_t *size;                     /* by block: number of points */
    int64_t n_points, n_blocks, width; /* width: largest number of a replication, plus 1 */
    int32_t *complete;                 /* [block * width + rep]: number of complete runs */
};

/** Finds the blocks of all sets of a family. Free with shared_runs_free(), also after failure. */
enum status shared_runs_init(struct shared_runs *s, const struct experiment *e,
    enum design_family family, const struct run_table *runs) MUST_CHECK;
void shared_runs_free(struct shared_runs *s);

/**
 * Fills left_out for the runs of `policy`; with `versus` >= 0, a replication needs complete
 * runs of both policies. Without common random numbers across points, no run is left out.
 */
void shared_runs_find(
    struct shared_runs *s, const struct run_table *runs, int32_t policy, int32_t versus);

#endif
