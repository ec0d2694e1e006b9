#include "words/describe.h"

#include <string.h>

#include "model/catalogue/lever.h"
#include "model/catalogue/measure.h"

enum { WIDTH = 92, INDENT = 4 };

/** What visit() needs to print the rows of the wanted catalogues. */
struct visitor {
    const char *only; /* id of a catalogue; NULL: all catalogues */
    enum text_table_format format;
    struct text_table *sheet;
    struct buffer *out;
};

/* Whether a member is listed for a measure. */
static bool
is_listed(const struct field *field)
{
    return !field->keep_default && strcmp(field->name, "measure") != 0;
}

/* Whether at least one row has this effect. */
static bool
is_moved(const struct field *field)
{
    for (int32_t i = 0; i < field_row_count(&measure_rows); i++) {
        if (field_number(field, field_row(&measure_rows, sizeof(struct measure), i)) != 0) {
            return true;
        }
    }
    return false;
}

/* Appends "reach_gain 0.6 (0.2 to 0.96); ..." */
static void
add_effects(struct buffer *b, const struct measure *m)
{
    const char *between = "";

    for (int32_t k = 0; k < measure_record.n_fields; k++) {
        const struct field *field = &measure_record.fields[k];

        if (measure_is_effect(field) && field_number(field, m) != 0) {
            const struct effect *effect = &m->effect[measure_lever(field)];

            buffer_printf(b, "%s%s ", between, field->name);
            buffer_number(b, field_number(field, m));
            buffer_text(b, " (");
            buffer_number(b, effect->low);
            buffer_text(b, " to ");
            buffer_number(b, effect->high);
            if (effect->grade > 0) {
                int32_t grade = measure_effect_grade(m, measure_lever(field));

                buffer_printf(b, "; evidence: %s", measure_evidence_names[grade]);
            }
            buffer_text(b, ")");
            between = "; ";
        }
    }
}

static const char *
choice_of(const struct measure *m, const char *member, char out[DESCRIBE_VALUE_BYTES])
{
    const struct field *field = field_find(&measure_record, member);

    BUG_UNLESS(field != NULL);
    return describe_value(out, field, m);
}

/* ---- tables for programs ---- */

static void
put_measure(
    struct visitor *v, const struct catalogue *c, const struct measure *m, struct buffer *text)
{
    text_table_text(v->sheet, m->key.id);
    text_table_text(v->sheet, c->key.id);
    for (int32_t k = 0; k < measure_record.n_fields; k++) {
        const struct field *field = &measure_record.fields[k];

        if (measure_is_effect(field) || !is_listed(field)) {
            continue;
        }
        if (field->kind == FIELD_REAL) {
            text_table_number(v->sheet, field_number(field, m));
        } else if (field->kind == FIELD_TEXT) {
            text_table_text(v->sheet,
                *(const char *const *)(const void *)((const char *)m + field->offset));
        } else {
            char value[DESCRIBE_VALUE_BYTES];

            text_table_text(v->sheet, describe_value(value, field, m));
        }
    }
    buffer_clear(text);
    add_effects(text, m);
    text_table_text(v->sheet, buffer_string(text));
    for (int32_t k = 0; k < measure_record.n_fields; k++) {
        if (measure_is_effect(&measure_record.fields[k]) &&
            is_moved(&measure_record.fields[k])) {
            text_table_number(v->sheet, field_number(&measure_record.fields[k], m));
        }
    }
}

static void
put_effects(struct visitor *v, const struct catalogue *c, const struct measure *m)
{
    for (int32_t k = 0; k < measure_record.n_fields; k++) {
        const struct field *field = &measure_record.fields[k];

        if (measure_is_effect(field) && field_number(field, m) != 0) {
            const struct lever_row *lever = &lever_rows[measure_lever(field)];

            text_table_text(v->sheet, m->key.id);
            text_table_text(v->sheet, c->key.id);
            text_table_text(v->sheet, field->name);
            text_table_text(v->sheet, lever->id);
            text_table_text(v->sheet, lever_kind_name(lever->kind));
            text_table_text(v->sheet, lever->scope == SCOPE_STATE ? "state" : "pair");
            text_table_text(v->sheet, lever->unit);
            text_table_number(v->sheet, field_number(field, m));
            text_table_number(v->sheet, m->effect[measure_lever(field)].low);
            text_table_number(v->sheet, m->effect[measure_lever(field)].high);
            text_table_text(v->sheet,
                measure_evidence_names[measure_effect_grade(m, measure_lever(field))]);
        }
    }
}

static void
name_columns(const char *columns[TEXT_TABLE_COLUMNS_MAX + 1])
{
    int32_t n = 0;

    columns[n++] = "id";
    columns[n++] = "catalogue";
    for (int32_t k = 0; k < measure_record.n_fields; k++) {
        if (!measure_is_effect(&measure_record.fields[k]) &&
            is_listed(&measure_record.fields[k])) {
            columns[n++] = measure_record.fields[k].name;
        }
    }
    columns[n++] = "effects";
    for (int32_t k = 0; k < measure_record.n_fields; k++) {
        if (measure_is_effect(&measure_record.fields[k]) &&
            is_moved(&measure_record.fields[k])) {
            BUG_UNLESS(n < TEXT_TABLE_COLUMNS_MAX);
            columns[n++] = measure_record.fields[k].name;
        }
    }
    columns[n] = NULL;
}

/* ---- tables for people ---- */

static void
put_for_table(struct visitor *v, const struct measure *m, struct buffer *text)
{
    char value[DESCRIBE_VALUE_BYTES];

    text_table_text(v->sheet, m->number);
    buffer_clear(text);
    buffer_printf(text, "`%s`", m->key.id);
    text_table_text(v->sheet, buffer_string(text));
    text_table_text(v->sheet, m->title);
    text_table_text(v->sheet, m->mechanism);
    buffer_clear(text);
    add_effects(text, m);
    text_table_text(v->sheet, buffer_string(text));
    text_table_text(v->sheet, m->family);
    text_table_text(v->sheet, choice_of(m, "evidence", value));
    text_table_number(v->sheet, m->adoption_lag_days);
    text_table_number(v->sheet, m->half_life_days);
    text_table_text(v->sheet, choice_of(m, "refreshed_by", value));
    text_table_number(v->sheet, m->cost_per_year);
    text_table_text(v->sheet, choice_of(m, "wording", value));
}

static void
write_paragraph(struct visitor *v, const struct measure *m, struct buffer *text)
{
    char value[DESCRIBE_VALUE_BYTES];

    buffer_clear(text);
    buffer_printf(text, "%s%s%s: %s. %s", m->number == NULL ? "" : m->number,
        m->number == NULL ? "" : ", ", m->key.id, m->title, m->mechanism);
    buffer_text(text, " Effects: ");
    add_effects(text, m);
    buffer_text(text, measure_has_effect(m) ? "" : "none");
    buffer_printf(text, ". Family: %s. Evidence: %s.", m->family == NULL ? "none" : m->family,
        choice_of(m, "evidence", value));
    buffer_printf(text, " Takes effect in %g days", m->adoption_lag_days);
    if (m->half_life_days > 0) {
        buffer_printf(text,
            ", loses half of its effect in %g days without refreshing, refreshed by %s",
            m->half_life_days, choice_of(m, "refreshed_by", value));
    }
    buffer_text(text, ". Cost: ");
    buffer_number(text, m->cost_per_year);
    buffer_printf(text, " US$1m per year.%s References: %s.",
        m->wording == WORDING_UNVERIFIED ? " The wording is unverified." : "", m->references);
    buffer_paragraph(v->out, buffer_string(text), 0, INDENT, WIDTH);
}

static const char *const reader_columns[] = {"number", "id", "request of the document",
    "intended effect", "effects on levers, with the ranges for a sweep", "family", "evidence",
    "lag, days", "half-life, days", "refreshed by", "US$1m per year", "wording", NULL};

static enum status
write_catalogue(struct visitor *v, const struct catalogue *c, struct buffer *text)
{
    const struct measure *rows = c->measures->at;
    struct text_table text_table;
    enum status st = STATUS_OK;

    buffer_printf(v->out, "%s%s%s: %s (%s)\n\n", v->out->length > 0 ? "\n" : "",
        v->format == TEXT_TABLE_MD ? "### " : "", c->key.id, c->title, c->document);
    text_table_init(&text_table, reader_columns);
    v->sheet = &text_table;
    for (int32_t i = 0; i < c->measures->count; i++) {
        if (v->format == TEXT_TABLE_MD) {
            put_for_table(v, &rows[i], text);
        } else {
            write_paragraph(v, &rows[i], text);
        }
    }
    if (v->format == TEXT_TABLE_MD) {
        st = text_table_print(&text_table, TEXT_TABLE_MD, v->out);
    }
    text_table_free(&text_table);
    return st;
}

/* ---- topics ---- */

static bool
is_wanted(const struct visitor *v, const struct catalogue *c)
{
    return v->only == NULL || strcmp(v->only, c->key.id) == 0;
}

/* Prints all wanted catalogues. Returns STATUS_USAGE if there is none. */
static enum status
visit(struct visitor *v, bool effects, struct buffer *text)
{
    const struct catalogue *all = measure_catalogue_rows.at;
    bool for_readers = !effects && (v->format == TEXT_TABLE_TEXT || v->format == TEXT_TABLE_MD);
    bool found = false;
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < measure_catalogue_rows.count; i++) {
        const struct measure *rows = all[i].measures->at;

        if (!is_wanted(v, &all[i])) {
            continue;
        }
        found = true;
        if (for_readers) {
            TRY(write_catalogue(v, &all[i], text));
        }
        for (int32_t k = 0; !for_readers && k < all[i].measures->count; k++) {
            if (effects) {
                put_effects(v, &all[i], &rows[k]);
            } else {
                put_measure(v, &all[i], &rows[k], text);
            }
        }
    }
    st = found ? STATUS_OK : STATUS_USAGE;
    if (found && !for_readers) {
        st = text_table_print(v->sheet, v->format, v->out);
    }
out:
    return st;
}

enum status
describe_measures(const char *catalogue, enum text_table_format format, struct buffer *b)
{
    const char *columns[TEXT_TABLE_COLUMNS_MAX + 1];
    struct text_table text_table;
    struct visitor v = {.only = catalogue, .format = format, .sheet = &text_table, .out = b};
    struct buffer text = {0};
    enum status st;

    name_columns(columns);
    text_table_init(&text_table, columns);
    st = visit(&v, false, &text);
    st = st == STATUS_OK ? buffer_status(&text) : st;
    st = st == STATUS_OK ? buffer_status(b) : st;
    text_table_free(&text_table);
    buffer_free(&text);
    return st;
}

enum status
describe_effects(const char *catalogue, enum text_table_format format, struct buffer *b)
{
    static const char *const columns[] = {"id", "catalogue", "member", "lever", "kind", "scope",
        "unit", "value", "sweep_low", "sweep_high", "evidence", NULL};
    struct text_table text_table;
    struct visitor v = {.only = catalogue, .format = format, .sheet = &text_table, .out = b};
    enum status st;

    text_table_init(&text_table, columns);
    st = visit(&v, true, NULL);
    text_table_free(&text_table);
    return st;
}
