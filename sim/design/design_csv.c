/*
 * Reads points from a CSV file. The file has a column for each factor and may have a column
 * `label`. An empty cell leaves the factor unset. The other columns of a design.csv (point_id,
 * point_key and so on) are ignored, so that a design.csv can be read again.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "design/design_builder.h"
#include "format/table_read.h"

enum { COLUMNS_MAX = 2000, COLUMN_IGNORED = -1, COLUMN_LABEL = -2 };

/** A table of points that is being read. */
struct table {
    struct design_builder *builder;
    int32_t columns[COLUMNS_MAX]; /* for each column: the index of its factor, or COLUMN_... */
    double *values;
    int16_t *labels;
    int64_t n_points, values_capacity, labels_capacity;
    bool faulty; /* a cell was not valid, which was reported */
};

/* Finds the meaning of a column. Reports an unknown factor and a duplicate column. */
static int32_t
read_heading(struct table *t, struct place at, const char *text)
{
    static const char *const ignored[] = {"point_id", "point_key", "shift", "set", "trajectory",
        "step", "moved", "matrix", "row"};
    int32_t meaning;

    for (size_t k = 0; k < sizeof(ignored) / sizeof(ignored[0]); k++) {
        if (strcmp(text, ignored[k]) == 0) {
            return COLUMN_IGNORED;
        }
    }
    if (strcmp(text, "label") == 0) {
        return COLUMN_LABEL;
    }
    meaning = design_factor(t->builder, NULL, at, text);
    for (int32_t i = 0; i < at.column - 1 && meaning >= 0; i++) {
        if (t->columns[i] == meaning) {
            diag_at(t->builder->reader->diag, at, NULL, "duplicate column");
        }
    }
    return meaning;
}

static enum status
read_header(void *context, struct place at, const struct table_read_cell *names, int32_t n)
{
    struct table *t = context;

    if (n > COLUMNS_MAX) {
        at.column = COLUMNS_MAX + 1;
        diag_at(t->builder->reader->diag, at, NULL,
            "the table has more than 2000 columns, the maximum; remove columns");
        return STATUS_BAD_INPUT;
    }
    for (int32_t i = 0; i < n; i++) {
        t->columns[i] = read_heading(t, (struct place){at.file, at.line, i + 1},
            names[i].text == NULL ? "" : names[i].text);
    }
    return STATUS_OK;
}

/* Reads a cell as a JSON value of the kind of the factor. */
static void
read_value(struct table *t, struct place at, int32_t factor, const struct table_read_cell *cell)
{
    struct design_builder *m = t->builder;
    struct factor *f = &m->factors[factor];
    struct path path = {NULL, f->key.id};

    if (f->field != NULL) { /* `field` is NULL if an error of the factor was reported */
        double *value = &t->values[t->n_points * m->n_factors + factor];
        struct node node;

        t->faulty |= !table_read_value(f->field, cell, at, &path, m->reader->diag, &node) ||
                     !factor_read_value(m->reader, &path, f, &node, value);
    }
}

static enum status
begin_point(struct table *t)
{
    int64_t n_factors = t->builder->n_factors, first = t->n_points * n_factors;
    enum status st;

    TRY(array_grow(&t->values, first + n_factors, &t->values_capacity, sizeof(*t->values)));
    TRY(array_grow(&t->labels, t->n_points + 1, &t->labels_capacity, sizeof(*t->labels)));
    for (int64_t j = 0; j < n_factors; j++) {
        t->values[first + j] = NAN;
    }
    t->labels[t->n_points] = -1;
out:
    return st;
}

static enum status
read_row(void *context, struct place at, const struct table_read_cell *cells, int32_t n)
{
    struct table *t = context;
    enum status st;

    if (diag_is_full(t->builder->reader->diag)) {
        return STATUS_BAD_INPUT;
    }
    if (t->n_points == DESIGN_POINTS_MAX) {
        diag_at(t->builder->reader->diag, at, NULL,
            "the table has more than 10000000 points, the maximum; remove rows");
        return STATUS_BAD_INPUT;
    }
    TRY(begin_point(t));
    for (int32_t i = 0; i < n; i++) {
        struct place here = {at.file, at.line, i + 1};

        if (cells[i].length > 0 && t->columns[i] >= 0) {
            read_value(t, here, t->columns[i], &cells[i]);
        } else if (cells[i].length > 0 && t->columns[i] == COLUMN_LABEL) {
            struct node text = {.kind = NODE_TEXT, .at = here, .text = cells[i].text};
            int32_t label;

            TRY(design_label(t->builder, NULL, &text, &label));
            t->labels[t->n_points] = (int16_t)label;
        }
    }
    t->n_points++;
out:
    return st;
}

static enum status
parse(struct table *t, const struct input_file *input)
{
    struct diag *diag = t->builder->reader->diag;
    enum status st;

    TRY(table_read_text(
        input->path, input->bytes, input->size, read_header, read_row, t, diag));
    if (t->faulty) {
        st = STATUS_BAD_INPUT;
    } else if (t->n_points == 0) {
        diag_at(diag, (struct place){input->path, 1, 1}, NULL,
            "the table has no rows; add at least one point");
        st = STATUS_BAD_INPUT;
    }
out:
    return st;
}

static enum status
read_table(struct design_builder *m, struct node *name, const struct path *at,
    const struct input_file **input)
{
    char why[INPUT_WHY_BYTES], shown[TEXT_VISIBLE_BYTES];
    const char *file;
    enum status st;

    TRY(input_named_path(m->files, name, at, &file));
    *input = input_find(m->files->inputs, file, INPUT_POINTS);
    if (*input == NULL) {
        st = input_read(m->files->arena, m->files->inputs, file, INPUT_POINTS, why);
        if (st != STATUS_OK && st != STATUS_NO_MEMORY) {
            diag_at(m->reader->diag, name->at, at, "\"%s\" %s", text_visible(shown, file), why);
            return STATUS_BAD_INPUT;
        }
        *input = input_last(m->files->inputs);
    }
out:
    return st;
}

/* Makes the design of a table, for example {"csv": "points.csv"}. */
enum status
design_csv(struct design_builder *m, const struct design_call *call, struct design *out)
{
    const struct input_file *input = NULL;
    struct table *t = NULL;
    enum status st;

    TRY(read_table(m, call->node, call->path, &input));
    t = calloc(1, sizeof(*t));
    if (t == NULL) {
        return STATUS_NO_MEMORY;
    }
    t->builder = m;
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
