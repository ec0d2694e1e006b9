/**
 * regress_fit.h - regressions of values, and of their ranks, on inputs; internal to regress.h.
 */
#ifndef ANALYSIS_REGRESS_REGRESS_FIT_H
#define ANALYSIS_REGRESS_REGRESS_FIT_H

#include <gsl/gsl_matrix.h>

#include "analysis/regress/regress.h"

/** Work arrays for the fits of one struct regress. A zeroed struct is empty. */
struct regress_fit {
    const struct regress *r;
    /** [column * n + point]: the columns are the inputs and then the values, centred. */
    double *raw, *ranks;
    double *values;           /* [n]: the values that regress_fit_set() has set */
    size_t *orders;           /* [column * n]: the points in the order of each column */
    double *weights;          /* [n]: how often each point counts */
    double *means, *products; /* means of the columns, and their correlations */
    double *squares;          /* [n]: squared standard errors of the values */
    /**
     * [n]: squared change of the rank of each point if the noise is added again; mean over 100
     * additions.
     */
    double *differences;
    double rank_variance;
    gsl_matrix *inverse; /* inverse of the correlations of the inputs */
};

/** Lower limit of the reliabilities. A reliability is the share of a variance that is not noise. */
#define REGRESS_FIT_LEAST 0.05

/**
 * Prepares the work arrays. `r` must outlive *t. The caller frees them with regress_fit_free(),
 * also after a failure.
 */
enum status regress_fit_init(struct regress_fit *t, const struct regress *r) MUST_CHECK;
void regress_fit_free(struct regress_fit *t);

/** Sets the values for the next fits. */
void regress_fit_set(struct regress_fit *t, const double *values);

/**
 * Prepares the correction for noise and sets the values to those of `r`. Draws 100 * n_batches
 * normal variates at (seed, address).
 */
enum status regress_fit_repeat(
    struct regress_fit *t, uint64_t seed, uint64_t address) MUST_CHECK;

/**
 * Computes PRCC and SRC of each input, then R2, without a correction for noise. An undefined index
 * is NAN.
 */
void regress_fit_plain(struct regress_fit *t, double *out);

/**
 * Like regress_fit_plain(), but removes the noise and adjusts R2. `weights` states how often each
 * point counts, and its sum is n; with NULL each point counts once. If regress_fit_shift() added
 * noise to the values, `repeated` is the variance of this noise divided by the variance of the
 * noise in `r`; otherwise `repeated` is 0.
 */
void regress_fit_solve(
    struct regress_fit *t, const double *weights, double repeated, double *out);

/** Returns the variance of the noise in the values of `r`. */
double regress_fit_noise(struct regress_fit *t, const double *weights);

/**
 * Returns the linear correlation that two repetitions of the values would have if values and noise
 * were normal. The correlation is exactly 1 without noise. regress_fit_rank_correlation() converts
 * it to the reliability of the ranks.
 */
double regress_fit_rank_reliability(struct regress_fit *t, const double *weights);

/**
 * Fills values[n] with the values of `r`, each plus noise: the sum over the batches b of h[b] times
 * the deviation of the batch, divided by sqrt(n_batches (n_batches - 1)). If the h are standard
 * normal, the noise has the estimated variance of the errors of the values.
 */
void regress_fit_shift(const struct regress *r, const double *h, double *values);

/**
 * The first function returns the rank correlation of two normal variates with a given linear
 * correlation. The second one is its inverse.
 */
double regress_fit_rank_correlation(double linear);
double regress_fit_linear_correlation(double rank);

#endif
