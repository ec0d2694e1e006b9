/**
 * status.h - how a function says that it could not do what it was asked.
 *
 * A failure is one of three people's: the user's (a message with a place), the machine's
 * (memory, disk) or ours (an assertion with a line). A function that can fail returns an
 * enum status; if there is something to say, it adds one line to a struct failure, once, at
 * the origin, and everybody above only passes the status on. A function with something to
 * free has one exit, `out`, and uses TRY to reach it.
 */
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(format, first) __attribute__((__format__(printf, format, first)))

/** What happened, by who must act. main() turns it into the exit code, see status_exit_code(). */
enum status {
    STATUS_OK,
    STATUS_USAGE,     /* the command line cannot be understood */
    STATUS_BAD_INPUT, /* a scenario, an agreement, a trace, an experiment is not valid */
    STATUS_IO,        /* a file cannot be read or written, or a directory is not ours */
    STATUS_NO_MEMORY,
    STATUS_MISMATCH,    /* a comparison failed: replay, verify, contradicting parts */
    STATUS_RUNS_FAILED, /* finished, but some runs were given up */
    STATUS_STOPPED, /* stopped early by the user or the clock; what is there can be resumed */
};

enum { FAILURE_LINES = 15, FAILURE_LINE_BYTES = 640 };

/**
 * The lines to show a person: the first FAILURE_LINES of them, and how many there were in all.
 * Zero is empty. Needs no memory, so that it works when there is none.
 */
struct failure {
    int32_t count;
    char line[FAILURE_LINES][FAILURE_LINE_BYTES];
};

/** Adds a line. A longer one is cut at a UTF-8 boundary and ends in "...". */
void failure_add(struct failure *f, const char *format, ...) PRINTF_LIKE(2, 3);

/** Adds a line and returns `status`, for `return failure_of(...)`. f may be NULL. */
enum status failure_of(enum status status, struct failure *f, const char *format, ...)
    PRINTF_LIKE(3, 4);

/** Prints the lines to stderr, each after a prefix, and the number of lines that were not kept. */
void failure_print(const char *prefix, const struct failure *f);

/** 0 done, 1 some runs failed, 2 usage, 3 invalid input, 4 input/output or memory, 5 comparison failed, 75 resumable. */
int status_exit_code(enum status status);

/** Goes to `out` of the calling function if the call fails. Needs `enum status st` in scope. */
#define TRY(call)                                                                              \
    do {                                                                                       \
        st = (call);                                                                           \
        if (st != STATUS_OK) {                                                                 \
            goto out;                                                                          \
        }                                                                                      \
    } while (0)

/** Our own mistake: says where on stderr and exits with 70. Always compiled in. */
#define BUG_UNLESS(condition)                                                                  \
    ((condition) ? (void)0 : status_bug(__FILE__, __LINE__, #condition))

_Noreturn void status_bug(const char *file, int line, const char *condition);

#endif
