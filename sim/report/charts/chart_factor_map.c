#include <math.h>

#include "base/html_escape.h"
#include "report/charts/chart.h"
#include "report/charts/interval.h"
#include "report/number_text.h"

enum { CELL = 34, ACROSS_MAX = 6 };

/* A combination of one level each of two factors. */
struct corner {
    const struct effects_factor *down, *across;
    int32_t row, column;
};

static bool
is_at_corner(const void *context, int64_t point)
{
    const struct corner *c = context;

    return c->down->level[point] == c->row && c->across->level[point] == c->column;
}

static void
draw_cell(struct buffer *b, const struct effects *e, const struct estimate *at, double x,
    double width)
{
    const char *class_ = "cell plain";

    if (e->differences && isfinite(at->low) && isfinite(at->high)) {
        class_ = at->high < 0 ? "cell less" : at->low > 0 ? "cell more" : "cell unsure";
    }
    svg_bar(b, isfinite(at->value) ? class_ : "cell none", x + 0.3, 1, width - 0.6, CELL - 2);
    if (isfinite(at->value)) {
        bool coloured = class_[5] == 'l' || class_[5] == 'm',
             small = width < 100.0 / ACROSS_MAX;

        svg_text(b,
            coloured ? small ? "onlight tiny" : "onlight"
            : small  ? "halo tiny"
                     : "halo",
            x + width / 2, CELL / 2.0 + 4, SVG_MIDDLE);
        if (e->differences) {
            number_text_add_signed(b, at->value);
        } else {
            number_text_add(b, at->value);
        }
        svg_text_end(b);
    }
}

static void
draw_map(struct buffer *b, const struct effects *e, int32_t k,
    const struct effects_factor *down, const struct effects_factor *across)
{
    double width = 100.0 / across->n_levels;

    buffer_text(b, "<div class=\"panel\"><p class=\"name\">");
    label_marked(b, e->material, e->policies[k]);
    buffer_text(b, "</p>\n");
    for (int32_t row = 0; row < down->n_levels; row++) {
        svg_label(b);
        label_factor(b, e->material, down->factor);
        buffer_text(b, " ");
        html_bdi(b, down->label[row], HTML_LABEL);
        svg_label_end(b);
        svg_open(b, CELL);
        for (int32_t column = 0; column < across->n_levels; column++) {
            struct corner c = {down, across, row, column};
            struct estimate at = effects_mean(e, k, e->reps, is_at_corner, &c);

            draw_cell(b, e, &at, column * width, width);
        }
        svg_close(b);
    }
    svg_open(b, 20);
    for (int32_t column = 0; column < across->n_levels; column++) {
        svg_text(b, across->n_levels > 5 && column % 2 == 1 ? "tick other" : "tick",
            (column + 0.5) * width, 14, SVG_MIDDLE);
        html_in_picture(b, across->label[column], 12);
        svg_text_end(b);
    }
    svg_close(b);
    buffer_text(b, "<p class=\"note\">horizontal axis: ");
    label_factor(b, e->material, across->factor);
    buffer_text(b, "</p></div>\n");
}

static void
put_table(struct section *f, const struct effects *e, const struct effects_factor *down,
    const struct effects_factor *across)
{
    section_table(f, "Policy|Vertical axis|Horizontal axis|#Mean|#CI lower|#CI upper");
    for (int32_t k = 0; k < e->n_policies; k++) {
        for (int32_t i = 0; i < down->n_levels * across->n_levels; i++) {
            struct corner c = {down, across, i / across->n_levels, i % across->n_levels};
            struct estimate at = effects_mean(e, k, e->reps, is_at_corner, &c);

            section_cell_text(f, report_data_policy_title(e->material, e->policies[k]));
            section_cell(f);
            label_factor(&f->out, e->material, down->factor);
            buffer_text(&f->out, " ");
            html_bdi(&f->out, down->label[c.row], HTML_LABEL);
            section_cell_end(f);
            section_cell(f);
            label_factor(&f->out, e->material, across->factor);
            buffer_text(&f->out, " ");
            html_bdi(&f->out, across->label[c.column], HTML_LABEL);
            section_cell_end(f);
            interval_cells(f, at);
        }
    }
}

enum status
chart_factor_map(struct section *f, const struct chart_input *in)
{
    const struct effects *e = in->effects;
    /* The factor with more levels is on the vertical axis, where there is more space. */
    int32_t longer = e->factors[0].n_levels < e->factors[1].n_levels;
    const struct effects_factor *down = &e->factors[longer], *across = &e->factors[!longer];

    section_open(f);
    buffer_text(&f->out, "The map shows ");
    effects_words(&f->out, e);
    buffer_text(&f->out, " for each combination of the two factors with the largest effects, "
                         "averaged over all other factors.");
    if (e->differences) {
        buffer_text(&f->out, " Blue with falling lines: lower; orange with rising lines: "
                             "higher; plain: no difference found.");
    }
    effects_limit(&f->out, e);
    section_picture(f);
    buffer_text(&f->out, "<div class=\"panels\">\n");
    for (int32_t k = 0; k < e->n_policies; k++) {
        draw_map(&f->out, e, k, down, across);
    }
    buffer_text(&f->out, "</div>\n");
    put_table(f, e, down, across);
    section_close(f);
    return STATUS_OK;
}
