#include "format/table_read.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/renamed.h"
#include "base/text.h"

#define ROW_NAMES                                                                              \
    "; if the first cells are row names, export the table without them (in R, row.names = "    \
    "FALSE; in pandas, index=False)"

struct reader {
    const char *name;
    /* The file was written by cbmsim: UTF-8 is not checked, and reading stops at the first
       error. */
    bool strict;
    table_read_line *header, *row;
    void *context;
    struct diag *report;
    struct csv_parser csv;
    struct buffer text; /* the cells of the current row, each NUL-terminated */
    struct table_read_cell *cells;
    int64_t n_cells, cells_capacity;
    int32_t n_columns; /* number of columns of the header; 0 before it is read */
    int64_t line;      /* number of the current line, from 1 */
    char last;         /* the last byte that was read */
    /* The first failure; kept here because callbacks of libcsv cannot return it. */
    enum status status;
};

static struct place
here(const struct reader *r, int64_t cell)
{
    return (struct place){r->name, (int32_t)r->line, (int32_t)cell};
}

/* Reports an error at the current cell and stops reading. */
static void
refuse(struct reader *r, const char *what)
{
    diag_at(r->report, here(r, r->n_cells + 1), NULL, "%s", what);
    r->status = STATUS_BAD_INPUT;
}

/* Whether the text is UTF-8 without NUL. (UTF-16 from a spreadsheet contains NULs.) */
static bool
is_text(const char *text, size_t size)
{
    uint32_t code;

    for (size_t length; size > 0; text += length, size -= length) {
        length = (unsigned char)*text < 0x80 ? 1 : text_character(text, size, &code);
        if (length == 0 || *text == '\0') {
            return false;
        }
    }
    return true;
}

/* libcsv calls this at the end of every cell. */
static void
end_cell(void *text, size_t length, void *context)
{
    struct reader *r = context;

    if (r->status != STATUS_OK) {
        return;
    }
    if (length == 0 && !r->strict) {
        text = NULL; /* an empty cell is missing even if it is in quotes */
    }
    if (text != NULL && r->strict && memchr(text, '\0', length) != NULL) {
        refuse(r, "the file contains a NUL byte; save it as UTF-8 text");
    } else if (text != NULL && !r->strict && !is_text(text, length)) {
        refuse(r, "this cell is not UTF-8 text; save the file as UTF-8");
    } else if (length > TABLE_READ_CELL) {
        refuse(r, "a cell is longer than 65536 bytes, the maximum; shorten it");
    } else if (array_grow(&r->cells, r->n_cells + 1, &r->cells_capacity, sizeof(*r->cells)) !=
               STATUS_OK) {
        r->status = STATUS_NO_MEMORY;
    } else {
        r->cells[r->n_cells++] = (struct table_read_cell){text, length};
        if (text != NULL) {
            buffer_add(&r->text, text, length + 1);
        }
    }
}

/* Passes the row to header() or row(). Reports a wrong number of cells. */
static void
deliver_row(struct reader *r)
{
    int32_t n = (int32_t)r->n_cells;
    size_t at = 0;

    for (int32_t i = 0; i < n; i++) {
        if (r->cells[i].text != NULL) {
            r->cells[i].text = r->text.at + at;
            at += r->cells[i].length + 1;
        }
    }
    if (r->n_columns == 0 && r->cells[0].text == NULL && !r->strict) {
        r->n_cells = 0;
        refuse(r, "the first column has no name; name it in the first row" ROW_NAMES);
    } else if (r->n_columns == 0) {
        r->n_columns = n;
        r->status = r->header(r->context, here(r, 1), r->cells, n);
    } else if (n == r->n_columns) {
        r->status = r->row(r->context, here(r, 1), r->cells, n);
    } else {
        diag_at(r->report, here(r, 1), NULL, "the row has %d cell%s, but the header has %d%s",
            n, n == 1 ? "" : "s", r->n_columns,
            n == r->n_columns + 1 && !r->strict ? ROW_NAMES : "");
        r->status = r->strict ? STATUS_BAD_INPUT : STATUS_OK;
    }
}

/* libcsv calls this at the end of every row. `end` is -1 if the file ends there. */
static void
end_row(int end, void *context)
{
    struct reader *r = context;

    if (r->status == STATUS_OK && end == -1 && r->strict) {
        refuse(r, "the last line has no end of line; complete the file");
    }
    if (r->status == STATUS_OK) {
        r->status = buffer_status(&r->text);
    }
    if (r->status == STATUS_OK) {
        deliver_row(r);
    }
    buffer_clear(&r->text);
    r->n_cells = 0;
}

static void
parse(struct reader *r, const char *text, size_t size)
{
    if (csv_parse(&r->csv, text, size, end_cell, end_row, r) != size &&
        r->status == STATUS_OK) {
        if (csv_error(&r->csv) == CSV_EPARSE) {
            refuse(r, "a quote inside a cell: put the cell in quotes and double this quote");
        } else {
            r->status = STATUS_NO_MEMORY;
        }
    }
    if (r->status == STATUS_OK && r->csv.entry_pos > TABLE_READ_CELL) {
        refuse(r, "a cell is longer than 65536 bytes, the maximum; shorten it");
    }
}

/* Length in bytes of the line at `text`, including its end: LF, CRLF, or CR alone. */
static size_t
line_length(const char *text, size_t size)
{
    const char *feed = memchr(text, '\n', size);
    size_t length = feed == NULL ? size : (size_t)(feed - text) + 1;
    const char *carriage = memchr(text, '\r', length);

    return carriage == NULL || carriage + 1 == feed ? length : (size_t)(carriage - text) + 1;
}

/* Parses line by line, because libcsv skips empty lines and does not count lines. */
static void
parse_lines(struct reader *r, const char *text, size_t size)
{
    while (size > 0 && r->status == STATUS_OK) {
        size_t length = line_length(text, size);

        r->line += r->last == '\n' || (r->last == '\r' && *text != '\n');
        parse(r, text, length);
        text += length;
        size -= length;
        r->last = text[-1];
    }
}

static void
finish(struct reader *r)
{
    if (r->status == STATUS_OK && csv_fini(&r->csv, end_cell, end_row, r) != 0) {
        refuse(r, "the file ends inside a quoted cell; add the closing quote");
    }
    if (r->status == STATUS_OK && r->n_columns == 0) {
        r->line = 1;
        refuse(r, "the file is empty: the first row must name the columns");
    }
}

static enum status
open_reader(struct reader *r)
{
    r->last = '\n';
    if (csv_init(&r->csv, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_EMPTY_IS_NULL) !=
        0) {
        return STATUS_NO_MEMORY;
    }
    csv_set_blk_size(&r->csv, TABLE_READ_CELL);
    return STATUS_OK;
}

static void
close_reader(struct reader *r)
{
    csv_free(&r->csv);
    buffer_free(&r->text);
    free(r->cells);
}

/* ---- tables in memory ---- */

enum status
table_read_text(const char *name, const char *text, size_t size, table_read_line *header,
    table_read_line *row, void *context, struct diag *diag)
{
    struct reader r = {
        .name = name, .header = header, .row = row, .context = context, .report = diag};
    size_t mark = size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    const char *separator = table_read_separator(text + mark, size - mark);
    int32_t before = diag->count;
    enum status st;

    if (separator != NULL) {
        diag_at(diag, (struct place){name, 1, 1}, NULL, "%s", separator);
        return STATUS_BAD_INPUT;
    }
    TRY(open_reader(&r));
    parse_lines(&r, text + mark, size - mark);
    finish(&r);
    st = r.status == STATUS_OK ? diag_status(diag, before) : r.status;
    close_reader(&r);
out:
    return st;
}

/* ---- files that cbmsim wrote ---- */

/** The columns of a file that are read, and the functions that receive the rows. */
struct selection {
    const char *path;
    const char *const *wanted; /* names of the wanted columns; NULL: all columns */
    int32_t n_wanted;
    int32_t *column_of;            /* number of the column of each wanted name */
    struct table_read_cell *cells; /* cells of the current row, in the order of `wanted` */
    table_read_header *header;     /* called with all names if all columns are wanted */
    table_read_row *row;
    void *context;
    struct failure *f;
};

static enum status
select_columns(void *context, struct place at, const struct table_read_cell *names, int32_t n)
{
    struct selection *s = context;

    (void)at;
    if (s->wanted == NULL) {
        return s->header(s->context, names, n, s->f);
    }
    for (int32_t i = 0; i < s->n_wanted; i++) {
        s->column_of[i] = n - 1;
        while (s->column_of[i] >= 0 &&
               (names[s->column_of[i]].text == NULL ||
                   strcmp(names[s->column_of[i]].text, s->wanted[i]) != 0)) {
            s->column_of[i]--;
        }
        if (s->column_of[i] < 0) {
            char note[TEXT_VISIBLE_BYTES];

            return failure_of(STATUS_BAD_INPUT, s->f, "%s: there is no column %s%s", s->path,
                s->wanted[i], renamed_note(note, s->wanted[i], TEXT_NAMES(names, text, n)));
        }
    }
    return STATUS_OK;
}

static enum status
select_cells(void *context, struct place at, const struct table_read_cell *cells, int32_t n)
{
    struct selection *s = context;

    (void)at;
    (void)n;
    for (int32_t i = 0; i < s->n_wanted; i++) {
        s->cells[i] = cells[s->column_of[i]];
    }
    return s->row(s->context, s->wanted == NULL ? cells : s->cells, s->f);
}

static void
read_all(struct reader *r, FILE *file)
{
    char chunk[16384];
    size_t n;

    do {
        n = fread(chunk, 1, sizeof(chunk), file);
        parse_lines(r, chunk, n);
    } while (n == sizeof(chunk) && r->status == STATUS_OK);
}

static enum status
read_file(struct selection *s)
{
    struct diag diag = {.failure = s->f};
    struct reader r = {.name = s->path,
        .strict = true,
        .header = select_columns,
        .row = select_cells,
        .context = s,
        .report = &diag};
    FILE *file = fopen(s->path, "rb");
    enum status st;

    if (file == NULL) {
        return failure_of_file(s->f, s->path);
    }
    TRY(open_reader(&r));
    read_all(&r, file);
    if (r.status == STATUS_OK && ferror(file)) {
        r.status = failure_of_file(s->f, s->path);
    }
    finish(&r);
    st = r.status;
    close_reader(&r);
out:
    (void)fclose(file);
    diag_free(&diag);
    return st;
}

static enum status
read_selection(struct selection *s)
{
    size_t n = (size_t)s->n_wanted + 1;
    enum status st = STATUS_NO_MEMORY;

    s->column_of = calloc(n, sizeof(*s->column_of));
    s->cells = calloc(n, sizeof(*s->cells));
    if (s->column_of != NULL && s->cells != NULL) {
        st = read_file(s);
    }
    free(s->column_of);
    free(s->cells);
    return st;
}

enum status
table_read(const char *path, const char *const *wanted, int32_t n_wanted, table_read_row *row,
    void *context, struct failure *f)
{
    struct selection s = {.path = path,
        .wanted = wanted,
        .n_wanted = n_wanted,
        .row = row,
        .context = context,
        .f = f};

    return read_selection(&s);
}

enum status
table_read_all(const char *path, table_read_header *header, table_read_row *row, void *context,
    struct failure *f)
{
    struct selection s = {
        .path = path, .header = header, .row = row, .context = context, .f = f};

    return read_selection(&s);
}
