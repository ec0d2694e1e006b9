#include "base/iso_day.h"

#include <stdio.h>
#include <time.h>

const char *
iso_day(char out[ISO_DAY_BYTES], int64_t days)
{
    time_t seconds = (time_t)(days * 86400);
    struct tm date;

    if (gmtime_r(&seconds, &date) == NULL ||
        strftime(out, ISO_DAY_BYTES, "%Y-%m-%d", &date) == 0) {
        out[0] = '\0';
    }
    return out;
}
