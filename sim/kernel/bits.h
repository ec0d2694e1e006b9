/**
 * bits.h - converts random bits to a uniform number, and computes its logarithm.
 *
 * The functions are inline, for single numbers and for vectorised loops; sim/kernel and
 * sim/bench/exponential_batch.c use them. uniform_of() and uniform_log() are sequences of correctly
 * rounded operations without branches and without conversions that vector units lack. So the
 * compiler may vectorise them with any width, and each lane gives the same bits as a scalar call.
 */
#ifndef KERNEL_BITS_H
#define KERNEL_BITS_H

#include <stdint.h>
#include <string.h>

/** Returns the 64 bits of x. uniform_from_bits() is the inverse function. */
static inline uint64_t
uniform_bits(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof(bits));
    return bits;
}

static inline double
uniform_from_bits(uint64_t bits)
{
    double x;

    memcpy(&x, &bits, sizeof(x));
    return x;
}

/**
 * Returns (k + 1/2) 2^-53, where k is the upper 53 bits of a word (see stream.h). k is computed
 * exactly as the sum of two halves, whose bits are placed in the significands of 2^84 and 2^52.
 */
static inline double
uniform_of(uint64_t word)
{
    double high = uniform_from_bits((word >> 43) | UINT64_C(0x4530000000000000)) - 0x1p84;
    double low =
        uniform_from_bits(((word >> 11) & 0xffffffff) | UINT64_C(0x4330000000000000)) - 0x1p52;
    double u = ((high + low) + 0.5) * 0x1p-53;

    return u < 1 ? u : 1 - 0x1p-53;
}

/**
 * Returns 2 atanh(s)/s - 2 as a function of z = s^2, for s up to 0.1716. This is z (2/3 + 2/5 z +
 * 2/7 z^2 + ...), with coefficients fitted so that the error of the logarithm is at most 2^-59.
 */
static inline double
uniform_log_rest(double z)
{
    double w = z * z;
    double odd =
        w * (0x1.99999999952d7p-2 + w * (0x1.c71c62e3f11e6p-3 + w * 0x1.39fe51a7c18f9p-3));
    double even =
        z *
        (0x1.5555555555558p-1 +
            w * (0x1.2492492df281ap-2 + w * (0x1.7462b51cb66b1p-3 + w * 0x1.2b5900de53b32p-3)));

    return odd + even;
}

/**
 * Returns log(x) of a positive normal number x.
 *
 * Let x = 2^k m with sqrt(1/2) <= m < sqrt(2), f = m - 1, and s = f/(2 + f). Then log m = 2 atanh
 * s. With 2s = f - s f, this equals f - f^2/2 + s (f^2/2 + rest), in which only small terms have
 * rounding errors. The product of k with the upper part of log 2 is exact.
 */
static inline double
uniform_log(double x)
{
    const uint64_t offset = UINT64_C(0x3fe6a09e667f3bcd); /* sqrt(1/2) */
    uint64_t shifted = uniform_bits(x) - offset + UINT64_C(0x3ff0000000000000);
    double k =
        uniform_from_bits((shifted >> 52) | UINT64_C(0x4330000000000000)) - (0x1p52 + 1023);
    double m = uniform_from_bits((shifted & UINT64_C(0x000fffffffffffff)) + offset);
    double f = m - 1;
    double half = 0.5 * f * f;
    double s = f / (2 + f);

    return ((s * (half + uniform_log_rest(s * s)) + k * 0x1.a39ef35793c76p-33) - half) + f +
           k * 0x1.62e42feep-1;
}

#endif
