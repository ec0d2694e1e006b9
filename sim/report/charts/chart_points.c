#include <math.h>

#include "base/html_escape.h"
#include "report/charts/chart.h"
#include "report/charts/interval.h"
#include "report/number_text.h"

enum {
    ROWS_MAX = 40,
    TABLE_MAX = 240,
    LINE = 18,
    POLICIES_MAX = 4,
    FACTORS_MAX = 8,
    BINS = 50,
    TALLEST = 56
};

struct points {
    const struct report_data *m;
    int32_t headline;
    struct scale scale;
    int32_t n_policies; /* number of drawn policies, not counting the baseline */
    int64_t n;
};

static const struct report_data_difference *
find(const struct points *p, int64_t point, int32_t k)
{
    return report_data_difference(
        p->m, (int32_t)point + 1, label_ordered(p->m, k), p->headline);
}

/* Adds the label of a point and its first factors, for example "flags 0.5, tension 0.25". */
static void
put_settings(struct buffer *b, const struct points *p, int64_t point)
{
    const struct experiment *e = p->m->source.experiment;
    const char *label = experiment_label(e, point);
    int32_t listed = 0, factors = 0;

    if (label != NULL && label[0] != '\0') {
        html_bdi(b, label, HTML_LABEL);
        listed++;
    }
    for (int32_t i = 0; i < e->n_factors; i++) {
        double x = experiment_value(e, point, i);
        struct buffer text = {0};

        if (!isfinite(x) || ++factors > FACTORS_MAX) {
            continue;
        }
        buffer_text(b, listed++ > 0 ? ", " : "");
        label_factor(b, p->m, i);
        buffer_text(b, "&nbsp;");
        if (e->factors[i].is_text) {
            factor_print(&e->factors[i], x, &text);
            html_bdi(b, text.at, HTML_LABEL);
            b->failed = b->failed || text.failed;
        } else {
            number_text_add(b, x);
        }
        buffer_free(&text);
    }
    if (factors > FACTORS_MAX) {
        buffer_printf(b, " and %d more", (int)factors - FACTORS_MAX);
    }
    buffer_text(b, listed == 0 ? "the scenario as it is" : "");
}

static void
draw_row(struct buffer *b, const struct points *p, int64_t point)
{
    double zero = scale_at(&p->scale, 0), bottom = p->n_policies * LINE;

    svg_label(b);
    put_settings(b, p, point);
    svg_label_end(b);
    svg_open(b, (int32_t)bottom);
    svg_line(b, "zero", zero, 0, zero, bottom);
    for (int32_t k = 1; k <= p->n_policies; k++) {
        const struct report_data_difference *d = find(p, point, k);
        double y = (k - 0.5) * LINE;

        svg_line(b, "grid", 0, y, 100, y);
        if (d != NULL) {
            interval_mark(
                b, &p->scale, label_series_style(p->m, label_ordered(p->m, k)), d->at, y);
        }
    }
    svg_close(b);
}

/* Draws a histogram of the differences. The histogram is used if there are too many points to draw
   each point in a row. */
static void
draw_counts(struct buffer *b, const struct points *p, int32_t k)
{
    struct series_style look = label_series_style(p->m, label_ordered(p->m, k));
    double zero = scale_at(&p->scale, 0);
    int64_t counts[BINS] = {0}, tallest = 1;

    for (int64_t i = 0; i < p->n; i++) {
        const struct report_data_difference *d = find(p, i, k);

        if (d != NULL && isfinite(d->at.value)) {
            int32_t bin = (int32_t)(scale_at(&p->scale, d->at.value) * BINS / 100);

            bin = bin < BINS ? bin : BINS - 1;
            counts[bin]++;
            tallest = counts[bin] > tallest ? counts[bin] : tallest;
        }
    }
    svg_label(b);
    label_marked(b, p->m, label_ordered(p->m, k));
    svg_label_value(b);
    buffer_text(b, "highest bar: ");
    label_count(b, tallest, "point", "points");
    svg_label_end(b);
    svg_open(b, TALLEST + 4);
    svg_histogram(b, look.class_, counts, BINS, TALLEST + 4, TALLEST, 0.3);
    svg_line(b, "zero", zero, 0, zero, TALLEST + 4);
    svg_close(b);
}

static void
put_table(struct section *f, const struct points *p)
{
    int64_t rows = 0;

    section_table(f, "#Point|Factor values|Policy|#Difference|#CI lower|#CI upper|#Adjusted "
                     "p|#Pairs of runs");
    for (int64_t i = 0; i < p->n && rows < TABLE_MAX; i++) {
        for (int32_t k = 1; k < p->m->source.scenario->n_policies; k++) {
            const struct report_data_difference *d = find(p, i, k);

            if (d != NULL) {
                rows++;
                section_cell_count(f, i + 1);
                section_cell(f);
                put_settings(&f->out, p, i);
                section_cell_end(f);
                section_cell_text(f, report_data_policy_title(p->m, label_ordered(p->m, k)));
                interval_cells(f, d->at);
                section_cell_real(f, d->p_adjusted);
                section_cell_count(f, d->n_pairs);
            }
        }
    }
    section_remark(f, rows < TABLE_MAX ? "All metrics: <code>analysis/compare.csv</code>. "
                                         "Factor values of all points: <code>design.csv</code>."
                                       : "Only the first points are shown. All points and "
                                         "metrics: <code>analysis/compare.csv</code>. Factor "
                                         "values of all points: <code>design.csv</code>.");
}

static void
put_description(struct buffer *b, const struct points *p)
{
    bool rows = p->n <= ROWS_MAX;

    buffer_text(b, "Difference from ");
    label_quoted(b, p->m, p->m->source.scenario->baseline);
    buffer_text(b, " at each point of the sweep when another policy is applied to the same "
                   "incidents, in ");
    headline_words(b, &p->m->headlines[p->headline]);
    if (rows) {
        buffer_printf(b,
            ", with its %.0f&nbsp;%% interval. The vertical line marks no difference.",
            100 * p->m->confidence);
    } else {
        buffer_text(b, ". The height of a bar is a number of points; the vertical "
                       "line marks no difference.");
    }
    buffer_text(b, p->m->source.scenario->n_policies - 1 > p->n_policies
                       ? " Only the first four policies are drawn; the table has all."
                       : "");
}

enum status
chart_points(struct section *f, const struct chart_input *in)
{
    const struct report_data *m = in->material;
    struct points p = {
        .m = m, .headline = in->effects->headline, .n = m->source.experiment->n_points};
    int32_t n = m->source.scenario->n_policies - 1;

    p.n_policies = n < POLICIES_MAX ? n : POLICIES_MAX;
    scale_include(&p.scale, 0);
    for (int64_t i = 0; i < p.n; i++) {
        for (int32_t k = 1; k <= p.n_policies; k++) {
            const struct report_data_difference *d = find(&p, i, k);

            if (d != NULL) {
                interval_include(&p.scale,
                    p.n <= ROWS_MAX ? d->at : (struct estimate){d->at.value, NAN, NAN});
            }
        }
    }
    scale_round(&p.scale, 5);
    section_open(f);
    put_description(&f->out, &p);
    section_picture(f);
    if (p.n <= ROWS_MAX) {
        label_key(&f->out, m, p.n_policies + 1);
    }
    for (int64_t i = 0; i < p.n && p.n <= ROWS_MAX; i++) {
        draw_row(&f->out, &p, i);
    }
    for (int32_t k = 1; k <= p.n_policies && p.n > ROWS_MAX; k++) {
        draw_counts(&f->out, &p, k);
    }
    svg_axis(&f->out, &p.scale, 5);
    put_table(f, &p);
    section_close(f);
    return STATUS_OK;
}
