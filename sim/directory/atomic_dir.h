/**
 * atomic_dir.h - a directory that one process writes, file by file, whole or not at all.
 *
 * A file is written under DIR/.cbmsim/, which nobody reads, flushed to the disk, and only then
 * renamed to where it belongs. So a name outside .cbmsim never stands for half a file, whatever
 * stops the program. DIR/.cbmsim/lock is held for as long as the directory is written; the
 * system drops it when the process dies, so that no lock is ever stale. Links are not followed
 * below DIR.
 *
 * Names are relative, of letters, digits and . _ - with / between directories; "." and ".." are
 * no directories. Every failure is STATUS_IO with the file and the reason.
 */
#ifndef DIRECTORY_ATOMIC_DIR_H
#define DIRECTORY_ATOMIC_DIR_H

#include "base/buffer.h"

enum { ATOMIC_DIR_NAME_BYTES = 128 };

struct atomic_dir {
    char *path;
    int directory; /* descriptors, -1 if not open */
    int scratch;
    int lock;
    bool made; /* the directory did not exist before */
};

#define ATOMIC_DIR_CLOSED ((struct atomic_dir){NULL, -1, -1, -1, false})

bool atomic_dir_is_name(const char *name);

/** Opens the directory at `path`, or makes it (but not those above it). Changes nothing else.
 */
enum status atomic_dir_open(
    struct atomic_dir *d, const char *path, struct failure *f) MUST_CHECK;

/** Whether the directory holds anything but what this module leaves there. */
enum status atomic_dir_is_empty(
    const struct atomic_dir *d, bool *empty, struct failure *f) MUST_CHECK;

/** Takes the lock and clears what an interrupted process left under .cbmsim. */
enum status atomic_dir_lock(struct atomic_dir *d, struct failure *f) MUST_CHECK;

/** Starts a file that will be `name`; its descriptor goes to *fd. */
enum status atomic_dir_create(
    const struct atomic_dir *d, const char *name, int *fd, struct failure *f) MUST_CHECK;

/**
 * Opens a file in its place, for reading and for adding to its end, and makes it if it is not
 * there. For files that are sound wherever they end (a journal); the lock must be held.
 */
enum status atomic_dir_append(
    const struct atomic_dir *d, const char *name, int *fd, struct failure *f) MUST_CHECK;

/** Closes a file that is not wanted any more, without flushing it. */
void atomic_file_discard(int *fd);

enum status atomic_dir_write(const struct atomic_dir *d, const char *name, int fd,
    const char *bytes, size_t length, struct failure *f) MUST_CHECK;

/** Flushes to the disk and closes; *fd is -1 afterwards whatever happens. */
enum status atomic_dir_close(
    const struct atomic_dir *d, const char *name, int *fd, struct failure *f) MUST_CHECK;

/** Puts a closed file in its place, instead of what stood there, and flushes the directories.
 */
enum status atomic_dir_publish(
    const struct atomic_dir *d, const char *name, struct failure *f) MUST_CHECK;

/** Removes a published file if it is there. */
enum status atomic_dir_remove(
    const struct atomic_dir *d, const char *name, struct failure *f) MUST_CHECK;

/**
 * Adds what stands under `name` to *out; *there is false if there is no such regular file.
 * A file of more than `limit` bytes is refused.
 */
enum status atomic_dir_read(const struct atomic_dir *d, const char *name, size_t limit,
    struct buffer *out, bool *there, struct failure *f) MUST_CHECK;

/**
 * Removes what is left under .cbmsim, lets go of the lock and closes; a directory that this
 * process made and left empty goes too. Safe at any time.
 */
void atomic_dir_release(struct atomic_dir *d);

#endif
