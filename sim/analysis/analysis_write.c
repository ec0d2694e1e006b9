#include "analysis/analysis_write.h"

#include "analysis/calibration/calibration.h"
#include "analysis/morris.h"
#include "analysis/prim.h"
#include "analysis/rare_table.h"
#include "analysis/regress/regress.h"
#include "analysis/regret/regret.h"
#include "analysis/sobol.h"
#include "stats/convergence.h"
#include "stats/survival.h"

#define KIND(name_, implied, takes_baseline, family, design, record_, keys_, meaning)          \
    {.name = #name_, .record = &(record_), .keys = (keys_), .write = analysis_write_##name_},
const struct analysis_kind analysis_kinds[EXPERIMENT_ANALYSIS_KINDS] = {ANALYSIS_ROWS(KIND)};

static enum status
begin(struct analysis_writer *w, struct failure *f)
{
    return w->sink->begin(w->sink->self, w->name, w->table, w->keys, f);
}

static enum status
print_row(void *self, const void *row, struct failure *f)
{
    struct analysis_writer *w = self;

    buffer_clear(&w->row);
    table_row(w->table, row, &w->row);
    return buffer_status(&w->row) != STATUS_OK
               ? STATUS_NO_MEMORY
               : w->sink->write(w->sink->self, w->row.at, w->row.length, 1, f);
}

static struct parallel_estimates
parallel_estimates_of(const struct analysis_writer *w)
{
    return (struct parallel_estimates){.runs = w->runs,
        .metrics = w->metrics,
        .n_metrics = w->n_metrics,
        .threads = w->threads,
        .table = w->table,
        .self = w->sink->self,
        .write = w->sink->write};
}

enum status
analysis_write_summary(struct analysis_writer *w, struct failure *f)
{
    struct parallel_estimates rows = parallel_estimates_of(w);
    enum status st;

    TRY(begin(w, f));
    TRY(parallel_estimates_summary(&rows, w->request->confidence, w->stopped_by, f));
out:
    return st;
}

enum status
analysis_write_compare(struct analysis_writer *w, struct failure *f)
{
    struct parallel_estimates rows = parallel_estimates_of(w);
    int32_t policy = run_table_policy(
        w->runs, w->request->baseline == NULL ? w->baseline : w->request->baseline);
    enum status st;

    if (policy < 0) {
        return STATUS_OK; /* the baseline has no runs */
    }
    TRY(begin(w, f));
    TRY(parallel_estimates_comparison(&rows, policy, w->request->confidence, f));
out:
    return st;
}

enum status
analysis_write_morris(struct analysis_writer *w, struct failure *f)
{
    struct summary_sink sink = {print_row, w};
    enum status st;

    TRY(begin(w, f));
    TRY(morris_write_rows(
        w->experiment, w->request, w->runs, w->metrics, w->n_metrics, &sink, f));
out:
    return st;
}

enum status
analysis_write_sobol(struct analysis_writer *w, struct failure *f)
{
    struct summary_sink sink = {print_row, w};
    enum status st;

    TRY(begin(w, f));
    TRY(sobol_write_rows(
        w->experiment, w->request, w->runs, w->metrics, w->n_metrics, &sink, f));
out:
    return st;
}

enum status
analysis_write_regress(struct analysis_writer *w, struct failure *f)
{
    struct summary_sink sink = {print_row, w};
    enum status st;

    TRY(begin(w, f));
    TRY(regress_write_rows(
        w->experiment, w->request, w->runs, w->metrics, w->n_metrics, &sink, f));
out:
    return st;
}

enum status
analysis_write_prim(struct analysis_writer *w, struct failure *f)
{
    struct summary_sink sink = {print_row, w};
    enum status st;

    TRY(begin(w, f));
    TRY(prim_write_rows(
        w->experiment, w->request, w->runs, w->metrics, w->n_metrics, &sink, f));
out:
    return st;
}

enum status
analysis_write_regret(struct analysis_writer *w, struct failure *f)
{
    struct summary_sink sink = {print_row, w};
    enum status st;

    TRY(begin(w, f));
    TRY(regret_write_rows(
        w->experiment, w->request, w->runs, w->metrics, w->n_metrics, &sink, f));
out:
    return st;
}

/* Begins the second file of a calibration. From then on, print_row() writes to this file. */
static enum status
begin_posterior(void *self, struct failure *f)
{
    struct analysis_writer *w = self;

    w->table = &w->posterior->table;
    return w->sink->begin(w->sink->self, w->posterior->name, w->table, NULL, f);
}

enum status
analysis_write_calibration(struct analysis_writer *w, struct failure *f)
{
    struct summary_sink sink = {print_row, w};
    struct calibration_sinks sinks = {&sink, begin_posterior, &sink};
    enum status st;

    TRY(begin(w, f));
    TRY(calibration_write_rows(w->experiment, w->request, w->statistics, &sinks, f));
out:
    return st;
}

enum status
analysis_write_converge(struct analysis_writer *w, struct failure *f)
{
    struct summary_sink sink = {print_row, w};
    enum status st;

    TRY(begin(w, f));
    TRY(convergence_write_rows(
        w->request->confidence, w->runs, w->metrics, w->n_metrics, &sink, f));
out:
    return st;
}

enum status
analysis_write_rare(struct analysis_writer *w, struct failure *f)
{
    struct summary_sink sink = {print_row, w};
    int32_t baseline = run_table_policy(
        w->runs, w->request->baseline == NULL ? w->baseline : w->request->baseline);
    enum status st;

    TRY(begin(w, f));
    TRY(rare_table_write_rows(
        w->experiment, w->request->confidence, w->runs, baseline, &sink, f));
out:
    return st;
}

enum status
analysis_write_survival(struct analysis_writer *w, struct failure *f)
{
    struct summary_sink sink = {print_row, w};
    enum status st;

    TRY(begin(w, f));
    TRY(survival_write_rows(
        w->request->confidence, w->runs, w->metrics, w->n_metrics, &sink, f));
out:
    return st;
}
