/**
 * sobol.h - which factor the variance of a metric comes from: Sobol' indices.
 *
 * S1 is the share of the variance over the design that is a factor's own, ST with all its
 * interactions, S2 what two factors have together beyond what each has. Estimators on the
 * matrices A, B, AB_j: A with column j from B, and BA_j: B with it from A (design.csv):
 *
 *   S1  mean of f(B) (f(AB_j) - f(A)) / V                       Saltelli et al. (2010), 2 (b)
 *   ST  mean of (f(A) - f(AB_j))^2 / (2 V)                      Jansen (1999)
 *   S2  mean of (f(BA_j) f(AB_i) - f(A) f(B)) / V - S1_i - S1_j Saltelli (2002), theorem 2
 *
 * with V the variance of f over A and B, f less their mean. Intervals draw rows of the matrices
 * anew. The f of a point is an estimate over its replications: `noise` says which share of V
 * that may be. An S1 below 0 is an S1 near 0, estimated with too few rows. With a baseline, f is
 * the difference to it, as in morris.h.
 */
#ifndef ANALYSIS_SOBOL_H
#define ANALYSIS_SOBOL_H

#include "experiment/experiment.h"
#include "stats/summary.h"

/** A row of sobol.csv. */
struct sobol_row {
    int64_t set;
    const char *policy, *versus; /* NULL: of the policy itself */
    const char *metric;
    const char *index;            /* S1, ST, S2, noise */
    const char *factor, *factor2; /* NULL for noise; the second of S2 */
    double estimate, ci_lo, ci_hi;
    double confidence;
    const char *method;
    int64_t n, replications;
    const char *warning;
};

extern const struct record sobol_record;

/** The values of one set: rows at which all are there. Zero is empty. */
struct sobol {
    double *values;   /* [row * width + matrix]: A, B, AB of every factor, BA of every factor */
    int32_t *factors; /* whose columns they are */
    int64_t n_rows;
    int32_t n_factors, width;
    bool second; /* there is BA */
};

/** From values by point of the experiment. */
enum status sobol_collect(
    struct sobol *s, const struct experiment *e, int32_t set, const double *values) MUST_CHECK;
void sobol_free(struct sobol *s);

/** Number of indices: S1 and ST of every factor, and S2 of every pair. */
int32_t sobol_count(const struct sobol *s);

/**
 * Fills indices[0..sobol_count() - 1] over rows which[0..n_rows-1] (NULL: each once): S1 and ST
 * of the first factor, of the second, ..., then S2 of (1, 2), (1, 3), ..., (2, 3), ... NAN if
 * nothing varies.
 */
void sobol_indices(const struct sobol *s, const int32_t *which, double *indices);

/**
 * Fills index, estimate, interval, method and warning of rows[0..sobol_count() - 1], in that
 * order; the rest is the caller's. Holds 8 bytes for each index and resample.
 */
enum status sobol_estimate(const struct sobol *s, const struct experiment_analysis *a,
    uint64_t seed, uint64_t address, struct sobol_row *rows) MUST_CHECK;

/** Gives every struct sobol_row: by metric, policy and set, in that order, noise last. */
enum status sobol_write_rows(const struct experiment *e, const struct experiment_analysis *a,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    const struct summary_sink *sink, struct failure *f) MUST_CHECK;

#endif
