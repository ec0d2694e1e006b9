/**
 * progress.h - how far a command is: on a terminal a line with rate and time left, elsewhere one
 * line per tenth.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct progress {
    int64_t total, done;
    int32_t tenths; /* told so far */
    bool quiet, terminal, told;
    struct timespec start, last;
};

void progress_start(struct progress *p, int64_t total, bool quiet);
void progress_add(struct progress *p, int64_t runs);
void progress_end(struct progress *p);

#endif
