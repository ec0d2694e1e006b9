/**
 * number.h - converts numbers to text and back, with the same bytes on every machine and under
 * every locale.
 *
 * A real number is printed with the fewest digits that read back as the same double. The layout is
 * that of Python's repr() without its ".0": plain from 0.0001 to below 1e16, otherwise with an
 * exponent of at least two digits (0.1, 12, 1e-07, 1.5e+300). R, pandas and gnuplot read this
 * layout. Every print function ends the text with a NUL and returns the length without the NUL.
 * `out` has at least NUMBER_BYTES bytes.
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

/**
 * Prints the shortest text that reads back as x, at most 24 bytes. Prints "inf", "-inf" and "nan",
 * too.
 */
int number_print(char *out, double x);

/**
 * Prints a number of days, rounded to a millionth of a day (0.1 seconds), never as "-0".
 * number_print() prints numbers of 9e9 and more days.
 */
int number_print_rounded(char *out, double days);

/** Print a whole number in decimal. */
int number_print_integer(char *out, int64_t x);
int number_print_unsigned(char *out, uint64_t x);

/**
 * Prints `digits` significant digits (1 to 17), always with an exponent: "1.23e-05", "2.00e+00".
 */
int number_print_digits(char *out, double x, int digits);

/** Prints 16 lower-case hexadecimal digits. */
int number_print_hex(char *out, uint64_t x);

/**
 * Reads a decimal number in the form of number_print() into *x, as the nearest double. Returns
 * false and leaves *x unchanged unless all `length` bytes form one finite number.
 */
bool number_read(const char *text, size_t length, double *x);

/**
 * Reads an unsigned 64-bit number, such as a seed. Returns false for any other text and leaves *x
 * unchanged.
 */
bool number_read_unsigned(const char *text, uint64_t *x);

#ifdef __cplusplus
}
#endif

#endif
