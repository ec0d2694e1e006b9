/**
 * column_store.h - a table of numbers that is written by rows and read by columns.
 *
 * The data may be larger than memory. Rows are collected in blocks, and each full block is stored
 * column by column in an unnamed temporary file (temporary.h). The last block stays in memory. As
 * long as there is only one block, there is no file.
 */
#ifndef STATS_COLUMN_STORE_H
#define STATS_COLUMN_STORE_H

#include <stdint.h>

#include "base/status.h"

enum { COLUMN_STORE_ROWS = 512 }; /* number of rows of a block */

/** A zeroed struct is a closed table. */
struct column_store {
    int64_t n; /* number of rows */
    int32_t n_columns;
    int file; /* descriptor of the temporary file, or -1 */
    /** Values of the last block, n_columns x COLUMN_STORE_ROWS, column by column. */
    double *block;
};

/** Starts a table without rows. The caller closes it with column_store_close(). */
enum status column_store_open(struct column_store *s, int32_t n_columns) MUST_CHECK;

/** Frees the table. The call is also allowed after a failure and for a zeroed struct. */
void column_store_close(struct column_store *s);

/** Adds a row of n_columns numbers. Returns STATUS_IO if the temporary file fails. */
enum status column_store_add(
    struct column_store *s, const double *row, struct failure *f) MUST_CHECK;

/**
 * A reader of one column. It keeps the block that was read last, because a caller may read many
 * short ranges of rows.
 */
struct column_store_reader {
    int32_t column;
    int64_t block; /* number of the block in `values`; -1: none */
    double values[COLUMN_STORE_ROWS];
};

/** Prepares to read the column with the index `column`. */
void column_store_reader_init(struct column_store_reader *r, int32_t column);

/**
 * Reads the numbers of n rows from row `first` on; rows count from 0. The numbers have the same
 * bits as when they were added.
 */
enum status column_store_read(const struct column_store *s, struct column_store_reader *r,
    int64_t first, int64_t n, double *values, struct failure *f) MUST_CHECK;

#endif
