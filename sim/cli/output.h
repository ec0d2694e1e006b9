/**
 * output.h - data on the standard output and in files that the user names.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "base/buffer.h"

/** Writes bytes to stdout and flushes it: STATUS_IO if not all of them arrive. */
enum status output_print(const char *bytes, size_t length, struct failure *f);

/** The same for text to be read: what is not printable becomes an escape (see base/text.h). */
enum status output_print_text(const struct buffer *text, struct failure *f) MUST_CHECK;

/** Writes a new file. STATUS_IO if something has this name, also a link. */
enum status output_create_file(
    const char *path, const struct buffer *text, struct failure *f) MUST_CHECK;

/**
 * Writes a file that appears complete or not at all. It replaces only an empty file or one that
 * contains `mark` in its first 4096 bytes; `mark_name` says what that is: "a report". Everything
 * else is refused: other files, links, devices, names inside a result directory.
 */
enum status output_replace_file(const char *path, const char *mark, const char *mark_name,
    const struct buffer *text, struct failure *f) MUST_CHECK;

/** Whether two paths name the same existing file or directory. */
bool output_same_file(const char *a, const char *b);

#endif
