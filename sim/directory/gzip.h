/**
 * gzip.h - compressed text as gzip members (RFC 1952).
 *
 * A sequence of members is again a valid file, which contains the sequence of their texts. So
 * the rows of each run are compressed separately, and files are joined without compressing
 * again. Equal texts give equal members with the same version of zlib: a member has no time and
 * no name.
 */
#ifndef DIRECTORY_GZIP_H
#define DIRECTORY_GZIP_H

#include "base/buffer.h"

/** Adds a member with the text to *out; nothing if the text is empty. */
enum status gzip_pack(struct buffer *out, const char *text, size_t length) MUST_CHECK;

/** Adds the texts of all members to *out. *valid is false if the bytes are not whole members. */
enum status gzip_unpack(
    struct buffer *out, const char *bytes, size_t length, bool *valid) MUST_CHECK;

/** A text file that is read line by line, compressed or not. All zero: not open. */
struct gzip_lines {
    void *file;
    struct buffer line; /* with its line feed; empty at the end of the file */
};

/** Opens a file and reads its first line. Without such a file, *l stays zeroed. */
enum status gzip_lines_open(
    struct gzip_lines *l, const char *path, struct failure *f) MUST_CHECK;

/** Reads the next line. */
enum status gzip_lines_next(struct gzip_lines *l, struct failure *f) MUST_CHECK;

/** Safe for a zeroed struct. */
void gzip_lines_close(struct gzip_lines *l);

#endif
