/* Reads the runs of a file, runs.csv, into a run table. */
#include <math.h>

#include "format/table_read.h"
#include "stats/run_table_internal.h"

/* Reads a number, or TRUE or FALSE as 1 or 0. */
static bool
read_number(const struct table_read_cell *c, double *x)
{
    bool flag;

    if (table_read_flag(c, &flag)) {
        *x = flag;
        return true;
    }
    return table_read_real(c, x);
}

static bool
read_whole(const struct table_read_cell *c, int64_t *x)
{
    double value;

    if (c->text == NULL || !table_read_real(c, &value) || !(fabs(value) < 0x1p53)) {
        return false;
    }
    *x = (int64_t)value;
    return (double)*x == value;
}

static enum status
read_names(void *context, const struct table_read_cell *names, int32_t n, struct failure *f)
{
    struct run_table *r = (struct run_table *)context;
    enum status st;

    TRY(run_table_open_columns(r, n));
    for (int32_t c = 0; c < n; c++) {
        TRY(run_table_name_column(r, c, names[c].text == NULL ? "" : names[c].text));
    }
    for (int32_t k = 0; k < KEYS; k++) {
        r->keys[k] = text_index(run_table_keys[k], run_table_columns(r));
        if (r->keys[k] < 0) {
            return failure_of(
                STATUS_BAD_INPUT, f, "%s: there is no column %s", r->path, run_table_keys[k]);
        }
    }
out:
    return st;
}

/* Reads point, policy, replication and status of a run. Returns false if one of them is invalid. */
static bool
read_run(
    const struct run_table *r, const struct table_read_cell *cells, struct run_table_run *run)
{
    const struct table_read_cell *policy = &cells[r->keys[KEY_POLICY]];
    const struct table_read_cell *status = &cells[r->keys[KEY_STATUS]];

    run->policy = policy->text;
    run->policy_length = policy->length;
    run->complete = run_table_is_complete(status->text, status->length);
    return policy->text != NULL && read_whole(&cells[r->keys[KEY_POINT]], &run->point_id) &&
           read_whole(&cells[r->keys[KEY_REP]], &run->rep);
}

static enum status
add_row(void *context, const struct table_read_cell *cells, struct failure *f)
{
    struct run_table *r = (struct run_table *)context;
    struct run_table_run run;
    bool in_order;
    enum status st;

    if (!read_run(r, cells, &run)) {
        return failure_of(STATUS_BAD_INPUT, f,
            "%s: run %lld: point_id, policy or rep is invalid; restore the file", r->path,
            (long long)r->n + 1);
    }
    TRY(run_table_add_run(r, run, &in_order));
    if (!in_order) {
        return failure_of(STATUS_BAD_INPUT, f,
            "%s: run %lld: sort the rows by point_id, policy and rep", r->path,
            (long long)r->n + 1);
    }
    for (int32_t c = 0; c < r->store.n_columns; c++) {
        if (!read_number(&cells[c], &r->row[c])) {
            r->row[c] = run_table_no_number();
        }
    }
    TRY(column_store_add(&r->store, r->row, f));
out:
    return st;
}

enum status
run_table_of_file(struct run_table *r, const char *path, struct failure *f)
{
    enum status st = STATUS_OK;

    *r = (struct run_table){.path = path};
    TRY(table_read_all(path, read_names, add_row, r, f));
out:
    if (st != STATUS_OK) {
        run_table_free(r);
    }
    return st;
}
