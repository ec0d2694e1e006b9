#include "format/table_read.h"

#include <csv.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/number.h"

enum { TABLE_READ_CHUNK = 65536 };

/* Where a wanted cell of the present row lies in `text`; at = SIZE_MAX is missing. */
struct place {
    size_t at;
    size_t length;
};

struct reader {
    const char *path;
    const char *prefix;        /* of the rows that are read, NULL: all */
    const char *const *wanted; /* NULL: all columns */
    int32_t n_wanted;
    int32_t *column_of;            /* column of each wanted name, -1 unknown */
    struct place *places;          /* by wanted name */
    struct table_read_cell *cells; /* by wanted name */
    struct buffer text;            /* of the present row's wanted cells */
    int64_t line;
    int32_t column;            /* of the next cell */
    int32_t n_columns;         /* of the header, 0 before it is read */
    table_read_header *header; /* if all columns are wanted */
    table_read_row *row;
    void *context;
    struct failure *f;
    enum status status; /* the first that is not STATUS_OK, after which nothing is done */
};

static void
refuse(struct reader *r, const char *what)
{
    r->status =
        failure_of(STATUS_BAD_INPUT, r->f, "%s:%lld: %s", r->path, (long long)r->line, what);
}

static void
keep_cell(struct reader *r, int32_t i, const char *text, size_t length)
{
    r->places[i] = (struct place){SIZE_MAX, 0};
    if (text != NULL) {
        r->places[i] = (struct place){r->text.length, length};
        buffer_add(&r->text, text, length);
        buffer_add(&r->text, "", 1);
    }
}

/* A column more than the file was thought to have. */
static void
grow(struct reader *r)
{
    size_t n = (size_t)r->n_wanted + 1;
    struct place *places = (struct place *)realloc(r->places, n * sizeof *places);
    struct table_read_cell *cells = NULL;

    if (places != NULL) {
        r->places = places;
        cells = (struct table_read_cell *)realloc(r->cells, n * sizeof *cells);
    }
    if (cells == NULL) {
        r->status = STATUS_NO_MEMORY;
        return;
    }
    r->cells = cells;
    r->n_wanted++;
}

static void
take_any_cell(struct reader *r, const char *text, size_t length)
{
    if (r->n_columns == 0) {
        grow(r);
    }
    if (r->status == STATUS_OK && r->column < r->n_wanted) {
        keep_cell(r, r->column, text, length);
    }
}

static void
take_named_cell(struct reader *r, const char *text, size_t length)
{
    for (int32_t i = 0; i < r->n_wanted; i++) {
        if (r->n_columns == 0 && text != NULL && strcmp(r->wanted[i], text) == 0) {
            r->column_of[i] = r->column;
        } else if (r->n_columns > 0 && r->column_of[i] == r->column) {
            keep_cell(r, i, text, length);
        }
    }
}

/* libcsv calls this at the end of every cell. */
static void
end_cell(void *text, size_t length, void *context)
{
    struct reader *r = (struct reader *)context;

    if (r->status != STATUS_OK) {
        return;
    }
    if (text != NULL && memchr(text, '\0', length) != NULL) {
        refuse(r, "the file holds a NUL");
    } else if (length > TABLE_READ_CELL) {
        refuse(r, "a cell is longer than any that cbmsim writes");
    } else {
        if (r->wanted == NULL) {
            take_any_cell(r, (const char *)text, length);
        } else {
            take_named_cell(r, (const char *)text, length);
        }
        r->column++;
    }
}

static void
fill_cells(struct reader *r)
{
    r->status = buffer_status(&r->text);
    for (int32_t i = 0; i < r->n_wanted && r->status == STATUS_OK; i++) {
        bool missing = r->places[i].at == SIZE_MAX;

        r->cells[i].text = missing ? NULL : r->text.at + r->places[i].at;
        r->cells[i].length = r->places[i].length;
    }
}

static void
give_row(struct reader *r)
{
    fill_cells(r);
    if (r->status == STATUS_OK) {
        r->status = r->row(r->context, r->cells, r->f);
    }
}

static void
give_header(struct reader *r)
{
    fill_cells(r);
    if (r->status == STATUS_OK) {
        r->status = r->header(r->context, r->cells, r->n_columns, r->f);
    }
}

static void
end_header(struct reader *r)
{
    r->n_columns = r->column;
    if (r->wanted == NULL) {
        give_header(r);
        return;
    }
    for (int32_t i = 0; i < r->n_wanted; i++) {
        if (r->column_of[i] < 0) {
            r->status = failure_of(
                STATUS_BAD_INPUT, r->f, "%s: there is no column %s", r->path, r->wanted[i]);
            return;
        }
    }
}

/* libcsv calls this at the end of every row, -1 for the end of the file in a row. */
static void
end_row(int ending, void *context)
{
    struct reader *r = (struct reader *)context;

    if (r->status != STATUS_OK) {
        return;
    }
    if (ending == -1) {
        refuse(r, "the last line is cut off");
    } else if (r->n_columns == 0) {
        end_header(r);
    } else if (r->column != r->n_columns) {
        refuse(r, r->column < r->n_columns ? "a cell is missing" : "there is a cell too many");
    } else {
        give_row(r);
    }
    buffer_clear(&r->text);
    r->column = 0;
    r->line++;
}

static void
parse_chunk(struct reader *r, struct csv_parser *p, const char *chunk, size_t n)
{
    if (csv_parse(p, chunk, n, end_cell, end_row, r) != n && r->status == STATUS_OK) {
        if (csv_error(p) == CSV_EPARSE) {
            refuse(r, "a quote is out of place");
        } else {
            r->status = STATUS_NO_MEMORY;
        }
    }
    if (r->status == STATUS_OK && p->entry_pos > TABLE_READ_CELL) {
        refuse(r, "a cell is longer than any that cbmsim writes");
    }
}

static void
finish(struct reader *r, struct csv_parser *p)
{
    if (csv_fini(p, end_cell, end_row, r) != 0 && r->status == STATUS_OK) {
        refuse(r, "a quote is not closed");
    }
    if (r->status == STATUS_OK && r->n_columns == 0) {
        refuse(r, "the file has no header");
    }
}

static void
read_all(struct reader *r, struct csv_parser *p, FILE *file, char *chunk)
{
    size_t n;

    do {
        n = fread(chunk, 1, TABLE_READ_CHUNK, file);
        parse_chunk(r, p, chunk, n);
    } while (n == TABLE_READ_CHUNK && r->status == STATUS_OK);
    if (r->status == STATUS_OK && ferror(file)) {
        r->status = failure_of(STATUS_IO, r->f, "%s: %s", r->path, strerror(errno));
    }
    if (r->status == STATUS_OK) {
        finish(r, p);
    }
}

/* The header, and of the rest the lines with the prefix. */
static void
read_some(struct reader *r, struct csv_parser *p, FILE *file)
{
    size_t held = 0, prefix = strlen(r->prefix);
    char *line = NULL;
    ssize_t length;

    errno = 0;
    for (int64_t n = 1; r->status == STATUS_OK && (length = getline(&line, &held, file)) > 0;
         n++) {
        if (n == 1 || strncmp(line, r->prefix, prefix) == 0) {
            r->line = n;
            parse_chunk(r, p, line, (size_t)length);
        }
    }
    free(line);
    if (r->status == STATUS_OK && !feof(file)) {
        r->status = errno == ENOMEM
                        ? STATUS_NO_MEMORY
                        : failure_of(STATUS_IO, r->f, "%s: %s", r->path, strerror(errno));
    }
    if (r->status == STATUS_OK) {
        finish(r, p);
    }
}

static enum status
read_file(struct reader *r)
{
    struct csv_parser p;
    FILE *file = fopen(r->path, "rb");
    char *chunk = (char *)malloc(TABLE_READ_CHUNK);

    if (file == NULL && errno == ENOMEM) {
        r->status = STATUS_NO_MEMORY;
    } else if (file == NULL) {
        r->status = failure_of(STATUS_IO, r->f, "%s: %s", r->path, strerror(errno));
    } else if (chunk == NULL || csv_init(&p, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL |
                                                 CSV_EMPTY_IS_NULL) != 0) {
        r->status = STATUS_NO_MEMORY;
    } else {
        csv_set_blk_size(&p, TABLE_READ_CELL);
        if (r->prefix == NULL) {
            read_all(r, &p, file, chunk);
        } else {
            read_some(r, &p, file);
        }
        csv_free(&p);
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    free(chunk);
    return r->status;
}

static enum status
read_with(struct reader *r)
{
    size_t n = (size_t)r->n_wanted + 1;
    enum status st = STATUS_NO_MEMORY;

    r->column_of = (int32_t *)malloc(n * sizeof *r->column_of);
    r->places = (struct place *)calloc(n, sizeof *r->places);
    r->cells = (struct table_read_cell *)calloc(n, sizeof *r->cells);
    if (r->column_of != NULL && r->places != NULL && r->cells != NULL) {
        memset(r->column_of, 0xFF, n * sizeof *r->column_of);
        st = read_file(r);
    }
    buffer_free(&r->text);
    free(r->column_of);
    free(r->places);
    free(r->cells);
    return st;
}

enum status
table_read(const char *path, const char *const *wanted, int32_t n_wanted, table_read_row *row,
    void *context, struct failure *f)
{
    struct reader r = {.path = path,
        .wanted = wanted,
        .n_wanted = n_wanted,
        .line = 1,
        .row = row,
        .context = context,
        .f = f};

    return read_with(&r);
}

enum status
table_read_some(const char *path, const char *prefix, const char *const *wanted,
    int32_t n_wanted, table_read_row *row, void *context, struct failure *f)
{
    struct reader r = {.path = path,
        .prefix = prefix,
        .wanted = wanted,
        .n_wanted = n_wanted,
        .line = 1,
        .row = row,
        .context = context,
        .f = f};

    return read_with(&r);
}

enum status
table_read_all(const char *path, table_read_header *header, table_read_row *row, void *context,
    struct failure *f)
{
    struct reader r = {
        .path = path, .line = 1, .header = header, .row = row, .context = context, .f = f};

    return read_with(&r);
}

bool
table_read_real(const struct table_read_cell *cell, double *x)
{
    if (cell->text == NULL) {
        *x = NAN;
        return true;
    }
    return number_read(cell->text, cell->length, x);
}

static bool
is_word(const struct table_read_cell *cell, const char *word, size_t length)
{
    return cell->text != NULL && cell->length == length &&
           memcmp(cell->text, word, length) == 0;
}

bool
table_read_flag(const struct table_read_cell *cell, bool *flag)
{
    *flag = is_word(cell, "TRUE", 4);
    return *flag || is_word(cell, "FALSE", 5);
}
