/**
 * bootstrap.h - intervals by drawing anew from what was observed (Efron's bootstrap).
 *
 * Draws are addressed by (master seed, purpose "resample", what is estimated), so that an
 * analysis made again from the same runs has the same bytes.
 */
#ifndef STATS_BOOTSTRAP_H
#define STATS_BOOTSTRAP_H

#include "base/status.h"

/** Fills which[0..n-1] with draws from 0..n-1. Draws: n uniforms. */
void bootstrap_draw(uint64_t seed, uint64_t address, int64_t round, int32_t *which, int64_t n);

/**
 * The percentile interval of `n` estimates, which are put in order; those that are NAN are left
 * out. NAN if fewer than half are left.
 */
void bootstrap_interval(
    double *estimates, int64_t n, double confidence, double *low, double *high);

#endif
