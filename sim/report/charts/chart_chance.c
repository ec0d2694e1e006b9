#include <math.h>

#include "report/charts/chart.h"
#include "report/charts/interval.h"
#include "report/course.h"
#include "report/quantity.h"

enum { STEPS = 60, HEIGHT = 200, TOP = 16, BOTTOM = 172, MARKED = 3, ROWS = 10 };

/* How many runs of a policy had such an answer by a day. */
static int64_t
reached(const struct material *m, const struct material_group *g, double day)
{
    int64_t n = 0;

    for (int64_t i = 0; i < g->n; i++) {
        n += m->columns[MATERIAL_FIRST_ANSWER][g->first + i] <= day;
    }
    return n;
}

/* The scale ends where the highest interval ends. */
static double
most(const struct material *m, int32_t n_series)
{
    double high = 0.05;

    for (int32_t k = 0; k < n_series; k++) {
        const struct material_group *g = material_find(m, 1, label_ordered(m, k));

        if (g != NULL) {
            high = fmax(high,
                statistics_wilson(reached(m, g, m->world->horizon_days), g->n, m->confidence)
                    .high);
        }
    }
    return high;
}

struct drawing {
    struct buffer *b;
    const struct material *m;
    const struct material_group *group;
    struct estimate at[STEPS + 1];
    struct interval_frame frame; /* of shares */
    struct course course;
};

static double
day_of(const struct drawing *d, int32_t step)
{
    return d->m->world->horizon_days * step / STEPS;
}

static void
draw_series(struct drawing *d, int32_t policy)
{
    struct label_look look = label_look(d->m, policy);
    double across[STEPS + 1];

    for (int32_t k = 0; k <= STEPS; k++) {
        across[k] = course_at(&d->course, day_of(d, k));
        d->at[k] = statistics_wilson(
            reached(d->m, d->group, day_of(d, k)), d->group->n, d->m->confidence);
    }
    interval_curve(d->b, &d->frame, look, across, d->at, STEPS + 1);
    for (int32_t k = 1; k <= MARKED; k++) {
        int32_t step = k * STEPS / MARKED;

        strip_mark(d->b, look.mark, look.class_, across[step],
            interval_down(&d->frame, d->at[step].value));
    }
}

static void
draw_levels(struct drawing *d)
{
    double ticks[SCALE_TICKS];
    int32_t n = scale_ticks(&d->frame.scale, 4, ticks);

    for (int32_t k = 0; k < n; k++) {
        double y = interval_down(&d->frame, ticks[k]);

        strip_line(d->b, "grid", 0, y, 100, y);
    }
}

/* Over the curves, so that they can be read. */
static void
name_levels(struct drawing *d)
{
    double ticks[SCALE_TICKS];
    int32_t n = scale_ticks(&d->frame.scale, 4, ticks);

    for (int32_t k = 0; k < n; k++) {
        strip_text(d->b, "tick halo", 0, interval_down(&d->frame, ticks[k]) - 3, STRIP_START);
        quantity_add(d->b, 100 * ticks[k]);
        buffer_text(d->b, k + 1 == n ? " of 100 runs" : "");
        strip_text_end(d->b);
    }
}

static void
put_table(struct figure *f, const struct material *m, const struct course *course)
{
    char date[TEXT_DAY_BYTES];

    figure_table(f, "Policy|By|#Runs|#Of|#Share|#from|#to");
    for (int32_t i = 0; i < m->source.scenario->n_policies; i++) {
        int32_t policy = label_ordered(m, i);
        const struct material_group *g = material_find(m, 1, policy);

        for (int32_t k = 1; k <= ROWS && g != NULL; k++) {
            double day = m->world->horizon_days * k / ROWS;
            int64_t n = reached(m, g, day);
            struct estimate share = statistics_wilson(n, g->n, m->confidence);

            figure_cell_text(f, material_policy_title(m, policy));
            figure_cell_ours(f, course_date(date, course, day));
            figure_cell_count(f, n);
            figure_cell_count(f, g->n);
            interval_cells(f, share);
        }
    }
}

enum status
chart_chance(struct figure *f, const struct chart_input *in)
{
    const struct material *m = in->material;
    int32_t n = m->source.scenario->n_policies;
    struct drawing d = {.b = &f->out, .m = m, .course = course_of(m)};

    n = n < STRIP_SERIES ? n : STRIP_SERIES;
    d.frame = (struct interval_frame){{0, most(m, n), true}, TOP, BOTTOM};
    scale_round(&d.frame.scale, 4);
    figure_open(f);
    buffer_printf(&f->out,
        "In what share of runs an act of rung 6 of the ladder (destruction) or above has "
        "answered "
        "another act by a day, with its %.0f&nbsp;%% interval. Where the line is steep, most "
        "runs turn.",
        100 * m->confidence);
    buffer_text(&f->out, m->source.scenario->n_policies > n ? " The first four policies." : "");
    figure_picture(f);
    label_key(&f->out, m, n);
    strip_open(&f->out, HEIGHT);
    draw_levels(&d);
    course_ticks(&f->out, &d.course, BOTTOM, BOTTOM + 4);
    for (int32_t k = 0; k < n; k++) {
        d.group = material_find(m, 1, label_ordered(m, k));
        if (d.group != NULL) {
            draw_series(&d, label_ordered(m, k));
        }
    }
    name_levels(&d);
    strip_close(&f->out);
    put_table(f, m, &d.course);
    figure_close(f);
    return STATUS_OK;
}
