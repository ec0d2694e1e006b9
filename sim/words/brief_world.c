/* Who there is and how they stand to one another: states, sources of incidents, pairs. */
#include "words/brief_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { NAMES_IN_FULL = 3 };

/* Members that two things alike may differ in. */
static const char *const of_states[] = {"name", "notes", NULL};
static const char *const of_sources[] = {"name", "notes", "home", "targets", NULL};
static const char *const of_pairs[] = {"notes", NULL};

static void
end_item(struct brief_writer *w, const char *notes)
{
    brief_say_sentence(w, notes);
    brief_end_paragraph(w, BRIEF_INDENT);
}

/* ---- states ---- */

static void
write_states(struct brief_writer *w)
{
    const struct node *states = json_find(w->root, "states");
    int32_t *leader = brief_group(w, states, of_states);

    brief_heading(w, 2, "The states");
    for (int32_t i = 0; leader != NULL && i < states->count; i++) {
        if (leader[i] != i) {
            continue;
        }
        buffer_text(&w->line, "- ");
        for (int32_t k = i; k < states->count; k++) {
            if (leader[k] == i) {
                buffer_text(&w->line, k == i ? "" : ", ");
                brief_say_name(w, "states", states->members[k].key);
            }
        }
        buffer_text(&w->line, ": ");
        if (brief_say_numbers(w, brief_items_of("states"), states->members[i].value) == 0) {
            buffer_text(&w->line, "all numbers neutral");
        }
        buffer_text(&w->line, ".");
        end_item(w, brief_told(w, states->members[i].value, "notes"));
    }
    free(leader);
}

/* ---- sources ---- */

struct rates {
    double low, high;
    int32_t n;
};

static void
take_rates(struct rates *r, const struct node *targets)
{
    for (int32_t i = 0; i < targets->count; i++) {
        double rate = targets->members[i].value->number;

        r->low = r->n == 0 || rate < r->low ? rate : r->low;
        r->high = r->n == 0 || rate > r->high ? rate : r->high;
        r->n++;
    }
}

static void
say_targets(struct brief_writer *w, const struct node *targets, bool at_home)
{
    if (at_home) {
        buffer_text(&w->line, " against each one's own home");
        return;
    }
    if (targets->count > NAMES_IN_FULL) {
        buffer_text(&w->line, " against each of ");
        brief_say_count(w, targets->count, "state", "states");
        return;
    }
    for (int32_t i = 0; i < targets->count; i++) {
        buffer_text(&w->line, i == 0 ? " against " : i + 1 < targets->count ? ", " : " and ");
        buffer_text(&w->line, brief_name(w, "states", targets->members[i].key));
    }
}

/* "0.4 to 1 operations a year against Alpha and Beta". */
static void
say_rates(struct brief_writer *w, const struct node *sources, const int32_t *leader,
    int32_t first, int32_t size)
{
    const struct node *object = sources->members[first].value;
    const struct node *targets = json_find(object, "targets");
    struct rates r = {0};

    for (int32_t k = first; k < sources->count; k++) {
        if (leader[k] == first) {
            take_rates(&r, json_find(sources->members[k].value, "targets"));
        }
    }
    if (r.n == 0) {
        buffer_text(&w->line, ": no operations of its own.");
        return;
    }
    buffer_text(&w->line, ": ");
    brief_say_value(w, r.low);
    if (r.high > r.low) {
        buffer_text(&w->line, " to ");
        brief_say_value(w, r.high);
    }
    buffer_text(&w->line, " operations a year");
    say_targets(w, targets, size > 1 && brief_works_at_home(object));
    buffer_text(&w->line, brief_is_true(object, "rates_as_observed")
                              ? ", counting those that become known."
                              : ".");
}

static void
write_source(
    struct brief_writer *w, const struct node *sources, const int32_t *leader, int32_t first)
{
    const struct member *m = &sources->members[first];
    const char *home = json_find_text(m->value, "home");
    const char *sponsor = json_find_text(m->value, "sponsor");
    int32_t size = brief_group_size(leader, sources->count, first);

    buffer_text(&w->line, "- ");
    brief_say_name(w, "sources", m->key);
    if (size > 1) {
        buffer_printf(&w->line, ", and %d more like it", (int)(size - 1));
    }
    brief_say(w, ", ", json_find_text(m->value, "kind"), "");
    if (size == 1) {
        brief_say(w, ", at home in ", home == NULL ? NULL : brief_name(w, "states", home), "");
    }
    brief_say(
        w, ", sponsored by ", sponsor == NULL ? NULL : brief_name(w, "states", sponsor), "");
    say_rates(w, sources, leader, first, size);
    end_item(w, brief_told(w, m->value, "notes"));
}

static void
write_sources(struct brief_writer *w)
{
    const struct node *sources = json_find(w->root, "sources");
    int32_t *leader = brief_group(w, sources, of_sources);

    brief_heading(w, 2, "Where incidents come from");
    for (int32_t i = 0; leader != NULL && i < sources->count; i++) {
        if (leader[i] == i) {
            write_source(w, sources, leader, i);
        }
    }
    buffer_text(w->out, sources->count == 0 ? "No source.\n" : "");
    free(leader);
}

/* ---- pairs ---- */

static void
say_pair(struct brief_writer *w, const char *key)
{
    const char *second = strchr(key, ':') + 1;
    char first[TEXT_ID_LENGTH + 1];

    (void)snprintf(first, sizeof(first), "%.*s", (int)(second - 1 - key), key);
    buffer_printf(&w->line, "%s and ", brief_name(w, "states", first));
    buffer_text(&w->line, brief_name(w, "states", second));
}

static void
write_pair(
    struct brief_writer *w, const struct node *pairs, const int32_t *leader, int32_t first)
{
    int32_t size = brief_group_size(leader, pairs->count, first), said = 0;

    buffer_text(&w->line, "- ");
    for (int32_t k = first; k < pairs->count && said < NAMES_IN_FULL + 1; k++) {
        if (leader[k] == first && (size <= NAMES_IN_FULL + 1 || said == 0)) {
            buffer_text(&w->line, said++ == 0 ? "" : "; ");
            say_pair(w, pairs->members[k].key);
        }
    }
    if (said < size) {
        buffer_printf(&w->line, ", and %d more pairs", (int)(size - said));
    }
    buffer_text(&w->line, ": ");
    if (brief_say_numbers(w, brief_items_of("pairs"), pairs->members[first].value) == 0) {
        buffer_text(&w->line, "all numbers neutral");
    }
    buffer_text(&w->line, ".");
    end_item(w, brief_told(w, pairs->members[first].value, "notes"));
}

static void
write_pairs(struct brief_writer *w)
{
    const struct node *pairs = json_find(w->root, "pairs");
    int32_t *leader = brief_group(w, pairs, of_pairs);

    if (pairs->count > 0) {
        brief_heading(w, 2, "How they stand to one another");
    }
    for (int32_t i = 0; leader != NULL && i < pairs->count; i++) {
        if (leader[i] == i) {
            write_pair(w, pairs, leader, i);
        }
    }
    free(leader);
}

void
brief_write_world(struct brief_writer *w)
{
    write_states(w);
    write_sources(w);
    write_pairs(w);
}
