/**
 * distribution.h - draws variates from probability distributions.
 *
 * A distribution that needs a fixed number of uniforms in (0, 1) takes them as arguments, so that
 * the caller decides which draws are used. The other distributions take a stream. All arithmetic is
 * that of portable_math.h, so the values are the same on every processor. The code that reads a
 * scenario checks the ranges of parameters; here a value outside the stated domain is a bug
 * (BUG_UNLESS).
 */
#ifndef KERNEL_DISTRIBUTION_H
#define KERNEL_DISTRIBUTION_H

#include "kernel/stream.h"

/** Exponential distribution with mean 1: -log(u). Uses one uniform. */
double distribution_exponential(double u);

/**
 * Lognormal distribution: median * exp(sigma N) with N = portable_normal(u); median >= 0, sigma >=
 * 0. Uses one uniform.
 */
double distribution_lognormal(double u, double median, double sigma);

/** Standard Gumbel distribution with mean 0.5772: -log(-log(u)). Uses one uniform. */
double distribution_gumbel(double u);

/**
 * Upper bound of distribution_gumbel(u) that needs no logarithm. Near u = 1 it exceeds the value by
 * less than 0.1.
 */
double distribution_gumbel_bound(double u);
/**
 * Lower bound of distribution_gumbel(u) that needs no logarithm: within 0.2 of the value for u >=
 * 1/2, otherwise -INFINITY.
 */
double distribution_gumbel_floor(double u);

/**
 * Returns a random index of n weights, which are >= 0 and have a positive sum. An index with weight
 * 0 is never returned. Uses one uniform.
 */
int32_t distribution_discrete(double u, const double *weights, int32_t n);

/**
 * Poisson distribution, 0 <= mean <= 500, by inversion (sequential search from 0). Uses one
 * uniform.
 */
int32_t distribution_poisson(double u, double mean);

/**
 * Gamma distribution with mean shape * scale, for shape > 0 and scale >= 0, by the method of
 * Marsaglia and Tsang (2000). For shape < 1 it is a variate of gamma(shape + 1) times U^(1/shape).
 * Uses a variable number of uniforms.
 */
double distribution_gamma(struct stream *s, double shape, double scale);

/**
 * Beta distribution with a, b > 0, as a ratio of gamma variates. Uses a variable number of
 * uniforms.
 */
double distribution_beta(struct stream *s, double a, double b);

/** Beta(2, 1) distribution, whose density is 2x: sqrt(u). Uses one uniform. */
double distribution_beta_2_1(double u);

#endif
