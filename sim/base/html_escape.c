#include "base/html_escape.h"

#include <string.h>

#include "base/text.h"

#define ELLIPSIS "\xE2\x80\xA6"
#define FIRST_STRONG_ISOLATE "\xE2\x81\xA8"
#define POP_ISOLATE "\xE2\x81\xA9"
#define REPLACEMENT "\xEF\xBF\xBD"

static const char *
escape_of(uint32_t code)
{
    switch (code) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\n':
    case '\t':
        return " ";
    default:
        return NULL;
    }
}

/* Adds the character at `at`, escaped where necessary. Returns the number of bytes of this
   character. `left` is the number of bytes from `at` to the end of the text. */
static size_t
put_character(struct buffer *b, const char *at, size_t left)
{
    uint32_t code;
    size_t length = text_character(at, left, &code);
    const char *escape;

    if (length == 0) {
        buffer_text(b, REPLACEMENT);
        return 1;
    }
    escape = escape_of(code);
    if (escape != NULL) {
        buffer_text(b, escape);
    } else if (!text_is_printable(code)) {
        buffer_printf(b, "\\u%04x", (unsigned)code);
    } else {
        buffer_add(b, at, length);
    }
    return length;
}

/* Returns the offset past the first n characters, or `size` if the text has fewer characters. */
static size_t
skip_characters(const char *text, size_t size, int32_t n)
{
    size_t at = 0;

    for (int32_t i = 0; i < n && at < size; i++) {
        uint32_t code;
        size_t length = text_character(text + at, size - at, &code);

        at += length == 0 ? 1 : length;
    }
    return at;
}

bool
html_cuts(const char *text, int32_t maximum)
{
    size_t size = strlen(text);

    return skip_characters(text, size, maximum) < size;
}

void
html_text(struct buffer *b, const char *text, int32_t maximum)
{
    size_t size, end;

    if (text == NULL) {
        return;
    }
    size = strlen(text);
    end = html_cuts(text, maximum) ? skip_characters(text, size, maximum - 1) : size;
    for (size_t at = 0; at < end;) {
        at += put_character(b, text + at, size - at);
    }
    buffer_text(b, end < size ? ELLIPSIS : "");
}

void
html_bdi(struct buffer *b, const char *text, int32_t maximum)
{
    buffer_text(b, "<bdi>");
    html_text(b, text, maximum);
    buffer_text(b, "</bdi>");
}

void
html_in_picture(struct buffer *b, const char *text, int32_t maximum)
{
    buffer_text(b, FIRST_STRONG_ISOLATE);
    html_text(b, text, maximum);
    buffer_text(b, POP_ISOLATE);
}

void
html_words(struct buffer *b, const char *name)
{
    for (; *name != '\0'; name++) {
        buffer_add(b, *name == '_' ? " " : name, 1);
    }
}
