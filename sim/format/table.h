/**
 * table.h - structs as rows of a CSV file, by their record.
 *
 * The record that describes a struct gives the header and every cell, so that the two cannot
 * disagree, and datapackage.h describes the same columns to other programs. The files follow
 * RFC 4180 with LF: quotes only around text that needs them, and nothing before the header.
 *
 *   REAL, DATE   the shortest number that reads back; NAN and infinities are missing
 *   COUNT        a whole number; TABLE_NO_COUNT is missing. With the unit TABLE_HEX it is 64
 * bits of an identity, 16 hexadecimal digits; 0 is missing FLAG         true or false TEXT as
 * it is; NULL is missing, "" is written as two quotes CHOICE       the name; a negative index
 * is missing REF          the id in the map that `refers` names; a negative index is missing
 *   OBJECT       the columns of its record, in its place: this is how files share their keys
 *   MAP          not in a row
 *
 * A missing value is an empty field. In the style TABLE_TRACE, reals whose unit is "days" are
 * rounded to a millionth: it halves the file and the time, and no reader needs the rest.
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

/** One column: the field that describes it and where it lies in the row. */
struct table_column {
    const struct field *field;
    size_t offset;
    int32_t print; /* how, private to table.c */
    int32_t n_names;
    size_t first_name; /* in the table's names */
};

/** A name as it is written, quotes included. */
struct table_name {
    size_t at;
    size_t length;
};

/** What it takes to write rows of one struct. Not changed by writing: threads may share it. */
struct table {
    const struct record *record;
    enum table_style style;
    struct table_column *columns;
    int32_t n_columns;
    size_t row_bytes; /* at most, texts apart */
    struct table_name *names;
    size_t n_names;
    int64_t names_held;
    struct buffer text; /* of all names */
};

/**
 * Prepares to write structs described by `record`. Copies the ids. A map that is referred to
 * and not among the n_ids, and two columns with one name, are our mistakes.
 */
enum status table_init(struct table *t, const struct record *record, enum table_style style,
    const struct table_ids *ids, int32_t n_ids) MUST_CHECK;

/** Safe after a failed table_init() and on zero. */
void table_free(struct table *t);

/** Index of a column, -1 if there is none of that name. */
int32_t table_find(const struct table *t, const char *name);

/** Adds the line of column names. Lack of memory shows in `out`. */
void table_header(const struct table *t, struct buffer *out);

/** Adds one row. Lack of memory shows in `out`, which then ends with the row before. */
void table_row(const struct table *t, const void *row, struct buffer *out);

/**
 * Ends of rows among these bytes of a file; a new line within quotes ends none. *quoted says
 * whether they begin within quotes, and then whether they end so.
 */
int64_t table_count_rows(const char *bytes, size_t length, bool *quoted);

#endif
