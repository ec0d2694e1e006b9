#include "report/shown.h"

#include <stdlib.h>

#include "observe/recorder_tables.h"
#include "report/label.h"
#include "report/number_text.h"

/* ---- which run ---- */

/* Finds the run whose score has the rank n / 2 in its group. Ranks count from 0; among runs with
   equal scores, the earlier run has the lower rank. Returns STATUS_NO_MEMORY if memory runs out. */
static enum status
find_median(const struct report_data *m, const struct report_data_group *g, int64_t *run)
{
    double *scores = malloc((size_t)g->n * sizeof(*scores)), median;
    int64_t rank = (g->n - 1) / 2, before = 0, i;

    if (scores == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (i = 0; i < g->n; i++) {
        scores[i] = report_data_cell(m, REPORT_DATA_SCORE, g->first + i);
    }
    statistics_sort(scores, g->n);
    median = scores[rank];
    while (before < rank && scores[rank - before - 1] == median) {
        before++; /* runs with the median score and a lower rank */
    }
    free(scores);
    for (i = 0; i < g->n; i++) {
        double score = report_data_cell(m, REPORT_DATA_SCORE, g->first + i);

        if (score == median && before-- == 0) {
            break;
        }
    }
    *run = g->first + (i < g->n ? i : 0);
    return STATUS_OK;
}

static enum status
choose_median(struct shown *s, const struct report_data *m)
{
    int32_t policy = label_ordered(m, m->source.scenario->n_policies > 1);
    const struct report_data_group *g = NULL;
    enum status st = STATUS_OK;

    for (int64_t k = 0; k < m->n_groups && g == NULL && report_data_has(m, REPORT_DATA_SCORE);
         k++) {
        g = m->groups[k].policy == policy ? &m->groups[k] : NULL;
    }
    if (g != NULL) {
        TRY(find_median(m, g, &s->run));
        s->point = g->point;
        s->policy = policy;
        s->rep = report_data_rep(m, s->run);
    }
out:
    return st;
}

static enum status
find_asked(struct shown *s, const struct report_data *m, struct failure *f)
{
    const struct report_data_group *g =
        report_data_find(m, m->source.shown.point, m->source.shown.policy);

    for (int64_t i = 0; g != NULL && i < g->n; i++) {
        if (report_data_rep(m, g->first + i) == m->source.shown.rep) {
            s->run = g->first + i;
            s->point = m->source.shown.point;
            s->policy = m->source.shown.policy;
            s->rep = m->source.shown.rep;
            s->asked = true;
            return STATUS_OK;
        }
    }
    return failure_of(STATUS_USAGE, f, "--run: %s/runs.csv has no complete run with this key",
        m->source.directory);
}

/* ---- the events of the run ---- */

int32_t
shown_count(const struct shown *s, enum recorder_file file)
{
    return s->trace.rows[file].count;
}

const char *
shown_state(const struct shown *s, int32_t state)
{
    return state < 0 ? NULL
                     : recorder_tables_id(s->world, WORLD_STATE(s->world, state)->key.id);
}

static enum status
make_again(struct shown *s, const struct report_data *m, struct failure *f)
{
    struct report_data_run run = {s->point, s->policy, s->rep};
    struct failure why = {0};
    enum status st;

    recorder_init(&s->trace, RECORDER_EVENTS);
    st = m->source.replay(m->source.self, &run, &s->trace, &s->world, &why);
    if (st == STATUS_MISMATCH) {
        recorder_free(&s->trace);
        return STATUS_OK;
    }
    if (st != STATUS_OK) {
        return why.count > 0 ? failure_of(st, f, "%s", why.line[0]) : st;
    }
    s->there = true;
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        (void)recorder_sort(&s->trace, (enum recorder_file)k);
    }
    return STATUS_OK;
}

enum status
shown_make(struct shown *s, const struct report_data *m, struct failure *f)
{
    enum status st;

    *s = (struct shown){0};
    TRY(m->source.shown.rep > 0 ? find_asked(s, m, f) : choose_median(s, m));
    if (s->rep > 0) {
        TRY(make_again(s, m, f));
    }
out:
    if (st != STATUS_OK) {
        shown_free(s);
    }
    return st;
}

void
shown_free(struct shown *s)
{
    recorder_free(&s->trace);
    *s = (struct shown){0};
}

void
shown_name(struct buffer *b, const struct shown *s, const struct report_data *m)
{
    buffer_text(b, "run ");
    number_text_add_count(b, s->rep);
    if (m->source.experiment->n_points > 1) {
        buffer_text(b, " at point ");
        number_text_add_count(b, s->point);
    }
    buffer_text(b, " under ");
    label_quoted(b, m, s->policy);
}

void
shown_reminder(struct buffer *b, const struct shown *s, const struct report_data *m)
{
    buffer_text(b, "<p class=\"note\">Simulated, not a historical record: ");
    shown_name(b, s, m);
    buffer_text(b, ".</p>\n");
}
