#include <math.h>
#include <string.h>

#include "base/html_escape.h"
#include "report/charts/chart.h"
#include "report/charts/interval.h"

enum { PANELS_MAX = 12, TABLE_MAX = 480, TOP = 18, BOTTOM = 140, HEIGHT = 160, LABEL_WIDE = 7 };

/* Returns the scale that all panels share. */
static struct interval_frame
layout_of(const struct effects *e)
{
    struct interval_frame frame = {.top = TOP, .bottom = BOTTOM};

    scale_include(&frame.scale, e->differences ? 0 : NAN);
    for (int32_t i = 0; i < e->n_factors; i++) {
        for (int32_t k = 0; k < e->n_policies; k++) {
            for (int32_t l = 0; l < e->factors[i].n_levels; l++) {
                interval_include(&frame.scale, e->factors[i].at[k][l]);
            }
        }
    }
    scale_round(&frame.scale, 4);
    return frame;
}

/* Returns the horizontal position of a policy at a level. Policies are side by side, so that their
   intervals do not overlap. */
static double
across(const struct effects *e, const struct effects_factor *f, int32_t level, int32_t k)
{
    double width = 88.0 / f->n_levels;

    return 12 + width * (level + 0.5) + width * 0.16 * (k - (e->n_policies - 1) / 2.0);
}

static void
draw_series(struct buffer *b, const struct effects *e, const struct effects_factor *f,
    int32_t k, const struct interval_frame *frame)
{
    struct series_style look = label_series_style(e->material, e->policies[k]);
    double before = NAN;

    for (int32_t l = 0; l < f->n_levels; before = f->at[k][l++].value) {
        double x = across(e, f, l, k);

        if (isfinite(f->at[k][l].value) && isfinite(before)) {
            svg_line(b, "link", across(e, f, l - 1, k), interval_down(frame, before), x,
                interval_down(frame, f->at[k][l].value));
        }
    }
    for (int32_t l = 0; l < f->n_levels; l++) {
        interval_upright(b, frame, look, f->at[k][l], across(e, f, l, k));
    }
}

static void
draw_panel(struct buffer *b, const struct effects *e, const struct effects_factor *f,
    const struct interval_frame *frame)
{
    const struct factor *factor = &e->material->source.experiment->factors[f->factor];

    buffer_text(b, "<div class=\"panel\"><p class=\"name\">");
    label_factor(b, e->material, f->factor);
    if (factor->unit != NULL && factor->unit[0] != '\0' &&
        strstr(factor->key.id, factor->unit) == NULL) {
        buffer_text(b, ", ");
        html_bdi(b, factor->unit, HTML_LABEL);
    }
    buffer_text(b, "</p>\n");
    svg_open(b, HEIGHT);
    interval_lines(b, frame);
    for (int32_t k = 0; k < e->n_policies; k++) {
        draw_series(b, e, f, k, frame);
    }
    interval_numbers(b, frame);
    for (int32_t l = 0; l < f->n_levels; l++) {
        svg_text(b,
            l % 2 == 1 && (f->n_levels > 5 || strlen(f->label[l]) > LABEL_WIDE) ? "tick other"
                                                                                : "tick",
            12 + 88.0 / f->n_levels * (l + 0.5), BOTTOM + 17, SVG_MIDDLE);
        html_in_picture(b, f->label[l], f->n_levels > 5 ? 6 : 14);
        svg_text_end(b);
    }
    svg_close(b);
    buffer_text(b, "</div>\n");
}

static void
put_table(struct section *f, const struct effects *e)
{
    int32_t rows = 0;

    section_table(f, "Factor|Level|Policy|#Mean|#CI lower|#CI upper");
    for (int32_t i = 0; i < e->n_factors && rows < TABLE_MAX; i++) {
        for (int32_t l = 0; l < e->factors[i].n_levels; l++) {
            for (int32_t k = 0; k < e->n_policies; k++) {
                rows++;
                section_cell(f);
                label_factor(&f->out, e->material, e->factors[i].factor);
                section_cell_end(f);
                section_cell_text(f, e->factors[i].label[l]);
                section_cell_text(f, report_data_policy_title(e->material, e->policies[k]));
                interval_cells(f, e->factors[i].at[k][l]);
            }
        }
    }
    if (rows >= TABLE_MAX) {
        section_remark(f,
            "Only the factors with the largest effects are shown. <code>design.csv</code> "
            "has the factor values of every point, and <code>analysis/</code> has the "
            "results.");
    }
}

enum status
chart_effects(struct section *f, const struct chart_input *in)
{
    const struct effects *e = in->effects;
    struct interval_frame frame = layout_of(e);

    section_open(f);
    buffer_text(&f->out, "Effect of each factor: ");
    effects_words(&f->out, e);
    buffer_printf(&f->out,
        " at each level of the factor, averaged over all other factors, with its %.0f&nbsp;%% "
        "interval. All panels have the same scale; the factor with the largest effect comes "
        "first.",
        100 * e->material->confidence);
    buffer_text(
        &f->out, e->n_factors > PANELS_MAX ? " Only the first twelve factors are shown." : "");
    effects_limit(&f->out, e);
    section_picture(f);
    label_key_of(&f->out, e->material, e->policies, e->n_policies);
    buffer_text(&f->out, "<div class=\"panels\">\n");
    for (int32_t i = 0; i < e->n_factors && i < PANELS_MAX; i++) {
        draw_panel(&f->out, e, &e->factors[i], &frame);
    }
    buffer_text(&f->out, "</div>\n");
    put_table(f, e);
    section_close(f);
    return STATUS_OK;
}
