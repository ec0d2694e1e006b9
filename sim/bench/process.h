/**
 * process.h - runs a command and measures its processor time, duration and memory.
 */
#ifndef BENCH_PROCESS_H
#define BENCH_PROCESS_H

#include <time.h>

#include "base/status.h"

/** Resources that a process, or a group of runs, needed. */
struct process_cost {
    double processor, clock; /* processor time and duration in seconds */
    double memory;           /* maximum memory in bytes */
};

/** Maximum number of words of a command, including the NULL at its end. */
enum { PROCESS_WORDS = 32 };

/** Returns the time of a clock of the system in seconds. */
double process_seconds(clockid_t clock);

/**
 * Runs a command without input and output to its end, and measures it. words[0] is a path, or a
 * name that is looked up in PATH. The memory of the command has the same addresses in every run
 * (on Linux), so that its instructions repeat. Returns STATUS_IO if the command cannot be started
 * or does not end with exit status 0.
 */
enum status process_run(const char *const words[PROCESS_WORDS], struct process_cost *cost,
    struct failure *f) MUST_CHECK;

#endif
