#include "format/json_validate.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "format/json_reader.h"

static void
skip_space(struct json_reader *r)
{
    int c = json_reader_peek(r);

    while (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        json_reader_step(r);
        c = json_reader_peek(r);
    }
}

static enum status
record_place(struct json_reader *r)
{
    struct json_validation *g = r->places;
    enum status st;

    TRY(array_grow(&g->places, (int64_t)g->count + 1, &g->capacity, sizeof(*g->places)));
    g->places[g->count++] = (struct json_place){r->line, r->column, (uint32_t)r->at};
out:
    return st;
}

static enum status
read_digits(struct json_reader *r)
{
    if (json_reader_peek(r) < '0' || json_reader_peek(r) > '9') {
        return json_reader_refuse_found(r, "a digit");
    }
    while (json_reader_peek(r) >= '0' && json_reader_peek(r) <= '9') {
        json_reader_step(r);
    }
    return STATUS_OK;
}

static enum status
read_number(struct json_reader *r)
{
    enum status st = STATUS_OK;
    struct json_reader start = *r;
    double x;

    if (json_reader_peek(r) == '-') {
        json_reader_step(r);
    }
    if (json_reader_peek(r) == '0') {
        json_reader_step(r);
        if (json_reader_peek(r) >= '0' && json_reader_peek(r) <= '9') {
            return json_reader_refuse(
                &start, "a number must not begin with an unnecessary zero; remove it");
        }
    } else {
        TRY(read_digits(r));
    }
    if (json_reader_peek(r) == '.') {
        json_reader_step(r);
        TRY(read_digits(r));
    }
    if (json_reader_peek(r) == 'e' || json_reader_peek(r) == 'E') {
        json_reader_step(r);
        if (json_reader_peek(r) == '+' || json_reader_peek(r) == '-') {
            json_reader_step(r);
        }
        TRY(read_digits(r));
    }
    if (!number_read(start.text + start.at, r->at - start.at, &x)) {
        return json_reader_refuse(
            &start, "this number is outside the range of double precision; change it");
    }
out:
    return st;
}

static enum status
read_word(struct json_reader *r, const char *word)
{
    size_t length = strlen(word);

    if (r->size - r->at < length || memcmp(r->text + r->at, word, length) != 0) {
        return json_reader_refuse_found(
            r, "a value (text, number, object, list, true, false, null)");
    }
    r->at += length;
    r->column += (int32_t)length;
    return STATUS_OK;
}

static enum status read_value(struct json_reader *r);

static enum status
read_member(struct json_reader *r)
{
    enum status st;

    skip_space(r);
    if (json_reader_peek(r) != '"') {
        return json_reader_refuse_found(r, "a key in double quotes");
    }
    TRY(record_place(r));
    TRY(json_reader_read_text(r));
    skip_space(r);
    if (json_reader_peek(r) != ':') {
        return json_reader_refuse_found(r, "':'");
    }
    json_reader_step(r);
    TRY(read_value(r));
out:
    return st;
}

/* Reads the rest of an object or a list, after its opening bracket, up to its closing bracket
   `close`. */
static enum status
read_inside(struct json_reader *r, char close, enum status (*read_item)(struct json_reader *))
{
    enum status st = STATUS_OK;

    if (++r->depth > JSON_VALIDATE_DEPTH) {
        return json_reader_refuse(
            r, "values are nested too deeply (more than 64 levels); use fewer levels");
    }
    json_reader_step(r);
    skip_space(r);
    if (json_reader_peek(r) != close) {
        TRY(read_item(r));
        skip_space(r);
        while (json_reader_peek(r) == ',') {
            json_reader_step(r);
            TRY(read_item(r));
            skip_space(r);
        }
        if (json_reader_peek(r) != close) {
            return json_reader_refuse_found(r, close == '}' ? "',' or '}'" : "',' or ']'");
        }
    }
    json_reader_step(r);
    r->depth--;
out:
    return st;
}

static enum status
read_value(struct json_reader *r)
{
    enum status st;

    skip_space(r);
    if (++r->values > JSON_VALIDATE_VALUES) {
        return json_reader_refuse(
            r, "the document has more than 1000000 values, the maximum; shorten it");
    }
    TRY(record_place(r));
    switch (json_reader_peek(r)) {
    case '{':
        return read_inside(r, '}', read_member);
    case '[':
        return read_inside(r, ']', read_value);
    case '"':
        return json_reader_read_text(r);
    case 't':
        return read_word(r, "true");
    case 'f':
        return read_word(r, "false");
    case 'n':
        return read_word(r, "null");
    default:
        break;
    }
    if (json_reader_peek(r) != '-' &&
        (json_reader_peek(r) < '0' || json_reader_peek(r) > '9')) {
        return json_reader_refuse_found(
            r, "a value (text, number, object, list, true, false, null)");
    }
    return read_number(r);
out:
    return st;
}

enum status
json_validate(struct json_validation *g, const char *name, const char *text, size_t size,
    struct failure *f)
{
    struct json_reader r = {.places = g,
        .failure = f,
        .name = name,
        .text = text,
        .size = size,
        .line = 1,
        .column = 1};
    enum status st;

    memset(g, 0, sizeof(*g));
    if (size > JSON_VALIDATE_BYTES) {
        return failure_of(STATUS_BAD_INPUT, f,
            "%s: is longer than the maximum of %d bytes; shorten it", name,
            JSON_VALIDATE_BYTES);
    }
    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        r.at = 3;
    }
    TRY(read_value(&r));
    skip_space(&r);
    if (r.at < r.size) {
        st = json_reader_refuse_found(&r, "the end of the text");
    }
out:
    if (st != STATUS_OK) {
        json_validate_free(g);
    }
    return st;
}

void
json_validate_free(struct json_validation *g)
{
    free(g->places);
    memset(g, 0, sizeof(*g));
}
