#include "workshop/terminal/terminal_words.h"

#include <string.h>

#include "base/number.h"

static enum status
add(struct terminal_words *w, struct arena *a, const char *text, size_t length, bool quoted,
    struct failure *f)
{
    if (w->n == TERMINAL_WORDS_MAX) {
        return failure_of(STATUS_BAD_INPUT, f, "the line has too many words");
    }
    w->at[w->n] = (struct terminal_word){arena_text(a, text, length), quoted};
    return w->at[w->n++].text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

enum status
terminal_words_of(
    struct terminal_words *w, struct arena *a, const char *line, struct failure *f)
{
    enum status st = STATUS_OK;

    w->n = 0;
    for (line += strspn(line, " \t\r"); *line != '\0'; line += strspn(line, " \t\r")) {
        bool quoted = *line == '"';
        const char *from = line + quoted;
        size_t length = strcspn(from, quoted ? "\"" : " \t\r");

        if (quoted && from[length] == '\0') {
            return failure_of(
                STATUS_BAD_INPUT, f, "a text in quotes has no end: add a \" after it");
        }
        TRY(add(w, a, from, length, quoted, f));
        line = from + length + quoted;
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
