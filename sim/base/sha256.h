/**
 * sha256.h - SHA-256 hashes of files and texts, computed by the library nettle.
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

/** Starts a hash. sha256_add() then adds bytes. */
void sha256_start(struct sha256 *d);
void sha256_add(struct sha256 *d, const void *bytes, size_t length);

/**
 * Adds the length of the text and the text itself, so that ("ab", "c") differs from ("a", "bc").
 */
void sha256_add_string(struct sha256 *d, const char *text);

/** Writes the 64 digits and a NUL, and starts a new hash. */
void sha256_print(struct sha256 *d, char out[SHA256_HEX_BYTES]);

/**
 * Computes the hash of the file at `path` and stores its size in *bytes. Returns STATUS_IO with a
 * message if the file cannot be read.
 */
enum status sha256_file(
    const char *path, char out[SHA256_HEX_BYTES], int64_t *bytes, struct failure *f) MUST_CHECK;

#endif
