/**
 * json_validate.h - checks the syntax of a JSON document before cJSON parses it.
 *
 * cJSON is lenient. It accepts 01, 1e999, control characters, invalid UTF-8, "\u0000" (where the
 * string then ends), and any byte up to 32 as white space. On an error it gives only an offset.
 * json_validate() rejects all text that RFC 8259 does not allow. It also rejects numbers outside
 * the range of a double, nesting deeper than JSON_VALIDATE_DEPTH, and documents with more than
 * JSON_VALIDATE_BYTES bytes or JSON_VALIDATE_VALUES values. The function skips a byte order mark.
 * json_parse.c detects duplicate keys, because it decodes the keys.
 *
 * json_validate() also records the location of every key and value in the order of the document. A
 * key comes before its value, and a value before the values inside it.
 */
#ifndef FORMAT_JSON_VALIDATE_H
#define FORMAT_JSON_VALIDATE_H

#include "base/status.h"

enum {
    JSON_VALIDATE_DEPTH = 64,
    JSON_VALIDATE_BYTES = 16 * 1024 * 1024,
    JSON_VALIDATE_VALUES = 1000000,
};

/** A location. Lines and columns count from 1; columns count characters. */
struct json_place {
    int32_t line, column;
    uint32_t start; /* offset in the text in bytes */
};

/** The recorded locations. A zeroed struct is empty. */
struct json_validation {
    struct json_place *places;
    int32_t count;
    int64_t capacity;
};

/**
 * Checks `size` bytes of text. `name` is the name of the document in messages. The function stops
 * at the first error and adds one line to f.
 */
enum status json_validate(struct json_validation *g, const char *name, const char *text,
    size_t size, struct failure *f) MUST_CHECK;

void json_validate_free(struct json_validation *g);

#endif
