/**
 * json_validate.h - checks the syntax of a JSON document before cJSON parses it.
 *
 * cJSON is lenient: it accepts 01, 1e999, control characters, invalid UTF-8, "\u0000" (where
 * the string then ends) and any byte up to 32 as white space, and it reports an error only as
 * an offset. json_validate() rejects all text that RFC 8259 does not allow, and also numbers
 * outside the range of double precision, nesting deeper than JSON_VALIDATE_DEPTH, and documents
 * with more than JSON_VALIDATE_BYTES bytes or JSON_VALIDATE_VALUES values. It skips a byte
 * order mark. Duplicate keys are detected later, by format/json_parse.c, which unescapes the
 * keys.
 *
 * json_validate() also records the location of every key and value in the order of the document: a
 * key before its value, a value before the values inside it.
 */
#ifndef FORMAT_JSON_VALIDATE_H
#define FORMAT_JSON_VALIDATE_H

#include "base/status.h"

enum {
    JSON_VALIDATE_DEPTH = 64,
    JSON_VALIDATE_BYTES = 16 * 1024 * 1024,
    JSON_VALIDATE_VALUES = 1000000,
};

/** Lines and columns count from 1, columns in characters. */
struct json_place {
    int32_t line, column;
    uint32_t start; /* offset in the text, bytes */
};

/** The recorded locations. A zeroed struct is empty. */
struct json_validation {
    struct json_place *places;
    int32_t count;
    int64_t capacity;
};

/**
 * Checks `size` bytes of text. `name` is the name of the document in messages. Stops at the first
 * error and adds one line to f.
 */
enum status json_validate(struct json_validation *g, const char *name, const char *text,
    size_t size, struct failure *f) MUST_CHECK;

void json_validate_free(struct json_validation *g);

#endif
