#include "experiment/experiment_outcomes.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "experiment/experiment_counts.h"
#include "experiment/experiment_file.h"
#include "experiment/experiment_rare.h"
#include "experiment/experiment_trace_columns.h"
#include "observe/metric.h"
#include "stats/comparison.h"
#include "stats/run_table.h"

enum { FIRST_METRIC = offsetof(struct metric_run, metric) };

static const char *
text_or(const char *text, const char *other)
{
    return text == NULL || text[0] == '\0' ? other : text;
}

/* Whether a column of runs.csv is a metric, so that an expression may use it. Metrics are doubles
   that follow each other. */
static bool
is_metric(const struct field *field)
{
    return field->kind == FIELD_REAL && field->offset >= FIRST_METRIC;
}

_Static_assert(
    offsetof(struct metric_run, outcomes) == FIRST_METRIC + sizeof(struct metric_values),
    "outcomes follow the metrics");

/* Whether `id` is the name of rows in summary.csv or compare.csv but not of a column of
   runs.csv. */
static bool
is_row(const char *id)
{
    size_t length = strlen(id), suffix = strlen(COMPARISON_SHARE);

    if (strcmp(id, COMPARISON_EFFECTIVENESS) == 0 ||
        text_index(id, TEXT_NAMES(metric_summaries, name, metric_n_summaries)) >= 0) {
        return true;
    }
    for (int32_t k = 0; k < metric_n_summaries && length > suffix; k++) {
        const char *name = metric_summaries[k].name;

        if (strlen(name) == length - suffix && strncmp(id, name, length - suffix) == 0 &&
            strcmp(id + length - suffix, COMPARISON_SHARE) == 0) {
            return true;
        }
    }
    return false;
}

/* Returns the words of a message for a name that is not a metric but has another meaning. */
static const char *
elsewhere(const char *name)
{
    for (int32_t k = 0; k < EXPERIMENT_TRACE_TABLES; k++) {
        const struct record *record = recorder_files[experiment_trace_files[k].file].record;

        if (field_find(record, name) != NULL) {
            return "a column of a trace file; count or sum it in an outcome, whose id this "
                   "expression can use";
        }
    }
    return is_row(name)
               ? "a row of summary.csv or compare.csv; write it as a quotient of metrics, "
                 "or as a condition"
               : NULL;
}

/* Lists the metrics and counted outcomes as names for an expression. The index of a name is the
   index of its double in a row. */
static enum status
list_names(struct experiment *e, struct expression_names *names)
{
    size_t maximum = (size_t)metric_run_record.n_fields + (size_t)e->n_counted_columns;
    struct expression_name *at = arena_alloc(&e->arena, maximum * sizeof(*at));

    *names = (struct expression_names){.kind = "metric", .at = at, .elsewhere = elsewhere};
    if (at == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < metric_run_record.n_fields; k++) {
        const struct field *field = &metric_run_record.fields[k];

        if (is_metric(field)) {
            BUG_UNLESS(field->offset == FIRST_METRIC + (size_t)names->count * sizeof(double));
            at[names->count++].id = field->name;
        }
    }
    for (int32_t k = 0; k < e->n_counted_columns; k++) {
        at[names->count++].id = e->outcomes[k].id;
    }
    return STATUS_OK;
}

/* ---- ids ---- */

/* Checks the ids of the columns of an outcome. The columns begin at index `first`. */
static void
check_ids(
    const struct experiment *e, struct diag *diag, const struct member *outcome, int32_t first)
{
    struct path outputs = {NULL, "outputs"}, all = {&outputs, "outcomes"};
    struct path path = {&all, outcome->key};

    for (int32_t k = first; k < e->n_outcomes; k++) {
        const char *id = e->outcomes[k].id, *table = experiment_columns_table(id);

        if (table != NULL || is_row(id)) {
            diag_at(diag, outcome->key_at, &path,
                "\"%s\" is also the name of a %s%s; use another id, for example "
                "\"%s_outcome\"",
                id, table == NULL ? "metric" : "column in ", table == NULL ? "" : table,
                outcome->key);
        } else if (text_index(id, TEXT_NAMES(e->outcomes, id, k)) >= 0) {
            diag_at(diag, outcome->key_at, &path,
                "\"%s\" is also a column of another outcome; use another id", id);
        } else if (strlen(id) > TEXT_ID_LENGTH) {
            diag_at(diag, outcome->key_at, &path,
                "the name of its column \"%s\" is too long; use a shorter id", id);
        }
    }
}

/* ---- reading ---- */

static bool
is_countable(const char *name)
{
    return name == NULL || text_index(name, TEXT_NAMES(experiment_trace_files, name,
                                                EXPERIMENT_TRACE_TABLES)) >= 0;
}

/* Reports members that contradict each other. The members are checked here and not with the world,
   so that the errors of all outcomes are reported together. */
static bool
is_faulty(struct diag *diag, const struct member *m)
{
    const struct node *outcome = m->value, *over = json_find(outcome, "over");
    const struct node *count = json_find(outcome, "count"), *sum = json_find(outcome, "sum");
    const struct node *expression = json_find(outcome, "expression");
    const struct node *where = json_find(outcome, "where"), *by = json_find(outcome, "by");
    struct path outputs = {NULL, "outputs"}, all = {&outputs, "outcomes"};
    struct path at = {&all, m->key}, inner = {&at, NULL};
    const struct node *wrong = outcome;
    const char *fault = NULL;

    if (!is_countable(json_find_text(outcome, "count")) ||
        !is_countable(json_find_text(outcome, "over"))) {
        inner.key = is_countable(json_find_text(outcome, "count")) ? "over" : "count";
        fault = "only \"incidents\", \"acts\" and \"messages\" can be counted";
    } else if (over != NULL && sum == NULL) {
        inner.key = "over";
        fault = "needs \"sum\"; an outcome with \"count\" names its rows in \"count\"";
    } else if ((expression != NULL) + (count != NULL) + (sum != NULL) != 1) {
        fault = "needs exactly one of \"expression\", \"count\" and \"sum\"";
    } else if (expression != NULL && (where != NULL || by != NULL)) {
        inner.key = where != NULL ? "where" : "by";
        fault = "needs \"count\" or \"sum\"; an expression is computed from the metrics of a "
                "run, not from rows";
    }
    if (inner.key != NULL) {
        wrong = json_find(outcome, inner.key);
    }
    if (fault != NULL) {
        diag_at(diag, wrong->at, inner.key == NULL ? &at : &inner, "%s", fault);
    }
    return fault != NULL;
}

static enum status
read_outcome(struct experiment *e, struct diag *diag, const struct expression_names *names,
    const struct member *member)
{
    struct experiment_outcome *to = &e->outcomes[e->n_outcomes];
    struct path outputs = {NULL, "outputs"}, all = {&outputs, "outcomes"};
    struct path at = {&all, member->key}, expression_at = {&at, "expression"};
    const struct node *expression = json_find(member->value, "expression");
    char why[EXPRESSION_WHY_BYTES];
    enum status st;

    *to = (struct experiment_outcome){.id = member->key,
        .text = expression->text,
        .title = json_find_text(member->value, "title"),
        .unit = json_find_text(member->value, "unit"),
        .description = json_find_text(member->value, "description")};
    e->n_outcomes++;
    st = expression_read(&to->expression, expression->text, names, &e->arena, why);
    if (st == STATUS_BAD_INPUT) {
        diag_at(diag, expression->at, &expression_at, "%s", why);
        st = STATUS_OK;
    }
    return st;
}

/* Makes the field of an outcome. Its text is, for example, "The share of hostile responses.
   Computed as hostile_responses / decisions." */
static enum status
make_field(
    struct experiment *e, const struct experiment_outcome *o, size_t index, struct field *to)
{
    const char *meaning = text_or(o->description, text_or(o->title, "An outcome."));
    size_t length = strlen(meaning);
    struct buffer doc = {0};
    enum status st;

    buffer_printf(&doc, "%s%s Computed as %s%s.", meaning,
        length > 0 && strchr(".!?", meaning[length - 1]) != NULL ? "" : ".", o->text,
        o->expression.is_condition ? " (1: true, 0: false)" : "");
    TRY(buffer_status(&doc));
    *to = (struct field){.name = o->id,
        .kind = FIELD_REAL,
        .offset = offsetof(struct metric_run, outcomes) + index * sizeof(double),
        .min = -INFINITY,
        .max = INFINITY,
        .unit = text_or(o->unit, "1"),
        .doc = arena_text(&e->arena, doc.at, doc.length)};
    st = to->doc == NULL ? STATUS_NO_MEMORY : STATUS_OK;
out:
    buffer_free(&doc);
    return st;
}

/* Adds the outcomes to the columns of runs.csv and to the metrics. */
static enum status
extend_tables(struct experiment *e)
{
    int32_t n = metric_run_record.n_fields + e->n_outcomes;
    struct field *fields = arena_alloc(&e->arena, (size_t)n * sizeof(*fields));
    struct summary_metric *metrics =
        arena_alloc(&e->arena, (size_t)(metric_n_summaries + e->n_outcomes) * sizeof(*metrics));
    enum status st = STATUS_OK;

    if (fields == NULL || metrics == NULL) {
        return STATUS_NO_MEMORY;
    }
    memcpy(
        fields, metric_run_record.fields, (size_t)metric_run_record.n_fields * sizeof(*fields));
    memcpy(metrics, metric_summaries, (size_t)metric_n_summaries * sizeof(*metrics));
    for (int32_t k = 0; k < e->n_outcomes; k++) {
        const struct experiment_outcome *o = &e->outcomes[k];

        TRY(make_field(e, o, (size_t)k, &fields[metric_run_record.n_fields + k]));
        metrics[metric_n_summaries + k] = (struct summary_metric){
            .name = o->id, .kind = o->expression.is_condition ? SUMMARY_SHARE : SUMMARY_MEAN};
    }
    e->runs.fields = fields;
    e->runs.n_fields = n;
    e->metrics = metrics;
    e->n_metrics = metric_n_summaries + e->n_outcomes;
out:
    return st;
}

/* Reads the counted outcomes if `counted` is true, and the other outcomes if it is false. */
static enum status
read_outcomes(struct experiment *e, struct diag *diag, const struct node *all, bool counted)
{
    struct expression_names names;
    int32_t left = 0;
    enum status st;

    TRY(list_names(e, &names));
    for (int32_t k = 0; k < all->count; k++) {
        left += !experiment_counts_has(all->members[k].value);
    }
    for (int32_t k = 0; k < all->count; k++) {
        const struct member *m = &all->members[k];
        int32_t first = e->n_outcomes;

        if (experiment_counts_has(m->value) == counted && !is_faulty(diag, m)) {
            TRY(counted ? experiment_counts_read(
                              e, diag, m, METRIC_OUTCOMES_MAX - e->n_outcomes - left)
                        : read_outcome(e, diag, &names, m));
            for (int32_t i = first; i < e->n_outcomes; i++) {
                e->outcomes[i].member = m->key;
            }
            check_ids(e, diag, m, first);
        }
    }
out:
    return st;
}

enum status
experiment_outcomes_read(struct experiment *e, struct diag *diag)
{
    const struct node *all = json_find(json_find(e->base.root, "outputs"), "outcomes");
    struct path outputs = {NULL, "outputs"}, at = {&outputs, "outcomes"};
    int32_t n = all == NULL ? 0 : all->count;
    int32_t maximum = METRIC_OUTCOMES_MAX - (e->rare.given ? EXPERIMENT_RARE_COLUMNS : 0);
    enum status st = STATUS_OK;

    e->runs = metric_run_record;
    e->metrics = metric_summaries;
    e->n_metrics = metric_n_summaries;
    if (n > maximum) {
        diag_at(diag, all->at, &at, "more than %d outcomes, the maximum; remove some",
            (int)maximum);
        n = 0;
    }
    if (n == 0 && !e->rare.given) {
        return STATUS_OK;
    }
    e->outcomes = arena_alloc(&e->arena, METRIC_OUTCOMES_MAX * sizeof(*e->outcomes));
    e->counted = arena_alloc(&e->arena, (size_t)(n + 1) * sizeof(*e->counted));
    if (e->outcomes == NULL || e->counted == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (e->rare.given) {
        experiment_rare_add_columns(e);
    }
    if (n > 0) {
        TRY(read_outcomes(e, diag, all, true));
        TRY(read_outcomes(e, diag, all, false));
    }
    TRY(extend_tables(e));
out:
    return st;
}

/* ---- use ---- */

enum status
experiment_outcomes_summarise(struct experiment *e, const struct node *own)
{
    int32_t n = e->outputs.n_metrics;
    const char **all;

    if (n == 0 || (own == NULL && !e->rare.given)) {
        return STATUS_OK;
    }
    all = arena_alloc(&e->arena, (size_t)(n + e->n_outcomes) * sizeof(*all));
    if (all == NULL) {
        return STATUS_NO_MEMORY;
    }
    memcpy(all, e->outputs.metrics, (size_t)n * sizeof(*all));
    for (int32_t k = 0; k < e->n_outcomes; k++) {
        const struct experiment_outcome *o = &e->outcomes[k];

        if ((o->member == NULL || (own != NULL && json_find(own, o->member) != NULL)) &&
            text_index(o->id, (struct text_names){all, sizeof(*all), n}) < 0) {
            all[n++] = o->id;
        }
    }
    e->outputs.metrics = all;
    e->outputs.n_metrics = n;
    return STATUS_OK;
}

bool
experiment_outcomes_is_column(const char *name)
{
    const struct field *field = field_find(&metric_run_record, name);

    return field != NULL && is_metric(field) &&
           text_index(name, TEXT_NAMES(metric_summaries, name, metric_n_summaries)) < 0;
}

void
experiment_outcomes_compute(const struct experiment *e, struct metric_run *row)
{
    const double *metrics = (const double *)(const void *)((const char *)row + FIRST_METRIC);
    bool complete = strcmp(row->status, RUN_TABLE_COMPLETE) == 0;

    for (int32_t k = 0; k < e->n_counted_columns; k++) {
        row->outcomes[k] = complete ? row->outcomes[k] : (double)NAN;
    }
    for (int32_t k = e->n_counted_columns; k < e->n_outcomes; k++) {
        double value =
            complete ? expression_value(&e->outcomes[k].expression, metrics) : (double)NAN;

        row->outcomes[k] = isfinite(value) ? value : (double)NAN;
    }
}

const struct experiment_outcome *
experiment_outcomes_find(const struct experiment *e, const char *id)
{
    int32_t k = text_index(id, TEXT_NAMES(e->outcomes, id, e->n_outcomes));

    return k < 0 ? NULL : &e->outcomes[k];
}

struct summary_metric
experiment_outcomes_metric(const struct experiment *e, const char *name)
{
    int32_t k = text_index(name, TEXT_NAMES(e->metrics, name, e->n_metrics));

    return k < 0 ? (struct summary_metric){.name = name, .kind = SUMMARY_MEAN} : e->metrics[k];
}
