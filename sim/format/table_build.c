#include "format/table_build.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "format/decode/decode.h"
#include "format/table_read.h"

struct table {
    struct decode_value_context *context;
    table_build_check *check;
    void *self;
    const struct record *record;
    const struct field *columns[TABLE_BUILD_COLUMNS_MAX]; /* NULL: the column is unknown */
    /* Memory that is freed after each row. */
    struct arena scratch;
    char *items;
    int64_t count, capacity;
};

/* Finds the field of the column number at.column, which counts from 1. Reports an unknown column
   and a duplicate column. */
static void
name_column(struct table *t, struct place at, const char *name)
{
    struct diag *r = t->context->diag;
    const struct field *field = field_find(t->record, name);
    char visible[TEXT_VISIBLE_BYTES], suggestion[TEXT_VISIBLE_BYTES];

    if (field == NULL) {
        diag_at(r, at, NULL, "unknown column \"%s\"%s", text_visible(visible, name),
            decode_value_suggestion(
                suggestion, r, name, TEXT_NAMES(t->record->fields, name, t->record->n_fields)));
    }
    for (int32_t i = 0; i < at.column - 1 && field != NULL; i++) {
        if (t->columns[i] == field) {
            diag_at(r, at, NULL,
                "duplicate column \"%s\" (first in column %d); remove one of the two",
                field->name, i + 1);
        }
    }
    t->columns[at.column - 1] = field;
}

static enum status
read_header(void *self, struct place at, const struct table_read_cell *names, int32_t n)
{
    struct table *t = self;
    enum status st = STATUS_OK;

    if (n > TABLE_BUILD_COLUMNS_MAX) {
        at.column = TABLE_BUILD_COLUMNS_MAX + 1;
        diag_at(t->context->diag, at, NULL,
            "the table has more than 64 columns, the maximum; remove columns");
        return STATUS_BAD_INPUT;
    }
    for (int32_t i = 0; i < n; i++) {
        name_column(t, (struct place){at.file, at.line, i + 1},
            names[i].text == NULL ? "" : names[i].text);
    }
    for (int32_t i = 0; i < t->record->n_fields; i++) {
        const struct field *field = &t->record->fields[i];
        int32_t k = 0;

        while (k < n && t->columns[k] != field) {
            k++;
        }
        if (field->required && k == n) {
            diag_at(t->context->diag, at, NULL, "the required column \"%s\" is missing; add it",
                field->name);
            st = STATUS_BAD_INPUT;
        }
    }
    return st;
}

/* Makes a JSON object of a row. Returns STATUS_BAD_INPUT if a cell has no valid value; the error
   was reported. */
static enum status
make_node(struct table *t, struct place at, const struct table_read_cell *cells, int32_t n,
    struct node **row)
{
    int32_t before = t->context->diag->count;
    enum status st = STATUS_OK;

    *row = json_node(&t->scratch, NODE_OBJECT, at);
    if (*row == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < n; i++) {
        struct place here = {at.file, at.line, i + 1};
        struct path path = {NULL, t->columns[i] == NULL ? "" : t->columns[i]->name};
        struct node *value;

        if (cells[i].text == NULL || t->columns[i] == NULL) {
            continue;
        }
        value = json_node(&t->scratch, NODE_TEXT, here);
        if (value == NULL) {
            return STATUS_NO_MEMORY;
        }
        (void)table_read_value(t->columns[i], &cells[i], here, &path, t->context->diag, value);
        TRY(json_add(&t->scratch, *row, t->columns[i]->name, here, value));
    }
    st = diag_status(t->context->diag, before);
out:
    return st;
}

static enum status
read_row(void *self, struct place at, const struct table_read_cell *cells, int32_t n)
{
    struct table *t = self;
    size_t size = t->record->size;
    struct node *row;
    enum status st;

    if (t->count == TABLE_BUILD_ROWS_MAX) {
        diag_at(t->context->diag, at, NULL,
            "the table has more than 1000000 rows, the maximum; remove rows");
        return STATUS_BAD_INPUT;
    }
    TRY(make_node(t, at, cells, n, &row));
    TRY(array_grow(&t->items, t->count + 1, &t->capacity, size));
    memset(t->items + (size_t)t->count * size, 0, size);
    TRY(decode_struct(t->context, row, t->record, t->items + (size_t)t->count++ * size));
    t->check(t->self, at, t->items + (size_t)(t->count - 1) * size);
out:
    arena_free(&t->scratch);
    /* The error was reported, and the next row follows. */
    return st == STATUS_BAD_INPUT ? STATUS_OK : st;
}

enum status
table_build(struct decode_value_context *context, const struct input_file *file,
    const struct record *record, table_build_check *check, void *self, struct list *rows)
{
    struct table t = {.context = context, .record = record, .check = check, .self = self};
    size_t bytes;
    enum status st;

    TRY(table_read_text(
        file->path, file->bytes, file->size, read_header, read_row, &t, context->diag));
    bytes = (size_t)t.count * record->size;
    *rows = (struct list){arena_alloc(context->arena, bytes), (int32_t)t.count};
    if (rows->items == NULL) {
        st = STATUS_NO_MEMORY;
    } else if (bytes > 0) {
        memcpy(rows->items, t.items, bytes);
    }
out:
    free(t.items);
    return st;
}
