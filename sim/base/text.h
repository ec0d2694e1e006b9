/**
 * text.h - text from users.
 *
 * The functions check UTF-8, ids and dates, suggest corrections of misspelt names, and make text
 * safe to print on a terminal.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { TEXT_VISIBLE_BYTES = 160, TEXT_ID_LENGTH = 63, TEXT_DAY_BYTES = 56 };

/**
 * Returns the length of the UTF-8 character at `at`, 1 to 4 bytes, and stores its code point in
 * *code. `size` is the number of bytes that are left, at least 1. Returns 0 if the character is
 * invalid (incomplete, overlong, a surrogate, or above U+10FFFF).
 */
size_t text_character(const char *at, size_t size, uint32_t *code);

/**
 * Whether a terminal may show the character as it is. False for control characters, invisible
 * characters, characters that change the direction of writing, and code points that are not
 * characters.
 */
bool text_is_printable(uint32_t code);

/**
 * Copies text into a form that is safe to print: characters that are not printable, and bytes
 * that are not UTF-8, become escapes. Text that does not fit is cut and ends in "...". Returns
 * `out`.
 */
const char *text_visible(char out[TEXT_VISIBLE_BYTES], const char *text);

/**
 * Prints the whole text in the form of text_visible(), except that the characters in `kept` are not
 * escaped. Returns false if the stream cannot be written.
 */
bool text_print(FILE *stream, const char *text, size_t size, const char *kept);

/** Whether the text is an id, that is, matches ^[a-z][a-z0-9_-]{0,62}$ */
bool text_is_id(const char *text);

/**
 * Reads a Gregorian date YYYY-MM-DD and stores it as days since 1970-01-01. Returns false if the
 * text is not a date.
 */
bool text_date(const char *text, int64_t *days);

/** Writes the date `days` days after 1970-01-01 as "3 March 2022". Returns `out`. */
const char *text_day(char out[TEXT_DAY_BYTES], int64_t days);
/** Like text_day(), but the year of the day `first` is year 1: "4 May of year 2". */
const char *text_day_counted(char out[TEXT_DAY_BYTES], int64_t days, int64_t first);

/**
 * Returns the minimum number of changes that turn a into b. A change inserts, deletes or
 * substitutes a character, or swaps two neighbouring characters.
 */
int32_t text_distance(const char *a, const char *b);

/**
 * `count` names whose pointers are `step` bytes apart, for example one member of each struct of an
 * array.
 */
struct text_names {
    const void *first; /* the address of the first const char * */
    size_t step;
    int32_t count;
};

/** Describes the names in the given member of n structs. `array` may be NULL if n is 0. */
#define TEXT_NAMES(array, member, n)                                                           \
    ((struct text_names){(n) > 0 ? &(array)->member : NULL, sizeof(*(array)), (n)})

/** Returns name i, which may be NULL. */
const char *text_name_at(const struct text_names *names, int32_t i);

/** Describes an array of words. */
#define TEXT_WORDS(array)                                                                      \
    ((struct text_names){                                                                      \
        (array), sizeof((array)[0]), (int32_t)(sizeof(array) / sizeof((array)[0]))})

/** Describes a list of words that ends with NULL. */
struct text_names text_list(const char *const *words);

/** Returns the index of the name that equals the text, or -1. Names and text may be NULL. */
int32_t text_index(const char *text, struct text_names names);

/**
 * Returns the most similar name, for the question "did you mean", or NULL if no name is similar
 * enough. A name is also similar if it begins with the text and an underscore, and the text has six
 * or more characters.
 */
const char *text_nearest(const char *text, struct text_names names);

#endif
