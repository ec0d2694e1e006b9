/**
 * duration.h - reads and prints durations such as "90s", "30m", "2h", "1.5d".
 */
#ifndef EXPERIMENT_DURATION_H
#define EXPERIMENT_DURATION_H

#include <stdbool.h>
#include <stddef.h>

/**
 * Reads a duration and stores it in seconds. A number without a unit is in seconds. Returns false
 * if the text is not a duration above 0.
 */
bool duration_read(const char *text, double *seconds);

enum { DURATION_BYTES = 32 };

/** Prints a duration with about two digits: "41 s", "3 min", "2.5 h", "1.2 d". Returns `out`. */
const char *duration_print(char out[DURATION_BYTES], double seconds);

#endif
