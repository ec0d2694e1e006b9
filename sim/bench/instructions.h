/**
 * instructions.h - counts the instructions of a thread in user mode, with the counter of the
 * processor.
 *
 * Unlike times, counts hardly depend on other processes. The counter may be missing, as in most
 * virtual machines, or the system may not permit its use.
 */
#ifndef BENCH_INSTRUCTIONS_H
#define BENCH_INSTRUCTIONS_H

/** A counter of the thread that opened it. */
struct instructions {
    int fd; /* -1: not available */
};

/** Starts to count. Returns NULL, or the reason why the counter is not available. */
const char *instructions_open(struct instructions *c);

/** Instructions since instructions_open(); NAN if the counter is not available. */
double instructions_read(const struct instructions *c);

void instructions_close(struct instructions *c);

#endif
