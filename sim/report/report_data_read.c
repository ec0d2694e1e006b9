#include "report/report_data.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/html_escape.h"
#include "format/table_read.h"
#include "report/report_data_cells.h"
#include "stats/comparison.h"

enum { HARMED_NAMED = 3 };

static const char *const column_names[REPORT_DATA_COLUMNS] = {
    [REPORT_DATA_MAX_RUNG] = "max_rung",
    [REPORT_DATA_FIRST_ANSWER] = "first_answer_rung_6_day",
    [REPORT_DATA_END] = "end_day",
    [REPORT_DATA_SCORE] = "escalation_score",
};

/* ---- runs.csv ---- */

/* Counts the complete runs and finds their groups. If some runs failed, stores the rows of the
   complete runs in m->rows. */
static enum status
take_runs(struct report_data *m, const struct run_table *all, struct failure *f)
{
    m->groups = calloc((size_t)all->n_groups + 1, sizeof(*m->groups));
    if (m->groups == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t i = 0; i < all->n; i++) {
        m->n_failed += !all->complete[i];
    }
    m->rows = m->n_failed == 0 ? NULL : malloc((size_t)all->n * sizeof(*m->rows));
    if (m->n_failed > 0 && m->rows == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t g = 0; g < all->n_groups; g++) {
        const struct run_table_group *from = &all->groups[g];
        struct report_data_group *to = &m->groups[m->n_groups];

        *to = (struct report_data_group){(int32_t)from->point_id,
            report_data_policy(m, all->policies[from->policy]), m->n_runs, 0};
        if (to->policy < 0 || to->point != from->point_id || to->point < 1) {
            return failure_of(STATUS_BAD_INPUT, f,
                "%s/runs.csv: a row does not belong to a run of this result; check the files "
                "with 'cbmsim verify'",
                m->source.directory);
        }
        for (int64_t i = from->first; i < from->first + from->n; i++) {
            if (m->rows != NULL) {
                m->rows[m->n_runs] = (int32_t)i;
            }
            m->n_runs += all->complete[i];
            to->n += all->complete[i];
        }
        m->n_groups += to->n > 0;
    }
    return STATUS_OK;
}

enum status
report_data_column(
    const struct report_data *m, const char *name, double **values, struct failure *f)
{
    const struct run_table *all = &m->table;
    int64_t n = 0;
    enum status st;

    *values = malloc(((size_t)all->n + 1) * sizeof(**values));
    TRY(*values == NULL ? STATUS_NO_MEMORY : run_table_column(all, name, *values, f));
    for (int64_t i = 0; i < all->n; i++) {
        (*values)[n] = (*values)[i];
        n += all->complete[i];
    }
out:
    return st;
}

static bool
has_column(const struct report_data *m, const char *name)
{
    return text_index(name, run_table_columns(&m->table)) >= 0;
}

/* Removes the headline metrics that the result lacks because an older version wrote it. Primary
   metrics are not removed. */
static void
drop_headlines(struct report_data *m)
{
    int32_t kept = 0;

    for (int32_t k = 0; k < m->n_headlines; k++) {
        const struct summary_metric *how = &m->headlines[k].definition;
        bool ratio = how->kind == SUMMARY_RATIO;

        if (k < m->n_primary ||
            (has_column(m, how->numerator != NULL ? how->numerator : how->name) &&
                (!ratio || has_column(m, how->denominator)))) {
            m->headlines[kept++] = m->headlines[k];
        }
    }
    m->n_headlines = kept;
}

static enum status
open_cells(struct report_data *m, const char *name, struct report_data_cells **cells,
    struct failure *f)
{
    return report_data_cells_open(cells, &m->table, name, m->fault, f);
}

static enum status
take_columns(struct report_data *m, struct failure *f)
{
    enum status st = STATUS_OK;

    m->fault = calloc(1, sizeof(*m->fault));
    TRY(m->fault == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    drop_headlines(m);
    for (int32_t k = 0; k < REPORT_DATA_COLUMNS; k++) {
        if (k == REPORT_DATA_END || has_column(m, column_names[k])) {
            TRY(open_cells(m, column_names[k], &m->columns[k], f));
        }
    }
    for (int32_t k = 0; k < m->n_headlines; k++) {
        const struct summary_metric *how = &m->headlines[k].definition;

        TRY(open_cells(
            m, how->numerator != NULL ? how->numerator : how->name, &m->values[k], f));
        if (how->kind == SUMMARY_RATIO) {
            TRY(open_cells(m, how->denominator, &m->denominators[k], f));
        }
    }
out:
    return st;
}

static enum status
read_runs(struct report_data *m, struct failure *f)
{
    bool there;
    enum status st;

    TRY(report_data_path(m, "runs.csv", &m->table_path, &there, f));
    m->no_runs = !there;
    if (there) {
        TRY(run_table_of_file(&m->table, m->table_path.at, f));
        TRY(take_runs(m, &m->table, f));
        TRY(take_columns(m, f));
    }
out:
    return st;
}

/* ---- analysis/compare.csv ---- */

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

/* Whether a row of compare.csv is about this metric. For an event, this is the row about the share
   of runs with the event. */
static bool
is_of(const struct headline_metric *h, const char *metric)
{
    size_t n = strlen(h->metric);
    const char *end = h->definition.kind == SUMMARY_EVENT ? COMPARISON_SHARE : "";

    return strncmp(metric, h->metric, n) == 0 && strcmp(metric + n, end) == 0;
}

/* `metric` is the metric of a row of compare.csv and not a headline metric. Returns the value that
   stands in place of the index of a headline metric (report_data.h), or -1 if the report does not
   show the row. */
static int32_t
other_row(const char *metric)
{
    static const char *const powers[REPORT_DATA_HARM_POWERS] = {
        "harm_linear", "harm", "harm_cubic"};
    static const char answer_share[] = "first_answer_rung_6_day" COMPARISON_SHARE;
    int32_t power = text_index(metric, TEXT_WORDS(powers));

    return metric != NULL && strcmp(metric, answer_share) == 0 ? REPORT_DATA_ANSWER_SHARE
           : power >= 0                                        ? REPORT_DATA_HARM_POWER + power
                                                               : -1;
}

static enum status
keep_difference(struct report_data *m, const struct report_data_difference *d)
{
    enum status st;

    TRY(array_grow(&m->differences, m->n_differences + 1, &m->differences_capacity,
        sizeof(*m->differences)));
    m->differences[m->n_differences++] = *d;
out:
    return st;
}

static enum status
take_difference(void *context, const struct table_read_cell *cells, struct failure *f)
{
    struct report_data *m = context;
    int32_t other = other_row(cells[3].text);
    struct report_data_difference d = {.headline = -1};
    double pairs = 0, confidence = 0;
    enum status st;

    d.policy = report_data_policy(m, cells[1].text);
    d.versus = report_data_policy(m, cells[2].text);
    for (int32_t k = 0; k < m->n_headlines; k++) {
        if (cells[3].text != NULL && is_of(&m->headlines[k], cells[3].text)) {
            d.headline = k;
        }
    }
    if ((d.headline < 0 && other < 0) || d.versus != m->source.scenario->baseline) {
        return STATUS_OK;
    }
    if (d.policy < 0 || !whole(&cells[0], &d.point) ||
        !table_read_real(&cells[4], &d.at.value) || !table_read_real(&cells[5], &d.at.low) ||
        !table_read_real(&cells[6], &d.at.high) || !table_read_real(&cells[7], &pairs) ||
        !table_read_real(&cells[8], &confidence) ||
        !table_read_real(&cells[9], &d.p_adjusted)) {
        return failure_of(
            STATUS_BAD_INPUT, f, "%s/analysis/compare.csv: invalid row", m->source.directory);
    }
    m->confidence = confidence > 0 && confidence < 1 ? confidence : m->confidence;
    d.n_pairs = pairs >= 0 && pairs < 9e15 ? (int64_t)pairs : 0;
    TRY(d.headline < 0 ? STATUS_OK : keep_difference(m, &d));
    d.headline = other;
    TRY(other < 0 ? STATUS_OK : keep_difference(m, &d));
out:
    return st;
}

static enum status
read_differences(struct report_data *m, struct failure *f)
{
    static const char *const wanted[] = {"point_id", "policy", "versus", "metric", "difference",
        "ci_lo", "ci_hi", "n_pairs", "confidence", "p_adjusted"};
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

/* ---- analysis/summary.csv ---- */

struct missed_points {
    int64_t n, n_points;
    bool *seen; /* [point - 1]: whether a row of this point was read */
};

static enum status
take_missed(void *context, const struct table_read_cell *cells, struct failure *f)
{
    struct missed_points *missed = context;
    int32_t point;

    (void)f;
    if (cells[1].text != NULL && strcmp(cells[1].text, "max") == 0 &&
        whole(&cells[0], &point) && point <= missed->n_points && !missed->seen[point - 1]) {
        missed->seen[point - 1] = true;
        missed->n++;
    }
    return STATUS_OK;
}

/* Counts the points at which the replications reached their maximum before the targets were met. */
static enum status
read_missed(struct report_data *m, struct failure *f)
{
    static const char *const wanted[] = {"point_id", "stopped_by"};
    struct missed_points missed = {.n_points = m->source.experiment->n_points};
    struct buffer path = {0};
    bool there;
    enum status st = STATUS_OK;

    if (m->source.experiment->replications.n_targets == 0) {
        return STATUS_OK;
    }
    missed.seen = calloc((size_t)missed.n_points + 1, sizeof(*missed.seen));
    TRY(missed.seen == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    TRY(report_data_path(m, "analysis/summary.csv", &path, &there, f));
    if (there) {
        TRY(table_read(path.at, wanted, FIELD_COUNT_OF(wanted), take_missed, &missed, f));
    }
    m->n_missed = missed.n;
out:
    free(missed.seen);
    buffer_free(&path);
    return st;
}

/* ---- harm of some states ---- */

/* Adds the states of harm_of to the words of the metrics that count only these states. */
static enum status
name_harmed(struct report_data *m)
{
    static const char *const metrics[] = {"harm", "harm_observed", "harm_per_incident"};
    const struct list *of = &m->world->outputs.harm_of;
    const struct key *keys = of->items;
    enum status st = STATUS_OK;

    if (of->count == 0) {
        return STATUS_OK;
    }
    for (int32_t k = 0; k < of->count && of->count <= HARMED_NAMED; k++) {
        buffer_text(&m->harmed, k == 0 ? " to " : k + 1 < of->count ? ", " : " and ");
        html_bdi(&m->harmed, report_data_state_name(m, keys[k].id), HTML_LABEL);
    }
    if (of->count > HARMED_NAMED) {
        buffer_printf(&m->harmed, " to the %d states of <code>harm_of</code>", (int)of->count);
    }
    TRY(buffer_status(&m->harmed));
    for (int32_t k = 0; k < m->n_headlines; k++) {
        if (text_index(m->headlines[k].metric, TEXT_WORDS(metrics)) >= 0) {
            m->headlines[k].of = m->harmed.at;
        }
    }
out:
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
    m->n_primary = source->experiment->outputs.n_primary;
    m->n_primary = m->n_primary < 1              ? 1
                   : m->n_primary < HEADLINE_MAX ? m->n_primary
                                                 : HEADLINE_MAX;
    TRY(name_harmed(m));
    TRY(read_runs(m, f));
    TRY(read_differences(m, f));
    TRY(read_missed(m, f));
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
    run_table_free(&m->table);
    buffer_free(&m->table_path);
    buffer_free(&m->harmed);
    free(m->fault);
    free(m->rows);
    free(m->groups);
    free(m->differences);
    *m = (struct report_data){0};
}
