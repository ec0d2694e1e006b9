#include "report/report_data_cells.h"

#include <math.h>
#include <stdlib.h>

enum status
report_data_cells_open(struct report_data_cells **cells, const struct run_table *runs,
    const char *name, struct report_data_fault *fault, struct failure *f)
{
    struct report_data_cells *c = calloc(1, sizeof(*c));

    *cells = c;
    if (c == NULL) {
        return STATUS_NO_MEMORY;
    }
    c->fault = fault;
    for (int32_t k = 0; k < REPORT_DATA_BLOCKS; k++) {
        c->block[k] = -1;
    }
    return run_table_reader_init(&c->reader, runs, name, f);
}

/* Reads a block into the place of the oldest one. */
static double *
read_block(struct report_data_cells *c, int64_t block)
{
    int64_t first = block * COLUMN_STORE_ROWS, left = c->reader.runs->n - first;
    int32_t k = c->next;
    bool first_fault = c->fault->status == STATUS_OK;
    enum status st =
        run_table_read(&c->reader, first, left < COLUMN_STORE_ROWS ? left : COLUMN_STORE_ROWS,
            c->values[k], first_fault ? &c->fault->why : NULL);

    c->next = (k + 1) % REPORT_DATA_BLOCKS;
    c->fault->status = first_fault ? st : c->fault->status;
    c->block[k] = st == STATUS_OK ? block : -1;
    return st == STATUS_OK ? c->values[k] : NULL;
}

double
report_data_cells_at(struct report_data_cells *c, int64_t row)
{
    int64_t block = row / COLUMN_STORE_ROWS;
    const double *values = NULL;

    for (int32_t k = 0; k < REPORT_DATA_BLOCKS && values == NULL; k++) {
        values = c->block[k] == block ? c->values[k] : NULL;
    }
    values = values == NULL ? read_block(c, block) : values;
    return values == NULL ? NAN : values[row % COLUMN_STORE_ROWS];
}
