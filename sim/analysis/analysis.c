#include "analysis/analysis.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/morris.h"
#include "analysis/sobol.h"
#include "observe/metric.h"
#include "stats/converge.h"
#include "stats/metric_rows.h"
#include "stats/survival.h"

enum status
analysis_init(struct analysis *a, const struct experiment *e, const char *baseline)
{
    size_t names = e == NULL ? 1 : (size_t)e->n_analyses + 1;
    enum status st;

    *a = (struct analysis){.experiment = e, .baseline = baseline};
    a->names = calloc(names, sizeof(*a->names));
    if (a->names == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(table_init(&a->runs, &metric_run_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&a->summary, &summary_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&a->comparison, &comparison_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&a->morris, &morris_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&a->sobol, &sobol_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&a->converge, &converge_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&a->survival, &survival_record, TABLE_EXACT, NULL, 0));
    if (e != NULL) {
        TRY(stopping_init(&a->stopping, e, &a->runs));
    }
out:
    if (st != STATUS_OK) {
        analysis_free(a);
    }
    return st;
}

void
analysis_free(struct analysis *a)
{
    table_free(&a->runs);
    table_free(&a->summary);
    table_free(&a->comparison);
    table_free(&a->morris);
    table_free(&a->sobol);
    table_free(&a->converge);
    table_free(&a->survival);
    stopping_free(&a->stopping);
    free(a->names);
    *a = (struct analysis){0};
}

/* One file while it is made. */
struct making {
    struct analysis *analysis;
    const struct replications *runs;
    const char *const *stopped_by;
    const struct analysis_sink *sink;
    int32_t threads;
    struct summary_metric *metrics; /* those of this file */
    int32_t n_metrics;
    const struct table *table;
    struct buffer row;
};

static enum status
take_row(void *self, const void *row, struct failure *f)
{
    struct making *m = self;

    buffer_clear(&m->row);
    table_row(m->table, row, &m->row);
    return buffer_status(&m->row) != STATUS_OK
               ? STATUS_NO_MEMORY
               : m->sink->write(m->sink->self, m->row.at, m->row.length, 1, f);
}

/* The metrics of a file: those named, all if none are. */
static enum status
choose(struct making *m, const char *const *names, int32_t n)
{
    int32_t most = n > 0 ? n : metric_n_summaries;

    free(m->metrics);
    m->metrics = calloc((size_t)most, sizeof(*m->metrics));
    if (m->metrics == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (m->n_metrics = 0; m->n_metrics < most; m->n_metrics++) {
        m->metrics[m->n_metrics] =
            n > 0 ? stopping_metric(names[m->n_metrics]) : metric_summaries[m->n_metrics];
    }
    return STATUS_OK;
}

static struct metric_rows
metric_rows_of(const struct making *m, const struct table *table)
{
    return (struct metric_rows){.runs = m->runs,
        .metrics = m->metrics,
        .n_metrics = m->n_metrics,
        .threads = m->threads,
        .table = table,
        .self = m->sink->self,
        .write = m->sink->write};
}

static enum status
make_summary(struct making *m, const char *name, double confidence, struct failure *f)
{
    struct metric_rows rows = metric_rows_of(m, &m->analysis->summary);
    enum status st;

    TRY(m->sink->begin(m->sink->self, name, rows.table, summary_keys, f));
    TRY(metric_rows_summary(&rows, confidence, m->stopped_by, f));
out:
    return st;
}

static enum status
make_comparison(struct making *m, const char *name, const char *baseline, double confidence,
    struct failure *f)
{
    struct metric_rows rows = metric_rows_of(m, &m->analysis->comparison);
    int32_t policy = replications_policy(m->runs, baseline);
    enum status st;

    if (policy < 0) {
        return STATUS_OK; /* no run of it, nothing to compare with */
    }
    TRY(m->sink->begin(m->sink->self, name, rows.table, comparison_keys, f));
    TRY(metric_rows_comparison(&rows, policy, confidence, f));
out:
    return st;
}

static enum status
make_screening(
    struct making *m, const char *name, const struct experiment_analysis *a, struct failure *f)
{
    bool walks = a->kind == EXPERIMENT_MORRIS;
    struct summary_sink sink = {take_row, m};
    enum status st;

    m->table = walks ? &m->analysis->morris : &m->analysis->sobol;
    /* Rows of noise are of no factor: sobol.csv has no key. */
    TRY(m->sink->begin(m->sink->self, name, m->table, walks ? morris_keys : NULL, f));
    st = (walks ? morris_give : sobol_give)(
        m->analysis->experiment, a, m->runs, m->metrics, m->n_metrics, &sink, f);
out:
    return st;
}

static enum status
make_course(
    struct making *m, const char *name, const struct experiment_analysis *a, struct failure *f)
{
    bool days = a->kind == EXPERIMENT_SURVIVAL;
    struct summary_sink sink = {take_row, m};
    enum status st;

    m->table = days ? &m->analysis->survival : &m->analysis->converge;
    TRY(m->sink->begin(m->sink->self, name, m->table, days ? survival_keys : converge_keys, f));
    st = (days ? survival_give : converge_give)(
        a->confidence, m->runs, m->metrics, m->n_metrics, &sink, f);
out:
    return st;
}

/* ---- what the experiment asks for ---- */

static bool
asks_for(const struct experiment *e, const char *id)
{
    bool asks = false;

    for (int32_t k = 0; e != NULL && k < e->n_analyses; k++) {
        asks = asks || strcmp(e->analyses[k].key.id, id) == 0;
    }
    return asks;
}

static enum status
make_asked(struct making *m, int32_t index, struct failure *f)
{
    const struct experiment *e = m->analysis->experiment;
    const struct experiment_analysis *a = &e->analyses[index];
    char *name = m->analysis->names[index];
    enum status st;

    (void)snprintf(name, DISK_NAME_BYTES, "analysis/%s.csv", a->key.id);
    TRY(choose(m, a->n_metrics > 0 ? a->metrics : e->outputs.metrics,
        a->n_metrics > 0 ? a->n_metrics : e->outputs.n_metrics));
    switch ((enum experiment_analysis_kind)a->kind) {
    case EXPERIMENT_SUMMARY:
        return make_summary(m, name, a->confidence, f);
    case EXPERIMENT_COMPARE:
        return make_comparison(m, name,
            a->baseline == NULL ? m->analysis->baseline : a->baseline, a->confidence, f);
    case EXPERIMENT_MORRIS:
    case EXPERIMENT_SOBOL:
        return make_screening(m, name, a, f);
    case EXPERIMENT_CONVERGE:
    case EXPERIMENT_SURVIVAL:
        return make_course(m, name, a, f);
    }
out:
    return st;
}

static enum status
make_files(struct making *m, struct failure *f)
{
    const struct experiment *e = m->analysis->experiment;
    enum status st;

    TRY(choose(m, e == NULL ? NULL : e->outputs.metrics, e == NULL ? 0 : e->outputs.n_metrics));
    if (!asks_for(e, "summary")) {
        TRY(make_summary(m, "analysis/summary.csv", SUMMARY_CONFIDENCE, f));
    }
    if (m->analysis->baseline != NULL && m->runs->n_policies > 1 && !asks_for(e, "compare")) {
        TRY(make_comparison(
            m, "analysis/compare.csv", m->analysis->baseline, SUMMARY_CONFIDENCE, f));
    }
    for (int32_t k = 0; e != NULL && k < e->n_analyses; k++) {
        TRY(make_asked(m, k, f));
    }
out:
    return st;
}

enum status
analysis_make(struct analysis *a, const struct replications *runs, int32_t threads,
    const struct analysis_sink *sink, struct failure *f)
{
    const char **reasons = NULL;
    struct making m = {.analysis = a, .runs = runs, .sink = sink, .threads = threads};
    enum status st = STATUS_OK;

    if (a->experiment != NULL) {
        TRY(stopping_reasons(&a->stopping, runs, &reasons, f));
    }
    m.stopped_by = reasons;
    TRY(make_files(&m, f));
out:
    free(m.metrics);
    free(reasons);
    buffer_free(&m.row);
    return st;
}
