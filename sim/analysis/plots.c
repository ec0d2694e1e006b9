#include "analysis/plots.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/renamed.h"
#include "base/text.h"
#include "experiment/experiment_outcomes.h"
#include "observe/metric_label.h"
#include "observe/recorder_tables.h"
#include "stats/comparison.h"

enum {
    LABEL_TITLE,
    LABEL_START,
    LABEL_POLICY,
    LABEL_STATE,
    LABEL_METRIC,
    LABEL_WITHOUT,
    LABEL_FACTOR,
    LABEL_RENAMED
};

static const char *const kind_names[] = {
    "title", "start", "policy", "state", "metric", "without", "factor", "renamed", NULL};
static const char *const label_keys[] = {"kind", "name", NULL};

#define T struct plots_label
static const struct field fields[] = {
    FIELD_AS(T, kind, FIELD_CHOICE, .choices = kind_names, .unit = "", .required = true,
        .doc = "Kind of item that has the label."),
    FIELD(
        T, name, .unit = "", .required = true, .doc = "Name of the item in the other tables."),
    FIELD(T, label, .unit = "", .required = true,
        .doc = "Label of the item in charts, on one line; for a quantity with its unit."),
};
#undef T
const struct record plots_label_record = {.name = "label",
    .doc = "The label of one item in charts.",
    FIELDS_OF(struct plots_label, fields)};

/** What is needed to write labels.csv. */
struct labels {
    const struct table *table;
    struct buffer row;
    const struct analysis_sink *sink;
};

/* Writes a label. A line feed becomes a space. A quote becomes an apostrophe, because gnuplot
   cannot read quotes within quotes. A long text is cut. */
static enum status
put(struct labels *l, int32_t kind, const char *name, const char *text, struct failure *f)
{
    enum { BYTES = 2 * TEXT_VISIBLE_BYTES };
    char line[BYTES], shown[TEXT_VISIBLE_BYTES];
    enum status st;

    (void)snprintf(line, sizeof(line), "%s", text);
    for (char *at = line; *at != '\0'; at++) {
        *at = (char)(*at == '\n' ? ' ' : *at == '"' ? '\'' : *at);
    }
    if (strlen(line) == BYTES - 1) { /* the text was cut, possibly within a UTF-8 character */
        line[TEXT_VISIBLE_BYTES + strcspn(line + TEXT_VISIBLE_BYTES, " ")] = '\0';
    }
    buffer_clear(&l->row);
    table_row(l->table, &(struct plots_label){kind, name, text_visible(shown, line)}, &l->row);
    TRY(buffer_status(&l->row));
    TRY(l->sink->write(l->sink->self, l->row.at, l->row.length, 1, f));
out:
    return st;
}

/* Whether a text already contains the unit. "days" is contained in "crisis days", and also in "day
   of the first act". */
static bool
has_unit(const char *text, const char *unit)
{
    size_t length = strlen(unit);
    char one[TEXT_VISIBLE_BYTES];

    if (length == 0 || strcmp(unit, "1") == 0 || strstr(text, unit) != NULL) {
        return true;
    }
    (void)snprintf(one, sizeof(one), "%.*s", (int)(length - (unit[length - 1] == 's')), unit);
    return strstr(text, one) != NULL;
}

/* Writes a text with its unit, for example "harm (severity squared)". If `text` is NULL, writes the
   name in words. */
static enum status
put_quantity(struct labels *l, int32_t kind, const char *name, const char *text,
    const char *unit, struct failure *f)
{
    struct buffer label = {0};
    enum status st;

    buffer_text(&label, text == NULL || text[0] == '\0' ? name : text);
    for (size_t k = 0; k < label.length && text == NULL; k++) {
        label.at[k] = (char)(label.at[k] == '_' ? ' ' : label.at[k]);
    }
    TRY(buffer_status(&label));
    if (unit != NULL && !has_unit(label.at, unit)) {
        buffer_printf(&label, " (%s)", unit);
    }
    TRY(buffer_status(&label));
    TRY(put(l, kind, name, label.at, f));
out:
    buffer_free(&label);
    return st;
}

/* Writes the labels of the shares of runs with and without an event. The metric is the day of the
   event. */
static enum status
put_shares(struct labels *l, const char *metric, struct failure *f)
{
    const char *event = metric_label_event(metric);
    struct buffer name = {0}, with = {0}, without = {0};
    enum status st;

    buffer_printf(&name, "%s%s", metric, COMPARISON_SHARE);
    buffer_printf(&with, "share of runs with %s", event == NULL ? metric : event);
    buffer_printf(&without, "share of runs without %s", event == NULL ? metric : event);
    TRY(buffer_status(&name));
    TRY(buffer_status(&with));
    TRY(buffer_status(&without));
    TRY(put(l, LABEL_METRIC, name.at, with.at, f));
    TRY(put(l, LABEL_WITHOUT, metric, without.at, f));
out:
    buffer_free(&name);
    buffer_free(&with);
    buffer_free(&without);
    return st;
}

/* Writes the label of a metric. A count and an index have no unit. For an event, writes the label
   of the day of the event. */
static enum status
put_metric(struct labels *l, const char *metric, const char *unit, struct failure *f)
{
    const char *words = metric_label_words(metric), *event = metric_label_event(metric);
    const char *title = words == NULL ? NULL : metric_label_title(words);
    bool counts = words != NULL && strncmp(words, "the number of ", 14) == 0;
    char day[TEXT_VISIBLE_BYTES];

    if (event != NULL) { /* `event` begins like "an act ..." */
        (void)snprintf(day, sizeof(day), "day of the first %s", strchr(event, ' ') + 1);
        title = day;
    }
    return put_quantity(l, LABEL_METRIC, metric, title, counts ? NULL : unit, f);
}

/* Writes the labels of the metrics of runs, then the labels of metrics that only analyses have.
   Metrics of analyses have no unit. */
static enum status
put_metrics(struct labels *l, const struct experiment *e, struct failure *f)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < e->runs.n_fields; k++) {
        const struct field *field = &e->runs.fields[k];

        if (field->kind == FIELD_REAL) {
            const struct experiment_outcome *o = experiment_outcomes_find(e, field->name);

            if (o != NULL) {
                TRY(put_quantity(l, LABEL_METRIC, field->name, o->title, field->unit, f));
            } else {
                TRY(put_metric(l, field->name, field->unit, f));
            }
        }
    }
    for (int32_t k = 0; k < e->n_metrics; k++) {
        const char *name = e->metrics[k].name;

        if (field_find(&e->runs, name) == NULL) {
            TRY(put_metric(l, name, NULL, f));
        }
        if (e->metrics[k].kind == SUMMARY_TIME || e->metrics[k].kind == SUMMARY_EVENT) {
            TRY(put_shares(l, name, f));
        }
    }
    for (int32_t k = 0; k < renamed_n_names; k++) {
        if (field_find(&e->runs, renamed_names[k].to) != NULL) {
            TRY(put(l, LABEL_RENAMED, renamed_names[k].from, renamed_names[k].to, f));
        }
    }
out:
    return st;
}

/* Writes the names of those states of a policy that no earlier policy has. */
static enum status
put_states(struct labels *l, const struct scenario *base, int32_t policy, struct failure *f)
{
    const struct world *w = base->policies[policy].world;
    const struct state *states = w->states.items;
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < w->states.count; i++) {
        const char *id = states[i].key.id, *shown = recorder_tables_id(w, id);
        const char *name =
            states[i].name == NULL || states[i].name[0] == '\0' ? id : states[i].name;
        bool there = false;

        for (int32_t k = 0; k < policy && !there; k++) {
            const struct list *earlier = &base->policies[k].world->states;
            const struct state *others = earlier->items;

            there = text_index(id, TEXT_NAMES(others, key.id, earlier->count)) >= 0;
        }
        if (!there) {
            TRY(put(l, LABEL_STATE, shown, shown == id ? name : shown, f));
        }
    }
out:
    return st;
}

/* Writes the date of day 0 as days since 1970-01-01. */
static enum status
put_start(struct labels *l, const struct experiment *e, struct failure *f)
{
    char days[NUMBER_BYTES];

    number_print(days, e->base.policies[0].world->start);
    return put(l, LABEL_START, "days", days, f);
}

static enum status
put_labels(struct labels *l, const struct experiment *e, struct failure *f)
{
    const char *title = e->title;
    enum status st;

    TRY(put(l, LABEL_TITLE, "result", title == NULL ? "A result of cbmsim" : title, f));
    TRY(put_start(l, e, f));
    for (int32_t k = 0; k < e->base.n_policies; k++) {
        const struct scenario_policy *p = &e->base.policies[k];

        TRY(put(l, LABEL_POLICY, p->id,
            p->title == NULL || p->title[0] == '\0' ? p->id : p->title, f));
    }
    for (int32_t k = 0; k < e->n_factors; k++) {
        const struct factor *factor = &e->factors[k];

        TRY(put_quantity(l, LABEL_FACTOR, factor->key.id, factor->title, factor->unit, f));
    }
    for (int32_t k = 0; k < e->base.n_policies; k++) {
        TRY(put_states(l, &e->base, k, f));
    }
    TRY(put_metrics(l, e, f));
out:
    return st;
}

void
plots_free(struct plots *p)
{
    table_free(&p->labels);
}

enum status
plots_write(struct plots *p, const struct experiment *e, const struct analysis_sink *sink,
    struct failure *f)
{
    struct labels labels = {.table = &p->labels, .sink = sink};
    enum status st;

    table_free(&p->labels);
    TRY(table_init(&p->labels, &plots_label_record, TABLE_EXACT, NULL, 0));
    TRY(sink->begin(sink->self, "analysis/plots/labels.csv", &p->labels, label_keys, f));
    TRY(put_labels(&labels, e, f));
    for (const struct plots_file *file = plots_files; file->name != NULL; file++) {
        TRY(sink->begin(sink->self, file->name, NULL, NULL, f));
        TRY(sink->write(sink->self, (const char *)file->bytes, file->length, 0, f));
    }
out:
    buffer_free(&labels.row);
    return st;
}
