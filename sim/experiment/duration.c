#include "experiment/duration.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

static const struct {
    char letter;
    const char *name;
    double seconds;
} units[] = {{'s', "s", 1}, {'m', "min", 60}, {'h', "h", 3600}, {'d', "d", 86400}};

enum { UNITS = sizeof(units) / sizeof(units[0]) };

bool
duration_read(const char *text, double *seconds)
{
    size_t length = strlen(text);
    double unit = 1;

    for (int k = 0; k < UNITS && length > 0; k++) {
        if (text[length - 1] == units[k].letter) {
            unit = units[k].seconds;
            length--;
            break;
        }
    }
    if (!number_read(text, length, seconds) || !(*seconds > 0) || *seconds * unit > 1e9) {
        return false;
    }
    *seconds *= unit;
    return true;
}

const char *
duration_print(char out[DURATION_BYTES], double seconds)
{
    int k = UNITS - 1;

    while (k > 0 && seconds < units[k].seconds) {
        k--;
    }
    seconds /= units[k].seconds;
    (void)snprintf(
        out, DURATION_BYTES, seconds < 9.95 ? "%.1f %s" : "%.0f %s", seconds, units[k].name);
    return out;
}
