/**
 * duration.h - reads and prints durations such as "90s", "30m", "2h", "1.5d".
 */
#ifndef EXPERIMENT_DURATION_H
#define EXPERIMENT_DURATION_H

#include <stdbool.h>
#include <stddef.h>

/**
 * Reads a duration in seconds; a number without a unit is in seconds. False if it is not valid or
 * not above 0.
 */
bool duration_read(const char *text, double *seconds);

enum { DURATION_BYTES = 32 };

/** Prints a duration with about two digits: "41 s", "3 min", "2.5 h", "1.2 d". Returns `out`. */
const char *duration_print(char out[DURATION_BYTES], double seconds);

#endif
