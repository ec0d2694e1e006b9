/**
 * buffer.h - text that grows.
 *
 * A refused allocation is remembered and makes every later call do nothing, so that a printer
 * asks once, at its end: buffer_status().
 */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include "base/status.h"

/** Zero is empty. `at` is NUL-terminated, NULL only while nothing was ever added. */
struct buffer {
    char *at;
    size_t length, capacity;
    bool failed;
};

void buffer_free(struct buffer *b);
/** Empties it and forgets a failure, but keeps the memory. */
void buffer_clear(struct buffer *b);
void buffer_add(struct buffer *b, const char *bytes, size_t length);
void buffer_text(struct buffer *b, const char *text);
void buffer_printf(struct buffer *b, const char *format, ...) PRINTF_LIKE(2, 3);

/**
 * Room for `most` bytes, NULL if there is no memory, for a writer that knows its length only
 * afterwards: it adds it to b->length.
 */
char *buffer_reserve(struct buffer *b, size_t maximum);

/** The shortest decimal that reads back as x, see number.h. */
void buffer_number(struct buffer *b, double x);

/** A JSON string with its quotes. `text` must be valid UTF-8. */
void buffer_json(struct buffer *b, const char *text);

/** A CSV cell: quoted only if it has to be. */
void buffer_csv(struct buffer *b, const char *text);

/**
 * A paragraph and its new line: words of `text` in lines of at most `width` characters, the
 * first one `first` deep, the others `indent`. A longer word gets a line of its own.
 */
void buffer_paragraph(
    struct buffer *b, const char *text, int32_t first, int32_t indent, int32_t width);

/** STATUS_NO_MEMORY if anything was lost. */
enum status buffer_status(const struct buffer *b) MUST_CHECK;

/** Adds the words of a list ended by NULL, `last` between the last two, else `separator`. */
void buffer_words(
    struct buffer *b, const char *const *words, const char *separator, const char *last);

#endif
