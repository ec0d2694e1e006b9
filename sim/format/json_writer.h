/**
 * json_writer.h - JSON text, member by member: the one printer of JSON.
 *
 * Members stand on lines of their own, indented by two spaces, down to a depth that may be
 * given, and further in on one line, as in {"a": [1, 2]}. Numbers are exact and text is made
 * valid UTF-8 (what is not becomes U+FFFD), which cJSON's printer promises neither of. A key is
 * NULL inside an array. Lack of memory shows in the buffer.
 */
#ifndef FORMAT_JSON_WRITER_H
#define FORMAT_JSON_WRITER_H

#include "base/buffer.h"

struct json_writer {
    struct buffer *out;
    int32_t depth;
    int32_t lines; /* how deep members stand on lines of their own */
    bool first;    /* nothing was written yet at this depth */
};

/** On lines at every depth. */
void json_writer_init(struct json_writer *w, struct buffer *out);

/** On lines down to that depth; 0: all on one line, which does not end. */
void json_writer_init_lines(struct json_writer *w, struct buffer *out, int32_t lines);

/** '{' or '['; the outermost has no key. */
void json_writer_open(struct json_writer *w, const char *key, char bracket);

/** '}' or ']'. The outermost ends with a new line, unless all is on one. */
void json_writer_close(struct json_writer *w, char bracket);

/** NULL text writes nothing. */
void json_writer_text(struct json_writer *w, const char *key, const char *text);
void json_writer_integer(struct json_writer *w, const char *key, int64_t x);
void json_writer_flag(struct json_writer *w, const char *key, bool x);

/** A value that is JSON already, such as digits. */
void json_writer_value(struct json_writer *w, const char *key, const char *json);

/** An infinite or undefined number writes nothing. */
void json_writer_real(struct json_writer *w, const char *key, double x);

#endif
