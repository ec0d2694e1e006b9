#include "format/trace.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "format/build.h"

enum { CSV_BLOCK = 65536 };

/** A file being read. Callbacks of libcsv cannot fail: what goes wrong waits in `status`. */
struct table {
    struct value_context *context;
    const struct record *record;
    const char *file;
    const struct field *columns[TRACE_COLUMNS_MAX];
    int32_t n_columns;
    bool has_header;
    int32_t line;         /* of what was read last */
    int32_t cell;         /* of the row, cells so far */
    struct arena scratch; /* of the row */
    struct node *row;
    char *items;
    int32_t count, capacity;
    enum status status;
};

static struct place
place_of(const struct table *t, int32_t cell)
{
    return (struct place){t->file, t->line, cell};
}

static void
complain(struct table *t, int32_t cell, const char *what)
{
    report_at(t->context->report, place_of(t, cell), NULL, "%s", what);
}

static const char *
field_name(const void *context, int32_t i)
{
    return ((const struct record *)context)->fields[i].name;
}

static void
add_column(struct table *t, const char *name)
{
    const struct field *field = field_find(t->record, name);
    char shown[TEXT_VISIBLE_BYTES], meant[TEXT_VISIBLE_BYTES];

    if (t->n_columns == TRACE_COLUMNS_MAX) {
        t->status = STATUS_BAD_INPUT;
        complain(t, t->n_columns + 1, "too many columns: 64 at most");
        return;
    }
    for (int32_t i = 0; i < t->n_columns && field != NULL; i++) {
        if (t->columns[i] == field) {
            report_at(t->context->report, place_of(t, t->n_columns + 1), NULL,
                "the column \"%s\" stands twice (first in column %d)", field->name, i + 1);
        }
    }
    if (field == NULL) {
        report_at(t->context->report, place_of(t, t->n_columns + 1), NULL,
            "unknown column \"%s\"%s", text_visible(shown, name),
            value_suggestion(
                meant, t->context->report, name, t->record->n_fields, field_name, t->record));
    }
    t->columns[t->n_columns++] = field;
}

/* The value a cell stands for, by the kind of its column; NULL if it is empty or wrong. */
static struct node *
cell_value(struct table *t, const struct field *field, const char *text, size_t length)
{
    struct place at = place_of(t, t->cell);
    double number;

    switch (field->kind) {
    case FIELD_REAL:
    case FIELD_COUNT:
    case FIELD_DATE:
        if (number_read(text, length, &number)) {
            return tree_number(&t->scratch, number, at);
        }
        break;
    case FIELD_FLAG:
        if (strcmp(text, "true") == 0 || strcmp(text, "TRUE") == 0) {
            return tree_node(&t->scratch, NODE_TRUE, at);
        }
        if (strcmp(text, "false") == 0 || strcmp(text, "FALSE") == 0) {
            return tree_node(&t->scratch, NODE_FALSE, at);
        }
        break;
    case FIELD_TEXT:
    case FIELD_CHOICE:
    case FIELD_REF:
    case FIELD_OBJECT:
    case FIELD_MAP:
        break;
    }
    return tree_text(&t->scratch, text, at);
}

static void
take_cell(void *cell, size_t length, void *self)
{
    struct table *t = self;
    const char *text = cell == NULL ? "" : cell;

    t->cell++;
    if (t->status != STATUS_OK) {
        return;
    }
    if (!t->has_header) {
        add_column(t, text);
        return;
    }
    if (cell == NULL || t->cell > t->n_columns || t->columns[t->cell - 1] == NULL) {
        return;
    }
    if (t->row == NULL) {
        t->row = tree_node(&t->scratch, NODE_OBJECT, place_of(t, 1));
    }
    if (t->row == NULL ||
        tree_add(&t->scratch, t->row, t->columns[t->cell - 1]->name, place_of(t, t->cell),
            cell_value(t, t->columns[t->cell - 1], text, length)) != STATUS_OK) {
        t->status = STATUS_NO_MEMORY;
    }
}

static void
finish_header(struct table *t)
{
    t->has_header = true;
    for (int32_t i = 0; i < t->record->n_fields; i++) {
        const struct field *field = &t->record->fields[i];
        bool there = false;

        for (int32_t k = 0; k < t->n_columns; k++) {
            there = there || t->columns[k] == field;
        }
        if (field->required && !there) {
            report_at(t->context->report, place_of(t, 1), NULL, "the column \"%s\" is missing",
                field->name);
        }
    }
}

static enum status
add_row(struct table *t)
{
    size_t size = t->record->size;
    int32_t before = t->context->report->count;
    enum status st;

    if (t->count == t->capacity) {
        int32_t capacity = t->capacity == 0 ? 64 : t->capacity * 2;
        char *items = realloc(t->items, (size_t)capacity * size);

        if (items == NULL) {
            return STATUS_NO_MEMORY;
        }
        t->items = items;
        t->capacity = capacity;
    }
    if (t->count == TRACE_ROWS_MAX) {
        complain(t, 1, "too many rows: 1000000 at most");
        return STATUS_BAD_INPUT;
    }
    memset(t->items + (size_t)t->count * size, 0, size);
    st = build_struct(t->context, t->row, t->record, t->items + (size_t)t->count * size);
    t->count++;
    return st == STATUS_BAD_INPUT && t->context->report->count > before ? STATUS_OK : st;
}

static void
take_row(int end, void *self)
{
    struct table *t = self;

    (void)end;
    if (t->status == STATUS_OK && !t->has_header) {
        finish_header(t);
    } else if (t->status == STATUS_OK && t->cell != t->n_columns) {
        report_at(t->context->report, place_of(t, 1), NULL, "%d cell%s where the header has %d",
            t->cell, t->cell == 1 ? "" : "s", t->n_columns);
    } else if (t->status == STATUS_OK) {
        if (t->row == NULL) {
            t->row = tree_node(&t->scratch, NODE_OBJECT, place_of(t, 1));
        }
        t->status = t->row == NULL ? STATUS_NO_MEMORY : add_row(t);
    }
    t->cell = 0;
    t->row = NULL;
    arena_free(&t->scratch);
}

/* libcsv takes any bytes; a spreadsheet's UTF-16 would come through as text with NULs. */
static bool
is_text(struct table *t, const char *text, size_t size)
{
    t->line = 1;
    while (size > 0) {
        uint32_t code;
        size_t length = text_character(text, size, &code);

        if (length == 0 || code == 0) {
            complain(t, 1, "this line is not UTF-8 text");
            return false;
        }
        t->line += *text == '\n';
        text += length;
        size -= length;
    }
    return true;
}

/* Length of the line at `text`, its end included: LF, CRLF, or CR alone. */
static size_t
line_length(const char *text, size_t size)
{
    size_t i = 0;

    while (i < size && text[i] != '\n' && text[i] != '\r') {
        i++;
    }
    if (i + 1 < size && text[i] == '\r' && text[i + 1] == '\n') {
        i++;
    }
    return i < size ? i + 1 : size;
}

/* Line by line, since libcsv skips empty lines and does not count. */
static enum status
parse_lines(struct table *t, struct csv_parser *parser, const char *text, size_t size)
{
    for (t->line = 1; size > 0 && t->status == STATUS_OK; t->line++) {
        size_t length = line_length(text, size);

        if (csv_parse(parser, text, length, take_cell, take_row, t) != length) {
            if (csv_error(parser) == CSV_EPARSE) {
                complain(t, t->cell + 1, "a quote that is not at the edge of its cell");
                return STATUS_BAD_INPUT;
            }
            return STATUS_NO_MEMORY;
        }
        text += length;
        size -= length;
    }
    t->line--;
    if (t->status == STATUS_OK && csv_fini(parser, take_cell, take_row, t) != 0) {
        if (csv_error(parser) != CSV_EPARSE) {
            return STATUS_NO_MEMORY;
        }
        complain(t, t->cell + 1, "the file ends inside a quoted cell");
        return STATUS_BAD_INPUT;
    }
    return t->status;
}

static enum status
read_table(struct table *t, const char *text, size_t size)
{
    unsigned char options = CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_EMPTY_IS_NULL;
    struct csv_parser parser;
    enum status st;

    if (!is_text(t, text, size)) {
        return STATUS_BAD_INPUT;
    }
    if (csv_init(&parser, options) != 0) {
        return STATUS_NO_MEMORY;
    }
    csv_set_blk_size(&parser, CSV_BLOCK);
    st = parse_lines(t, &parser, text, size);
    csv_free(&parser);
    if (st == STATUS_OK && !t->has_header) {
        t->line = 1;
        complain(t, 1, "the file is empty: the first row must name the columns");
        return STATUS_BAD_INPUT;
    }
    return st;
}

static enum status
keep_rows(struct table *t, struct list *rows)
{
    size_t bytes = (size_t)t->count * t->record->size;
    void *items = arena_alloc(t->context->arena, bytes);

    if (items == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (bytes > 0) {
        memcpy(items, t->items, bytes);
    }
    *rows = (struct list){items, t->count};
    return STATUS_OK;
}

enum status
trace_read(struct value_context *context, const struct input *file, const struct record *record,
    struct list *rows)
{
    struct value_context own = *context;
    struct table t = {.context = &own, .record = record, .file = file->path};
    size_t mark = file->size >= 3 && memcmp(file->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    int32_t before = context->report->count;
    enum status st;

    own.days_as_numbers = true;
    TRY(read_table(&t, file->bytes + mark, file->size - mark));
    TRY(report_status(context->report, before));
    TRY(keep_rows(&t, rows));
out:
    arena_free(&t.scratch);
    free(t.items);
    return st;
}
