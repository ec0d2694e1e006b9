/* This is the only C++ file: the C library has no function for the shortest text of a double. */
#include "base/number.h"

#include <charconv>
#include <cmath>
#include <string.h>

static int
finish(char *out, const std::to_chars_result &result)
{
    *result.ptr = '\0';
    return static_cast<int>(result.ptr - out);
}

/* The function passes a format because std::to_chars without a format prints 100000 as 1e+05, which
   is shorter. Most numbers are counts, so there is a faster path for whole numbers and a still
   faster one for single digits. */
int
number_print(char *out, double x)
{
    if (x < 10 && x >= 0 && !std::signbit(x) && x == static_cast<int>(x)) {
        out[0] = static_cast<char>('0' + static_cast<int>(x));
        out[1] = '\0';
        return 1;
    }

    double size = std::fabs(x);
    bool plain = size == 0 || (size >= 1e-4 && size < 1e16);

    if (size < 0x1p53 && (size > 0 || !std::signbit(x))) {
        auto whole = static_cast<int64_t>(x);

        if (static_cast<double>(whole) == x) {
            return number_print_integer(out, whole);
        }
    }
    return finish(out, std::to_chars(out, out + NUMBER_BYTES - 1, x,
                           plain ? std::chars_format::fixed : std::chars_format::scientific));
}

/* Writes a fraction of millionths, for example ".25" for 250000, without zeros at its end. Returns
   the end of the text. */
static char *
put_millionths(char *at, uint32_t millionths)
{
    char *end = at + 7;

    *at = '.';
    for (char *digit = at + 6; digit > at; digit--) {
        *digit = static_cast<char>('0' + millionths % 10);
        millionths /= 10;
    }
    while (end[-1] == '0') {
        end--;
    }
    return end;
}

int
number_print_rounded(char *out, double days)
{
    if (!(std::fabs(days) < 9e9)) {
        return number_print(out, days);
    }
    auto size = static_cast<uint64_t>(std::fabs(days) * 1e6 + 0.5);
    auto rest = static_cast<uint32_t>(size % 1000000);
    char *at = out;

    if (days < 0 && size > 0) {
        *at++ = '-';
    }
    at = std::to_chars(at, out + NUMBER_BYTES - 1, size / 1000000).ptr;
    if (rest != 0) {
        at = put_millionths(at, rest);
    }
    *at = '\0';
    return static_cast<int>(at - out);
}

int
number_print_integer(char *out, int64_t x)
{
    return finish(out, std::to_chars(out, out + NUMBER_BYTES - 1, x));
}

int
number_print_unsigned(char *out, uint64_t x)
{
    return finish(out, std::to_chars(out, out + NUMBER_BYTES - 1, x));
}

int
number_print_digits(char *out, double x, int digits)
{
    return finish(out, std::to_chars(out, out + NUMBER_BYTES - 1, x,
                           std::chars_format::scientific, digits - 1));
}

int
number_print_hex(char *out, uint64_t x)
{
    for (int i = 0; i < 16; i++) {
        out[i] = "0123456789abcdef"[(x >> (60 - 4 * i)) & 15];
    }
    out[16] = '\0';
    return 16;
}

/* A fast path for whole numbers of up to 15 digits, which a double represents exactly. */
static bool
read_count(const char *text, size_t length, double *x)
{
    int64_t value = 0;

    if (length == 0 || length > 15) {
        return false;
    }
    for (size_t k = 0; k < length; k++) {
        if (text[k] < '0' || text[k] > '9') {
            return false;
        }
        value = 10 * value + (text[k] - '0');
    }
    *x = static_cast<double>(value);
    return true;
}

bool
number_read(const char *text, size_t length, double *x)
{
    double value;

    if (read_count(text, length, x)) {
        return true;
    }
    std::from_chars_result result = std::from_chars(text, text + length, value);

    if (result.ec != std::errc() || result.ptr != text + length || !std::isfinite(value)) {
        return false;
    }
    *x = value;
    return true;
}

bool
number_read_unsigned(const char *text, uint64_t *x)
{
    uint64_t value = 0;
    const char *end = text + strlen(text);
    std::from_chars_result result = std::from_chars(text, end, value);

    if (result.ec != std::errc() || result.ptr != end) {
        return false;
    }
    *x = value;
    return true;
}
