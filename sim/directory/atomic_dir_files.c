/* The files of an atomic directory. They are written in .cbmsim, then renamed to their final names,
   and can be read and removed. */
#include "directory/atomic_dir_internal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Writes the name of a file in the scratch directory, .cbmsim, which has no subdirectories. */
static void
scratch_name(char out[ATOMIC_DIR_NAME_BYTES], const char *name)
{
    BUG_UNLESS(atomic_dir_is_name(name));
    for (size_t i = 0; i <= strlen(name); i++) {
        out[i] = name[i] == '/' ? '%' : name[i];
    }
}

enum status
atomic_dir_create(const struct atomic_dir *d, const char *name, int *fd, struct failure *f)
{
    char scratch[ATOMIC_DIR_NAME_BYTES];

    scratch_name(scratch, name);
    *fd =
        openat(d->scratch, scratch, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    return *fd < 0 ? atomic_dir_fail(d, name, f) : STATUS_OK;
}

enum status
atomic_dir_write(const struct atomic_dir *d, const char *name, int fd, const char *bytes,
    size_t length, struct failure *f)
{
    while (length > 0) {
        ssize_t n = write(fd, bytes, length);

        if (n < 0 && errno != EINTR) {
            return atomic_dir_fail(d, name, f);
        }
        if (n > 0) {
            bytes += n;
            length -= (size_t)n;
        }
    }
    return STATUS_OK;
}

enum status
atomic_dir_close(const struct atomic_dir *d, const char *name, int *fd, struct failure *f)
{
    enum status st = fsync(*fd) == 0 ? STATUS_OK : atomic_dir_fail(d, name, f);

    if (close(*fd) != 0 && st == STATUS_OK) {
        st = atomic_dir_fail(d, name, f);
    }
    *fd = -1;
    return st;
}

/*
 * Opens the directory that contains `name`, and sets *last to the last part of the name. If `make`
 * is true, missing directories are made. Returns the descriptor, or -1 on failure.
 */
static int
open_parent(const struct atomic_dir *d, const char *name, bool make, const char **last)
{
    int at = openat(d->directory, ".", ATOMIC_DIR_FLAGS);

    *last = name;
    for (const char *slash; at >= 0 && (slash = strchr(*last, '/')) != NULL;
         *last = slash + 1) {
        char step[ATOMIC_DIR_NAME_BYTES] = {0};
        int next = -1;

        memcpy(step, *last, (size_t)(slash - *last));
        bool made = make && mkdirat(at, step, 0777) == 0;

        if (made ? fsync(at) == 0 : !make || errno == EEXIST) {
            next = openat(at, step, ATOMIC_DIR_FLAGS | O_NOFOLLOW);
        }
        int reason = errno;

        (void)close(at);
        errno = reason;
        at = next;
    }
    return at;
}

enum status
atomic_dir_publish(const struct atomic_dir *d, const char *name, struct failure *f)
{
    char scratch[ATOMIC_DIR_NAME_BYTES];
    const char *last;
    int parent = open_parent(d, name, true, &last);

    scratch_name(scratch, name);
    if (parent < 0) {
        return atomic_dir_fail(d, name, f);
    }
    bool done = renameat(d->scratch, scratch, parent, last) == 0 && fsync(parent) == 0;
    enum status st = done ? STATUS_OK : atomic_dir_fail(d, name, f);

    (void)close(parent);
    return st;
}

enum status
atomic_dir_append(const struct atomic_dir *d, const char *name, int *fd, struct failure *f)
{
    const char *last;
    int parent = open_parent(d, name, true, &last);
    enum status st = STATUS_OK;

    *fd = parent < 0
              ? -1
              : openat(parent, last,
                    O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
    if (*fd < 0 || fsync(parent) != 0) {
        st = atomic_dir_fail(d, name, f);
        atomic_file_discard(fd);
    }
    atomic_file_discard(&parent);
    return st;
}

enum status
atomic_dir_remove(const struct atomic_dir *d, const char *name, struct failure *f)
{
    const char *last;
    int parent = open_parent(d, name, false, &last);
    enum status st = STATUS_OK;

    if (parent < 0) {
        return errno == ENOENT ? STATUS_OK : atomic_dir_fail(d, name, f);
    }
    if (unlinkat(parent, last, 0) != 0 && errno != ENOENT) {
        st = atomic_dir_fail(d, name, f);
    }
    (void)close(parent);
    return st;
}

static enum status
read_up_to(const struct atomic_dir *d, const char *name, int fd, size_t limit,
    struct buffer *out, struct failure *f)
{
    for (;;) {
        char *room = buffer_reserve(out, 65536);
        ssize_t n = room == NULL ? 0 : read(fd, room, 65536);

        if (room == NULL) {
            return STATUS_NO_MEMORY;
        }
        if (n < 0) {
            return atomic_dir_fail(d, name, f);
        }
        if (n == 0) {
            return STATUS_OK;
        }
        out->length += (size_t)n;
        if (out->length > limit) {
            errno = EFBIG;
            return atomic_dir_fail(d, name, f);
        }
    }
}

enum status
atomic_dir_read(const struct atomic_dir *d, const char *name, size_t limit, struct buffer *out,
    bool *there, struct failure *f)
{
    struct stat status;
    const char *last;
    int parent = open_parent(d, name, false, &last);
    int fd =
        parent < 0 ? -1 : openat(parent, last, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    enum status st = STATUS_OK;

    *there = false;
    if (fd < 0) {
        st = errno == ENOENT || errno == ELOOP ? STATUS_OK : atomic_dir_fail(d, name, f);
    } else if (fstat(fd, &status) != 0) {
        st = atomic_dir_fail(d, name, f);
    } else if (S_ISREG(status.st_mode)) {
        *there = true;
        st = read_up_to(d, name, fd, limit, out, f);
    }
    atomic_file_discard(&fd);
    atomic_file_discard(&parent);
    return st;
}
