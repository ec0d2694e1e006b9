/**
 * column_store.h - a table of numbers that comes a row at a time and is read a column at a time.
 *
 * What is analysed may be larger than memory: rows are kept in blocks, each stored column by
 * column, in a temporary file that has no name. The last block is in memory, and as long as it is
 * the only one there is no file.
 */
#ifndef STATS_COLUMN_STORE_H
#define STATS_COLUMN_STORE_H

#include <stdint.h>

#include "base/status.h"

enum { COLUMN_STORE_ROWS = 512 };

/** Zero is closed. */
struct column_store {
    int64_t n; /* rows */
    int32_t n_columns;
    int file;      /* meaningful once n > COLUMN_STORE_ROWS */
    double *block; /* the last one: n_columns times COLUMN_STORE_ROWS */
};

enum status column_store_open(struct column_store *s, int32_t n_columns) MUST_CHECK;

/** Safe after a failure and on zero. */
void column_store_close(struct column_store *s);

/** Adds a row of n_columns numbers. */
enum status column_store_add(
    struct column_store *s, const double *row, struct failure *f) MUST_CHECK;

/** All n numbers of a column, bit by bit as they came. */
enum status column_store_column(
    const struct column_store *s, int32_t column, double *values, struct failure *f) MUST_CHECK;

#endif
