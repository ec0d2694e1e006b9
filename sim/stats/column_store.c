#include "stats/column_store.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/temporary.h"

static enum status
write_block(struct column_store *s, struct failure *f)
{
    size_t left = (size_t)s->n_columns * COLUMN_STORE_ROWS * sizeof(double);
    off_t at = (off_t)left * (off_t)(s->n / COLUMN_STORE_ROWS - 1);
    const char *from = (const char *)s->block;

    while (left > 0) {
        ssize_t n = pwrite(s->file, from, left, at);

        if (n < 0 && errno != EINTR) {
            return temporary_fails("written", f);
        }
        if (n > 0) {
            from += n;
            at += n;
            left -= (size_t)n;
        }
    }
    return STATUS_OK;
}

static enum status
read_part(const struct column_store *s, off_t at, double *values, struct failure *f)
{
    size_t left = COLUMN_STORE_ROWS * sizeof(double);
    char *to = (char *)values;

    while (left > 0) {
        ssize_t n = pread(s->file, to, left, at);

        if (n == 0) {
            errno = EIO;
        }
        if (n <= 0 && errno != EINTR) {
            return temporary_fails("read", f);
        }
        if (n > 0) {
            to += n;
            at += n;
            left -= (size_t)n;
        }
    }
    return STATUS_OK;
}

enum status
column_store_open(struct column_store *s, int32_t n_columns)
{
    *s = (struct column_store){.n_columns = n_columns, .file = -1};
    s->block = (double *)malloc(((size_t)n_columns * COLUMN_STORE_ROWS + 1) * sizeof *s->block);
    return s->block == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

void
column_store_close(struct column_store *s)
{
    if (s->block != NULL && s->file >= 0) {
        (void)close(s->file);
    }
    free(s->block);
    *s = (struct column_store){0};
}

enum status
column_store_add(struct column_store *s, const double *row, struct failure *f)
{
    int64_t at = s->n % COLUMN_STORE_ROWS;
    enum status st = STATUS_OK;

    if (at == 0 && s->n > 0) {
        if (s->file < 0) {
            TRY(temporary_open(&s->file, f));
        }
        TRY(write_block(s, f));
    }
    for (int32_t c = 0; c < s->n_columns; c++) {
        s->block[(int64_t)c * COLUMN_STORE_ROWS + at] = row[c];
    }
    s->n++;
out:
    return st;
}

void
column_store_reader_init(struct column_store_reader *r, int32_t column)
{
    r->column = column;
    r->block = -1;
}

/* Stores in *values the address of the values of a block. The values are in the reader or, for the
   last block, in the store. */
static enum status
read_block(const struct column_store *s, struct column_store_reader *r, int64_t block,
    const double **values, struct failure *f)
{
    enum status st = STATUS_OK;

    if (block == (s->n - 1) / COLUMN_STORE_ROWS) {
        *values = s->block + (size_t)r->column * COLUMN_STORE_ROWS;
        return STATUS_OK;
    }
    if (r->block != block) {
        r->block = -1;
        TRY(read_part(s, (off_t)sizeof(r->values) * (off_t)(block * s->n_columns + r->column),
            r->values, f));
        r->block = block;
    }
    *values = r->values;
out:
    return st;
}

enum status
column_store_read(const struct column_store *s, struct column_store_reader *r, int64_t first,
    int64_t n, double *values, struct failure *f)
{
    enum status st = STATUS_OK;

    while (n > 0) {
        int64_t from = first % COLUMN_STORE_ROWS;
        int64_t count = n < COLUMN_STORE_ROWS - from ? n : COLUMN_STORE_ROWS - from;
        const double *block;

        TRY(read_block(s, r, first / COLUMN_STORE_ROWS, &block, f));
        memcpy(values, block + from, (size_t)count * sizeof(*values));
        first += count;
        values += count;
        n -= count;
    }
out:
    return st;
}
