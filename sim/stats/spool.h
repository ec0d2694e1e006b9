/**
 * spool.h - a table of numbers that comes a row at a time and is read a column at a time.
 *
 * What is analysed may be larger than memory: rows are kept in blocks, each stored column by
 * column, in a temporary file that has no name. The last block is in memory, and as long as it is
 * the only one there is no file.
 */
#ifndef STATS_SPOOL_H
#define STATS_SPOOL_H

#include <stdint.h>

#include "base/status.h"

enum { SPOOL_ROWS = 512 };

/** Zero is closed. */
struct spool {
    int64_t n; /* rows */
    int32_t n_columns;
    int file;      /* meaningful once n > SPOOL_ROWS */
    double *block; /* the last one: n_columns times SPOOL_ROWS */
};

enum status spool_open(struct spool *s, int32_t n_columns) MUST_CHECK;

/** Safe after a failure and on zero. */
void spool_close(struct spool *s);

/** Adds a row of n_columns numbers. */
enum status spool_add(struct spool *s, const double *row, struct failure *f) MUST_CHECK;

/** All n numbers of a column, bit by bit as they came. */
enum status spool_column(
    const struct spool *s, int32_t column, double *values, struct failure *f) MUST_CHECK;

#endif
