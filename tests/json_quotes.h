/**
 * json_quotes.h - JSON in C source without a backslash before every quote.
 *
 *   json_quotes("{'name': 'Cote d`Ivoire'}")  is  {"name": "Cote d'Ivoire"}
 *
 * Test functions that read JSON call it themselves: files_json(), worlds_load(), ... Each byte is
 * replaced by one byte, so lines and columns do not change.
 */
#ifndef TESTS_JSON_QUOTES_H
#define TESTS_JSON_QUOTES_H

#include <stdlib.h>
#include <string.h>

enum { JSON_QUOTES_BYTES = 1 << 21 };

/* Copies `text` with " in place of ' and ' in place of `. The memory is static; it is reused after
   2 MiB of further texts. */
static inline char *
json_quotes(const char *text)
{
    static char memory[JSON_QUOTES_BYTES];
    static size_t used;
    size_t size = strlen(text) + 1;
    char *copy;

    if (size > sizeof(memory)) {
        abort();
    }
    used = size <= sizeof(memory) - used ? used : 0;
    copy = memory + used;
    used += size;
    for (size_t k = 0; k < size; k++) {
        copy[k] = text[k] == '\'' ? '"' : (text[k] == '`' ? '\'' : text[k]);
    }
    return copy;
}

/* Needs cmocka.h. */
#define assert_json_equal(text, expected) assert_string_equal(text, json_quotes(expected))

#endif
