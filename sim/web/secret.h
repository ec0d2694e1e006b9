/**
 * secret.h - tokens and codes that cannot be guessed.
 */
#ifndef WEB_SECRET_H
#define WEB_SECRET_H

#include "base/sha256.h"

enum { SECRET_TOKEN_BYTES = 33, SECRET_CODE_DIGITS = 8, SECRET_CODE_BYTES = 9 };

/**
 * Fills `size` bytes, at most 256, with random bytes of the operating system. Returns STATUS_IO if
 * the system provides none.
 */
enum status secret_random(void *out, size_t size, struct failure *f) MUST_CHECK;

/** Writes 128 random bits as 32 hexadecimal digits. */
enum status secret_token(char out[SECRET_TOKEN_BYTES], struct failure *f) MUST_CHECK;

/** Writes eight random decimal digits. All codes are equally likely. */
enum status secret_code(char out[SECRET_CODE_BYTES], struct failure *f) MUST_CHECK;

/**
 * Writes the hash under which a secret is stored. Equal secrets with different values of `purpose`
 * have different hashes.
 */
void secret_hash(const char *purpose, const char *secret, char out[SHA256_HEX_BYTES]);

/** Whether two hashes are equal. The time does not depend on where they differ. */
bool secret_equal(const char *a, const char *b);

#endif
