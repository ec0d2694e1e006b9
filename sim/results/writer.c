#include "results/writer.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

void
writer_init(struct writer *w, struct buffer *out)
{
    *w = (struct writer){.out = out, .first = true};
}

static void
new_line(struct writer *w)
{
    buffer_text(w->out, "\n");
    for (int32_t i = 0; i < w->depth; i++) {
        buffer_text(w->out, "  ");
    }
}

static void
put_text(struct buffer *out, const char *text)
{
    struct buffer valid = {0};
    size_t left = strlen(text);

    while (left > 0) {
        uint32_t code;
        size_t length = text_character(text, left, &code);

        buffer_add(&valid, length == 0 ? "\xEF\xBF\xBD" : text, length == 0 ? 3 : length);
        length = length == 0 ? 1 : length;
        text += length;
        left -= length;
    }
    buffer_json(out, valid.at == NULL ? "" : valid.at);
    out->failed = out->failed || valid.failed;
    buffer_free(&valid);
}

static void
begin(struct writer *w, const char *key)
{
    if (w->depth > 0) {
        buffer_text(w->out, w->first ? "" : ",");
        new_line(w);
    }
    if (key != NULL) {
        put_text(w->out, key);
        buffer_text(w->out, ": ");
    }
    w->first = false;
}

void
writer_open(struct writer *w, const char *key, char bracket)
{
    begin(w, key);
    buffer_add(w->out, &bracket, 1);
    w->depth++;
    w->first = true;
}

void
writer_close(struct writer *w, char bracket)
{
    bool empty = w->first;

    w->depth--;
    w->first = false;
    if (!empty) {
        new_line(w);
    }
    buffer_add(w->out, &bracket, 1);
    if (w->depth == 0) {
        buffer_text(w->out, "\n");
    }
}

void
writer_text(struct writer *w, const char *key, const char *text)
{
    if (text != NULL) {
        begin(w, key);
        put_text(w->out, text);
    }
}

void
writer_integer(struct writer *w, const char *key, int64_t x)
{
    char digits[NUMBER_BYTES];

    begin(w, key);
    buffer_add(w->out, digits, (size_t)number_print_integer(digits, x));
}

void
writer_flag(struct writer *w, const char *key, bool x)
{
    begin(w, key);
    buffer_text(w->out, x ? "true" : "false");
}

void
writer_real(struct writer *w, const char *key, double x)
{
    if (isfinite(x)) {
        begin(w, key);
        buffer_number(w->out, x);
    }
}
