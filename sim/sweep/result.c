#include "sweep/result.h"

#include <stdlib.h>
#include <string.h>

enum { FLUSH_BYTES = 1 << 16 };

enum status
result_init(struct result *r, const struct frame *frame, struct package *p)
{
    const struct experiment *e = frame->experiment;

    *r = (struct result){.frame = frame, .package = p};
    return analysis_init(&r->analysis, e, e->base.policies[e->base.baseline].id);
}

void
result_free(struct result *r)
{
    analysis_free(&r->analysis);
    replications_free(&r->runs);
    plots_free(&r->plots);
    *r = (struct result){0};
}

/* ---- what was asked for ---- */

static enum status
add_text(
    struct package *p, const char *name, const char *bytes, size_t length, struct failure *f)
{
    struct package_entry entry = {.name = name};
    int32_t file;
    enum status st;

    TRY(package_add(p, &entry, &file, f));
    TRY(package_write(p, file, bytes, length, 0, f));
out:
    return st;
}

enum status
result_add_copies(struct package *p, const struct inputs *inputs, struct failure *f)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < inputs->count; k++) {
        const struct input *input = &inputs->items[k];

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
    const struct experiment *e = r->frame->experiment;
    struct package_entry entry = {
        .name = "design.csv", .table = &r->frame->design, .keys = frame_design_keys};
    void *row = calloc(1, e->columns.size);
    struct buffer b = {0};
    int32_t file;
    enum status st = row == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    TRY(st);
    TRY(package_add(r->package, &entry, &file, f));
    for (int64_t i = 0; i < e->n_points; i++) {
        experiment_design_row(e, i, row);
        table_row(&r->frame->design, row, &b);
        TRY(buffer_status(&b));
        TRY(package_write(r->package, file, "", 0, 1, f));
        if (b.length >= FLUSH_BYTES || i + 1 == e->n_points) {
            TRY(package_write(r->package, file, b.at, b.length, 0, f));
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
    const struct scenario *base = &r->frame->experiment->base;
    struct package_entry entry = {
        .name = "policies.csv", .table = &r->frame->policies, .keys = frame_policy_keys};
    struct buffer b = {0};
    int32_t file;
    enum status st;

    TRY(package_add(r->package, &entry, &file, f));
    for (int32_t k = 0; k < base->n_policies; k++) {
        const struct scenario_policy *p = &base->policies[k];

        table_row(&r->frame->policies,
            &(struct frame_policy){p->id, p->title, k == base->baseline}, &b);
    }
    TRY(buffer_status(&b));
    TRY(package_write(r->package, file, b.at, b.length, base->n_policies, f));
out:
    buffer_free(&b);
    return st;
}

enum status
result_add_inputs(struct result *r, struct failure *f)
{
    const struct experiment *e = r->frame->experiment;
    enum status st;

    TRY(add_text(r->package, "scenario.json", e->base.resolved, e->base.resolved_length, f));
    TRY(result_add_copies(r->package, &e->base.inputs, f));
    TRY(add_text(r->package, "experiment.json", e->resolved, e->resolved_length, f));
    TRY(result_add_copies(r->package, &e->inputs, f));
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
    struct package_entry entry = {.name = name, .table = table, .keys = keys};

    return package_add(t->result->package, &entry, &t->file, f);
}

static enum status
write_file(void *self, const char *bytes, size_t length, int64_t rows, struct failure *f)
{
    struct target *t = self;

    return package_write(t->result->package, t->file, bytes, length, rows, f);
}

enum status
result_add_analysis(struct result *r, int32_t threads, struct failure *f)
{
    struct target target = {r, -1};
    struct analysis_sink sink = {&target, begin_file, write_file};

    const struct experiment *e = r->frame->experiment;
    enum status st = STATUS_OK;

    if (r->n_runs == 0) {
        return STATUS_OK;
    }
    TRY(analysis_make(&r->analysis, &r->runs, threads, &sink, f));
    TRY(plots_give(&r->plots, &e->base, e, &sink, f));
out:
    return st;
}
