#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "words/narrative/internal.h"
#include "words/sentence.h"

/** A cascade: whether it gets a chapter, and its weight among those that may get one. */
struct chapter {
    int32_t root;
    bool shown;
    double weight;
};

/* ---- which cascades are chapters ---- */

/* Whether the response reaches another state; a repair at home does not. */
static bool
reaches_others(const struct world *w, int32_t response)
{
    return response != NONE && WORLD_RESPONSE(w, response)->effect != EFFECT_NOTHING &&
           WORLD_RESPONSE(w, response)->effect != EFFECT_MITIGATION;
}

/* Whether a state responded, asked or warned: only then the cascade may get a chapter. */
static bool
answered(const struct narrative *s, const struct narrative_node *n)
{
    int32_t first;

    return n->n_below > 0 || n->incident == NULL || n->incident->asked ||
           reaches_others(s->world, n->incident->overt) ||
           reaches_others(s->world, n->incident->covert) ||
           reaches_others(s->world, n->incident->help) ||
           narrative_cascade_messages(&s->cascade, n->id, &first) > 0;
}

/* A response counts more the higher its rung, and more again if it rests on an error. */
static double
weight_of_response(const struct narrative *s, int32_t node)
{
    double rung = (double)s->cascade.nodes[node].act->rung;

    return 1 + rung * rung / 4 +
           (narrative_wording_belief(s, node) > NARRATIVE_BELIEF_TRUE ? 4 : 0);
}

/* Harm, of which a destroyed network (severity 5) counts 5; at the end of the run it may be open. */
static double
weight_of_incident(const struct trace_rows_incident *i)
{
    return (isnan(i->harm) ? 0 : i->harm / 5) + (i->asked ? 1 : 0);
}

/* What followed from a cascade: harm, responses, and the length of the longest chain of them. */
static double
weight(const struct narrative *s, int32_t root)
{
    const struct narrative_cascade *f = &s->cascade;
    double w = 0, depth = 0;

    for (int32_t k = root; k < f->n_nodes; k++) {
        const struct narrative_node *n = &f->nodes[k];

        if (n->root == root) {
            w += n->parent != NONE && n->act != NULL ? weight_of_response(s, k) : 0;
            w += n->incident != NULL ? weight_of_incident(n->incident) : 0;
            depth = n->depth > depth ? n->depth : depth;
        }
    }
    return w + 2 * depth;
}

static int
by_weight(const void *a, const void *b)
{
    const struct chapter *x = a, *y = b;

    if (x->shown != y->shown) {
        return x->shown ? -1 : 1;
    }
    if (x->weight != y->weight) {
        return x->weight > y->weight ? -1 : 1;
    }
    return x->root < y->root ? -1 : x->root > y->root;
}

static int
by_root(const void *a, const void *b)
{
    const struct chapter *x = a, *y = b;

    return x->root < y->root ? -1 : x->root > y->root;
}

/* The cascade of an act of the highest rung, which is always described; of several the one with the
   largest weight. NONE without acts. */
static int32_t
highest(const struct narrative *s)
{
    const struct narrative_node *nodes = s->cascade.nodes;
    int64_t rung = -1;
    int32_t top = NONE;
    double maximum = -1;

    for (int32_t k = 0; k < s->cascade.n_nodes; k++) {
        rung = nodes[k].act != NULL && nodes[k].act->rung > rung ? nodes[k].act->rung : rung;
    }
    for (int32_t k = 0; k < s->cascade.n_nodes; k++) {
        if (nodes[k].act != NULL && nodes[k].act->rung == rung && nodes[k].root != top) {
            double w = weight(s, nodes[k].root);

            top = w > maximum ? nodes[k].root : top;
            maximum = fmax(maximum, w);
        }
    }
    return top;
}

/* Whether the state acted in the cascade or was the target of an incident or act of it. */
static bool
involves(const struct narrative *s, int32_t root, int32_t state)
{
    const struct narrative_cascade *f = &s->cascade;
    bool found = false;

    for (int32_t k = root; k < f->n_nodes && !found; k++) {
        const struct narrative_node *n = &f->nodes[k];

        found = n->root == root &&
                ((n->incident != NULL &&
                     (n->incident->target == state || n->incident->initiator == state)) ||
                    (n->act != NULL && (n->act->actor == state || n->act->target == state)));
    }
    return found;
}

/* Lists all cascades and marks those that get a chapter. `state` NONE: of all states. *answers: how
   many may get one. */
static int32_t
choose_chapters(
    const struct narrative *s, int32_t state, struct chapter *chapters, int32_t *answers)
{
    int32_t maximum = s->options->max_chapters > 0 ? s->options->max_chapters
                      : s->options->whole          ? 0
                                                   : NARRATIVE_CHAPTERS;
    int32_t n = 0, top = highest(s);

    for (int32_t k = 0; k < s->cascade.n_nodes; k++) {
        if (s->cascade.nodes[k].parent == NONE) {
            bool shown = s->options->whole || k == top || answered(s, &s->cascade.nodes[k]);

            shown = shown && (state == NONE || involves(s, k, state));

            chapters[n++] = (struct chapter){k, shown,
                !shown     ? 0
                : k == top ? INFINITY
                           : weight(s, k)};
        }
    }
    for (int32_t k = 0; k < n; k++) {
        *answers += chapters[k].shown;
    }
    if (maximum > 0 && n > maximum) {
        qsort(chapters, (size_t)n, sizeof(*chapters), by_weight);
        for (int32_t k = maximum; k < n; k++) {
            chapters[k].shown = false;
        }
        qsort(chapters, (size_t)n, sizeof(*chapters), by_root);
    }
    return n;
}

/* ---- chapters ---- */

void
narrative_chapter_title(struct narrative *s, int32_t root, struct buffer *title)
{
    const struct narrative_node *n = &s->cascade.nodes[root];

    if (n->incident == NULL) {
        narrative_acts_action(s, root, title);
    } else {
        static const char *const against[CLASS_COUNT] = {
            "against", "in networks of", "of networks in", "on", "in", "in"};
        size_t begin = title->length;

        buffer_printf(title, "%s %s %s, %s", NARRATIVE_REFERENCE(s, root),
            n->incident->counter_operation ? "against" : against[n->incident->class_],
            narrative_wording_state(s, n->incident->target), NARRATIVE_DAY(s, n->day));
        sentence_capital(title, begin);
    }
}

void
narrative_chapter_print(struct narrative *s, int32_t number, int32_t root, struct buffer *out)
{
    const struct narrative_node *n = &s->cascade.nodes[root];
    struct buffer title = {0};

    if (number > 0) {
        buffer_printf(&title, "%d. ", (int)number);
    }
    narrative_chapter_title(s, root, &title);
    narrative_page_heading(s, &title, out);
    buffer_free(&title);
    narrative_cascade_lines(s, root);
    narrative_lines_print(s, out);
    if (n->n_below > 0 || s->options->whole) {
        narrative_tree_print(s, root, out);
    }
}

/** Sums over the incidents of successive cascades without a chapter. */
struct fold {
    int64_t n, unnoticed, made_public, answered, max_severity;
    double first, last;
};

/* Whether a message about the incident or a response to it followed. */
static bool
followed(const struct narrative *s, const struct narrative_node *n)
{
    const struct narrative_cascade *f = &s->cascade;
    int32_t first;
    bool response = false;

    for (int32_t k = n->first; k < n->first + n->count; k++) {
        response = response || f->nodes[f->children[k]].act != NULL;
    }
    return response || narrative_cascade_messages(f, n->id, &first) > 0;
}

static void
fold_incident(const struct narrative *s, const struct narrative_node *n, struct fold *sum)
{
    const struct trace_rows_incident *i = n->incident;

    sum->first = sum->n == 0 || n->day < sum->first ? n->day : sum->first;
    sum->last = sum->n == 0 || n->day > sum->last ? n->day : sum->last;
    sum->n++;
    sum->answered += followed(s, n);
    sum->unnoticed += isnan(i->detected_day);
    sum->made_public += !isnan(i->public_day);
    sum->max_severity = i->severity > sum->max_severity ? i->severity : sum->max_severity;
}

static struct fold
fold(const struct narrative *s, const struct chapter *chapters, int32_t first, int32_t end)
{
    struct fold sum = {.n = 0};

    for (int32_t c = first; c < end; c++) {
        int32_t root = chapters[c].root, left = 1 + s->cascade.nodes[root].n_below;

        for (int32_t k = root; left > 0; k++) {
            const struct narrative_node *n = &s->cascade.nodes[k];

            left -= n->root == root;
            if (n->root == root && n->incident != NULL) {
                fold_incident(s, n, &sum);
            }
        }
    }
    return sum;
}

/* Severities from this one on are worth a remark. */
enum { SEVERE = 5 };

static void
put_severity(struct buffer *line, const struct fold *sum)
{
    if (sum->max_severity >= SEVERE) {
        buffer_printf(
            line, " (%sseverity %d)", sum->n > 1 ? "up to " : "", (int)sum->max_severity);
    }
}

static void
put_share(struct buffer *line, int64_t n, int64_t of, const char *one, const char *many)
{
    if (n > 0) {
        buffer_printf(line, " %s%s %s,", n == of && n > 2 ? "all " : "",
            n == of && n == 2 ? "both" : NARRATIVE_COUNT(n),
            narrative_wording_plural(n, one, many));
    }
}

/* "One more incident began on A; it was noticed but not answered." "Five more incidents began
   between A and B: ..." */
static void
print_folded(struct narrative *s, const struct fold *sum, struct buffer *out)
{
    struct buffer line = {0};

    if (sum->n == 0) {
        return;
    }
    if (sum->n == 1) {
        buffer_printf(&line, "One more incident began on %s", NARRATIVE_DAY(s, sum->first));
        put_severity(&line, sum);
        buffer_printf(&line, "; it was %s.",
            sum->answered > 0 ? "followed by a message or a response but is not described here"
            : sum->unnoticed > 0 ? "never noticed"
                                 : "noticed, but no message and no response followed");
    } else {
        bool apart = narrative_wording_dates(s, sum->first, sum->last) > 0;

        buffer_printf(&line, "%s more incidents began %s %s%s%s", NARRATIVE_COUNT(sum->n),
            apart ? "between" : "on", NARRATIVE_DAY(s, sum->first), apart ? " and " : "",
            apart ? NARRATIVE_DAY(s, sum->last) : "");
        put_severity(&line, sum);
        buffer_text(&line, ":");
        sentence_capital(&line, 0);
        put_share(&line, sum->unnoticed, sum->n, "was never noticed", "were never noticed");
        put_share(&line, sum->made_public, sum->n, "became public", "became public");
        if (sum->answered > 0) {
            buffer_text(&line, sum->unnoticed + sum->made_public > 0 ? " and" : "");
            put_share(&line, sum->answered, sum->n,
                "was followed by a message or a response but is not described here",
                "were followed by a message or a response but are not described here");
        } else {
            buffer_printf(&line, "%s none was followed by a message or a response.",
                line.at != NULL && line.at[line.length - 1] == ':' ? "" : " and");
        }
        if (line.length > 0) {
            line.at[line.length - 1] = '.';
        }
    }
    narrative_page_paragraph(s, &line, out);
    buffer_free(&line);
}

void
narrative_chapters_print(struct narrative *s, int32_t state, struct buffer *out)
{
    struct chapter *chapters = calloc((size_t)s->cascade.n_nodes + 1, sizeof(*chapters));
    struct fold shown;
    struct buffer line = {0};
    int32_t n, answers = 0, maximum = 0, number = 0, folded = 0;

    if (chapters == NULL) {
        s->no_memory = true;
        return;
    }
    n = choose_chapters(s, state, chapters, &answers);
    for (int32_t k = 0; k < n; k++) {
        maximum += chapters[k].shown;
    }
    if (maximum < answers) {
        buffer_printf(&line,
            "Of %d possible chapters, the %d most important follow. The incidents of the "
            "others are only counted.",
            (int)answers, (int)maximum);
        narrative_page_paragraph(s, &line, out);
    }
    for (int32_t k = 0; k < n; k++) {
        if (chapters[k].shown && s->options->by_date) {
            narrative_cascade_lines(s, chapters[k].root);
        } else if (chapters[k].shown) {
            shown = fold(s, chapters, folded, k);
            print_folded(s, &shown, out);
            narrative_chapter_print(s, ++number, chapters[k].root, out);
            folded = k + 1;
        }
    }
    if (!s->options->by_date) {
        shown = fold(s, chapters, folded, n);
        print_folded(s, &shown, out);
    }
    buffer_free(&line);
    free(chapters);
}
