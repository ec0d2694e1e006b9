#include <math.h>
#include <string.h>

#include "report/charts/chart.h"
#include "report/label.h"
#include "report/markup.h"
#include "report/quantity.h"

enum { PANELS_MAX = 12, TABLE_MAX = 480, TOP = 18, BOTTOM = 140, HEIGHT = 160 };

#define NAME "Main effects"

static struct scale
scale_of(const struct effects *e)
{
    struct scale s = {0};

    scale_include(&s, e->differences ? 0 : NAN);
    for (int32_t i = 0; i < e->n_factors; i++) {
        for (int32_t k = 0; k < e->n_policies; k++) {
            for (int32_t l = 0; l < e->factors[i].n_levels; l++) {
                scale_include(&s, e->factors[i].at[k][l].value);
                scale_include(&s, e->factors[i].at[k][l].low);
                scale_include(&s, e->factors[i].at[k][l].high);
            }
        }
    }
    scale_round(&s, 4);
    return s;
}

static double
down(const struct scale *s, double x)
{
    return TOP + (100 - scale_at(s, x)) * (BOTTOM - TOP) / 100.0;
}

static void
draw_grid(struct buffer *b, const struct scale *s, bool words)
{
    double ticks[SCALE_TICKS];
    int32_t n = scale_ticks(s, 4, ticks);

    for (int32_t k = 0; k < n; k++) {
        double y = down(s, ticks[k]);

        if (words) {
            strip_text(b, "tick halo", 0, y - 3, STRIP_START);
            quantity_add(b, ticks[k]);
            strip_text_end(b);
        } else {
            strip_line(b, ticks[k] == 0 ? "zero" : "grid", 0, y, 100, y);
        }
    }
}

/* Policies stand beside each other at a level, so that intervals do not cover one another. */
static double
across(const struct effects *e, const struct effects_factor *f, int32_t level, int32_t k)
{
    double width = 88.0 / f->n_levels;

    return 12 + width * (level + 0.5) + width * 0.16 * (k - (e->n_policies - 1) / 2.0);
}

static void
draw_series(struct buffer *b, const struct effects *e, const struct effects_factor *f,
    int32_t k, const struct scale *s)
{
    struct label_look look = label_look(e->material, e->policies[k]);
    double before = NAN;

    for (int32_t l = 0; l < f->n_levels; before = f->at[k][l++].value) {
        double x = across(e, f, l, k);

        if (isfinite(f->at[k][l].value) && isfinite(before)) {
            strip_line(b, "link", across(e, f, l - 1, k), down(s, before), x,
                down(s, f->at[k][l].value));
        }
    }
    for (int32_t l = 0; l < f->n_levels; l++) {
        struct estimate at = f->at[k][l];
        double x = across(e, f, l, k);

        if (isfinite(at.low) && isfinite(at.high)) {
            strip_line(b, "whisker", x, down(s, at.low), x, down(s, at.high));
        }
        if (isfinite(at.value)) {
            strip_mark(b, look.mark, look.class_, x, down(s, at.value));
        }
    }
}

static void
draw_panel(struct buffer *b, const struct effects *e, const struct effects_factor *f,
    const struct scale *s)
{
    const struct factor *factor = &e->material->source.experiment->factors[f->factor];

    buffer_text(b, "<div class=\"panel\"><p class=\"name\">");
    markup_words(b, factor->key.id);
    if (factor->unit != NULL && factor->unit[0] != '\0' &&
        strstr(factor->key.id, factor->unit) == NULL) {
        buffer_text(b, ", ");
        markup_isolated(b, factor->unit, MARKUP_LABEL);
    }
    buffer_text(b, "</p>\n");
    strip_open(b, HEIGHT);
    draw_grid(b, s, false);
    for (int32_t k = 0; k < e->n_policies; k++) {
        draw_series(b, e, f, k, s);
    }
    draw_grid(b, s, true);
    for (int32_t l = 0; l < f->n_levels; l++) {
        strip_text(b, f->n_levels > 5 && l % 2 == 1 ? "tick other" : "tick",
            12 + 88.0 / f->n_levels * (l + 0.5), BOTTOM + 17, STRIP_MIDDLE);
        markup_in_picture(b, f->label[l], f->n_levels > 5 ? 6 : 14);
        strip_text_end(b);
    }
    strip_close(b);
    buffer_text(b, "</div>\n");
}

static void
put_table(struct figure *f, const struct effects *e)
{
    static const char *const columns[] = {"Factor", "Level", "Policy", "#Mean", "#from", "#to"};
    int32_t rows = 0;

    figure_table(f, NAME, columns, FIELD_COUNT_OF(columns));
    for (int32_t i = 0; i < e->n_factors && rows < TABLE_MAX; i++) {
        for (int32_t l = 0; l < e->factors[i].n_levels; l++) {
            for (int32_t k = 0; k < e->n_policies; k++) {
                struct estimate at = e->factors[i].at[k][l];

                rows++;
                figure_cell_text(
                    f, e->material->source.experiment->factors[e->factors[i].factor].key.id);
                figure_cell_text(f, e->factors[i].label[l]);
                figure_cell_text(f, material_policy_title(e->material, e->policies[k]));
                figure_cell_real(f, at.value);
                figure_cell_real(f, at.low);
                figure_cell_real(f, at.high);
            }
        }
    }
    if (rows >= TABLE_MAX) {
        figure_remark(f, "Only the factors that move it most. Those of every point are in "
                         "<code>design.csv</code>, its numbers in <code>analysis/</code>.");
    }
}

void
chart_effects(struct figure *f, const struct effects *e)
{
    struct scale s;

    if (e->n_factors == 0 || e->reps == 0) {
        figure_note(f, NAME, "No factor varies over the finished points of this sweep.");
        return;
    }
    s = scale_of(e);
    figure_open(f, NAME);
    buffer_text(&f->out, "Which factor matters: ");
    effects_words(&f->out, e);
    buffer_printf(&f->out,
        " at each level of one factor, averaged over everything else, with its %.0f&nbsp;%% "
        "interval. All panels have one scale; the factor that moves it most comes first.",
        100 * e->material->confidence);
    buffer_text(&f->out, e->n_factors > PANELS_MAX ? " The first twelve factors." : "");
    effects_limit(&f->out, e);
    figure_picture(f);
    label_key_of(&f->out, e->material, e->policies, e->n_policies);
    buffer_text(&f->out, "<div class=\"panels\">\n");
    for (int32_t i = 0; i < e->n_factors && i < PANELS_MAX; i++) {
        draw_panel(&f->out, e, &e->factors[i], &s);
    }
    buffer_text(&f->out, "</div>\n");
    put_table(f, e);
    figure_close(f);
}
