/**
 * report_data_cells.h - reads single values of a column of a run table, a block at a time.
 */
#ifndef REPORT_REPORT_DATA_CELLS_H
#define REPORT_REPORT_DATA_CELLS_H

#include "stats/run_table.h"

/**
 * Number of blocks of a column in memory. Charts often read the groups of two policies alternately,
 * and each group needs a block of its own.
 */
enum { REPORT_DATA_BLOCKS = 4 };

/** The first failure of all columns. */
struct report_data_fault {
    enum status status;
    struct failure why;
};

/** An open column with the blocks of it that are in memory. */
struct report_data_cells {
    struct run_table_reader reader;
    struct report_data_fault *fault;
    int64_t block[REPORT_DATA_BLOCKS]; /* number of a block of rows, -1: none */
    int32_t next;                      /* index of the block to replace next */
    double values[REPORT_DATA_BLOCKS][COLUMN_STORE_ROWS];
};

/**
 * Opens a column. The caller frees *cells with free(). `runs`, `name` and `fault` must outlive
 * *cells. Returns STATUS_BAD_INPUT if there is no such column.
 */
enum status report_data_cells_open(struct report_data_cells **cells,
    const struct run_table *runs, const char *name, struct report_data_fault *fault,
    struct failure *f) MUST_CHECK;

/**
 * Returns the value of a row, or NAN if the value is missing or could not be read. If it could not
 * be read, *c->fault has the failure.
 */
double report_data_cells_at(struct report_data_cells *c, int64_t row);

#endif
