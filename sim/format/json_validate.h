/**
 * json_validate.h - what a JSON document must be before it is handed to a parser.
 *
 * cJSON is lenient: it takes 01, 1e999, raw control characters, invalid UTF-8, "\u0000" (and
 * stops there), any byte up to 32 as white space, and says no more about an error than an
 * offset. The guard reads the text first and refuses whatever RFC 8259 refuses, and besides:
 * numbers that are not finite, nesting deeper than JSON_VALIDATE_DEPTH, documents longer than
 * JSON_VALIDATE_BYTES or of more than JSON_VALIDATE_VALUES values. A byte order mark is skipped.
 * Duplicate keys are found where keys are unescaped, in format/json_parse.c.
 *
 * Besides it notes where every value and every key stands, in the order of the document: for
 * a member first its key, then its value; for a value first itself, then what is inside it.
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

/** Zero is empty. */
struct json_validation {
    struct json_place *places;
    int32_t count;
    int64_t capacity;
};

/**
 * Reads `size` bytes of text. `name` is what the document is called in messages. At most one
 * line goes to f: past the first error there is no telling what was meant.
 */
enum status json_validate(struct json_validation *g, const char *name, const char *text,
    size_t size, struct failure *f) MUST_CHECK;

void json_validate_free(struct json_validation *g);

#endif
