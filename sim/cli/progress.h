/**
 * progress.h - prints progress.
 *
 * On a terminal this is one line with rate and remaining time, which is rewritten. Otherwise it is
 * a line for every 10 %.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct progress {
    int64_t total, done;
    int32_t tenths; /* number of tenths already reported */
    bool quiet, terminal, printed;
    struct timespec start, last;
};

void progress_start(struct progress *p, int64_t total, bool quiet);
void progress_add(struct progress *p, int64_t runs);
void progress_end(struct progress *p);

#endif
