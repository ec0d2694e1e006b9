#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/html_escape.h"
#include "report/charts/chart.h"
#include "report/label.h"
#include "report/number_text.h"

enum {
    NODES_MAX = 12,
    NUMBERED = 8,
    HEIGHT = 380,
    TABLE_MAX = 300,
    LEVELS = 6,
    NARROW = 288,
    APART = 48
};

#define FAINT_BELOW 0.25 /* of the highest tension */
#define PI 3.14159265358979323846

/* A pair of states. */
struct edge {
    const char *a, *b;
    double tension, back, trust; /* of a toward b, of b toward a; the lower trust of the two */
};

struct network {
    const struct report_data *m;
    struct edge *edges;
    int64_t n_edges;
    const char *nodes[NODES_MAX];
    int32_t n_nodes;
    double max_count;
};

static double
worst(const struct edge *e)
{
    return fmax(e->tension, e->back);
}

static int
compare_edges(const void *x, const void *y)
{
    const struct edge *e = x, *g = y;
    int order;

    if (worst(e) != worst(g)) {
        return worst(e) > worst(g) ? -1 : 1;
    }
    order = strcmp(e->a, g->a);
    return order != 0 ? order : strcmp(e->b, g->b);
}

static int32_t
find(const struct network *n, const char *id)
{
    return text_index(id, (struct text_names){n->nodes, sizeof(*n->nodes), n->n_nodes});
}

static int
compare_ends(const void *x, const void *y)
{
    const struct edge *e = x, *g = y;
    int order = strcmp(e->a, g->a);

    return order != 0 ? order : strcmp(e->b, g->b);
}

/* Merges the rows of the two directions of each pair: each row has 0 for the other direction. */
static void
join(struct network *n)
{
    int64_t kept = 0;

    qsort(n->edges, (size_t)n->n_edges, sizeof(*n->edges), compare_ends);
    for (int64_t k = 0; k < n->n_edges; k++) {
        struct edge *last = kept == 0 ? NULL : &n->edges[kept - 1];

        if (last != NULL && compare_ends(last, &n->edges[k]) == 0) {
            last->tension += n->edges[k].tension;
            last->back += n->edges[k].back;
            last->trust = fmin(last->trust, n->edges[k].trust);
        } else {
            n->edges[kept++] = n->edges[k];
        }
    }
    n->n_edges = kept;
}

static enum status
collect(struct network *n, const struct shown *s)
{
    int32_t count = shown_count(s, RECORDER_FILE_PAIRS);

    n->edges = malloc(((size_t)count + 1) * sizeof(*n->edges));
    if (n->edges == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < count; k++) {
        const struct trace_rows_pair *p =
            SHOWN_ROW(s, RECORDER_FILE_PAIRS, struct trace_rows_pair, k);
        const char *from = shown_state(s, p->from), *to = shown_state(s, p->to);
        bool in_order = strcmp(from, to) < 0;

        n->edges[n->n_edges++] = (struct edge){in_order ? from : to, in_order ? to : from,
            in_order ? p->tension_final : 0, in_order ? 0 : p->tension_final, p->trust_final};
    }
    join(n);
    qsort(n->edges, (size_t)n->n_edges, sizeof(*n->edges), compare_edges);
    n->max_count = n->n_edges > 0 ? fmax(worst(&n->edges[0]), 1e-9) : 1;
    for (int64_t k = 0; k < n->n_edges; k++) {
        const char *ends[2] = {n->edges[k].a, n->edges[k].b};

        for (int32_t i = 0; i < 2 && n->n_nodes < NODES_MAX; i++) {
            if (find(n, ends[i]) < 0) {
                n->nodes[n->n_nodes++] = ends[i];
            }
        }
    }
    return STATUS_OK;
}

static int
compare_ids(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* States are on an ellipse, the first at the top. */
static double
across(const struct network *n, int32_t k)
{
    return 50 + 38 * sin(2 * PI * k / n->n_nodes);
}

static double
down(const struct network *n, int32_t k)
{
    return HEIGHT / 2.0 - (HEIGHT / 2.0 - 34) * cos(2 * PI * k / n->n_nodes);
}

static int32_t
level_of(const struct network *n, const struct edge *e)
{
    int32_t level = (int32_t)(worst(e) / fmax(n->max_count, 1) * LEVELS);

    return level < LEVELS ? level : LEVELS - 1;
}

static void
draw_lines(struct buffer *b, const struct network *n)
{
    for (int64_t k = n->n_edges - 1; k >= 0; k--) {
        const struct edge *e = &n->edges[k];
        int32_t a = find(n, e->a), c = find(n, e->b);
        char name[] = "edge e0 faint";

        if (a >= 0 && c >= 0) {
            /* weak lines without numbers are faint, so that they do not hide the others */
            name[7] =
                n->n_edges > NUMBERED && worst(e) < FAINT_BELOW * n->max_count ? ' ' : '\0';
            name[6] = (char)('0' + level_of(n, e));
            svg_line(b, name, across(n, a), down(n, a), across(n, c), down(n, c));
        }
    }
}

/* A position in the picture, in pixels of a narrow screen. */
struct spot {
    double x, y;
};

/* The place on a line nearest to its middle that is apart from the states and numbers there. */
static struct spot
free_spot(struct spot from, struct spot to, const struct spot *taken, int32_t n)
{
    static const double shares[] = {0.5, 0.42, 0.58, 0.34, 0.66, 0.28, 0.72};
    struct spot best = {0, 0};
    double farthest = -1;

    for (int32_t k = 0; k < FIELD_COUNT_OF(shares) && farthest < APART; k++) {
        struct spot at = {
            from.x + shares[k] * (to.x - from.x), from.y + shares[k] * (to.y - from.y)};
        double nearest = INFINITY;

        for (int32_t i = 0; i < n; i++) {
            /* a number is three times as wide as it is high */
            nearest = fmin(nearest, hypot(at.x - taken[i].x, 3 * (at.y - taken[i].y)));
        }
        if (nearest > farthest) {
            farthest = nearest;
            best = at;
        }
    }
    return best;
}

/* A number is on its line, where it does not overlap another one. */
static void
draw_numbers(struct buffer *b, const struct network *n)
{
    struct spot taken[NODES_MAX + NUMBERED];
    int32_t listed = 0, there = n->n_nodes;

    for (int32_t k = 0; k < there; k++) {
        taken[k] = (struct spot){across(n, k) * NARROW / 100, down(n, k)};
    }
    for (int64_t k = 0; k < n->n_edges && listed < NUMBERED; k++) {
        const struct edge *e = &n->edges[k];
        int32_t a = find(n, e->a), c = find(n, e->b);

        if (a >= 0 && c >= 0) {
            struct spot at = free_spot(taken[a], taken[c], taken, there);

            taken[there++] = at;
            svg_text(b, "halo", at.x * 100 / NARROW, at.y + 4, SVG_MIDDLE);
            number_text_add(b, worst(e));
            svg_text_end(b);
            listed++;
        }
    }
}

static void
draw_nodes(struct buffer *b, const struct network *n)
{
    for (int32_t k = 0; k < n->n_nodes; k++) {
        double x = across(n, k), y = down(n, k);

        svg_mark(b, SVG_CIRCLE, "s0", x, y);
        svg_text(b, "halo", x, y < HEIGHT / 2.0 ? y - 11 : y + 20,
            x < 30   ? SVG_START
            : x > 70 ? SVG_END
                     : SVG_MIDDLE);
        html_in_picture(b, report_data_state_name(n->m, n->nodes[k]), 20);
        svg_text_end(b);
    }
}

static void
put_table(struct section *f, const struct network *n)
{
    section_table(f, "Pair|#Tension of the first toward the second|#Tension of the second "
                     "toward the first|#Lower trust of the two");
    for (int64_t k = 0; k < n->n_edges && k < TABLE_MAX; k++) {
        section_cell(f);
        label_pair(&f->out, n->m, n->edges[k].a, n->edges[k].b);
        section_cell_end(f);
        section_cell_real(f, n->edges[k].tension);
        section_cell_real(f, n->edges[k].back);
        section_cell_real(f, n->edges[k].trust);
    }
    if (n->n_edges > TABLE_MAX) {
        section_remark(f, "Only the 300 pairs with the highest tension are shown. All pairs: "
                          "<code>pairs.csv</code>.");
    }
}

static void
put_description(
    struct buffer *b, const struct network *n, const struct shown *s, int32_t states)
{
    buffer_text(b, "Tension at the end of ");
    shown_name(b, s, n->m);
    buffer_text(b, ". The number on a line is the higher of the two directed tensions; wider "
                   "and darker lines mean more tension. ");
    buffer_text(b, "A crisis begins at ");
    number_text_add(b, s->world->parameters.tension.threshold);
    buffer_text(b, ".");
    if (states > n->n_nodes) {
        buffer_text(
            b, " Only the twelve states in the pairs with the highest tension are shown.");
    }
}

enum status
chart_network(struct section *f, const struct chart_input *in)
{
    const struct report_data *m = in->material;
    const struct shown *s = in->shown;
    struct network n = {.m = m};
    enum status st = STATUS_OK;

    TRY(collect(&n, s));
    qsort(n.nodes, (size_t)n.n_nodes, sizeof(n.nodes[0]), compare_ids);
    section_open(f);
    put_description(&f->out, &n, s, s->world->states.count);
    section_picture(f);
    shown_reminder(&f->out, s, m);
    svg_open(&f->out, HEIGHT);
    draw_lines(&f->out, &n);
    draw_numbers(&f->out, &n);
    draw_nodes(&f->out, &n);
    svg_close(&f->out);
    put_table(f, &n);
    section_close(f);
out:
    free(n.edges);
    return st;
}
