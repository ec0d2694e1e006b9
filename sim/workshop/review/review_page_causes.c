/* The section on causes and effects: the cascades of the exercise as trees over time and as a
   table, and the largest cascade as a story. */
#include <math.h>
#include <stdlib.h>

#include "base/html_escape.h"
#include "model/input/ladder.h"
#include "report/label.h"
#include "words/narrative/narrative.h"
#include "workshop/review/review_cause.h"
#include "workshop/review/review_page_internal.h"

/* Trees are added as long as all of them together have at most SHOWN_MAX rows. The largest one is
   always shown. */
enum { ROW = 28, TOP = 22, AXIS = 26, NAME_MAX = 16, SHOWN_MAX = 40 };

/** The nodes of some cascades, one cascade after the other, in depth-first order. */
struct tree {
    const struct review_page *page;
    const struct narrative_cascade *cascade;
    int32_t *order; /* indices of nodes, each after its parent */
    int32_t n;
    struct scale days;
};

static const struct narrative_node *
node_at(const struct tree *t, int32_t row)
{
    return &t->cascade->nodes[t->order[row]];
}

/* Lists the roots that have descendants, the one with most descendants first; among equals, the
   earliest first. Returns their number. */
static int32_t
list_roots(const struct narrative_cascade *c, int32_t *roots)
{
    int32_t n = 0;

    for (int32_t k = 0; k < c->n_nodes; k++) {
        int32_t at = n;

        if (c->nodes[k].parent != NONE || c->nodes[k].n_below == 0) {
            continue;
        }
        for (; at > 0 && c->nodes[roots[at - 1]].n_below < c->nodes[k].n_below; at--) {
            roots[at] = roots[at - 1];
        }
        roots[at] = k;
        n++;
    }
    return n;
}

/* Lists the nodes of a cascade depth first, without recursion. Nodes that wait are on a stack. */
static void
list_nodes(struct tree *t, int32_t root, int32_t *stack)
{
    int32_t waiting = 0;

    stack[waiting++] = root;
    while (waiting > 0) {
        int32_t node = stack[--waiting];
        const struct narrative_node *n = &t->cascade->nodes[node];

        t->order[t->n++] = node;
        scale_include(&t->days, n->day);
        for (int32_t k = n->count - 1; k >= 0; k--) {
            stack[waiting++] = t->cascade->children[n->first + k];
        }
    }
}

/* ---- the description of a node ---- */

static void
put_what(const struct tree *t, const struct narrative_node *n)
{
    const struct team_names *names = &t->page->review->names;

    if (n->incident != NULL) {
        html_bdi(t->page->out, names->types[n->incident->type], HTML_NAME);
    } else if (n->act->response != NONE) {
        html_bdi(t->page->out, names->responses[n->act->response], HTML_NAME);
    } else {
        buffer_text(t->page->out, n->act->retraction       ? "takes an accusation back"
                                  : n->act->denial         ? "rejects an accusation or protest"
                                  : n->act->agreement >= 0 ? "suspends an agreement"
                                                           : "an operation");
    }
}

/* Returns who chose the response: a team, habit in a seat, or the model. Returns NULL if the node
   is not a response. */
static const char *
chosen_by(const struct tree *t, const struct narrative_node *n)
{
    static const char *const words[] = {NULL, "the model", "its team", "habit, in its seat"};

    return words[review_cause_chooser(t->page->review, t->cascade, n)];
}

/* ---- picture ---- */

static int32_t
row_of(const struct tree *t, int32_t node)
{
    int32_t row = 0;

    while (t->order[row] != node) {
        row++;
    }
    return row;
}

static double
down(int32_t row)
{
    return TOP + ROW * row;
}

static void
put_short_name(const struct tree *t, int32_t actor)
{
    if (actor >= 0) {
        html_in_picture(t->page->out, t->page->review->names.states[actor], NAME_MAX);
    } else {
        review_page_actor(t->page, actor);
    }
}

static void
draw_row(const struct tree *t, int32_t row)
{
    const struct narrative_node *n = node_at(t, row);
    struct buffer *b = t->page->out;
    double x = scale_at(&t->days, n->day), y = down(row);
    bool left = x > 50;

    if (n->parent != NONE) { /* draws a line down from the cause, then across */
        int32_t above = row_of(t, n->parent);
        double from = scale_at(&t->days, node_at(t, above)->day);

        svg_line(b, "link", from, down(above), from, y);
        svg_line(b, "link", from, y, x, y);
    }
    svg_mark(b,
        review_cause_is_misdirected(n) ? SVG_CROSS
        : n->incident == NULL          ? SVG_TRIANGLE
                                       : SVG_SQUARE,
        review_cause_is_misdirected(n) ? "none"
        : n->incident == NULL          ? "s3"
                                       : "s0",
        x, y);
    svg_text(b, "halo", x + (left ? -1.2 : 1.2), y - 7, left ? SVG_END : SVG_START);
    buffer_printf(b, "%d ", (int)row + 1);
    put_short_name(t, review_cause_actor(n));
    buffer_text(b, " &#8594; ");
    put_short_name(t, review_cause_target(n));
    svg_text_end(b);
}

static void
draw_days(const struct tree *t, int32_t rows)
{
    double places[] = {0, 50, 100};

    for (int32_t k = 0; k < 3; k++) {
        double y = down(rows - 1) + ROW;

        svg_line(t->page->out, "grid", places[k], 0, places[k], y - 6);
        svg_text(t->page->out, "tick", places[k], y + 8,
            k == 0   ? SVG_START
            : k == 1 ? SVG_MIDDLE
                     : SVG_END);
        review_page_day(t->page, t->days.low + places[k] / 100 * (t->days.high - t->days.low));
        svg_text_end(t->page->out);
    }
}

static void
put_picture(const struct tree *t)
{
    const struct review_page *p = t->page;
    int32_t rows = t->n;

    review_page_picture(p, "Tree of causes over time; the table has the same rows");
    buffer_text(p->out, "<ul class=\"key\">");
    label_key_mark(p->out, SVG_SQUARE, "s0", "an incident or operation");
    label_key_mark(p->out, SVG_TRIANGLE, "s3", "an open act");
    label_key_mark(p->out, SVG_CROSS, "none", "against a state that did not do it");
    buffer_text(p->out, "</ul>\n");
    svg_open(p->out, (int32_t)down(rows - 1) + ROW + AXIS);
    draw_days(t, rows);
    for (int32_t row = 0; row < rows; row++) {
        draw_row(t, row);
    }
    svg_close(p->out);
    review_page_picture_end(p);
}

/* ---- table ---- */

static void
put_row(const struct tree *t, int32_t row)
{
    const struct narrative_node *n = node_at(t, row);
    const struct review_page *p = t->page;
    const char *by = chosen_by(t, n);

    buffer_printf(p->out, "<tr><th scope=\"row\">%d</th><td>", (int)row + 1);
    review_page_day(p, n->day);
    buffer_text(p->out, "</td><td>");
    review_page_actor(p, review_cause_actor(n));
    if (n->incident != NULL && n->incident->blamed != NONE) {
        buffer_text(p->out, ", under the flag of ");
        review_page_actor(p, n->incident->blamed);
    }
    buffer_text(p->out, "</td><td>");
    review_page_actor(p, review_cause_target(n));
    buffer_text(p->out, "</td><td>");
    put_what(t, n);
    if (n->act != NULL) {
        buffer_printf(p->out, ", rung %d", (int)n->act->rung);
    }
    buffer_text(p->out, "</td><td>");
    if (n->parent == NONE) {
        buffer_text(p->out, "-");
    } else {
        buffer_printf(p->out, "%d", (int)row_of(t, n->parent) + 1);
    }
    buffer_printf(p->out, "</td><td>%s</td><td>%s</td></tr>\n", by == NULL ? "-" : by,
        n->parent == NONE                ? "-"
        : review_cause_is_misdirected(n) ? "<strong>no</strong>"
                                         : "yes");
}

static void
put_table(const struct tree *t)
{
    review_page_table(t->page, "The same rows",
        "no.|when|who|against|what|caused by no.|chosen by|against the state that did it");
    for (int32_t row = 0; row < t->n; row++) {
        put_row(t, row);
    }
    review_page_table_end(t->page);
}

/* ---- story ---- */

static enum status
put_story(const struct tree *t)
{
    const struct review *r = t->page->review;
    const struct narrative_options options = {.policy = r->exercise->policy,
        .incident = node_at(t, 0)->id,
        .html = true,
        .part = true};
    enum status st;

    review_page_fold(t->page, "The largest chain as a story");
    buffer_text(t->page->out, "<div class=\"story\">\n");
    TRY(narrative_print(&r->trace, r->exercise->world, &options, t->page->out, NULL));
    buffer_text(t->page->out, "</div>\n");
    review_page_fold_end(t->page);
out:
    return st;
}

/* Adds trees as long as there is room. Returns their number. */
static int32_t
choose_trees(struct tree *t, const int32_t *roots, int32_t n, int32_t *stack)
{
    int32_t trees = 0;

    for (int32_t k = 0; k < n; k++) {
        if (k == 0 || t->n + 1 + t->cascade->nodes[roots[k]].n_below <= SHOWN_MAX) {
            list_nodes(t, roots[k], stack);
            trees++;
        }
    }
    return trees;
}

static enum status
put_trees(const struct review_page *p, const struct narrative_cascade *c)
{
    size_t size = (size_t)c->n_nodes + 1;
    struct tree t = {p, c, calloc(3 * size, sizeof(int32_t)), 0, {0, 0, false}};
    int32_t *roots = t.order + size, *stack = roots + size, n, trees;
    enum status st = STATUS_OK;

    if (t.order == NULL) {
        return STATUS_NO_MEMORY;
    }
    n = list_roots(c, roots);
    trees = choose_trees(&t, roots, n, stack);
    if (n == 0) {
        buffer_text(p->out, "<p>No incident and no act led to another one.</p>\n");
        goto out;
    }
    t.days.high = t.days.high > t.days.low ? t.days.high : t.days.low + 1;
    buffer_printf(p->out,
        "<p>%d incident%s or act%s had consequences; the largest chain has %d further link%s. "
        "%s A line goes down from the cause, then across to the day of the consequence.</p>\n",
        (int)n, n == 1 ? "" : "s", n == 1 ? "" : "s", (int)c->nodes[roots[0]].n_below,
        c->nodes[roots[0]].n_below == 1 ? "" : "s",
        trees < n ? "Only the largest chains are shown." : "All of them are shown.");
    put_picture(&t);
    put_table(&t);
    TRY(put_story(&t));
out:
    free(t.order);
    return st;
}

enum status
review_page_causes(const struct review_page *p)
{
    struct narrative_cascade cascade = {.n_nodes = 0};
    enum status st;

    review_page_open(p, "causes", "What caused what");
    TRY(narrative_cascade_init(&cascade, &p->review->trace));
    TRY(put_trees(p, &cascade));
    review_page_debrief(p, WORKSHOP_PAGE_CAUSES);
    review_page_close(p);
out:
    narrative_cascade_free(&cascade);
    return st;
}
