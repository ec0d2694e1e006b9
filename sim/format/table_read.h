/**
 * table_read.h - reads CSV files, one row at a time.
 *
 * The files follow RFC 4180 in UTF-8; lines end with LF, CRLF or CR alone. Spaces around an
 * unquoted cell are removed, and empty lines are skipped. The first row has the names of the
 * columns. Every other row must have as many cells as the first row.
 *
 *   table_read_text()  reads a user's file in memory as cells, for design points
 *   table_build()      reads a user's file in memory as structs, for recorded incidents
 *                      (table_build.h)
 *   table_read(), table_read_all()
 *                      read a file that cbmsim wrote and stop at the first error. Only one row is
 *                      in memory, so the file may be larger than memory
 */
#ifndef FORMAT_TABLE_READ_H
#define FORMAT_TABLE_READ_H

#include "format/diagnostics.h"
#include "format/field.h"

enum { TABLE_READ_CELL = 65536 }; /* maximum length of a cell in bytes */

/** A cell. `text` is NUL-terminated, or NULL if the value is missing. */
struct table_read_cell {
    const char *text;
    size_t length;
};

/** Receives a row of n cells. at.column counts cells. The cells are valid during the call only. */
typedef enum status table_read_line(
    void *context, struct place at, const struct table_read_cell *cells, int32_t n);

/**
 * Calls header() for the first row of the `size` bytes and row() for every other row, until one of
 * them returns a status other than STATUS_OK. Errors go to the diagnostics with the location
 * NAME:LINE:CELL. A row with a wrong number of cells is reported and skipped. A byte order mark is
 * skipped.
 */
enum status table_read_text(const char *name, const char *text, size_t size,
    table_read_line *header, table_read_line *row, void *context, struct diag *r) MUST_CHECK;

/**
 * Converts a cell, which must not be missing, to a JSON value for a field. A word that stands for a
 * missing value and a number with a comma are errors: the function reports them in the column
 * `path` and returns false.
 */
bool table_read_value(const struct field *field, const struct table_read_cell *cell,
    struct place at, const struct path *path, struct diag *r, struct node *value);

/**
 * Returns a message if the first line of the text seems to have a separator other than the comma,
 * otherwise NULL.
 */
const char *table_read_separator(const char *text, size_t size);

/** Receives a row. cells[i] belongs to the i-th wanted column and is valid during the call only. */
typedef enum status table_read_row(
    void *context, const struct table_read_cell *cells, struct failure *f);

/**
 * Reads the file at `path`. Calls row() for every row, in order, with the cells of the columns
 * named by wanted[0..n_wanted-1]. Stops at the first status other than STATUS_OK and returns it.
 *
 * Returns STATUS_IO if the file cannot be read. Returns STATUS_BAD_INPUT if the file is not a valid
 * table, has no header, lacks a wanted column, or ends in the middle of a line.
 */
enum status table_read(const char *path, const char *const *wanted, int32_t n_wanted,
    table_read_row *row, void *context, struct failure *f) MUST_CHECK;

/** Receives the names of all n columns. */
typedef enum status table_read_header(
    void *context, const struct table_read_cell *names, int32_t n, struct failure *f);

/**
 * Like table_read(), but with every column: cells[i] belongs to column i. header() is called before
 * the first row.
 */
enum status table_read_all(const char *path, table_read_header *header, table_read_row *row,
    void *context, struct failure *f) MUST_CHECK;

/** Reads a number. A missing cell gives NAN. Returns false for any other content. */
bool table_read_real(const struct table_read_cell *cell, double *x);

/** Reads TRUE or FALSE. Returns false for any other content and for a missing cell. */
bool table_read_flag(const struct table_read_cell *cell, bool *flag);

#endif
