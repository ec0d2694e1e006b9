/**
 * calibration.h - values of the factors under which runs agree with recorded figures:
 * approximate Bayesian computation (ABC) by rejection and local-linear regression (Beaumont,
 * Zhang and Balding, Genetics 162, 2002).
 *
 * The points of a space-filling design are a sample of the prior: uniform over the range of each
 * factor, on its scale. A row is a run, which may be compared with a record of one history, or the
 * mean of the runs of a point. Each row has statistics, one for each target.
 *
 *   difference  statistic minus value of the target, divided by the tolerance
 *   distance    square root of the weighted mean of the squared differences of the fitted targets
 *   accepted    the share `accept` of the rows with the smallest distances, and ties
 *   weight      1 - (distance / width)^2 (Epanechnikov), where the width is the smallest distance of
 *               the rows that are not accepted
 *   adjusted    the quantity minus what a weighted linear regression on the differences explains:
 *               its value as if all differences were 0; a factor beyond an end of its range is
 *               reflected at this end
 *
 * Quantities are the factors and the statistics of targets that are held out. So the rows that
 * estimate the factors also predict the held-out targets; if rows are runs, both belong to the
 * same history. With `accept` 1 all rows have equal weights and nothing is adjusted: the
 * estimates are those of the prior, or of the posterior if the design is posterior.csv of
 * another calibration.
 */
#ifndef ANALYSIS_CALIBRATION_CALIBRATION_H
#define ANALYSIS_CALIBRATION_CALIBRATION_H

#include "base/status.h"
#include "experiment/experiment.h"
#include "format/table.h"
#include "stats/run_table.h"
#include "stats/summary.h"

/** A row of calibration.csv. */
struct calibration_row {
    const char *policy;
    const char *role;        /* parameter, fitted, check, held_out */
    const char *name;        /* of the factor or target */
    const char *level;       /* of a factor whose values are texts; else NULL */
    const char *statistic;   /* of the target; else NULL */
    const char *unit;        /* NULL: none */
    double value, tolerance; /* of the target; NAN for a factor */
    double weight;
    double estimate, sd, ci_lo, ci_hi, confidence, mc_error;
    double prior_lo, prior_hi, sd_ratio;
    double p_value;
    int64_t n, accepted;
    double effective, distance, within;
    bool adjusted;
    const char *source;
    const char *warning;
};

extern const struct record calibration_record;

/** The input of a fit. Arrays by target or quantity have n rows each. */
struct calibration {
    int64_t n;
    int32_t n_targets;         /* fitted targets */
    int32_t n_quantities;      /* factors, then held-out statistics */
    const double *differences; /* [target * n + row]; finite */
    const double *importance;  /* [target]: weights, >= 0, not all 0 */
    const double *quantities;  /* [quantity * n + row]; NAN: no value in this row */
    const bool *adjustable;    /* [quantity]: it is a continuous number */
    const int64_t *points;     /* [row]: its point, ascending; rows of a point are dependent */
    double accept;             /* share of the rows, in (0, 1] */
    bool adjust;
};

/** The accepted rows. All zero: empty. */
struct calibration_fit {
    int64_t n;
    int64_t *rows;    /* ascending */
    double *weights;  /* their sum is 1 */
    double *values;   /* [quantity * n + k], adjusted */
    double distance;  /* the largest of the accepted rows */
    double within;    /* share of all rows with every fitted difference in [-1, 1] */
    double effective; /* number of points with equal weights that would be as precise */
    bool adjusted;
};

/** Fits; no draws. Free with calibration_fit_free(), also after failure. */
enum status calibration_fit(struct calibration_fit *to, const struct calibration *c) MUST_CHECK;
void calibration_fit_free(struct calibration_fit *fit);

struct calibration_number {
    double value, weight;
};

/** Mean, standard deviation and interval of weighted numbers; NAN without any. */
struct calibration_summary {
    double mean, sd, low, high;
};

/**
 * Summarises n numbers, without those that are NAN or have the weight 0. The interval lies between
 * weighted quantiles, interpolated between the middles of the weights. `work` has room for n.
 */
struct calibration_summary calibration_summarise(const double *values, const double *weights,
    int64_t n, double confidence, struct calibration_number *work);

/**
 * Two-sided p value of `value` among weighted numbers: twice the smaller of the weights at or
 * below it and at or above it, as shares, at most 1. NAN without numbers.
 */
double calibration_p_value(
    const double *values, const double *weights, int64_t n, double value);

/**
 * Draws `n` of the accepted rows with probabilities equal to their weights, by systematic
 * sampling: fills which[] with indices of fit->rows. If n is at most calibration_distinct(), no
 * row is drawn twice. Draws one uniform at (seed, address).
 */
void calibration_draw(const struct calibration_fit *fit, uint64_t seed, uint64_t address,
    int64_t n, int64_t *which);

/** The largest number of draws of which no two are the same row. */
int64_t calibration_distinct(const struct calibration_fit *fit);

/** Receives the rows of both files: struct calibration_row, then draws as posterior.h has them. */
struct calibration_sinks {
    const struct summary_sink *rows;
    /** Called after the last row, before the first draw. */
    enum status (*begin_draws)(void *self, struct failure *f);
    const struct summary_sink *draws;
};

/** Runs the analysis `a` of the kind calibration on the runs, and writes all rows and draws. */
enum status calibration_write_rows(const struct experiment *e,
    const struct experiment_analysis *a, const struct run_table *runs,
    const struct calibration_sinks *sinks, struct failure *f) MUST_CHECK;

#endif
