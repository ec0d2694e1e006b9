#include "format/json_writer.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

void
json_writer_init(struct json_writer *w, struct buffer *out)
{
    json_writer_init_lines(w, out, INT32_MAX);
}

void
json_writer_init_lines(struct json_writer *w, struct buffer *out, int32_t lines)
{
    *w = (struct json_writer){.out = out, .lines = lines, .first = true};
}

static void
new_line(struct json_writer *w)
{
    buffer_text(w->out, "\n");
    for (int32_t i = 0; i < w->depth; i++) {
        buffer_text(w->out, "  ");
    }
}

/* Length in bytes of the longest valid UTF-8 at the beginning of `text`. */
static size_t
valid_length(const char *text, size_t size)
{
    size_t length = 0, step;
    uint32_t code;

    while (length < size && (step = text_character(text + length, size - length, &code)) > 0) {
        length += step;
    }
    return length;
}

/* Writes a JSON string; each invalid byte becomes U+FFFD. */
static void
put_text(struct buffer *out, const char *text)
{
    size_t left = strlen(text), length = valid_length(text, left);
    struct buffer valid = {0};

    if (length == left) {
        buffer_json(out, text);
        return;
    }
    for (; length < left; length = valid_length(text, left)) {
        buffer_add(&valid, text, length);
        buffer_text(&valid, "\xEF\xBF\xBD");
        text += length + 1;
        left -= length + 1;
    }
    buffer_add(&valid, text, left);
    out->failed = out->failed || valid.failed;
    if (!out->failed) {
        buffer_json(out, valid.at);
    }
    buffer_free(&valid);
}

/* Writes the separator and the key before a value. */
static void
begin(struct json_writer *w, const char *key)
{
    if (w->depth > w->lines) {
        buffer_text(w->out, w->first ? "" : ", ");
    } else if (w->depth > 0) {
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
json_writer_open(struct json_writer *w, const char *key, char bracket)
{
    begin(w, key);
    buffer_add(w->out, &bracket, 1);
    w->depth++;
    w->first = true;
}

void
json_writer_close(struct json_writer *w, char bracket)
{
    bool on_lines = w->depth <= w->lines;

    w->depth--;
    if (on_lines && !w->first) {
        new_line(w);
    }
    w->first = false;
    buffer_add(w->out, &bracket, 1);
    if (w->depth == 0 && w->lines > 0) {
        buffer_text(w->out, "\n");
    }
}

void
json_writer_text(struct json_writer *w, const char *key, const char *text)
{
    if (text != NULL) {
        begin(w, key);
        put_text(w->out, text);
    }
}

void
json_writer_integer(struct json_writer *w, const char *key, int64_t x)
{
    char digits[NUMBER_BYTES];

    number_print_integer(digits, x);
    json_writer_value(w, key, digits);
}

void
json_writer_flag(struct json_writer *w, const char *key, bool x)
{
    json_writer_value(w, key, x ? "true" : "false");
}

void
json_writer_value(struct json_writer *w, const char *key, const char *json)
{
    begin(w, key);
    buffer_text(w->out, json);
}

void
json_writer_real(struct json_writer *w, const char *key, double x)
{
    char digits[NUMBER_BYTES];

    if (isfinite(x)) {
        number_print(digits, x);
        json_writer_value(w, key, digits);
    }
}
