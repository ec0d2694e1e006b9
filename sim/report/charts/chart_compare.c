#include <math.h>
#include <stdlib.h>

#include "report/charts/chart.h"
#include "report/charts/interval.h"

enum { ROWS_MAX = 36, FOLDED_MAX = 280, PANEL_MAX = 200, TABLE_MAX = 600, SORTED_FROM = 4 };

static int
compare_values(const void *a, const void *b)
{
    const struct interval_policy *x = a, *y = b;

    if (x->at.value != y->at.value) {
        return x->at.value < y->at.value ? -1 : 1;
    }
    return x->policy < y->policy ? -1 : x->policy > y->policy;
}

/* Draws the panel of a metric and returns its number of rows. If there are many policies, they are
   in the order of their differences. */
static int32_t
draw_panel(struct buffer *b, const struct report_data *m, int32_t headline)
{
    struct interval_policy of[PANEL_MAX];
    int32_t rows = 0;

    for (int32_t k = 0; k < m->source.scenario->n_policies && rows < PANEL_MAX; k++) {
        const struct report_data_difference *d = report_data_difference(m, 1, k, headline);

        if (d != NULL && isfinite(d->at.value)) {
            of[rows++] = (struct interval_policy){k, d->at, d->p_adjusted};
        }
    }
    if (rows > SORTED_FROM) {
        qsort(of, (size_t)rows, sizeof(*of), compare_values);
    }
    if (rows > 0) {
        interval_panel(b, m, headline, true, of, rows);
    }
    return rows;
}

/* Draws panels from panel k on until there are `maximum` rows, and at least one panel. Returns the
   number of the next panel. */
static int32_t
draw_some(struct buffer *b, const struct report_data *m, int32_t k, int32_t maximum)
{
    int32_t rows = 0;

    buffer_text(b, "<div class=\"panels\">\n");
    while (k < m->n_headlines && (rows == 0 || rows < maximum)) {
        rows += draw_panel(b, m, k++);
    }
    buffer_text(b, "</div>\n");
    return k;
}

static void
draw_panels(struct section *f, const struct report_data *m)
{
    int32_t k = draw_some(&f->out, m, 0, ROWS_MAX), left = m->n_headlines - k;

    if (left > 0) {
        section_picture_more(f, left == 1 ? "One more metric" : "More metrics");
        k = draw_some(&f->out, m, k, FOLDED_MAX);
    }
    if (k < m->n_headlines || m->source.scenario->n_policies - 1 > PANEL_MAX) {
        buffer_text(
            &f->out, "<p class=\"note\">The picture omits some metrics or policies.</p>\n");
    }
}

static void
put_table(struct section *f, const struct report_data *m)
{
    int32_t rows = 0;

    section_table(f,
        "Metric|Policy|#Difference|#CI lower|#CI upper|#Adjusted p|#Lower in|#Same "
        "in|#Higher in|#Pairs of runs");
    for (int32_t i = 0; i < m->n_headlines; i++) {
        for (int32_t k = 0; k < m->source.scenario->n_policies; k++) {
            const struct report_data_difference *d = report_data_difference(m, 1, k, i);

            if (d != NULL && rows++ < TABLE_MAX) {
                struct report_data_pairs pairs = report_data_pairs(m, 1, k, i);

                section_cell_code(f, m->headlines[i].metric);
                section_cell_text(f, report_data_policy_title(m, k));
                interval_cells(f, d->at);
                section_cell_real(f, d->p_adjusted);
                section_cell_count(f, pairs.lower);
                section_cell_count(f, pairs.same);
                section_cell_count(f, pairs.higher);
                section_cell_count(f, d->n_pairs);
            }
        }
    }
    section_remark(f, rows <= TABLE_MAX
                          ? "All metrics with p values: <code>analysis/compare.csv</code>."
                          : "Only the first rows are shown. All metrics with p values: "
                            "<code>analysis/compare.csv</code>.");
}

enum status
chart_compare(struct section *f, const struct chart_input *in)
{
    const struct report_data *m = in->material;
    struct buffer *b = &f->out;

    section_open(f);
    buffer_text(b, "Difference from ");
    label_quoted(b, m, m->source.scenario->baseline);
    buffer_printf(b,
        " when another policy is applied to the same incidents: the mean over pairs of runs, "
        "with its %.0f&nbsp;%% interval. The vertical line marks no difference. Each metric "
        "has its own scale: compare marks only within a panel. p is adjusted for all policies "
        "and "
        "metrics of <code>compare.csv</code> (Holm); the intervals are not adjusted.",
        100 * m->confidence);
    headline_definitions(b, m->headlines, m->n_headlines);
    section_picture(f);
    draw_panels(f, m);
    put_table(f, m);
    section_close(f);
    return STATUS_OK;
}
