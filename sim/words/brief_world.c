/* Describes the states, the sources of incidents, and the relations between states. */
#include "words/brief_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { NAMES_IN_FULL = 3 };

/* The members in which the items of a group may differ. */
static const char *const of_states[] = {"name", "notes", NULL};
static const char *const of_sources[] = {"name", "notes", "home", "targets", NULL};
static const char *const of_pairs[] = {"notes", NULL};

static void
end_item(struct brief_writer *w, const char *notes)
{
    brief_add_sentence(w, notes);
    brief_end_paragraph(w, BRIEF_INDENT);
}

/* ---- states ---- */

static void
write_states(struct brief_writer *w)
{
    const struct node *states = json_find(w->root, "states");
    int32_t *leader = brief_group(w, states, of_states);
    size_t before;

    brief_heading(w, 2, "The states");
    for (int32_t i = 0; leader != NULL && i < states->count; i++) {
        if (leader[i] != i) {
            continue;
        }
        buffer_text(&w->line, "- ");
        for (int32_t k = i; k < states->count; k++) {
            if (leader[k] == i) {
                buffer_text(&w->line, k == i ? "" : ", ");
                brief_add_name(w, "states", states->members[k].key);
            }
        }
        brief_add(w, ": posture ", json_find_text(states->members[i].value, "posture"), "");
        before = w->line.length;
        buffer_text(&w->line, "; ");
        if (brief_add_numbers(w, brief_items_of("states"), states->members[i].value) == 0) {
            w->line.length = before;
        }
        buffer_text(&w->line, ".");
        end_item(w, brief_text_of(w, states->members[i].value, "notes"));
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
add_targets(struct brief_writer *w, const struct node *targets, bool at_home)
{
    if (at_home) {
        buffer_text(&w->line, "each against its own home state");
        return;
    }
    if (targets->count > NAMES_IN_FULL) {
        buffer_text(&w->line, "each of ");
        brief_add_count(w, targets->count, "state", "states");
        return;
    }
    for (int32_t i = 0; i < targets->count; i++) {
        buffer_text(&w->line, i == 0                   ? targets->count > 1 ? "each of " : ""
                              : i + 1 < targets->count ? ", "
                                                       : " and ");
        brief_add_state(w, targets->members[i].key);
    }
}

/* Appends "0.5 operations a year against Alpha, 2 against Beta". */
static void
add_each_rate(struct brief_writer *w, const struct node *targets, const char *what)
{
    for (int32_t i = 0; i < targets->count; i++) {
        double rate = targets->members[i].value->number;

        buffer_text(&w->line, i == 0 ? "" : ", ");
        brief_add_value(w, rate);
        if (i == 0) {
            buffer_printf(&w->line, " %s%s a year", what, rate == 1 ? "" : "s");
        }
        buffer_text(&w->line, " against ");
        brief_add_state(w, targets->members[i].key);
    }
}

/* Appends the rates of all sources of a group: "0.4 to 1 operations a year against each of 10
   states." */
static void
add_rates(struct brief_writer *w, const struct node *sources, const int32_t *leader,
    int32_t first, int32_t size)
{
    const struct node *object = sources->members[first].value;
    const struct node *targets = json_find(object, "targets");
    const char *kind = json_find_text(object, "kind");
    const char *what = kind != NULL && strcmp(kind, "accident") == 0 ? "accident"
                       : brief_is_true(object, "rates_as_observed") ? "publicly known operation"
                                                                    : "operation";
    bool at_home = size > 1 && brief_works_at_home(object);
    struct rates r = {0};

    for (int32_t k = first; k < sources->count; k++) {
        if (leader[k] == first) {
            take_rates(&r, json_find(sources->members[k].value, "targets"));
        }
    }
    if (r.n == 0) {
        buffer_text(
            &w->line, size > 1 ? "No operations of their own." : "No operations of its own.");
        return;
    }
    if (size == 1 && r.high > r.low && targets->count <= NAMES_IN_FULL) {
        add_each_rate(w, targets, what);
    } else {
        brief_add_value(w, r.low);
        if (r.high > r.low) {
            buffer_text(&w->line, " to ");
            brief_add_value(w, r.high);
        }
        buffer_printf(&w->line, " %s%s a year%s ", what, r.high == 1 && r.low == 1 ? "" : "s",
            at_home ? "," : " against");
        add_targets(w, targets, at_home);
    }
    buffer_text(&w->line, ".");
}

/* Appends "state service of Ardia", or "proxy group based in Borvia and sponsored by Ardia". */
static void
add_kind(struct brief_writer *w, const struct node *source, bool alone)
{
    static const struct {
        const char *kind, *one, *many;
    } kinds[] = {{"state", "state service", "state services"},
        {"proxy", "proxy group", "proxy groups"},
        {"criminal", "criminal group", "criminal groups"},
        {"terrorist", "terrorist group", "terrorist groups"},
        {"accident", "accidents", "accidents"}};
    const char *kind = json_find_text(source, "kind");
    const char *home = json_find_text(source, "home");
    const char *sponsor = json_find_text(source, "sponsor");
    bool state = kind != NULL && strcmp(kind, "state") == 0;
    bool accident = kind != NULL && strcmp(kind, "accident") == 0;

    for (size_t k = 0; kind != NULL && k < sizeof(kinds) / sizeof(kinds[0]); k++) {
        if (strcmp(kinds[k].kind, kind) == 0) {
            buffer_text(&w->line, alone ? kinds[k].one : kinds[k].many);
        }
    }
    if (alone && home != NULL) {
        buffer_text(&w->line, state ? " of " : accident ? " in " : " based in ");
        brief_add_state(w, home);
    }
    if (sponsor != NULL) {
        buffer_text(&w->line, alone && home != NULL ? " and sponsored by " : " sponsored by ");
        brief_add_state(w, sponsor);
    }
}

static void
write_source(
    struct brief_writer *w, const struct node *sources, const int32_t *leader, int32_t first)
{
    const struct member *m = &sources->members[first];
    int32_t size = brief_group_size(leader, sources->count, first);

    buffer_text(&w->line, "- ");
    brief_add_name(w, "sources", m->key);
    if (size > 1) {
        buffer_printf(
            &w->line, " and %d similar %s", (int)(size - 1), size == 2 ? "source" : "sources");
    }
    buffer_text(&w->line, ": ");
    add_kind(w, m->value, size == 1);
    buffer_text(&w->line, ". ");
    add_rates(w, sources, leader, first, size);
    brief_add_operations(w, m->value, size == 1);
    end_item(w, brief_text_of(w, m->value, "notes"));
}

static void
write_sources(struct brief_writer *w, const struct world *world)
{
    const struct node *sources = json_find(w->root, "sources");
    int32_t *leader = brief_group(w, sources, of_sources);

    brief_heading(w, 2, "Sources of incidents");
    for (int32_t i = 0; leader != NULL && i < sources->count; i++) {
        if (leader[i] == i) {
            write_source(w, sources, leader, i);
        }
    }
    brief_write_trace(w, world);
    if (world->adaptive) {
        buffer_text(&w->line,
            "The sources adapt: expected punishment deters them, they work more under tension, "
            "they use new tools when they learn what victims know of a campaign, and they turn "
            "to targets that resist less. These are the defaults of `adaptive`.");
        brief_end_paragraph(w, 0);
    }
    buffer_text(
        w->out, sources->count == 0 ? "The scenario has no source of incidents.\n" : "");
    free(leader);
}

/* ---- pairs ---- */

static void
add_pair(struct brief_writer *w, const char *key)
{
    const char *second = strchr(key, ':') + 1;
    char first[TEXT_ID_LENGTH + 1];

    (void)snprintf(first, sizeof(first), "%.*s", (int)(second - 1 - key), key);
    brief_add_state(w, first);
    buffer_text(&w->line, " and ");
    brief_add_state(w, second);
}

/* Appends the channels that the scenario describes: " Channels: technical (latency 24 hours),
   political." */
static void
add_channels(struct brief_writer *w, const struct node *channels)
{
    const struct record *record = field_find(brief_items_of("pairs"), "channels")->record;
    int32_t listed = 0;

    for (int32_t i = 0; channels != NULL && i < channels->count; i++) {
        const struct node *channel = channels->members[i].value;
        const struct node *present = json_find(channel, "present");
        size_t before = w->line.length, begin;

        buffer_printf(&w->line, "%s%s%s (",
            listed > 0 ? ", " : " Channels: ", channels->members[i].key,
            brief_is_true(channel, "present") ? "" : ", absent");
        begin = w->line.length;
        if (brief_add_numbers(w, record, channel) > 0) {
            buffer_text(&w->line, ")");
            listed++;
        } else if (present != NULL && !present->is_default) {
            w->line.length = begin - 2;
            listed++;
        } else {
            w->line.length = before;
        }
    }
    buffer_text(&w->line, listed > 0 ? "." : "");
}

static void
write_pair(
    struct brief_writer *w, const struct node *pairs, const int32_t *leader, int32_t first)
{
    int32_t size = brief_group_size(leader, pairs->count, first), listed = 0;

    buffer_text(&w->line, "- ");
    for (int32_t k = first; k < pairs->count && listed < NAMES_IN_FULL + 1; k++) {
        if (leader[k] == first && (size <= NAMES_IN_FULL + 1 || listed == 0)) {
            buffer_text(&w->line, listed++ == 0 ? "" : "; ");
            add_pair(w, pairs->members[k].key);
        }
    }
    if (listed < size) {
        buffer_printf(&w->line, ", and %d more %s", (int)(size - listed),
            size - listed == 1 ? "pair" : "pairs");
    }
    buffer_text(&w->line, ": ");
    if (brief_add_numbers(w, brief_items_of("pairs"), pairs->members[first].value) == 0) {
        buffer_text(&w->line, "default values");
    }
    buffer_text(&w->line, ".");
    add_channels(w, json_find(pairs->members[first].value, "channels"));
    end_item(w, brief_text_of(w, pairs->members[first].value, "notes"));
}

static void
write_pairs(struct brief_writer *w)
{
    const struct node *pairs = json_find(w->root, "pairs");
    int32_t *leader = brief_group(w, pairs, of_pairs);

    if (pairs->count > 0) {
        brief_heading(w, 2, "Relations between the states");
    }
    for (int32_t i = 0; leader != NULL && i < pairs->count; i++) {
        if (leader[i] == i) {
            write_pair(w, pairs, leader, i);
        }
    }
    free(leader);
}

void
brief_write_world(struct brief_writer *w, const struct world *world)
{
    write_states(w);
    write_sources(w, world);
    brief_write_injects(w);
    write_pairs(w);
}
