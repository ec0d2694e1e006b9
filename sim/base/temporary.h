/**
 * temporary.h - a file without a name, for what may be larger than memory.
 *
 * It stands in $TMPDIR, else in /tmp, and is gone when it is closed or the process ends.
 */
#ifndef BASE_TEMPORARY_H
#define BASE_TEMPORARY_H

#include "base/status.h"

/** Opens one to read and write; it is closed when a program is executed. STATUS_IO. */
enum status temporary_open(int *fd, struct failure *f) MUST_CHECK;

/** "DIR: a temporary file cannot be WHAT: what errno says". */
enum status temporary_fails(const char *what, struct failure *f);

#endif
