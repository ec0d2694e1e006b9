#include "report/charts/chart.h"
#include "report/charts/interval.h"

enum { STEPS = 48, TOP = 16, BOTTOM = 172, HEIGHT = 196 };

struct chart_context {
    const struct effects *e;
    struct interval_frame frame;
    struct scale across;
    int32_t reps[STEPS];
    struct estimate at[EFFECTS_POLICIES][STEPS];
    int32_t n_steps;
};

/* Chooses the numbers of replications to draw, from three on. The interval from two replications is
   too wide to draw. */
static void
choose_steps(struct chart_context *s)
{
    int32_t reps = s->e->reps;

    for (int32_t k = 0; k < STEPS; k++) {
        int32_t n = 3 + (int32_t)((double)(reps - 3) * k / (STEPS - 1) + 0.5);

        if (s->n_steps == 0 || n > s->reps[s->n_steps - 1]) {
            s->reps[s->n_steps++] = n;
        }
    }
}

/* Computes the estimates and the scale. The first intervals are very wide. They may reach beyond
   the picture, so that the later intervals remain visible. */
static void
estimate(struct chart_context *s)
{
    for (int32_t k = 0; k < s->e->n_policies; k++) {
        for (int32_t i = 0; i < s->n_steps; i++) {
            s->at[k][i] = effects_mean(s->e, k, s->reps[i], NULL, NULL);
            if (i >= s->n_steps / 12) {
                interval_include(&s->frame.scale, s->at[k][i]);
            } else {
                scale_include(&s->frame.scale, s->at[k][i].value);
            }
        }
    }
    scale_round(&s->frame.scale, 4);
    s->across = (struct scale){0, s->e->reps, true};
}

static void
draw_series(struct chart_context *s, struct buffer *b, int32_t k)
{
    struct series_style look = label_series_style(s->e->material, s->e->policies[k]);
    double across[STEPS];

    for (int32_t i = 0; i < s->n_steps; i++) {
        across[i] = scale_at(&s->across, s->reps[i]);
    }
    interval_curve(b, &s->frame, look, across, s->at[k], s->n_steps);
    svg_mark(b, look.mark, look.class_, 100,
        interval_down(&s->frame, s->at[k][s->n_steps - 1].value));
}

static void
put_table(struct section *f, const struct effects *e)
{
    static const int32_t steps[] = {1, 2, 5};

    section_table(f, "Policy|#Replications|#Mean|#CI lower|#CI upper|#Half-width");
    for (int32_t k = 0; k < e->n_policies; k++) {
        bool last = false;

        for (int64_t ten = 10, i = 0; !last; ten *= i % 3 == 2 ? 10 : 1, i++) {
            int64_t n = steps[i % 3] * ten;
            struct estimate at;

            last = n >= e->reps;
            at = effects_mean(e, k, last ? e->reps : (int32_t)n, NULL, NULL);
            section_cell_text(f, report_data_policy_title(e->material, e->policies[k]));
            section_cell_count(f, last ? e->reps : n);
            interval_cells(f, at);
            section_cell_real(f, (at.high - at.low) / 2);
        }
    }
}

enum status
chart_convergence(struct section *f, const struct chart_input *in)
{
    const struct effects *e = in->effects;
    struct chart_context s = {.e = e, .frame = {.top = TOP, .bottom = BOTTOM}};

    choose_steps(&s);
    estimate(&s);
    section_open(f);
    buffer_text(&f->out, "Running mean of ");
    effects_words(&f->out, e);
    buffer_printf(&f->out,
        " by number of replications, with its %.0f&nbsp;%% interval. If a line still moves at "
        "the right, there are too few replications.",
        100 * e->material->confidence);
    buffer_text(&f->out, e->fewest < e->reps ? " Points with fewer replications are included "
                                               "with all their replications."
                                             : "");
    effects_limit(&f->out, e);
    section_picture(f);
    label_key_of(&f->out, e->material, e->policies, e->n_policies);
    svg_open(&f->out, HEIGHT);
    interval_lines(&f->out, &s.frame);
    svg_ticks(&f->out, &s.across, 5, BOTTOM, BOTTOM + 4);
    for (int32_t k = 0; k < e->n_policies; k++) {
        draw_series(&s, &f->out, k);
    }
    interval_numbers(&f->out, &s.frame);
    svg_close(&f->out);
    buffer_text(&f->out, "<p class=\"note\">horizontal axis: number of replications</p>\n");
    put_table(f, e);
    section_close(f);
    return STATUS_OK;
}
