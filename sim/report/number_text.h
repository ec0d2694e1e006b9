/**
 * number_text.h - prints numbers for readers.
 *
 * A real number below 100 has at most three significant digits. From 100 on it is rounded to a
 * whole number. Examples are 0.0123, 1.5, 27.4, 564 and 27 431. A value nearer to 0 than 1e-12 is a
 * rounding error and is printed as 0. From 10 000 on, digits are in groups of three. The minus sign
 * is U+2212. The locale does not matter. The CSV files have the exact numbers.
 */
#ifndef REPORT_NUMBER_TEXT_H
#define REPORT_NUMBER_TEXT_H

#include "base/buffer.h"
#include "stats/statistics.h"

enum { NUMBER_TEXT_BYTES = 64 };

/** Writes a real number, or "-" if it is not finite. Returns `out`. */
const char *number_text_real(char out[NUMBER_TEXT_BYTES], double x);

/** Like number_text_real(), with a plus sign if x is above 0. */
const char *number_text_signed(char out[NUMBER_TEXT_BYTES], double x);

/** Writes a whole number with all its digits. Returns `out`. */
const char *number_text_count(char out[NUMBER_TEXT_BYTES], int64_t n);

/**
 * Like number_text_real(), number_text_signed() and number_text_count(), but add the text to a
 * buffer.
 */
void number_text_add(struct buffer *b, double x);
void number_text_add_signed(struct buffer *b, double x);
void number_text_add_count(struct buffer *b, int64_t n);

/** Adds an estimate as "27.4 (26.3 to 28.5)". Without an interval adds only the value. */
void number_text_add_estimate(struct buffer *b, struct estimate at);

/**
 * Adds an estimate with signs, as "+27.4 (+26.3 to +28.5)". Adds "no change" if all three numbers
 * are 0.
 */
void number_text_add_difference(struct buffer *b, struct estimate at);

/** Adds a p value, for example "p = 0.377" or "p < 0.001". */
void number_text_add_p(struct buffer *b, double p);

/** Adds a coordinate, rounded to 0.01. */
void number_text_add_coordinate(struct buffer *b, double x);

#endif
