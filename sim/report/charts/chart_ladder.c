#include <math.h>

#include "model/input/ladder.h"
#include "report/charts/chart.h"
#include "report/climb.h"
#include "report/label.h"
#include "report/number_text.h"
#include "report/time_axis.h"

enum { PANELS_MAX = 6, RUNG_HEIGHT = 19, MARGIN = 10, CRISIS_HEIGHT = 6, TICKS_HEIGHT = 22 };

struct ladder {
    const struct report_data *m;
    const struct shown *shown;
    struct climbs climbs;
    struct time_axis course;
};

static int32_t
levels_of(const struct climb *c)
{
    return c->top > 1 ? (int32_t)c->top : 1;
}

static void
draw_steps(struct buffer *b, const struct ladder *l, const struct climb *c)
{
    double levels = levels_of(c);

    svg_path(b, "curve", MARGIN, levels * RUNG_HEIGHT);
    svg_path_command(b, 'M', 0, 100);
    for (int64_t k = 0; k < c->n_steps; k++) {
        svg_path_command(b, 'H', time_axis_at(&l->course, c->steps[k].day), 0);
        svg_path_command(b, 'V', 0, 100 * (1 - c->steps[k].rung / levels));
    }
    svg_path_command(b, 'H', 100, 0);
    svg_path_end(b);
}

/* Draws a mark for each accepted off-ramp, at the height that the line had before. */
static void
draw_settled(struct buffer *b, const struct ladder *l, const struct climb *c)
{
    double rung = 0;
    int64_t at = 0;

    for (int64_t k = 0; k < c->n_settled; k++) {
        for (; at < c->n_steps && c->steps[at].day < c->settled[k]; at++) {
            rung = c->steps[at].rung;
        }
        svg_mark(b, SVG_DOWN, "s2", time_axis_at(&l->course, c->settled[k]),
            MARGIN + (levels_of(c) - rung) * RUNG_HEIGHT);
    }
}

static void
draw_crises(struct buffer *b, const struct ladder *l, const struct climb *c, double top)
{
    for (int64_t k = 0; k < c->n_crises; k++) {
        double from = time_axis_at(&l->course, c->crises[k].from);

        svg_bar(b, "span", from, top,
            fmax(time_axis_at(&l->course, c->crises[k].to) - from, 0.3), CRISIS_HEIGHT);
    }
}

/* Writes the names and numbers of the rungs. On a narrow page the style sheet hides the names. */
static void
name_rungs(struct buffer *b, int32_t levels)
{
    buffer_text(b, "<ol class=\"rungs\">");
    for (int32_t k = levels; k >= 0; k--) {
        buffer_printf(b, "<li><span>%s </span>%d</li>", ladder_rungs[k], (int)k);
    }
    buffer_text(b, "</ol>");
}

static void
draw_panel(struct buffer *b, const struct ladder *l, const struct climb *c)
{
    int32_t levels = levels_of(c), bottom = MARGIN + levels * RUNG_HEIGHT;
    int32_t below = c->n_crises > 0 ? bottom + CRISIS_HEIGHT + 5 : bottom;
    char date[TEXT_DAY_BYTES];

    buffer_text(b, "<div class=\"panel\">");
    svg_label(b);
    buffer_text(b, "<b>");
    label_pair(b, l->m, c->a, c->b);
    buffer_text(b, "</b>");
    svg_label_value(b);
    buffer_printf(b, "peak: %s, %s", ladder_rungs[(int32_t)c->top],
        time_axis_date(date, &l->course, c->top_day));
    svg_label_end(b);
    buffer_text(b, "<div class=\"ladder\">");
    name_rungs(b, levels);
    svg_open(b, below + TICKS_HEIGHT);
    for (int32_t k = 0; k <= levels; k++) {
        svg_line(b, "grid", 0, MARGIN + k * RUNG_HEIGHT, 100, MARGIN + k * RUNG_HEIGHT);
    }
    draw_crises(b, l, c, bottom + 4);
    time_axis_ticks(b, &l->course, below, below + 4);
    draw_steps(b, l, c);
    draw_settled(b, l, c);
    svg_mark(b, SVG_CIRCLE, "s1", time_axis_at(&l->course, c->top_day),
        MARGIN + (levels - c->top) * RUNG_HEIGHT);
    svg_close(b);
    buffer_text(b, "</div></div>\n");
}

static void
draw_key(struct buffer *b, const struct climbs *c)
{
    bool crises = false;

    for (int64_t k = 0; k < c->n_pairs; k++) {
        crises = crises || c->pairs[k].n_crises > 0;
    }
    buffer_text(b, "<ul class=\"key\">");
    label_key_mark(b, SVG_CIRCLE, "s1", "the peak");
    if (crises) {
        buffer_text(b, "<li>");
        svg_inline_bar(b, "span");
        buffer_text(b, "at least one of the two is in a crisis</li>");
    }
    if (c->n_settled > 0) {
        label_key_mark(b, SVG_DOWN, "s2", "an off-ramp is accepted");
    }
    buffer_text(b, "</ul>\n");
}

/* Lists the names of the rungs, for narrow pages only. */
static void
list_rungs(struct buffer *b, int32_t levels)
{
    buffer_text(b, "<p class=\"note narrow\">");
    for (int32_t k = 0; k <= levels; k++) {
        buffer_printf(b, "%s%d %s", k == 0 ? "" : ", ", (int)k, ladder_rungs[k]);
    }
    buffer_text(b, ".</p>\n");
}

static void
put_table(struct section *f, const struct ladder *l)
{
    char date[TEXT_DAY_BYTES];

    section_table(f, "Pair|Highest rung|Date|#Rung at the end|#Days in a crisis|#Off-ramps "
                     "accepted|#Acts of rung 5 and above|#Acts");
    for (int64_t k = 0; k < l->climbs.n_pairs; k++) {
        const struct climb *c = &l->climbs.pairs[k];

        section_cell(f);
        label_pair(&f->out, l->m, c->a, c->b);
        section_cell_end(f);
        section_cell(f);
        buffer_printf(&f->out, "%d %s", (int)c->top, ladder_rungs[(int32_t)c->top]);
        section_cell_end(f);
        section_cell_html(f, time_axis_date(date, &l->course, c->top_day));
        section_cell_real(f, c->end);
        section_cell_real(f, c->crisis_days);
        section_cell_real(f, (double)c->n_settled);
        section_cell_count(f, c->n_high);
        section_cell_count(f, c->n_acts);
    }
}

static void
put_description(struct buffer *b, const struct ladder *l)
{
    const struct parameters *p = &l->shown->world->parameters;

    buffer_text(b, "Rung of the escalation ladder of each pair of states in ");
    shown_name(b, l->shown, l->m);
    buffer_text(b, "; the higher of the two directions counts. An act sets its rung, which "
                   "falls by one for every ");
    number_text_add(b, p->ladder.quiet_days);
    buffer_text(b, " quiet days.");
    if (l->climbs.n_settled > 0) {
        buffer_text(
            b, " An off-ramp (an accepted offer to end a crisis) counts for both sides as ");
        number_text_add(b, p->tension.settlement_credit_days);
        buffer_text(b, " additional quiet days.");
    }
    if (l->climbs.n_pairs > PANELS_MAX) {
        buffer_text(b, " Only the six pairs with the highest rungs are shown, of ");
        number_text_add_count(b, l->climbs.n_pairs);
        buffer_text(b, ".");
    }
}

enum status
chart_ladder(struct section *f, const struct chart_input *in)
{
    const struct report_data *m = in->material;
    const struct shown *s = in->shown;
    struct ladder l = {.m = m, .shown = s, .course = time_axis_make(s->world)};
    enum status st = STATUS_OK;

    TRY(climb_make(&l.climbs, s));
    if (l.climbs.n_pairs == 0) {
        section_note(f, "No state acted against another in this run.");
        goto out;
    }
    section_open(f);
    put_description(&f->out, &l);
    section_picture(f);
    shown_reminder(&f->out, s, m);
    draw_key(&f->out, &l.climbs);
    list_rungs(&f->out, levels_of(&l.climbs.pairs[0]));
    for (int64_t k = 0; k < l.climbs.n_pairs && k < PANELS_MAX; k++) {
        draw_panel(&f->out, &l, &l.climbs.pairs[k]);
    }
    put_table(f, &l);
    section_close(f);
out:
    climb_free(&l.climbs);
    return st;
}
