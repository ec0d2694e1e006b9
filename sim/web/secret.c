#include "web/secret.h"

#include <string.h>
#include <sys/random.h>

/* CODE_LIMIT: how many times CODES fits into 32 bits. */
enum { CODES = 100000000, CODE_LIMIT = 42 };

enum status
secret_random(void *out, size_t size, struct failure *f)
{
    return getrandom(out, size, 0) == (ssize_t)size ? STATUS_OK
                                                    : failure_of_file(f, "getrandom");
}

enum status
secret_token(char out[SECRET_TOKEN_BYTES], struct failure *f)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[(SECRET_TOKEN_BYTES - 1) / 2];
    enum status st = secret_random(bytes, sizeof(bytes), f);

    for (size_t k = 0; st == STATUS_OK && k < sizeof(bytes); k++) {
        out[2 * k] = digits[bytes[k] >> 4];
        out[2 * k + 1] = digits[bytes[k] & 15];
    }
    out[SECRET_TOKEN_BYTES - 1] = '\0';
    return st;
}

enum status
secret_code(char out[SECRET_CODE_BYTES], struct failure *f)
{
    uint32_t x;
    enum status st;

    do {
        TRY(secret_random(&x, sizeof(x), f));
    } while (x >= (uint32_t)CODES * CODE_LIMIT);
    x %= CODES;
    for (int k = SECRET_CODE_DIGITS - 1; k >= 0; k--, x /= 10) {
        out[k] = (char)('0' + x % 10);
    }
    out[SECRET_CODE_DIGITS] = '\0';
out:
    return st;
}

void
secret_hash(const char *purpose, const char *secret, char out[SHA256_HEX_BYTES])
{
    struct sha256 d;

    sha256_start(&d);
    sha256_add_string(&d, purpose);
    sha256_add_string(&d, secret);
    sha256_print(&d, out);
}

bool
secret_equal(const char *a, const char *b)
{
    size_t length = strlen(a);
    unsigned char difference = 0;

    if (strlen(b) != length) {
        return false;
    }
    for (size_t k = 0; k < length; k++) {
        difference |= (unsigned char)(a[k] ^ b[k]);
    }
    return difference == 0;
}
