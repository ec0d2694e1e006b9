/**
 * text_table.h - a small table of texts and numbers, printed as text, Markdown, CSV or JSON.
 */
#ifndef FORMAT_TEXT_TABLE_H
#define FORMAT_TEXT_TABLE_H

#include "base/arena.h"
#include "base/buffer.h"

enum text_table_format { TEXT_TABLE_TEXT, TEXT_TABLE_MD, TEXT_TABLE_CSV, TEXT_TABLE_JSON };

enum { TEXT_TABLE_COLUMNS_MAX = 96 };

/** Names of the formats, NULL-terminated. */
extern const char *const text_table_format_names[];

struct text_table_cell {
    const char *text; /* NULL: the cell is empty */
    bool is_number;
};

struct text_table {
    struct arena arena;
    const char *columns[TEXT_TABLE_COLUMNS_MAX];
    int32_t n_columns;
    struct text_table_cell *cells; /* the cells of all rows, row by row */
    int32_t n_cells, capacity;
    bool failed; /* an allocation failed */
};

/** Starts a table. `columns` are the column names, NULL-terminated. The names are not copied. */
void text_table_init(struct text_table *s, const char *const *columns);
void text_table_free(struct text_table *s);

/** Add the next cell; cells are added row by row. NULL, infinity and NAN give an empty cell. */
void text_table_text(struct text_table *s, const char *text);
void text_table_number(struct text_table *s, double x);

/**
 * Adds the table to `b` in the given format. Returns STATUS_NO_MEMORY if this or an earlier call
 * failed.
 */
enum status text_table_print(
    const struct text_table *s, enum text_table_format format, struct buffer *b) MUST_CHECK;

#endif
