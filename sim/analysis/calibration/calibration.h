/**
 * calibration.h - finds values of the factors under which runs agree with recorded figures.
 *
 * The method is approximate Bayesian computation (ABC) by rejection and local-linear regression
 * (Beaumont, Zhang and Balding, Genetics 162, 2002).
 *
 * The points of a space-filling design are a sample of the prior, which is uniform over the range
 * of each factor, on its scale. A row is either one run, if the recorded figures are those of one
 * course of events, or the mean of the runs of a point. Each row has one statistic for each target.
 *
 *   difference  statistic minus value of the target, divided by the tolerance
 *   distance    square root of the weighted mean of the squared differences of the fitted targets
 *   accepted    the rows with the smallest distances: the share `accept` of all rows, and ties
 *   weight      1 - (distance / width)^2 (Epanechnikov); the width is the smallest distance of the
 *               rows that are not accepted
 *   adjusted    a quantity minus the part that a weighted linear regression on the differences
 *               explains. The result is the value that the quantity would have if all differences
 *               were 0. A result beyond an end of the range of a factor is reflected at this end
 *
 * The quantities are the factors and the statistics of targets that are held out. So the rows that
 * estimate the factors also predict the held-out targets. If the rows are runs, the estimates and
 * the predictions come from the same runs. If `accept` is 1, all rows have equal weights and
 * nothing is adjusted. The estimates are then those of the prior. But if the design is the
 * posterior.csv of another calibration, they are those of the posterior of that calibration.
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
    const char *role;        /* "parameter", "fitted", "check" or "held_out" */
    const char *name;        /* id of the factor or target */
    const char *level;       /* level of a factor whose values are texts, otherwise NULL */
    const char *statistic;   /* statistic of the target, otherwise NULL */
    const char *unit;        /* unit of the value; NULL: none */
    double value, tolerance; /* value and tolerance of the target; NAN for a factor */
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

/**
 * The input of a fit. An array with one part for each target or quantity has n rows in each part.
 */
struct calibration {
    int64_t n;
    int32_t n_targets;         /* number of fitted targets */
    int32_t n_quantities;      /* number of factors and held-out statistics */
    const double *differences; /* [target * n + row]; all are finite */
    const double *importance;  /* [target]: weights of the targets, >= 0 and not all 0 */
    /** [quantity * n + row], first factors, then held-out statistics; NAN: no value in this row. */
    const double *quantities;
    const bool *adjustable; /* [quantity]: whether the quantity is a continuous number */
    /** [row]: point of the row, ascending; rows of the same point are dependent. */
    const int64_t *points;
    double accept; /* share of the rows to accept, in (0, 1] */
    bool adjust;
};

/** The accepted rows. A zeroed struct is empty. */
struct calibration_fit {
    int64_t n;
    int64_t *rows;   /* indices of the accepted rows, ascending */
    double *weights; /* weights of the accepted rows; their sum is 1 */
    double *values;  /* [quantity * n + k]: adjusted value of quantity in accepted row k */
    double distance; /* the largest distance of an accepted row */
    double within;   /* share of all rows in which every fitted difference is in [-1, 1] */
    /** Number of points with equal weights that would give the same precision. */
    double effective;
    bool adjusted;
};

/**
 * Accepts rows and adjusts their quantities. Uses no random numbers. The caller frees the result
 * with calibration_fit_free(), also after a failure.
 */
enum status calibration_fit(struct calibration_fit *to, const struct calibration *c) MUST_CHECK;
void calibration_fit_free(struct calibration_fit *fit);

/** A number with its weight, which is not below 0. */
struct calibration_number {
    double value, weight;
};

/**
 * Mean, standard deviation and interval of weighted numbers. All are NAN if there are no numbers.
 */
struct calibration_summary {
    double mean, sd, low, high;
};

/**
 * Summarises n numbers. A number that is NAN or has the weight 0 is left out. The ends of the
 * interval are weighted quantiles, interpolated between the middles of the weights. `work` has
 * space for n numbers.
 */
struct calibration_summary calibration_summarise(const double *values, const double *weights,
    int64_t n, double confidence, struct calibration_number *work);

/**
 * Two-sided p value of `value` among weighted numbers. It is twice the smaller of two shares of the
 * total weight, at most 1: the share at or below `value`, and the share at or above it. NAN if
 * there are no numbers.
 */
double calibration_p_value(
    const double *values, const double *weights, int64_t n, double value);

/**
 * Draws `n` of the accepted rows by systematic sampling, with probabilities equal to their weights.
 * Fills which[] with indices in fit->rows. If n is at most calibration_distinct(), no row is drawn
 * twice. Draws one uniform at (seed, address).
 */
void calibration_draw(const struct calibration_fit *fit, uint64_t seed, uint64_t address,
    int64_t n, int64_t *which);

/** Returns the largest number of draws that are certainly all different rows. */
int64_t calibration_distinct(const struct calibration_fit *fit);

/**
 * Receives the rows of both files: first struct calibration_row, then the draws, which posterior.h
 * describes.
 */
struct calibration_sinks {
    const struct summary_sink *rows;
    /** Called after the last row and before the first draw. */
    enum status (*begin_draws)(void *self, struct failure *f);
    const struct summary_sink *draws;
};

/** Executes the analysis `a`, which is a calibration, and writes all rows and draws. */
enum status calibration_write_rows(const struct experiment *e,
    const struct experiment_analysis *a, const struct run_table *runs,
    const struct calibration_sinks *sinks, struct failure *f) MUST_CHECK;

#endif
