#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/units.h"
#include "words/narrative_internal.h"

const char *const narrative_wording_beliefs[NARRATIVE_BELIEF_COUNT] = {NULL,
    "knowing whose act it was", "on a true belief", "on a false belief about who did it",
    "on a false belief about what it was", "without waiting for a true word"};

/* Names */

static const char *
alias_of(const struct world *w, const char *id)
{
    const struct alias *aliases = w->aliases.items;

    for (int32_t a = 0; w->use_aliases && a < w->aliases.count; a++) {
        if (strcmp(aliases[a].key.id, id) == 0) {
            return aliases[a].name;
        }
    }
    return NULL;
}

/* The invented name if those are asked for, the name, or the id; a source without a name has none.
   Names that fit are shown whole. */
static enum status
name_all(struct narrative *s, const struct list *list, size_t size, size_t name, bool or_id,
    const char ***names)
{
    char shown[TEXT_VISIBLE_BYTES];

    *names = arena_alloc(&s->arena, ((size_t)list->count + 1) * sizeof(**names));
    if (*names == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < list->count; k++) {
        const char *item = (const char *)list->items + (size_t)k * size;
        const char *id = ((const struct key *)(const void *)item)->id;
        const char *said = alias_of(s->world, id);

        if (said == NULL) {
            memcpy(&said, item + name, sizeof(said));
            said = said == NULL && or_id ? id : said;
        }
        if (said != NULL) {
            text_visible(shown, said);
            (*names)[k] = arena_text(&s->arena, shown, strlen(shown));
            if ((*names)[k] == NULL) {
                return STATUS_NO_MEMORY;
            }
        }
    }
    return STATUS_OK;
}

enum status
narrative_wording_init(struct narrative *s)
{
    const struct world *w = s->world;
    enum status st;

    TRY(name_all(
        s, &w->states, sizeof(struct state), offsetof(struct state, name), true, &s->states));
    TRY(name_all(s, &w->sources, sizeof(struct source), offsetof(struct source, name), false,
        &s->sources));
    TRY(name_all(s, &w->agreements, sizeof(struct agreement), offsetof(struct agreement, title),
        true, &s->agreements));
    TRY(name_all(s, &w->incident_types, sizeof(struct incident_type),
        offsetof(struct incident_type, title), true, &s->types));
    TRY(name_all(s, &w->responses, sizeof(struct response), offsetof(struct response, title),
        true, &s->responses));
out:
    return st;
}

const char *
narrative_wording_state(const struct narrative *s, int32_t state)
{
    return state >= 0 && state < s->world->n_states ? s->states[state] : "nobody";
}

const char *
narrative_wording_of(char out[TEXT_VISIBLE_BYTES + 4], const struct narrative *s, int32_t state)
{
    const char *name = narrative_wording_state(s, state);
    size_t length = strlen(name);

    (void)snprintf(out, TEXT_VISIBLE_BYTES + 4, "%s%s", name,
        length > 0 && name[length - 1] == 's' ? "'" : "'s");
    return out;
}

/* Numbers */

const char *
narrative_wording_day(char out[TEXT_DAY_BYTES], const struct narrative *s, double day)
{
    double date = s->world->start + day;
    int64_t whole = (int64_t)date;

    return text_day(out, whole - (date < (double)whole));
}

const char *
narrative_wording_percent(char out[NARRATIVE_PERCENT_BYTES], double share)
{
    int percent = (int)(100 * share + 0.5);

    (void)snprintf(out, NARRATIVE_PERCENT_BYTES, "%s%d\u00a0%%",
        percent >= 100 ? "more than "
        : percent < 1  ? "less than "
                       : "",
        percent >= 100 ? 99
        : percent < 1  ? 1
                       : percent);
    return out;
}

const char *
narrative_wording_count(char out[NARRATIVE_PERCENT_BYTES], int64_t n)
{
    static const char *const words[] = {"no", "one", "two", "three", "four", "five", "six",
        "seven", "eight", "nine", "ten", "eleven", "twelve"};

    if (n >= 0 && n < (int64_t)(sizeof(words) / sizeof(words[0]))) {
        return words[n];
    }
    (void)snprintf(out, NARRATIVE_PERCENT_BYTES, "%lld", (long long)n);
    return out;
}

const char *
narrative_wording_days(char out[NARRATIVE_PERCENT_BYTES], double days)
{
    char number[NARRATIVE_PERCENT_BYTES];
    int64_t whole = (int64_t)(days + 0.5);

    if (whole <= 1) {
        return whole < 1 ? "less than a day" : "a day";
    }
    if (whole < 60) {
        (void)snprintf(
            out, NARRATIVE_PERCENT_BYTES, "%.24s days", narrative_wording_count(number, whole));
    } else if (whole < 730) {
        (void)snprintf(out, NARRATIVE_PERCENT_BYTES, "%.24s months",
            narrative_wording_count(number, (int64_t)(days / (DAYS_PER_YEAR / 12) + 0.5)));
    } else {
        (void)snprintf(out, NARRATIVE_PERCENT_BYTES, "%.24s years",
            narrative_wording_count(number, (int64_t)(days / DAYS_PER_YEAR + 0.5)));
    }
    return out;
}

const char *
narrative_wording_join(int32_t k, int32_t n)
{
    return k == 0 ? "" : k + 1 == n ? " and " : ", ";
}

/* Truth and belief */

const char *
narrative_wording_truth(const struct narrative *s, const struct trace_rows_incident *i)
{
    static const char *const others[] = {"somebody whom no state directed",
        "a proxy that no state controlled", "criminals", "terrorists", "an accident"};

    if (i->class_ == CLASS_ACCIDENT) {
        return "an accident";
    }
    if (i->initiator != NONE) {
        return narrative_wording_state(s, i->initiator);
    }
    return others[i->source == NONE ? 0 : WORLD_SOURCE(s->world, i->source)->kind];
}

enum narrative_belief
narrative_wording_belief(const struct narrative *s, int32_t node)
{
    const struct narrative_node *n = &s->cascade.nodes[node];
    const struct trace_rows_incident *cause;

    if (n->parent == NONE || n->act == NULL ||
        (n->incident != NULL && !n->incident->counter_operation)) {
        return NARRATIVE_BELIEF_NONE;
    }
    cause = s->cascade.nodes[n->parent].incident;
    if (cause == NULL) {
        return NARRATIVE_BELIEF_KNOWN;
    }
    if (cause->class_ == CLASS_ACCIDENT) {
        return NARRATIVE_BELIEF_WHAT;
    }
    if (n->act->wrongful) {
        return NARRATIVE_BELIEF_WHO;
    }
    if ((cause->class_ == CLASS_ESPIONAGE || cause->class_ == CLASS_PREPOSITIONING) &&
        cause->perceived_intent >= 0.5) {
        return NARRATIVE_BELIEF_WHAT;
    }
    return n->act->inadvertent ? NARRATIVE_BELIEF_HASTY : NARRATIVE_BELIEF_TRUE;
}

int32_t
narrative_wording_response(const struct narrative *s, const struct trace_rows_event *e)
{
    for (int32_t k = 0; k < s->world->n_responses; k++) {
        if (e->event == OBS_DECIDED && e->detail != NULL &&
            strcmp(WORLD_RESPONSE(s->world, k)->key.id, e->detail) == 0) {
            return k;
        }
    }
    return NONE;
}

/* What things are called */

static const char *
noun(const struct narrative_node *n)
{
    static const char *const nouns[CLASS_COUNT] = {
        "espionage", "hidden access", "disruption", "attack", "extortion", "accident"};

    return n->incident->counter_operation ? "counter-operation" : nouns[n->incident->class_];
}

static bool
alike(const struct narrative_node *a, const struct narrative_node *b)
{
    return a->incident != NULL && a->incident->initiator == b->incident->initiator &&
           strcmp(noun(a), noun(b)) == 0;
}

const char *
narrative_wording_reference(
    char out[NARRATIVE_REFERENCE_BYTES], const struct narrative *s, int32_t node)
{
    static const char *const ordinals[] = {
        "", "first ", "second ", "third ", "fourth ", "fifth ", "sixth "};
    enum { LAST = sizeof(ordinals) / sizeof(ordinals[0]) - 1 };
    const struct narrative_node *n = &s->cascade.nodes[node];
    int32_t before = 0, others = 0;
    char which[NARRATIVE_PERCENT_BYTES] = "";

    for (int32_t k = n->root; k < s->cascade.n_nodes; k++) {
        if (k != node && s->cascade.nodes[k].root == n->root &&
            alike(&s->cascade.nodes[k], n)) {
            before += k < node;
            others++;
        }
    }
    if (others > 0 && before < LAST) {
        (void)snprintf(which, sizeof(which), "%s", ordinals[before + 1]);
    } else if (others > 0) {
        (void)snprintf(which, sizeof(which), "%dth ", (int)before + 1);
    }
    if (n->incident->initiator == NONE) {
        (void)snprintf(out, NARRATIVE_REFERENCE_BYTES, "the %s%s", which, noun(n));
    } else {
        (void)snprintf(out, NARRATIVE_REFERENCE_BYTES, "%s %s%s",
            NARRATIVE_OF(s, n->incident->initiator), which, noun(n));
    }
    return out;
}

/* Lines */

const char *
narrative_wording_plural(int64_t n, const char *one, const char *many)
{
    return n == 1 ? one : many;
}

void
narrative_say(struct narrative *s, double day, const char *format, ...)
{
    char *room;
    va_list arguments;
    struct narrative_line *line;
    int length;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    room = length < 0 ? NULL : buffer_reserve(&s->text, (size_t)length + 1);
    if (room == NULL || array_reserve(&s->lines, 1) != STATUS_OK) {
        s->no_memory = true;
        return;
    }
    va_start(arguments, format);
    (void)vsnprintf(room, (size_t)length + 1, format, arguments);
    va_end(arguments);
    if (room[0] >= 'a' && room[0] <= 'z') { /* a sentence may begin with a name */
        room[0] = (char)(room[0] - 'a' + 'A');
    }
    line = ARRAY_AT(struct narrative_line, &s->lines, array_add(&s->lines));
    *line = (struct narrative_line){day, s->lines.count, s->text.length, (size_t)length};
    s->text.length += (size_t)length;
}

void
narrative_paragraph(
    struct narrative *s, struct buffer *line, int32_t indent, struct buffer *out)
{
    if (line->length > 0 && !line->failed) {
        buffer_paragraph(out, line->at, 0, indent, NARRATIVE_WIDTH);
    }
    s->no_memory = s->no_memory || line->failed;
    buffer_clear(line);
}
