#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Text of SPELLING_LENGTH or more bytes is neither corrected nor suggested, so that the rows of
   text_distance() have a fixed size. */
enum { SPELLING_LENGTH = 64, NEAREST_CANDIDATES = 4096 };

size_t
text_character(const char *at, size_t size, uint32_t *code)
{
    static const uint32_t minimum[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *c = (const unsigned char *)at;
    size_t length = c[0] < 0x80 ? 1 : c[0] < 0xC2 ? 0 : c[0] < 0xE0 ? 2 : c[0] < 0xF0 ? 3 : 4;

    if (length == 0 || length > size || c[0] > 0xF4) {
        return 0;
    }
    *code = length == 1 ? c[0] : c[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((c[i] & 0xC0) != 0x80) {
            return 0;
        }
        *code = *code << 6 | (c[i] & 0x3Fu);
    }
    if (*code < minimum[length] || *code > 0x10FFFF || (*code >= 0xD800 && *code <= 0xDFFF)) {
        return 0;
    }
    return length;
}

bool
text_is_printable(uint32_t code)
{
    static const struct {
        uint32_t first, last;
    } hidden[] = {{0, 0x1F}, {0x7F, 0x9F}, {0x61C, 0x61C}, {0x200B, 0x200F}, {0x2028, 0x202E},
        {0x2060, 0x206F}, {0xFDD0, 0xFDEF}, {0xFEFF, 0xFEFF}, {0xE0000, 0xE0FFF}};
    bool printable = (code & 0xFFFE) != 0xFFFE;

    for (size_t k = 0; k < sizeof(hidden) / sizeof(hidden[0]); k++) {
        printable = printable && (code < hidden[k].first || code > hidden[k].last);
    }
    return printable;
}

enum { SHOWN_BYTES = 12 }; /* maximum bytes of one character as printed */

/* Writes the first character of the text to `out` in printable form and stores the number of
   written bytes in *length. Returns the bytes of the character in the text. */
static size_t
show_character(const char *text, size_t size, char out[SHOWN_BYTES], size_t *length)
{
    uint32_t code = 0;
    size_t step = text_character(text, size, &code);

    if (step == 0) {
        *length = (size_t)snprintf(out, SHOWN_BYTES, "\\x%02x", (unsigned char)*text);
        return 1;
    }
    if (text_is_printable(code)) {
        memcpy(out, text, step);
        *length = step;
    } else {
        *length = (size_t)snprintf(out, SHOWN_BYTES, "\\u%04x", (unsigned)code);
    }
    return step;
}

const char *
text_visible(char out[TEXT_VISIBLE_BYTES], const char *text)
{
    enum { TAIL = 4 };
    size_t size = strlen(text), used = 0;

    while (size > 0) {
        char shown[SHOWN_BYTES];
        size_t length, step = show_character(text, size, shown, &length);

        if (used + length + TAIL > TEXT_VISIBLE_BYTES) {
            memcpy(out + used, "...", TAIL);
            return out;
        }
        memcpy(out + used, shown, length);
        used += length;
        text += step;
        size -= step;
    }
    out[used] = '\0';
    return out;
}

bool
text_print(FILE *stream, const char *text, size_t size, const char *kept)
{
    char chunk[512];
    size_t used = 0;

    while (size > 0) {
        bool keep = *text != '\0' && strchr(kept, *text) != NULL;
        size_t length = 1, step = 1;

        if (keep) {
            chunk[used] = *text;
        } else {
            step = show_character(text, size, chunk + used, &length);
        }
        used += length;
        text += step;
        size -= step;
        if (size > 0 && used + SHOWN_BYTES <= sizeof(chunk)) {
            continue;
        }
        if (fwrite(chunk, 1, used, stream) != used) {
            return false;
        }
        used = 0;
    }
    return true;
}

bool
text_is_id(const char *text)
{
    static const char first[] = "abcdefghijklmnopqrstuvwxyz";
    static const char later[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    size_t length = strnlen(text, TEXT_ID_LENGTH + 1);

    return length > 0 && length <= TEXT_ID_LENGTH && strchr(first, text[0]) != NULL &&
           strspn(text, later) == length;
}

/* Returns days since 1970-01-01. Years begin in March here, so that the leap day is the last day of
   a year. */
static int64_t
days_of(int64_t year, int64_t month, int64_t day)
{
    int64_t y = month > 2 ? year : year - 1;
    int64_t m = month > 2 ? month - 3 : month + 9;

    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

bool
text_date(const char *text, int64_t *days)
{
    static const char form[] = "0000-00-00";
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int part[3] = {0}, k = 0, last;

    for (size_t i = 0; i < sizeof(form) - 1; i++) {
        if (form[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9') {
            return false;
        }
        if (form[i] == '-') {
            k++;
        } else {
            part[k] = part[k] * 10 + (text[i] - '0');
        }
    }
    if (text[sizeof(form) - 1] != '\0' || part[0] < 1 || part[1] < 1 || part[1] > 12) {
        return false;
    }
    last = length[part[1] - 1];
    if (part[1] == 2 && part[0] % 4 == 0 && (part[0] % 100 != 0 || part[0] % 400 == 0)) {
        last = 29;
    }
    if (part[2] < 1 || part[2] > last) {
        return false;
    }
    *days = days_of(part[0], part[1], part[2]);
    return true;
}

/* A date. `month` is the name of the month. */
struct date {
    int64_t day;
    const char *month;
    int64_t year;
};

static struct date
date_of(int64_t days)
{
    static const char *const months[] = {"March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December", "January", "February"};
    enum { ERA = 146097 }; /* number of days of 400 years */
    int64_t since = days + 719468;
    int64_t era = (since >= 0 ? since : since - ERA + 1) / ERA;
    int64_t left = since - era * ERA;
    int64_t year = (left - left / 1460 + left / 36524 - left / 146096) / 365;
    int64_t month;

    left -= 365 * year + year / 4 - year / 100;
    month = (5 * left + 2) / 153; /* months count from March, which is 0 */
    return (struct date){
        left - (153 * month + 2) / 5 + 1, months[month], 400 * era + year + (month > 9)};
}

const char *
text_day(char out[TEXT_DAY_BYTES], int64_t days)
{
    struct date date = date_of(days);

    (void)snprintf(
        out, TEXT_DAY_BYTES, "%" PRId64 " %s %" PRId64, date.day, date.month, date.year);
    return out;
}

const char *
text_day_counted(char out[TEXT_DAY_BYTES], int64_t days, int64_t first)
{
    struct date date = date_of(days);

    (void)snprintf(out, TEXT_DAY_BYTES, "%" PRId64 " %s of year %" PRId64, date.day, date.month,
        date.year - date_of(first).year + 1);
    return out;
}

static int32_t
minimum_of_three(int32_t a, int32_t b, int32_t c)
{
    int32_t ab = a < b ? a : b;

    return ab < c ? ab : c;
}

/* Computes the optimal string alignment distance by dynamic programming over prefixes. Only three
   rows of the table are kept. */
int32_t
text_distance(const char *a, const char *b)
{
    int32_t row[3][SPELLING_LENGTH + 1];
    size_t n = strnlen(a, SPELLING_LENGTH), m = strnlen(b, SPELLING_LENGTH);
    int32_t *now = row[0], *before = row[1], *earlier = row[2];

    for (size_t j = 0; j <= m; j++) {
        now[j] = (int32_t)j;
    }
    for (size_t i = 1; i <= n; i++) {
        int32_t *spare = earlier;

        earlier = before;
        before = now;
        now = spare;
        now[0] = (int32_t)i;
        for (size_t j = 1; j <= m; j++) {
            int32_t cost = a[i - 1] == b[j - 1] ? 0 : 1;

            now[j] = minimum_of_three(before[j] + 1, now[j - 1] + 1, before[j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                earlier[j - 2] + 1 < now[j]) {
                now[j] = earlier[j - 2] + 1;
            }
        }
    }
    return now[m];
}

const char *
text_name_at(const struct text_names *names, int32_t i)
{
    const char *name;

    memcpy(&name, (const char *)names->first + (size_t)i * names->step, sizeof(name));
    return name;
}

struct text_names
text_list(const char *const *words)
{
    struct text_names names = {words, sizeof(*words), 0};

    while (words[names.count] != NULL) {
        names.count++;
    }
    return names;
}

int32_t
text_index(const char *text, struct text_names names)
{
    for (int32_t i = 0; i < names.count && text != NULL; i++) {
        const char *name = text_name_at(&names, i);

        if (name != NULL && strcmp(name, text) == 0) {
            return i;
        }
    }
    return -1;
}

const char *
text_nearest(const char *text, struct text_names names)
{
    size_t length = strnlen(text, SPELLING_LENGTH);
    int32_t best_distance = (int32_t)(length < 3 ? 1 : length < 6 ? 2 : length / 3) + 1;
    const char *best = NULL;

    if (length == SPELLING_LENGTH) {
        return NULL;
    }
    for (int32_t i = 0; i < names.count && i < NEAREST_CANDIDATES; i++) {
        const char *name = text_name_at(&names, i);
        int32_t distance;

        if (name == NULL || strnlen(name, SPELLING_LENGTH) == SPELLING_LENGTH) {
            continue;
        }
        distance = text_distance(text, name);
        if (length >= 6 && strncmp(text, name, length) == 0 && name[length] == '_') {
            distance = 1; /* the text is the beginning of the name, up to an underscore */
        }
        if (distance < best_distance) {
            best_distance = distance;
            best = name;
        }
    }
    return best;
}
