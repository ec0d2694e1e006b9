/**
 * table_read.h - the reader of CSV files, a row at a time.
 *
 * RFC 4180 with LF, CRLF or CR alone; UTF-8; spaces around an unquoted cell are dropped, blank
 * lines passed over. The first row names the columns and every other row has as many cells. What
 * is read by it:
 *
 *   table_read_text   a file of the user's that is in memory, cell by cell: points of a design
 *   table_build.h     the same into structs, by their record: recorded incidents
 *   table_read...     files of our own, larger than memory: only one row is held. These stop at
 *                     the first error
 *
 * Rows of runs.csv that were printed in this process, by the million, are walked along with
 * table_next_cell() of table.h in place of this.
 */
#ifndef FORMAT_TABLE_READ_H
#define FORMAT_TABLE_READ_H

#include "format/diagnostics.h"
#include "format/field.h"

enum { TABLE_READ_CELL = 65536 }; /* bytes of a cell, at most */

/** A cell; `text` is NULL if the value is missing. A reader of this file ends it with NUL. */
struct table_read_cell {
    const char *text;
    size_t length;
};

/** A row of n cells that begins at `at`, whose column counts cells. They live until it returns. */
typedef enum status table_read_line(
    void *context, struct place at, const struct table_read_cell *cells, int32_t n);

/**
 * Calls header() for the first row of `size` bytes and row() for every other, until one of them
 * does not return STATUS_OK. Errors go to the report, at NAME:LINE:CELL; rows with a cell too many
 * or too few are reported and left out. A byte order mark is skipped.
 */
enum status table_read_text(const char *name, const char *text, size_t size,
    table_read_line *header, table_read_line *row, void *context, struct diag *r) MUST_CHECK;

/** The same cell as a JSON value: what stands for a member of that kind. Not for missing cells. */
struct node table_read_value(
    const struct field *field, const struct table_read_cell *cell, struct place at);

/** One row: cells[i] is of the i-th wanted column. They live until the function returns. */
typedef enum status table_read_row(
    void *context, const struct table_read_cell *cells, struct failure *f);

/**
 * Calls row() for every row of the file at `path`, in order, with the cells of the columns
 * named by wanted[0..n_wanted-1], and stops at the first status that is not STATUS_OK.
 *
 * STATUS_IO if the file cannot be read, STATUS_BAD_INPUT if it is not such a table, has no
 * header, lacks a wanted column, or ends within a line.
 */
enum status table_read(const char *path, const char *const *wanted, int32_t n_wanted,
    table_read_row *row, void *context, struct failure *f) MUST_CHECK;

/**
 * The same for the rows that begin with `prefix`, such as "1,with,17,": all others are passed over
 * as lines, at the speed of reading. For tables whose cells hold no line breaks: those of
 * trace_rows.h.
 */
enum status table_read_some(const char *path, const char *prefix, const char *const *wanted,
    int32_t n_wanted, table_read_row *row, void *context, struct failure *f) MUST_CHECK;

/** The names of all columns, as cells; n of them. */
typedef enum status table_read_header(
    void *context, const struct table_read_cell *names, int32_t n, struct failure *f);

/** The same with every column of the file: cells[i] is of the i-th. header() is called first. */
enum status table_read_all(const char *path, table_read_header *header, table_read_row *row,
    void *context, struct failure *f) MUST_CHECK;

/** The number in a cell, NAN if it is missing. False if the cell is something else. */
bool table_read_real(const struct table_read_cell *cell, double *x);

/** The truth value in a cell. False if the cell is something else, or missing. */
bool table_read_flag(const struct table_read_cell *cell, bool *flag);

#endif
