/**
 * progress.h - prints progress: on a terminal one line with rate and remaining time, which is
 * rewritten; otherwise one line per 10 %.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct progress {
    int64_t total, done;
    int32_t tenths; /* already reported */
    bool quiet, terminal, printed;
    struct timespec start, last;
};

void progress_start(struct progress *p, int64_t total, bool quiet);
void progress_add(struct progress *p, int64_t runs);
void progress_end(struct progress *p);

#endif
