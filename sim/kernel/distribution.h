/**
 * distribution.h - probability laws by inversion of uniforms.
 *
 * The fixed-draw laws take uniforms, so that the caller says which draw is spent on what; those
 * that need a variable number take a cursor of their own. All arithmetic is portable_math.h's,
 * so values are the same on every processor. Parameters are checked where they enter (scenario
 * ranges); outside the stated domain the behaviour is a BUG_UNLESS.
 */
#ifndef KERNEL_DISTRIBUTION_H
#define KERNEL_DISTRIBUTION_H

#include "kernel/stream.h"

/** -log(u): exponential with mean 1. One uniform. */
double distribution_exponential(double u);

/** exp(sigma * N) * median, N = portable_normal(u): lognormal by its median. One uniform. sigma >=
 * 0. */
double distribution_lognormal(double u, double median, double sigma);

/** -log(-log(u)): standard Gumbel, mean 0.5772. One uniform. */
double distribution_gumbel(double u);

/** At least distribution_gumbel(u), near 1 by less than 0.8, without a logarithm. */
double distribution_gumbel_bound(double u);

/** Index drawn from n weights >= 0 with a positive sum; zero weights are never drawn. One
 * uniform. */
int32_t distribution_discrete(double u, const double *weights, int32_t n);

/** Poisson count by inversion, 0 <= mean <= 500 (sequential search from 0). One uniform. */
int32_t distribution_poisson(double u, double mean);

/**
 * Gamma with mean shape * scale: Marsaglia and Tsang (2000), boosted by U^(1/shape) below
 * shape 1. shape > 0. Draws a variable number.
 */
double distribution_gamma(struct stream *s, double shape, double scale);

/** Beta(a, b) as a ratio of gammas; a, b > 0. Draws a variable number. */
double distribution_beta(struct stream *s, double a, double b);

/** Quantile of Beta(2, 1), density 2x: sqrt(u). One uniform. */
double distribution_beta_2_1(double u);

#endif
