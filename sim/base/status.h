/**
 * status.h - how functions report failure.
 *
 * A failure has one of three causes: the input, the machine (memory, disk), or a bug in the
 * program. A message about the input names the location in the input; a message about a bug names
 * the source line. A function that can fail returns an enum status. The function that detects the
 * failure adds one line to a struct failure; its callers only return the status. A function that
 * must free something has one exit, the label `out`, and jumps there with TRY.
 */
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(format, first) __attribute__((__format__(printf, format, first)))

/**
 * Result of a function: success, or the kind of the failure. status_exit_code() gives the exit code
 * of the program for each.
 */
enum status {
    STATUS_OK,
    STATUS_USAGE,     /* the command line is invalid */
    STATUS_BAD_INPUT, /* a scenario, agreement, trace or experiment is invalid */
    STATUS_IO,        /* a file cannot be read or written, or a directory was not made by
                       * cbmsim */
    STATUS_NO_MEMORY,
    STATUS_MISMATCH, /* two results that must be equal are different (replay, verify, merge) */
    STATUS_RUNS_FAILED, /* the command finished, but some runs were aborted */
    STATUS_STOPPED,     /* the user or a time limit stopped the command; it can be resumed */
};

enum { FAILURE_LINES = 15, FAILURE_LINE_BYTES = 640 };

/**
 * Error messages for the user: the first FAILURE_LINES lines, and the number of all lines. A zeroed
 * struct is empty. The functions below allocate nothing, so they work even when memory is
 * exhausted.
 */
struct failure {
    int32_t count;
    char line[FAILURE_LINES][FAILURE_LINE_BYTES];
};

/** Adds a line. A line that is too long is cut at a UTF-8 boundary and ends in "...". */
void failure_add(struct failure *f, const char *format, ...) PRINTF_LIKE(2, 3);

/**
 * Adds a line and returns `status`, so that a function can end with `return failure_of(...)`. f may
 * be NULL.
 */
enum status failure_of(enum status status, struct failure *f, const char *format, ...)
    PRINTF_LIKE(3, 4);

/**
 * Reports a system call that failed: adds "PATH: REASON" for errno and returns STATUS_IO. For
 * ENOMEM it adds nothing and returns STATUS_NO_MEMORY. f may be NULL.
 */
enum status failure_of_file(struct failure *f, const char *path);

/**
 * Prints the lines to stderr, each after `prefix`, and then the number of lines that were not kept.
 */
void failure_print(const char *prefix, const struct failure *f);

/**
 * Exit code of the program: 0 done, 1 some runs failed, 2 invalid command line, 3 invalid input, 4
 * input/output or memory, 5 a comparison failed, 75 stopped and can be resumed.
 */
int status_exit_code(enum status status);

/** Jumps to the label `out` if the call fails. Needs `enum status st` in scope. */
#define TRY(call)                                                                              \
    do {                                                                                       \
        st = (call);                                                                           \
        if (st != STATUS_OK) {                                                                 \
            goto out;                                                                          \
        }                                                                                      \
    } while (0)

/**
 * Unless the condition holds, prints its source location to stderr and exits with 70, because the
 * program has a bug. The check is compiled into every build.
 */
#define BUG_UNLESS(condition)                                                                  \
    ((condition) ? (void)0 : status_bug(__FILE__, __LINE__, #condition))

_Noreturn void status_bug(const char *file, int line, const char *condition);

#endif
