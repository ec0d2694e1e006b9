/**
 * digest.h - SHA-256 of files and texts, from nettle.
 *
 * Hashes tell whether two results were made from the same inputs and whether a file is still
 * the one that was written. They are written as 64 hexadecimal digits.
 */
#ifndef DIRECTORY_DIGEST_H
#define DIRECTORY_DIGEST_H

#include <nettle/sha2.h>

#include "base/status.h"

enum { DIGEST_BYTES = 2 * SHA256_DIGEST_SIZE + 1 };

struct digest {
    struct sha256_ctx context;
};

void digest_init(struct digest *d);
void digest_add(struct digest *d, const void *bytes, size_t length);

/** Adds the length of a text and the text, so that ("ab", "c") differs from ("a", "bc"). */
void digest_add_text(struct digest *d, const char *text);

/** Writes the digits and a NUL, and starts anew. */
void digest_print(struct digest *d, char out[DIGEST_BYTES]);

/** The digest and the size of the file at `path`. */
enum status digest_file(
    const char *path, char out[DIGEST_BYTES], int64_t *bytes, struct failure *f) MUST_CHECK;

#endif
