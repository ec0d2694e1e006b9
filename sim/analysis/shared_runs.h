/**
 * shared_runs.h - the replications that all points of a trajectory or matrix row have.
 *
 * Elementary effects compare the points of one Morris trajectory. Sobol' indices compare the points
 * of one row of the Saltelli matrices. With common random numbers, the noise of a replication
 * cancels in such a comparison only if the estimates of all compared points contain it. So if a run
 * failed or is missing at one of these points, its replication is left out at the others. The
 * points of different trajectories or rows may then use different replications; rows of the
 * analyses warn of this (point_means.h).
 */
#ifndef ANALYSIS_SHARED_RUNS_H
#define ANALYSIS_SHARED_RUNS_H

#include "experiment/experiment.h"
#include "stats/run_table.h"

/** The runs that an analysis leaves out, for one policy or pair of policies. */
struct shared_runs {
    bool *left_out; /* for each run: whether it is left out */
    /* The members below are private. A block is a trajectory or a matrix row. */
    int64_t *block; /* for each point: its block; -1: none */
    int64_t *size;  /* for each block: number of its points */
    /** `width` is the largest number of a replication, plus 1. */
    int64_t n_points, n_blocks, width;
    /** [block * width + replication]: number of complete runs. */
    int32_t *complete;
};

/**
 * Finds the blocks of all sets of a family. The caller frees them with shared_runs_free(), also
 * after a failure.
 */
enum status shared_runs_init(struct shared_runs *s, const struct experiment *e,
    enum design_family family, const struct run_table *runs) MUST_CHECK;
void shared_runs_free(struct shared_runs *s);

/**
 * Sets left_out for the runs of `policy`. If `versus` >= 0, this is the index of a second policy,
 * and a replication needs complete runs of both. Without common random numbers across points, no
 * run is left out.
 */
void shared_runs_find(
    struct shared_runs *s, const struct run_table *runs, int32_t policy, int32_t versus);

#endif
