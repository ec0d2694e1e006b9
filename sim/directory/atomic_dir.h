/**
 * atomic_dir.h - a directory in which one process writes files atomically.
 *
 * A file is written in DIR/.cbmsim/, flushed to the disk, and then renamed to its final name. So a
 * file outside .cbmsim is always complete, even if the program is interrupted. The process holds a
 * lock on DIR/.cbmsim/lock while it writes. The system releases the lock when the process ends, so
 * a lock is never stale. Links below DIR are not followed.
 *
 * Names of files are relative. They consist of letters, digits and the characters . _ - with /
 * between directories; no part begins with a dot. Every function that fails reports the file and
 * the reason and returns STATUS_IO.
 */
#ifndef DIRECTORY_ATOMIC_DIR_H
#define DIRECTORY_ATOMIC_DIR_H

#include "base/buffer.h"

enum { ATOMIC_DIR_NAME_BYTES = 128 };

struct atomic_dir {
    char *path;
    int directory; /* descriptors of DIR, of DIR/.cbmsim and of the lock; -1 if not open */
    int scratch;
    int lock;
    bool made;    /* this process made the directory */
    size_t found; /* if `made`: length of the part of `path` that existed before */
};

#define ATOMIC_DIR_CLOSED ((struct atomic_dir){NULL, -1, -1, -1, false, 0})

/** Whether a name is allowed in an atomic directory. */
bool atomic_dir_is_name(const char *name);

/**
 * Opens the directory at `path`. Makes the directory and the folders above it if they do not exist.
 * atomic_dir_release() removes the new directories that are still empty.
 */
enum status atomic_dir_open(
    struct atomic_dir *d, const char *path, struct failure *f) MUST_CHECK;

/** Stores in *empty whether the directory contains nothing except .cbmsim. */
enum status atomic_dir_is_empty(
    const struct atomic_dir *d, bool *empty, struct failure *f) MUST_CHECK;

/** Takes the lock and deletes files that an interrupted process left in .cbmsim. */
enum status atomic_dir_lock(struct atomic_dir *d, struct failure *f) MUST_CHECK;

/**
 * Whether a process holds the lock. On a file system without locks: whether the lock file exists.
 * The function only reads the directory.
 */
bool atomic_dir_is_locked(const struct atomic_dir *d);

/** Starts a file whose final name is `name`, and stores its descriptor in *fd. */
enum status atomic_dir_create(
    const struct atomic_dir *d, const char *name, int *fd, struct failure *f) MUST_CHECK;

/**
 * Opens a file under its final name for reading and appending, and makes it if it does not exist.
 * The function is only for a file that stays valid if its end is cut off, such as a journal. The
 * lock must be held.
 */
enum status atomic_dir_append(
    const struct atomic_dir *d, const char *name, int *fd, struct failure *f) MUST_CHECK;

/** Closes a file without flushing it, and sets *fd to -1. */
void atomic_file_discard(int *fd);

/** Writes bytes to the open file `fd`. `name` is the name of the file in messages. */
enum status atomic_dir_write(const struct atomic_dir *d, const char *name, int fd,
    const char *bytes, size_t length, struct failure *f) MUST_CHECK;

/** Flushes the file to the disk and closes it. Sets *fd to -1, also on failure. */
enum status atomic_dir_close(
    const struct atomic_dir *d, const char *name, int *fd, struct failure *f) MUST_CHECK;

/**
 * Renames a closed file to its final name, replaces an old file of that name, and flushes the
 * directory.
 */
enum status atomic_dir_publish(
    const struct atomic_dir *d, const char *name, struct failure *f) MUST_CHECK;

/** Removes the file with the final name `name`, if it exists. */
enum status atomic_dir_remove(
    const struct atomic_dir *d, const char *name, struct failure *f) MUST_CHECK;

/**
 * Appends the contents of the file `name` to *out. Sets *there to false if there is no such regular
 * file. Returns STATUS_IO for a file with more than `limit` bytes.
 */
enum status atomic_dir_read(const struct atomic_dir *d, const char *name, size_t limit,
    struct buffer *out, bool *there, struct failure *f) MUST_CHECK;

/**
 * Removes .cbmsim, releases the lock and closes the directory. Removes the directory itself if this
 * process made it and it is empty. The call is also allowed after a failure and for
 * ATOMIC_DIR_CLOSED.
 */
void atomic_dir_release(struct atomic_dir *d);

#endif
