#include "words/narrative/narrative.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "format/decode/decode_unknown.h"
#include "words/narrative/narrative_acts.h"

/* ---- lines ---- */

static int
by_day(const void *a, const void *b)
{
    const struct narrative_line *x = a, *y = b;

    if (x->day != y->day) {
        return x->day < y->day ? -1 : 1;
    }
    if (x->block != y->block) {
        return x->block < y->block ? -1 : 1;
    }
    if (x->rank != y->rank) {
        return x->rank < y->rank ? -1 : 1;
    }
    return x->step < y->step ? -1 : x->step > y->step;
}

void
narrative_sort(struct narrative *s)
{
    if (s->lines.count > 1) {
        qsort(s->lines.at, (size_t)s->lines.count, s->lines.size, by_day);
    }
}

const char *
narrative_next_date(
    const struct narrative *s, int32_t *k, char date[TEXT_DAY_BYTES], struct buffer *line)
{
    char next[TEXT_DAY_BYTES];
    int32_t first = *k;

    for (; *k < s->lines.count; ++*k) {
        const struct narrative_line *at = ARRAY_AT(const struct narrative_line, &s->lines, *k);

        (void)narrative_wording_day(*k == first ? date : next, s, at->day);
        if (*k > first && strcmp(date, next) != 0) {
            break;
        }
        buffer_text(line, *k > first ? " " : "");
        buffer_add(line, s->text.at + at->from, at->length);
    }
    return *k > first ? date : NULL;
}

void
narrative_lines_print(struct narrative *s, struct buffer *out)
{
    struct buffer line = {0};
    char date[TEXT_DAY_BYTES];
    int32_t k = 0;

    narrative_sort(s);
    while (narrative_next_date(s, &k, date, &line) != NULL) {
        narrative_page_dated(s, date, &line, out);
    }
    buffer_free(&line);
    s->no_memory = s->no_memory || s->text.failed;
    buffer_clear(&s->text);
    s->lines.count = 0;
}

int32_t
narrative_root(const struct narrative *s, int64_t id)
{
    int32_t node = narrative_cascade_find(&s->cascade, id);

    return node == NONE ? NONE : s->cascade.nodes[node].root;
}

void
narrative_cascade_lines(struct narrative *s, int32_t root)
{
    for (int32_t k = root; k < s->cascade.n_nodes; k++) {
        if (s->cascade.nodes[k].root != root) {
            continue;
        }
        s->block++;
        s->rank = NARRATIVE_RANK_START;
        if (s->cascade.nodes[k].incident != NULL) {
            narrative_incident_add(s, k);
        } else {
            narrative_acts_add(s, k);
        }
    }
}

/* ---- stories ---- */

enum status
narrative_begin(struct narrative *s, const struct recorder *recorder, const struct world *w,
    const struct narrative_options *options)
{
    enum status st;

    *s = (struct narrative){.world = w, .recorder = recorder, .options = options};
    array_init(&s->lines, sizeof(struct narrative_line));
    TRY(narrative_wording_init(s));
    TRY(narrative_cascade_init(&s->cascade, recorder));
out:
    return st;
}

void
narrative_end(struct narrative *s)
{
    narrative_cascade_free(&s->cascade);
    arena_free(&s->arena);
    buffer_free(&s->text);
    array_free(&s->lines);
}

/* Prints the dated lines under a heading, if there are any lines. */
static void
print_section(struct narrative *s, const char *heading, struct buffer *out)
{
    struct buffer line = {0};

    if (s->lines.count > 0) {
        buffer_text(&line, heading);
        narrative_page_heading(s, &line, out);
        narrative_lines_print(s, out);
    }
    buffer_free(&line);
}

static enum status
print_all(struct narrative *s, struct buffer *out, struct failure *f)
{
    struct text_names ids = field_ids(&s->world->states, sizeof(struct state));
    int32_t state = NONE;
    enum status st = STATUS_OK;

    if (s->options->state != NULL) {
        state = text_index(s->options->state, ids);
        if (state < 0) {
            char message[DECODE_UNKNOWN_BYTES];

            st = failure_of(STATUS_BAD_INPUT, f, "--seat: %s",
                decode_unknown_name(message, "state", s->options->state, ids));
            goto out;
        }
    }
    narrative_opening_write(s, out);
    narrative_chapters_print(s, state, out);
    narrative_relations_add(s);
    print_section(s, s->options->by_date ? "What happened" : "Between the states", out);
    narrative_sums_write(s, out);
out:
    return st;
}

static enum status
print_one(struct narrative *s, struct buffer *out, struct failure *f)
{
    int32_t root = narrative_root(s, s->options->incident);

    if (root == NONE) {
        return failure_of(STATUS_BAD_INPUT, f,
            "the run has no incident or act %016" PRIx64
            "; choose one of incidents.csv or acts.csv",
            (uint64_t)s->options->incident);
    }
    narrative_opening_title(s, out);
    narrative_chapter_print(s, 0, root, out);
    return STATUS_OK;
}

enum status
narrative_print(const struct recorder *recorder, const struct world *w,
    const struct narrative_options *options, struct buffer *out, struct failure *f)
{
    struct narrative s;
    enum status st;

    TRY(narrative_begin(&s, recorder, w, options));
    narrative_page_begin(&s, w->title, out);
    if (options->incident != 0) {
        TRY(print_one(&s, out, f));
    } else {
        TRY(print_all(&s, out, f));
    }
    narrative_page_end(&s, out);
    st = s.no_memory ? STATUS_NO_MEMORY : buffer_status(out);
out:
    narrative_end(&s);
    return st;
}
