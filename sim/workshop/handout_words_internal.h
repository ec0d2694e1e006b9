/**
 * handout_words_internal.h - translations of the words of handouts, indexed by enum handout_word.
 */
#ifndef WORKSHOP_HANDOUT_WORDS_INTERNAL_H
#define WORKSHOP_HANDOUT_WORDS_INTERNAL_H

#include "workshop/handout_words.h"

extern const char *const handout_words_id[HANDOUT_WORDS];
extern const char *const handout_words_ru[HANDOUT_WORDS];
extern const char *const handout_words_vi[HANDOUT_WORDS];

#endif
