#include "stats/parallel_estimates.h"

#include <stdlib.h>

#include "stats/parallel.h"

enum { FLUSH_BYTES = 1 << 16, ROW_BYTES = 160, ROWS_MAX = 6, PAIR_BYTES = 32 };

/* The text of the rows of one metric. */
struct portion {
    const struct parallel_estimates *of;
    bool alone; /* there is only one worker, so it can write text at once */
    int32_t metric;
    struct buffer text;
    int64_t rows;
};

/* State of one pass over the metrics. */
struct pass {
    const struct parallel_estimates *of;
    int32_t next, n;
    struct confidence_cache *levels; /* one for each worker */
    struct portion *portions;        /* one for each slot */
    /** Processes one metric. Its rows, if it has any, go to `sink`. */
    enum status (*make)(struct pass *r, int32_t metric, struct confidence_cache *level,
        const struct summary_sink *sink, struct failure *f);
    const char *const *stopped_by;        /* used for a summary */
    const struct comparison_context *all; /* used for a comparison */
};

static enum status
flush(struct portion *p, struct failure *f)
{
    enum status st;

    TRY(buffer_status(&p->text));
    if (p->rows > 0) {
        TRY(p->of->write(p->of->self, p->text.at, p->text.length, p->rows, f));
    }
    buffer_clear(&p->text);
    p->rows = 0;
out:
    return st;
}

static enum status
take_row(void *self, const void *row, struct failure *f)
{
    struct portion *p = self;

    table_row(p->of->table, row, &p->text);
    p->rows++;
    return p->alone && p->text.length >= FLUSH_BYTES ? flush(p, f) : buffer_status(&p->text);
}

static bool
take_metric(void *self, int32_t slot)
{
    struct pass *r = self;

    if (r->next == r->n) {
        return false;
    }
    r->portions[slot].metric = r->next++;
    return true;
}

static enum status
process_metric(void *self, int32_t worker, int32_t slot, struct failure *f)
{
    struct pass *r = self;
    struct portion *p = &r->portions[slot];
    struct summary_sink sink = {take_row, p};

    return r->make(r, p->metric, &r->levels[worker], &sink, f);
}

static enum status
deliver_metric(void *self, int32_t slot, struct failure *f)
{
    const struct pass *r = self;
    struct portion *p = &r->portions[slot];
    enum status st;

    TRY(flush(p, f));
    if (p->text.capacity > 2 * FLUSH_BYTES) {
        /* Long texts are freed, so that the memory of all slots is bounded. */
        buffer_free(&p->text);
    }
out:
    return st;
}

/* Returns the number of workers that fit in PARALLEL_ESTIMATES_BYTES, at least 1. */
static int32_t
workers_of(const struct parallel_estimates *m, int32_t n)
{
    double text = (double)m->runs->n_groups * ROWS_MAX * ROW_BYTES * PARALLEL_SLOTS;
    double each = text + (double)run_table_max_replications(m->runs) * PAIR_BYTES;
    int32_t wanted = m->threads < n ? m->threads : n;

    if (each * wanted > PARALLEL_ESTIMATES_BYTES) {
        wanted = (int32_t)(PARALLEL_ESTIMATES_BYTES / each);
    }
    return wanted > 1 ? wanted : 1;
}

static enum status
run_pass(struct pass *r, double confidence, struct failure *f)
{
    struct parallel parallel = {r, take_metric, process_metric, deliver_metric};
    int32_t workers = workers_of(r->of, r->n);
    int32_t slots = workers * PARALLEL_SLOTS;
    enum status st = STATUS_NO_MEMORY;

    r->levels = calloc((size_t)workers, sizeof(*r->levels));
    r->portions = calloc((size_t)slots, sizeof(*r->portions));
    if (r->levels != NULL && r->portions != NULL) {
        for (int32_t k = 0; k < workers; k++) {
            r->levels[k].confidence = confidence;
        }
        for (int32_t k = 0; k < slots; k++) {
            r->portions[k].of = r->of;
            r->portions[k].alone = workers == 1;
        }
        st = parallel_run(&parallel, workers, f);
    }
    for (int32_t k = 0; r->portions != NULL && k < slots; k++) {
        buffer_free(&r->portions[k].text);
    }
    free(r->levels);
    free(r->portions);
    return st;
}

/* ---- passes ---- */

static enum status
summarise(struct pass *r, int32_t metric, struct confidence_cache *level,
    const struct summary_sink *sink, struct failure *f)
{
    struct summary_options options = {level->confidence, r->stopped_by, level};

    return summary_estimate(r->of->runs, &r->of->metrics[metric], 1, &options, sink, f);
}

static enum status
test_metric(struct pass *r, int32_t metric, struct confidence_cache *level,
    const struct summary_sink *sink, struct failure *f)
{
    (void)sink;
    return comparison_p_values(r->all, metric, level, f);
}

static enum status
compare(struct pass *r, int32_t metric, struct confidence_cache *level,
    const struct summary_sink *sink, struct failure *f)
{
    return comparison_rows(r->all, metric, level, sink, f);
}

enum status
parallel_estimates_summary(const struct parallel_estimates *m, double confidence,
    const char *const *stopped_by, struct failure *f)
{
    struct pass r = {.of = m, .n = m->n_metrics, .make = summarise, .stopped_by = stopped_by};

    return run_pass(&r, confidence, f);
}

enum status
parallel_estimates_comparison(
    const struct parallel_estimates *m, int32_t baseline, double confidence, struct failure *f)
{
    struct comparison_context all;
    struct pass first = {.of = m, .n = m->n_metrics, .make = test_metric, .all = &all};
    struct pass second = {.of = m, .n = m->n_metrics + 1, .make = compare, .all = &all};
    enum status st;

    TRY(comparison_open(&all, m->runs, m->metrics, m->n_metrics, baseline, confidence));
    TRY(run_pass(&first, confidence, f));
    TRY(comparison_adjust_holm(&all));
    TRY(run_pass(&second, confidence, f));
out:
    comparison_close(&all);
    return st;
}
