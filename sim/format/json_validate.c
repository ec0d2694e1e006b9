#include "format/json_validate.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"

/** Position in the text, which need not end in a NUL: peek() returns -1 at the end. */
struct reader {
    struct json_validation *places;
    struct failure *failure;
    const char *name;
    const char *text;
    size_t at, size;
    int32_t line, column;
    int32_t depth;
    int32_t values;
};

static int
peek(const struct reader *r)
{
    return r->at < r->size ? (unsigned char)r->text[r->at] : -1;
}

static enum status
refuse(const struct reader *r, const char *what)
{
    return failure_of(
        STATUS_BAD_INPUT, r->failure, "%s:%d:%d: %s", r->name, r->line, r->column, what);
}

/* How to correct a common mistake at the reading position; "" if none is known. */
static const char *
hint(const struct reader *r, const char *at)
{
    size_t before = r->at, rest = r->size - r->at;

    while (before > 0 && strchr(" \t\r\n", r->text[before - 1]) != NULL) {
        before--;
    }
    bool after_comma = before > 0 && r->text[before - 1] == ',';

    if (*at == '/' || *at == '#') {
        return "; JSON has no comments: use a member \"notes\"";
    }
    if (rest >= 3 &&
        (memcmp(at, "\xE2\x80\x9C", 3) == 0 || memcmp(at, "\xE2\x80\x9D", 3) == 0 ||
            memcmp(at, "\xE2\x80\x9E", 3) == 0)) {
        return "; typographic quotes: use the plain quote \"";
    }
    if (r->at == 0 && rest >= 2 &&
        (memcmp(at, "\xFF\xFE", 2) == 0 || memcmp(at, "\xFE\xFF", 2) == 0)) {
        return "; the file is UTF-16: save it as UTF-8";
    }
    if (*at == '\'') {
        return "; text stands in double quotes";
    }
    if (after_comma && (*at == '}' || *at == ']')) {
        return "; remove the comma before it";
    }
    if (after_comma && *at >= '0' && *at <= '9' && before == r->at && before >= 2 &&
        r->text[before - 2] >= '0' && r->text[before - 2] <= '9') {
        return "; numbers have a decimal point, not a comma";
    }
    return "";
}

/* Reports the expected text and the byte that was found instead. */
static enum status
refuse_found(const struct reader *r, const char *wanted)
{
    const char *at = r->text + r->at;
    char byte[] = {(char)peek(r), '\0'}, visible[TEXT_VISIBLE_BYTES];

    if (r->at >= r->size) {
        return failure_of(STATUS_BAD_INPUT, r->failure,
            "%s:%d:%d: expected %s, found the end of the text%s", r->name, r->line, r->column,
            wanted, r->depth > 0 ? "; a closing bracket is missing" : "");
    }
    return failure_of(STATUS_BAD_INPUT, r->failure, "%s:%d:%d: expected %s, found '%s'%s",
        r->name, r->line, r->column, wanted,
        peek(r) == 0 ? "\\u0000" : text_visible(visible, byte), hint(r, at));
}

static void
step(struct reader *r)
{
    if (r->text[r->at] == '\n') {
        r->line++;
        r->column = 1;
    } else {
        r->column++;
    }
    r->at++;
}

static void
skip_space(struct reader *r)
{
    int c = peek(r);

    while (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        step(r);
        c = peek(r);
    }
}

static enum status
record_place(struct reader *r)
{
    struct json_validation *g = r->places;
    enum status st;

    TRY(array_grow(&g->places, (int64_t)g->count + 1, &g->capacity, sizeof(*g->places)));
    g->places[g->count++] = (struct json_place){r->line, r->column, (uint32_t)r->at};
out:
    return st;
}

static int
hex_digit(int c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Reads the four hexadecimal digits after `\u`. */
static enum status
read_unit(struct reader *r, uint32_t *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(peek(r));

        if (digit < 0) {
            return refuse_found(r, "a hexadecimal digit of a \\u escape");
        }
        *unit = *unit << 4 | (uint32_t)digit;
        step(r);
    }
    return STATUS_OK;
}

static enum status
read_code(struct reader *r)
{
    uint32_t unit, second = 0;
    enum status st;

    TRY(read_unit(r, &unit));
    if (unit == 0) {
        return refuse(r, "the character \\u0000 is not allowed in text; remove it");
    }
    if (unit >= 0xDC00 && unit <= 0xDFFF) {
        return refuse(r, "a low surrogate without a high surrogate before it");
    }
    if (unit < 0xD800 || unit > 0xDBFF) {
        return STATUS_OK;
    }
    if (peek(r) == '\\') {
        step(r);
        if (peek(r) == 'u') {
            step(r);
            TRY(read_unit(r, &second));
        }
    }
    if (second < 0xDC00 || second > 0xDFFF) {
        return refuse(r, "a high surrogate without a low surrogate after it");
    }
out:
    return st;
}

static enum status
read_escape(struct reader *r)
{
    int c;

    step(r);
    c = peek(r);
    if (c == 'u') {
        step(r);
        return read_code(r);
    }
    if (c <= 0 || strchr("\"\\/bfnrt", c) == NULL) {
        return refuse_found(r, "one of \" \\ / b f n r t u after a backslash");
    }
    step(r);
    return STATUS_OK;
}

static enum status
read_character(struct reader *r)
{
    uint32_t code;
    size_t length = text_character(r->text + r->at, r->size - r->at, &code);

    if (length == 0) {
        return refuse(r, "this byte is not UTF-8; save the file as UTF-8");
    }
    if (code < 0x20) {
        return failure_of(STATUS_BAD_INPUT, r->failure,
            "%s:%d:%d: a control character in a string: write \\u%04x, or add the closing "
            "quote before it",
            r->name, r->line, r->column, (unsigned)code);
    }
    r->at += length;
    r->column++;
    return STATUS_OK;
}

static enum status
read_text(struct reader *r)
{
    enum status st = STATUS_OK;
    struct reader start = *r;

    step(r);
    while (peek(r) != '"') {
        if (r->at >= r->size) {
            return refuse(&start, "this text has no closing quote; add it");
        }
        TRY(peek(r) == '\\' ? read_escape(r) : read_character(r));
    }
    step(r);
out:
    return st;
}

static enum status
read_digits(struct reader *r)
{
    if (peek(r) < '0' || peek(r) > '9') {
        return refuse_found(r, "a digit");
    }
    while (peek(r) >= '0' && peek(r) <= '9') {
        step(r);
    }
    return STATUS_OK;
}

static enum status
read_number(struct reader *r)
{
    enum status st = STATUS_OK;
    struct reader start = *r;
    double x;

    if (peek(r) == '-') {
        step(r);
    }
    if (peek(r) == '0') {
        step(r);
        if (peek(r) >= '0' && peek(r) <= '9') {
            return refuse(
                &start, "a number must not begin with an unnecessary zero; remove it");
        }
    } else {
        TRY(read_digits(r));
    }
    if (peek(r) == '.') {
        step(r);
        TRY(read_digits(r));
    }
    if (peek(r) == 'e' || peek(r) == 'E') {
        step(r);
        if (peek(r) == '+' || peek(r) == '-') {
            step(r);
        }
        TRY(read_digits(r));
    }
    if (!number_read(start.text + start.at, r->at - start.at, &x)) {
        return refuse(&start, "this number is outside the range of double precision");
    }
out:
    return st;
}

static enum status
read_word(struct reader *r, const char *word)
{
    size_t length = strlen(word);

    if (r->size - r->at < length || memcmp(r->text + r->at, word, length) != 0) {
        return refuse_found(r, "a value (text, number, object, list, true, false, null)");
    }
    r->at += length;
    r->column += (int32_t)length;
    return STATUS_OK;
}

static enum status read_value(struct reader *r);

static enum status
read_member(struct reader *r)
{
    enum status st;

    skip_space(r);
    if (peek(r) != '"') {
        return refuse_found(r, "a key in double quotes");
    }
    TRY(record_place(r));
    TRY(read_text(r));
    skip_space(r);
    if (peek(r) != ':') {
        return refuse_found(r, "':'");
    }
    step(r);
    TRY(read_value(r));
out:
    return st;
}

/* Reads an object or a list from its opening bracket to its closing bracket `close`. */
static enum status
read_inside(struct reader *r, char close, enum status (*read_item)(struct reader *))
{
    enum status st = STATUS_OK;

    if (++r->depth > JSON_VALIDATE_DEPTH) {
        return refuse(
            r, "values are nested too deeply (more than 64 levels); use fewer levels");
    }
    step(r);
    skip_space(r);
    if (peek(r) != close) {
        TRY(read_item(r));
        skip_space(r);
        while (peek(r) == ',') {
            step(r);
            TRY(read_item(r));
            skip_space(r);
        }
        if (peek(r) != close) {
            return refuse_found(r, close == '}' ? "',' or '}'" : "',' or ']'");
        }
    }
    step(r);
    r->depth--;
out:
    return st;
}

static enum status
read_value(struct reader *r)
{
    enum status st;

    skip_space(r);
    if (++r->values > JSON_VALIDATE_VALUES) {
        return refuse(r, "the document has more than 1000000 values, the maximum; shorten it");
    }
    TRY(record_place(r));
    switch (peek(r)) {
    case '{':
        return read_inside(r, '}', read_member);
    case '[':
        return read_inside(r, ']', read_value);
    case '"':
        return read_text(r);
    case 't':
        return read_word(r, "true");
    case 'f':
        return read_word(r, "false");
    case 'n':
        return read_word(r, "null");
    default:
        break;
    }
    if (peek(r) != '-' && (peek(r) < '0' || peek(r) > '9')) {
        return refuse_found(r, "a value (text, number, object, list, true, false, null)");
    }
    return read_number(r);
out:
    return st;
}

enum status
json_validate(struct json_validation *g, const char *name, const char *text, size_t size,
    struct failure *f)
{
    struct reader r = {.places = g,
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
        st = refuse_found(&r, "the end of the text");
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
