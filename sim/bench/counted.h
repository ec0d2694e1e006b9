/**
 * counted.h - counts the instructions of a command in user mode, with valgrind or with the counter
 * of the processor (instructions.h).
 *
 * The counts of valgrind repeat exactly, but valgrind has no instructions for SHA-256: the hash of
 * a file takes about 20 instructions per byte in place of one.
 */
#ifndef BENCH_COUNTED_H
#define BENCH_COUNTED_H

#include "bench/instructions.h"
#include "bench/process.h"
#include "bench/workspace.h"

/** How instructions are counted. */
struct counted {
    struct instructions counter;
    bool valgrind;   /* use valgrind; false: use `counter` */
    const char *how; /* name of the way to count, or the reason why instructions cannot be
                        counted */
    bool possible;
    char log[WORKSPACE_PATH_BYTES]; /* --log-file= and the path of the output of valgrind */
};

/** Chooses valgrind, or the counter if `prefer_counter` or if valgrind is not installed. */
void counted_open(struct counted *c, const struct workspace *w, bool prefer_counter);

void counted_close(struct counted *c);

/**
 * Runs a command and counts its instructions. Returns STATUS_IO if the command does not end with
 * exit status 0. words[0] is the path of the program. There are at most PROCESS_WORDS - 6 words,
 * including the NULL after the last one.
 */
enum status counted_run(const struct counted *c, const char *const words[PROCESS_WORDS],
    double *instructions, struct failure *f) MUST_CHECK;

#endif
