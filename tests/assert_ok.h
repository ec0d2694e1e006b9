/**
 * assert_ok.h - asserts that a status is STATUS_OK. Otherwise the test fails and prints the message
 * of the program.
 */
#ifndef TESTS_ASSERT_OK_H
#define TESTS_ASSERT_OK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/status.h"

static inline void
assert_ok_at(
    enum status st, const struct failure *f, const char *call, const char *file, int line)
{
    static const char *const names[] = {"STATUS_OK", "STATUS_USAGE", "STATUS_BAD_INPUT",
        "STATUS_IO", "STATUS_NO_MEMORY", "STATUS_MISMATCH", "STATUS_RUNS_FAILED",
        "STATUS_STOPPED"};

    if (st != STATUS_OK) {
        print_error("%s: %s\n", call, names[st]);
        for (int32_t k = 0; f != NULL && k < f->count && k < FAILURE_LINES; k++) {
            print_error("%s\n", f->line[k]);
        }
        _fail(file, line);
    }
}

/** `failure` points to the struct failure that was passed to the call, or is NULL. */
#define assert_ok(status, failure)                                                             \
    assert_ok_at((status), (failure), #status, __FILE__, __LINE__)

#endif
