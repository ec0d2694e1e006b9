/*
 * Points from a table beside the experiment: a column for each factor, and perhaps label. An
 * empty cell leaves the factor as the scenario has it; point_id and point_key are passed over,
 * so that a design.csv can be read again.
 */
#include <csv.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "design/design_make.h"

enum { COLUMNS_MAX = 2000, COLUMN_IGNORED = -1, COLUMN_LABEL = -2 };

/** The table while it is read; libcsv gives cells, then the end of a row. */
struct table {
    struct design_maker *maker;
    const char *name;             /* of the file */
    int32_t columns[COLUMNS_MAX]; /* factor or COLUMN_... */
    int32_t n_columns, column;
    int32_t line;
    bool headed;
    double *values;
    int16_t *labels;
    int64_t n_points, capacity;
    bool faulty;
    enum status status;
};

static struct place
here(const struct table *t)
{
    return (struct place){t->name, t->line, t->column + 1};
}

static void
refuse(struct table *t, const char *message)
{
    report_at(t->maker->reader->report, here(t), NULL, "%s", message);
    t->faulty = true;
}

/* Columns may not be named twice. */
static void
read_heading(struct table *t, const char *text)
{
    static const char *const ignored[] = {"point_id", "point_key", "shift", "set", "trajectory",
        "step", "moved", "matrix", "row"};
    enum { IGNORED = sizeof(ignored) / sizeof(ignored[0]) };
    bool pass = false;
    int32_t meaning = COLUMN_IGNORED;

    if (t->column == COLUMNS_MAX) {
        refuse(t, "more than 2000 columns");
        return;
    }
    for (int k = 0; k < IGNORED; k++) {
        pass = pass || strcmp(text, ignored[k]) == 0;
    }
    if (strcmp(text, "label") == 0) {
        meaning = COLUMN_LABEL;
    } else if (!pass) {
        meaning = design_factor(t->maker, NULL, here(t), text);
        t->faulty = t->faulty || meaning < 0;
    }
    for (int32_t i = 0; i < t->column && meaning >= 0; i++) {
        if (t->columns[i] == meaning) {
            refuse(t, "this column stands there already");
        }
    }
    t->columns[t->column] = meaning;
}

static bool
grow(struct table *t)
{
    int64_t capacity = t->capacity == 0 ? 64 : t->capacity * 2;
    size_t cells = (size_t)capacity * (size_t)t->maker->n_factors;
    double *values = realloc(t->values, cells * sizeof(*values));
    int16_t *labels =
        values == NULL ? NULL : realloc(t->labels, (size_t)capacity * sizeof(*labels));

    t->values = values == NULL ? t->values : values;
    t->labels = labels == NULL ? t->labels : labels;
    if (labels == NULL) {
        t->status = STATUS_NO_MEMORY;
        return false;
    }
    t->capacity = capacity;
    return true;
}

/* A cell as JSON would have it: the factor's kind decides how it is read. */
static void
read_value(struct table *t, int32_t factor, const char *text, size_t length)
{
    struct design_maker *m = t->maker;
    const struct field *field = m->factors[factor].field;
    struct node node = {.kind = NODE_TEXT, .at = here(t), .text = text};
    double *value = &t->values[(size_t)t->n_points * (size_t)m->n_factors + (size_t)factor];
    struct path at = {NULL, m->factors[factor].key.id};

    if (field == NULL) {
        return; /* said already */
    }
    if (field->kind == FIELD_REAL || field->kind == FIELD_COUNT) {
        if (!number_read(text, length, &node.number)) {
            refuse(t, "expected a number");
            return;
        }
        node.kind = NODE_NUMBER;
    } else if (field->kind == FIELD_FLAG) {
        node.kind = strcmp(text, "true") == 0    ? NODE_TRUE
                    : strcmp(text, "false") == 0 ? NODE_FALSE
                                                 : NODE_TEXT;
    }
    t->faulty =
        !factor_read_value(m->reader, &at, &m->factors[factor], &node, value) || t->faulty;
}

static void
read_label(struct table *t, const char *text)
{
    struct design_maker *m = t->maker;
    const char *fault = value_text_fault(text);
    int32_t i = 0;

    while (i < m->n_labels && strcmp(m->labels[i], text) != 0) {
        i++;
    }
    if (fault != NULL || i == DESIGN_LABELS_MAX) {
        refuse(t, fault != NULL ? fault : "more than 1000 labels");
        return;
    }
    if (i == m->n_labels) {
        m->labels[i] = arena_text(m->reader->arena, text, strlen(text));
        if (m->labels[i] == NULL) {
            t->status = STATUS_NO_MEMORY;
            return;
        }
        m->n_labels++;
    }
    t->labels[t->n_points] = (int16_t)i;
}

static void
begin_point(struct table *t)
{
    if (t->n_points == t->capacity && !grow(t)) {
        return;
    }
    for (int32_t j = 0; j < t->maker->n_factors; j++) {
        t->values[(size_t)t->n_points * (size_t)t->maker->n_factors + (size_t)j] = NAN;
    }
    t->labels[t->n_points] = -1;
}

static void
take_cell(void *cell, size_t length, void *context)
{
    struct table *t = context;
    const char *text = cell == NULL ? "" : cell;

    if (t->status != STATUS_OK || report_is_full(t->maker->reader->report)) {
        return;
    }
    if (strlen(text) != length) {
        refuse(t, "a NUL character");
    } else if (!t->headed) {
        read_heading(t, text);
    } else {
        if (t->column == 0) {
            begin_point(t);
        }
        if (t->column < t->n_columns && length > 0 && t->status == STATUS_OK) {
            int32_t meaning = t->columns[t->column];

            if (meaning >= 0) {
                read_value(t, meaning, text, length);
            } else if (meaning == COLUMN_LABEL) {
                read_label(t, text);
            }
        }
    }
    t->column++;
}

static void
end_row(int c, void *context)
{
    struct table *t = context;
    int32_t columns = t->column;

    (void)c;
    t->column = 0;
    if (!t->headed) {
        t->headed = true;
        t->n_columns = columns;
    } else if (columns != t->n_columns && t->status == STATUS_OK) {
        refuse(t, "this row has not as many cells as the header");
    } else {
        t->n_points++;
    }
    if (t->n_points > DESIGN_POINTS_MAX) {
        refuse(t, "more than 10000000 points");
    }
}

/* Line by line, since libcsv says neither where it is nor that a line was blank. */
static bool
parse_lines(struct table *t, struct csv_parser *parser, const char *at, const char *end)
{
    while (at < end) {
        const char *feed = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((feed == NULL ? end : feed + 1) - at);

        t->line++;
        if (csv_parse(parser, at, length, take_cell, end_row, t) != length) {
            return false;
        }
        at += length;
    }
    return csv_fini(parser, take_cell, end_row, t) == 0;
}

static enum status
parse(struct table *t, const struct input *input)
{
    static const unsigned char options = CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL;
    struct csv_parser parser;
    const char *bytes = input->bytes, *end = bytes + input->size;

    if (csv_init(&parser, options) != 0) {
        return STATUS_NO_MEMORY;
    }
    if (input->size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
    }
    if (!parse_lines(t, &parser, bytes, end)) {
        if (csv_error(&parser) == CSV_ENOMEM) {
            t->status = STATUS_NO_MEMORY;
        } else {
            refuse(t, "quotes that do not match");
        }
    }
    csv_free(&parser);
    if (t->n_points == 0 && !t->faulty && t->status == STATUS_OK) {
        refuse(t, "there are no points");
    }
    return t->status != STATUS_OK ? t->status : t->faulty ? STATUS_BAD_INPUT : STATUS_OK;
}

static enum status
read_table(struct design_maker *m, struct node *name, const struct path *at,
    const struct input **input)
{
    char why[INPUT_WHY_BYTES], shown[TEXT_VISIBLE_BYTES];
    const char *file;
    enum status st;

    TRY(input_named_path(m->files, name, at, &file));
    *input = input_find(m->files->inputs, file, INPUT_POINTS);
    if (*input == NULL) {
        st = input_read(m->files->arena, m->files->inputs, file, INPUT_POINTS, why);
        if (st != STATUS_OK && st != STATUS_NO_MEMORY) {
            report_at(
                m->reader->report, name->at, at, "\"%s\" %s", text_visible(shown, file), why);
            return STATUS_BAD_INPUT;
        }
        *input = input_last(m->files->inputs);
    }
out:
    return st;
}

/* "csv": "points.csv". */
enum status
design_csv(struct design_maker *m, const struct design_call *call, struct design *out)
{
    const struct input *input = NULL;
    struct table *t = NULL;
    enum status st;

    TRY(read_table(m, call->node, call->path, &input));
    t = calloc(1, sizeof(*t));
    if (t == NULL) {
        return STATUS_NO_MEMORY;
    }
    t->maker = m;
    t->name = input->path;
    TRY(parse(t, input));
    TRY(design_init(m, call, t->n_points, out));
    memcpy(out->values, t->values,
        (size_t)t->n_points * (size_t)m->n_factors * sizeof(*t->values));
    for (int64_t i = 0; i < t->n_points; i++) {
        out->marks[i].label = t->labels[i];
    }
out:
    if (t != NULL) {
        free(t->values);
        free(t->labels);
        free(t);
    }
    return st;
}
