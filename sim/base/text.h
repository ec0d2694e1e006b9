/**
 * text.h - facts about text that people wrote: is it UTF-8, is it an id, is it a date, what
 * may have been meant, and how it can be shown on a terminal without doing anything there.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TEXT_VISIBLE_BYTES = 160, TEXT_ID_LENGTH = 63, TEXT_DAY_BYTES = 56 };

/**
 * Length of the UTF-8 character at `at`, at most `size` bytes away from the end: 1 to 4, or 0
 * if it is none (cut short, overlong, a surrogate, past U+10FFFF). Its code point goes to
 * *code.
 */
size_t text_character(const char *at, size_t size, uint32_t *code);

/**
 * Copies text so that it can be echoed: control characters, what reverses the direction of
 * writing, and bytes that are not UTF-8 become escapes; what does not fit becomes "...".
 * Returns `out`.
 */
const char *text_visible(char out[TEXT_VISIBLE_BYTES], const char *text);

/** ^[a-z][a-z0-9_-]{0,62}$ */
bool text_is_id(const char *text);

/** Days from 1970-01-01 to an ISO date of the Gregorian calendar, years 0001 to 9999. */
bool text_date(const char *text, int64_t *days);

/** "3 March 2022": the day that many days after 1970-01-01. Returns `out`. */
const char *text_day(char out[TEXT_DAY_BYTES], int64_t days);

/** Insertions, deletions, substitutions and swaps of neighbours that turn a into b. */
int32_t text_distance(const char *a, const char *b);

/** `count` names that stand `step` bytes apart, as a member of the structs of an array. */
struct text_names {
    const void *first; /* const char * */
    size_t step;
    int32_t count;
};

/** The member of n structs; of no structs, which may be NULL, no names. */
#define TEXT_NAMES(array, member, n)                                                           \
    ((struct text_names){(n) > 0 ? &(array)->member : NULL, sizeof(*(array)), (n)})

/** Place of the name that equals the text, -1 if none does. Names may be NULL. */
int32_t text_index(const char *text, struct text_names names);

/** The name that was probably meant, or NULL. */
const char *text_nearest(const char *text, struct text_names names);

#endif
