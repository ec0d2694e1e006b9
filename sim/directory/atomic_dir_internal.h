/**
 * atomic_dir_internal.h - declarations shared by atomic_dir.c (the directory and its lock) and
 * atomic_dir_files.c (the files).
 */
#ifndef DIRECTORY_ATOMIC_DIR_INTERNAL_H
#define DIRECTORY_ATOMIC_DIR_INTERNAL_H

#include <fcntl.h>

#include "directory/atomic_dir.h"

/** Flags with which a directory is opened. */
enum { ATOMIC_DIR_FLAGS = O_RDONLY | O_DIRECTORY | O_CLOEXEC };

/**
 * Reports the reason in errno for a file, or for the directory itself if `name` is "". Returns
 * STATUS_IO.
 */
enum status atomic_dir_fail(
    const struct atomic_dir *d, const char *name, struct failure *f) MUST_CHECK;

#endif
