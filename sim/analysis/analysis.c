#include "analysis/analysis.h"

#include <stdio.h>
#include <stdlib.h>

#include "analysis/analysis_write.h"
#include "experiment/experiment_outcomes.h"

enum status
analysis_init(struct analysis *a, const struct experiment *e)
{
    enum status st;

    *a = (struct analysis){.experiment = e, .baseline = e->base.policies[e->base.baseline].id};
    a->names = calloc((size_t)e->n_analyses + 1, sizeof(*a->names));
    a->posteriors = calloc((size_t)e->n_analyses + 1, sizeof(*a->posteriors));
    if (a->names == NULL || a->posteriors == NULL) {
        free(a->names);
        free(a->posteriors);
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < e->n_analyses; k++) {
        if (e->analyses[k].kind == EXPERIMENT_calibration) {
            TRY(posterior_init(&a->posteriors[k], e, &e->analyses[k]));
        }
    }
    TRY(table_init(&a->runs, &e->runs, TABLE_EXACT, NULL, 0));
    for (int32_t k = 0; k < EXPERIMENT_ANALYSIS_KINDS; k++) {
        TRY(table_init(&a->tables[k], analysis_kinds[k].record, TABLE_EXACT, NULL, 0));
    }
    TRY(stopping_init(&a->stopping, e, &a->runs));
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
    for (int32_t k = 0; k < EXPERIMENT_ANALYSIS_KINDS; k++) {
        table_free(&a->tables[k]);
    }
    stopping_free(&a->stopping);
    for (int32_t k = 0; a->posteriors != NULL && k < a->experiment->n_analyses; k++) {
        posterior_free(&a->posteriors[k]);
    }
    free(a->posteriors);
    free(a->names);
    *a = (struct analysis){0};
}

enum status
analysis_metrics(const struct experiment *e, const struct experiment_analysis *request,
    struct summary_metric **metrics, int32_t *n)
{
    bool own = request != NULL && request->metrics.count > 0;
    const char *const *names = own ? request->metrics.items : e->outputs.metrics;
    int32_t given = own ? request->metrics.count : e->outputs.n_metrics;

    *n = given > 0 ? given : e->n_metrics;
    *metrics = calloc((size_t)*n, sizeof(**metrics));
    if (*metrics == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < *n; k++) {
        (*metrics)[k] = given > 0 ? experiment_outcomes_metric(e, names[k]) : e->metrics[k];
    }
    return STATUS_OK;
}

/* Sets w->metrics to the metrics of a file. */
static enum status
choose(struct analysis_writer *w, const struct experiment_analysis *request)
{
    free(w->metrics);
    return analysis_metrics(w->experiment, request, &w->metrics, &w->n_metrics);
}

static enum status
write_file(struct analysis *a, struct analysis_writer *w, const char *name,
    const struct experiment_analysis *request, struct failure *f)
{
    const struct analysis_kind *kind = &analysis_kinds[request->kind];

    w->name = name;
    w->request = request;
    w->table = &a->tables[request->kind];
    w->keys = kind->keys;
    return kind->write(w, f);
}

static enum status
write_asked(struct analysis *a, struct analysis_writer *w, int32_t index, struct failure *f)
{
    const struct experiment *e = a->experiment;
    const struct experiment_analysis *request = &e->analyses[index];
    char *name = a->names[index];
    enum status st;

    (void)snprintf(name, ATOMIC_DIR_NAME_BYTES, "analysis/%s.csv", request->key.id);
    TRY(choose(w, request));
    w->posterior = &a->posteriors[index];
    TRY(write_file(a, w, name, request, f));
out:
    return st;
}

/* Writes summary.csv or compare.csv with default options, unless the experiment has an analysis
   with this id. */
static enum status
write_standard(struct analysis *a, struct analysis_writer *w, const char *name,
    enum experiment_analysis_kind kind, struct failure *f)
{
    struct experiment_analysis request = {.key.id = experiment_analysis_names[kind],
        .kind = (int32_t)kind,
        .confidence = SUMMARY_CONFIDENCE};

    return text_index(request.key.id,
               TEXT_NAMES(a->experiment->analyses, key.id, a->experiment->n_analyses)) >= 0
               ? STATUS_OK
               : write_file(a, w, name, &request, f);
}

static enum status
write_files(struct analysis *a, struct analysis_writer *w, struct failure *f)
{
    const struct experiment *e = a->experiment;
    enum status st;

    TRY(choose(w, NULL));
    TRY(write_standard(a, w, "analysis/summary.csv", EXPERIMENT_summary, f));
    if (w->runs->n_policies > 1) {
        TRY(write_standard(a, w, "analysis/compare.csv", EXPERIMENT_compare, f));
    }
    for (int32_t k = 0; k < e->n_analyses; k++) {
        TRY(write_asked(a, w, k, f));
    }
out:
    return st;
}

enum status
analysis_make(struct analysis *a, const struct run_table *runs, int32_t threads,
    const struct analysis_sink *sink, struct failure *f)
{
    const char **reasons = NULL;
    struct analysis_writer w = {.experiment = a->experiment,
        .baseline = a->baseline,
        .runs = runs,
        .statistics = a->statistics == NULL ? runs : a->statistics,
        .sink = sink,
        .threads = threads};
    enum status st = STATUS_OK;

    if (!a->experiment->from_scenario) { /* `cbmsim run` has a fixed number of runs */
        TRY(stopping_reasons(&a->stopping, runs, &reasons, f));
    }
    w.stopped_by = reasons;
    TRY(write_files(a, &w, f));
out:
    free(w.metrics);
    free(reasons);
    buffer_free(&w.row);
    return st;
}
