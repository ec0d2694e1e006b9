/**
 * regress_fit.h - regressions of values and of their ranks on inputs; internal to regress.h.
 */
#ifndef ANALYSIS_REGRESS_REGRESS_FIT_H
#define ANALYSIS_REGRESS_REGRESS_FIT_H

#include <gsl/gsl_matrix.h>

#include "analysis/regress/regress.h"

/** Work arrays of the fits of one struct regress. All zero: empty. */
struct regress_fit {
    const struct regress *r;
    double *raw, *ranks;      /* [column * n + point]: the inputs, then the values, centred */
    double *values;           /* [n]: those that are set */
    size_t *orders;           /* [column * n]: the points in order of each column */
    double *weights;          /* [n] */
    double *means, *products; /* of columns, and their correlations */
    double *squares;          /* [n]: squared standard errors of the values */
    double *differences; /* [n]: mean squared changes of ranks, if the noise is added again */
    double rank_variance;
    gsl_matrix *inverse; /* of the correlations of the inputs */
};

/** Lower limit of reliabilities, which are shares of a variance without noise. */
#define REGRESS_FIT_LEAST 0.05

/** `r` must outlive *t. Free with regress_fit_free(), also after failure. */
enum status regress_fit_init(struct regress_fit *t, const struct regress *r) MUST_CHECK;
void regress_fit_free(struct regress_fit *t);

/** Sets the values of the next fits. */
void regress_fit_set(struct regress_fit *t, const double *values);

/**
 * Prepares the correction for noise, and sets the values of `r`. Draws 100 times n_batches normal
 * numbers at (seed, address).
 */
enum status regress_fit_repeat(
    struct regress_fit *t, uint64_t seed, uint64_t address) MUST_CHECK;

/** Fills PRCC and SRC of each input, then R2, from the values as they are; NAN: undefined. */
void regress_fit_plain(struct regress_fit *t, double *out);

/**
 * Like regress_fit_plain(), but with the noise removed and R2 adjusted. `weights`: how often
 * each point counts, n in total; NULL: each once. `repeated`: the variance of the noise that
 * regress_fit_shift() added to the values that are set, in multiples of that of the values of
 * `r`.
 */
void regress_fit_solve(
    struct regress_fit *t, const double *weights, double repeated, double *out);

/** The variance of the noise between the values of `r`. */
double regress_fit_noise(struct regress_fit *t, const double *weights);

/**
 * The linear correlation of two repetitions of the values, as if values and noise were normal:
 * regress_fit_rank_correlation() of it is the reliability of the ranks. Exactly 1 without noise.
 */
double regress_fit_rank_reliability(struct regress_fit *t, const double *weights);

/** Fills the values plus h times the deviations of the batches, scaled as their errors. */
void regress_fit_shift(const struct regress *r, const double *h, double *values);

/** The rank correlation of normal numbers with a linear correlation, and the reverse. */
double regress_fit_rank_correlation(double linear);
double regress_fit_linear_correlation(double rank);

#endif
