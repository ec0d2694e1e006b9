/**
 * calibration_data.h - the rows of a calibration: statistics and factors of runs or points.
 */
#ifndef ANALYSIS_CALIBRATION_CALIBRATION_DATA_H
#define ANALYSIS_CALIBRATION_CALIBRATION_DATA_H

#include "analysis/calibration/calibration.h"
#include "analysis/space.h"
#include "experiment/experiment_calibration.h"

/** A quantity of the fit: a factor, a level of a factor, or a held-out target. */
struct calibration_quantity {
    int32_t factor; /* index of the factor in the space; -1: a target */
    int32_t level;  /* level of a factor whose values are texts, otherwise -1 */
    int32_t target;
};

/** The rows of a calibration. A zeroed struct is empty. */
struct calibration_data {
    const struct experiment *experiment;
    const struct experiment_analysis *a;
    struct space space;
    struct experiment_calibration_target
        /** The targets; their tolerances are above 0 unless the statistic has no spread. */
        *targets;
    int32_t n_targets;
    struct calibration_quantity *kinds; /* [fit.n_quantities]: what each quantity is */
    int64_t n_missing;                  /* number of rows that lack a fitted statistic */
    double *statistics;                 /* [target * fit.n + row]: values of the statistics */
    int64_t *places;                    /* [row]: index of the point in the space */
    struct calibration fit;             /* the input of the fit */
    /* The members below are private. */
    double *differences, *importance, *quantities;
    bool *adjustable;
};

/**
 * Collects the rows of a policy of `runs`. A run that is not complete is not a row. The caller
 * frees the data with calibration_data_free(), also after a failure.
 */
enum status calibration_data_init(struct calibration_data *d, const struct experiment *e,
    const struct experiment_analysis *a, const struct run_table *runs, int32_t policy,
    struct failure *f) MUST_CHECK;
void calibration_data_free(struct calibration_data *d);

/**
 * Sets the quantities of the fit from the statistics. This is a step of calibration_data_init().
 */
enum status calibration_data_set_quantities(struct calibration_data *d) MUST_CHECK;

/** Whether a target is used in the fit. */
bool calibration_data_is_fitted(const struct experiment_calibration_target *t);

/** Returns a factor of the space. */
const struct factor *calibration_data_factor(const struct calibration_data *d, int32_t factor);

#endif
