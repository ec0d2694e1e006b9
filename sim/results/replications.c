#include "results/replications.h"

#include <stdlib.h>
#include <string.h>

#include "results/table_read.h"

/* While keys come in: the arrays grow by doubling. */
struct intake {
    struct replications *r;
    int64_t runs_held, groups_held;
    int32_t last_rep;
};

static enum status
grow(void **array, size_t size, int64_t count)
{
    void *grown = realloc(*array, size * (size_t)count);

    if (grown == NULL) {
        return STATUS_NO_MEMORY;
    }
    *array = grown;
    return STATUS_OK;
}

static enum status
room_for_run(struct intake *in)
{
    enum status st = STATUS_OK;
    struct replications *r = in->r;

    if (r->n == in->runs_held) {
        int64_t held = in->runs_held == 0 ? 1024 : 2 * in->runs_held;
        void *rep = r->rep, *complete = r->complete;

        TRY(grow(&rep, sizeof *r->rep, held));
        r->rep = (int32_t *)rep;
        TRY(grow(&complete, sizeof *r->complete, held));
        r->complete = (bool *)complete;
        in->runs_held = held;
    }
    if (r->n_groups == in->groups_held) {
        int64_t held = in->groups_held == 0 ? 16 : 2 * in->groups_held;
        void *groups = r->groups;

        TRY(grow(&groups, sizeof *r->groups, held));
        r->groups = (struct replications_group *)groups;
        in->groups_held = held;
    }
out:
    return st;
}

static int32_t
find_policy(const struct replications *r, const char *id, size_t length)
{
    for (int32_t i = r->n_policies; i-- > 0;) { /* runs of one policy follow each other */
        if (strncmp(r->policies[i], id, length) == 0 && r->policies[i][length] == '\0') {
            return i;
        }
    }
    return -1;
}

int32_t
replications_policy(const struct replications *r, const char *id)
{
    return find_policy(r, id, strlen(id));
}

static enum status
add_policy(struct replications *r, const char *id, size_t length)
{
    enum status st = STATUS_OK;
    void *policies = r->policies;

    TRY(grow(&policies, sizeof *r->policies, r->n_policies + 1));
    r->policies = (char **)policies;
    char *copy = (char *)calloc(length + 1, 1);

    if (copy == NULL) {
        return STATUS_NO_MEMORY;
    }
    memcpy(copy, id, length);
    r->policies[r->n_policies++] = copy;
out:
    return st;
}

struct run {
    int64_t point_id, rep;
    const char *policy;
    size_t policy_length;
    bool complete;
};

static struct replications_group *
new_group(struct replications *r, int64_t point_id, int32_t policy)
{
    struct replications_group *group = &r->groups[r->n_groups++];

    *group = (struct replications_group){point_id, policy, r->n, 0};
    return group;
}

static bool
follows(const struct replications_group *last, int64_t point_id, int32_t policy)
{
    return last == NULL || point_id > last->point_id ||
           (point_id == last->point_id && policy > last->policy);
}

static enum status
add_run(struct intake *in, struct run run, bool *in_order)
{
    enum status st = STATUS_OK;
    struct replications *r = in->r;

    TRY(room_for_run(in));
    if (find_policy(r, run.policy, run.policy_length) < 0) {
        TRY(add_policy(r, run.policy, run.policy_length));
    }
    int32_t policy = find_policy(r, run.policy, run.policy_length);
    struct replications_group *last = r->n_groups == 0 ? NULL : &r->groups[r->n_groups - 1];
    bool same = last != NULL && last->point_id == run.point_id && last->policy == policy;

    *in_order = run.rep >= 1 && run.rep <= INT32_MAX &&
                (same ? run.rep > in->last_rep : follows(last, run.point_id, policy));
    if (*in_order) {
        last = same ? last : new_group(r, run.point_id, policy);
        last->n++;
        r->rep[r->n] = in->last_rep = (int32_t)run.rep;
        r->complete[r->n++] = run.complete;
    }
out:
    return st;
}

/* ---- from rows ---- */

static const void *
cell(const struct replications *r, int64_t row, int32_t column)
{
    const char *at = (const char *)r->rows + (size_t)row * r->row_bytes;

    return at + r->table->columns[column].offset;
}

static int32_t
column_of(const struct table *t, const char *name)
{
    int32_t column = table_find(t, name);

    BUG_UNLESS(column >= 0);
    return column;
}

/* The text of a cell of names or of text, with its length; NULL if it is missing. */
static const char *
cell_text(const struct replications *r, int64_t row, int32_t column, size_t *length)
{
    const struct table_column *c = &r->table->columns[column];

    if (c->field->kind == FIELD_TEXT) {
        const char *text = *(const char *const *)cell(r, row, column);

        *length = text == NULL ? 0 : strlen(text);
        return text;
    }
    int32_t index = *(const int32_t *)cell(r, row, column);

    if (index < 0) {
        return NULL;
    }
    struct table_name name = r->table->names[c->first_name + (size_t)index];

    *length = name.length;
    return r->table->text.at + name.at;
}

static bool
is_complete(const char *status, size_t length)
{
    return status != NULL && length == strlen(REPLICATIONS_COMPLETE) &&
           memcmp(status, REPLICATIONS_COMPLETE, length) == 0;
}

enum status
replications_of_rows(struct replications *r, const struct table *table, const void *rows,
    size_t row_bytes, int64_t n)
{
    enum status st = STATUS_OK;
    struct intake in = {.r = r};
    int32_t point = column_of(table, "point_id"), policy = column_of(table, "policy");
    int32_t rep = column_of(table, "rep"), status = column_of(table, "status");

    *r = (struct replications){.table = table, .rows = rows, .row_bytes = row_bytes};
    for (int64_t i = 0; i < n; i++) {
        size_t id_length = 0, status_length = 0;
        const char *id = cell_text(r, i, policy, &id_length);
        const char *end = cell_text(r, i, status, &status_length);
        bool in_order;

        BUG_UNLESS(id != NULL);
        TRY(add_run(&in,
            (struct run){*(const int64_t *)cell(r, i, point), *(const int64_t *)cell(r, i, rep),
                id, id_length, is_complete(end, status_length)},
            &in_order));
        BUG_UNLESS(in_order);
    }
out:
    if (st != STATUS_OK) {
        replications_free(r);
    }
    return st;
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
        break;
    }
    BUG_UNLESS(field->kind == FIELD_REAL);
    return NAN;
}

/* ---- from a file ---- */

/* A number of the file, or of a row: infinities are missing there too. */
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
take_key(void *context, const struct table_read_cell *cells, struct failure *f)
{
    enum status st;
    struct intake *in = (struct intake *)context;
    struct replications *r = in->r;
    struct run run = {
        0, 0, cells[1].text, cells[1].length, is_complete(cells[3].text, cells[3].length)};
    bool in_order;

    if (!read_whole(&cells[0], &run.point_id) || run.policy == NULL ||
        !read_whole(&cells[2], &run.rep)) {
        return failure_of(STATUS_BAD_INPUT, f, "%s: run %lld: point_id, policy or rep is wrong",
            r->path, (long long)r->n + 1);
    }
    TRY(add_run(in, run, &in_order));
    if (!in_order) {
        return failure_of(STATUS_BAD_INPUT, f,
            "%s: run %lld: rows are not in the order of point, policy and replication", r->path,
            (long long)r->n + 1);
    }
out:
    return st;
}

enum status
replications_of_file(struct replications *r, const char *path, struct failure *f)
{
    static const char *const keys[] = {"point_id", "policy", "rep", "status"};
    enum status st = STATUS_OK;
    struct intake in = {.r = r};

    *r = (struct replications){.path = path};
    TRY(table_read(path, keys, 4, take_key, &in, f));
out:
    if (st != STATUS_OK) {
        replications_free(r);
    }
    return st;
}

struct column {
    const struct replications *r;
    const char *name;
    double *values;
    int64_t n;
};

static enum status
take_value(void *context, const struct table_read_cell *cells, struct failure *f)
{
    struct column *c = (struct column *)context;

    if (c->n == c->r->n) {
        return failure_of(STATUS_BAD_INPUT, f, "%s: the file has changed", c->r->path);
    }
    if (!read_number(&cells[0], &c->values[c->n])) {
        return failure_of(STATUS_BAD_INPUT, f, "%s: run %lld: %s is not a number", c->r->path,
            (long long)c->n + 1, c->name);
    }
    c->n++;
    return STATUS_OK;
}

static enum status
column_of_file(
    const struct replications *r, const char *name, double *values, struct failure *f)
{
    struct column c = {r, name, values, 0};
    enum status st = table_read(r->path, &name, 1, take_value, &c, f);

    if (st == STATUS_OK && c.n != r->n) {
        st = failure_of(STATUS_BAD_INPUT, f, "%s: the file has changed", r->path);
    }
    return st;
}

enum status
replications_column(
    const struct replications *r, const char *name, double *values, struct failure *f)
{
    enum status st = STATUS_OK;

    if (r->path != NULL) {
        TRY(column_of_file(r, name, values, f));
    } else {
        int32_t column = column_of(r->table, name);

        for (int64_t i = 0; i < r->n; i++) {
            values[i] = cell_number(r->table->columns[column].field, cell(r, i, column));
        }
    }
    for (int64_t i = 0; i < r->n; i++) {
        values[i] = r->complete[i] && isfinite(values[i]) ? values[i] : NAN;
    }
out:
    return st;
}

void
replications_free(struct replications *r)
{
    for (int32_t i = 0; i < r->n_policies; i++) {
        free(r->policies[i]);
    }
    free(r->policies);
    free(r->rep);
    free(r->complete);
    free(r->groups);
    *r = (struct replications){0};
}
