/**
 * space.h - the points of a space-filling design, for analyses over the factor space.
 *
 * These are all points except those of Morris trajectories and Saltelli matrices, which have their
 * own analyses. They belong to Latin hypercubes, random points, sequences, grids and tables. A
 * factor is used if at least two of these points set it to different values. Points at which one of
 * the used factors is not set are left out.
 */
#ifndef ANALYSIS_SPACE_H
#define ANALYSIS_SPACE_H

#include "analysis/point_means.h"

/** The points and factors of a space-filling design. A zeroed struct is empty. */
struct space {
    const struct experiment *experiment;
    int64_t *points;  /* [n]: indices of the used points in the experiment */
    int32_t *factors; /* [n_factors]: indices of the used factors in the experiment */
    int64_t n, n_left_out;
    int32_t n_factors;
};

/**
 * Finds the points and factors. `e` must outlive *s. The caller frees them with space_free(), also
 * after a failure.
 */
enum status space_init(struct space *s, const struct experiment *e) MUST_CHECK;
void space_free(struct space *s);

/**
 * Returns the value of a used factor at the used point i, in the form of the table of points
 * (design.h).
 */
double space_value(const struct space *s, int64_t i, int32_t factor);

/**
 * Calls `visit` in the order of metric and policy, with the values of all points. of->set is 0,
 * because all points form one set. With a baseline, the values are differences from it, and
 * policies without differences are left out.
 */
enum status space_for_each(const struct space *s, const struct experiment_analysis *a,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    enum status (*visit)(void *self, const struct point_set *of, struct failure *f), void *self,
    struct failure *f) MUST_CHECK;

#endif
