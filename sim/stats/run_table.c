#include "stats/run_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/renamed.h"
#include "stats/run_table_internal.h"

/*
 * Runs are added in order, so a group (the runs of one point and policy) is a range of runs, and
 * run_table_add_run() compares a run only with the last group. The values of a run become one row
 * of the column store: numbers and flags as doubles, text as NO_NUMBER. Structs and files differ
 * only in how they fill this row. run_table_read() sets the values of incomplete runs to NAN.
 */

/* The bits of the NAN that run_table_no_number() returns. */
#define NO_NUMBER UINT64_C(0x7ff80000006e6f6e)

const char *const run_table_keys[KEYS] = {"point_id", "policy", "rep", "status"};

static enum status
reserve_run(struct run_table *r)
{
    int64_t capacity = r->runs_capacity;
    enum status st;

    TRY(array_grow(&r->rep, r->n + 1, &capacity, sizeof(*r->rep)));
    TRY(array_grow(&r->complete, r->n + 1, &r->runs_capacity, sizeof(*r->complete)));
    TRY(array_grow(&r->groups, r->n_groups + 1, &r->groups_capacity, sizeof(*r->groups)));
out:
    return st;
}

static int32_t
find_policy(const struct run_table *r, const char *id, size_t length)
{
    /* The search starts at the last policy, because runs of the same policy follow each other. */
    for (int32_t i = r->n_policies; i-- > 0;) {
        if (strncmp(r->policies[i], id, length) == 0 && r->policies[i][length] == '\0') {
            return i;
        }
    }
    return -1;
}

int64_t
run_table_max_replications(const struct run_table *r)
{
    int64_t maximum = 0;

    for (int64_t i = 0; i < r->n_groups; i++) {
        maximum = r->groups[i].n > maximum ? r->groups[i].n : maximum;
    }
    return maximum;
}

int32_t
run_table_policy(const struct run_table *r, const char *id)
{
    return find_policy(r, id, strlen(id));
}

static enum status
add_policy(struct run_table *r, const char *id, size_t length)
{
    char *copy = calloc(length + 1, 1);
    enum status st = STATUS_NO_MEMORY;

    if (copy == NULL) {
        goto out;
    }
    memcpy(copy, id, length);
    TRY(array_grow(
        &r->policies, r->n_policies + 1, &r->policies_capacity, sizeof(*r->policies)));
    r->policies[r->n_policies++] = copy;
    copy = NULL;
out:
    free(copy);
    return st;
}

static struct run_table_group *
new_group(struct run_table *r, int64_t point_id, int32_t policy)
{
    struct run_table_group *group = &r->groups[r->n_groups++];

    *group = (struct run_table_group){point_id, policy, r->n, 0};
    return group;
}

static bool
follows(const struct run_table_group *last, int64_t point_id, int32_t policy)
{
    return last == NULL || point_id > last->point_id ||
           (point_id == last->point_id && policy > last->policy);
}

enum status
run_table_add_run(struct run_table *r, struct run_table_run run, bool *in_order)
{
    enum status st = STATUS_OK;

    TRY(reserve_run(r));
    if (find_policy(r, run.policy, run.policy_length) < 0) {
        TRY(add_policy(r, run.policy, run.policy_length));
    }
    int32_t policy = find_policy(r, run.policy, run.policy_length);
    struct run_table_group *last = r->n_groups == 0 ? NULL : &r->groups[r->n_groups - 1];
    bool same = last != NULL && last->point_id == run.point_id && last->policy == policy;

    *in_order = run.rep >= 1 && run.rep <= INT32_MAX &&
                (same ? run.rep > r->last_rep : follows(last, run.point_id, policy));
    if (*in_order) {
        last = same ? last : new_group(r, run.point_id, policy);
        last->n++;
        r->rep[r->n] = r->last_rep = (int32_t)run.rep;
        r->complete[r->n++] = run.complete;
    }
out:
    return st;
}

/* ---- columns ---- */

double
run_table_no_number(void)
{
    const uint64_t bits = NO_NUMBER;
    double x;

    memcpy(&x, &bits, sizeof(x));
    return x;
}

static bool
is_no_number(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof(bits));
    return bits == NO_NUMBER;
}

struct text_names
run_table_columns(const struct run_table *r)
{
    return (struct text_names){r->columns, sizeof(*r->columns), r->store.n_columns};
}

enum status
run_table_open_columns(struct run_table *r, int32_t n)
{
    enum status st = STATUS_OK;

    TRY(column_store_open(&r->store, n));
    r->columns = (char **)calloc((size_t)n + 1, sizeof *r->columns);
    r->row = (double *)malloc(((size_t)n + 1) * sizeof *r->row);
    st = r->columns == NULL || r->row == NULL ? STATUS_NO_MEMORY : STATUS_OK;
out:
    return st;
}

enum status
run_table_name_column(struct run_table *r, int32_t column, const char *name)
{
    r->columns[column] = (char *)malloc(strlen(name) + 1);
    if (r->columns[column] == NULL) {
        return STATUS_NO_MEMORY;
    }
    memcpy(r->columns[column], name, strlen(name) + 1);
    return STATUS_OK;
}

bool
run_table_is_complete(const char *status, size_t length)
{
    return status != NULL && length == strlen(RUN_TABLE_COMPLETE) &&
           memcmp(status, RUN_TABLE_COMPLETE, length) == 0;
}

/* ---- from structs ---- */

static const void *
cell(const struct run_table *r, const void *run, int32_t column)
{
    return (const char *)run + r->table->columns[column].offset;
}

/* Returns the text of a CHOICE, REF or TEXT cell and stores its length. Returns NULL if the cell is
   missing. */
static const char *
cell_text(const struct run_table *r, const void *run, int32_t column, size_t *length)
{
    const struct table_column *c = &r->table->columns[column];

    if (c->field->kind == FIELD_TEXT) {
        const char *text = *(const char *const *)cell(r, run, column);

        *length = text == NULL ? 0 : strlen(text);
        return text;
    }
    int32_t index = *(const int32_t *)cell(r, run, column);

    if (index < 0) {
        return NULL;
    }
    struct table_name name = r->table->names[c->first_name + (size_t)index];

    *length = name.length;
    return r->table->text.at + name.at;
}

static double
cell_number(const struct field *field, const void *at)
{
    switch (field->kind) {
    case FIELD_REAL:
    case FIELD_DATE:
        return *(const double *)at;
    case FIELD_COUNT:
        return *(const int64_t *)at == TABLE_NO_COUNT ? NAN : (double)*(const int64_t *)at;
    case FIELD_FLAG:
        return *(const bool *)at;
    case FIELD_TEXT:
    case FIELD_CHOICE:
    case FIELD_REF:
    case FIELD_OBJECT:
    case FIELD_MAP:
    case FIELD_LIST:
    case FIELD_NODE:
        break;
    }
    return run_table_no_number();
}

enum status
run_table_open(struct run_table *r, const struct table *table)
{
    enum status st = STATUS_OK;

    *r = (struct run_table){.table = table};
    for (int32_t k = 0; k < KEYS; k++) {
        r->keys[k] = table_find(table, run_table_keys[k]);
        BUG_UNLESS(r->keys[k] >= 0);
    }
    TRY(run_table_open_columns(r, table->n_columns));
    for (int32_t c = 0; c < table->n_columns; c++) {
        TRY(run_table_name_column(r, c, table->columns[c].field->name));
    }
out:
    if (st != STATUS_OK) {
        run_table_free(r);
    }
    return st;
}

enum status
run_table_add(struct run_table *r, const void *run, struct failure *f)
{
    size_t id_length = 0, status_length = 0;
    const char *id = cell_text(r, run, r->keys[KEY_POLICY], &id_length);
    const char *end = cell_text(r, run, r->keys[KEY_STATUS], &status_length);
    bool in_order;
    enum status st;

    BUG_UNLESS(id != NULL);
    TRY(run_table_add_run(r,
        (struct run_table_run){*(const int64_t *)cell(r, run, r->keys[KEY_POINT]),
            *(const int64_t *)cell(r, run, r->keys[KEY_REP]), id, id_length,
            run_table_is_complete(end, status_length)},
        &in_order));
    BUG_UNLESS(in_order);
    for (int32_t c = 0; c < r->store.n_columns; c++) {
        r->row[c] = cell_number(r->table->columns[c].field, cell(r, run, c));
    }
    TRY(column_store_add(&r->store, r->row, f));
out:
    return st;
}

enum status
run_table_of_rows(struct run_table *r, const struct table *table, const void *rows,
    size_t row_bytes, int64_t n)
{
    enum status st;

    TRY(run_table_open(r, table));
    for (int64_t i = 0; i < n; i++) {
        TRY(run_table_add(r, (const char *)rows + (size_t)i * row_bytes, NULL));
    }
out:
    if (st != STATUS_OK) {
        run_table_free(r);
    }
    return st;
}

enum status
run_table_reader_init(struct run_table_reader *c, const struct run_table *runs,
    const char *name, struct failure *f)
{
    int32_t column = text_index(name, run_table_columns(runs));

    if (column < 0) {
        char note[TEXT_VISIBLE_BYTES];

        return failure_of(STATUS_BAD_INPUT, f, "%s: there is no column %s%s",
            runs->path == NULL ? "runs" : runs->path, name,
            renamed_note(note, name, run_table_columns(runs)));
    }
    c->runs = runs;
    c->name = name;
    column_store_reader_init(&c->cells, column);
    return STATUS_OK;
}

enum status
run_table_read(
    struct run_table_reader *c, int64_t first, int64_t n, double *values, struct failure *f)
{
    const struct run_table *r = c->runs;
    enum status st = STATUS_OK;

    TRY(column_store_read(&r->store, &c->cells, first, n, values, f));
    for (int64_t i = 0; i < n; i++) {
        if (is_no_number(values[i])) {
            return failure_of(STATUS_BAD_INPUT, f, "%s: run %lld: %s is not a number",
                r->path == NULL ? "runs" : r->path, (long long)(first + i + 1), c->name);
        }
        values[i] = r->complete[first + i] && isfinite(values[i]) ? values[i] : NAN;
    }
out:
    return st;
}

enum status
run_table_column(const struct run_table *r, const char *name, double *values, struct failure *f)
{
    struct run_table_reader c;
    enum status st;

    TRY(run_table_reader_init(&c, r, name, f));
    TRY(run_table_read(&c, 0, r->n, values, f));
out:
    return st;
}

void
run_table_free(struct run_table *r)
{
    for (int32_t i = 0; i < r->n_policies; i++) {
        free(r->policies[i]);
    }
    for (int32_t c = 0; r->columns != NULL && c < r->store.n_columns; c++) {
        free(r->columns[c]);
    }
    free(r->columns);
    free(r->row);
    column_store_close(&r->store);
    free(r->policies);
    free(r->rep);
    free(r->complete);
    free(r->groups);
    *r = (struct run_table){0};
}
