/**
 * disk.h - a directory that one process writes, file by file, whole or not at all.
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
#ifndef DIRECTORY_DISK_H
#define DIRECTORY_DISK_H

#include "base/buffer.h"

enum { DISK_NAME_BYTES = 128 };

struct disk {
    char *path;
    int directory; /* descriptors, -1 if not open */
    int scratch;
    int lock;
    bool made; /* the directory did not exist before */
};

#define DISK_CLOSED ((struct disk){NULL, -1, -1, -1, false})

bool disk_is_name(const char *name);

/** Opens the directory at `path`, or makes it (but not those above it). Changes nothing else.
 */
enum status disk_open(struct disk *d, const char *path, struct failure *f) MUST_CHECK;

/** Whether the directory holds anything but what this module leaves there. */
enum status disk_is_empty(const struct disk *d, bool *empty, struct failure *f) MUST_CHECK;

/** Takes the lock and clears what an interrupted process left under .cbmsim. */
enum status disk_lock(struct disk *d, struct failure *f) MUST_CHECK;

/** Starts a file that will be `name`; its descriptor goes to *fd. */
enum status disk_create(
    const struct disk *d, const char *name, int *fd, struct failure *f) MUST_CHECK;

/**
 * Opens a file in its place, for reading and for adding to its end, and makes it if it is not
 * there. For files that are sound wherever they end (a journal); the lock must be held.
 */
enum status disk_append(
    const struct disk *d, const char *name, int *fd, struct failure *f) MUST_CHECK;

/** Closes a file that is not wanted any more, without flushing it. */
void disk_abandon(int *fd);

enum status disk_write(const struct disk *d, const char *name, int fd, const char *bytes,
    size_t length, struct failure *f) MUST_CHECK;

/** Flushes to the disk and closes; *fd is -1 afterwards whatever happens. */
enum status disk_close(
    const struct disk *d, const char *name, int *fd, struct failure *f) MUST_CHECK;

/** Puts a closed file in its place, instead of what stood there, and flushes the directories.
 */
enum status disk_publish(const struct disk *d, const char *name, struct failure *f) MUST_CHECK;

/** Removes a published file if it is there. */
enum status disk_remove(const struct disk *d, const char *name, struct failure *f) MUST_CHECK;

/**
 * Adds what stands under `name` to *out; *there is false if there is no such regular file.
 * A file of more than `limit` bytes is refused.
 */
enum status disk_read(const struct disk *d, const char *name, size_t limit, struct buffer *out,
    bool *there, struct failure *f) MUST_CHECK;

/**
 * Removes what is left under .cbmsim, lets go of the lock and closes; a directory that this
 * process made and left empty goes too. Safe at any time.
 */
void disk_release(struct disk *d);

#endif
