/**
 * terminal_words.h - splits a command line into words.
 */
#ifndef WORKSHOP_TERMINAL_TERMINAL_WORDS_H
#define WORKSHOP_TERMINAL_TERMINAL_WORDS_H

#include "base/arena.h"

enum { TERMINAL_WORDS_MAX = 64 };

struct terminal_word {
    const char *text;
    bool quoted;
};

struct terminal_words {
    int32_t n;
    struct terminal_word at[TERMINAL_WORDS_MAX];
};

/**
 * Splits a line at spaces. Text between double quotes is one word. Returns STATUS_BAD_INPUT if a
 * quote is missing, or if there are too many words.
 */
enum status terminal_words_of(
    struct terminal_words *w, struct arena *a, const char *line, struct failure *f) MUST_CHECK;

/** Returns the text of word i; NULL if there are fewer words. */
const char *terminal_words_text(const struct terminal_words *w, int32_t i);

/** Reads a whole number in [min, max]. Returns false if the text is not such a number. */
bool terminal_words_number(const char *text, int64_t min, int64_t max, int64_t *out);

#endif
