#include "report/charts/interval.h"

#include <math.h>
#include <stdio.h>

#include "report/number_text.h"

enum { ROW_HEIGHT = 24, ROW_STEPS = 5, LEVELS = 4 };

void
interval_include(struct scale *s, struct estimate at)
{
    scale_include(s, at.value);
    scale_include(s, at.low);
    scale_include(s, at.high);
}

void
interval_cells(struct section *f, struct estimate at)
{
    section_cell_real(f, at.value);
    section_cell_real(f, at.low);
    section_cell_real(f, at.high);
}

static bool
has_interval(struct estimate at)
{
    return isfinite(at.low) && isfinite(at.high);
}

/* ---- horizontal values ---- */

static void
draw_mark(struct buffer *b, const struct scale *s, struct series_style look, double x, double y)
{
    if (isfinite(x)) {
        svg_mark(b, look.mark, look.class_, scale_at(s, x), y);
    }
}

static void
draw_whisker(struct buffer *b, const struct scale *s, struct estimate at, double y)
{
    if (has_interval(at)) {
        svg_line(b, "whisker", scale_at(s, at.low), y, scale_at(s, at.high), y);
    }
}

void
interval_mark(struct buffer *b, const struct scale *s, struct series_style look,
    struct estimate at, double y)
{
    draw_whisker(b, s, at, y);
    draw_mark(b, s, look, at.value, y);
}

void
interval_row(struct buffer *b, const struct interval_rows *rows, struct series_style look,
    struct estimate at, double ring)
{
    double y = ROW_HEIGHT / 2.0, zero = scale_at(&rows->scale, 0);

    svg_label_value(b);
    (rows->differences ? number_text_add_difference : number_text_add_estimate)(b, at);
    if (isfinite(rows->p_adjusted)) {
        buffer_text(b, ", ");
        number_text_add_p(b, rows->p_adjusted);
    }
    svg_label_end(b);
    svg_open(b, ROW_HEIGHT);
    svg_line(b, "grid", 0, y, 100, y);
    if (rows->differences) {
        svg_line(b, "zero", zero, 0, zero, ROW_HEIGHT);
    }
    draw_whisker(b, &rows->scale, at, y);
    draw_mark(b, &rows->scale, (struct series_style){SVG_RING, "none"}, ring, y);
    draw_mark(b, &rows->scale, look, at.value, y);
    svg_close(b);
}

void
interval_panel(struct buffer *b, const struct report_data *m, int32_t headline,
    bool differences, const struct interval_policy *of, int32_t n)
{
    struct interval_rows rows = {.differences = differences, .p_adjusted = NAN};

    scale_include(&rows.scale, differences ? 0 : NAN);
    for (int32_t k = 0; k < n; k++) {
        interval_include(&rows.scale, of[k].at);
    }
    scale_round(&rows.scale, ROW_STEPS);
    buffer_text(b, "<div class=\"panel\"><p class=\"name\">");
    buffer_text(b, differences ? "Change in " : "Mean of ");
    headline_words(b, &m->headlines[headline]);
    buffer_text(b, "</p>\n");
    for (int32_t k = 0; k < n; k++) {
        svg_label(b);
        label_marked(b, m, of[k].policy);
        rows.p_adjusted = of[k].p_adjusted;
        interval_row(b, &rows, label_series_style(m, of[k].policy), of[k].at, NAN);
    }
    svg_axis(b, &rows.scale, ROW_STEPS);
    buffer_text(b, "</div>\n");
}

/* ---- vertical values ---- */

double
interval_down(const struct interval_frame *frame, double x)
{
    return frame->top + (100 - scale_at(&frame->scale, x)) * (frame->bottom - frame->top) / 100;
}

void
interval_lines(struct buffer *b, const struct interval_frame *frame)
{
    double ticks[SCALE_TICKS];
    int32_t n = scale_ticks(&frame->scale, LEVELS, ticks);

    for (int32_t k = 0; k < n; k++) {
        double y = interval_down(frame, ticks[k]);

        svg_line(b, ticks[k] == 0 && !frame->shares ? "zero" : "grid", 0, y, 100, y);
    }
}

void
interval_numbers(struct buffer *b, const struct interval_frame *frame)
{
    double ticks[SCALE_TICKS];
    int32_t n = scale_ticks(&frame->scale, LEVELS, ticks);

    for (int32_t k = 0; k < n; k++) {
        svg_text(b, "tick halo", 0, interval_down(frame, ticks[k]) - 3, SVG_START);
        number_text_add(b, frame->shares ? 100 * ticks[k] : ticks[k]);
        buffer_text(b, frame->shares && k + 1 == n ? " of 100 runs" : "");
        svg_text_end(b);
    }
}

void
interval_upright(struct buffer *b, const struct interval_frame *frame, struct series_style look,
    struct estimate at, double x)
{
    if (has_interval(at)) {
        svg_line(
            b, "whisker", x, interval_down(frame, at.low), x, interval_down(frame, at.high));
    }
    if (isfinite(at.value)) {
        svg_mark(b, look.mark, look.class_, x, interval_down(frame, at.value));
    }
}

/* Begins a path over the whole frame, whose coordinates are 100 wide and 100 high. */
static void
open_path(struct buffer *b, const struct interval_frame *frame, const char *what,
    struct series_style look)
{
    char class_[16];

    (void)snprintf(class_, sizeof(class_), "%s %s", what, look.class_);
    svg_path(b, class_, frame->top, frame->bottom - frame->top);
}

static void
step(struct buffer *b, const struct interval_frame *frame, bool first, double x, double value)
{
    svg_path_command(b, first ? 'M' : 'L', x, 100 - scale_at(&frame->scale, value));
}

void
interval_curve(struct buffer *b, const struct interval_frame *frame, struct series_style look,
    const double *x, const struct estimate *at, int32_t n)
{
    open_path(b, frame, "band", look);
    for (int32_t k = 0; k < n; k++) {
        step(b, frame, k == 0, x[k], at[k].high);
    }
    for (int32_t k = n - 1; k >= 0; k--) {
        step(b, frame, false, x[k], at[k].low);
    }
    svg_path_end(b);
    open_path(b, frame, "curve", look);
    for (int32_t k = 0; k < n; k++) {
        step(b, frame, k == 0, x[k], at[k].value);
    }
    svg_path_end(b);
}
