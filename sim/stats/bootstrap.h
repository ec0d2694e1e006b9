/**
 * bootstrap.h - intervals by resampling the observations (Efron's bootstrap).
 *
 * The address of a draw is (master seed, purpose, estimate, round). So an analysis that is repeated
 * from the same runs gives the same bytes.
 */
#ifndef STATS_BOOTSTRAP_H
#define STATS_BOOTSTRAP_H

#include "base/status.h"

/**
 * Fills which[0..n-1] with random indices in 0..n-1. `address` identifies the estimate. Draws n
 * uniforms.
 */
void bootstrap_draw(uint64_t seed, uint64_t address, int64_t round, int32_t *which, int64_t n);

/**
 * Fills which[i] with a random index in 0..i, for 0 <= i < n. Such indices give a random order
 * (Fisher and Yates). Draws n uniforms, the same as bootstrap_draw().
 */
void bootstrap_places(
    uint64_t seed, uint64_t address, int64_t round, int32_t *which, int64_t n);

/**
 * Draws a chi-squared number c with `degrees` > 0, and fills h[0..n-1] with independent standard
 * normal variates times sqrt(degrees / c). So h is a draw from a multivariate t distribution.
 * Returns degrees / c. Draws a variable number of uniforms, which differ from those of
 * bootstrap_draw().
 */
double bootstrap_t(
    uint64_t seed, uint64_t address, int64_t round, double degrees, double *h, int32_t n);

/**
 * Percentile interval of n bootstrap estimates, which are sorted in place. NAN estimates are left
 * out. The interval is NAN if fewer than half of the estimates, or fewer than 2, remain.
 */
void bootstrap_interval(
    double *estimates, int64_t n, double confidence, double *low, double *high);

#endif
