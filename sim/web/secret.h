/**
 * secret.h - tokens and codes, which nobody can guess.
 */
#ifndef WEB_SECRET_H
#define WEB_SECRET_H

#include "base/sha256.h"

enum { SECRET_TOKEN_BYTES = 33, SECRET_CODE_DIGITS = 8, SECRET_CODE_BYTES = 9 };

/** Fills `size` <= 256 bytes with random bytes of the operating system. STATUS_IO: it gives none. */
enum status secret_random(void *out, size_t size, struct failure *f) MUST_CHECK;

/** 128 random bits as 32 hexadecimal digits. */
enum status secret_token(char out[SECRET_TOKEN_BYTES], struct failure *f) MUST_CHECK;

/** Eight random decimal digits, each code equally likely. */
enum status secret_code(char out[SECRET_CODE_BYTES], struct failure *f) MUST_CHECK;

/** The hash by which a secret is stored. `purpose` separates secrets of different kinds. */
void secret_hash(const char *purpose, const char *secret, char out[SHA256_HEX_BYTES]);

/** Whether two hashes are equal; takes the same time wherever they differ. */
bool secret_equal(const char *a, const char *b);

#endif
