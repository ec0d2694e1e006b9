#include "results/bytes.h"

#include <stdlib.h>

enum { BYTES_FIRST = 4096 };

static bool
grow(struct bytes *b, size_t needed)
{
    size_t capacity = b->capacity == 0 ? BYTES_FIRST : b->capacity;
    char *at;

    while (capacity <= needed) {
        capacity *= 2;
    }
    at = (char *)realloc(b->at, capacity);
    if (at == NULL) {
        b->failed = true;
        return false;
    }
    b->at = at;
    b->capacity = capacity;
    return true;
}

char *
bytes_room(struct bytes *b, size_t more)
{
    if (b->failed || (b->capacity - b->length <= more && !grow(b, b->length + more))) {
        return NULL;
    }
    return b->at + b->length;
}

void
bytes_add(struct bytes *b, const char *text, size_t length)
{
    char *to = bytes_room(b, length);

    if (to != NULL && length > 0) {
        memcpy(to, text, length);
        b->length += length;
    }
}

void
bytes_add_text(struct bytes *b, const char *text)
{
    bytes_add(b, text, strlen(text));
}

void
bytes_clear(struct bytes *b)
{
    b->length = 0;
    b->failed = false;
}

enum status
bytes_status(const struct bytes *b)
{
    return b->failed ? STATUS_NO_MEMORY : STATUS_OK;
}

void
bytes_free(struct bytes *b)
{
    free(b->at);
    *b = (struct bytes){0};
}
