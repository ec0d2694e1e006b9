/**
 * table_read.h - reading a CSV file of our own back, a row at a time.
 *
 * `analyze` and `compare` work from runs.csv alone, which may be larger than memory: a reader
 * holds one row, whatever the file's size. It is strict, since what it reads was written by
 * table.c: a stray quote, a row with a cell too many or too few, a NUL or a cell of more than
 * TABLE_READ_CELL bytes is an error with file and line.
 */
#ifndef FORMAT_TABLE_READ_H
#define FORMAT_TABLE_READ_H

#include "base/status.h"

enum { TABLE_READ_CELL = 65536 };

/** A cell; `text` is NULL if the value is missing. A reader of this file ends it with NUL. */
struct table_read_cell {
    const char *text;
    size_t length;
};

/** One row: cells[i] is of the i-th wanted column. They live until the function returns. */
typedef enum status table_read_row(
    void *context, const struct table_read_cell *cells, struct failure *f);

/**
 * Calls row() for every row of the file at `path`, in order, with the cells of the columns
 * named by wanted[0..n_wanted-1], and stops at the first status that is not STATUS_OK.
 *
 * STATUS_IO if the file cannot be read, STATUS_BAD_INPUT if it is not such a table, has no
 * header, or lacks a wanted column.
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
