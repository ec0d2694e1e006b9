/* Draws two lanes over time for each seat: the incidents and acts against it, and its most probable
   suspects. */
#include <math.h>
#include <stdlib.h>

#include "report/label.h"
#include "workshop/review/review_page_internal.h"

/* Marks of a lane that are nearer to each other than APART per cent are on different levels. */
enum { APART = 9, LEVEL = 17, LEVELS_MAX = 8, GAP = 26, AXIS = 24 };

/* Distance between a mark and its number, in per cent of the width. */
#define NUMBER_APART 2.6

/** A mark in a lane. */
struct mark {
    double x;       /* position in per cent of the width */
    int32_t number; /* number of the matter in the table, from 1; 0: no seat decided on it */
    int32_t level;
    enum svg_mark shape;
    const char *class_;
};

struct lane {
    struct array marks; /* elements: struct mark, in the order of x */
    int32_t levels;
};

static int
by_place(const void *a, const void *b)
{
    const struct mark *x = a, *y = b;

    if (x->x != y->x) {
        return x->x < y->x ? -1 : 1;
    }
    return x->number < y->number ? -1 : x->number > y->number;
}

static const struct mark *
mark_at(const struct lane *l, int32_t k)
{
    return ARRAY_AT(const struct mark, &l->marks, k);
}

/* Gives each mark the lowest level that has room. */
static void
find_levels(struct lane *l)
{
    double last[LEVELS_MAX];

    for (int32_t k = 0; k < LEVELS_MAX; k++) {
        last[k] = -INFINITY;
    }
    if (l->marks.count > 1) {
        qsort(l->marks.at, (size_t)l->marks.count, sizeof(struct mark), by_place);
    }
    l->levels = 1;
    for (int32_t k = 0; k < l->marks.count; k++) {
        struct mark *m = ARRAY_AT(struct mark, &l->marks, k);
        int32_t level = 0;

        while (level + 1 < LEVELS_MAX && m->x - last[level] < APART) {
            level++;
        }
        m->level = level;
        last[level] = m->x;
        l->levels = level + 1 > l->levels ? level + 1 : l->levels;
    }
}

/* ---- what happened ---- */

static int32_t
number_of(const struct review *r, int32_t seat, int64_t id)
{
    for (int32_t k = 0; k < r->matters.count; k++) {
        const struct review_matter *m = ARRAY_AT(struct review_matter, &r->matters, k);

        if (m->seat == seat && m->incident_id == (uint64_t)id) {
            return k + 1;
        }
    }
    return 0;
}

static enum status
add_mark(struct lane *l, struct mark m)
{
    enum status st;

    TRY(array_reserve(&l->marks, 1));
    *ARRAY_AT(struct mark, &l->marks, array_add(&l->marks)) = m;
out:
    return st;
}

static enum status
add_happened(const struct review *r, int32_t seat, const struct scale *days, struct lane *l)
{
    int32_t state = r->exercise->now.seats[seat].state;
    const struct array *incidents = &r->trace.rows[RECORDER_FILE_INCIDENTS];
    const struct array *acts = &r->trace.rows[RECORDER_FILE_ACTS];
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < incidents->count; k++) {
        const struct trace_rows_incident *i =
            ARRAY_AT(const struct trace_rows_incident, incidents, k);
        int32_t number = number_of(r, seat, i->incident_id);

        if (i->target == state) {
            TRY(add_mark(l, (struct mark){scale_at(days, i->start_day), number, 0,
                                number == 0         ? SVG_RING
                                : i->blamed != NONE ? SVG_DIAMOND
                                                    : SVG_SQUARE,
                                number == 0         ? "none"
                                : i->blamed != NONE ? "s1"
                                                    : "s0"}));
        }
    }
    /* the open acts on which the seat had to decide */
    for (int32_t k = 0; k < acts->count; k++) {
        const struct trace_rows_act *a = ARRAY_AT(const struct trace_rows_act, acts, k);
        int32_t number = a->target == state ? number_of(r, seat, a->act_id) : 0;

        if (number > 0 && ARRAY_AT(struct review_matter, &r->matters, number - 1)->act) {
            TRY(add_mark(
                l, (struct mark){scale_at(days, a->day), number, 0, SVG_TRIANGLE, "s3"}));
        }
    }
out:
    return st;
}

/* ---- what was believed ---- */

/* Returns the most probable suspect among the beliefs of one matter and stop, from index *k on.
   Moves *k past them. */
static const struct review_belief *
most_probable(const struct review *r, int32_t *k)
{
    const struct review_belief *first = ARRAY_AT(struct review_belief, &r->beliefs, *k);
    const struct review_belief *best = first;

    for (; *k < r->beliefs.count; ++*k) {
        const struct review_belief *b = ARRAY_AT(struct review_belief, &r->beliefs, *k);

        if (b->matter != first->matter || b->stop != first->stop) {
            break;
        }
        best = b->posterior > best->posterior ? b : best;
    }
    return best;
}

static enum status
add_believed(const struct review *r, int32_t seat, const struct scale *days, struct lane *l)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < r->beliefs.count;) {
        const struct review_belief *b = most_probable(r, &k);

        if (ARRAY_AT(struct review_matter, &r->matters, b->matter)->seat == seat) {
            TRY(add_mark(l, (struct mark){scale_at(days, r->exercise->plan.stops[b->stop].day),
                                b->matter + 1, 0, b->is_true ? SVG_CIRCLE : SVG_CROSS,
                                b->is_true ? "s2" : "none"}));
        }
    }
out:
    return st;
}

/* ---- drawing ---- */

static double
down(const struct lane *l, const struct mark *m, double bottom)
{
    (void)l;
    return bottom - LEVEL * m->level;
}

/* Draws lines from each incident to the first belief about it. */
static void
draw_links(struct buffer *b, const struct lane *happened, double bottom,
    const struct lane *believed, double low)
{
    for (int32_t k = 0; k < happened->marks.count; k++) {
        const struct mark *from = mark_at(happened, k);

        for (int32_t i = 0; i < believed->marks.count && from->number > 0; i++) {
            const struct mark *to = mark_at(believed, i);

            if (to->number == from->number) {
                svg_line(b, "link", from->x, down(happened, from, bottom), to->x,
                    down(believed, to, low));
                break;
            }
        }
    }
}

static void
draw_lane(struct buffer *b, const struct lane *l, double bottom)
{
    svg_line(b, "grid", 0, bottom + LEVEL / 2.0 + 1, 100, bottom + LEVEL / 2.0 + 1);
    for (int32_t k = 0; k < l->marks.count; k++) {
        const struct mark *m = mark_at(l, k);
        /* near the right end the number is on the left of the mark, inside the picture */
        bool right = m->x > 92;

        svg_mark(b, m->shape, m->class_, m->x, down(l, m, bottom));
        if (m->number > 0) {
            svg_text(b, "tick halo", m->x + (right ? -NUMBER_APART : NUMBER_APART),
                down(l, m, bottom) + 4, right ? SVG_END : SVG_START);
            buffer_printf(b, "%d", (int)m->number);
            svg_text_end(b);
        }
    }
}

static void
draw_days(const struct review_page *p, const struct scale *days, double y)
{
    const struct plan *plan = &p->review->exercise->plan;
    double last = -INFINITY;

    for (int32_t k = 0; k < plan->n_stops; k++) {
        double x = scale_at(days, plan->stops[k].day);

        if (plan->stops[k].kind == PLAN_DECIDE) {
            review_page_tick(p, plan->stops[k].day, x, y, &last);
        }
    }
}

static void
draw_seat(const struct review_page *p, int32_t seat, const struct scale *days,
    struct lane *happened, struct lane *believed)
{
    double bottom, low;

    find_levels(happened);
    find_levels(believed);
    bottom = 8 + LEVEL * (happened->levels - 1);
    low = bottom + GAP + LEVEL * believed->levels;
    buffer_text(p->out, "<div class=\"panel\"><p class=\"name\">");
    review_page_actor(p, p->review->exercise->now.seats[seat].state);
    buffer_text(p->out, "</p>\n");
    svg_open(p->out, (int32_t)low + LEVEL + AXIS);
    draw_links(p->out, happened, bottom, believed, low);
    draw_lane(p->out, happened, bottom);
    draw_lane(p->out, believed, low);
    draw_days(p, days, low + LEVEL + 12);
    svg_close(p->out);
    buffer_text(p->out, "</div>\n");
}

static void
put_legend(const struct review_page *p)
{
    buffer_text(p->out, "<ul class=\"key\">");
    label_key_mark(p->out, SVG_SQUARE, "s0", "an incident");
    label_key_mark(p->out, SVG_DIAMOND, "s1", "under a false flag");
    label_key_mark(p->out, SVG_TRIANGLE, "s3", "an open act");
    label_key_mark(p->out, SVG_RING, "none", "never on its table");
    label_key_mark(p->out, SVG_CIRCLE, "s2", "it considered the right actor most probable");
    label_key_mark(p->out, SVG_CROSS, "none", "a wrong one");
    buffer_text(p->out, "</ul>\n");
}

enum status
review_page_lanes(const struct review_page *p)
{
    const struct review *r = p->review;
    const struct scale days = {0, r->exercise->now.run.kernel.now, true};
    enum status st = STATUS_OK;

    buffer_text(p->out, "<p>Upper lane: what happened to the state, on the day on which it "
                        "began. Lower lane: what the state believed about the event, at each "
                        "stop. The numbers are those of the table below.</p>\n");
    review_page_picture(p, "Two lanes over time for each seat; the table has all of it");
    put_legend(p);
    buffer_text(p->out, "<div class=\"panels\">\n");
    for (int32_t seat = 0; seat < r->exercise->now.n_seats; seat++) {
        struct lane happened = {.levels = 0}, believed = {.levels = 0};

        array_init(&happened.marks, sizeof(struct mark));
        array_init(&believed.marks, sizeof(struct mark));
        st = add_happened(r, seat, &days, &happened);
        st = st == STATUS_OK ? add_believed(r, seat, &days, &believed) : st;
        if (st == STATUS_OK && happened.marks.count > 0) {
            draw_seat(p, seat, &days, &happened, &believed);
        }
        array_free(&happened.marks);
        array_free(&believed.marks);
        TRY(st);
    }
    buffer_text(p->out, "</div>\n");
    review_page_picture_end(p);
out:
    return st;
}
