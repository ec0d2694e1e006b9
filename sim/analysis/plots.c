#include "analysis/plots.h"

#include <stdio.h>
#include <string.h>

#include "base/renamed.h"
#include "base/text.h"
#include "experiment/experiment_outcomes.h"
#include "stats/comparison.h"

enum { LABEL_TITLE, LABEL_POLICY, LABEL_METRIC, LABEL_FACTOR, LABEL_RENAMED };

static const char *const kind_names[] = {
    "title", "policy", "metric", "factor", "renamed", NULL};
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

/** Context of writing labels.csv. */
struct labels {
    const struct table *table;
    struct buffer row;
    const struct analysis_sink *sink;
};

/* Writes a label. Line feeds become spaces; quotes become apostrophes, since gnuplot cannot read
   quotes within quotes; long texts are cut. */
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
    if (strlen(line) == BYTES - 1) { /* the line may end within a UTF-8 character */
        line[TEXT_VISIBLE_BYTES + strcspn(line + TEXT_VISIBLE_BYTES, " ")] = '\0';
    }
    buffer_clear(&l->row);
    table_row(l->table, &(struct plots_label){kind, name, text_visible(shown, line)}, &l->row);
    TRY(buffer_status(&l->row));
    TRY(l->sink->write(l->sink->self, l->row.at, l->row.length, 1, f));
out:
    return st;
}

/* Writes a title, or else the name in words: "hostile responses", "crisis days (pair-days)". The
   unit is written only if the text lacks it. */
static enum status
put_titled(struct labels *l, int32_t kind, const char *name, const char *title,
    const char *unit, struct failure *f)
{
    struct buffer label = {0};
    enum status st;

    buffer_text(&label, title == NULL ? name : title);
    for (size_t k = 0; k < label.length && title == NULL; k++) {
        label.at[k] = (char)(label.at[k] == '_' ? ' ' : label.at[k]);
    }
    if (unit != NULL && unit[0] != '\0' && strcmp(unit, "1") != 0 && !label.failed &&
        strstr(label.at, unit) == NULL) {
        buffer_printf(&label, " (%s)", unit);
    }
    TRY(buffer_status(&label));
    TRY(put(l, kind, name, label.at, f));
out:
    buffer_free(&label);
    return st;
}

static enum status
put_quantity(
    struct labels *l, int32_t kind, const char *name, const char *unit, struct failure *f)
{
    return put_titled(l, kind, name, NULL, unit, f);
}

/* Writes the label of the share of runs with an event, whose day is the metric. */
static enum status
put_share(struct labels *l, const char *metric, struct failure *f)
{
    struct buffer name = {0};
    enum status st;

    buffer_printf(&name, "%s%s", metric, COMPARISON_SHARE);
    TRY(buffer_status(&name));
    TRY(put_quantity(l, LABEL_METRIC, name.at, "of runs", f));
out:
    buffer_free(&name);
    return st;
}

/* Writes the labels of metrics of runs, and of metrics of analyses only, which have no unit. */
static enum status
put_metrics(struct labels *l, const struct experiment *e, struct failure *f)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < e->runs.n_fields; k++) {
        const struct field *field = &e->runs.fields[k];

        if (field->kind == FIELD_REAL) {
            const struct experiment_outcome *o = experiment_outcomes_find(e, field->name);

            TRY(put_titled(
                l, LABEL_METRIC, field->name, o == NULL ? NULL : o->title, field->unit, f));
        }
    }
    for (int32_t k = 0; k < e->n_metrics; k++) {
        const char *name = e->metrics[k].name;

        if (field_find(&e->runs, name) == NULL) {
            TRY(put_quantity(l, LABEL_METRIC, name, NULL, f));
        }
        if (e->metrics[k].kind == SUMMARY_TIME || e->metrics[k].kind == SUMMARY_EVENT) {
            TRY(put_share(l, name, f));
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

static enum status
put_labels(struct labels *l, const struct experiment *e, struct failure *f)
{
    const char *title = e->title;
    enum status st;

    TRY(put(l, LABEL_TITLE, "result", title == NULL ? "A result of cbmsim" : title, f));
    for (int32_t k = 0; k < e->base.n_policies; k++) {
        const struct scenario_policy *p = &e->base.policies[k];

        TRY(put(l, LABEL_POLICY, p->id,
            p->title == NULL || p->title[0] == '\0' ? p->id : p->title, f));
    }
    for (int32_t k = 0; k < e->n_factors; k++) {
        TRY(put_quantity(l, LABEL_FACTOR, e->factors[k].key.id, e->factors[k].unit, f));
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
