/**
 * sentence.h - names and first letters in English sentences.
 */
#ifndef WORDS_SENTENCE_H
#define WORDS_SENTENCE_H

#include "base/buffer.h"

/**
 * Whether a name needs "the" in a sentence: "third party", but not "a third party", "third
 * party 1" or "Borvia".
 */
bool sentence_needs_article(const char *name);

/** Makes the letter at `at` a capital; only a to z have one. */
void sentence_capital(struct buffer *b, size_t at);

#endif
