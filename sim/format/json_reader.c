#include "format/json_reader.h"

#include <string.h>

#include "base/text.h"

enum status
json_reader_refuse(const struct json_reader *r, const char *what)
{
    return failure_of(
        STATUS_BAD_INPUT, r->failure, "%s:%d:%d: %s", r->name, r->line, r->column, what);
}

/* Returns how to correct a common mistake at the reading position, or "". */
static const char *
hint(const struct json_reader *r, const char *at, const char *wanted)
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
    if (*at == '"' && strncmp(wanted, "','", 3) == 0) {
        return "; is a comma missing before it?";
    }
    if (*at == '\'') {
        return "; put text in double quotes";
    }
    if (after_comma && (*at == '}' || *at == ']')) {
        return "; remove the comma before it";
    }
    if (after_comma && *at >= '0' && *at <= '9' && before == r->at && before >= 2 &&
        r->text[before - 2] >= '0' && r->text[before - 2] <= '9') {
        return "; write numbers with a decimal point, not a comma";
    }
    return "";
}

enum status
json_reader_refuse_found(const struct json_reader *r, const char *wanted)
{
    const char *at = r->text + r->at;
    char byte[] = {(char)json_reader_peek(r), '\0'}, visible[TEXT_VISIBLE_BYTES];

    if (r->at >= r->size) {
        return failure_of(STATUS_BAD_INPUT, r->failure,
            "%s:%d:%d: expected %s, found the end of the text%s", r->name, r->line, r->column,
            wanted, r->depth > 0 ? "; a closing bracket is missing" : "");
    }
    return failure_of(STATUS_BAD_INPUT, r->failure, "%s:%d:%d: expected %s, found '%s'%s",
        r->name, r->line, r->column, wanted,
        json_reader_peek(r) == 0 ? "\\u0000" : text_visible(visible, byte),
        hint(r, at, wanted));
}

/* ---- strings ---- */

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
read_unit(struct json_reader *r, uint32_t *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(json_reader_peek(r));

        if (digit < 0) {
            return json_reader_refuse_found(r, "a hexadecimal digit of a \\u escape");
        }
        *unit = *unit << 4 | (uint32_t)digit;
        json_reader_step(r);
    }
    return STATUS_OK;
}

static enum status
read_code(struct json_reader *r)
{
    uint32_t unit, second = 0;
    enum status st;

    TRY(read_unit(r, &unit));
    if (unit == 0) {
        return json_reader_refuse(r, "the character \\u0000 is not allowed in text; remove it");
    }
    if (unit >= 0xDC00 && unit <= 0xDFFF) {
        return json_reader_refuse(r, "a low surrogate without a high surrogate before it");
    }
    if (unit < 0xD800 || unit > 0xDBFF) {
        return STATUS_OK;
    }
    if (json_reader_peek(r) == '\\') {
        json_reader_step(r);
        if (json_reader_peek(r) == 'u') {
            json_reader_step(r);
            TRY(read_unit(r, &second));
        }
    }
    if (second < 0xDC00 || second > 0xDFFF) {
        return json_reader_refuse(r, "a high surrogate without a low surrogate after it");
    }
out:
    return st;
}

static enum status
read_escape(struct json_reader *r)
{
    int c;

    json_reader_step(r);
    c = json_reader_peek(r);
    if (c == 'u') {
        json_reader_step(r);
        return read_code(r);
    }
    if (c <= 0 || strchr("\"\\/bfnrt", c) == NULL) {
        return json_reader_refuse_found(r, "one of \" \\ / b f n r t u after a backslash");
    }
    json_reader_step(r);
    return STATUS_OK;
}

static enum status
read_character(struct json_reader *r)
{
    uint32_t code;
    size_t length = text_character(r->text + r->at, r->size - r->at, &code);

    if (length == 0) {
        return json_reader_refuse(r, "this byte is not UTF-8; save the file as UTF-8");
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

enum status
json_reader_read_text(struct json_reader *r)
{
    enum status st = STATUS_OK;
    struct json_reader start = *r;

    json_reader_step(r);
    while (json_reader_peek(r) != '"') {
        if (r->at >= r->size) {
            return json_reader_refuse(&start, "this text has no closing quote; add it");
        }
        TRY(json_reader_peek(r) == '\\' ? read_escape(r) : read_character(r));
    }
    json_reader_step(r);
out:
    return st;
}
