/**
 * portable_math.h - the elementary functions a history is computed from.
 *
 * Built from IEEE 754 addition, multiplication, division and square root alone, each correctly
 * rounded everywhere, in a fixed order and without contraction (the build sets
 * -ffp-contract=off). So the last bit is the same for every compiler, optimisation level and
 * processor, which the C library's log and exp do not promise: they change with FMA.
 */
#ifndef KERNEL_PORTABLE_MATH_H
#define KERNEL_PORTABLE_MATH_H

/** Natural logarithm. 0 gives -INFINITY, negative and NAN give NAN. Error below 1 ulp (see
 * tests). */
double portable_log(double x);

/** e^x; 0 below about -745, INFINITY above about 709.8. Exactly 1 at 0. Error below 1 ulp. */
double portable_exp(double x);

/** 2^x, exact for integers; exactly 1 at 0. */
double portable_exp2(double x);

/** x^y = exp(y log x) for x > 0; exactly 1 for y == 0 and exactly x for y == 1; 0^y = 0 for y >
 * 0. */
double portable_pow(double x, double y);

/** 1/(1 + e^-x). */
double portable_expit(double x);

/** log(p/(1 - p)) for 0 < p < 1. Error below 5 ulp, also around 1/2. */
double portable_logit(double p);

/**
 * Quantile of the standard normal law, 0 < u < 1: Wichura, algorithm AS 241 (1988), PPND16.
 * Relative error below 1.5e-15.
 */
double portable_normal(double u);

#endif
