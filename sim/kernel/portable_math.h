/**
 * portable_math.h - elementary functions with the same result bits on every processor.
 *
 * The functions use only IEEE 754 addition, multiplication, division and square root, which are
 * correctly rounded on every processor. The order of operations is fixed, and nothing is contracted
 * (the build sets -ffp-contract=off). So all bits are the same for every compiler, optimisation
 * level and processor. The C library's log and exp do not guarantee this: their results change with
 * FMA (fused multiply-add).
 */
#ifndef KERNEL_PORTABLE_MATH_H
#define KERNEL_PORTABLE_MATH_H

/**
 * Natural logarithm: -INFINITY for 0, NAN for x < 0 and for NAN. The error is below 1 ulp (tested).
 */
double portable_log(double x);

/**
 * e^x: 0 for x below about -745, INFINITY for x above about 709.8, and exactly 1 for 0. The error
 * is below 1 ulp.
 */
double portable_exp(double x);

/** 2^x. It is exact for integers, and exactly 1 at 0. */
double portable_exp2(double x);

/** x^y = exp(y log x) for x > 0: exactly 1 for y == 0, exactly x for y == 1. 0^y is 0 for y > 0. */
double portable_pow(double x, double y);

/** 1/(1 + e^-x). */
double portable_expit(double x);

/** log(p/(1 - p)) for 0 < p < 1. The error is below 5 ulp, also near p = 1/2. */
double portable_logit(double p);

/**
 * Return the same as fmax() and fmin() of the C library; an argument that is NAN is ignored. These
 * functions exist because the compiler does not inline fmax() and fmin().
 */
static inline double
portable_max(double a, double b)
{
    return a > b || b != b ? a : b;
}

static inline double
portable_min(double a, double b)
{
    return a < b || b != b ? a : b;
}

/**
 * Quantile of the standard normal distribution for 0 < u < 1, by algorithm AS 241, PPND16 (Wichura
 * 1988). The relative error is below 1.5e-15.
 */
double portable_normal(double u);

#endif
