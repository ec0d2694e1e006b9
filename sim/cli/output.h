/**
 * output.h - writes data to the standard output and to files that the user names.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "base/buffer.h"

/** Writes bytes to stdout and flushes it. STATUS_IO if not all bytes were written. */
enum status output_print(const char *bytes, size_t length, struct failure *f);

/** Like output_print(), for text: writes escapes for characters that are not printable
 * (base/text.h). */
enum status output_print_text(const struct buffer *text, struct failure *f) MUST_CHECK;

/** Writes a new file. STATUS_IO if a file, a directory or a link has this name. */
enum status output_create_file(
    const char *path, const struct buffer *text, struct failure *f) MUST_CHECK;

/**
 * Writes a file that appears complete or not at all. It replaces only an empty file or one that
 * contains `mark` in its first 4096 bytes; messages call such a file `mark_name`: "a report".
 * STATUS_IO for other files, links, devices, and names inside a result directory.
 */
enum status output_replace_file(const char *path, const char *mark, const char *mark_name,
    const struct buffer *text, struct failure *f) MUST_CHECK;

/** Whether two paths name the same existing file or directory. */
bool output_same_file(const char *a, const char *b);

#endif
