#include <math.h>

#include "report/charts/chart.h"
#include "report/label.h"
#include "report/quantity.h"

enum { ROW_HEIGHT = 24, NAMED_MAX = 24 };

#define NAME "All metrics"

/* What a sweep says of a metric over all its points. */
struct whole {
    int32_t headline, n_policies;
    int32_t policies[EFFECTS_POLICIES];
    struct estimate at[EFFECTS_POLICIES];
};

struct wholes {
    const struct material *m;
    int32_t n_charted;
    bool differences;
    struct whole of[HEADLINE_MAX];
};

static enum status
estimate(struct wholes *all)
{
    struct effects e = {0};
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < all->m->n_headlines; i++) {
        struct whole *w = &all->of[i];

        TRY(effects_make_means(&e, all->m, i));
        all->differences = e.differences;
        *w = (struct whole){.headline = i, .n_policies = e.n_policies};
        for (int32_t k = 0; k < e.n_policies; k++) {
            w->policies[k] = e.policies[k];
            w->at[k] = effects_mean(&e, k, e.reps, NULL, NULL);
        }
        effects_free(&e);
    }
out:
    return st;
}

static void
put_estimate(struct buffer *b, const struct wholes *all, struct estimate at)
{
    (all->differences ? quantity_add_difference : quantity_add_estimate)(
        b, at.value, at.low, at.high);
}

static void
draw_row(struct buffer *b, const struct wholes *all, int32_t policy, struct estimate at,
    const struct scale *s)
{
    struct label_look look = label_look(all->m, policy);
    double y = ROW_HEIGHT / 2.0;

    buffer_text(b, "<div class=\"row\"><span>");
    label_marked(b, all->m, policy);
    buffer_text(b, "</span> <span>");
    put_estimate(b, all, at);
    buffer_text(b, "</span></div>\n");
    strip_open(b, ROW_HEIGHT);
    strip_line(b, "grid", 0, y, 100, y);
    if (all->differences) {
        strip_line(b, "zero", scale_at(s, 0), 0, scale_at(s, 0), ROW_HEIGHT);
    }
    if (isfinite(at.low) && isfinite(at.high)) {
        strip_line(b, "whisker", scale_at(s, at.low), y, scale_at(s, at.high), y);
    }
    if (isfinite(at.value)) {
        strip_mark(b, look.mark, look.class_, scale_at(s, at.value), y);
    }
    strip_close(b);
}

static void
draw_panel(struct buffer *b, const struct wholes *all, const struct whole *w)
{
    struct scale s = {0};

    scale_include(&s, all->differences ? 0 : NAN);
    for (int32_t k = 0; k < w->n_policies; k++) {
        scale_include(&s, w->at[k].value);
        scale_include(&s, w->at[k].low);
        scale_include(&s, w->at[k].high);
    }
    scale_round(&s, 5);
    buffer_text(b, "<div class=\"panel\"><p class=\"name\">");
    buffer_text(b, all->differences ? "Change of " : "Mean of ");
    headline_words(b, &all->m->headlines[w->headline]);
    buffer_text(b, "</p>\n");
    for (int32_t k = 0; k < w->n_policies; k++) {
        draw_row(b, all, w->policies[k], w->at[k], &s);
    }
    strip_axis(b, &s, 5);
    buffer_text(b, "</div>\n");
}

static void
put_count(struct figure *f, const struct material_signs *signs, int64_t n)
{
    if (signs->n == 0) {
        figure_cell_ours(f, "-");
    } else {
        figure_cell_count(f, n);
    }
}

static void
put_table(struct figure *f, const struct wholes *all)
{
    static const char *const columns[] = {"Metric", "Policy", "#Mean over points", "#from",
        "#to", "#Lower at", "#No difference found at", "#Higher at"};

    figure_table(f, NAME, columns, FIELD_COUNT_OF(columns));
    for (int32_t i = 0; i < all->m->n_headlines; i++) {
        const struct whole *w = &all->of[i];

        for (int32_t k = 0; k < w->n_policies; k++) {
            struct material_signs signs = material_signs(all->m, w->policies[k], i);

            figure_cell(f);
            buffer_printf(&f->out, "<code>%s</code>", all->m->headlines[i].metric);
            figure_cell_end(f);
            figure_cell_text(f, material_policy_title(all->m, w->policies[k]));
            figure_cell_real(f, w->at[k].value);
            figure_cell_real(f, w->at[k].low);
            figure_cell_real(f, w->at[k].high);
            put_count(f, &signs, signs.lower);
            put_count(f, &signs, signs.neither);
            put_count(f, &signs, signs.higher);
        }
    }
    figure_remark(
        f, all->differences
               ? "The last three columns count points of the sweep. Each of them, and "
                 "all metrics: <code>analysis/compare.csv</code>."
               : "Each point, and all metrics: <code>analysis/summary.csv</code>.");
}

/* "5 more have no charts (a, b, c, d, e)": those from `first` on, before `end`. */
static void
list_metrics(
    struct buffer *b, const struct wholes *all, int32_t first, int32_t end, const char *what)
{
    const struct material *m = all->m;

    label_count(b, end - first, "more ", "more ");
    buffer_text(b, what);
    for (int32_t k = first; k < end && k < first + NAMED_MAX; k++) {
        buffer_printf(b, "%s<code>%s</code>", k > first ? ", " : " (",
            k < m->n_headlines ? m->headlines[k].metric
                               : m->source.experiment->outputs.metrics[k]);
    }
    buffer_text(b, end - first > NAMED_MAX ? ", ...)" : ")");
}

/* Where charts of the other metrics are, and of which there is less, or nothing. */
static void
say_left_out(struct buffer *b, const struct wholes *all)
{
    int32_t shown = all->m->n_headlines, charted = all->n_charted;
    int32_t asked = all->m->source.experiment->outputs.n_metrics;

    asked = asked > shown ? asked : shown;
    buffer_text(b, " The charts that follow are about the first metric");
    if (charted > 1) {
        buffer_printf(b, "; those of the %s%s folded away at the end",
            charted == asked && charted > 2 ? "others"
            : charted > 2                   ? "next ones"
                                            : "next one",
            charted > 2 ? " are" : " is");
    }
    buffer_text(b, ". ");
    if (charted < shown) {
        list_metrics(b, all, charted, shown, "without charts of their own");
        buffer_text(b, shown < asked ? ", " : "");
    }
    if (shown < asked) {
        list_metrics(b, all, shown, asked, "not shown at all");
    }
    if (charted < asked) {
        buffer_printf(b, ": their numbers are in <code>analysis/%s.csv</code>.",
            all->differences ? "compare" : "summary");
    }
}

static void
say(struct buffer *b, const struct wholes *all)
{
    const struct material *m = all->m;

    if (all->differences) {
        buffer_text(b, "What changes in every metric when, instead of ");
        label_quoted(b, m, m->source.scenario->baseline);
        buffer_text(b, ", another policy meets the same incidents: the mean difference");
    } else {
        buffer_text(b, "The mean of every metric");
    }
    buffer_text(b, " over ");
    label_count(b, m->source.experiment->n_points, "point", "points");
    buffer_printf(b,
        " of the sweep, with its %.0f&nbsp;%% interval. Points may pull in different "
        "directions: the table counts them. Every metric has a scale of its own.",
        100 * m->confidence);
    buffer_text(b, m->source.scenario->n_policies - all->differences > EFFECTS_POLICIES
                       ? " Only the first three policies are shown."
                       : "");
    say_left_out(b, all);
}

enum status
chart_metrics(struct figure *f, const struct material *m, int32_t n_charted)
{
    struct wholes all = {.m = m, .n_charted = n_charted};
    enum status st = STATUS_OK;

    if (m->n_headlines < 2 || m->n_runs == 0) {
        return STATUS_OK;
    }
    TRY(estimate(&all));
    figure_open(f, NAME);
    say(&f->out, &all);
    figure_picture(f);
    buffer_text(&f->out, "<div class=\"panels\">\n");
    for (int32_t i = 0; i < m->n_headlines; i++) {
        draw_panel(&f->out, &all, &all.of[i]);
    }
    buffer_text(&f->out, "</div>\n");
    put_table(f, &all);
    figure_close(f);
out:
    return st;
}
