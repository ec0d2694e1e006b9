/**
 * scale.h - maps numbers to positions, in per cent of the width or height of a picture.
 */
#ifndef REPORT_SCALE_H
#define REPORT_SCALE_H

#include <stdbool.h>
#include <stdint.h>

enum { SCALE_TICKS = 16 };

/** Maps `low` to 0 and `high` to 100. Empty until it has included a number. */
struct scale {
    double low, high;
    bool seen;
};

/** Extends the scale to x; ignores NAN and infinities. */
void scale_include(struct scale *s, double x);

/**
 * Extends the ends to round numbers, for about `wanted` steps. A single number gets room on
 * both sides.
 */
void scale_round(struct scale *s, int32_t wanted);

/** The position of x, limited to [0, 100]. */
double scale_at(const struct scale *s, double x);

/**
 * Round numbers (1, 2 or 5 times a power of ten apart) within the scale, in order, about `wanted`
 * of them. Returns how many.
 */
int32_t scale_ticks(const struct scale *s, int32_t wanted, double ticks[SCALE_TICKS]);

#endif
