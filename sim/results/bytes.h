/**
 * bytes.h - text that grows while it is being made.
 *
 * Writers fill memory and never a file, so that no row can be half on disk and a number costs
 * no call into the C library. Zero is empty. Running out of memory is remembered in `failed`
 * and makes every later addition do nothing: whoever writes much looks once, at the end.
 */
#ifndef RESULTS_BYTES_H
#define RESULTS_BYTES_H

#include <string.h>

#include "base/status.h"

struct bytes {
    char *at; /* not ended by NUL */
    size_t length;
    size_t capacity;
    bool failed;
};

/** Makes room for `more` bytes and returns where they go, or NULL; `length` is not moved. */
char *bytes_room(struct bytes *b, size_t more);

void bytes_add(struct bytes *b, const char *text, size_t length);
void bytes_add_text(struct bytes *b, const char *text);

/** Keeps the memory for the next text. */
void bytes_clear(struct bytes *b);

/** STATUS_NO_MEMORY if any addition since the last clear failed. */
enum status bytes_status(const struct bytes *b) MUST_CHECK;

void bytes_free(struct bytes *b);

#endif
