/**
 * log.h - the log of an exercise: exercise.jsonl, one JSON object per line.
 *
 *     log_open     locks the directory, reads the log and checks its checksums
 *     log_append   adds a line, which is on disk when the function returns
 *     log_close    closes the log; call it in any case
 *
 * The state of an exercise is a function of its log. A line is therefore written and flushed before
 * the record is applied. A loss of power loses nothing that was confirmed.
 *
 * Each line ends with a member "sum": the first 16 hexadecimal digits of the SHA-256 of the
 * previous sum and of this line without its sum. The previous sum of the first line is 16 zeros. A
 * line that is changed, left out or moved is therefore noticed. Only the end of the file may be
 * incomplete: an incomplete last line was not confirmed, and is dropped.
 */
#ifndef WORKSHOP_EXERCISE_LOG_H
#define WORKSHOP_EXERCISE_LOG_H

#include "base/sha256.h"
#include "directory/atomic_dir.h"

#define LOG_NAME "exercise.jsonl"

enum { LOG_SUM_BYTES = 17, LOG_LINE_MAX = 16 * 1024, LOG_BYTES_MAX = 256 * 1024 * 1024 };

/**
 * A line without its sum. It consists of `length` bytes of log.text from `at` on, and the closing
 * brace.
 */
struct log_line {
    size_t at, length;
};

/** A log. LOG_CLOSED is a log that is not open. */
struct log {
    struct atomic_dir dir;
    int fd;
    struct buffer text; /* the valid lines of the file */
    struct log_line *lines;
    int64_t n_lines, capacity;
    char sum[LOG_SUM_BYTES]; /* sum of the last line */
    bool broken;             /* an incomplete line could not be removed from the file */
    /** A message about the last line, if it was dropped; otherwise empty. */
    struct failure dropped;
};

#define LOG_CLOSED ((struct log){.dir = ATOMIC_DIR_CLOSED, .fd = -1})

/**
 * Opens the log in a directory and locks the directory. Makes the directory if it does not exist,
 * but not its parents. A new log has no lines and the mode 0600. Returns STATUS_IO if another
 * process holds the lock, if the file cannot be read or written, or if a line is damaged; the
 * message has the number of the line.
 */
enum status log_open(struct log *l, const char *directory, struct failure *f) MUST_CHECK;

/**
 * Appends a JSON object of one line, without line feed and without "sum", and flushes it to the
 * disk. Returns STATUS_IO if nothing was added: free disk space and call again. Returns
 * STATUS_BAD_INPUT if the text is longer than LOG_LINE_MAX.
 */
enum status log_append(
    struct log *l, const char *object, size_t length, struct failure *f) MUST_CHECK;

/** Copies line i, 0 <= i < n_lines, to *out without its sum. The copy is a complete JSON object. */
enum status log_copy(const struct log *l, int64_t i, struct buffer *out) MUST_CHECK;

/** Closes the log. *l may be LOG_CLOSED. */
void log_close(struct log *l);

#endif
