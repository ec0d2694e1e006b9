/* The one file in C++: no C library prints the shortest text of a double. */
#include "base/number.h"

#include <charconv>
#include <cmath>

static int
finish(char *out, const std::to_chars_result &result)
{
    *result.ptr = '\0';
    return static_cast<int>(result.ptr - out);
}

/* std::to_chars without a format would choose 1e+05 over 100000, being shorter. */
int
number_print(char *out, double x)
{
    double size = std::fabs(x);
    bool plain = size == 0 || (size >= 1e-4 && size < 1e16);

    return finish(out, std::to_chars(out, out + NUMBER_BYTES - 1, x,
                           plain ? std::chars_format::fixed : std::chars_format::scientific));
}

int
number_print_rounded(char *out, double days)
{
    if (!(std::fabs(days) < 9e9)) {
        return number_print(out, days);
    }
    int64_t millionths = std::llround(days * 1e6);
    int64_t size = millionths < 0 ? -millionths : millionths;
    int64_t rest = size % 1000000;
    char *at = out;

    if (millionths < 0) {
        *at++ = '-';
    }
    at = std::to_chars(at, out + NUMBER_BYTES - 1, size / 1000000).ptr;
    if (rest != 0) {
        *at++ = '.';
        for (int64_t unit = 100000; rest != 0; rest %= unit, unit /= 10) {
            *at++ = static_cast<char>('0' + rest / unit);
        }
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
number_print_hex(char *out, uint64_t x)
{
    for (int i = 0; i < 16; i++) {
        out[i] = "0123456789abcdef"[(x >> (60 - 4 * i)) & 15];
    }
    out[16] = '\0';
    return 16;
}
