/* Finds the names that a team sees, and the texts of the scenario in the language of the team. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "workshop/exercise/family.h"
#include "workshop/exercise/seat_internal.h"
#include "workshop/exercise/seat_page.h"

static const char *
alias_of(const struct world *w, const char *id)
{
    const struct alias *aliases = w->aliases.items;
    int32_t k =
        w->use_aliases ? text_index(id, TEXT_NAMES(aliases, key.id, w->aliases.count)) : -1;

    return k < 0 ? NULL : aliases[k].name;
}

const char *
seat_text(const struct exercise *x, const char *own, const char *format, ...)
{
    char pointer[POINTER_BYTES];
    struct words_text text;
    va_list arguments;

    if (x->words == NULL || own == NULL) {
        return own;
    }
    va_start(arguments, format);
    (void)vsnprintf(pointer, sizeof(pointer), format, arguments);
    va_end(arguments);
    text = words_text(x->words, x->scenario, pointer);
    return text.text[0] == '\0' ? own : text.text;
}

const char *
seat_exercise_title(const struct exercise *x)
{
    return seat_text(x, x->workshop->title, "/workshop/title");
}

const char *
seat_stop_title(const struct exercise *x)
{
    const struct workshop_step *step = exercise_step(x, x->now.stop);

    return step == NULL
               ? exercise_stop(x)->title
               : seat_text(x, exercise_stop(x)->title, "/workshop/plan/%s/title", step->key.id);
}

int64_t
seat_start(const struct exercise *x)
{
    enum { YEAR_2000 = 10957, FOUR_YEARS = 1461 /* days */ };
    int64_t start = (int64_t)x->world->start, after = start - YEAR_2000;

    if (!x->world->use_aliases) {
        return start;
    }
    after %= FOUR_YEARS;
    return YEAR_2000 + after + (after < 0 ? FOUR_YEARS : 0);
}

/* A list of items of the world that have names. */
struct named {
    const struct list *list;
    size_t size, name; /* size of an item; offset of its name */
    const char *map, *member;
    bool hides;                      /* whether its items may have invented names */
    const struct builtins *builtins; /* rows for which pages have other words, or NULL */
    const char *(*words)(const char *id);
};

/* Returns the words of the pages for a built-in row whose title is unchanged; otherwise its
   title. */
static const char *
words_of(const struct named *n, const char *id, const char *title)
{
    const char *own, *words = n->builtins == NULL ? NULL : n->words(id);

    for (int32_t k = 0; words != NULL && k < field_row_count(n->builtins); k++) {
        const char *row = field_row(n->builtins, n->size, k);

        memcpy(&own, row + n->name, sizeof(own));
        if (strcmp(((const struct key *)(const void *)row)->id, id) == 0 && title != NULL &&
            strcmp(own, title) == 0) {
            return words;
        }
    }
    return title;
}

/* Lists the name of each item: the invented name, otherwise the name, otherwise the id. */
static enum status
names_of(
    const struct exercise *x, const struct named *n, struct arena *a, const char *const **out)
{
    const char **names = arena_alloc(a, ((size_t)n->list->count + 1) * sizeof(*names));

    for (int32_t k = 0; names != NULL && k < n->list->count; k++) {
        const char *item = (const char *)n->list->items + (size_t)k * n->size;
        const char *id = ((const struct key *)(const void *)item)->id;
        const char *text = alias_of(x->world, id);

        if (text == NULL) {
            memcpy(&text, item + n->name, sizeof(text));
            text = words_of(n, id, text);
            /* if names are invented, the words file would reveal the real one */
            if (!n->hides || !x->world->use_aliases) {
                text = seat_text(x, text, "/%s/%s/%s", n->map, id, n->member);
            }
        }
        names[k] = text == NULL ? id : text;
    }
    *out = names;
    return names == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static enum status
channel_names(struct arena *a, const char *const **out)
{
    const char **names = arena_alloc(a, CHANNEL_KINDS * sizeof(*names));

    for (int32_t k = 0; names != NULL && k < CHANNEL_KINDS; k++) {
        names[k] =
            ((const struct key *)field_row(&world_channel_rows, sizeof(struct channel), k))->id;
    }
    *out = names;
    return names == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/* Lists the id of each item. The id is at the beginning of its struct. */
static enum status
ids_of(const struct list *list, size_t size, struct arena *a, const char *const **out)
{
    const char **ids = arena_alloc(a, ((size_t)list->count + 1) * sizeof(*ids));

    for (int32_t k = 0; ids != NULL && k < list->count; k++) {
        const char *item = (const char *)list->items + (size_t)k * size;

        ids[k] = ((const struct key *)(const void *)item)->id;
    }
    *out = ids;
    return ids == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

enum status
seat_names(const struct exercise *x, struct arena *a, struct team_names *out)
{
    const struct world *w = x->world;
    const struct named states = {&w->states, sizeof(struct state), offsetof(struct state, name),
        "states", "name", true, NULL, NULL};
    const struct named agreements = {&w->agreements, sizeof(struct agreement),
        offsetof(struct agreement, title), "agreements", "title", true, NULL, NULL};
    const struct named types = {&w->incident_types, sizeof(struct incident_type),
        offsetof(struct incident_type, title), "incident_types", "title", false,
        &incident_type_rows, family_type_words};
    const struct named responses = {&w->responses, sizeof(struct response),
        offsetof(struct response, title), "responses", "title", false, &response_rows,
        family_row_words};
    enum status st;

    *out = (struct team_names){.statuses = world_agreement_status_names,
        .n_states = w->n_states,
        .start = seat_start(x)};
    TRY(names_of(x, &states, a, &out->states));
    TRY(names_of(x, &agreements, a, &out->agreements));
    TRY(names_of(x, &types, a, &out->types));
    TRY(names_of(x, &responses, a, &out->responses));
    TRY(channel_names(a, &out->channels));
    TRY(ids_of(&w->states, sizeof(struct state), a, &out->state_ids));
    TRY(ids_of(&w->agreements, sizeof(struct agreement), a, &out->agreement_ids));
    TRY(ids_of(&w->incident_types, sizeof(struct incident_type), a, &out->type_ids));
    TRY(ids_of(&w->responses, sizeof(struct response), a, &out->response_ids));
out:
    return st;
}

enum status
seat_hide_accidents(const struct exercise *x, struct arena *a, struct team_names *names)
{
    size_t n = (size_t)x->world->incident_types.count;
    const char **types = arena_alloc(a, (n + 1) * sizeof(*types));
    const char **ids = arena_alloc(a, (n + 1) * sizeof(*ids));

    for (size_t k = 0; types != NULL && ids != NULL && k < n; k++) {
        bool hidden = WORLD_TYPE(x->world, k)->class_ == CLASS_ACCIDENT;

        types[k] = hidden ? "outage, cause unknown" : names->types[k];
        ids[k] = hidden ? SEAT_OUTAGE : names->type_ids[k];
    }
    names->types = types;
    names->type_ids = ids;
    return types == NULL || ids == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/* ---- what a message asks for ---- */

const char *
seat_asked_words(int32_t message)
{
    switch ((enum message_kind)message) {
    case MESSAGE_ASSISTANCE:
        return "asks for help.";
    case MESSAGE_LEGAL:
        return "asks for legal assistance.";
    case MESSAGE_JOINT_CASE:
        return "asks to investigate a case together.";
    case MESSAGE_CASE:
        return "asks you to join its public accusation.";
    case MESSAGE_INQUIRY:
    case MESSAGE_WARNING:
        return "asks: was it you?";
    case MESSAGE_INDICATORS:
    case MESSAGE_NOTICE:
        break;
    }
    return "writes.";
}

const char *
seat_asked_id(int32_t message)
{
    static const char *const ids[] = {[MESSAGE_INQUIRY] = "inquiry",
        [MESSAGE_INDICATORS] = "indicators",
        [MESSAGE_NOTICE] = "notice",
        [MESSAGE_ASSISTANCE] = "assistance",
        [MESSAGE_CASE] = "case",
        [MESSAGE_LEGAL] = "legal",
        [MESSAGE_WARNING] = "warning",
        [MESSAGE_JOINT_CASE] = "joint_case"};

    return ids[message];
}
