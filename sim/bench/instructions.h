/**
 * instructions.h - counts the instructions of a thread in user mode with the counter of the
 * processor.
 *
 * Unlike times, counts hardly depend on other processes. Most virtual machines have no such
 * counter, and the system may not permit its use.
 */
#ifndef BENCH_INSTRUCTIONS_H
#define BENCH_INSTRUCTIONS_H

/**
 * A counter for the thread that opened it, and for processes that this thread starts and waits for.
 */
struct instructions {
    int fd; /* file descriptor of the counter; -1: not available */
};

/** Starts to count. Returns NULL, or the reason why the counter is not available. */
const char *instructions_open(struct instructions *c);

/**
 * Returns the number of instructions since instructions_open(), or NAN if the counter is not
 * available.
 */
double instructions_read(const struct instructions *c);

void instructions_close(struct instructions *c);

#endif
