/**
 * process.h - runs a command and measures its processor time, duration and memory.
 */
#ifndef BENCH_PROCESS_H
#define BENCH_PROCESS_H

#include <time.h>

#include "base/status.h"

/** Resources of one measurement, of a process or of runs alone. */
struct process_cost {
    double processor, clock; /* seconds */
    double memory;           /* bytes */
};

/** Largest number of words of a command, with the NULL after the last. */
enum { PROCESS_WORDS = 10 };

/** Seconds on a clock of the system. */
double process_seconds(clockid_t clock);

/**
 * Runs a command without input and output to its end, and measures it. STATUS_IO if it cannot be
 * started, or does not end with exit status 0.
 */
enum status process_run(const char *const words[PROCESS_WORDS], struct process_cost *cost,
    struct failure *f) MUST_CHECK;

#endif
