#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/html_escape.h"
#include "report/charts/box.h"
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
    PLACES = 10, /* places tried for a number, on each side of the middle of its line */
    MARK = 12
};

#define FAINT_BELOW 0.25 /* as a share of the highest tension */
#define PI 3.14159265358979323846

/* A pair of states and the tension between them. */
struct edge {
    const char *a, *b;
    /* The tension of a toward b, the tension of b toward a, and the lower of the two trusts. */
    double tension, back, trust;
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

/* Merges the two rows of each pair. Each row has the tension in one direction and 0 for the other
   direction. */
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

/* Returns the horizontal position of a state. States are on an ellipse, and the first is at the
   top. */
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

static bool
is_faint(const struct network *n, const struct edge *e)
{
    return n->n_edges > NUMBERED && worst(e) < FAINT_BELOW * n->max_count;
}

static void
draw_lines(struct buffer *b, const struct network *n)
{
    for (int64_t k = n->n_edges - 1; k >= 0; k--) {
        const struct edge *e = &n->edges[k];
        int32_t a = find(n, e->a), c = find(n, e->b);
        char name[] = "edge e0 faint";

        if (a >= 0 && c >= 0) {
            /* Lines of low tension without numbers are faint, so that they do not hide the other
               lines. */
            name[7] = is_faint(n, e) ? ' ' : '\0';
            name[6] = (char)('0' + level_of(n, e));
            svg_line(b, name, across(n, a), down(n, a), across(n, c), down(n, c));
        }
    }
}

/* Positions of names above and below a state, in pixels, and their maximum number of characters. */
enum { NAME_ABOVE = 11, NAME_BELOW = 20, NAME_MAX = 20 };

/* Estimated sizes of text in pixels. */
enum { LETTER = 7, ASCENT = 12, DESCENT = 3, DIGITS_HIGH = 12, NUMBER_LETTERS = 6 };

static struct box_spot
spot_of(const struct network *n, int32_t k)
{
    return (struct box_spot){across(n, k) * NARROW / 100, down(n, k)};
}

static enum svg_anchor
anchor_of(const struct network *n, int32_t k)
{
    double x = across(n, k);

    return x < 30 ? SVG_START : x > 70 ? SVG_END : SVG_MIDDLE;
}

static double
name_down(const struct network *n, int32_t k)
{
    double y = down(n, k);

    return y < HEIGHT / 2.0 ? y - NAME_ABOVE : y + NAME_BELOW;
}

static struct box
box_of_name(const struct network *n, int32_t k)
{
    size_t letters = strlen(report_data_state_name(n->m, n->nodes[k]));
    double width = LETTER * (double)(letters < NAME_MAX ? letters : NAME_MAX);
    double x = spot_of(n, k).x, y = name_down(n, k);
    enum svg_anchor anchor = anchor_of(n, k);
    double left = anchor == SVG_START ? x : anchor == SVG_END ? x - width : x - width / 2;

    return (struct box){left, y - ASCENT, left + width, y + DESCENT};
}

/**
 * The boxes that a number may not cover: names, states, and the numbers that were already placed.
 */
struct obstacles {
    struct box at[2 * NODES_MAX + NUMBERED];
    int32_t n;
};

/* Returns the number of other visible lines that cross a box. */
static int32_t
count_lines(const struct network *n, int64_t own, const struct box *box)
{
    int32_t count = 0;

    for (int64_t k = 0; k < n->n_edges; k++) {
        int32_t a = find(n, n->edges[k].a), c = find(n, n->edges[k].b);

        if (k != own && a >= 0 && c >= 0 && !is_faint(n, &n->edges[k])) {
            count += box_crosses(spot_of(n, a), spot_of(n, c), box);
        }
    }
    return count;
}

/* Finds a place on a line where a number covers nothing and crosses as few other lines as possible.
   Among such places, chooses the one nearest to the middle of the line. Returns false if there is
   none. */
static bool
find_place(
    const struct network *n, int64_t edge, const struct obstacles *o, struct box_spot *place)
{
    struct box_spot from = spot_of(n, find(n, n->edges[edge].a)),
                    to = spot_of(n, find(n, n->edges[edge].b));
    int32_t least = INT32_MAX;

    for (int32_t k = 0; k < 2 * PLACES + 1; k++) {
        double share = 0.5 + (k % 2 == 0 ? 1 : -1) * ((k + 1) / 2) * 0.35 / PLACES;
        struct box_spot at = {
            from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)};
        struct box box = box_around(at, LETTER * NUMBER_LETTERS, DIGITS_HIGH);
        int32_t lines = count_lines(n, edge, &box);
        bool free = lines < least;

        for (int32_t i = 0; i < o->n && free; i++) {
            free = !box_overlap(&box, &o->at[i]);
        }
        if (free) {
            least = lines;
            *place = at;
        }
    }
    return least < INT32_MAX;
}

/* Writes the numbers on their lines. A number that would cover a name or another number is left
   out; the table has it. */
static void
draw_numbers(struct buffer *b, const struct network *n)
{
    struct obstacles o = {.n = 0};
    int32_t listed = 0;

    for (int32_t k = 0; k < n->n_nodes; k++) {
        o.at[o.n++] = box_of_name(n, k);
        o.at[o.n++] = box_around(spot_of(n, k), MARK, MARK);
    }
    for (int64_t k = 0; k < n->n_edges && listed < NUMBERED; k++) {
        const struct edge *e = &n->edges[k];
        struct box_spot at;

        if (find(n, e->a) < 0 || find(n, e->b) < 0) {
            continue;
        }
        listed++;
        if (find_place(n, k, &o, &at)) {
            o.at[o.n++] = box_around(at, LETTER * NUMBER_LETTERS, DIGITS_HIGH);
            svg_text(b, "halo", at.x * 100 / NARROW, at.y + 4, SVG_MIDDLE);
            number_text_add(b, worst(e));
            svg_text_end(b);
        }
    }
}

static void
draw_nodes(struct buffer *b, const struct network *n)
{
    for (int32_t k = 0; k < n->n_nodes; k++) {
        double x = across(n, k);

        svg_mark(b, SVG_CIRCLE, "s0", x, down(n, k));
        svg_text(b, "halo", x, name_down(n, k), anchor_of(n, k));
        html_in_picture(b, report_data_state_name(n->m, n->nodes[k]), NAME_MAX);
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
