/**
 * output.h - writes data to the standard output and to files that the user names.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "base/buffer.h"

/** Writes bytes to stdout and flushes it. Returns STATUS_IO if not all bytes were written. */
enum status output_print(const char *bytes, size_t length, struct failure *f);

/** Like output_print(), but writes escapes for characters that are not printable (base/text.h). */
enum status output_print_text(const struct buffer *text, struct failure *f) MUST_CHECK;

/** Writes a new file. Returns STATUS_IO if a file, a directory or a link already has this name. */
enum status output_create_file(
    const char *path, const struct buffer *text, struct failure *f) MUST_CHECK;

/**
 * Writes a file that appears complete or not at all. An existing file is replaced only if it is
 * empty or contains `mark` in its first 4096 bytes. Messages call a file with the mark `mark_name`,
 * for example "a report". Returns STATUS_IO for other existing files, links, devices, and names
 * inside a result directory.
 */
enum status output_replace_file(const char *path, const char *mark, const char *mark_name,
    const struct buffer *text, struct failure *f) MUST_CHECK;

/** Whether two paths name the same existing file or directory. */
bool output_same_file(const char *a, const char *b);

#endif
