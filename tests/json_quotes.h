/**
 * json_quotes.h - JSON in C source without a backslash before every quote.
 *
 *   json_quotes("{'name': 'Cote d`Ivoire'}")  is  {"name": "Cote d'Ivoire"}
 *
 * The functions of the tests that read JSON call it themselves: files_json(), worlds_load(), ...
 * Bytes are replaced one by one, so that lines and columns stay.
 */
#ifndef TESTS_JSON_QUOTES_H
#define TESTS_JSON_QUOTES_H

#include <stdlib.h>
#include <string.h>

enum { JSON_QUOTES_BYTES = 1 << 21 };

/* `text` with " in place of ' and with ' in place of `. The memory is static: it is used again when
   2 MiB of later texts are written. */
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

/* For one file of a test program, behind cmocka.h. */
#define assert_json_equal(text, expected) assert_string_equal(text, json_quotes(expected))

#endif
