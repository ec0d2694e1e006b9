/**
 * sheet.h - a small table of texts and numbers, printed as text, Markdown, CSV or JSON.
 */
#ifndef FORMAT_SHEET_H
#define FORMAT_SHEET_H

#include "base/arena.h"
#include "base/buffer.h"

enum sheet_format { SHEET_TEXT, SHEET_MD, SHEET_CSV, SHEET_JSON };

enum { SHEET_COLUMNS_MAX = 96 };

/** Names of the formats, ended by NULL. */
extern const char *const sheet_format_names[];

struct sheet_cell {
    const char *text; /* NULL: empty */
    bool is_number;
};

struct sheet {
    struct arena arena;
    const char *columns[SHEET_COLUMNS_MAX];
    int32_t n_columns;
    struct sheet_cell *cells; /* row by row */
    int32_t n_cells, capacity;
    bool failed;
};

/** Columns by their names, ended by NULL; the names are kept, not copied. */
void sheet_init(struct sheet *s, const char *const *columns);
void sheet_free(struct sheet *s);

/** The next cell, from left to right and from the top. NULL is empty. */
void sheet_text(struct sheet *s, const char *text);
void sheet_number(struct sheet *s, double x);

enum status sheet_print(
    const struct sheet *s, enum sheet_format format, struct buffer *b) MUST_CHECK;

#endif
