/**
 * cdf.h - distribution functions and quantiles for intervals and p values.
 *
 * They use only IEEE operations and kernel/portable_math.h, so analysis/ has the same bytes on
 * every processor. GSL's functions call the C library's log and exp, whose last bit depends on the
 * processor. The tests compare with GSL: the relative difference is about 1e-10 for all arguments
 * that a million runs can give. Quantiles are computed with Newton's method on the distribution
 * function in a shrinking bracket, because published inverse functions fail for ordinary counts
 * (gsl_cdf_beta_Pinv at 484 successes of 500, gsl_cdf_gamma_Pinv at 1159 events).
 */
#ifndef STATS_CDF_H
#define STATS_CDF_H

#include <stdint.h>

/** ln Gamma(x), x > 0: Stirling's series for x >= 15, recurrence below. */
double cdf_log_gamma(double x);

/**
 * P(B <= x) of a beta distribution, a, b > 0. Takes x and y = 1 - x, so that both are accurate
 * when small. Continued fraction by Lentz' method.
 */
double cdf_beta(double a, double b, double x, double y);

/** The x at which cdf_beta() is p, 0 < p < 1. */
double cdf_beta_quantile(double a, double b, double p);

/** P(G <= x) of a gamma distribution with shape a > 0 and scale 1; 0 for x <= 0. */
double cdf_gamma(double a, double x);

/** The x at which cdf_gamma() is p, 0 < p < 1. */
double cdf_gamma_quantile(double a, double p);

/** P(|T| >= |t|) of Student's distribution. */
double cdf_t_tails(double t, double degrees);

/** The t > 0 with P(|T| <= t) = confidence, 0 < confidence < 1; Student's distribution. */
double cdf_t_within(double confidence, double degrees);

/** P(X <= k) of a binomial distribution, n trials; 0 for k < 0, 1 for k >= n. */
double cdf_binomial(int64_t k, int64_t n, double p);

#endif
