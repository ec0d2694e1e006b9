#include "words/narrative.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "words/narrative_internal.h"

/** What a chapter has: what decides whether it is told, and how much it weighs. */
struct chapter {
    int32_t root;
    bool told;
    double weight;
};

/* ---- which cascades are chapters ---- */

static bool
cooperates(const struct world *w, int32_t response)
{
    return response != NONE && WORLD_RESPONSE(w, response)->effect != EFFECT_NOTHING;
}

/* Whether anybody answered, asked or warned: then it is worth telling. */
static bool
answered(const struct narrative *s, const struct narrative_node *n)
{
    int32_t first;

    return n->n_below > 0 || n->incident == NULL || n->incident->asked ||
           cooperates(s->world, n->incident->overt) ||
           cooperates(s->world, n->incident->covert) ||
           narrative_cascade_messages(&s->cascade, n->id, &first) > 0;
}

/* Acts first, then how high they stood, then errors. */
static double
weight(const struct narrative *s, int32_t root)
{
    const struct narrative_cascade *f = &s->cascade;
    double w = 0;

    for (int32_t k = root; k < f->n_nodes; k++) {
        const struct narrative_node *n = &f->nodes[k];

        if (n->root == root && n->parent != NONE && n->act != NULL) {
            w += 1 + (double)n->act->rung +
                 (narrative_wording_belief(s, k) > NARRATIVE_BELIEF_TRUE ? 2 : 0);
        }
        if (n->root == root && n->incident != NULL) {
            w += n->incident->asked ? 1 : 0;
        }
    }
    return w;
}

static int
by_weight(const void *a, const void *b)
{
    const struct chapter *x = a, *y = b;

    if (x->told != y->told) {
        return x->told ? -1 : 1;
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

/* All cascades; *answers says of how many there is something to tell. */
static int32_t
choose_chapters(const struct narrative *s, struct chapter *chapters, int32_t *answers)
{
    int32_t maximum = s->options->max_chapters > 0 ? s->options->max_chapters
                      : s->options->whole          ? 0
                                                   : NARRATIVE_CHAPTERS;
    int32_t n = 0;

    for (int32_t k = 0; k < s->cascade.n_nodes; k++) {
        if (s->cascade.nodes[k].parent == NONE) {
            bool told = s->options->whole || answered(s, &s->cascade.nodes[k]);

            chapters[n++] = (struct chapter){k, told, told ? weight(s, k) : 0};
        }
    }
    for (int32_t k = 0; k < n; k++) {
        *answers += chapters[k].told;
    }
    if (maximum > 0 && n > maximum) {
        qsort(chapters, (size_t)n, sizeof(*chapters), by_weight);
        for (int32_t k = maximum; k < n; k++) {
            chapters[k].told = false;
        }
        qsort(chapters, (size_t)n, sizeof(*chapters), by_root);
    }
    return n;
}

/* ---- lines ---- */

static int
by_day(const void *a, const void *b)
{
    const struct narrative_line *x = a, *y = b;

    if (x->day != y->day) {
        return x->day < y->day ? -1 : 1;
    }
    return x->step < y->step ? -1 : x->step > y->step;
}

/* The lines told so far, those of one date in one paragraph, and forgets them. */
static void
print_lines(struct narrative *s, struct buffer *out)
{
    struct buffer paragraph = {0};
    char date[TEXT_DAY_BYTES] = "", last[TEXT_DAY_BYTES] = "";

    if (s->lines.count > 1) {
        qsort(s->lines.at, (size_t)s->lines.count, s->lines.size, by_day);
    }
    for (int32_t k = 0; k < s->lines.count; k++) {
        const struct narrative_line *line = ARRAY_AT(const struct narrative_line, &s->lines, k);

        (void)narrative_wording_day(date, s, line->day);
        if (strcmp(date, last) != 0) {
            narrative_paragraph(s, &paragraph, NARRATIVE_INDENT, out);
            buffer_printf(&paragraph, "%s.", date);
            memcpy(last, date, sizeof(last));
        }
        buffer_text(&paragraph, " ");
        buffer_add(&paragraph, s->text.at + line->from, line->length);
    }
    narrative_paragraph(s, &paragraph, NARRATIVE_INDENT, out);
    buffer_free(&paragraph);
    s->no_memory = s->no_memory || s->text.failed;
    buffer_clear(&s->text);
    s->lines.count = 0;
}

/* ---- chapters ---- */

static void
print_chapter(struct narrative *s, int32_t number, int32_t root, struct buffer *out)
{
    const struct narrative_node *n = &s->cascade.nodes[root];
    struct buffer title = {0};

    buffer_printf(&title, "%d. ", (int)number);
    if (n->incident == NULL) {
        narrative_acts_action(s, n->act->response, n->act->target, &title);
    } else {
        size_t begin = title.length;

        buffer_printf(&title, "%s against %s, %s", NARRATIVE_REFERENCE(s, root),
            narrative_wording_state(s, n->incident->target), NARRATIVE_DAY(s, n->day));
        if (!title.failed && title.at[begin] >= 'a' && title.at[begin] <= 'z') {
            title.at[begin] = (char)(title.at[begin] - 'a' + 'A');
        }
    }
    buffer_text(out, "\n");
    narrative_paragraph(s, &title, 0, out);
    buffer_text(out, "\n");
    buffer_free(&title);
    for (int32_t k = root; k < s->cascade.n_nodes; k++) {
        if (s->cascade.nodes[k].root != root) {
            continue;
        }
        if (s->cascade.nodes[k].incident != NULL) {
            narrative_incident_tell(s, k);
        } else {
            narrative_acts_tell(s, k);
        }
    }
    print_lines(s, out);
    if (n->n_below > 0 || s->options->whole) {
        buffer_text(out, "\n");
        narrative_tree_print(s, root, out);
    }
}

/* What is to be said of cascades that have no chapter. */
struct fold {
    int64_t n, unnoticed, made_public, answered;
    double first, last;
};

static struct fold
fold(const struct narrative *s, const struct chapter *chapters, int32_t first, int32_t end)
{
    struct fold sum = {.n = end - first};

    for (int32_t k = first; k < end; k++) {
        const struct narrative_node *root = &s->cascade.nodes[chapters[k].root];

        sum.first = k == first ? root->day : sum.first;
        sum.last = root->day;
        sum.answered += answered(s, root);
        if (root->incident != NULL) {
            sum.unnoticed += isnan(root->incident->detected_day);
            sum.made_public += !isnan(root->incident->public_day);
        }
    }
    return sum;
}

static void
say_share(struct buffer *line, int64_t n, int64_t of, const char *one, const char *many)
{
    if (n > 0) {
        buffer_printf(line, " %s%s %s,", n == of && n > 2 ? "all " : "",
            n == of && n == 2 ? "both" : NARRATIVE_COUNT(n),
            narrative_wording_plural(n, one, many));
    }
}

/* "Between A and B five more incidents began: ..." */
static void
print_folded(struct narrative *s, const struct fold *sum, struct buffer *out)
{
    struct buffer line = {0};

    if (sum->n == 0) {
        return;
    }
    if (sum->n == 1) {
        buffer_printf(&line, "On %s one more incident began; it was %s.",
            NARRATIVE_DAY(s, sum->first),
            sum->answered > 0    ? "answered, but is not told here"
            : sum->unnoticed > 0 ? "never noticed"
                                 : "noticed, but not answered");
    } else {
        buffer_printf(&line,
            "Between %s and %s %s more incidents began:", NARRATIVE_DAY(s, sum->first),
            NARRATIVE_DAY(s, sum->last), NARRATIVE_COUNT(sum->n));
        say_share(&line, sum->unnoticed, sum->n, "was never noticed", "were never noticed");
        say_share(&line, sum->made_public, sum->n, "became public", "became public");
        if (sum->answered > 0) {
            buffer_text(&line, sum->unnoticed + sum->made_public > 0 ? " and" : "");
            say_share(&line, sum->answered, sum->n, "was answered, but is not told here",
                "were answered, but are not told here");
        } else {
            buffer_printf(&line, "%s none was answered.",
                line.at != NULL && line.at[line.length - 1] == ':' ? "" : " and");
        }
        if (line.length > 0) {
            line.at[line.length - 1] = '.';
        }
    }
    buffer_text(out, "\n");
    narrative_paragraph(s, &line, 0, out);
    buffer_free(&line);
}

static void
print_chapters(struct narrative *s, struct buffer *out)
{
    struct chapter *chapters = calloc((size_t)s->cascade.n_nodes + 1, sizeof(*chapters));
    struct fold told;
    struct buffer line = {0};
    int32_t n, answers = 0, maximum = 0, number = 0, folded = 0;

    if (chapters == NULL) {
        s->no_memory = true;
        return;
    }
    n = choose_chapters(s, chapters, &answers);
    for (int32_t k = 0; k < n; k++) {
        maximum += chapters[k].told;
    }
    if (maximum < answers) {
        buffer_printf(&line,
            "Of %d cascades of incidents and answers the %d weightiest are told.", (int)answers,
            (int)maximum);
        buffer_text(out, "\n");
        narrative_paragraph(s, &line, 0, out);
    }
    for (int32_t k = 0; k < n; k++) {
        if (chapters[k].told) {
            told = fold(s, chapters, folded, k);
            print_folded(s, &told, out);
            print_chapter(s, ++number, chapters[k].root, out);
            folded = k + 1;
        }
    }
    told = fold(s, chapters, folded, n);
    print_folded(s, &told, out);
    buffer_free(&line);
    free(chapters);
}

enum status
narrative_print(const struct recorder *recorder, const struct world *w,
    const struct narrative_options *options, struct buffer *out)
{
    struct narrative s = {.world = w, .recorder = recorder, .options = options};
    enum status st;

    array_init(&s.lines, sizeof(struct narrative_line));
    TRY(narrative_wording_init(&s));
    TRY(narrative_cascade_init(&s.cascade, recorder));
    narrative_opening_opening(&s, out);
    print_chapters(&s, out);
    narrative_opening_relations(&s, out);
    print_lines(&s, out);
    narrative_opening_end(&s, out);
    st = s.no_memory ? STATUS_NO_MEMORY : buffer_status(out);
out:
    narrative_cascade_free(&s.cascade);
    arena_free(&s.arena);
    buffer_free(&s.text);
    array_free(&s.lines);
    return st;
}
