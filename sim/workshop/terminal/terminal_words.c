#include "workshop/terminal/terminal_words.h"

#include <string.h>

#include "base/number.h"

#define BLANK " \t\r"

/* Copies a word outside of quotes in lower case, because ids are in lower case. */
static const char *
small(struct arena *a, const char *text, size_t length)
{
    char *copy = arena_alloc(a, length + 1);

    for (size_t k = 0; copy != NULL && k < length; k++) {
        copy[k] = text[k] >= 'A' && text[k] <= 'Z' ? (char)(text[k] - 'A' + 'a') : text[k];
    }
    if (copy != NULL) {
        copy[length] = '\0';
    }
    return copy;
}

static enum status
add(struct terminal_words *w, struct arena *a, const char *text, size_t length, bool quoted,
    struct failure *f)
{
    if (w->n == TERMINAL_WORDS_MAX) {
        return failure_of(STATUS_BAD_INPUT, f, "the line has too many words");
    }
    w->at[w->n] = (struct terminal_word){
        quoted ? arena_text(a, text, length) : small(a, text, length), quoted};
    return w->at[w->n++].text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/* Returns the number of bytes of the quotation mark at `text`, plain or typographic; 0 if there is
   none. */
static size_t
quote_at(const char *text)
{
    static const char *const marks[] = {"\"", "“", "”", "„", "«", "»"};

    for (size_t k = 0; k < sizeof(marks) / sizeof(marks[0]); k++) {
        if (strncmp(text, marks[k], strlen(marks[k])) == 0) {
            return strlen(marks[k]);
        }
    }
    return 0;
}

/* Returns the length in bytes of a quoted text. A plain " is closed by a plain ", a typographic
   mark by any quotation mark. */
static size_t
quoted_length(const char *text, bool plain)
{
    const char *at = text;

    while (*at != '\0' && (plain ? *at != '"' : quote_at(at) == 0)) {
        at++;
    }
    return (size_t)(at - text);
}

enum status
terminal_words_of(
    struct terminal_words *w, struct arena *a, const char *line, struct failure *f)
{
    enum status st = STATUS_OK;

    w->n = 0;
    for (line += strspn(line, BLANK); *line != '\0'; line += strspn(line, BLANK)) {
        size_t quote = quote_at(line);
        const char *from = line + quote;
        size_t length = quote > 0 ? quoted_length(from, *line == '"') : strcspn(from, BLANK);

        if (quote > 0 && from[length] == '\0') {
            return failure_of(
                STATUS_BAD_INPUT, f, "a text in quotes has no end: add a \" after it");
        }
        TRY(add(w, a, from, length, quote > 0, f));
        line = from + length + (quote > 0 ? quote_at(from + length) : 0);
    }
out:
    return st;
}

const char *
terminal_words_text(const struct terminal_words *w, int32_t i)
{
    return i < w->n ? w->at[i].text : NULL;
}

bool
terminal_words_number(const char *text, int64_t min, int64_t max, int64_t *out)
{
    uint64_t x;

    if (text == NULL || !number_read_unsigned(text, &x) || x > INT64_MAX || (int64_t)x < min ||
        (int64_t)x > max) {
        return false;
    }
    *out = (int64_t)x;
    return true;
}
