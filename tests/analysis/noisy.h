/** noisy.h - values of points as means of noisy runs, for measuring the coverage of intervals. */
#ifndef TESTS_ANALYSIS_NOISY_H
#define TESTS_ANALYSIS_NOISY_H

#include <math.h>

#include "kernel/portable_math.h"
#include "splitmix.h"

enum { NOISY_INPUTS = 3, NOISY_RUNS_MAX = 100 };

/** The noise that all runs of a replication may share: a slope in every input, and a shift. */
struct noisy_shared {
    double of[NOISY_RUNS_MAX][NOISY_INPUTS + 1];
};

static inline double
noisy_normal(uint64_t *state)
{
    return portable_normal(splitmix_uniform(state));
}

/** The function of Ishigami and Homma (1990), a = 7, b = 0.1, of inputs in [0, 1]. */
static inline double
noisy_ishigami(const double *u)
{
    const double pi = 3.14159265358979323846;
    double x = sin(-pi + 2 * pi * u[0]), y = sin(-pi + 2 * pi * u[1]);

    return x + 7 * y * y + 0.1 * pow(-pi + 2 * pi * u[2], 4) * x;
}

/** Draws the shared noise of n runs. */
static inline void
noisy_draw(struct noisy_shared *shared, int n, uint64_t *state)
{
    for (int r = 0; r < n; r++) {
        for (int j = 0; j <= NOISY_INPUTS; j++) {
            shared->of[r][j] = noisy_normal(state);
        }
    }
}

/**
 * Returns the mean noise of n runs at the point u, and adds the deviations of its batches to
 * `deviation`. The noise of a run has the standard deviation `size`. It has three parts with equal
 * variance: a shift, which cancels in differences between points with common random numbers; a
 * slope in every input; and a part of the run alone. If `common` is false, the shift and the slopes
 * are drawn again.
 */
static inline double
noisy_mean(const double *u, double size, int n, bool common, struct noisy_shared *shared,
    double *deviation, int n_batches, uint64_t *state)
{
    double run[NOISY_RUNS_MAX], mean = 0;

    for (int r = 0; r < n; r++) {
        double sum;

        for (int j = 0; j <= NOISY_INPUTS && !common; j++) {
            shared->of[r][j] = noisy_normal(state);
        }
        sum = shared->of[r][NOISY_INPUTS] + noisy_normal(state);
        for (int j = 0; j < NOISY_INPUTS; j++) {
            sum += shared->of[r][j] * (2 * u[j] - 1);
        }
        run[r] = size * (sum / sqrt(3));
        mean += run[r] / n;
    }
    for (int r = 0; r < n; r++) {
        deviation[r % n_batches] += (run[r] - mean) * n_batches / n;
    }
    return mean;
}

#endif
