/**
 * column_store.h - a table of numbers that is written by rows and read by columns.
 *
 * The data may be larger than memory. Rows are collected in blocks; each block is stored column by
 * column in an unnamed temporary file (temporary.h). The last block stays in memory; while it
 * is the only block there is no file.
 */
#ifndef STATS_COLUMN_STORE_H
#define STATS_COLUMN_STORE_H

#include <stdint.h>

#include "base/status.h"

enum { COLUMN_STORE_ROWS = 512 }; /* rows of a block */

/** A zeroed struct is closed. */
struct column_store {
    int64_t n; /* rows */
    int32_t n_columns;
    int file;      /* descriptor, -1 while there is no file */
    double *block; /* the last block, n_columns x COLUMN_STORE_ROWS, by column */
};

/** Starts an empty table. */
enum status column_store_open(struct column_store *s, int32_t n_columns) MUST_CHECK;

/** Safe after a failure and for a zeroed struct. */
void column_store_close(struct column_store *s);

/** Adds a row of n_columns numbers. STATUS_IO if the temporary file fails. */
enum status column_store_add(
    struct column_store *s, const double *row, struct failure *f) MUST_CHECK;

/** Reads a column; keeps the last block that it read, because ranges of rows may be short. */
struct column_store_reader {
    int32_t column;
    int64_t block; /* -1: none */
    double values[COLUMN_STORE_ROWS];
};

void column_store_reader_init(struct column_store_reader *r, int32_t column);

/** Reads the numbers of rows first ... first + n - 1, counted from 0, with the same bits. */
enum status column_store_read(const struct column_store *s, struct column_store_reader *r,
    int64_t first, int64_t n, double *values, struct failure *f) MUST_CHECK;

#endif
