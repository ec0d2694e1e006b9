#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/units.h"
#include "words/narrative/narrative_acts.h"
#include "words/sentence.h"

const char *const narrative_wording_beliefs[NARRATIVE_BELIEF_COUNT] = {NULL,
    "in response to an open act", "based on a correct attribution",
    "based on a wrong attribution", "based on a misreading of the incident"};

/* ---- names ---- */

static const char *
alias_of(const struct world *w, const char *id)
{
    const struct alias *aliases = w->aliases.items;
    int32_t a =
        w->use_aliases ? text_index(id, TEXT_NAMES(aliases, key.id, w->aliases.count)) : -1;

    return a < 0 ? NULL : aliases[a].name;
}

/*
 * Makes the names of the items of a list: the invented name if the world uses invented names,
 * otherwise the name. An item without a name gets its id if `or_id` is set, and NULL otherwise. If
 * `article` is set, a name that needs "the" gets it; an id does not.
 */
static enum status
name_all(struct narrative *s, const struct list *list, size_t size, size_t name, bool or_id,
    bool article, const char ***names)
{
    char shown[TEXT_VISIBLE_BYTES];
    char with_article[TEXT_VISIBLE_BYTES + 4];

    *names = arena_alloc(&s->arena, ((size_t)list->count + 1) * sizeof(**names));
    if (*names == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < list->count; k++) {
        const char *item = (const char *)list->items + (size_t)k * size;
        const char *id = ((const struct key *)(const void *)item)->id;
        const char *text = alias_of(s->world, id);

        if (text == NULL) {
            memcpy(&text, item + name, sizeof(text));
            text = text == NULL && or_id ? id : text;
        }
        if (text != NULL) {
            bool the = article && text != id && sentence_needs_article(text);

            (void)snprintf(with_article, sizeof(with_article), "%s%s", the ? "the " : "",
                text_visible(shown, text));
            (*names)[k] = arena_text(&s->arena, with_article, strlen(with_article));
            if ((*names)[k] == NULL) {
                return STATUS_NO_MEMORY;
            }
        }
    }
    return STATUS_OK;
}

/* Removes the planned duration from the names of incident types, because the story states how long
   an incident took: "espionage by intrusion". */
static void
drop_terms(const char **types, int32_t n)
{
    static const char *const terms[] = {"short-term ", "long-term "};

    for (int32_t k = 0; k < n; k++) {
        /* the chapter itself names the targets */
        types[k] = strcmp(types[k], "pre-positioning in critical infrastructure") == 0
                       ? "pre-positioning"
                       : types[k];
        for (size_t t = 0; t < sizeof(terms) / sizeof(terms[0]); t++) {
            size_t length = strlen(terms[t]);

            types[k] += strncmp(types[k], terms[t], length) == 0 ? length : 0;
        }
    }
}

enum status
narrative_wording_init(struct narrative *s)
{
    const struct world *w = s->world;
    enum status st;

    TRY(name_all(s, &w->states, sizeof(struct state), offsetof(struct state, name), true, true,
        &s->states));
    TRY(name_all(s, &w->sources, sizeof(struct source), offsetof(struct source, name), false,
        false, &s->sources));
    TRY(name_all(s, &w->agreements, sizeof(struct agreement), offsetof(struct agreement, title),
        true, false, &s->agreements));
    TRY(name_all(s, &w->incident_types, sizeof(struct incident_type),
        offsetof(struct incident_type, title), true, false, &s->types));
    drop_terms(s->types, w->incident_types.count);
    TRY(name_all(s, &w->responses, sizeof(struct response), offsetof(struct response, title),
        true, false, &s->responses));
out:
    return st;
}

const char *
narrative_wording_state(const struct narrative *s, int32_t state)
{
    return state >= 0 && state < s->world->n_states ? s->states[state] : "no state";
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

/* ---- numbers ---- */

/* Returns the date of a day of the run, as the number of days since 1 January 1970. */
static int64_t
date_of(const struct narrative *s, double day)
{
    double date = s->world->start + day;
    int64_t whole = (int64_t)date;

    return whole - (date < (double)whole);
}

const char *
narrative_wording_day(char out[TEXT_DAY_BYTES], const struct narrative *s, double day)
{
    return s->world->use_aliases ? text_day_counted(out, date_of(s, day), date_of(s, 0))
                                 : text_day(out, date_of(s, day));
}

const char *
narrative_wording_percent(char out[NARRATIVE_PERCENT_BYTES], double share)
{
    int percent = (int)(100 * share + 0.5);

    (void)snprintf(out, NARRATIVE_PERCENT_BYTES, "%s%d per cent",
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
        int64_t months = (int64_t)(days / (DAYS_PER_YEAR / 12) + 0.5), rest = months % 12;
        char more[NARRATIVE_PERCENT_BYTES];

        (void)snprintf(out, NARRATIVE_PERCENT_BYTES, "%.8s%s years%s%.6s%s",
            narrative_wording_count(number, months / 12), rest == 6 ? " and a half" : "",
            rest == 0 || rest == 6 ? "" : " and ",
            rest == 0 || rest == 6 ? ""
            : rest == 1            ? "a"
                                   : narrative_wording_count(more, rest),
            rest == 0 || rest == 6 ? ""
            : rest == 1            ? " month"
                                   : " months");
    }
    return out;
}

bool
narrative_wording_same_date(const struct narrative *s, double a, double b)
{
    return !isnan(a) && !isnan(b) && date_of(s, a) == date_of(s, b);
}

const char *
narrative_wording_between(
    char out[NARRATIVE_PERCENT_BYTES], const struct narrative *s, double from, double to)
{
    return narrative_wording_days(out, (double)(date_of(s, to) - date_of(s, from)));
}

const char *
narrative_wording_join(int32_t k, int32_t n)
{
    return k == 0 ? "" : k + 1 == n ? " and " : ", ";
}

/* ---- truth and belief ---- */

const char *
narrative_wording_truth(const struct narrative *s, const struct trace_rows_incident *i)
{
    if (i->class_ == CLASS_ACCIDENT) {
        return "an accident";
    }
    if (i->initiator != NONE) {
        return narrative_wording_state(s, i->initiator);
    }
    return narrative_wording_group(s, i);
}

const char *
narrative_wording_group(const struct narrative *s, const struct trace_rows_incident *i)
{
    static const char *const groups[] = {"an unknown group", "a proxy group",
        "a criminal group", "a terrorist group", "an accident"};

    return groups[i->source == NONE ? 0 : WORLD_SOURCE(s->world, i->source)->kind];
}

enum narrative_belief
narrative_wording_belief(const struct narrative *s, int32_t node)
{
    const struct narrative_node *n = &s->cascade.nodes[node];
    const struct trace_rows_incident *cause;

    if (n->parent == NONE || n->act == NULL || n->act->retraction ||
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
    if (incident_class_is_stealthy(cause->class_) && cause->perceived_intent >= 0.5 &&
        !(n->act->day >= cause->corrected_day)) {
        return NARRATIVE_BELIEF_WHAT;
    }
    return NARRATIVE_BELIEF_TRUE;
}

int32_t
narrative_wording_response_of(
    const struct narrative *s, const struct trace_rows_event *e, int32_t event)
{
    return e->event != event ? NONE
                             : text_index(e->detail,
                                   field_ids(&s->world->responses, sizeof(struct response)));
}

int32_t
narrative_wording_response(const struct narrative *s, const struct trace_rows_event *e)
{
    return narrative_wording_response_of(s, e, OBS_DECIDED);
}

int32_t
narrative_wording_covert(const struct narrative *s, int64_t id, double day)
{
    int32_t first, n = narrative_cascade_events(&s->cascade, id, &first);

    for (int32_t k = first; k < first + n; k++) {
        const struct trace_rows_event *e = s->cascade.events[k];
        int32_t response = narrative_wording_response_of(s, e, OBS_ORDERED);

        if (e->day == day && response != NONE &&
            WORLD_RESPONSE(s->world, response)->effect == EFFECT_OPERATION) {
            return response;
        }
    }
    return NONE;
}

void
narrative_wording_rung(const struct narrative *s, int32_t node, struct buffer *out)
{
    const struct narrative_node *n = &s->cascade.nodes[node];
    int64_t rung = n->act->rung >= 0 && n->act->rung < RUNGS ? n->act->rung : 0;
    bool damage =
        n->incident != NULL && narrative_severity_class(n->incident) == CLASS_DEGRADATION;
    bool operation = n->incident != NULL;
    bool statement = !operation && n->act->response != NONE &&
                     narrative_replies_words(
                         s, n->act->response, narrative_replies_trigger(s, node)) != NULL;
    const char *words = statement && rung == RUNG_LEGAL_OR_ECONOMIC_COST ? "legal steps"
                        : operation && rung == RUNG_DISRUPTION && damage
                            ? "damage short of destruction"
                        : operation && rung == RUNG_DESTRUCTION && !damage
                            ? "disruption as grave as destruction"
                            : ladder_rungs[rung];

    buffer_printf(out, "rung %d, %s", (int)rung, words);
}

/* ---- lines ---- */

const char *
narrative_wording_plural(int64_t n, const char *one, const char *many)
{
    return n == 1 ? one : many;
}

/* Whether the previous line has the same text and day. This happens when two orders are withdrawn
   at once. */
static bool
repeats(const struct narrative *s, double day, const char *text, size_t length)
{
    const struct narrative_line *last =
        s->lines.count == 0 ? NULL
                            : ARRAY_AT(struct narrative_line, &s->lines, s->lines.count - 1);

    return last != NULL && last->day == day && last->length == length &&
           memcmp(s->text.at + last->from, text, length) == 0;
}

void
narrative_add(struct narrative *s, double day, const char *format, ...)
{
    char *to;
    va_list arguments;
    struct narrative_line *line;
    int length;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    to = length < 0 ? NULL : buffer_reserve(&s->text, (size_t)length + 1);
    if (to == NULL || array_reserve(&s->lines, 1) != STATUS_OK) {
        s->no_memory = true;
        return;
    }
    va_start(arguments, format);
    (void)vsnprintf(to, (size_t)length + 1, format, arguments);
    va_end(arguments);
    /* only for letters a to z; a sentence may begin with a name in other letters */
    if (to[0] >= 'a' && to[0] <= 'z') {
        to[0] = (char)(to[0] - 'a' + 'A');
    }
    if (repeats(s, day, to, (size_t)length)) {
        return;
    }
    line = ARRAY_AT(struct narrative_line, &s->lines, array_add(&s->lines));
    *line = (struct narrative_line){
        day, s->block, s->rank, s->lines.count, s->text.length, (size_t)length};
    s->text.length += (size_t)length;
}
