#include "experiment/result.h"

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

/* ---- rows ---- */

/* Files by part of a block, and what waits to be written to them. */
struct gathering {
    struct result *result;
    const struct sweep *sweep;
    int32_t file[FRAME_PARTS], timing;
    struct buffer waiting[FRAME_PARTS], times;
    struct failure *f;
};

static enum status
add_files(struct gathering *g)
{
    const struct frame *frame = g->result->frame;
    struct package *p = g->result->package;
    struct package_entry runs = {"runs.csv", &frame->runs, metric_run_keys, false};
    struct package_entry failures = {
        "failures.csv", &frame->failures, frame_failure_keys, false};
    struct package_entry timing = {"timing.csv", &frame->timing, frame_timing_keys, true};
    enum status st;

    TRY(package_add(p, &runs, &g->file[FRAME_RUNS], g->f));
    TRY(package_add(p, &failures, &g->file[FRAME_FAILURES], g->f));
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        const struct table *table = NULL;

        for (int32_t i = 0; i < frame->experiment->base.n_policies && table == NULL; i++) {
            table = frame_trace(frame, i, (enum recorder_file)k);
        }
        if (table != NULL) {
            struct package_entry entry = {
                recorder_files[k].name, table, recorder_files[k].keys, false};

            TRY(package_add(p, &entry, &g->file[frame->part[k]], g->f));
        }
    }
    TRY(package_add(p, &timing, &g->timing, g->f));
    g->result->runs_file = g->file[FRAME_RUNS];
out:
    return st;
}

static enum status
flush(struct gathering *g, int32_t part)
{
    struct buffer *b = &g->waiting[part];
    bool quoted = false;
    int64_t rows = table_count_rows(b->at, b->length, &quoted);
    enum status st = STATUS_OK;

    if (b->length > 0) {
        g->result->n_runs += part == FRAME_RUNS ? rows : 0;
        g->result->n_failed += part == FRAME_FAILURES ? rows : 0;
        TRY(package_write(g->result->package, g->file[part], b->at, b->length, rows, g->f));
        buffer_clear(b);
    }
out:
    return st;
}

/* Replications from ... to of a block, under one policy. */
static enum status
gather_block(struct gathering *g, struct journal_view *v, struct journal_entry e,
    int32_t policy, int64_t from, int64_t to)
{
    const struct journal *j = g->sweep->plan.journal;
    enum status st;

    TRY(journal_lengths(j, e, policy == 0, v, g->f));
    if (v->block.point_key != g->sweep->experiment->keys[e.point_id - 1]) {
        return failure_of(STATUS_IO, g->f, "%s: point %d has another key", j->path, e.point_id);
    }
    for (int32_t part = 0; part < j->shape.n_parts; part++) {
        TRY(journal_text(j, v, policy, (int32_t)(from - e.first), (int32_t)(to + 1 - e.first),
            part, &g->waiting[part], g->f));
        if (g->waiting[part].length >= FLUSH_BYTES) {
            TRY(flush(g, part));
        }
    }
    if (policy == 0) {
        table_row(&g->result->frame->timing,
            &(struct frame_timing){e.point_id, v->block.first, v->block.first + v->block.n - 1,
                v->block.n * j->shape.n_policies, 1e-9 * (double)v->block.nanoseconds},
            &g->times);
        TRY(package_write(g->result->package, g->timing, "", 0, 1, g->f));
    }
out:
    return st;
}

static enum status
gather_point(struct gathering *g, struct journal_view *v, int64_t point)
{
    int64_t n, usable = sweep_usable(g->sweep, point);
    const struct journal_entry *e =
        journal_point(g->sweep->plan.journal, (int32_t)point + 1, &n);
    enum status st = STATUS_OK;

    for (int32_t policy = 0; policy < g->sweep->plan.journal->shape.n_policies; policy++) {
        int64_t done = 0;

        for (int64_t i = 0; i < n; i++) {
            int64_t last = e[i].first + journal_entry_runs(e[i]) - 1;
            int64_t from = e[i].first > done ? e[i].first : done + 1;

            last = last < usable ? last : usable;
            if (from <= last) {
                TRY(gather_block(g, v, e[i], policy, from, last));
                done = last;
            }
        }
    }
out:
    return st;
}

enum status
result_add_rows(struct result *r, const struct sweep *s, struct failure *f)
{
    struct gathering g = {.result = r, .sweep = s, .f = f};
    struct journal_view v = {0};
    enum status st;

    r->n_runs = 0;
    r->n_failed = 0;
    TRY(add_files(&g));
    for (int64_t i = 0; i < s->experiment->n_points; i++) {
        TRY(gather_point(&g, &v, i));
        if (g.times.length >= FLUSH_BYTES) {
            TRY(package_write(r->package, g.timing, g.times.at, g.times.length, 0, f));
            buffer_clear(&g.times);
        }
    }
    for (int32_t part = 0; part < r->frame->n_parts; part++) {
        TRY(flush(&g, part));
    }
    TRY(buffer_status(&g.times));
    if (g.times.length > 0) {
        TRY(package_write(r->package, g.timing, g.times.at, g.times.length, 0, f));
    }
out:
    for (int32_t part = 0; part < FRAME_PARTS; part++) {
        buffer_free(&g.waiting[part]);
    }
    buffer_free(&g.times);
    journal_view_free(&v);
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
result_add_analysis(struct result *r, struct failure *f)
{
    struct target target = {r, -1};
    struct analysis_sink sink = {&target, begin_file, write_file};

    const struct experiment *e = r->frame->experiment;
    enum status st = STATUS_OK;

    if (r->n_runs == 0) {
        return STATUS_OK;
    }
    TRY(analysis_make(&r->analysis, package_path(r->package, r->runs_file), &sink, f));
    TRY(plots_give(&r->plots, &e->base, e, &sink, f));
out:
    return st;
}
