#include "report/charts/chart.h"
#include "report/charts/interval.h"

enum { NAMED_MAX = 24 };

/* The estimates of a metric over all points, one for each policy. */
struct whole {
    struct interval_policy of[EFFECTS_POLICIES];
    int32_t n_policies;
};

struct wholes {
    const struct report_data *m;
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
        w->n_policies = e.n_policies;
        for (int32_t k = 0; k < e.n_policies; k++) {
            w->of[k] = (struct interval_policy){
                e.policies[k], effects_mean(&e, k, e.reps, NULL, NULL), NAN};
        }
        effects_free(&e);
    }
out:
    return st;
}

static void
put_count(struct section *f, const struct report_data_count_signs *signs, int64_t n)
{
    if (signs->n == 0) {
        section_cell_html(f, "-");
    } else {
        section_cell_count(f, n);
    }
}

static void
put_table(struct section *f, const struct wholes *all)
{
    section_table(f, "Metric|Policy|#Mean over points|#CI lower|#CI upper|#Points "
                     "lower|#Points without a difference|#Points higher");
    for (int32_t i = 0; i < all->m->n_headlines; i++) {
        const struct whole *w = &all->of[i];

        for (int32_t k = 0; k < w->n_policies; k++) {
            struct report_data_count_signs signs =
                report_data_count_signs(all->m, w->of[k].policy, i);

            section_cell_code(f, all->m->headlines[i].metric);
            section_cell_text(f, report_data_policy_title(all->m, w->of[k].policy));
            interval_cells(f, w->of[k].at);
            put_count(f, &signs, signs.lower);
            put_count(f, &signs, signs.neither);
            put_count(f, &signs, signs.higher);
        }
    }
    section_remark(f, all->differences
                          ? "The last three columns count points of the sweep. All points and "
                            "metrics: <code>analysis/compare.csv</code>."
                          : "All points and metrics: <code>analysis/summary.csv</code>.");
}

/* Returns the name of metric k of the report. Numbers from n_headlines on stand for the metrics
   that the report omits. */
static const char *
name_of(const struct report_data *m, int32_t k)
{
    const struct experiment_outputs *o = &m->source.experiment->outputs;
    int32_t left = k - m->n_headlines, i = 0;

    if (left < 0) {
        return m->headlines[k].metric;
    }
    for (;; i++) {
        if (text_index(o->metrics[i], TEXT_NAMES(m->headlines, metric, m->n_headlines)) < 0 &&
            left-- == 0) {
            return o->metrics[i];
        }
    }
}

/* Adds a list of the metrics from `first` to before `end`, such as "5 more have no charts (a, b, c,
   d, e)". */
static void
list_metrics(
    struct buffer *b, const struct wholes *all, int32_t first, int32_t end, const char *what)
{
    const struct report_data *m = all->m;

    label_count(b, end - first, "more ", "more ");
    buffer_text(b, what);
    for (int32_t k = first; k < end && k < first + NAMED_MAX; k++) {
        buffer_printf(b, "%s<code>%s</code>", k > first ? ", " : " (", name_of(m, k));
    }
    buffer_text(b, end - first > NAMED_MAX ? ", ...)" : ")");
}

/* Adds a sentence that states where the charts of the other metrics are, and which metrics have no
   charts or are not shown. */
static void
put_left_out(struct buffer *b, const struct wholes *all)
{
    int32_t shown = all->m->n_headlines, charted = all->n_charted;
    int32_t asked = all->m->source.experiment->outputs.n_metrics;

    asked = asked > shown ? asked : shown;
    buffer_text(b, " The charts below show the first metric");
    if (charted > 1) {
        buffer_printf(b, "; the charts of the %s are at the end of the page",
            charted == asked && charted > 2 ? "others"
            : charted > 2                   ? "next ones"
                                            : "next one");
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
put_description(struct buffer *b, const struct wholes *all)
{
    const struct report_data *m = all->m;

    if (all->differences) {
        buffer_text(b, "Difference from ");
        label_quoted(b, m, m->source.scenario->baseline);
        buffer_text(b,
            " in each metric when another policy is applied to the same incidents: the mean");
    } else {
        buffer_text(b, "The mean of each metric");
    }
    buffer_text(b, " over ");
    label_count(b, m->source.experiment->n_points, "point", "points");
    buffer_printf(b,
        " of the sweep, with its %.0f&nbsp;%% interval. The direction may differ between "
        "points: the table counts the points with each direction. Each metric has its own "
        "scale.",
        100 * m->confidence);
    buffer_text(b, m->source.scenario->n_policies - all->differences > EFFECTS_POLICIES
                       ? " Only the first three policies are shown."
                       : "");
    put_left_out(b, all);
    headline_definitions(b, m->headlines, m->n_headlines);
}

enum status
chart_metrics(struct section *f, const struct chart_input *in)
{
    const struct report_data *m = in->material;
    struct wholes all = {.m = m, .n_charted = in->n_charted};
    enum status st = STATUS_OK;

    if (m->n_headlines < 2 || m->n_runs == 0) {
        return STATUS_OK;
    }
    TRY(estimate(&all));
    section_open(f);
    put_description(&f->out, &all);
    section_picture(f);
    buffer_text(&f->out, "<div class=\"panels\">\n");
    for (int32_t i = 0; i < m->n_headlines; i++) {
        interval_panel(&f->out, m, i, all.differences, all.of[i].of, all.of[i].n_policies);
    }
    buffer_text(&f->out, "</div>\n");
    put_table(f, &all);
    section_close(f);
out:
    return st;
}
