/**
 * iso_day.h - dates in the form of ISO 8601.
 */
#ifndef BASE_ISO_DAY_H
#define BASE_ISO_DAY_H

#include <stdint.h>

enum { ISO_DAY_BYTES = 32 };

/**
 * Writes the date `days` days after 1970-01-01 as "2022-03-03", for years 1000 to 9999. Returns
 * `out`.
 */
const char *iso_day(char out[ISO_DAY_BYTES], int64_t days);

#endif
