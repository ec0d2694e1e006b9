/**
 * table.h - writes structs as rows of a CSV file.
 *
 * The record of a struct gives the header and the cells, so they always agree. datapackage.h
 * describes the same columns to other programs. The files follow RFC 4180 with LF. Text is quoted
 * only if necessary, and the header is the first line. The cells of the kinds of members are:
 *
 *   REAL, DATE   the shortest number that reads back; NAN and infinities are missing
 *   COUNT        a whole number; TABLE_NO_COUNT is missing. With the unit TABLE_HEX: a 64-bit
 *                identifier as 16 hexadecimal digits; 0 is missing
 *   FLAG         TRUE or FALSE
 *   TEXT         the text; NULL is missing, "" is written as two quotes
 *   CHOICE       the name; a negative index is missing
 *   REF          the id in the map that `refers` names; a negative index is missing
 *   OBJECT       the columns of its record, in its place; so several files can share key columns
 *   MAP          not allowed
 *
 * A missing value is an empty cell. In the style TABLE_TRACE, reals with the unit "days" are
 * rounded to a millionth of a day. This halves the size of the file and the time to write it, and
 * no analysis needs more digits.
 */
#ifndef FORMAT_TABLE_H
#define FORMAT_TABLE_H

#include "base/buffer.h"
#include "format/field.h"

#define TABLE_NO_COUNT INT64_MIN
#define TABLE_HEX "hex"

enum table_style { TABLE_EXACT, TABLE_TRACE };

/** The ids of a map of the scenario, for columns that refer to it. */
struct table_ids {
    const char *refers;
    const char *const *ids;
    int32_t count;
};

/** One column: the field that describes it, and the offset of its value in the struct of a row. */
struct table_column {
    const struct field *field;
    size_t offset;
    int32_t print; /* an enum of table.c: how the cell is written */
    int32_t n_names;
    size_t first_name; /* index of its first name in table.names */
};

/** A name with its quotes, if it needs quotes: a part of table.text. */
struct table_name {
    size_t at;
    size_t length;
};

/**
 * The data for writing rows of one struct. Writing does not change them, so threads may share a
 * table.
 */
struct table {
    const struct record *record;
    enum table_style style;
    struct table_column *columns;
    int32_t n_columns;
    size_t row_bytes; /* maximum length of a row without its texts */
    struct table_name *names;
    size_t n_names;
    int64_t names_capacity;
    struct buffer text; /* the text of all names */
};

/**
 * Prepares to write structs that `record` describes. Copies the ids. `ids` must contain every map
 * to which a column refers, and the names of the columns must differ; otherwise BUG_UNLESS fails.
 */
enum status table_init(struct table *t, const struct record *record, enum table_style style,
    const struct table_ids *ids, int32_t n_ids) MUST_CHECK;

/**
 * Frees the memory. The call is also allowed after a failed table_init() and for a zeroed struct.
 */
void table_free(struct table *t);

/** Returns the index of the column `name`, or -1 if there is none. */
int32_t table_find(const struct table *t, const char *name);

/** Adds the line of column names. If memory is exhausted, sets out->failed. */
void table_header(const struct table *t, struct buffer *out);

/**
 * Adds one row. If memory is exhausted, sets out->failed; `out` then ends with the previous row.
 */
void table_row(const struct table *t, const void *row, struct buffer *out);

/**
 * Counts the rows that end in a part of a file. A line feed within quotes does not end a row.
 * *quoted states whether the part begins within quotes; the function updates it for the next part.
 */
int64_t table_count_rows(const char *bytes, size_t length, bool *quoted);

#endif
