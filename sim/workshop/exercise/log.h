/**
 * log.h - the log of an exercise: exercise.jsonl, one JSON object per line.
 *
 *     log_open     locks the directory, reads the log and checks its checksums
 *     log_append   adds a line; it is on disk when the function returns
 *     log_close    always
 *
 * The state of an exercise is a function of its log. So a line is written and flushed before
 * the record is applied: a loss of power loses nothing that was confirmed.
 *
 * Each line ends with a member "sum": the first 16 digits of the SHA-256 of the previous sum
 * and of this line without it. The previous sum of the first line is 16 zeros. So no line can
 * be changed, left out or moved without notice. Only the end of the file may be incomplete: an
 * incomplete last line was not confirmed, and is dropped.
 */
#ifndef WORKSHOP_EXERCISE_LOG_H
#define WORKSHOP_EXERCISE_LOG_H

#include "base/sha256.h"
#include "directory/atomic_dir.h"

#define LOG_NAME "exercise.jsonl"

enum { LOG_SUM_BYTES = 17, LOG_LINE_MAX = 16 * 1024, LOG_BYTES_MAX = 256 * 1024 * 1024 };

/** A line without its sum: `length` bytes of log.text from `at` on, and the closing brace. */
struct log_line {
    size_t at, length;
};

/** LOG_CLOSED is not open. */
struct log {
    struct atomic_dir dir;
    int fd;
    struct buffer text; /* the valid lines of the file */
    struct log_line *lines;
    int64_t n_lines, capacity;
    char sum[LOG_SUM_BYTES]; /* of the last line */
    bool broken;             /* an incomplete line could not be removed */
    /** A message about the line that was dropped at the end; empty: none was. */
    struct failure dropped;
};

#define LOG_CLOSED ((struct log){.dir = ATOMIC_DIR_CLOSED, .fd = -1})

/**
 * Opens the log in a directory, which it makes if it does not exist (but not its parents), and
 * locks the directory. A new log has no lines and the mode 0600. STATUS_IO: another process
 * holds the lock, the file cannot be read or written, or a line is damaged; the message has its
 * number.
 */
enum status log_open(struct log *l, const char *directory, struct failure *f) MUST_CHECK;

/**
 * Appends a JSON object of one line, without line feed and without "sum", and flushes it to the
 * disk. STATUS_IO: nothing was added; make room and call again. STATUS_BAD_INPUT: the text is
 * longer than LOG_LINE_MAX.
 */
enum status log_append(
    struct log *l, const char *object, size_t length, struct failure *f) MUST_CHECK;

/** Copies line i, 0 <= i < n_lines, without its sum into *out: a complete JSON object. */
enum status log_copy(const struct log *l, int64_t i, struct buffer *out) MUST_CHECK;

/** Safe for LOG_CLOSED. */
void log_close(struct log *l);

#endif
