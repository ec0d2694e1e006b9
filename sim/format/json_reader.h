/**
 * json_reader.h - the reading position of json_validate(), with its error messages and the function
 * that reads a string.
 */
#ifndef FORMAT_JSON_READER_H
#define FORMAT_JSON_READER_H

#include "base/status.h"

struct json_validation;

/** A reading position in a text. The text need not end with a NUL. */
struct json_reader {
    struct json_validation *places; /* where the locations are recorded */
    struct failure *failure;
    const char *name; /* name of the document in messages */
    const char *text;
    size_t at, size;      /* offset of the next byte, and size of the text, in bytes */
    int32_t line, column; /* line and column of the next byte, from 1 */
    int32_t depth;        /* number of objects and lists that are open */
    int32_t values;       /* number of values so far */
};

/** Returns the next byte, or -1 at the end. */
static inline int
json_reader_peek(const struct json_reader *r)
{
    return r->at < r->size ? (unsigned char)r->text[r->at] : -1;
}

/** Goes to the next byte and counts lines and columns. The text must not be at its end. */
static inline void
json_reader_step(struct json_reader *r)
{
    if (r->text[r->at] == '\n') {
        r->line++;
        r->column = 1;
    } else {
        r->column++;
    }
    r->at++;
}

/** Reports a message at the reading position and returns STATUS_BAD_INPUT. */
enum status json_reader_refuse(const struct json_reader *r, const char *what) MUST_CHECK;

/**
 * Like json_reader_refuse(). The message has the expected text, the byte that was found instead,
 * and a hint.
 */
enum status json_reader_refuse_found(
    const struct json_reader *r, const char *wanted) MUST_CHECK;

/**
 * Reads a string from its opening quote to its closing quote. Checks that it is UTF-8 with valid
 * escapes.
 */
enum status json_reader_read_text(struct json_reader *r) MUST_CHECK;

#endif
