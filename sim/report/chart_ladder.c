#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/ladder.h"
#include "report/chart.h"
#include "report/course.h"
#include "report/label.h"
#include "report/quantity.h"

enum { PANELS_MAX = 6, RUNG_HEIGHT = 19, MARGIN = 10, LEVELS = 10 };

#define NAME "Escalation ladder over time"

/* An act between two states: which pair, what rung, when. Operations are acts, too. */
struct step {
    const char *a, *b; /* ids in their order */
    double rung, day;
};

struct climb {
    int64_t first, n; /* steps, in order of time */
    double top, top_day;
    int64_t high; /* acts of rung 5 and above */
    double end;   /* on the last day */
};

struct ladder {
    const struct material *m;
    struct step *steps;
    int64_t n_steps;
    struct climb *pairs;
    int64_t n_pairs;
    double quiet_days;
    struct course course;
};

static int
compare_steps(const void *x, const void *y)
{
    const struct step *s = x, *t = y;
    int order = strcmp(s->a, t->a);

    order = order != 0 ? order : strcmp(s->b, t->b);
    if (order != 0) {
        return order;
    }
    if (s->day != t->day) {
        return s->day < t->day ? -1 : 1;
    }
    return s->rung < t->rung ? -1 : s->rung > t->rung;
}

static int
compare_climbs(const void *x, const void *y)
{
    const struct climb *s = x, *t = y;

    if (s->top != t->top) {
        return s->top > t->top ? -1 : 1;
    }
    if (s->high != t->high) {
        return s->high > t->high ? -1 : 1;
    }
    if (s->n != t->n) {
        return s->n > t->n ? -1 : 1;
    }
    return s->first < t->first ? -1 : s->first > t->first;
}

static void
add(struct ladder *l, const char *from, const char *to, double rung, double day)
{
    bool in_order = from != NULL && to != NULL && strcmp(from, to) < 0;

    if (from != NULL && to != NULL && rung >= 1 && rung < LEVELS && isfinite(day)) {
        l->steps[l->n_steps++] =
            (struct step){in_order ? from : to, in_order ? to : from, rung, day};
    }
}

/*
 * The rung of a pair on a day: of each act one less for every quiet time since. *first is the
 * first act that may still count; it moves on with the day.
 */
static double
rung_at(const struct ladder *l, const struct climb *p, double day, int64_t *first)
{
    double rung = 0;

    while (*first < p->n && day - l->steps[p->first + *first].day > LEVELS * l->quiet_days) {
        (*first)++;
    }
    for (int64_t k = *first; k < p->n && l->steps[p->first + k].day <= day; k++) {
        const struct step *s = &l->steps[p->first + k];

        rung = fmax(rung, s->rung - floor((day - s->day) / l->quiet_days + 1e-9));
    }
    return rung;
}

static void
find_climbs(struct ladder *l)
{
    for (int64_t k = 0; k < l->n_steps; k++) {
        const struct step *s = &l->steps[k];
        struct climb *p = l->n_pairs == 0 ? NULL : &l->pairs[l->n_pairs - 1];

        if (p == NULL || strcmp(l->steps[p->first].a, s->a) != 0 ||
            strcmp(l->steps[p->first].b, s->b) != 0) {
            p = &l->pairs[l->n_pairs++];
            *p = (struct climb){.first = k};
        }
        if (s->rung > p->top) {
            p->top = s->rung;
            p->top_day = s->day;
        }
        p->n++;
        p->high += s->rung >= 5;
    }
    for (int64_t k = 0; k < l->n_pairs; k++) {
        int64_t first = 0;

        l->pairs[k].end = rung_at(l, &l->pairs[k], l->m->world->horizon_days, &first);
    }
    qsort(l->pairs, (size_t)l->n_pairs, sizeof(*l->pairs), compare_climbs);
}

static enum status
collect(struct ladder *l, const struct shown *s)
{
    bool acts = s->there[SHOWN_ACTS];
    int64_t n = acts ? s->n[SHOWN_ACTS] : s->n[SHOWN_INCIDENTS];

    l->steps = malloc(((size_t)n + 1) * sizeof(*l->steps));
    l->pairs = malloc(((size_t)n + 1) * sizeof(*l->pairs));
    if (l->steps == NULL || l->pairs == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t k = 0; k < n; k++) {
        if (acts) {
            add(l, s->acts[k].actor, s->acts[k].target, s->acts[k].rung, s->acts[k].day);
        } else {
            add(l, s->incidents[k].initiator, s->incidents[k].target, s->incidents[k].rung,
                s->incidents[k].start_day);
        }
    }
    qsort(l->steps, (size_t)l->n_steps, sizeof(*l->steps), compare_steps);
    find_climbs(l);
    return STATUS_OK;
}

/* ---- the picture ---- */

static int
compare_days(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;

    return a < b ? -1 : a > b;
}

/* Days on which the rung may change, in order: the caller's to free. */
static double *
days_of(const struct ladder *l, const struct climb *p, int64_t *n)
{
    double *days = malloc(((size_t)p->n * LEVELS + 1) * sizeof(*days));

    *n = 0;
    for (int64_t k = 0; k < p->n && days != NULL; k++) {
        const struct step *s = &l->steps[p->first + k];

        for (double i = 0; i <= s->rung; i++) {
            double day = s->day + i * l->quiet_days;

            if (day < l->m->world->horizon_days) {
                days[(*n)++] = day;
            }
        }
    }
    if (days != NULL) {
        qsort(days, (size_t)*n, sizeof(*days), compare_days);
    }
    return days;
}

static enum status
draw_steps(struct buffer *b, const struct ladder *l, const struct climb *p, double levels)
{
    int64_t n, first = 0;
    double *days = days_of(l, p, &n), now = 0;

    if (days == NULL) {
        return STATUS_NO_MEMORY;
    }
    strip_path(b, "curve", MARGIN, levels * RUNG_HEIGHT);
    strip_step(b, 'M', 0, 100);
    for (int64_t k = 0; k < n; k++) {
        double rung = rung_at(l, p, days[k], &first);

        if (rung != now) {
            strip_step(b, 'H', course_at(&l->course, days[k]), 0);
            strip_step(b, 'V', 0, 100 * (1 - rung / levels));
            now = rung;
        }
    }
    strip_step(b, 'H', 100, 0);
    strip_path_end(b);
    free(days);
    return STATUS_OK;
}

/* Names beside the picture where there is room, numbers everywhere. */
static void
name_rungs(struct buffer *b, int32_t levels)
{
    buffer_text(b, "<ol class=\"rungs\">");
    for (int32_t k = levels; k >= 0; k--) {
        buffer_printf(b, "<li><span>%s </span>%d</li>", ladder_rungs[k], (int)k);
    }
    buffer_text(b, "</ol>");
}

static enum status
draw_panel(struct buffer *b, const struct ladder *l, const struct climb *p)
{
    int32_t levels = (int32_t)p->top, bottom = MARGIN + levels * RUNG_HEIGHT;
    char date[TEXT_DAY_BYTES];
    enum status st;

    buffer_text(b, "<div class=\"panel\"><div class=\"row\"><span><b>");
    label_state(b, l->m, l->steps[p->first].a);
    buffer_text(b, " and ");
    label_state(b, l->m, l->steps[p->first].b);
    buffer_printf(b, "</b></span> <span>peak: %s, %s</span></div>\n<div class=\"ladder\">",
        ladder_rungs[levels], course_date(date, &l->course, p->top_day));
    name_rungs(b, levels);
    strip_open(b, bottom + 22);
    for (int32_t k = 0; k <= levels; k++) {
        strip_line(b, "grid", 0, MARGIN + k * RUNG_HEIGHT, 100, MARGIN + k * RUNG_HEIGHT);
    }
    course_ticks(b, &l->course, bottom, bottom + 4);
    TRY(draw_steps(b, l, p, levels));
    strip_mark(b, STRIP_CIRCLE, "s1", course_at(&l->course, p->top_day), MARGIN);
    strip_close(b);
    buffer_text(b, "</div></div>\n");
out:
    return st;
}

/* For a narrow page, which has no room beside the picture. */
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
put_table(struct figure *f, const struct ladder *l)
{
    static const char *const columns[] = {
        "Pair", "Highest rung", "On", "#Rung at the end", "#Acts of rung 5 and above", "#Acts"};
    char date[TEXT_DAY_BYTES];

    figure_table(f, NAME, columns, FIELD_COUNT_OF(columns));
    for (int64_t k = 0; k < l->n_pairs; k++) {
        const struct climb *p = &l->pairs[k];

        figure_cell(f);
        label_state(&f->out, l->m, l->steps[p->first].a);
        buffer_text(&f->out, " and ");
        label_state(&f->out, l->m, l->steps[p->first].b);
        figure_cell_end(f);
        figure_cell(f);
        buffer_printf(&f->out, "%d %s", (int)p->top, ladder_rungs[(int32_t)p->top]);
        figure_cell_end(f);
        figure_cell_ours(f, course_date(date, &l->course, p->top_day));
        figure_cell_real(f, p->end);
        figure_cell_count(f, p->high);
        figure_cell_count(f, p->n);
    }
}

static void
say(struct buffer *b, const struct ladder *l, const struct shown *s)
{
    buffer_text(b, "How high each pair of states stands in ");
    shown_name(b, s, l->m);
    buffer_text(
        b, ", by the higher of its two sides: the rung of an act, and one less for every ");
    quantity_add(b, l->quiet_days);
    buffer_text(b, " quiet days after it. The round mark is the peak.");
    if (!s->there[SHOWN_ACTS]) {
        buffer_text(b, " <strong>Only operations are counted, since open acts (protest, "
                       "attribution, sanctions, displays) are not in this result: make it with "
                       "<code>--trace-level events</code>.</strong>");
    }
    if (l->n_pairs > PANELS_MAX) {
        buffer_text(b, " The six pairs that went highest, of ");
        quantity_add_count(b, l->n_pairs);
        buffer_text(b, ".");
    }
}

enum status
chart_ladder(struct figure *f, const struct material *m, const struct shown *s)
{
    struct ladder l = {
        .m = m, .quiet_days = m->world->parameters.ladder.quiet_days, .course = course_of(m)};
    enum status st = STATUS_OK;

    if (!s->there[SHOWN_ACTS] && !s->there[SHOWN_INCIDENTS]) {
        figure_note(f, NAME,
            "The result holds no acts of single runs: make it with <code>--trace-level "
            "events</code>.");
        return STATUS_OK;
    }
    TRY(collect(&l, s));
    if (l.n_pairs == 0) {
        figure_note(f, NAME, "No state acted against another in the run that is shown.");
        goto out;
    }
    figure_open(f, NAME);
    say(&f->out, &l, s);
    figure_picture(f);
    shown_reminder(&f->out, s, m);
    list_rungs(&f->out, (int32_t)l.pairs[0].top);
    for (int64_t k = 0; k < l.n_pairs && k < PANELS_MAX; k++) {
        TRY(draw_panel(&f->out, &l, &l.pairs[k]));
    }
    put_table(f, &l);
    figure_close(f);
out:
    free(l.steps);
    free(l.pairs);
    return st;
}
