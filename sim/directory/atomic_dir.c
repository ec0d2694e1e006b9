/* Declares flock(), which POSIX lacks. Its lock belongs to the file descriptor, unlike a POSIX
   lock, which belongs to the process. */
#define _DEFAULT_SOURCE

#include "directory/atomic_dir_internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define SCRATCH ".cbmsim"
#define LOCK "lock"
enum { ATOMIC_DIR_TRIES = 100, READ_NANOSECONDS = 1000000 };

enum status
atomic_dir_fail(const struct atomic_dir *d, const char *name, struct failure *f)
{
    int reason = errno;
    const char *slash = name[0] == '\0' ? "" : "/";

    return reason == ENOMEM
               ? STATUS_NO_MEMORY
               : failure_of(STATUS_IO, f, "%s%s%s: %s", d->path, slash, name, strerror(reason));
}

void
atomic_file_discard(int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
        *fd = -1;
    }
}

bool
atomic_dir_is_name(const char *name)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

    if (strlen(name) >= ATOMIC_DIR_NAME_BYTES) {
        return false;
    }
    for (;;) {
        size_t length = strspn(name, letters);

        if (length == 0 || name[0] == '.' || (name[length] != '\0' && name[length] != '/')) {
            return false;
        }
        if (name[length] == '\0') {
            return true;
        }
        name += length + 1;
    }
}

/* Makes the missing folders above the directory, as `mkdir -p` does. */
static bool
make_parents(struct atomic_dir *d)
{
    struct stat facts;
    bool done = true, made = false;

    d->found = 0;
    for (char *at = strchr(d->path + 1, '/'); done && at != NULL && at[strspn(at, "/")] != '\0';
         at = strchr(at + 1, '/')) {
        *at = '\0';
        if (!made && stat(d->path, &facts) == 0) {
            d->found = (size_t)(at - d->path);
        } else {
            made = true;
            done = mkdir(d->path, 0777) == 0 || errno == EEXIST;
        }
        *at = '/';
    }
    return done;
}

/* Removes the directory and the folders that make_parents() made, beginning with the last, as long
   as they are empty. */
static void
remove_made(struct atomic_dir *d)
{
    char *slash = d->path;

    while (slash != NULL && strlen(d->path) > d->found &&
           (rmdir(d->path) == 0 || errno == ENOENT)) {
        slash = strrchr(d->path, '/');
        if (slash != NULL) {
            *slash = '\0';
        }
    }
}

enum status
atomic_dir_open(struct atomic_dir *d, const char *path, struct failure *f)
{
    *d = ATOMIC_DIR_CLOSED;
    d->path = strdup(path);
    if (d->path == NULL) {
        return STATUS_NO_MEMORY;
    }
    d->made = mkdir(path, 0777) == 0;
    d->found = d->made ? strlen(path) - 1 : 0;
    if (!d->made && errno == ENOENT && path[0] != '\0') {
        /* On failure, the folders that were made are removed again. */
        d->made = true;
        if (!make_parents(d) || mkdir(path, 0777) != 0) {
            return atomic_dir_fail(d, "", f);
        }
    } else if (!d->made && errno != EEXIST) {
        return atomic_dir_fail(d, "", f);
    }
    d->directory = open(path, ATOMIC_DIR_FLAGS);
    return d->directory < 0 ? atomic_dir_fail(d, "", f) : STATUS_OK;
}

/* Calls visit() for every entry of a directory except . and .. . */
static enum status
each_entry(const struct atomic_dir *d, int directory, void (*visit)(void *, const char *),
    void *context, struct failure *f)
{
    int fd = openat(directory, ".", ATOMIC_DIR_FLAGS);
    DIR *entries = fd < 0 ? NULL : fdopendir(fd);
    struct dirent *entry;

    if (entries == NULL) {
        enum status st = atomic_dir_fail(d, "", f);

        if (fd >= 0) {
            (void)close(fd);
        }
        return st;
    }
    errno = 0;
    while ((entry = readdir(entries)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            visit(context, entry->d_name);
        }
        errno = 0;
    }
    enum status st = errno == 0 ? STATUS_OK : atomic_dir_fail(d, "", f);

    (void)closedir(entries);
    return st;
}

static void
check_entry(void *context, const char *name)
{
    bool *empty = (bool *)context;

    *empty = *empty && strcmp(name, SCRATCH) == 0;
}

enum status
atomic_dir_is_empty(const struct atomic_dir *d, bool *empty, struct failure *f)
{
    *empty = true;
    return each_entry(d, d->directory, check_entry, empty, f);
}

static void
clear_entry(void *context, const char *name)
{
    if (strcmp(name, LOCK) != 0) {
        (void)unlinkat(*(const int *)context, name, 0);
    }
}

/* Whether the file system has locks, given the errno of flock(). Some file systems of clusters have
   none; the program then works without a lock. */
static bool
has_locks(int reason)
{
    return reason != ENOSYS && reason != EOPNOTSUPP && reason != ENOLCK;
}

/* Whether another process holds the lock only for a moment, in atomic_dir_is_locked(). If not,
   errno keeps its value. */
static bool
is_only_read(const struct atomic_dir *d)
{
    int reason = errno;

    if (reason == EWOULDBLOCK && flock(d->lock, LOCK_SH | LOCK_NB) == 0) {
        (void)flock(d->lock, LOCK_UN);
        (void)nanosleep(&(struct timespec){0, READ_NANOSECONDS}, NULL);
        return true;
    }
    errno = reason;
    return false;
}

/* Returns 1 if the process now holds the lock, 0 if it must try again, -1 on failure. */
static int
try_lock(struct atomic_dir *d)
{
    struct stat status;

    if (mkdirat(d->directory, SCRATCH, 0777) != 0 && errno != EEXIST) {
        return -1;
    }
    d->scratch = openat(d->directory, SCRATCH, ATOMIC_DIR_FLAGS | O_NOFOLLOW);
    if (d->scratch < 0) {
        return errno == ENOENT ? 0 : -1;
    }
    d->lock = openat(d->scratch, LOCK, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (d->lock < 0) {
        return errno == ENOENT ? 0 : -1;
    }
    if (flock(d->lock, LOCK_EX | LOCK_NB) != 0 && has_locks(errno)) {
        return is_only_read(d) ? 0 : -1;
    }
    if (fstat(d->lock, &status) != 0) {
        return -1;
    }
    /* A file without a link was removed by its last owner between open() and flock(). */
    return status.st_nlink > 0;
}

enum status
atomic_dir_lock(struct atomic_dir *d, struct failure *f)
{
    int got = 0;

    for (int tries = 0; tries < ATOMIC_DIR_TRIES && got == 0; tries++) {
        atomic_file_discard(&d->lock);
        atomic_file_discard(&d->scratch);
        got = try_lock(d);
    }
    if (got <= 0) {
        bool busy = got == 0 || errno == EWOULDBLOCK;
        enum status st = busy ? failure_of(STATUS_IO, f,
                                    "%s: another cbmsim is writing this directory; wait "
                                    "until it ends, or choose another directory",
                                    d->path)
                              : atomic_dir_fail(d, SCRATCH, f);

        atomic_file_discard(&d->lock);
        return st;
    }
    return each_entry(d, d->scratch, clear_entry, &d->scratch, f);
}

bool
atomic_dir_is_locked(const struct atomic_dir *d)
{
    int fd = openat(d->directory, SCRATCH "/" LOCK, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    bool locked = fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) != 0;

    atomic_file_discard(&fd);
    return locked;
}

void
atomic_dir_release(struct atomic_dir *d)
{
    if (d->lock >= 0) {
        (void)each_entry(d, d->scratch, clear_entry, &d->scratch, NULL);
        (void)unlinkat(d->scratch, LOCK, 0);
        (void)unlinkat(d->directory, SCRATCH, AT_REMOVEDIR);
    }
    atomic_file_discard(&d->lock);
    atomic_file_discard(&d->scratch);
    atomic_file_discard(&d->directory);
    if (d->made) {
        remove_made(d);
    }
    free(d->path);
    *d = ATOMIC_DIR_CLOSED;
}
