/**
 * progress.h - prints progress.
 *
 * On a terminal, this is one line with the rate and the remaining time, which is printed again and
 * again. Elsewhere, a line is printed for every 10 % of the runs.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/** The progress of a number of runs; its members are private. */
struct progress {
    int64_t total, done;
    int32_t tenths; /* number of tenths already reported */
    bool quiet, terminal, printed;
    struct timespec start, last;
};

/** Begins the progress of `total` runs. If `quiet` is true, nothing is printed. */
void progress_start(struct progress *p, int64_t total, bool quiet);
/** Adds `runs` finished runs, and prints the progress if a line is due. */
void progress_add(struct progress *p, int64_t runs);
/** Ends the line on a terminal. */
void progress_end(struct progress *p);

#endif
