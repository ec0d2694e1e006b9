#include "format/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"

/* How a cell is written, which follows from the kind and unit of the field and from the style of
   the table. */
enum print {
    PRINT_REAL,
    PRINT_DAYS,
    PRINT_COUNT,
    PRINT_HEX,
    PRINT_FLAG,
    PRINT_TEXT,
    PRINT_NAME
};

static enum print
print_of(const struct field *field, enum table_style style)
{
    bool days = field->unit != NULL && strcmp(field->unit, "days") == 0;
    bool hex = field->unit != NULL && strcmp(field->unit, TABLE_HEX) == 0;

    switch (field->kind) {
    case FIELD_REAL:
    case FIELD_DATE:
        return style == TABLE_TRACE && days ? PRINT_DAYS : PRINT_REAL;
    case FIELD_COUNT:
        return hex ? PRINT_HEX : PRINT_COUNT;
    case FIELD_FLAG:
        return PRINT_FLAG;
    case FIELD_TEXT:
        return PRINT_TEXT;
    case FIELD_CHOICE:
    case FIELD_REF:
        return PRINT_NAME;
    case FIELD_OBJECT:
    case FIELD_MAP:
    case FIELD_LIST:
    case FIELD_NODE:
        break;
    }
    BUG_UNLESS(field_is_single(field));
    return PRINT_TEXT;
}

static int32_t
count_columns(const struct record *record)
{
    int32_t n = 0;

    for (int32_t i = 0; i < record->n_fields; i++) {
        const struct field *field = &record->fields[i];

        n += field->kind == FIELD_OBJECT ? count_columns(field->record) : 1;
    }
    return n;
}

static void
add_columns(struct table *t, const struct record *record, enum table_style style, size_t base)
{
    for (int32_t i = 0; i < record->n_fields; i++) {
        const struct field *field = &record->fields[i];

        if (field->kind == FIELD_OBJECT) {
            add_columns(t, field->record, style, base + field->offset);
        } else {
            BUG_UNLESS(table_find(t, field->name) < 0);
            t->columns[t->n_columns++] = (struct table_column){
                .field = field,
                .offset = base + field->offset,
                .print = (int32_t)print_of(field, style),
            };
        }
    }
}

/* Whether a text needs quotes. A text that begins or ends with a space needs them, because libcsv
   and other readers would strip the space. */
static bool
needs_quotes(const char *text)
{
    size_t length = strcspn(text, ",\"\r\n");

    if (length == 0 || text[length] != '\0') {
        return true;
    }
    return strchr(" \t", text[0]) != NULL || strchr(" \t", text[length - 1]) != NULL;
}

/* Writes at most 2 strlen(text) + 2 bytes. Returns the end of the written text. */
static char *
put_text(char *to, const char *text)
{
    if (!needs_quotes(text)) {
        size_t length = strlen(text);

        memcpy(to, text, length);
        return to + length;
    }
    *to++ = '"';
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            *to++ = '"';
        }
        *to++ = *text;
    }
    *to++ = '"';
    return to;
}

static size_t
text_bytes(const char *text)
{
    return 2 * strlen(text) + 2;
}

static struct table_ids
find_ids(const char *refers, const struct table_ids *ids, int32_t n_ids)
{
    int32_t i = text_index(refers, TEXT_NAMES(ids, refers, n_ids));

    BUG_UNLESS(i >= 0);
    return ids[i];
}

static struct table_ids
names_of(const struct field *field, const struct table_ids *ids, int32_t n_ids)
{
    return field->kind == FIELD_REF
               ? find_ids(field->refers, ids, n_ids)
               : (struct table_ids){NULL, field->choices, text_list(field->choices).count};
}

static enum status
add_names(struct table *t, struct table_column *column, const struct table_ids *names)
{
    int64_t wanted = (int64_t)t->n_names + names->count;
    size_t longest = 0;

    if (array_grow(&t->names, wanted, &t->names_capacity, sizeof(*t->names)) != STATUS_OK) {
        return STATUS_NO_MEMORY;
    }
    column->first_name = t->n_names;
    column->n_names = names->count;
    for (int32_t i = 0; i < names->count; i++) {
        char *from = buffer_reserve(&t->text, text_bytes(names->ids[i]));

        if (from == NULL) {
            return STATUS_NO_MEMORY;
        }
        size_t length = (size_t)(put_text(from, names->ids[i]) - from);

        t->names[t->n_names++] = (struct table_name){t->text.length, length};
        t->text.length += length;
        longest = length > longest ? length : longest;
    }
    t->row_bytes += longest;
    return STATUS_OK;
}

enum status
table_init(struct table *t, const struct record *record, enum table_style style,
    const struct table_ids *ids, int32_t n_ids)
{
    enum status st = STATUS_OK;
    size_t n = (size_t)count_columns(record);

    *t = (struct table){.record = record, .style = style};
    t->columns = (struct table_column *)calloc(n, sizeof *t->columns);
    if (t->columns == NULL) {
        return STATUS_NO_MEMORY;
    }
    add_columns(t, record, style, 0);
    t->row_bytes = n * (NUMBER_BYTES + 1) + 1;
    for (int32_t i = 0; i < t->n_columns; i++) {
        if (t->columns[i].print == PRINT_NAME) {
            struct table_ids names = names_of(t->columns[i].field, ids, n_ids);

            TRY(add_names(t, &t->columns[i], &names));
        }
    }
out:
    if (st != STATUS_OK) {
        table_free(t);
    }
    return st;
}

void
table_free(struct table *t)
{
    free(t->columns);
    free(t->names);
    buffer_free(&t->text);
    *t = (struct table){0};
}

int32_t
table_find(const struct table *t, const char *name)
{
    for (int32_t i = 0; i < t->n_columns; i++) {
        if (strcmp(t->columns[i].field->name, name) == 0) {
            return i;
        }
    }
    return -1;
}

void
table_header(const struct table *t, struct buffer *out)
{
    for (int32_t i = 0; i < t->n_columns; i++) {
        buffer_text(out, t->columns[i].field->name);
        buffer_text(out, i + 1 < t->n_columns ? "," : "\n");
    }
}

static size_t
row_texts(const struct table *t, const char *row)
{
    size_t bytes = 0;

    for (int32_t i = 0; i < t->n_columns; i++) {
        if (t->columns[i].print == PRINT_TEXT) {
            const char *const *text = (const char *const *)(row + t->columns[i].offset);

            bytes += *text == NULL ? 0 : text_bytes(*text);
        }
    }
    return bytes;
}

/* Writes TRUE or FALSE in capitals: R reads "true" as text, but all programs read "TRUE" as a truth
   value. */
static char *
put_flag(char *to, bool flag)
{
    size_t length = flag ? 4 : 5;

    memcpy(to, flag ? "TRUE" : "FALSE", length);
    return to + length;
}

static char *
put_name(char *to, const struct table *t, const struct table_column *column, int32_t index)
{
    if (index < 0) {
        return to;
    }
    BUG_UNLESS(index < column->n_names);
    struct table_name name = t->names[column->first_name + (size_t)index];

    memcpy(to, t->text.at + name.at, name.length);
    return to + name.length;
}

static char *
put_real(char *to, double x, bool days)
{
    if (!isfinite(x)) {
        return to;
    }
    return to + (days ? number_print_rounded(to, x) : number_print(to, x));
}

static char *
put_count(char *to, int64_t x, bool hex)
{
    if (hex) {
        return x == 0 ? to : to + number_print_hex(to, (uint64_t)x);
    }
    return x == TABLE_NO_COUNT ? to : to + number_print_integer(to, x);
}

static char *
put_cell(char *to, const struct table *t, const struct table_column *column, const void *cell)
{
    switch ((enum print)column->print) {
    case PRINT_REAL:
        return put_real(to, *(const double *)cell, false);
    case PRINT_DAYS:
        return put_real(to, *(const double *)cell, true);
    case PRINT_COUNT:
        return put_count(to, *(const int64_t *)cell, false);
    case PRINT_HEX:
        return put_count(to, *(const int64_t *)cell, true);
    case PRINT_FLAG:
        return put_flag(to, *(const bool *)cell);
    case PRINT_NAME:
        return put_name(to, t, column, *(const int32_t *)cell);
    case PRINT_TEXT:
        break;
    }
    const char *text = *(const char *const *)cell;

    return text == NULL ? to : put_text(to, text);
}

void
table_row(const struct table *t, const void *row, struct buffer *out)
{
    const char *cells = (const char *)row;
    char *start = buffer_reserve(out, t->row_bytes + row_texts(t, cells));
    char *to = start;

    if (start == NULL) {
        return;
    }
    for (int32_t i = 0; i < t->n_columns; i++) {
        const struct table_column *column = &t->columns[i];

        to = put_cell(to, t, column, cells + column->offset);
        *to++ = ',';
    }
    to[-1] = '\n';
    *to = '\0';
    out->length += (size_t)(to - start);
}

int64_t
table_count_rows(const char *bytes, size_t length, bool *quoted)
{
    int64_t rows = 0;

    for (size_t k = 0; k < length; k++) {
        *quoted = *quoted != (bytes[k] == '"');
        rows += bytes[k] == '\n' && !*quoted;
    }
    return rows;
}
