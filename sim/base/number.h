/**
 * number.h - numbers as text, the same bytes on every machine and under every locale.
 *
 * A real is printed with the fewest digits that read back to the same double, laid out as
 * Python's repr() does without its ".0": plain from 0.0001 up to below 1e16, else with an
 * exponent of at least two digits (0.1, 12, 1e-07, 1.5e+300). R, pandas and gnuplot read all
 * of it. Every function ends the text with a NUL and returns its length without it; `out`
 * holds at least NUMBER_BYTES.
 */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { NUMBER_BYTES = 32 };

/** The shortest text that reads back to x, at most 24 bytes. Not finite: "inf", "-inf", "nan".
 */
int number_print(char *out, double x);

/** Days to a millionth (a tenth of a second), never "-0"; from 9e9 on as number_print(). */
int number_print_rounded(char *out, double days);

int number_print_integer(char *out, int64_t x);
int number_print_unsigned(char *out, uint64_t x);

/** `digits` significant digits, 1 to 17, always with an exponent: "1.23e-05", "2.00e+00". */
int number_print_digits(char *out, double x, int digits);

/** 16 lower-case hexadecimal digits. */
int number_print_hex(char *out, uint64_t x);

/**
 * Reads what number_print() wrote, or any decimal number of that form, into *x: the nearest
 * double. False, and *x untouched, unless all `length` bytes are the number and it is finite.
 */
bool number_read(const char *text, size_t length, double *x);

/** Reads digits that fit 64 bits, such as a seed. False, and *x untouched, of any other text. */
bool number_read_unsigned(const char *text, uint64_t *x);

#ifdef __cplusplus
}
#endif

#endif
