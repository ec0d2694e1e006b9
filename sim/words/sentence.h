/**
 * sentence.h - puts names into English sentences.
 */
#ifndef WORDS_SENTENCE_H
#define WORDS_SENTENCE_H

#include "base/buffer.h"

/**
 * Whether a name needs "the" in a sentence. "third party" does; "a third party", "third party 1"
 * and "Borvia" do not.
 */
bool sentence_needs_article(const char *name);

/** Makes the letter at index `at` a capital, if it is one of a to z. */
void sentence_capital(struct buffer *b, size_t at);

#endif
