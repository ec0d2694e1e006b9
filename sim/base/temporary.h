/**
 * temporary.h - unnamed temporary files, for data that may be larger than memory.
 *
 * The file is in $TMPDIR or, if that is not set, in /tmp. It disappears when it is closed or the
 * process ends.
 */
#ifndef BASE_TEMPORARY_H
#define BASE_TEMPORARY_H

#include "base/status.h"

/**
 * Opens a temporary file for reading and writing (with FD_CLOEXEC). Returns STATUS_IO with a
 * message on failure.
 */
enum status temporary_open(int *fd, struct failure *f) MUST_CHECK;

/**
 * Adds the message "DIR: a temporary file cannot be WHAT: REASON". `what` is a participle such as
 * "written"; the reason comes from errno. Returns STATUS_IO.
 */
enum status temporary_fails(const char *what, struct failure *f);

#endif
