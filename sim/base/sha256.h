/**
 * sha256.h - SHA-256 of files and texts, from nettle.
 *
 * Hashes show whether two results were made from the same inputs, and whether a file is unchanged.
 * They are written as 64 hexadecimal digits.
 */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include <nettle/sha2.h>

#include "base/status.h"

enum { SHA256_HEX_BYTES = 2 * SHA256_DIGEST_SIZE + 1 };

struct sha256 {
    struct sha256_ctx context;
};

void sha256_start(struct sha256 *d);
void sha256_add(struct sha256 *d, const void *bytes, size_t length);

/** Adds the length and the text itself, so that ("ab", "c") differs from ("a", "bc"). */
void sha256_add_string(struct sha256 *d, const char *text);

/** Writes the digits and a NUL, and starts a new hash. */
void sha256_print(struct sha256 *d, char out[SHA256_HEX_BYTES]);

/** Hash and size of the file at `path`. */
enum status sha256_file(
    const char *path, char out[SHA256_HEX_BYTES], int64_t *bytes, struct failure *f) MUST_CHECK;

#endif
