/**
 * number_text.h - numbers for readers.
 *
 * Below 100 a real has at most three significant digits; from 100 on it is rounded to a whole number:
 * 0.0123, 1.5, 27.4, 564, 27 431. Values nearer to 0 than 1e-12 are rounding errors and printed
 * as 0. From 10 000 on digits are in groups of three. The minus sign is U+2212. The locale has
 * no influence. The CSV files have the exact numbers.
 */
#ifndef REPORT_NUMBER_TEXT_H
#define REPORT_NUMBER_TEXT_H

#include "base/buffer.h"
#include "stats/statistics.h"

enum { NUMBER_TEXT_BYTES = 64 };

/** A real; "-" if it is not finite. Returns `out`. */
const char *number_text_real(char out[NUMBER_TEXT_BYTES], double x);

/** Like number_text_real(), with a plus sign if x is above 0. */
const char *number_text_signed(char out[NUMBER_TEXT_BYTES], double x);

/** A whole number with all digits. */
const char *number_text_count(char out[NUMBER_TEXT_BYTES], int64_t n);

/** Adds the text of number_text_real() to a buffer. */
void number_text_add(struct buffer *b, double x);
void number_text_add_signed(struct buffer *b, double x);
void number_text_add_count(struct buffer *b, int64_t n);

/** Adds "27.4 (26.3 to 28.5)"; without the interval if it has none. */
void number_text_add_estimate(struct buffer *b, struct estimate at);

/** Adds "+27.4 (+26.3 to +28.5)", an estimate with signs; "no change" if all three are 0. */
void number_text_add_difference(struct buffer *b, struct estimate at);

/** A p value: "p = 0.377", "p < 0.001". */
void number_text_add_p(struct buffer *b, double p);

/** A coordinate, rounded to 0.01. */
void number_text_add_coordinate(struct buffer *b, double x);

#endif
