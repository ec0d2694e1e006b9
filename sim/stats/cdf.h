/**
 * cdf.h - the distribution functions behind intervals and p values.
 *
 * Computed from IEEE operations and kernel/portable_math.h alone, so that analysis/ has the
 * same bytes on every processor: GSL's own go through the C library's log and exp, whose last
 * bit does not. GSL serves as their judge in the tests. They agree with it to about 1e-10
 * relative for the arguments that a million runs can give. Quantiles are found by Newton's
 * steps on the forward function, kept in a bracket that shrinks, since inverse functions of the
 * literature fail for ordinary counts (gsl_cdf_beta_Pinv stops at 484 successes of 500,
 * gsl_cdf_gamma_Pinv at 1159).
 */
#ifndef STATS_CDF_H
#define STATS_CDF_H

#include <stdint.h>

/** ln Gamma(x), x > 0: Stirling's series past 15, recurrence below. */
double cdf_log_gamma(double x);

/**
 * P(B <= x) of a beta law, a and b > 0, given x and its complement y = 1 - x, so that neither
 * is lost when small: continued fraction by Lentz' method.
 */
double cdf_beta(double a, double b, double x, double y);

/** The x at which cdf_beta() is p, 0 < p < 1. */
double cdf_beta_quantile(double a, double b, double p);

/** P(G <= x) of a gamma law of shape a > 0 and scale 1; 0 for x <= 0. */
double cdf_gamma(double a, double x);

/** The x at which cdf_gamma() is p, 0 < p < 1. */
double cdf_gamma_quantile(double a, double p);

/** P(|T| >= |t|) of Student's law. */
double cdf_t_tails(double t, double degrees);

/** The t > 0 with P(|T| <= t) = confidence, 0 < confidence < 1. */
double cdf_t_within(double confidence, double degrees);

/** P(X <= k) of a binomial law of n trials; 0 for k < 0, 1 for k >= n. */
double cdf_binomial(int64_t k, int64_t n, double p);

#endif
