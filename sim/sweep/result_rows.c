/* Prints the rows of the journal. Threads read, check and print them in parallel; the rows are
   written in order. */
#include <stdlib.h>

#include "base/array.h"
#include "directory/gzip.h"
#include "experiment/experiment_outcomes.h"
#include "stats/parallel.h"
#include "sweep/result.h"
#include "sweep/row.h"

enum { FLUSH_BYTES = 1 << 16, SLICE_RUNS = 128 };

/* Some replications of a block under one policy: number `from` to number `to`. Slices are short, so
   that they need little memory. */
struct block_slice {
    struct journal_entry entry;
    int32_t policy;
    bool first; /* the slice is the first one of its block and policy */
    int64_t from, to;
    struct journal_view view;
    struct buffer text[LAYOUT_PARTS];
    struct buffer unpacked; /* rows of a compressed part */
    /* Text of rows of runs.csv, while text[LAYOUT_RUNS] contains the rows as words. */
    struct buffer row_text;
    int64_t rows[LAYOUT_PARTS];
    struct metric_run *runs;
    int64_t capacity; /* number of allocated runs */
};

/* The file of each part of a block, the slices to be written, and the position of the next
   slice. */
struct export_context {
    struct result *result;
    const struct sweep *sweep;
    int32_t file[LAYOUT_PARTS], timing;
    struct buffer waiting[LAYOUT_PARTS], times;
    int64_t waiting_rows[LAYOUT_PARTS];
    struct block_slice *slices; /* one slice for each slot */
    /* The members below describe the next slice. */
    int64_t point, block; /* index of the point; index of its block */
    /* Some replications of this block under this policy have been handed out. */
    bool begun;
    int32_t policy;
    /* Last replication of this point under this policy that has been handed out. */
    int64_t done;
};

static const struct journal *
journal_of(const struct export_context *g)
{
    return g->sweep->plan.journal;
}

/* ---- files ---- */

/* Begins runs.csv in a sink. If there is no directory, this is the only file. */
static enum status
begin_sink(struct export_context *g, const struct analysis_sink *sink, struct failure *f)
{
    g->file[LAYOUT_RUNS] = 0;
    return sink->begin(sink->self, "runs.csv", &g->result->layout->runs, metric_run_keys, f);
}

static enum status
add_files(struct export_context *g, struct failure *f)
{
    const struct layout *layout = g->result->layout;
    struct result_dir *p = g->result->result_dir;
    const struct analysis_sink *sink = g->result->runs_sink;
    struct result_dir_entry runs = {
        .name = "runs.csv", .table = &layout->runs, .keys = metric_run_keys};
    struct result_dir_entry failures = {
        .name = "failures.csv", .table = &layout->failures, .keys = layout_failure_keys};
    struct result_dir_entry timing = {.name = "timing.csv",
        .table = &layout->timing,
        .keys = layout_timing_keys,
        .changeable = true};
    enum status st;

    for (int32_t part = 0; part < LAYOUT_PARTS; part++) {
        g->file[part] = -1;
    }
    g->timing = -1;
    if (p == NULL) {
        return sink == NULL ? STATUS_OK : begin_sink(g, sink, f);
    }
    TRY(result_dir_add(p, &runs, &g->file[LAYOUT_RUNS], f));
    if (!layout->experiment->from_scenario) {
        TRY(result_dir_add(p, &failures, &g->file[LAYOUT_FAILURES], f));
    }
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        const struct table *table = NULL;

        for (int32_t i = 0; i < layout->experiment->base.n_policies && table == NULL; i++) {
            table = layout_trace(layout, i, (enum recorder_file)k);
        }
        if (table != NULL) {
            struct result_dir_entry entry = {
                .name = layout_trace_name(layout, (enum recorder_file)k),
                .table = table,
                .keys = recorder_files[k].keys,
                .gzip = layout->experiment->outputs.gzip};

            TRY(result_dir_add(p, &entry, &g->file[layout->part[k]], f));
        }
    }
    if (!layout->experiment->from_scenario) {
        TRY(result_dir_add(p, &timing, &g->timing, f));
    }
out:
    return st;
}

static enum status
flush(struct export_context *g, int32_t part, struct failure *f)
{
    struct buffer *b = &g->waiting[part];
    const struct analysis_sink *sink = g->result->runs_sink;
    struct result_dir *p = g->result->result_dir;
    int64_t rows = g->waiting_rows[part];
    enum status st;

    TRY(buffer_status(b));
    if (b->length > 0) {
        TRY(p == NULL ? sink->write(sink->self, b->at, b->length, rows, f)
                      : result_dir_write(p, g->file[part], b->at, b->length, rows, f));
        buffer_clear(b);
        g->waiting_rows[part] = 0;
    }
out:
    return st;
}

static enum status
flush_times(struct export_context *g, struct failure *f)
{
    enum status st;

    TRY(buffer_status(&g->times));
    if (g->times.length > 0) {
        TRY(result_dir_write(
            g->result->result_dir, g->timing, g->times.at, g->times.length, 0, f));
        buffer_clear(&g->times);
    }
out:
    return st;
}

/* ---- slices ---- */

/* Finds the next slice of the current point under the current policy. Returns false if there is
   none. */
static bool
take_of_point(struct export_context *g, struct block_slice *s)
{
    int64_t n, usable = sweep_usable(g->sweep, g->point);
    const struct journal_entry *e = journal_point(journal_of(g), (int32_t)g->point + 1, &n);

    for (; g->block < n; g->block++, g->begun = false) {
        const struct journal_entry *at = &e[g->block];
        int64_t last = at->first + journal_entry_runs(*at) - 1;

        s->from = at->first > g->done ? at->first : g->done + 1;
        s->to = last < usable ? last : usable;
        if (s->from <= s->to) {
            s->to = s->to < s->from + SLICE_RUNS ? s->to : s->from + SLICE_RUNS - 1;
            s->entry = *at;
            s->policy = g->policy;
            s->first = !g->begun;
            g->done = s->to;
            g->begun = true;
            return true;
        }
    }
    return false;
}

static bool
take(void *self, int32_t slot)
{
    struct export_context *g = self;

    for (; g->point < g->sweep->experiment->n_points; g->point++, g->policy = 0) {
        for (; g->policy < journal_of(g)->shape.n_policies; g->policy++) {
            if (take_of_point(g, &g->slices[slot])) {
                return true;
            }
            g->block = 0;
            g->begun = false;
            g->done = 0;
        }
    }
    return false;
}

static enum status
fail_corrupted(const struct export_context *g, const struct block_slice *s, struct failure *f)
{
    return failure_of(STATUS_IO, f,
        "%s: the journal is corrupted at point %d; run the same command again, or restart with "
        "--fresh",
        journal_of(g)->path, s->entry.point_id);
}

/*
 * Converts words to runs and prints them if there is a file. The checksum of the block may not have
 * been verified yet: the first slice of the block, which verifies it, may be on another thread.
 */
static enum status
print_runs(const struct export_context *g, struct block_slice *s, struct failure *f)
{
    int64_t n = s->to - s->from + 1;
    int32_t counted = g->sweep->experiment->n_counted_columns;
    size_t bytes = row_bytes(counted);
    struct buffer words = s->text[LAYOUT_RUNS], text = s->row_text;
    enum status st;

    TRY(array_grow(&s->runs, n, &s->capacity, sizeof(*s->runs)));
    for (int64_t i = 0; i < n; i++) {
        struct metric_run *run = &s->runs[i];

        *run = (struct metric_run){.point_id = s->entry.point_id,
            .policy = g->sweep->experiment->base.policies[s->policy].id,
            .rep = s->from + i};
        if (words.length != (size_t)n * bytes ||
            !row_unpack(words.at + (size_t)i * bytes, counted, run)) {
            return fail_corrupted(g, s, f);
        }
        experiment_outcomes_compute(g->sweep->experiment, run);
    }
    buffer_clear(&text);
    for (int64_t i = 0; i < n && g->file[LAYOUT_RUNS] >= 0; i++) {
        table_row(&g->result->layout->runs, &s->runs[i], &text);
    }
    s->text[LAYOUT_RUNS] = text;
    s->row_text = words;
    st = buffer_status(&text);
out:
    return st;
}

/* Counts the rows of a part, which may be compressed. */
static enum status
count_rows(
    const struct export_context *g, struct block_slice *s, int32_t part, struct failure *f)
{
    const struct buffer *text = &s->text[part];
    bool quoted = false, valid;
    enum status st = STATUS_OK;

    if (part == LAYOUT_RUNS) {
        s->rows[part] = s->to - s->from + 1;
        return STATUS_OK;
    }
    if (part >= LAYOUT_TRACES && g->sweep->experiment->outputs.gzip) {
        buffer_clear(&s->unpacked);
        TRY(gzip_unpack(&s->unpacked, text->at, text->length, &valid));
        if (!valid) {
            return fail_corrupted(g, s, f);
        }
        text = &s->unpacked;
    }
    s->rows[part] = table_count_rows(text->at, text->length, &quoted);
out:
    return st;
}

static enum status
read_slice(void *self, int32_t worker, int32_t slot, struct failure *f)
{
    const struct export_context *g = self;
    const struct journal *j = journal_of(g);
    struct block_slice *s = &g->slices[slot];
    enum status st;

    (void)worker;
    TRY(journal_lengths(j, s->entry, s->policy == 0 && s->first, &s->view, f));
    if (s->view.block.point_key != g->sweep->experiment->keys[s->entry.point_id - 1]) {
        return failure_of(STATUS_IO, f,
            "%s: the journal has different factor values for point %d; choose another "
            "directory, or restart with --fresh",
            j->path, s->entry.point_id);
    }
    for (int32_t part = 0; part < j->shape.n_parts; part++) {
        buffer_clear(&s->text[part]);
        TRY(journal_text(j, &s->view, s->policy, (int32_t)(s->from - s->entry.first),
            (int32_t)(s->to + 1 - s->entry.first), part, &s->text[part], f));
        TRY(count_rows(g, s, part, f));
    }
    TRY(print_runs(g, s, f));
out:
    return st;
}

static enum status
add_runs(struct export_context *g, const struct block_slice *s, struct failure *f)
{
    enum status st = STATUS_OK;

    for (int64_t i = 0; i <= s->to - s->from; i++) {
        TRY(run_table_add(&g->result->runs, &s->runs[i], f));
    }
    g->result->n_runs += s->rows[LAYOUT_RUNS];
    g->result->n_failed += s->rows[LAYOUT_FAILURES];
out:
    return st;
}

static enum status
add_time(struct export_context *g, const struct journal_block *b, struct failure *f)
{
    enum status st;

    table_row(&g->result->layout->timing,
        &(struct layout_timing){b->point_id, b->first, b->first + b->n - 1,
            b->n * journal_of(g)->shape.n_policies, 1e-9 * (double)b->nanoseconds},
        &g->times);
    TRY(result_dir_write(g->result->result_dir, g->timing, "", 0, 1, f));
    if (g->times.length >= FLUSH_BYTES) {
        TRY(flush_times(g, f));
    }
out:
    return st;
}

static enum status
write_slice(void *self, int32_t slot, struct failure *f)
{
    struct export_context *g = self;
    const struct block_slice *s = &g->slices[slot];
    enum status st;

    TRY(add_runs(g, s, f));
    for (int32_t part = 0; part < journal_of(g)->shape.n_parts; part++) {
        if (g->file[part] < 0) {
            continue;
        }
        if (s->text[part].length > 0) {
            buffer_add(&g->waiting[part], s->text[part].at, s->text[part].length);
        }
        g->waiting_rows[part] += s->rows[part];
        if (g->waiting[part].length >= FLUSH_BYTES) {
            TRY(flush(g, part, f));
        }
    }
    if (s->policy == 0 && s->first && g->timing >= 0) {
        TRY(add_time(g, &s->view.block, f));
    }
out:
    return st;
}

/* ---- all rows ---- */

static void
free_slices(struct block_slice *slices, int32_t n)
{
    for (int32_t k = 0; slices != NULL && k < n; k++) {
        for (int32_t part = 0; part < LAYOUT_PARTS; part++) {
            buffer_free(&slices[k].text[part]);
        }
        buffer_free(&slices[k].unpacked);
        buffer_free(&slices[k].row_text);
        journal_view_free(&slices[k].view);
        free(slices[k].runs);
    }
    free(slices);
}

enum status
result_add_rows(struct result *r, const struct sweep *s, struct failure *f)
{
    struct export_context g = {.result = r, .sweep = s};
    struct parallel parallel = {&g, take, read_slice, write_slice};
    int32_t slots = s->plan.threads * PARALLEL_SLOTS;
    enum status st;

    r->n_runs = 0;
    r->n_failed = 0;
    run_table_free(&r->runs);
    g.slices = calloc((size_t)slots, sizeof(*g.slices));
    if (g.slices == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(run_table_open(&r->runs, &r->layout->runs));
    TRY(add_files(&g, f));
    TRY(parallel_run(&parallel, s->plan.threads, f));
    for (int32_t part = 0; part < r->layout->n_parts; part++) {
        TRY(flush(&g, part, f));
    }
    TRY(flush_times(&g, f));
out:
    free_slices(g.slices, slots);
    for (int32_t part = 0; part < LAYOUT_PARTS; part++) {
        buffer_free(&g.waiting[part]);
    }
    buffer_free(&g.times);
    return st;
}
