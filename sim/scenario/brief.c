#include "scenario/brief.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/world.h"
#include "scenario/brief_parts.h"
#include "scenario/describe.h"
#include "scenario/inventory.h"

enum { KINDS_LOOKED_AT = 16, NAMES_IN_FULL = 3 };

/* ---- things alike are told together ---- */

/* Members that two things alike may differ in. */
static const char *const of_states[] = {"name", "notes", NULL};
static const char *const of_sources[] = {"name", "notes", "home", "targets", NULL};
static const char *const of_pairs[] = {"notes", NULL};

static bool
may_differ(const char *key, const char *const *members)
{
    for (; *members != NULL; members++) {
        if (strcmp(*members, key) == 0) {
            return true;
        }
    }
    return false;
}

static bool
works_at_home(const struct node *source)
{
    const struct node *targets = tree_find(source, "targets");
    const char *home = tree_find_text(source, "home");

    return targets != NULL && targets->count == 1 && home != NULL &&
           strcmp(targets->members[0].key, home) == 0;
}

/* Targets of the same states, or each one's own home. */
static bool
alike_in_targets(const struct node *first, const struct node *second)
{
    const struct node *a = tree_find(first, "targets"), *b = tree_find(second, "targets");

    if (a == NULL || b == NULL || a->count != b->count || works_at_home(first)) {
        return a == b || (works_at_home(first) && works_at_home(second));
    }
    for (int32_t i = 0; i < a->count; i++) {
        if (strcmp(a->members[i].key, b->members[i].key) != 0) {
            return false;
        }
    }
    return true;
}

/* The second thing can be told with the first: it says no more of itself. */
static bool
are_alike(const struct node *first, const struct node *second, const char *const *members)
{
    const char *notes = tree_find_text(second, "notes");
    const char *before = tree_find_text(first, "notes");
    bool said = notes == NULL || before == NULL
                    ? notes == before
                    : brief_is_as_another(notes) || strcmp(before, notes) == 0;

    if (!said || !alike_in_targets(first, second)) {
        return false;
    }
    for (int32_t i = 0; i < first->count; i++) {
        const struct member *m = &first->members[i];
        const struct node *other = tree_find(second, m->key);

        if (!may_differ(m->key, members) && (other == NULL || !tree_equal(m->value, other))) {
            return false;
        }
    }
    for (int32_t i = 0; i < second->count; i++) {
        const char *key = second->members[i].key;

        if (!may_differ(key, members) && tree_find(first, key) == NULL) {
            return false;
        }
    }
    return true;
}

/* For each item of a map the one it is told with, itself if it begins a group. "As another" is
   as the last one that is alike. */
static int32_t *
group(struct brief_writer *w, const struct node *map, const char *const *members)
{
    int32_t *leader = calloc((size_t)map->count + 1, sizeof(*leader));
    int32_t leaders[KINDS_LOOKED_AT], n = 0;

    if (leader == NULL) {
        w->status = STATUS_NO_MEMORY;
        return NULL;
    }
    for (int32_t i = 0; i < map->count; i++) {
        const struct node *item = map->members[i].value;
        bool last_first = tree_find_text(item, "notes") != NULL;

        leader[i] = i;
        for (int32_t k = 0; k < n && leader[i] == i; k++) {
            int32_t at = leaders[last_first ? n - 1 - k : k];

            leader[i] = are_alike(map->members[at].value, item, members) ? at : i;
        }
        if (leader[i] == i && n < KINDS_LOOKED_AT) {
            leaders[n++] = i;
        }
    }
    return leader;
}

static int32_t
size_of(const int32_t *leader, int32_t count, int32_t first)
{
    int32_t size = 0;

    for (int32_t i = first; i < count; i++) {
        size += leader[i] == first;
    }
    return size;
}

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
    const struct node *states = tree_find(w->root, "states");
    int32_t *leader = group(w, states, of_states);

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
    const struct node *targets = tree_find(object, "targets");
    struct rates r = {0};

    for (int32_t k = first; k < sources->count; k++) {
        if (leader[k] == first) {
            take_rates(&r, tree_find(sources->members[k].value, "targets"));
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
    say_targets(w, targets, size > 1 && works_at_home(object));
    buffer_text(&w->line, brief_is_true(object, "rates_as_observed")
                              ? ", counting those that become known."
                              : ".");
}

static void
write_source(
    struct brief_writer *w, const struct node *sources, const int32_t *leader, int32_t first)
{
    const struct member *m = &sources->members[first];
    const char *home = tree_find_text(m->value, "home");
    const char *sponsor = tree_find_text(m->value, "sponsor");
    int32_t size = size_of(leader, sources->count, first);

    buffer_text(&w->line, "- ");
    brief_say_name(w, "sources", m->key);
    if (size > 1) {
        buffer_printf(&w->line, ", and %d more like it", (int)(size - 1));
    }
    brief_say(w, ", ", tree_find_text(m->value, "kind"), "");
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
    const struct node *sources = tree_find(w->root, "sources");
    int32_t *leader = group(w, sources, of_sources);

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
    int32_t size = size_of(leader, pairs->count, first), said = 0;

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
    const struct node *pairs = tree_find(w->root, "pairs");
    int32_t *leader = group(w, pairs, of_pairs);

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

static void
write_policies(struct brief_writer *w, const struct scenario *s)
{
    brief_heading(w, 2, "What is compared");
    for (int32_t i = 0; i < s->n_policies; i++) {
        buffer_printf(&w->line, "- %s: %s%s", s->policies[i].id, s->policies[i].title,
            i == s->baseline && s->n_policies > 1 ? " (the others are compared with it)" : "");
        brief_end_paragraph(w, BRIEF_INDENT);
    }
}

/* ---- what is assumed ---- */

struct tally {
    struct brief_writer *writer; /* NULL: only count */
    int32_t set, data, fitted, assumed, defined;
};

static void
count_value(struct tally *t, const struct field *field, const struct node *value)
{
    t->set += !value->preset;
    t->data += value->preset && field->evidence == EVIDENCE_DATA;
    t->fitted += value->preset && field->evidence == EVIDENCE_FITTED;
    t->assumed += value->preset && field->evidence == EVIDENCE_ASSUMED;
    t->defined += value->preset && field->evidence == EVIDENCE_DEFINITION;
}

/* A parameter that the author of the scenario set. */
static void
list_value(struct tally *t, const char *pointer, const struct field *field, double number)
{
    struct brief_writer *w = t->writer;

    const char *name = pointer + strlen("/parameters/");

    buffer_printf(&w->line, "%s%.*s: ", t->set++ > 0 ? "; " : " Of the model its author set: ",
        (int)strcspn(name, "/"), name);
    brief_say_number(w, field, number);
}

static void
tally_value(
    void *self, const char *pointer, const struct field *field, const struct node *value)
{
    struct tally *t = self;

    if (value->kind != NODE_NUMBER) {
        return;
    }
    if (t->writer == NULL) {
        count_value(t, field, value);
    } else if (strncmp(pointer, "/parameters/", 12) == 0 && !value->preset) {
        list_value(t, pointer, field, value->number);
    }
}

static void
write_assumptions(struct brief_writer *w)
{
    struct tally count = {0}, list = {.writer = w};

    inventory_each(&world_record, w->root, "", tally_value, &count);
    brief_heading(w, 2, "What is assumed");
    buffer_printf(&w->line,
        "Of the numbers in force %d are set by this scenario, %d are aggregates of public "
        "data, %d were fitted to such aggregates, %d are neutral by definition, and %d are "
        "defaults without evidence: sweep them before you believe a result. `cbmsim describe "
        "FILE --format csv` lists every one, with its range.",
        (int)count.set, (int)count.data, (int)count.fitted, (int)count.defined,
        (int)count.assumed);
    inventory_each(&world_record, w->root, "", tally_value, &list);
    buffer_text(&w->line, list.set > 0 ? "." : "");
    brief_end_paragraph(w, 0);
    if (tree_find(w->root, "agreements")->count > 0) {
        buffer_text(w->out, "\nHow strong each measure is (default, sweep it):\n");
        buffer_text(w->out, w->md ? "\n" : "");
        brief_write_strengths(w);
    }
}

static void
write_brief(struct brief_writer *w)
{
    const char *title = brief_told(w, w->root, "title");
    double days = tree_find(w->root, "horizon_days")->number;
    bool whole = days > 2 * DAYS_PER_YEAR && fmod(days, DAYS_PER_YEAR) == 0;

    brief_heading(w, 1,
        title != NULL                           ? title
        : brief_is_true(w->root, "use_aliases") ? "A scenario under invented names"
                                                : "A scenario without a title");
    buffer_printf(&w->line, "From %s, for ", tree_find_text(w->root, "start"));
    brief_say_value(w, whole ? days / DAYS_PER_YEAR : days);
    buffer_text(&w->line, whole ? " years." : " days.");
    brief_say_sentence(w, brief_told(w, w->root, "notes"));
    brief_end_paragraph(w, 0);
    write_states(w);
    write_sources(w);
    write_pairs(w);
    brief_write_agreements(w);
}

enum status
brief_print(const struct scenario *s, enum sheet_format format, struct buffer *b)
{
    struct brief_writer w = {.out = b, .root = s->root, .md = format == SHEET_MD};
    enum status st;

    if (format == SHEET_CSV || format == SHEET_JSON) {
        return inventory_print(s->root, format, b);
    }
    write_brief(&w);
    write_policies(&w, s);
    write_assumptions(&w);
    st = w.status != STATUS_OK ? w.status : w.line.failed ? STATUS_NO_MEMORY : buffer_status(b);
    buffer_free(&w.line);
    return st;
}
