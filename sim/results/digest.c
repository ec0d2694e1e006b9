#include "results/digest.h"

#include <string.h>

#include "base/number.h"

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
