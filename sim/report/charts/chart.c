#include "report/charts/chart.h"

#define ROW(name, title, reports, needs) {title, reports, needs, chart_##name},
const struct chart chart_rows[] = {CHARTS(ROW){NULL, 0, 0, NULL}};
#undef ROW

static int32_t
present(const struct chart_input *in)
{
    const struct report_data *m = in->material;
    const struct effects *e = in->effects;
    const struct shown *s = in->shown;
    int32_t factors = e->reps == 0 ? 0 : e->n_factors;

    return (m->n_runs > 0 ? CHART_NEEDS_RUNS : 0) |
           (m->source.scenario->n_policies > 1 ? CHART_NEEDS_POLICIES : 0) |
           (m->n_differences > 0 ? CHART_NEEDS_DIFFERENCES : 0) |
           (factors > 0 ? CHART_NEEDS_FACTOR : 0) | (factors > 1 ? CHART_NEEDS_FACTORS : 0) |
           (e->fewest >= 5 ? CHART_NEEDS_REPLICATIONS : 0) | (s->there ? CHART_NEEDS_RUN : 0) |
           (shown_count(s, RECORDER_FILE_PAIRS) > 0 ? CHART_NEEDS_PAIRS : 0) |
           (report_data_has(m, REPORT_DATA_MAX_RUNG) ? CHART_NEEDS_RUNGS : 0) |
           (report_data_has(m, REPORT_DATA_FIRST_ANSWER) ? CHART_NEEDS_ANSWERS : 0);
}

/* The notes that replace a chart. If several kinds of data are missing, the first row that applies
   is used. */
static const struct {
    enum chart_need need;
    const char *note;
} notes[] = {
    {CHART_NEEDS_RUNS, "The result has no complete runs (<code>runs.csv</code>)."},
    {CHART_NEEDS_POLICIES,
        "This result has only one policy. Add <code>policies</code> to the scenario to compare "
        "several of them."},
    {CHART_NEEDS_DIFFERENCES,
        "The result has no differences between policies; <code>cbmsim analyze DIR</code> "
        "computes them from <code>runs.csv</code>."},
    {CHART_NEEDS_FACTOR, "No factor varies over the complete points of this sweep."},
    {CHART_NEEDS_FACTORS, "This chart needs two factors that vary."},
    {CHART_NEEDS_REPLICATIONS,
        "This chart needs at least five replications of every point (<code>-n</code>, or "
        "<code>replications</code>)."},
    {CHART_NEEDS_RUN, "The run is not shown: this program does not reproduce it exactly. "
                      "<code>cbmsim replay</code> reports the difference."},
    {CHART_NEEDS_PAIRS, "The scenario has no pair of states."},
    {CHART_NEEDS_RUNGS, "<code>runs.csv</code>, of an older version, has no column "
                        "<code>max_rung</code>."},
    {CHART_NEEDS_ANSWERS, "<code>runs.csv</code>, of an older version, has no column "
                          "<code>first_answer_rung_6_day</code>."},
};

static const char *
note_of(int32_t missing)
{
    for (size_t k = 0; k < FIELD_COUNT_OF(notes); k++) {
        if ((missing & (int32_t)notes[k].need) != 0) {
            return notes[k].note;
        }
    }
    BUG_UNLESS(missing == 0);
    return NULL;
}

enum status
chart_draw_all(struct section *f, enum chart_report report, const struct chart_input *in)
{
    int32_t there = present(in);
    enum status st = STATUS_OK;

    for (const struct chart *row = chart_rows; row->title != NULL; row++) {
        const char *note = note_of(row->needs & ~there);

        if ((row->reports & (int32_t)report) == 0) {
            continue;
        }
        f->title = row->title;
        if (note != NULL) {
            section_note(f, note);
        } else {
            TRY(row->draw(f, in));
        }
    }
out:
    return st;
}
