#include "words/story.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "words/story_parts.h"

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
answered(const struct story *s, const struct story_node *n)
{
    int32_t first;

    return n->n_below > 0 || n->incident == NULL || n->incident->asked ||
           cooperates(s->world, n->incident->front) ||
           cooperates(s->world, n->incident->back) ||
           story_forest_messages(&s->forest, n->id, &first) > 0;
}

/* Acts first, then how high they stood, then errors. */
static double
weight(const struct story *s, int32_t root)
{
    const struct story_forest *f = &s->forest;
    double w = 0;

    for (int32_t k = root; k < f->n_nodes; k++) {
        const struct story_node *n = &f->nodes[k];

        if (n->root == root && n->parent != NONE && n->act != NULL) {
            w += 1 + (double)n->act->rung +
                 (story_words_belief(s, k) > STORY_BELIEF_TRUE ? 2 : 0);
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
choose_chapters(const struct story *s, struct chapter *chapters, int32_t *answers)
{
    int32_t most = s->options->most_chapters > 0 ? s->options->most_chapters
                   : s->options->whole           ? 0
                                                 : STORY_CHAPTERS;
    int32_t n = 0;

    for (int32_t k = 0; k < s->forest.n_nodes; k++) {
        if (s->forest.nodes[k].parent == NONE) {
            bool told = s->options->whole || answered(s, &s->forest.nodes[k]);

            chapters[n++] = (struct chapter){k, told, told ? weight(s, k) : 0};
        }
    }
    for (int32_t k = 0; k < n; k++) {
        *answers += chapters[k].told;
    }
    if (most > 0 && n > most) {
        qsort(chapters, (size_t)n, sizeof(*chapters), by_weight);
        for (int32_t k = most; k < n; k++) {
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
    const struct story_line *x = a, *y = b;

    if (x->day != y->day) {
        return x->day < y->day ? -1 : 1;
    }
    return x->step < y->step ? -1 : x->step > y->step;
}

/* The lines told so far, those of one date in one paragraph, and forgets them. */
static void
print_lines(struct story *s, struct buffer *out)
{
    struct buffer paragraph = {0};
    char date[TEXT_DAY_BYTES] = "", last[TEXT_DAY_BYTES] = "";

    if (s->lines.count > 1) {
        qsort(s->lines.at, (size_t)s->lines.count, s->lines.size, by_day);
    }
    for (int32_t k = 0; k < s->lines.count; k++) {
        const struct story_line *line = POOL_AT(const struct story_line, &s->lines, k);

        (void)story_words_day(date, s, line->day);
        if (strcmp(date, last) != 0) {
            story_paragraph(s, &paragraph, STORY_INDENT, out);
            buffer_printf(&paragraph, "%s.", date);
            memcpy(last, date, sizeof(last));
        }
        buffer_text(&paragraph, " ");
        buffer_add(&paragraph, s->text.at + line->from, line->length);
    }
    story_paragraph(s, &paragraph, STORY_INDENT, out);
    buffer_free(&paragraph);
    s->no_memory = s->no_memory || s->text.failed;
    buffer_clear(&s->text);
    s->lines.count = 0;
}

/* ---- chapters ---- */

static void
print_chapter(struct story *s, int32_t number, int32_t root, struct buffer *out)
{
    const struct story_node *n = &s->forest.nodes[root];
    struct buffer title = {0};

    buffer_printf(&title, "%d. ", (int)number);
    if (n->incident == NULL) {
        story_act_deed(s, n->act->response, n->act->target, &title);
    } else {
        size_t begin = title.length;

        buffer_printf(&title, "%s against %s, %s", STORY_REFERENCE(s, root),
            story_words_state(s, n->incident->target), STORY_DAY(s, n->day));
        if (!title.failed && title.at[begin] >= 'a' && title.at[begin] <= 'z') {
            title.at[begin] = (char)(title.at[begin] - 'a' + 'A');
        }
    }
    buffer_text(out, "\n");
    story_paragraph(s, &title, 0, out);
    buffer_text(out, "\n");
    buffer_free(&title);
    for (int32_t k = root; k < s->forest.n_nodes; k++) {
        if (s->forest.nodes[k].root != root) {
            continue;
        }
        if (s->forest.nodes[k].incident != NULL) {
            story_incident_tell(s, k);
        } else {
            story_act_tell(s, k);
        }
    }
    print_lines(s, out);
    if (n->n_below > 0 || s->options->whole) {
        buffer_text(out, "\n");
        story_tree_print(s, root, out);
    }
}

/* What is to be said of cascades that have no chapter. */
struct fold {
    int64_t n, unnoticed, made_public, answered;
    double first, last;
};

static struct fold
fold(const struct story *s, const struct chapter *chapters, int32_t first, int32_t end)
{
    struct fold sum = {.n = end - first};

    for (int32_t k = first; k < end; k++) {
        const struct story_node *root = &s->forest.nodes[chapters[k].root];

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
            n == of && n == 2 ? "both" : STORY_COUNT(n), story_words_plural(n, one, many));
    }
}

/* "Between A and B five more incidents began: ..." */
static void
print_folded(struct story *s, const struct fold *sum, struct buffer *out)
{
    struct buffer line = {0};

    if (sum->n == 0) {
        return;
    }
    if (sum->n == 1) {
        buffer_printf(&line, "On %s one more incident began; it was %s.",
            STORY_DAY(s, sum->first),
            sum->answered > 0    ? "answered, but is not told here"
            : sum->unnoticed > 0 ? "never noticed"
                                 : "noticed, but not answered");
    } else {
        buffer_printf(&line,
            "Between %s and %s %s more incidents began:", STORY_DAY(s, sum->first),
            STORY_DAY(s, sum->last), STORY_COUNT(sum->n));
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
    story_paragraph(s, &line, 0, out);
    buffer_free(&line);
}

static void
print_chapters(struct story *s, struct buffer *out)
{
    struct chapter *chapters = calloc((size_t)s->forest.n_nodes + 1, sizeof(*chapters));
    struct fold told;
    struct buffer line = {0};
    int32_t n, answers = 0, most = 0, number = 0, folded = 0;

    if (chapters == NULL) {
        s->no_memory = true;
        return;
    }
    n = choose_chapters(s, chapters, &answers);
    for (int32_t k = 0; k < n; k++) {
        most += chapters[k].told;
    }
    if (most < answers) {
        buffer_printf(&line,
            "Of %d cascades of incidents and answers the %d weightiest are told.", (int)answers,
            (int)most);
        buffer_text(out, "\n");
        story_paragraph(s, &line, 0, out);
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
story_print(const struct recorder *recorder, const struct world *w,
    const struct story_options *options, struct buffer *out)
{
    struct story s = {.world = w, .recorder = recorder, .options = options};
    enum status st;

    pool_init(&s.lines, sizeof(struct story_line));
    TRY(story_words_init(&s));
    TRY(story_forest_init(&s.forest, recorder));
    story_frame_opening(&s, out);
    print_chapters(&s, out);
    story_frame_relations(&s, out);
    print_lines(&s, out);
    story_frame_end(&s, out);
    st = s.no_memory ? STATUS_NO_MEMORY : buffer_status(out);
out:
    story_forest_free(&s.forest);
    arena_free(&s.arena);
    buffer_free(&s.text);
    pool_free(&s.lines);
    return st;
}
