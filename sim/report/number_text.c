#include "report/number_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

#define MINUS "\xE2\x88\x92"
#define NARROW_SPACE "\xE2\x80\xAF"
#define NOTHING 1e-12
enum { DIGITS = 3, GROUPS_FROM = 5 };

/* Copies a text and returns its end. */
static char *
put(char *at, const char *text)
{
    size_t length = strlen(text);

    memcpy(at, text, length + 1);
    return at + length;
}

/* Writes the n digits of a whole number. If there are five or more, they are in groups of three.
   Returns the end. */
static char *
put_grouped(char *at, const char *digits, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && n >= GROUPS_FROM && (n - i) % 3 == 0) {
            at = put(at, NARROW_SPACE);
        }
        *at++ = digits[i];
    }
    *at = '\0';
    return at;
}

/* Writes a number below 1 as 0.000ddd, without zeros at its end. `exponent` is its decimal
   exponent, which is below 0. */
static void
put_fraction(char *at, const char digits[DIGITS], int exponent)
{
    int last = DIGITS;

    while (last > 1 && digits[last - 1] == '0') {
        last--;
    }
    at = put(at, "0.");
    for (int i = 1; i < -exponent; i++) {
        *at++ = '0';
    }
    memcpy(at, digits, (size_t)last);
    at[last] = '\0';
}

/* Writes a number from 1 to 99.9, without zeros at its end. `exponent` is its decimal exponent, 0
   or 1. */
static void
put_mixed(char *at, const char digits[DIGITS], int exponent)
{
    int last = DIGITS;

    while (last > exponent + 1 && digits[last - 1] == '0') {
        last--;
    }
    for (int i = 0; i < last; i++) {
        if (i == exponent + 1) {
            *at++ = '.';
        }
        *at++ = digits[i];
    }
    *at = '\0';
}

static void
put_size(char *at, double size)
{
    char text[NUMBER_BYTES], rest[NUMBER_BYTES];
    int exponent;

    if (size >= 99.95 && size < 1e15) {
        put_grouped(at, text, (size_t)number_print_integer(text, (int64_t)floor(size + 0.5)));
        return;
    }
    (void)number_print_digits(text, size, DIGITS); /* writes "d.dde+xx" */
    exponent = atoi(text + DIGITS + 2);
    (void)strcpy(rest, text + DIGITS + 1); /* keeps "e+xx" */
    text[1] = text[2];
    text[2] = text[3];
    if (exponent >= 0 && exponent < 2) {
        put_mixed(at, text, exponent);
    } else if (exponent < 0 && exponent >= -4) {
        put_fraction(at, text, exponent);
    } else {
        put_mixed(at, text, 0);
        (void)strcat(at, rest);
    }
}

const char *
number_text_real(char out[NUMBER_TEXT_BYTES], double x)
{
    if (!isfinite(x)) {
        return strcpy(out, "-");
    }
    if (fabs(x) < NOTHING) {
        return strcpy(out, "0");
    }
    put_size(x < 0 ? put(out, MINUS) : out, fabs(x));
    return out;
}

const char *
number_text_signed(char out[NUMBER_TEXT_BYTES], double x)
{
    (void)number_text_real(x >= NOTHING && isfinite(x) ? put(out, "+") : out, x);
    return out;
}

const char *
number_text_count(char out[NUMBER_TEXT_BYTES], int64_t n)
{
    char digits[NUMBER_BYTES];
    size_t length = (size_t)number_print_integer(digits, n), sign = digits[0] == '-';

    (void)put_grouped(sign > 0 ? put(out, MINUS) : out, digits + sign, length - sign);
    return out;
}

void
number_text_add(struct buffer *b, double x)
{
    char text[NUMBER_TEXT_BYTES];

    buffer_text(b, number_text_real(text, x));
}

void
number_text_add_signed(struct buffer *b, double x)
{
    char text[NUMBER_TEXT_BYTES];

    buffer_text(b, number_text_signed(text, x));
}

void
number_text_add_count(struct buffer *b, int64_t n)
{
    char text[NUMBER_TEXT_BYTES];

    buffer_text(b, number_text_count(text, n));
}

static void
add_with_interval(struct buffer *b, void (*add)(struct buffer *b, double x), struct estimate at)
{
    add(b, at.value);
    if (isfinite(at.low) && isfinite(at.high)) {
        buffer_text(b, " (");
        add(b, at.low);
        buffer_text(b, " to ");
        add(b, at.high);
        buffer_text(b, ")");
    }
}

void
number_text_add_estimate(struct buffer *b, struct estimate at)
{
    add_with_interval(b, number_text_add, at);
}

void
number_text_add_difference(struct buffer *b, struct estimate at)
{
    if (fabs(at.value) < NOTHING && fabs(at.low) < NOTHING && fabs(at.high) < NOTHING) {
        buffer_text(b, "no change");
    } else {
        add_with_interval(b, number_text_add_signed, at);
    }
}

void
number_text_add_p(struct buffer *b, double p)
{
    if (p < 0.001) {
        buffer_text(b, "p&nbsp;&lt;&nbsp;0.001");
    } else {
        buffer_text(b, "p&nbsp;=&nbsp;");
        number_text_add(b, p);
    }
}

void
number_text_add_coordinate(struct buffer *b, double x)
{
    buffer_number(b, floor(x * 100 + 0.5) / 100 + 0.0);
}
