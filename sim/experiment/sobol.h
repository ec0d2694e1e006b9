/**
 * sobol.h - which factor the variance of a metric comes from: Sobol' indices.
 *
 * S1 is the share of the variance over the design that is a factor's own, ST with all its
 * interactions. Estimators on the matrices A, B and A with a column from B (design.csv):
 *
 *   S1  mean of f(B) (f(AB) - f(A)) / V          Saltelli et al. (2010), table 2 (b)
 *   ST  mean of (f(A) - f(AB))^2 / (2 V)         Jansen (1999)
 *
 * with V the variance of f over A and B, f less their mean. Intervals draw rows of the matrices
 * anew. The f of a point is an estimate over its replications: `noise` says which share of V
 * that may be. An S1 below 0 is an S1 near 0, estimated with too few rows. With a baseline, f is
 * the difference to it, as in morris.h.
 */
#ifndef EXPERIMENT_SOBOL_H
#define EXPERIMENT_SOBOL_H

#include "experiment/experiment.h"
#include "results/summary.h"

/** A row of sobol.csv. */
struct sobol_row {
    int64_t set;
    const char *policy, *versus; /* NULL: of the policy itself */
    const char *metric;
    const char *index;  /* S1, ST, noise */
    const char *factor; /* NULL for noise */
    double estimate, ci_lo, ci_hi;
    double confidence;
    const char *method;
    int64_t n, replications;
    const char *warning;
};

extern const struct record sobol_record;
extern const char *const sobol_keys[];

/** The values of one set: rows at which all are there. Zero is empty. */
struct sobol {
    double *values;   /* [row * (n_factors + 2) + part] */
    int32_t *factors; /* whose columns they are */
    int64_t n_rows;
    int32_t n_factors;
};

/** From values by point of the experiment. */
enum status sobol_collect(
    struct sobol *s, const struct experiment *e, int32_t set, const double *values) MUST_CHECK;
void sobol_free(struct sobol *s);

/**
 * S1 and ST of the j-th factor over rows which[0..n_rows-1] (NULL: each once); NAN if nothing
 * varies.
 */
void sobol_indices(
    const struct sobol *s, int32_t j, const int32_t *which, double *first, double *total);

/** Fills estimate and interval of S1 and ST of the j-th factor. */
enum status sobol_estimate(const struct sobol *s, int32_t j,
    const struct experiment_analysis *a, uint64_t seed, uint64_t address,
    struct sobol_row *first, struct sobol_row *total) MUST_CHECK;

/** Gives every struct sobol_row: by metric, policy, set and factor, noise last. */
enum status sobol_give(const struct experiment *e, const struct experiment_analysis *a,
    const struct replications *runs, const struct summary_metric *metrics, int32_t n,
    const struct summary_sink *sink, struct failure *f) MUST_CHECK;

#endif
