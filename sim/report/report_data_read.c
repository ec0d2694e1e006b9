#include "report/internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "format/table_read.h"
#include "stats/run_table.h"

static const char *const column_names[REPORT_DATA_COLUMNS] = {
    [REPORT_DATA_MAX_RUNG] = "max_rung",
    [REPORT_DATA_FIRST_ANSWER] = "first_answer_rung_6_day",
    [REPORT_DATA_END] = "end_day",
    [REPORT_DATA_SCORE] = "escalation_score",
};

/* Grows all arrays by run together. */
static enum status
grow_runs(struct report_data *m, double **columns[], int32_t n_columns)
{
    int64_t wanted = m->n_runs + 1, held;
    enum status st;

    for (int32_t k = 0; k < n_columns; k++) {
        held = m->capacity;
        TRY(array_grow(columns[k], wanted, &held, sizeof(*columns[k][0])));
    }
    TRY(array_grow(&m->runs, wanted, &m->capacity, sizeof(*m->runs)));
out:
    return st;
}

/* ---- runs.csv ---- */

enum {
    POINT,
    POLICY,
    REP,
    STATUS,
    FIRST_COLUMN,
    WANTED = FIRST_COLUMN + REPORT_DATA_COLUMNS + 2 * HEADLINE_MAX
};

struct report_data_read_context {
    struct report_data *m;
    const char *wanted[WANTED];
    double **to[WANTED];
    int32_t n;
};

static void
want(struct report_data_read_context *r, const char *name, double **to)
{
    r->to[r->n - FIRST_COLUMN] = to;
    r->wanted[r->n++] = name;
}

/* Adds a run to the last group, or begins a new one. */
static enum status
put_in_group(struct report_data *m, struct report_data_run run)
{
    struct report_data_group *last = m->n_groups == 0 ? NULL : &m->groups[m->n_groups - 1];
    enum status st = STATUS_OK;

    if (last == NULL || last->point != run.point || last->policy != run.policy) {
        TRY(array_grow(&m->groups, m->n_groups + 1, &m->groups_capacity, sizeof(*m->groups)));
        last = &m->groups[m->n_groups++];
        *last = (struct report_data_group){run.point, run.policy, m->n_runs, 0};
    }
    last->n++;
out:
    return st;
}

static bool
whole(const struct table_read_cell *cell, int32_t *n)
{
    double x;

    if (!table_read_real(cell, &x) || !(x >= 1 && x <= INT32_MAX)) {
        return false;
    }
    *n = (int32_t)x;
    return true;
}

static enum status
take_run(void *context, const struct table_read_cell *cells, struct failure *f)
{
    struct report_data_read_context *r = context;
    struct report_data *m = r->m;
    struct report_data_run run;
    enum status st;

    run.policy = report_data_policy(m, cells[POLICY].text);
    if (!whole(&cells[POINT], &run.point) || !whole(&cells[REP], &run.rep) || run.policy < 0) {
        return failure_of(STATUS_BAD_INPUT, f,
            "%s/runs.csv: a row belongs to no run of this "
            "result",
            m->source.directory);
    }
    if (cells[STATUS].text == NULL || strcmp(cells[STATUS].text, RUN_TABLE_COMPLETE) != 0) {
        m->n_failed++;
        return STATUS_OK;
    }
    TRY(grow_runs(m, r->to, r->n - FIRST_COLUMN));
    TRY(put_in_group(m, run));
    for (int32_t k = FIRST_COLUMN; k < r->n; k++) {
        if (!table_read_real(&cells[k], &(*r->to[k - FIRST_COLUMN])[m->n_runs])) {
            return failure_of(STATUS_BAD_INPUT, f, "%s/runs.csv: %s is not a number",
                m->source.directory, r->wanted[k]);
        }
    }
    m->runs[m->n_runs++] = run;
out:
    return st;
}

static enum status
read_runs(struct report_data *m, struct failure *f)
{
    struct report_data_read_context r = {.m = m,
        .wanted =
            {[POINT] = "point_id", [POLICY] = "policy", [REP] = "rep", [STATUS] = "status"},
        .n = FIRST_COLUMN};
    struct buffer path = {0};
    bool there;
    enum status st;

    for (int32_t k = 0; k < REPORT_DATA_COLUMNS; k++) {
        want(&r, column_names[k], &m->columns[k]);
    }
    for (int32_t k = 0; k < m->n_headlines; k++) {
        const struct summary_metric *how = &m->headlines[k].definition;
        bool ratio = how->kind == SUMMARY_RATIO;

        want(&r, how->numerator != NULL ? how->numerator : how->name, &m->values[k]);
        if (ratio) {
            want(&r, how->denominator, &m->denominators[k]);
        }
    }
    TRY(report_data_path(m, "runs.csv", &path, &there, f));
    m->no_runs = !there;
    if (there) {
        TRY(table_read(path.at, r.wanted, r.n, take_run, &r, f));
    }
out:
    buffer_free(&path);
    return st;
}

/* ---- analysis/compare.csv ---- */

static enum status
take_difference(void *context, const struct table_read_cell *cells, struct failure *f)
{
    struct report_data *m = context;
    struct report_data_difference d = {.headline = -1};
    double pairs = 0, confidence = 0;
    enum status st;

    d.policy = report_data_policy(m, cells[1].text);
    d.versus = report_data_policy(m, cells[2].text);
    for (int32_t k = 0; k < m->n_headlines; k++) {
        if (cells[3].text != NULL && strcmp(m->headlines[k].metric, cells[3].text) == 0) {
            d.headline = k;
        }
    }
    if (d.headline < 0 || d.versus != m->source.scenario->baseline) {
        return STATUS_OK;
    }
    if (d.policy < 0 || !whole(&cells[0], &d.point) ||
        !table_read_real(&cells[4], &d.at.value) || !table_read_real(&cells[5], &d.at.low) ||
        !table_read_real(&cells[6], &d.at.high) || !table_read_real(&cells[7], &pairs) ||
        !table_read_real(&cells[8], &confidence)) {
        return failure_of(
            STATUS_BAD_INPUT, f, "%s/analysis/compare.csv: invalid row", m->source.directory);
    }
    m->confidence = confidence > 0 && confidence < 1 ? confidence : m->confidence;
    d.n_pairs = pairs >= 0 && pairs < 9e15 ? (int64_t)pairs : 0;
    TRY(array_grow(&m->differences, m->n_differences + 1, &m->differences_capacity,
        sizeof(*m->differences)));
    m->differences[m->n_differences++] = d;
out:
    return st;
}

static enum status
read_differences(struct report_data *m, struct failure *f)
{
    static const char *const wanted[] = {"point_id", "policy", "versus", "metric", "difference",
        "ci_lo", "ci_hi", "n_pairs", "confidence"};
    struct buffer path = {0};
    bool there;
    enum status st;

    TRY(report_data_path(m, "analysis/compare.csv", &path, &there, f));
    m->no_differences = !there;
    if (there) {
        TRY(table_read(path.at, wanted, FIELD_COUNT_OF(wanted), take_difference, m, f));
    }
    if (m->n_differences > 0) {
        qsort(m->differences, (size_t)m->n_differences, sizeof(*m->differences),
            report_data_compare_differences);
    }
out:
    buffer_free(&path);
    return st;
}

/* ---- the whole ---- */

enum status
report_data_read(
    struct report_data *m, const struct report_data_source *source, struct failure *f)
{
    enum status st;

    *m = (struct report_data){.source = *source};
    m->world = source->scenario->policies[source->scenario->baseline].world;
    m->confidence = SUMMARY_CONFIDENCE;
    m->n_headlines = headline_choose(source->experiment, m->headlines);
    TRY(read_runs(m, f));
    TRY(read_differences(m, f));
out:
    if (st != STATUS_OK) {
        report_data_free(m);
    }
    return st;
}

void
report_data_free(struct report_data *m)
{
    for (int32_t k = 0; k < HEADLINE_MAX; k++) {
        free(m->values[k]);
        free(m->denominators[k]);
    }
    for (int32_t k = 0; k < REPORT_DATA_COLUMNS; k++) {
        free(m->columns[k]);
    }
    free(m->runs);
    free(m->groups);
    free(m->differences);
    *m = (struct report_data){0};
}
