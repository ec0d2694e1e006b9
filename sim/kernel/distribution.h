/**
 * distribution.h - variates of probability distributions.
 *
 * Distributions that need a fixed number of uniforms take them as arguments, so the caller
 * decides which draw is used; the others take their own stream. All arithmetic is that of
 * portable_math.h, so the values are the same on every processor. Parameters are checked where
 * they are read (ranges of a scenario); a value outside the stated domain is a bug
 * (BUG_UNLESS).
 */
#ifndef KERNEL_DISTRIBUTION_H
#define KERNEL_DISTRIBUTION_H

#include "kernel/stream.h"

/** Exponential with mean 1: -log(u). One uniform. */
double distribution_exponential(double u);

/** Lognormal: median * exp(sigma N), N = portable_normal(u). median, sigma >= 0. One uniform. */
double distribution_lognormal(double u, double median, double sigma);

/** Standard Gumbel, mean 0.5772: -log(-log(u)). One uniform. */
double distribution_gumbel(double u);

/** Upper bound of distribution_gumbel(u), without a logarithm; near u = 1 less than 0.8 above. */
double distribution_gumbel_bound(double u);

/** Index of one of n weights >= 0 with a positive sum; never one with weight 0. One uniform. */
int32_t distribution_discrete(double u, const double *weights, int32_t n);

/** Poisson, 0 <= mean <= 500, by inversion (sequential search from 0). One uniform. */
int32_t distribution_poisson(double u, double mean);

/**
 * Gamma with mean shape * scale, shape > 0, scale >= 0: Marsaglia and Tsang (2000); for shape < 1
 * gamma(shape + 1) times U^(1/shape). A variable number of uniforms.
 */
double distribution_gamma(struct stream *s, double shape, double scale);

/** Beta(a, b), a, b > 0, as a ratio of gammas. A variable number of uniforms. */
double distribution_beta(struct stream *s, double a, double b);

/** Beta(2, 1), density 2x: sqrt(u). One uniform. */
double distribution_beta_2_1(double u);

#endif
