/**
 * scale.h - maps numbers to positions in per cent of the width or height of a picture.
 */
#ifndef REPORT_SCALE_H
#define REPORT_SCALE_H

#include <stdbool.h>
#include <stdint.h>

enum { SCALE_TICKS = 16 };

/** Maps `low` to 0 and `high` to 100. The scale is empty until a number was included. */
struct scale {
    double low, high;
    bool seen;
};

/** Extends the scale so that it contains x. NAN and infinities are ignored. */
void scale_include(struct scale *s, double x);

/**
 * Extends the ends of the scale to round numbers, for about `wanted` steps between ticks. If the
 * scale contains a single number, extends it on both sides.
 */
void scale_round(struct scale *s, int32_t wanted);

/** Returns the position of x, limited to [0, 100]. */
double scale_at(const struct scale *s, double x);

/**
 * Finds about `wanted` round numbers within the scale, in order; they are 1, 2 or 5 times a power
 * of ten apart. Returns their number.
 */
int32_t scale_ticks(const struct scale *s, int32_t wanted, double ticks[SCALE_TICKS]);

#endif
