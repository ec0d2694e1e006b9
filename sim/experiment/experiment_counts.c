#include "experiment/experiment_counts.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "experiment/experiment_trace_columns.h"
#include "format/decode/decode_value.h"

#define DAYS_PER_YEAR 365.25

enum { COLUMNS_MAX = EXPERIMENT_TRACE_COLUMNS_MAX, BY_DYAD = -2, BY_YEAR = -3 };

/* ---- groups ---- */

/* Reads how rows are grouped: the name of a column of texts, "dyad" or "year". Reports any other
   text. */
static int32_t
read_by(struct diag *diag, const struct path *path, const struct node *by,
    const struct experiment_trace_columns *c)
{
    const char *names[COLUMNS_MAX + 2] = {"dyad", "year"};
    char shown[TEXT_VISIBLE_BYTES], list[DECODE_VALUE_LIST_BYTES];
    struct text_names valid;
    int32_t n = 2, k;

    for (int32_t i = 0; i < c->count; i++) {
        if (c->names[i].choices != NULL) {
            names[n++] = c->names[i].id;
        }
    }
    valid = (struct text_names){names, sizeof(*names), n};
    k = text_index(by->text, valid);
    if (k < 0) {
        diag_at(diag, by->at, path, "rows cannot be grouped by \"%s\"; use one of %s",
            text_visible(shown, by->text), decode_value_list(list, valid));
    }
    return k < 0    ? -1
           : k == 0 ? BY_DYAD
           : k == 1 ? BY_YEAR
                    : text_index(names[k], TEXT_NAMES(c->names, id, c->count));
}

static int32_t
count_years(const struct experiment *e)
{
    double days = 0;

    for (int32_t p = 0; p < e->base.n_policies; p++) {
        days = fmax(days, e->base.policies[p].world->horizon_days);
    }
    return days > DAYS_PER_YEAR ? (int32_t)ceil(days / DAYS_PER_YEAR) : 1;
}

/* Returns the number of groups. A dyad is an unordered pair of different states. */
static int32_t
count_groups(const struct experiment *e, const struct experiment_counted *counted)
{
    const struct experiment_trace_columns *c = e->trace_columns[counted->table];
    int32_t by = counted->by;
    int32_t states = c->maps[0].n;

    return by == BY_DYAD   ? states * (states - 1) / 2
           : by == BY_YEAR ? count_years(e)
           : by >= 0       ? c->names[by].n_choices
                           : 1;
}

/* Prints the group as it stands in the id of its column: "alpha", "alpha_beta", "year_1". */
static void
print_group(const struct experiment *e, const struct experiment_counted *counted, int32_t group,
    struct buffer *b)
{
    const struct experiment_trace_columns *c = e->trace_columns[counted->table];
    int32_t by = counted->by;
    const struct experiment_trace_levels *states = &c->maps[0];

    if (by == BY_YEAR) {
        buffer_printf(b, "year_%d", (int)group + 1);
    } else if (by == BY_DYAD) {
        int32_t i = 0, left = group;

        for (; left >= states->n - 1 - i; i++) {
            left -= states->n - 1 - i;
        }
        buffer_printf(b, "%s_%s", states->at[i]->text, states->at[i + 1 + left]->text);
    } else {
        const struct node *level = c->names[by].choices[group];

        buffer_text(b, level->kind == NODE_TEXT   ? level->text
                       : level->kind == NODE_TRUE ? "true"
                                                  : "false");
    }
}

/* Returns the group of a row with these values, or -1 if the row belongs to no group. */
static int32_t
group_of(
    const struct experiment *e, const struct experiment_counted *counted, const double *values)
{
    const struct experiment_trace_columns *c = e->trace_columns[counted->table];
    double a = values[c->first], b = values[c->second], group = 0;

    if (counted->by == BY_YEAR) {
        group = floor(values[c->day] / DAYS_PER_YEAR);
    } else if (counted->by == BY_DYAD) {
        double low = fmin(a, b), high = fmax(a, b), n = c->maps[0].n;

        group =
            isnan(a) || isnan(b) || a == b ? -1 : low * (2 * n - low - 1) / 2 + high - low - 1;
    } else if (counted->by >= 0) {
        group = values[counted->by];
    }
    return group >= 0 && group < counted->n ? (int32_t)group : -1;
}

/* ---- reading ---- */

bool
experiment_counts_has(const struct node *outcome)
{
    return json_find(outcome, "count") != NULL || json_find(outcome, "sum") != NULL;
}

/* Reads an expression over the columns of the table and stores it in *x, or NULL if the outcome has
   no such member. */
static enum status
read_expression(struct experiment *e, struct diag *diag, const struct path *path,
    const struct node *outcome, const char *member, int32_t table, struct expression **x)
{
    const struct experiment_trace_columns *c = e->trace_columns[table];
    const struct node *node = json_find(outcome, member);
    struct path at = {path, member};
    char why[EXPRESSION_WHY_BYTES];
    enum status st;

    *x = NULL;
    if (node == NULL) {
        return STATUS_OK;
    }
    *x = arena_alloc(&e->arena, sizeof(**x));
    if (*x == NULL) {
        return STATUS_NO_MEMORY;
    }
    st = expression_read(*x, node->text,
        &(struct expression_names){
            "column", c->names, c->count, strcmp(member, "where") == 0, NULL},
        &e->arena, why);
    if (st == STATUS_BAD_INPUT) {
        diag_at(diag, node->at, &at, "%s", why);
        st = STATUS_OK;
    }
    return st;
}

/* Adds the column of a group with its id, title and text. */
static enum status
add_column(struct experiment *e, const struct member *m,
    const struct experiment_counted *counted, int32_t group)
{
    const char *where = json_find_text(m->value, "where"),
               *sum = json_find_text(m->value, "sum");
    const char *title = json_find_text(m->value, "title"), *by = json_find_text(m->value, "by");
    struct experiment_outcome *to = &e->outcomes[e->n_outcomes];
    struct buffer name = {0}, id = {0}, text = {0}, titled = {0};
    enum status st;

    if (by != NULL) {
        print_group(e, counted, group, &name);
    }
    buffer_printf(&id, "%s%s%s", m->key, by == NULL ? "" : "_", buffer_string(&name));
    buffer_printf(&text, "%s%s over %s%s%s", sum == NULL ? "count" : "sum of ",
        sum == NULL ? "" : sum, experiment_trace_files[counted->table].name,
        where == NULL ? "" : " with ", where == NULL ? "" : where);
    buffer_printf(&titled, "%s", title == NULL ? "" : title);
    if (by != NULL) {
        buffer_printf(&text, ", %s %s", by, buffer_string(&name));
        buffer_printf(&titled, ": %s", buffer_string(&name));
    }
    st = buffer_status(&name) != STATUS_OK || buffer_status(&id) != STATUS_OK ||
                 buffer_status(&text) != STATUS_OK || buffer_status(&titled) != STATUS_OK
             ? STATUS_NO_MEMORY
             : STATUS_OK;
    TRY(st);
    *to = (struct experiment_outcome){.id = arena_text(&e->arena, id.at, id.length),
        .text = arena_text(&e->arena, text.at, text.length),
        .title = title == NULL ? NULL : arena_text(&e->arena, titled.at, titled.length),
        .unit = json_find_text(m->value, "unit"),
        .description = json_find_text(m->value, "description")};
    to->unit = to->unit == NULL && sum == NULL ? experiment_trace_files[counted->table].name
                                               : to->unit;
    st = to->id == NULL || to->text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    e->n_outcomes += st == STATUS_OK;
out:
    buffer_free(&name);
    buffer_free(&id);
    buffer_free(&text);
    buffer_free(&titled);
    return st;
}

/* Returns the table whose rows are counted (`count`) or summed over (`over`). */
static int32_t
table_of(const struct node *outcome)
{
    const char *count = json_find_text(outcome, "count"),
               *over = json_find_text(outcome, "over");
    const char *name = count != NULL ? count : over;

    return name == NULL ? EXPERIMENT_TRACE_INCIDENTS
                        : text_index(name, TEXT_NAMES(experiment_trace_files, name,
                                               EXPERIMENT_TRACE_TABLES));
}

enum status
experiment_counts_read(
    struct experiment *e, struct diag *diag, const struct member *outcome, int32_t room)
{
    const struct node *by = json_find(outcome->value, "by");
    struct path outputs = {NULL, "outputs"}, all = {&outputs, "outcomes"};
    struct path path = {&all, outcome->key}, by_at = {&path, "by"};
    struct experiment_counted *to = &e->counted[e->n_counted];
    enum status st;

    *to = (struct experiment_counted){
        .table = table_of(outcome->value), .by = -1, .first = e->n_outcomes};
    TRY(e->trace_columns[to->table] == NULL
            ? experiment_trace_columns_list(e, (enum experiment_trace_table)to->table)
            : STATUS_OK);
    TRY(read_expression(e, diag, &path, outcome->value, "where", to->table, &to->where));
    TRY(read_expression(e, diag, &path, outcome->value, "sum", to->table, &to->sum));
    if (by != NULL) {
        to->by = read_by(diag, &by_at, by, e->trace_columns[to->table]);
        if (to->by == -1) {
            return STATUS_OK;
        }
    }
    to->n = count_groups(e, to);
    if (to->n > room) {
        diag_at(diag, by == NULL ? outcome->key_at : by->at, &by_at,
            "makes %d columns, but only %d more are possible; use fewer groups, or outcomes "
            "with \"where\" instead of \"by\"",
            (int)to->n, (int)room);
        to->n = 0;
        return STATUS_OK;
    }
    for (int32_t group = 0; group < to->n; group++) {
        TRY(add_column(e, outcome, to, group));
    }
    e->n_counted++;
    e->n_counted_columns = e->n_outcomes;
out:
    return st;
}

/* ---- counting ---- */

/* Adds the rows of a table to the outcomes that count them. */
static void
count_rows(const struct experiment *e, enum experiment_trace_table table, int32_t policy,
    const struct recorder *recorder, struct metric_run *row)
{
    const struct experiment_trace_columns *c = e->trace_columns[table];
    enum recorder_file file = experiment_trace_files[table].file;
    const struct array *rows = &recorder->rows[file];
    double values[COLUMNS_MAX];

    for (int64_t i = 0; i < rows->count; i++) {
        const char *at = (const char *)rows->at + (size_t)i * recorder_files[file].record->size;

        for (int32_t k = 0; k < c->count; k++) {
            values[k] = experiment_trace_columns_value(c, k, policy, at);
        }
        for (int32_t k = 0; k < e->n_counted; k++) {
            const struct experiment_counted *counted = &e->counted[k];
            int32_t group =
                counted->table == (int32_t)table ? group_of(e, counted, values) : -1;
            double x =
                group < 0 || counted->sum == NULL ? 1 : expression_value(counted->sum, values);

            if (group >= 0 && isfinite(x) &&
                (counted->where == NULL || expression_holds(counted->where, values))) {
                row->outcomes[counted->first + group] += x;
            }
        }
    }
}

void
experiment_counts_count(const struct experiment *e, int32_t policy,
    const struct recorder *recorder, struct metric_run *row)
{
    for (int32_t k = 0; k < e->n_counted_columns; k++) {
        row->outcomes[k] = 0;
    }
    for (int32_t table = 0; table < EXPERIMENT_TRACE_TABLES; table++) {
        if (e->trace_columns[table] != NULL) {
            count_rows(e, (enum experiment_trace_table)table, policy, recorder, row);
        }
    }
}

enum recorder_level
experiment_counts_level(const struct experiment *e)
{
    enum recorder_level level = RECORDER_NONE;

    for (int32_t table = 0; table < EXPERIMENT_TRACE_TABLES; table++) {
        enum recorder_level needs = recorder_files[experiment_trace_files[table].file].level;

        level = e->trace_columns[table] != NULL && needs > level ? needs : level;
    }
    return level;
}
