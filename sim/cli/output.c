/* for realpath(), an extension of POSIX */
#define _XOPEN_SOURCE 700

#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "directory/manifest.h"

enum { MARK_BYTES = 4096, PARTS_MAX = 100 };

/* Flushes stdout. Reports an error unless everything was written. */
static enum status
end_print(bool written, struct failure *f)
{
    if (written && fflush(stdout) == 0) {
        return STATUS_OK;
    }
    /* There is no message if the reader has closed the pipe, as in `cbmsim ... | head`. */
    return errno == EPIPE ? STATUS_IO
                          : failure_of(STATUS_IO, f, "standard output: cannot be written: %s",
                                strerror(errno));
}

enum status
output_print(const char *bytes, size_t length, struct failure *f)
{
    return end_print(length == 0 || fwrite(bytes, 1, length, stdout) == length, f);
}

enum status
output_print_text(const struct buffer *text, struct failure *f)
{
    return end_print(text_print(stdout, buffer_string(text), text->length, "\n"), f);
}

bool
output_same_file(const char *a, const char *b)
{
    struct stat x, y;

    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* Reports that a file could not be written, with the reason in errno. If its folder does not exist,
   the message names the folder. */
static enum status
fail_to_write(const char *path, struct failure *f)
{
    const char *slash = strrchr(path, '/');
    int length = slash == NULL ? 0 : (int)(slash - path);

    return errno == ENOENT && length > 0
               ? failure_of(STATUS_IO, f, "%.*s: this folder does not exist; make it first",
                     length, path)
               : failure_of_file(f, path);
}

/* ---- new files ---- */

static bool
write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t n = write(fd, bytes, length);

        if (n < 0 && errno != EINTR) {
            return false;
        }
        bytes += n > 0 ? n : 0;
        length -= n > 0 ? (size_t)n : 0;
    }
    return true;
}

/* Writes the text to a new file. Returns false, with the reason in errno, if that fails. */
static bool
create(const char *path, const struct buffer *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    bool done = fd >= 0 && write_all(fd, text->at, text->length) && fsync(fd) == 0;
    int reason = errno;

    if (fd >= 0 && close(fd) != 0 && done) {
        done = false;
        reason = errno;
    }
    if (fd >= 0 && !done) {
        (void)unlink(path);
    }
    errno = reason;
    return done;
}

enum status
output_create_file(const char *path, const struct buffer *text, struct failure *f)
{
    if (create(path, text)) {
        return STATUS_OK;
    }
    return errno == EEXIST
               ? failure_of(STATUS_IO, f,
                     "%s: already exists, so cbmsim did not write it; choose another name",
                     path)
               : fail_to_write(path, f);
}

/* ---- files that may exist ---- */

static bool
is_result(const char *directory)
{
    struct atomic_dir d;
    struct manifest_old old = {0};
    bool ours = atomic_dir_open(&d, directory, NULL) == STATUS_OK &&
                manifest_read(&d, &old, NULL) == STATUS_OK && old.ours;

    manifest_old_free(&old);
    atomic_dir_release(&d);
    return ours;
}

/* Returns STATUS_IO if the path is in a result directory or in a folder of one. */
static enum status
check_directory(const char *path, struct failure *f)
{
    const char *slash = strrchr(path, '/');
    char *directory = slash == NULL ? strdup(".") : strndup(path, (size_t)(slash - path) + 1);
    char *at = directory == NULL ? NULL : realpath(directory, NULL);
    enum status st = STATUS_OK;

    if (directory == NULL) {
        st = STATUS_NO_MEMORY;
    } else if (at == NULL) {
        st = fail_to_write(path, f);
    }
    for (size_t length = at == NULL ? 0 : strlen(at); length > 0 && st == STATUS_OK;) {
        if (is_result(at)) {
            st = failure_of(STATUS_IO, f,
                "%s: is inside a result directory of cbmsim (%s); choose another directory",
                path, at);
        }
        while (length > 0 && at[--length] != '/') {
        }
        at[length] = '\0';
    }
    free(directory);
    free(at);
    return st;
}

/* Sets *marked to whether the file is empty or contains the mark at its beginning. */
static enum status
read_mark(const char *path, const char *mark, bool *marked, struct failure *f)
{
    char bytes[MARK_BYTES + 1];
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, bytes, MARK_BYTES);
    enum status st = n < 0 ? failure_of_file(f, path) : STATUS_OK;

    bytes[n < 0 ? 0 : n] = '\0';
    *marked = n == 0 || (n > 0 && strstr(bytes, mark) != NULL);
    if (fd >= 0) {
        (void)close(fd);
    }
    return st;
}

static enum status
check_replaceable(const char *path, const char *mark, const char *mark_name, struct failure *f)
{
    struct stat facts;
    const char *what = NULL;
    bool marked;
    enum status st;

    if (lstat(path, &facts) != 0) {
        return errno == ENOENT ? STATUS_OK : failure_of_file(f, path);
    }
    if (S_ISLNK(facts.st_mode)) {
        what = "is a symbolic link, which is never replaced; choose another name";
    } else if (!S_ISREG(facts.st_mode)) {
        what = "is a directory or a device; choose another name, or - for the standard output";
    }
    if (what != NULL) {
        return failure_of(STATUS_IO, f, "%s: %s", path, what);
    }
    TRY(read_mark(path, mark, &marked, f));
    if (!marked) {
        st = failure_of(STATUS_IO, f,
            "%s: exists and is not %s; choose another name, or delete it first", path,
            mark_name);
    }
out:
    return st;
}

/* Writes a file with a new name in the folder of `path`, and stores its name in *beside. */
static enum status
create_beside(
    const char *path, const struct buffer *text, struct buffer *beside, struct failure *f)
{
    bool done = false;
    enum status st;

    errno = EEXIST;
    for (int k = 1; k <= PARTS_MAX && !done && errno == EEXIST; k++) {
        buffer_clear(beside);
        buffer_printf(beside, "%s.%d.part", path, k);
        TRY(buffer_status(beside));
        done = create(beside->at, text);
    }
    st = done ? STATUS_OK : failure_of_file(f, path);
out:
    return st;
}

enum status
output_replace_file(const char *path, const char *mark, const char *mark_name,
    const struct buffer *text, struct failure *f)
{
    struct buffer beside = {0};
    enum status st;

    TRY(check_directory(path, f));
    TRY(check_replaceable(path, mark, mark_name, f));
    TRY(create_beside(path, text, &beside, f));
    if (rename(beside.at, path) != 0) {
        st = failure_of_file(f, path);
        (void)unlink(beside.at);
    }
out:
    buffer_free(&beside);
    return st;
}
