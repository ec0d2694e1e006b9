/**
 * writer.h - JSON text, member by member, indented by two spaces.
 *
 * Numbers are exact and text is made valid UTF-8 (what is not becomes U+FFFD), which cJSON's
 * printer promises neither of. A key is NULL inside an array. Lack of memory shows in the
 * buffer.
 */
#ifndef FORMAT_WRITER_H
#define FORMAT_WRITER_H

#include "base/buffer.h"

struct writer {
    struct buffer *out;
    int32_t depth;
    bool first; /* nothing was written yet at this depth */
};

void writer_init(struct writer *w, struct buffer *out);

/** '{' or '['; the outermost has no key. */
void writer_open(struct writer *w, const char *key, char bracket);

/** '}' or ']'. The outermost ends with a new line. */
void writer_close(struct writer *w, char bracket);

/** NULL text writes nothing. */
void writer_text(struct writer *w, const char *key, const char *text);
void writer_integer(struct writer *w, const char *key, int64_t x);
void writer_flag(struct writer *w, const char *key, bool x);

/** An infinite or undefined number writes nothing. */
void writer_real(struct writer *w, const char *key, double x);

#endif
