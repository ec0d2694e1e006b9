/**
 * table_read.h - reads CSV files, one row at a time.
 *
 * RFC 4180 with LF, CRLF or CR alone; UTF-8. Spaces around an unquoted cell are removed, empty
 * lines are skipped. The first row names the columns, and every other row has as many cells.
 *
 *   table_read_text()      a user's file in memory, as cells: design points
 *   table_build()          a user's file in memory, as structs (table_build.h): recorded incidents
 *   table_read(), _some(), _all()
 *                          files that cbmsim wrote, which may be larger than memory: only one row
 *                          is in memory. These functions stop at the first error
 *
 * Millions of rows of runs.csv that this process printed itself are read faster with
 * table_next_cell() of table.h.
 */
#ifndef FORMAT_TABLE_READ_H
#define FORMAT_TABLE_READ_H

#include "format/diagnostics.h"
#include "format/field.h"

enum { TABLE_READ_CELL = 65536 }; /* maximum length of a cell, bytes */

/** A cell; `text` is NUL-terminated, or NULL if the value is missing. */
struct table_read_cell {
    const char *text;
    size_t length;
};

/** Receives a row of n cells; at.column counts cells. The cells are valid during the call. */
typedef enum status table_read_line(
    void *context, struct place at, const struct table_read_cell *cells, int32_t n);

/**
 * Calls header() for the first row of the `size` bytes and row() for every other row, until one of
 * them does not return STATUS_OK. Errors go to the diagnostics, at NAME:LINE:CELL. A row with a
 * wrong number of cells is reported and skipped. A byte order mark is skipped.
 */
enum status table_read_text(const char *name, const char *text, size_t size,
    table_read_line *header, table_read_line *row, void *context, struct diag *r) MUST_CHECK;

/**
 * Stores the JSON value that a cell, which must not be missing, contains for a field. Reports a
 * word for a missing value and a number with a comma, in the column `path`, and returns false.
 */
bool table_read_value(const struct field *field, const struct table_read_cell *cell,
    struct place at, const struct path *path, struct diag *r, struct node *value);

/** NULL, or a message if the first line of the text seems to use another separator than the
 * comma. */
const char *table_read_separator(const char *text, size_t size);

/** Receives a row; cells[i] belongs to the i-th wanted column and is valid during the call. */
typedef enum status table_read_row(
    void *context, const struct table_read_cell *cells, struct failure *f);

/**
 * Calls row() for every row of the file at `path`, in order, with the cells of the columns
 * named by wanted[0..n_wanted-1], and stops at the first status that is not STATUS_OK.
 *
 * STATUS_IO if the file cannot be read; STATUS_BAD_INPUT if it is not a valid table, has no
 * header or no column of a wanted name, or ends within a line.
 */
enum status table_read(const char *path, const char *const *wanted, int32_t n_wanted,
    table_read_row *row, void *context, struct failure *f) MUST_CHECK;

/** Receives the n names of all columns. */
typedef enum status table_read_header(
    void *context, const struct table_read_cell *names, int32_t n, struct failure *f);

/** Like table_read(), with every column: cells[i] belongs to column i. header() is called
 * first. */
enum status table_read_all(const char *path, table_read_header *header, table_read_row *row,
    void *context, struct failure *f) MUST_CHECK;

/** Reads a number; NAN if the cell is missing. Returns false for any other content. */
bool table_read_real(const struct table_read_cell *cell, double *x);

/** Reads TRUE or FALSE. Returns false for any other content and for a missing cell. */
bool table_read_flag(const struct table_read_cell *cell, bool *flag);

#endif
