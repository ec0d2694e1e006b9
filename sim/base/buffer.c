#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

void
buffer_free(struct buffer *b)
{
    free(b->at);
    memset(b, 0, sizeof(*b));
}

/* Ensures space for `extra` bytes and a NUL. Returns false if this or an earlier allocation
   failed. */
static bool
reserve(struct buffer *b, size_t extra)
{
    size_t wanted = b->length + extra + 1;
    size_t capacity = b->capacity;
    char *at;

    if (b->failed || wanted <= capacity) {
        return !b->failed;
    }
    capacity = capacity * 2 > wanted ? capacity * 2 : wanted + 64;
    at = realloc(b->at, capacity);
    if (at == NULL) {
        b->failed = true;
        return false;
    }
    b->at = at;
    b->capacity = capacity;
    return true;
}

void
buffer_clear(struct buffer *b)
{
    b->length = 0;
}

char *
buffer_reserve(struct buffer *b, size_t maximum)
{
    return reserve(b, maximum) ? b->at + b->length : NULL;
}

const char *
buffer_string(const struct buffer *b)
{
    return b->at == NULL ? "" : b->at;
}

void
buffer_add(struct buffer *b, const char *bytes, size_t length)
{
    if (!reserve(b, length)) {
        return;
    }
    if (length > 0) {
        memcpy(b->at + b->length, bytes, length);
    }
    b->length += length;
    b->at[b->length] = '\0';
}

void
buffer_text(struct buffer *b, const char *text)
{
    buffer_add(b, text, strlen(text));
}

void
buffer_printf(struct buffer *b, const char *format, ...)
{
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0 || !reserve(b, (size_t)length)) {
        b->failed = true;
        return;
    }
    va_start(arguments, format);
    (void)vsnprintf(b->at + b->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    b->length += (size_t)length;
}

void
buffer_number(struct buffer *b, double x)
{
    char digits[NUMBER_BYTES];

    buffer_add(b, digits, (size_t)number_print(digits, x));
}

void
buffer_json(struct buffer *b, const char *text)
{
    buffer_text(b, "\"");
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char c = (unsigned char)*at;

        if (c == '"' || c == '\\') {
            buffer_printf(b, "\\%c", c);
        } else if (c == '\n') {
            buffer_text(b, "\\n");
        } else if (c < 0x20 || c == 0x7F) {
            buffer_printf(b, "\\u%04x", (unsigned)c);
        } else {
            buffer_add(b, at, 1);
        }
    }
    buffer_text(b, "\"");
}

void
buffer_csv(struct buffer *b, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL && text[0] != ' ' && text[0] != '\0') {
        buffer_text(b, text);
        return;
    }
    if (text[0] == '\0') {
        return;
    }
    buffer_text(b, "\"");
    for (const char *at = text; *at != '\0'; at++) {
        buffer_add(b, at, 1);
        if (*at == '"') {
            buffer_text(b, "\"");
        }
    }
    buffer_text(b, "\"");
}

/* Number of characters in valid UTF-8: counts all bytes except continuation bytes. */
static int32_t
count_characters(const char *text, size_t length)
{
    int32_t n = 0;

    for (size_t k = 0; k < length; k++) {
        n += ((unsigned char)text[k] & 0xC0) != 0x80;
    }
    return n;
}

void
buffer_paragraph(
    struct buffer *b, const char *text, int32_t first, int32_t indent, int32_t width)
{
    int32_t column = first;
    bool begun = false;

    buffer_printf(b, "%*s", first, "");
    for (; *text != '\0'; text += *text != '\0') {
        size_t length = strcspn(text, " \n");
        int32_t n = count_characters(text, length);

        if (length > 0 && begun && column + 1 + n > width) {
            buffer_printf(b, "\n%*s", indent, "");
            column = indent;
        } else if (length > 0 && begun) {
            buffer_text(b, " ");
            column++;
        }
        buffer_add(b, text, length);
        column += n;
        begun = begun || length > 0;
        text += length;
    }
    buffer_text(b, "\n");
}

enum status
buffer_status(const struct buffer *b)
{
    return b->failed ? STATUS_NO_MEMORY : STATUS_OK;
}

void
buffer_words(
    struct buffer *b, const char *const *words, const char *separator, const char *last)
{
    for (int32_t k = 0; words[k] != NULL; k++) {
        buffer_text(b, k == 0 ? "" : words[k + 1] == NULL ? last : separator);
        buffer_text(b, words[k]);
    }
}
