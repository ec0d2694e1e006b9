/**
 * scale.h - from numbers to places, in per cent of a picture's width or height.
 */
#ifndef REPORT_SCALE_H
#define REPORT_SCALE_H

#include <stdbool.h>
#include <stdint.h>

enum { SCALE_TICKS = 16 };

/** From `low`, at 0, to `high`, at 100. Empty until it has seen a number. */
struct scale {
    double low, high;
    bool seen;
};

/** Makes room for x; NAN and infinities are passed over. */
void scale_include(struct scale *s, double x);

/** Ends at round numbers, about `wanted` steps apart. A single number gets room on both sides. */
void scale_round(struct scale *s, int32_t wanted);

/** Where x is, held to [0, 100]. */
double scale_at(const struct scale *s, double x);

/**
 * Round numbers (1, 2 or 5 times a power of ten apart) within the scale, in order, about `wanted`
 * of them. Returns how many.
 */
int32_t scale_ticks(const struct scale *s, int32_t wanted, double ticks[SCALE_TICKS]);

#endif
