/**
 * duration.h - lengths of time as people write them: "90s", "30m", "2h", "1.5d".
 */
#ifndef EXPERIMENT_DURATION_H
#define EXPERIMENT_DURATION_H

#include <stdbool.h>
#include <stddef.h>

/** Seconds of a text; a bare number is seconds. False unless it is a positive length of time. */
bool duration_read(const char *text, double *seconds);

enum { DURATION_BYTES = 32 };

/** "41 s", "3 min", "2.5 h", "1.2 d": two digits or so, for people. Returns `out`. */
const char *duration_print(char out[DURATION_BYTES], double seconds);

#endif
