#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "words/narrative/narrative_acts.h"
#include "words/sentence.h"

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

/** Sums over the incidents of successive cascades that get no chapter. */
struct fold {
    int64_t n, unnoticed, made_public, answered, max_severity;
    double first, last;
};

/* Whether the incident was followed by a message about it or a response to it. */
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
fold(const struct narrative *s, const struct narrative_chapter *chapters, int32_t first,
    int32_t end)
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

/* The highest severity is mentioned if it has at least this value. */
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

/* Prints "One other incident began on A; it was noticed, but no question, request or response
   followed." or "Five other incidents began between A and B: ..." */
static void
print_folded(struct narrative *s, const struct fold *sum, struct buffer *out)
{
    struct buffer line = {0};

    if (sum->n == 0) {
        return;
    }
    if (sum->n == 1) {
        buffer_printf(&line, "One other incident began on %s", NARRATIVE_DAY(s, sum->first));
        put_severity(&line, sum);
        buffer_printf(&line, "; it was %s.",
            sum->answered > 0
                ? "followed by a question, a request or a response but is not described here"
            : sum->unnoticed > 0 ? "never noticed"
                                 : "noticed, but no question, request or response followed");
    } else {
        bool apart = !narrative_wording_same_date(s, sum->first, sum->last);

        buffer_printf(&line, "%s other incidents began %s %s%s%s", NARRATIVE_COUNT(sum->n),
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
                "was followed by a question, a request or a response but is not described here",
                "were followed by a question, a request or a response but are not described "
                "here");
        } else {
            buffer_printf(&line, "%s none was followed by a question, a request or a response.",
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
    struct narrative_chapter *chapters =
        calloc((size_t)s->cascade.n_nodes + 1, sizeof(*chapters));
    struct fold shown;
    struct buffer line = {0};
    int32_t n, answers = 0, maximum = 0, number = 0, folded = 0;

    if (chapters == NULL) {
        s->no_memory = true;
        return;
    }
    n = narrative_choice(s, state, chapters, &answers);
    for (int32_t k = 0; k < n; k++) {
        maximum += chapters[k].shown;
    }
    if (maximum < answers) {
        buffer_printf(&line,
            "Of %d possible chapters, %d follow in the order of their dates. The selection "
            "prefers chapters with an act of the highest rung, then causes of crises, then "
            "chapters with much harm and many responses of high rungs. The incidents of the "
            "other "
            "chapters are only counted.",
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
