#include "base/sha256.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

enum { SHA256_CHUNK = 16384 };

void
sha256_start(struct sha256 *d)
{
    sha256_init(&d->context);
}

void
sha256_add(struct sha256 *d, const void *bytes, size_t length)
{
    sha256_update(&d->context, length, (const uint8_t *)bytes);
}

void
sha256_add_string(struct sha256 *d, const char *text)
{
    char length[NUMBER_BYTES];

    sha256_add(d, length, (size_t)number_print_unsigned(length, strlen(text)) + 1);
    sha256_add(d, text, strlen(text));
}

void
sha256_print(struct sha256 *d, char out[SHA256_HEX_BYTES])
{
    uint8_t bytes[SHA256_DIGEST_SIZE];

    sha256_digest(&d->context, sizeof bytes, bytes);
    for (int i = 0; i < SHA256_DIGEST_SIZE; i++) {
        out[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
        out[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
    }
    out[2 * SHA256_DIGEST_SIZE] = '\0';
}

enum status
sha256_file(const char *path, char out[SHA256_HEX_BYTES], int64_t *bytes, struct failure *f)
{
    char chunk[SHA256_CHUNK];
    struct sha256 d;
    FILE *file = fopen(path, "rb");
    enum status st = STATUS_OK;
    size_t n = 0;

    *bytes = 0;
    sha256_start(&d);
    while (file != NULL && (n = fread(chunk, 1, sizeof chunk, file)) > 0) {
        sha256_add(&d, chunk, n);
        *bytes += (int64_t)n;
    }
    if (file == NULL || ferror(file)) {
        st = failure_of_file(f, path);
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    sha256_print(&d, out);
    return st;
}
