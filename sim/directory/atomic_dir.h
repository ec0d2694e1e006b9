/**
 * atomic_dir.h - a directory in which one process writes files atomically.
 *
 * A file is written under DIR/.cbmsim/, flushed to the disk, and then renamed to its final
 * name. So a file outside .cbmsim is always complete, even if the program is interrupted. The
 * process holds a lock on DIR/.cbmsim/lock while it writes; the system releases the lock when
 * the process ends, so a lock is never stale. Links below DIR are not followed.
 *
 * Names are relative and consist of letters, digits and . _ - with / between directories; no part
 * begins with a dot. Every failure is STATUS_IO with the file and the reason.
 */
#ifndef DIRECTORY_ATOMIC_DIR_H
#define DIRECTORY_ATOMIC_DIR_H

#include "base/buffer.h"

enum { ATOMIC_DIR_NAME_BYTES = 128 };

struct atomic_dir {
    char *path;
    int directory; /* descriptors, -1 if not open */
    int scratch;   /* DIR/.cbmsim */
    int lock;
    bool made;    /* this process made the directory */
    size_t found; /* if made: bytes of `path` up to the folder that existed before */
};

#define ATOMIC_DIR_CLOSED ((struct atomic_dir){NULL, -1, -1, -1, false, 0})

/** Whether a name is allowed in an atomic directory. */
bool atomic_dir_is_name(const char *name);

/**
 * Opens the directory at `path`; makes it, and missing folders above it, if it does not exist.
 * atomic_dir_release() removes what was made here and is still empty.
 */
enum status atomic_dir_open(
    struct atomic_dir *d, const char *path, struct failure *f) MUST_CHECK;

/** Whether the directory is empty, except for .cbmsim. */
enum status atomic_dir_is_empty(
    const struct atomic_dir *d, bool *empty, struct failure *f) MUST_CHECK;

/** Takes the lock and deletes files that an interrupted process left in .cbmsim. */
enum status atomic_dir_lock(struct atomic_dir *d, struct failure *f) MUST_CHECK;

/**
 * Whether a process holds the lock. On a file system without locks: whether the file of the lock
 * exists. Only reads the directory.
 */
bool atomic_dir_is_locked(const struct atomic_dir *d);

/** Starts a file for the final name `name`; stores its descriptor in *fd. */
enum status atomic_dir_create(
    const struct atomic_dir *d, const char *name, int *fd, struct failure *f) MUST_CHECK;

/**
 * Opens a file under its final name, to read and to append; makes it if it does not exist. For
 * files that are valid wherever they end (a journal). The lock must be held.
 */
enum status atomic_dir_append(
    const struct atomic_dir *d, const char *name, int *fd, struct failure *f) MUST_CHECK;

/** Closes a file without flushing it, and sets *fd to -1. */
void atomic_file_discard(int *fd);

/** Writes bytes to the open file `fd`; `name` is for messages. */
enum status atomic_dir_write(const struct atomic_dir *d, const char *name, int fd,
    const char *bytes, size_t length, struct failure *f) MUST_CHECK;

/** Flushes the file to the disk and closes it; *fd is then -1, also on failure. */
enum status atomic_dir_close(
    const struct atomic_dir *d, const char *name, int *fd, struct failure *f) MUST_CHECK;

/** Renames a closed file to its final name, replacing an old one, and flushes the directory. */
enum status atomic_dir_publish(
    const struct atomic_dir *d, const char *name, struct failure *f) MUST_CHECK;

/** Removes a file with a final name, if it exists. */
enum status atomic_dir_remove(
    const struct atomic_dir *d, const char *name, struct failure *f) MUST_CHECK;

/**
 * Appends the contents of the file `name` to *out. *there is false if there is no such regular
 * file. STATUS_IO for a file with more than `limit` bytes.
 */
enum status atomic_dir_read(const struct atomic_dir *d, const char *name, size_t limit,
    struct buffer *out, bool *there, struct failure *f) MUST_CHECK;

/**
 * Removes .cbmsim, releases the lock and closes the directory. Removes the directory itself if
 * this process made it and it is empty. Safe after a failure and for ATOMIC_DIR_CLOSED.
 */
void atomic_dir_release(struct atomic_dir *d);

#endif
