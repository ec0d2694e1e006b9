#include "directory/digest.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

enum { DIGEST_CHUNK = 16384 };

void
digest_init(struct digest *d)
{
    sha256_init(&d->context);
}

void
digest_add(struct digest *d, const void *bytes, size_t length)
{
    sha256_update(&d->context, length, (const uint8_t *)bytes);
}

void
digest_add_text(struct digest *d, const char *text)
{
    char length[NUMBER_BYTES];

    digest_add(d, length, (size_t)number_print_unsigned(length, strlen(text)) + 1);
    digest_add(d, text, strlen(text));
}

void
digest_print(struct digest *d, char out[DIGEST_BYTES])
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
digest_file(const char *path, char out[DIGEST_BYTES], int64_t *bytes, struct failure *f)
{
    char chunk[DIGEST_CHUNK];
    struct digest d;
    FILE *file = fopen(path, "rb");
    enum status st = STATUS_OK;
    size_t n = 0;

    *bytes = 0;
    digest_init(&d);
    while (file != NULL && (n = fread(chunk, 1, sizeof chunk, file)) > 0) {
        digest_add(&d, chunk, n);
        *bytes += (int64_t)n;
    }
    if (file == NULL || ferror(file)) {
        st = failure_of(STATUS_IO, f, "%s: %s", path, strerror(errno));
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    digest_print(&d, out);
    return st;
}
