/**
 * json_writer.h - writes JSON text, one member at a time, for all JSON output.
 *
 * Down to a given depth each member has its own line, indented by two spaces. Deeper values are
 * written on one line, as in {"a": [1, 2]}. Numbers are exact. Text becomes valid UTF-8: each
 * invalid byte becomes U+FFFD. (cJSON's printer guarantees neither exact numbers nor valid UTF-8.)
 * `key` is NULL inside an array and for the outermost value. If memory is exhausted, `failed` of
 * the buffer is set.
 */
#ifndef FORMAT_JSON_WRITER_H
#define FORMAT_JSON_WRITER_H

#include "base/buffer.h"

struct json_writer {
    struct buffer *out;
    int32_t depth;
    int32_t lines; /* maximum depth at which members have their own lines */
    bool first;    /* no member has been written at this depth */
};

/** Starts a text whose members have their own lines at every depth. */
void json_writer_init(struct json_writer *w, struct buffer *out);

/**
 * Starts a text with separate lines down to the depth `lines`. With 0 the text is one line without
 * a line feed at its end.
 */
void json_writer_init_lines(struct json_writer *w, struct buffer *out, int32_t lines);

/** Opens an object or array: `bracket` is '{' or '['. */
void json_writer_open(struct json_writer *w, const char *key, char bracket);

/**
 * Closes the object or array that was opened last: `bracket` is '}' or ']'. A line feed follows the
 * outermost value, except with lines == 0.
 */
void json_writer_close(struct json_writer *w, char bracket);

/** Write one member. A NULL text writes nothing. */
void json_writer_text(struct json_writer *w, const char *key, const char *text);
void json_writer_integer(struct json_writer *w, const char *key, int64_t x);
void json_writer_flag(struct json_writer *w, const char *key, bool x);

/** Writes a value that is already JSON text, such as digits. */
void json_writer_value(struct json_writer *w, const char *key, const char *json);

/** Writes a number. An infinite x or NAN writes nothing. */
void json_writer_real(struct json_writer *w, const char *key, double x);

#endif
