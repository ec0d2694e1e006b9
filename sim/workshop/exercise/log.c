#include "workshop/exercise/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"

/* The last part of a line: `, "sum": "0123456789abcdef"}`. */
#define SUM_KEY ", \"sum\": \""
#define FIRST_SUM "0000000000000000"
enum { SUM_KEY_BYTES = sizeof(SUM_KEY) - 1, SUM_DIGITS = 16, SUM_PART = SUM_KEY_BYTES + 18 };

static enum status
fail(const struct log *l, const char *what, struct failure *f)
{
    return errno == ENOMEM ? STATUS_NO_MEMORY
                           : failure_of(STATUS_IO, f, "%s/" LOG_NAME ": %s: %s", l->dir.path,
                                 what, strerror(errno));
}

/* Computes the member "sum" (log.h) of a line from its object without the closing brace. `previous`
   is the sum of the line before. */
static void
sum_of(const char *previous, const char *object, size_t length, char out[LOG_SUM_BYTES])
{
    struct sha256 d;
    char digits[SHA256_HEX_BYTES];

    sha256_start(&d);
    sha256_add(&d, previous, SUM_DIGITS);
    sha256_add(&d, object, length);
    sha256_add(&d, "}", 1);
    sha256_print(&d, digits);
    memcpy(out, digits, SUM_DIGITS);
    out[SUM_DIGITS] = '\0';
}

/* Whether `length` bytes, without line feed, are a valid line after the line with the sum
   l->sum. */
static bool
is_sound(const struct log *l, const char *line, size_t length, char sum[LOG_SUM_BYTES])
{
    size_t body = length - SUM_PART;

    if (length < SUM_PART + 1 || line[0] != '{' ||
        memcmp(line + body, SUM_KEY, SUM_KEY_BYTES) != 0 ||
        memcmp(line + length - 2, "\"}", 2) != 0) {
        return false;
    }
    sum_of(l->sum, line, body, sum);
    return memcmp(line + body + SUM_KEY_BYTES, sum, SUM_DIGITS) == 0;
}

static enum status
add_line(struct log *l, size_t at, size_t length, const char sum[LOG_SUM_BYTES])
{
    enum status st;

    TRY(array_grow(&l->lines, l->n_lines + 1, &l->capacity, sizeof(*l->lines)));
    l->lines[l->n_lines++] = (struct log_line){at, length - SUM_PART};
    memcpy(l->sum, sum, LOG_SUM_BYTES);
out:
    return st;
}

/* Copies the text of a member of an incomplete line, at most `size` - 1 bytes, to `out`; "" if the
   member is not there. Returns `out`. */
static const char *
torn_member(const char *torn, const char *key, char *out, size_t size)
{
    const char *from = strstr(torn, key), *to;

    out[0] = '\0';
    if (from != NULL) {
        from += strlen(key);
        to = strchr(from, '"');
        if (to != NULL && (size_t)(to - from) < size) {
            memcpy(out, from, (size_t)(to - from));
            out[to - from] = '\0';
        }
    }
    return out;
}

/* Drops the bytes after the last line feed. They were not confirmed, because log_append() had not
   ended. */
static enum status
drop_end(struct log *l, size_t at, struct failure *f)
{
    const char *torn = l->text.at + at;
    size_t length = l->text.length - at;
    char action[32], seat[64], time[32], sum[LOG_SUM_BYTES];

    /* If the line is complete except that another byte replaces its line feed, the file is
       damaged. */
    if (length > 1 && is_sound(l, torn, length - 1, sum)) {
        return failure_of(STATUS_IO, f,
            "%s/" LOG_NAME
            ":%lld: the line has no line feed at its end: the file was changed or damaged",
            l->dir.path, (long long)l->n_lines + 1);
    }
    if (torn[0] != '\0') { /* some file systems leave zeros at the end */
        (void)torn_member(torn, "\"do\": \"", action, sizeof(action));
        (void)torn_member(torn, "\"seat\": \"", seat, sizeof(seat));
        (void)torn_member(torn, "\"at\": \"", time, sizeof(time));
        failure_add(&l->dropped,
            "the last action was not saved completely and is left out%s%s%s%s%s%s",
            action[0] == '\0' ? "" : ": ", action, seat[0] == '\0' ? "" : ", ", seat,
            time[0] == '\0' ? "" : ", ", time);
    }
    l->text.length = at;
    l->text.at[at] = '\0';
    return ftruncate(l->fd, (off_t)at) == 0 && fdatasync(l->fd) == 0
               ? STATUS_OK
               : fail(l, "the incomplete last line cannot be removed", f);
}

static enum status
read_lines(struct log *l, struct failure *f)
{
    char sum[LOG_SUM_BYTES];
    size_t at = 0;
    enum status st = STATUS_OK;

    while (at < l->text.length) {
        const char *line = l->text.at + at;
        const char *end = memchr(line, '\n', l->text.length - at);

        if (end == NULL) {
            return drop_end(l, at, f);
        }
        if (!is_sound(l, line, (size_t)(end - line), sum)) {
            return failure_of(STATUS_IO, f,
                "%s/" LOG_NAME
                ":%lld: the checksum of the line is wrong: the file was changed or damaged",
                l->dir.path, (long long)l->n_lines + 1);
        }
        TRY(add_line(l, at, (size_t)(end - line), sum));
        at += (size_t)(end - line) + 1;
    }
out:
    return st;
}

/* Refuses a directory that contains other files. */
static enum status
refuse_foreign(const struct log *l, struct failure *f)
{
    bool empty;
    enum status st;

    TRY(atomic_dir_is_empty(&l->dir, &empty, f));
    if (!empty && faccessat(l->dir.directory, LOG_NAME, F_OK, AT_SYMLINK_NOFOLLOW) != 0) {
        st = failure_of(STATUS_IO, f,
            "%s: is not empty and contains no exercise; choose another directory", l->dir.path);
    }
out:
    return st;
}

enum status
log_open(struct log *l, const char *directory, struct failure *f)
{
    bool there;
    enum status st;

    *l = LOG_CLOSED;
    memcpy(l->sum, FIRST_SUM, LOG_SUM_BYTES);
    TRY(atomic_dir_open(&l->dir, directory, f));
    TRY(atomic_dir_lock(&l->dir, f));
    TRY(refuse_foreign(l, f));
    TRY(atomic_dir_append(&l->dir, LOG_NAME, &l->fd, f));
    if (fchmod(l->fd, 0600) != 0) {
        TRY(fail(l, "its mode cannot be set", f));
    }
    TRY(atomic_dir_read(&l->dir, LOG_NAME, LOG_BYTES_MAX, &l->text, &there, f));
    buffer_text(&l->text, ""); /* terminates the text with NUL */
    TRY(buffer_status(&l->text));
    TRY(read_lines(l, f));
out:
    return st;
}

/* Writes a line with one call, so that only the last line of the file can be incomplete. */
static enum status
write_line(struct log *l, const char *line, size_t length, struct failure *f)
{
    off_t before = (off_t)l->text.length;
    ssize_t n;
    enum status st;

    do {
        n = write(l->fd, line, length);
    } while (n < 0 && errno == EINTR);
    if (n == (ssize_t)length && fdatasync(l->fd) == 0) {
        return STATUS_OK;
    }
    errno = n >= 0 && n < (ssize_t)length ? ENOSPC : errno;
    st = fail(l, "cannot save; free disk space and repeat the action; nothing was lost", f);
    l->broken = ftruncate(l->fd, before) != 0;
    return st;
}

enum status
log_append(struct log *l, const char *object, size_t length, struct failure *f)
{
    struct buffer line = {0};
    size_t at = l->text.length;
    char sum[LOG_SUM_BYTES];
    enum status st;

    BUG_UNLESS(length >= 2 && object[length - 1] == '}');
    if (length > LOG_LINE_MAX) {
        return failure_of(STATUS_BAD_INPUT, f, "the texts are too long; shorten them");
    }
    if (l->broken && ftruncate(l->fd, (off_t)at) != 0) {
        return fail(l, "cannot save", f);
    }
    l->broken = false;
    sum_of(l->sum, object, length - 1, sum);
    buffer_add(&line, object, length - 1);
    buffer_printf(&line, SUM_KEY "%s\"}\n", sum);
    TRY(buffer_status(&line));
    /* Reserve memory first: after the write nothing may fail. */
    if (buffer_reserve(&l->text, line.length + 1) == NULL) {
        TRY(STATUS_NO_MEMORY);
    }
    TRY(array_grow(&l->lines, l->n_lines + 1, &l->capacity, sizeof(*l->lines)));
    TRY(write_line(l, line.at, line.length, f));
    buffer_add(&l->text, line.at, line.length);
    TRY(add_line(l, at, line.length - 1, sum));
out:
    buffer_free(&line);
    return st;
}

enum status
log_copy(const struct log *l, int64_t i, struct buffer *out)
{
    BUG_UNLESS(i >= 0 && i < l->n_lines);
    buffer_clear(out);
    buffer_add(out, l->text.at + l->lines[i].at, l->lines[i].length);
    buffer_text(out, "}");
    return buffer_status(out);
}

void
log_close(struct log *l)
{
    atomic_file_discard(&l->fd);
    buffer_free(&l->text);
    free(l->lines);
    atomic_dir_release(&l->dir);
    *l = LOG_CLOSED;
}
