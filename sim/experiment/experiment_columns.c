/* The columns of design.csv: names of a point, its factors, and its position in the design. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "experiment/experiment_file.h"
#include "format/table.h"
#include "observe/metric.h"
#include "rare/rare_row.h"
#include "stats/comparison.h"
#include "stats/convergence.h"
#include "stats/survival.h"

/** The columns besides the factors, in order. The factors stand before `set`. */
struct fixed {
    int64_t point_id, point_key;
    const char *label;
    int64_t set, shift, trajectory, step;
    const char *matrix;
    int64_t row;
    const char *moved;
    /* Always NULL: the empty point_key of an experiment made from a scenario. */
    const char *no_key;
};

enum { FIRST = 3 };

static const struct field fixed_fields[] = {
    FIELD(struct fixed, point_id, .min = 1, .max = 1e15, .unit = "",
        .doc = "Number of the design point, from 1."),
    FIELD(struct fixed, point_key, .unit = TABLE_HEX,
        .doc = "Hash of the factor values; random numbers depend on it, not on point_id."),
    FIELD(
        struct fixed, label, .unit = "", .doc = "Label of the design that contains the point."),
    FIELD(struct fixed, set, .unit = "",
        .doc = "Number of the set. A set contains the points of one Morris or Saltelli design "
               "at equal values of all factors that the design does not vary."),
    FIELD(struct fixed, shift, .unit = "", .doc = "Number of the random shift, from 1."),
    FIELD(struct fixed, trajectory, .unit = "",
        .doc = "Number of the Morris trajectory, from 1."),
    FIELD(struct fixed, step, .unit = "",
        .doc = "Step in the Morris trajectory, 0 at its start."),
    FIELD(struct fixed, matrix, .unit = "",
        .doc = "Saltelli matrix: A; B; AB, which is A with the column `moved` from B; BA, "
               "which is B with the column `moved` from A."),
    FIELD(struct fixed, row, .unit = "", .doc = "Row of the Saltelli matrix, from 1."),
    FIELD(struct fixed, moved, .unit = "",
        .doc = "Factor that the Morris step changed, or factor whose column was exchanged "
               "(matrices AB and BA)."),
};

/* The columns of an experiment made from a scenario. */
static const struct field scenario_fields[] = {
    FIELD(struct fixed, point_id, .max = 9e15, .unit = "", .doc = "Point of the design."),
    {.name = "point_key",
        .kind = FIELD_TEXT,
        .offset = offsetof(struct fixed, no_key),
        .unit = "",
        .doc = "Hash of the members set at the point; empty if the point is the scenario "
               "without changes."},
};

/* Finds which of the fixed columns this design needs. */
static void
find_hidden(const struct experiment *e, bool has[FIELD_COUNT_OF(fixed_fields)])
{
    for (int64_t i = 0; i < e->n_points; i++) {
        int family = e->design.marks[i].family;

        has[4] = has[4] || family == DESIGN_SHIFT;
        has[5] = has[6] = has[5] || family == DESIGN_MORRIS;
        has[7] = has[8] = has[7] || family == DESIGN_SALTELLI;
    }
    has[0] = has[1] = has[2] = true;
    has[3] = e->design.n_sets > 1;
    has[9] = has[5] || has[7];
}

static enum status
factor_field(struct experiment *e, int32_t j, struct field *to)
{
    const struct factor *factor = &e->factors[j];
    char doc[800];

    (void)snprintf(doc, sizeof(doc), "%.200s%s%.500s, %s.",
        factor->title == NULL ? "" : factor->title, factor->title == NULL ? "" : ": ",
        factor->path, factor->role == FACTOR_LEVER ? "a decision" : "an uncertain quantity");
    *to = (struct field){.name = factor->key.id,
        .kind = factor->is_text ? FIELD_TEXT : FIELD_REAL,
        .offset = sizeof(struct fixed) + (size_t)j * sizeof(double),
        .unit = factor->is_text ? "" : factor->field->unit,
        .doc = arena_text(&e->arena, doc, strlen(doc))};
    return to->doc == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static struct record
point_record(const struct experiment *e, const struct field *fields, int32_t n)
{
    return (struct record){.name = "point",
        .doc = "A design point.",
        .size = sizeof(struct fixed) + (size_t)e->n_factors * sizeof(double),
        .fields = fields,
        .n_fields = n};
}

enum status
experiment_columns(struct experiment *e)
{
    enum { FIXED = sizeof(fixed_fields) / sizeof(fixed_fields[0]) };
    bool has[FIXED] = {false};
    struct field *fields =
        arena_alloc(&e->arena, (size_t)(FIXED + e->n_factors) * sizeof(*fields));
    int32_t n = FIRST;
    enum status st = STATUS_OK;

    if (e->from_scenario) {
        e->columns = point_record(e, scenario_fields, FIELD_COUNT_OF(scenario_fields));
        return STATUS_OK;
    }
    if (fields == NULL) {
        return STATUS_NO_MEMORY;
    }
    find_hidden(e, has);
    memcpy(fields, fixed_fields, FIRST * sizeof(*fields));
    for (int32_t j = 0; j < e->n_factors; j++) {
        /* experiment_read() rejects a factor whose id is a column of another table. */
        BUG_UNLESS(experiment_columns_table(e->factors[j].key.id) == NULL);
        TRY(factor_field(e, j, &fields[n++]));
    }
    for (int32_t i = FIRST; i < FIXED; i++) {
        if (has[i]) {
            fields[n++] = fixed_fields[i];
        }
    }
    e->columns = point_record(e, fields, n);
out:
    return st;
}

/** The tables that have a column point_id or policy, except design.csv and the trace files. */
static const struct {
    const char *name;
    const struct record *record;
} tables[] = {{"runs.csv", &metric_run_record}, {"analysis/summary.csv", &summary_record},
    {"analysis/compare.csv", &comparison_record}, {"a file of analysis/", &convergence_record},
    {"a file of analysis/", &survival_record}, {"analysis/rare.csv", &rare_row_record}};

/* Whether a table has a column of this name. Its record may contain other records. */
static bool
has_column(const struct record *record, const char *name)
{
    for (int32_t i = 0; i < record->n_fields; i++) {
        const struct field *field = &record->fields[i];

        if (field->kind == FIELD_OBJECT ? has_column(field->record, name)
                                        : strcmp(field->name, name) == 0) {
            return true;
        }
    }
    return false;
}

const char *
experiment_columns_table(const char *name)
{
    static const char *const of_sweep[] = {"message", "replay", "first_rep", "last_rep", "runs",
        "seconds", "title", "baseline"}; /* columns of tables in sweep/layout.c */

    if (text_index(name, TEXT_NAMES(fixed_fields, name, FIELD_COUNT_OF(fixed_fields))) >= 0) {
        return "design.csv";
    }
    for (size_t k = 0; k < sizeof(tables) / sizeof(tables[0]); k++) {
        if (has_column(tables[k].record, name)) {
            return tables[k].name;
        }
    }
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        if (has_column(recorder_files[k].record, name)) {
            return recorder_files[k].name;
        }
    }
    return text_index(name, (struct text_names){of_sweep, sizeof(*of_sweep),
                                sizeof(of_sweep) / sizeof(*of_sweep)}) >= 0
               ? "failures.csv, timing.csv or policies.csv"
               : NULL;
}

bool
experiment_columns_is_file(const char *name)
{
    static const char *const names[] = {"analysis", "datapackage", "design", "experiment",
        "failures", "inputs", "journal", "labels", "manifest", "plots", "policies", "report",
        "runs", "scenario", "timing"};
    size_t length = strlen(name);

    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        if (strncmp(recorder_files[k].name, name, length) == 0 &&
            strcmp(recorder_files[k].name + length, ".csv") == 0) {
            return true;
        }
    }
    return text_index(name,
               (struct text_names){names, sizeof(*names), sizeof(names) / sizeof(*names)}) >= 0;
}

static void
fill_factors(const struct experiment *e, int64_t point, char *at)
{
    for (int32_t j = 0; j < e->n_factors; j++, at += sizeof(double)) {
        double value = experiment_value(e, point, j);
        const char *text = NULL;

        if (!e->factors[j].is_text) {
            memcpy(at, &value, sizeof(value));
            continue;
        }
        text = isnan(value) ? NULL : factor_level(&e->factors[j], value);
        memcpy(at, &text, sizeof(text));
    }
}

/* Fills the columns that depend on the family of the design. */
static void
fill_hidden(const struct experiment *e, const struct design_mark *mark, struct fixed *row)
{
    int32_t factor = -1;

    row->set = row->shift = row->trajectory = row->step = row->row = TABLE_NO_COUNT;
    if (mark->family == DESIGN_SHIFT) {
        row->shift = mark->part;
    } else if (mark->family == DESIGN_MORRIS) {
        row->set = mark->set + 1;
        row->trajectory = mark->part;
        row->step = mark->step;
        factor = (mark->moved < 0 ? -mark->moved : mark->moved) - 1;
    } else if (mark->family == DESIGN_SALTELLI) {
        row->set = mark->set + 1;
        row->matrix = mark->part == 0   ? "A"
                      : mark->part == 1 ? "B"
                      : mark->part > 1  ? "AB"
                                        : "BA";
        row->row = mark->step;
        factor = mark->part < 0 ? -1 - mark->part : mark->part - 2;
    }
    row->moved = factor >= 0 ? e->factors[factor].key.id : NULL;
}

void
experiment_design_row(const struct experiment *e, int64_t point, void *row)
{
    struct fixed fixed = {.point_id = point + 1, .label = experiment_label(e, point)};

    memcpy(&fixed.point_key, &e->keys[point], sizeof(fixed.point_key));
    fill_hidden(e, &e->design.marks[point], &fixed);
    memcpy(row, &fixed, sizeof(fixed));
    fill_factors(e, point, (char *)row + sizeof(fixed));
}
