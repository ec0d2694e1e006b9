#include <math.h>

#include "report/charts/chart.h"
#include "report/charts/interval.h"
#include "report/number_text.h"
#include "report/time_axis.h"

enum { STEPS = 60, HEIGHT = 200, TOP = 16, BOTTOM = 172, MARKED = 3, ROWS = 10 };

/* Returns the number of runs of a policy in which a response reaches rung 6 on or before a day. */
static int64_t
reached(const struct report_data *m, const struct report_data_group *g, double day)
{
    int64_t n = 0;

    for (int64_t i = 0; i < g->n; i++) {
        n += report_data_cell(m, REPORT_DATA_FIRST_ANSWER, g->first + i) <= day;
    }
    return n;
}

/* Returns the upper end of the scale: the highest end of an interval, at least 0.05. */
static double
scale_maximum(const struct report_data *m, int32_t n_series)
{
    double high = 0.05;

    for (int32_t k = 0; k < n_series; k++) {
        const struct report_data_group *g = report_data_find(m, 1, label_ordered(m, k));

        if (g != NULL) {
            high = fmax(high,
                statistics_wilson(reached(m, g, m->world->horizon_days), g->n, m->confidence)
                    .high);
        }
    }
    return high;
}

struct chart_context {
    struct buffer *b;
    const struct report_data *m;
    const struct report_data_group *group;
    struct estimate at[STEPS + 1];
    struct interval_frame frame; /* the vertical scale of the shares */
    struct time_axis time_axis;
};

static double
day_of(const struct chart_context *d, int32_t step)
{
    return d->m->world->horizon_days * step / STEPS;
}

static void
draw_series(struct chart_context *d, int32_t policy)
{
    struct series_style look = label_series_style(d->m, policy);
    double across[STEPS + 1];

    for (int32_t k = 0; k <= STEPS; k++) {
        across[k] = time_axis_at(&d->time_axis, day_of(d, k));
        d->at[k] = statistics_wilson(
            reached(d->m, d->group, day_of(d, k)), d->group->n, d->m->confidence);
    }
    interval_curve(d->b, &d->frame, look, across, d->at, STEPS + 1);
    for (int32_t k = 1; k <= MARKED; k++) {
        int32_t step = k * STEPS / MARKED;

        svg_mark(d->b, look.mark, look.class_, across[step],
            interval_down(&d->frame, d->at[step].value));
    }
}

static void
put_table(struct section *f, const struct report_data *m, const struct time_axis *time_axis)
{
    char date[TEXT_DAY_BYTES];

    section_table(
        f, "Policy|Date|#Runs with such a response|#All runs|#Share|#CI lower|#CI upper");
    for (int32_t i = 0; i < m->source.scenario->n_policies; i++) {
        int32_t policy = label_ordered(m, i);
        const struct report_data_group *g = report_data_find(m, 1, policy);

        for (int32_t k = 1; k <= ROWS && g != NULL; k++) {
            double day = m->world->horizon_days * k / ROWS;
            int64_t n = reached(m, g, day);
            struct estimate share = statistics_wilson(n, g->n, m->confidence);

            section_cell_text(f, report_data_policy_title(m, policy));
            section_cell_html(f, time_axis_date(date, time_axis, day));
            section_cell_count(f, n);
            section_cell_count(f, g->n);
            interval_cells(f, share);
        }
    }
}

enum status
chart_escalation_curve(struct section *f, const struct chart_input *in)
{
    const struct report_data *m = in->material;
    int32_t n = m->source.scenario->n_policies;
    struct chart_context d = {.b = &f->out, .m = m, .time_axis = time_axis_make(m->world)};

    n = n < SVG_SERIES ? n : SVG_SERIES;
    d.frame =
        (struct interval_frame){{0, scale_maximum(m, n), true}, TOP, BOTTOM, .shares = true};
    scale_round(&d.frame.scale, 4);
    section_open(f);
    buffer_printf(&f->out,
        "Share of runs in which a response has reached rung 6 of the escalation ladder "
        "(destruction without casualties) or higher by a given day, with its %.0f&nbsp;%% "
        "interval. Only responses count, not operations that begin a conflict. Where a line is "
        "steep, many runs escalate.",
        100 * m->confidence);
    buffer_text(&f->out,
        m->source.scenario->n_policies > n ? " Only the first four policies are shown." : "");
    section_picture(f);
    label_key(&f->out, m, n);
    svg_open(&f->out, HEIGHT);
    interval_lines(&f->out, &d.frame);
    time_axis_ticks(&f->out, &d.time_axis, BOTTOM, BOTTOM + 4);
    for (int32_t k = 0; k < n; k++) {
        d.group = report_data_find(m, 1, label_ordered(m, k));
        if (d.group != NULL) {
            draw_series(&d, label_ordered(m, k));
        }
    }
    interval_numbers(&f->out, &d.frame);
    svg_close(&f->out);
    put_table(f, m, &d.time_axis);
    section_close(f);
    return STATUS_OK;
}
