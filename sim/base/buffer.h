/**
 * buffer.h - text that grows.
 *
 * A failed allocation sets `failed`, and every later call does nothing. So a printing function
 * checks for errors once, at its end, with buffer_status().
 */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include "base/status.h"

/**
 * A zeroed struct is an empty buffer. `at` is NULL until the first addition, then NUL-terminated
 * text.
 */
struct buffer {
    char *at;
    size_t length, capacity;
    bool failed;
};

void buffer_free(struct buffer *b);
/**
 * Sets the length to 0 but keeps the memory. `at` has the old text until the next addition.
 * `failed` remains set.
 */
void buffer_clear(struct buffer *b);
/** Append `length` bytes, a text, or a formatted text. */
void buffer_add(struct buffer *b, const char *bytes, size_t length);
void buffer_text(struct buffer *b, const char *text);
void buffer_printf(struct buffer *b, const char *format, ...) PRINTF_LIKE(2, 3);

/**
 * Returns space for `maximum` bytes at the end of the text, or NULL if there is no memory. A caller
 * that does not know the length of its text in advance writes the text there and then adds the
 * length to b->length.
 */
char *buffer_reserve(struct buffer *b, size_t maximum);

/** Returns the text, or "" if nothing was ever added. */
const char *buffer_string(const struct buffer *b);

/** Adds the shortest decimal number that reads back as x (see number.h). */
void buffer_number(struct buffer *b, double x);

/** Adds a JSON string with its quotes. `text` must be valid UTF-8. */
void buffer_json(struct buffer *b, const char *text);

/** Adds the text of a CSV cell, in quotes only if necessary. */
void buffer_csv(struct buffer *b, const char *text);

/**
 * Adds the words of `text` as a paragraph in lines of at most `width` characters, and a line feed.
 * The first line is indented by `first` spaces, the others by `indent`. A word longer than the
 * width gets a line of its own.
 */
void buffer_paragraph(
    struct buffer *b, const char *text, int32_t first, int32_t indent, int32_t width);

/** Returns STATUS_NO_MEMORY if an allocation failed and text was lost, otherwise STATUS_OK. */
enum status buffer_status(const struct buffer *b) MUST_CHECK;

/**
 * Joins the words of a NULL-terminated list. `last` stands before the last word, `separator`
 * between the other words.
 */
void buffer_words(
    struct buffer *b, const char *const *words, const char *separator, const char *last);

#endif
