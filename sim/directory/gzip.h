/**
 * gzip.h - compresses text as gzip members (RFC 1952).
 *
 * Several members in sequence are again a valid file, which contains their texts in sequence. So
 * the rows of each run are compressed separately, and files can be joined without compressing
 * again. A member has no time and no name, so equal texts give equal members with the same version
 * of zlib.
 */
#ifndef DIRECTORY_GZIP_H
#define DIRECTORY_GZIP_H

#include "base/buffer.h"

/** Adds a member with the text to *out. An empty text adds nothing. */
enum status gzip_pack(struct buffer *out, const char *text, size_t length) MUST_CHECK;

/**
 * Decompresses all members and adds their texts to *out. *valid becomes false if the bytes are not
 * a sequence of whole members.
 */
enum status gzip_unpack(
    struct buffer *out, const char *bytes, size_t length, bool *valid) MUST_CHECK;

/** A text file, compressed or not, that is read line by line. A zeroed struct is not open. */
struct gzip_lines {
    void *file;
    struct buffer line; /* the current line with its line feed; empty at the end of the file */
};

/** Opens a file and reads its first line. If there is no such file, *l stays zeroed. */
enum status gzip_lines_open(
    struct gzip_lines *l, const char *path, struct failure *f) MUST_CHECK;

/** Reads the next line. */
enum status gzip_lines_next(struct gzip_lines *l, struct failure *f) MUST_CHECK;

/** Closes the file. The call is also allowed for a zeroed struct. */
void gzip_lines_close(struct gzip_lines *l);

#endif
