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
    const char *text; /* NULL: empty */
    bool is_number;
};

struct text_table {
    struct arena arena;
    const char *columns[TEXT_TABLE_COLUMNS_MAX];
    int32_t n_columns;
    struct text_table_cell *cells; /* row by row */
    int32_t n_cells, capacity;
    bool failed; /* memory was not available */
};

/** Starts a table. `columns` are its names, NULL-terminated; they are not copied. */
void text_table_init(struct text_table *s, const char *const *columns);
void text_table_free(struct text_table *s);

/** Add the next cell, row by row. A NULL text and a number that is not finite are empty. */
void text_table_text(struct text_table *s, const char *text);
void text_table_number(struct text_table *s, double x);

/** Adds the table to `b` in one of the formats. STATUS_NO_MEMORY if any call failed. */
enum status text_table_print(
    const struct text_table *s, enum text_table_format format, struct buffer *b) MUST_CHECK;

#endif
