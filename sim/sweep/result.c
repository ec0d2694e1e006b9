#include "sweep/result.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FLUSH_BYTES = 1 << 16 };

enum status
result_init(struct result *r, const struct layout *layout, struct result_dir *p)
{
    *r = (struct result){.layout = layout, .result_dir = p};
    return analysis_init(&r->analysis, layout->experiment);
}

void
result_free(struct result *r)
{
    analysis_free(&r->analysis);
    run_table_free(&r->runs);
    plots_free(&r->plots);
    *r = (struct result){0};
}

/* ---- inputs ---- */

static enum status
add_text(
    struct result_dir *p, const char *name, const char *bytes, size_t length, struct failure *f)
{
    struct result_dir_entry entry = {.name = name};
    int32_t file;
    enum status st;

    TRY(result_dir_add(p, &entry, &file, f));
    TRY(result_dir_write(p, file, bytes, length, 0, f));
out:
    return st;
}

/* Adds copies of the files that the resolved documents name: traces, and tables of designs. */
static enum status
add_copies(struct result_dir *p, const struct input_files *inputs, struct failure *f)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < inputs->count; k++) {
        const struct input_file *input = &inputs->items[k];

        if (input->copy_as != NULL) {
            TRY(add_text(p, input->copy_as, input->bytes, input->size, f));
        }
    }
out:
    return st;
}

static enum status
add_design(struct result *r, struct failure *f)
{
    const struct experiment *e = r->layout->experiment;
    struct result_dir_entry entry = {
        .name = "design.csv", .table = &r->layout->design, .keys = layout_design_keys};
    void *row = calloc(1, e->columns.size);
    struct buffer b = {0};
    int32_t file;
    enum status st = row == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    TRY(st);
    TRY(result_dir_add(r->result_dir, &entry, &file, f));
    for (int64_t i = 0; i < e->n_points; i++) {
        experiment_design_row(e, i, row);
        table_row(&r->layout->design, row, &b);
        TRY(buffer_status(&b));
        TRY(result_dir_write(r->result_dir, file, "", 0, 1, f));
        if (b.length >= FLUSH_BYTES || i + 1 == e->n_points) {
            TRY(result_dir_write(r->result_dir, file, b.at, b.length, 0, f));
            buffer_clear(&b);
        }
    }
out:
    buffer_free(&b);
    free(row);
    return st;
}

static enum status
add_policies(struct result *r, struct failure *f)
{
    const struct scenario *base = &r->layout->experiment->base;
    struct result_dir_entry entry = {
        .name = "policies.csv", .table = &r->layout->policies, .keys = layout_policy_keys};
    struct buffer b = {0};
    int32_t file;
    enum status st;

    TRY(result_dir_add(r->result_dir, &entry, &file, f));
    for (int32_t k = 0; k < base->n_policies; k++) {
        const struct scenario_policy *p = &base->policies[k];

        table_row(&r->layout->policies,
            &(struct layout_policy){p->id, p->title, k == base->baseline}, &b);
    }
    TRY(buffer_status(&b));
    TRY(result_dir_write(r->result_dir, file, b.at, b.length, base->n_policies, f));
out:
    buffer_free(&b);
    return st;
}

enum status
result_add_inputs(struct result *r, struct failure *f)
{
    const struct experiment *e = r->layout->experiment;
    enum status st;

    TRY(add_text(r->result_dir, "scenario.json", e->base.resolved, e->base.resolved_length, f));
    TRY(add_copies(r->result_dir, &e->base.inputs, f));
    if (!e->from_scenario) {
        TRY(add_text(r->result_dir, "experiment.json", e->resolved, e->resolved_length, f));
    }
    TRY(add_copies(r->result_dir, &e->inputs, f));
    TRY(add_design(r, f));
    TRY(add_policies(r, f));
out:
    return st;
}

/* ---- analysis ---- */

struct target {
    struct result *result;
    int32_t file;
};

static enum status
begin_file(void *self, const char *name, const struct table *table, const char *const *keys,
    struct failure *f)
{
    struct target *t = self;
    struct result_dir_entry entry = {.name = name, .table = table, .keys = keys};

    return result_dir_add(t->result->result_dir, &entry, &t->file, f);
}

static enum status
write_file(void *self, const char *bytes, size_t length, int64_t rows, struct failure *f)
{
    struct target *t = self;

    return result_dir_write(t->result->result_dir, t->file, bytes, length, rows, f);
}

enum status
result_print_analysis(
    struct result *r, int32_t threads, const struct analysis_sink *sink, struct failure *f)
{
    return r->n_runs == 0 ? STATUS_OK : analysis_make(&r->analysis, &r->runs, threads, sink, f);
}

enum status
result_add_analysis(struct result *r, int32_t threads, struct failure *f)
{
    struct target target = {r, -1};
    struct analysis_sink sink = {&target, begin_file, write_file};
    enum status st = STATUS_OK;

    if (r->n_runs > 0) {
        TRY(result_print_analysis(r, threads, &sink, f));
        TRY(plots_write(&r->plots, r->layout->experiment, &sink, f));
    }
out:
    return st;
}

/* Counts the complete runs in which the column has no value. */
static enum status
count_missing(const struct run_table *runs, const char *column, int64_t *n, struct failure *f)
{
    enum { AT_ONCE = 512 };
    struct run_table_reader reader;
    double values[AT_ONCE];
    enum status st;

    *n = 0;
    TRY(run_table_reader_init(&reader, runs, column, f));
    for (int64_t first = 0; first < runs->n; first += AT_ONCE) {
        int64_t part = runs->n - first < AT_ONCE ? runs->n - first : AT_ONCE;

        TRY(run_table_read(&reader, first, part, values, f));
        for (int64_t i = 0; i < part; i++) {
            *n += runs->complete[first + i] && isnan(values[i]);
        }
    }
out:
    return st;
}

enum status
result_warn_of_missing(const struct result *r, struct failure *warnings, struct failure *f)
{
    const struct experiment *e = r->layout->experiment;
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < e->n_outcomes && r->runs.n > 0; k++) {
        int64_t missing;

        TRY(count_missing(&r->runs, e->outcomes[k].id, &missing, f));
        if (missing > 0) {
            failure_add(warnings,
                "outcome \"%s\" has no value in %" PRId64 " of %" PRId64
                " runs, because of a division by 0 or a missing value: its means and "
                "differences leave these runs out",
                e->outcomes[k].id, missing, r->runs.n);
        }
    }
out:
    return st;
}
