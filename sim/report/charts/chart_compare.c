#include <math.h>

#include "report/charts/chart.h"
#include "report/charts/interval.h"

enum { ROWS_MAX = 36, FOLDED_MAX = 280, PANEL_MAX = 200, TABLE_MAX = 600 };

/* Returns how many rows it has. */
static int32_t
draw_panel(struct buffer *b, const struct material *m, int32_t headline)
{
    struct interval_policy of[PANEL_MAX];
    int32_t rows = 0;

    for (int32_t k = 0; k < m->source.scenario->n_policies && rows < PANEL_MAX; k++) {
        const struct material_difference *d = material_difference(m, 1, k, headline);

        if (d != NULL && isfinite(d->at.value)) {
            of[rows++] = (struct interval_policy){k, d->at};
        }
    }
    if (rows > 0) {
        interval_panel(b, m, headline, true, of, rows);
    }
    return rows;
}

/* The next panels until there are enough rows, one at least. Returns the panel after them. */
static int32_t
draw_some(struct buffer *b, const struct material *m, int32_t k, int32_t most)
{
    int32_t rows = 0;

    buffer_text(b, "<div class=\"panels\">\n");
    while (k < m->n_headlines && (rows == 0 || rows < most)) {
        rows += draw_panel(b, m, k++);
    }
    buffer_text(b, "</div>\n");
    return k;
}

static void
draw_panels(struct figure *f, const struct material *m)
{
    int32_t k = draw_some(&f->out, m, 0, ROWS_MAX), left = m->n_headlines - k;

    if (left > 0) {
        figure_picture_more(f, left == 1 ? "One metric more" : "More metrics");
        k = draw_some(&f->out, m, k, FOLDED_MAX);
    }
    if (k < m->n_headlines || m->source.scenario->n_policies - 1 > PANEL_MAX) {
        buffer_text(&f->out, "<p class=\"note\">There are more, too many to draw.</p>\n");
    }
}

static void
put_table(struct figure *f, const struct material *m)
{
    int32_t rows = 0;

    figure_table(
        f, "Metric|Policy|#Difference|#from|#to|#Lower in|#Same in|#Higher in|#Pairs of runs");
    for (int32_t i = 0; i < m->n_headlines; i++) {
        for (int32_t k = 0; k < m->source.scenario->n_policies; k++) {
            const struct material_difference *d = material_difference(m, 1, k, i);

            if (d != NULL && rows++ < TABLE_MAX) {
                struct material_pairs pairs = material_pairs(m, 1, k, i);

                figure_cell_code(f, m->headlines[i].metric);
                figure_cell_text(f, material_policy_title(m, k));
                interval_cells(f, d->at);
                figure_cell_count(f, pairs.lower);
                figure_cell_count(f, pairs.same);
                figure_cell_count(f, pairs.higher);
                figure_cell_count(f, d->n_pairs);
            }
        }
    }
    figure_remark(f, rows <= TABLE_MAX
                         ? "All metrics with p values: <code>analysis/compare.csv</code>."
                         : "Only the first rows. All of them, with p values: "
                           "<code>analysis/compare.csv</code>.");
}

enum status
chart_compare(struct figure *f, const struct chart_input *in)
{
    const struct material *m = in->material;
    struct buffer *b = &f->out;

    figure_open(f);
    buffer_text(b, "What changes when, instead of ");
    label_quoted(b, m, m->source.scenario->baseline);
    buffer_printf(b,
        ", another policy meets the same incidents: the mean difference of a run and its twin, "
        "with its %.0f&nbsp;%% interval. The upright line is no difference. Every metric has a "
        "scale of its own, so compare marks within a panel only.",
        100 * m->confidence);
    figure_picture(f);
    draw_panels(f, m);
    put_table(f, m);
    figure_close(f);
    return STATUS_OK;
}
