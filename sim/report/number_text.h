/**
 * number_text.h - numbers as people read them.
 *
 * A real has three significant digits, below 100; from there on it is a whole number. So 0.0123,
 * 1.5, 27.4, 564, 27 431. What is nearer to 0 than 1e-12 is rounding, and 0. Digits from 10 000
 * on stand in groups of three. The minus is a minus and not a hyphen. Nothing depends on a
 * locale. Exact numbers are in the CSV files.
 */
#ifndef REPORT_NUMBER_TEXT_H
#define REPORT_NUMBER_TEXT_H

#include "base/buffer.h"
#include "stats/statistics.h"

enum { NUMBER_TEXT_BYTES = 64 };

/** "-" for what is missing or not finite. Returns `out`. */
const char *number_text_real(char out[NUMBER_TEXT_BYTES], double x);

/** The same with a plus if it is above 0. */
const char *number_text_signed(char out[NUMBER_TEXT_BYTES], double x);

/** A whole number in full. */
const char *number_text_count(char out[NUMBER_TEXT_BYTES], int64_t n);

/** Adds each to a buffer. */
void number_text_add(struct buffer *b, double x);
void number_text_add_signed(struct buffer *b, double x);
void number_text_add_count(struct buffer *b, int64_t n);

/** "27.4 (26.3 to 28.5)"; without the interval if it has none. */
void number_text_add_estimate(struct buffer *b, struct estimate at);

/** "+27.4 (+26.3 to +28.5)": the same with signs. */
void number_text_add_difference(struct buffer *b, struct estimate at);

/** A coordinate: to a hundredth, with a point. */
void number_text_add_coordinate(struct buffer *b, double x);

#endif
