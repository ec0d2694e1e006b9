/**
 * space.h - the points of a space-filling design, as input of analyses over the factor space.
 *
 * These are all points except those of trajectories and matrices (Morris, Saltelli), which have
 * their own analyses: Latin hypercubes, random points, sequences, grids and tables. A factor is
 * used if it is set and has different values at these points. Points at which one of the used
 * factors is not set are left out.
 */
#ifndef ANALYSIS_SPACE_H
#define ANALYSIS_SPACE_H

#include "analysis/point_means.h"

/** All zero: empty. */
struct space {
    const struct experiment *experiment;
    int64_t *points;  /* [n]: indices in the experiment */
    int32_t *factors; /* [n_factors]: indices of the factors that are used */
    int64_t n, n_left_out;
    int32_t n_factors;
};

/** Finds the points; `e` must outlive *s. Free with space_free(), also after failure. */
enum status space_init(struct space *s, const struct experiment *e) MUST_CHECK;
void space_free(struct space *s);

/** The value of a used factor at a used point, as in the table of points. */
double space_value(const struct space *s, int64_t i, int32_t factor);

/**
 * Calls `visit` in order of metric and policy, with the values of all points; `set` is 0. With a
 * baseline the values are differences from it; policies without differences are left out.
 */
enum status space_for_each(const struct space *s, const struct experiment_analysis *a,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    enum status (*visit)(void *self, const struct point_set *of, struct failure *f), void *self,
    struct failure *f) MUST_CHECK;

#endif
