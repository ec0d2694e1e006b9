/* The section on turning points: the share of runs with a crisis from each stop on, if habit
   settles its matters and if they are settled as in the exercise. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "report/charts/interval.h"
#include "report/time_axis.h"
#include "workshop/review/review_page_internal.h"

enum { HEIGHT = 240, TOP = 26, BOTTOM = 210, POINTS = 2, PERCENT = 100 };

static const struct review_turn *
turn_at(const struct review *r, int32_t k)
{
    return ARRAY_AT(struct review_turn, &r->turns, k);
}

/* ---- picture ---- */

static void
put_letters(
    const struct review_page *p, const struct interval_frame *frame, const struct scale *days)
{
    int32_t turns[POINTS], n = review_turning_points(p->review, POINTS, turns);

    for (int32_t k = 0; k < n; k++) {
        const struct review_turn *t = turn_at(p->review, turns[k]);
        double high = fmax(t->habit[REVIEW_CRISIS].own.value, t->done[REVIEW_CRISIS].own.value);

        svg_text(p->out, "halo", scale_at(days, t->day), interval_down(frame, high) - 12,
            SVG_MIDDLE);
        buffer_printf(p->out, "%c", 'A' + k);
        svg_text_end(p->out);
    }
}

static void
put_ticks(const struct review_page *p, const struct scale *days)
{
    double last = -INFINITY;

    for (int32_t k = 0; k < p->review->turns.count; k++) {
        const struct review_turn *t = turn_at(p->review, k);
        double x = scale_at(days, t->day);

        svg_line(p->out, "grid", x, TOP, x, BOTTOM);
        review_page_tick(p, t->day, x, BOTTOM + 16, &last);
    }
}

static enum status
put_picture(const struct review_page *p)
{
    const struct review *r = p->review;
    int32_t n = r->turns.count;
    struct interval_frame frame = {{0, 1, true}, TOP, BOTTOM, .shares = true};
    struct scale days = {.seen = false};
    double *x = calloc((size_t)n * 2, sizeof(*x));
    struct estimate *at = calloc((size_t)n * 2, sizeof(*at));

    if (x == NULL || at == NULL) {
        free(x);
        free(at);
        return STATUS_NO_MEMORY;
    }
    scale_include(&days, 0);
    scale_include(&days, turn_at(r, n - 1)->day);
    for (int32_t k = 0; k < n; k++) {
        x[2 * k] = x[2 * k + 1] = scale_at(&days, turn_at(r, k)->day);
        at[2 * k] = turn_at(r, k)->habit[REVIEW_CRISIS].own;
        at[2 * k + 1] = turn_at(r, k)->done[REVIEW_CRISIS].own;
    }
    review_page_picture(p, "Chance of a crisis from each stop; the table has the numbers");
    buffer_text(p->out, "<ul class=\"key\">");
    label_key_mark(p->out, SVG_RING, "none", "everything left to habit");
    label_key_mark(p->out, SVG_CIRCLE, "s2", "as it was settled");
    buffer_text(p->out, "</ul>\n");
    svg_open(p->out, HEIGHT);
    put_ticks(p, &days);
    interval_lines(p->out, &frame);
    interval_curve(p->out, &frame, (struct series_style){SVG_CIRCLE, "s0"}, x, at, 2 * n);
    for (int32_t k = 0; k < 2 * n; k++) {
        svg_mark(p->out, k % 2 == 0 ? SVG_RING : SVG_CIRCLE, k % 2 == 0 ? "none" : "s2", x[k],
            interval_down(&frame, at[k].value));
    }
    put_letters(p, &frame, &days);
    interval_numbers(p->out, &frame);
    svg_close(p->out);
    review_page_picture_end(p);
    free(x);
    free(at);
    return STATUS_OK;
}

/* ---- words ---- */

static int32_t
count_parts(const struct review *r, int32_t turn)
{
    int32_t n = 0;

    for (int32_t k = 0; k < r->parts.count; k++) {
        n += ARRAY_AT(struct review_part, &r->parts, k)->turn == turn;
    }
    return n;
}

/* Prints the decisions of a turning point: those that changed something, or those that did not. */
static void
put_parts(const struct review_page *p, int32_t turn, bool changed)
{
    const struct review *r = p->review;

    for (int32_t k = 0; k < r->parts.count; k++) {
        const struct review_part *part = ARRAY_AT(struct review_part, &r->parts, k);
        const struct exercise_settled *s = review_settled(r, part->settled);
        const struct estimate *e = &part->done[REVIEW_CRISIS].difference;

        if (part->turn != turn || (e->low > 0 || e->high < 0) != changed) {
            continue;
        }
        buffer_text(p->out, "<li>");
        review_page_actor(p, r->exercise->now.seats[s->seat].state);
        buffer_printf(p->out, ", matter %d, ", (int)s->number);
        review_page_done(p, s);
        buffer_text(p->out, ": ");
        review_page_difference(p, e);
        buffer_text(p->out, "</li>\n");
    }
}

static void
put_points(const struct review_page *p)
{
    const struct review *r = p->review;
    int32_t turns[POINTS], n = review_turning_points(r, POINTS, turns);

    if (n == 0) {
        buffer_text(p->out, "<p class=\"finding\">At no stop did the choices change the chance "
                            "of a crisis by more than random variation does.</p>\n");
    }
    for (int32_t k = 0; k < n; k++) {
        const struct review_turn *t = turn_at(r, turns[k]);
        const struct paired_result *x = &t->done[REVIEW_CRISIS];

        buffer_printf(p->out, "<h3>%c. ", 'A' + k);
        review_page_day(p, t->day);
        buffer_printf(p->out, ", stop <code>%s</code></h3>\n<p>The choices changed it by ",
            r->exercise->plan.stops[t->stop].id);
        review_page_difference(p, &x->difference);
        buffer_printf(p->out,
            ": of %" PRId64
            " pairs of continuations, they kept a crisis from happening in %" PRId64
            " and brought it about in %" PRId64 ".</p>\n",
            x->n_pairs, x->lost, x->gained);
        if (count_parts(r, turns[k]) > 0) {
            buffer_text(p->out, "<p>How much one decision changed the chance, compared with "
                                "this decision left to "
                                "habit and all others as they were made:</p>\n<ul>\n");
            put_parts(p, turns[k], true);
            put_parts(p, turns[k], false);
            buffer_text(p->out, "</ul>\n");
        }
    }
}

/* Prints the largest change between two stops, which no decision caused. */
static void
put_chance(const struct review_page *p)
{
    const struct review *r = p->review;
    int32_t best = -1;

    for (int32_t k = 1; k < r->turns.count; k++) {
        const struct estimate *e = &turn_at(r, k)->since[REVIEW_CRISIS].difference;

        if ((e->low > 0 || e->high < 0) &&
            (best < 0 || fabs(e->value) >
                             fabs(turn_at(r, best)->since[REVIEW_CRISIS].difference.value))) {
            best = k;
        }
    }
    if (best < 0) {
        return;
    }
    buffer_text(p->out,
        "<p>Not every turn is a decision. The largest change between two stops, "
        "before anybody decided again, ended at the stop of ");
    review_page_day(p, turn_at(r, best)->day);
    buffer_printf(
        p->out, " (<code>%s</code>): ", r->exercise->plan.stops[turn_at(r, best)->stop].id);
    review_page_difference(p, &turn_at(r, best)->since[REVIEW_CRISIS].difference);
    buffer_text(p->out, ". Events between the stops caused it.</p>\n");
}

/* ---- tables ---- */

static void
put_row(const struct review_page *p, const struct review_turn *t, enum review_event event)
{
    const struct paired_result *habit = &t->habit[event], *done = &t->done[event];

    buffer_text(p->out, "<tr><th scope=\"row\">");
    review_page_day(p, t->day);
    buffer_printf(p->out,
        "<br><code>%s</code></th><td class=\"number\">%d of %d</td><td "
        "class=\"number\">%.1f</td><td class=\"number\">%.1f</td><td>",
        p->review->exercise->plan.stops[t->stop].id, (int)t->n_team, (int)t->n_settled,
        PERCENT * habit->own.value, PERCENT * done->own.value);
    review_page_difference(p, &done->difference);
    buffer_text(p->out, "</td><td>");
    if (t->since[event].n_pairs > 0) {
        review_page_difference(p, &t->since[event].difference);
    } else {
        buffer_text(p->out, "-");
    }
    buffer_text(p->out, "</td></tr>\n");
}

static void
put_table(const struct review_page *p, enum review_event event, const char *caption)
{
    review_page_table(p, caption,
        "stop|#settled by teams|#left to habit, of 100|#as settled, of 100|the choices changed "
        "it by|since the stop before");
    for (int32_t k = 0; k < p->review->turns.count; k++) {
        put_row(p, turn_at(p->review, k), event);
    }
    review_page_table_end(p);
}

enum status
review_page_turning(const struct review_page *p)
{
    const struct review *r = p->review;
    enum status st = STATUS_OK;

    if (r->turns.count == 0) {
        return STATUS_OK;
    }
    review_page_open(p, "turning", "Turning points");
    buffer_printf(p->out,
        "<p>The chance that two states are in a crisis within %g days from each stop, of 100. "
        "It is estimated with %" PRId64
        " continuations. The ring: habit settles all matters of the "
        "stop. The dot: they are settled as in the exercise. The choices cause the difference "
        "between ring and dot, which compares "
        "pairs of continuations with the same random numbers; events in the world cause the "
        "difference between a dot and the next ring. The intervals of all stops together hold "
        "with 95&nbsp;%%.</p>\n",
        r->exercise->workshop->window_days, r->n);
    TRY(put_picture(p));
    put_points(p);
    put_chance(p);
    put_table(p, REVIEW_CRISIS, "In how many of 100 continuations there is a crisis");
    review_page_fold(p, "Tables of two further measures");
    put_table(p, REVIEW_WRONG_HIT,
        "In how many of 100 continuations a state that did not do it is accused or hit, "
        "anywhere");
    put_table(p, REVIEW_HIGH,
        "In how many of 100 continuations an answer reaches disruption, anywhere");
    review_page_fold_end(p);
    review_page_debrief(p, WORKSHOP_PAGE_TURNING);
    review_page_close(p);
out:
    return st;
}
