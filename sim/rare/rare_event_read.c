/* Reads the event and the importance of a rare event from their texts. */
#include <string.h>

#include "format/decode/decode_unknown.h"
#include "rare/rare_event.h"

static const char *const quantities[] = {
    "rung", "tension", "trust", "crisis", "chain", "acts", NULL};

/* Reads "_A_B" at `text`, where A and B are ids of two related states. Ids may contain "_". */
static bool
read_pair(const struct world *w, const char *text, struct rare_name *name)
{
    for (int32_t k = 0; k < 2 * w->n_pairs; k++) {
        const struct pair *p = WORLD_PAIR(w, k / 2);
        int32_t from = k % 2 == 0 ? p->first : p->second;
        int32_t to = k % 2 == 0 ? p->second : p->first;
        const char *a = WORLD_STATE(w, from)->key.id, *b = WORLD_STATE(w, to)->key.id;
        size_t n = strlen(a);

        if (text[0] == '_' && strncmp(text + 1, a, n) == 0 && text[n + 1] == '_' &&
            strcmp(text + n + 2, b) == 0) {
            name->pair = k / 2;
            name->side = k % 2;
            return true;
        }
    }
    return false;
}

/* Reads a word of an expression. Returns true if the word is a name, such as rung or acts_2_A_B. */
static bool
read_name(const struct world *w, const char *word, struct rare_name *name)
{
    size_t n = strcspn(word, "_");

    *name = (struct rare_name){.quantity = RARE_QUANTITIES, .pair = NONE, .rung = NONE};
    for (int32_t q = 0; q < RARE_QUANTITIES; q++) {
        if (strlen(quantities[q]) == n && strncmp(quantities[q], word, n) == 0) {
            name->quantity = q;
        }
    }
    if (name->quantity == RARE_ACTS) {
        if (word[n] != '_' || word[n + 1] < '0' || word[n + 1] > '9') {
            return false;
        }
        name->rung = word[n + 1] - '0';
        n += 2;
    }
    return name->quantity < RARE_QUANTITIES &&
           (word[n] == '\0' || read_pair(w, word + n, name));
}

static enum status
add_name(struct rare_event *e, const char *prefix, const char *word, size_t length,
    struct arena *a, struct failure *f)
{
    struct rare_name name;
    char *id = arena_text(a, word, length);

    if (id == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (text_index(id, TEXT_NAMES(e->ids, id, e->n_names)) >= 0 ||
        !read_name(e->world, id, &name)) {
        /* the parser reports a word that is not a name, with its place in the text */
        return STATUS_OK;
    }
    if (e->n_names == RARE_NAMES_MAX) {
        return failure_of(STATUS_USAGE, f,
            "%sevent, %simportance: more than %d names; use fewer of them", prefix, prefix,
            RARE_NAMES_MAX - RARE_NAMES_ALONE);
    }
    e->names[e->n_names] = name;
    e->ids[e->n_names++] = (struct expression_name){.id = id};
    return STATUS_OK;
}

/* Adds every name in a text to the names of the event. */
static enum status
add_names(struct rare_event *e, const char *prefix, const char *text, struct arena *a,
    struct failure *f)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    enum status st = STATUS_OK;

    while (text != NULL && *text != '\0') {
        size_t length = strspn(text, letters);

        TRY(add_name(e, prefix, text, length, a, f));
        text += length + (text[length] != '\0');
    }
out:
    return st;
}

/* The words of a message for a name that begins with a quantity. */
static const char *
elsewhere(const char *name)
{
    size_t n = strcspn(name, "_");

    for (int32_t q = 0; q < RARE_QUANTITIES && name[n] == '_'; q++) {
        if (strlen(quantities[q]) == n && strncmp(quantities[q], name, n) == 0) {
            return q == RARE_ACTS
                       ? "not a number of acts: write acts_0 to acts_9, or add two "
                         "states, as in acts_5_ardia_borvia"
                       : "not a value between two states that form a pair; write both "
                         "states, as in rung_ardia_borvia";
        }
    }
    return NULL;
}

static enum status
read_expression(const struct rare_event *e, struct expression *x, const char *prefix,
    bool condition, const char *text, struct arena *a, struct failure *f)
{
    const char *name = condition ? "event" : "importance";
    struct expression_names names = {"name", e->ids, e->n_names, condition, elsewhere};
    char why[EXPRESSION_WHY_BYTES];
    enum status st = expression_read(x, text, &names, a, why);

    return st == STATUS_BAD_INPUT ? failure_of(STATUS_USAGE, f, "%s%s: %s", prefix, name, why)
                                  : st;
}

/* Adds the names without states, so that an error message can list them. */
static enum status
add_names_alone(struct rare_event *e, struct arena *a)
{
    static const char *const alone[RARE_NAMES_ALONE] = {"rung", "tension", "trust", "crisis",
        "chain", "acts_0", "acts_1", "acts_2", "acts_3", "acts_4", "acts_5", "acts_6", "acts_7",
        "acts_8", "acts_9"};
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < RARE_NAMES_ALONE; k++) {
        TRY(add_name(e, "", alone[k], strlen(alone[k]), a, NULL));
    }
out:
    return st;
}

static enum status
read_dyads(struct rare_event *e, const struct rare_texts *t, struct failure *f)
{
    const struct world *w = e->world;

    for (int32_t k = 0; k < w->n_pairs; k++) {
        if (t->n_dyads == 0 && !WORLD_PAIR(w, k)->by_agreement) {
            e->pairs[e->n_pairs++] = k;
        }
    }
    for (int32_t i = 0; i < t->n_dyads; i++) {
        int32_t k = 0;

        while (k < w->n_pairs && strcmp(WORLD_PAIR(w, k)->key.id, t->dyads[i]) != 0) {
            k++;
        }
        if (k == w->n_pairs) {
            char message[DECODE_UNKNOWN_BYTES];

            return failure_of(STATUS_USAGE, f, "%sdyad: %s", t->prefix,
                decode_unknown_name(message, "pair", t->dyads[i],
                    TEXT_NAMES((const struct pair *)w->pairs.items, key.id, w->n_pairs)));
        }
        e->pairs[e->n_pairs++] = k;
    }
    return e->n_pairs > 0 ? STATUS_OK
                          : failure_of(STATUS_USAGE, f,
                                "%sevent: the scenario has no pairs; add a pair, or sources "
                                "against states",
                                t->prefix);
}

/* Whether the importance depends on a name. */
static bool
uses_a_name(const struct rare_event *e)
{
    bool uses = false;

    for (int32_t k = 0; k < e->n_names; k++) {
        uses = uses || expression_uses(&e->importance, k);
    }
    return uses;
}

/* Reports an error if the importance uses no name, or if it is above 1 although the condition of
   the event does not hold. The function tests rows in which all names are 0, and rows in which one
   name is above 0. A value above 1 would be limited to RARE_IMPORTANCE_MAX, and there could be no
   level above this limit. */
static enum status
check_importance(const struct rare_event *e, const char *prefix, struct failure *f)
{
    double row[RARE_NAMES_MAX] = {0};
    double none = expression_value(&e->importance, row);

    if (!uses_a_name(e)) {
        return failure_of(STATUS_USAGE, f,
            "%simportance: contains no name, so all runs have the same value; use names such "
            "as "
            "rung, as in \"rung / %d\"",
            prefix, RUNGS - 1);
    }
    if (none > 1 && !expression_holds(&e->condition, row)) {
        return failure_of(STATUS_USAGE, f,
            "%simportance: its values must be from 0 to 1, but it is %.3g where all names are "
            "0",
            prefix, none);
    }
    for (int32_t k = 0; k < e->n_names; k++) {
        int32_t quantity = e->names[k].quantity;
        int32_t largest = quantity == RARE_RUNG                             ? RUNGS - 1
                          : quantity == RARE_CHAIN || quantity == RARE_ACTS ? 2
                                                                            : 1;

        for (int32_t value = 1; value <= largest && expression_uses(&e->importance, k);
             value++) {
            double importance;

            row[k] = value;
            importance = expression_value(&e->importance, row);
            if (importance > 1 && !expression_holds(&e->condition, row)) {
                return failure_of(STATUS_USAGE, f,
                    "%simportance: its values must be from 0 to 1, but it is %.3g where %s is "
                    "%d; "
                    "divide it by its largest value, as in \"%s / %d\"",
                    prefix, importance, e->ids[k].id, (int)value,
                    quantity == RARE_RUNG ? "rung" : "chain",
                    quantity == RARE_RUNG ? RUNGS - 1 : 10);
            }
        }
        row[k] = 0;
    }
    return STATUS_OK;
}

/* Marks the names that expressions use, and lists the dyads of the default importance: those in the
   condition. */
static void
find_near(struct rare_event *e)
{
    bool all = false;

    for (int32_t k = 0; k < e->n_names; k++) {
        bool condition = expression_uses(&e->condition, k);

        e->names[k].used =
            condition || (e->own_importance && expression_uses(&e->importance, k));
        if (condition) {
            all = all || e->names[k].pair == NONE;
            if (e->names[k].pair != NONE) {
                e->near[e->n_near++] = e->names[k].pair;
            }
        }
    }
    for (int32_t k = 0; all && k < e->n_pairs; k++) {
        e->near[k] = e->pairs[k];
        e->n_near = e->n_pairs;
    }
}

enum status
rare_event_read(struct rare_event *e, const struct rare_texts *t, const struct world *w,
    struct arena *a, struct failure *f)
{
    size_t n = (size_t)(w->n_pairs + t->n_dyads + RARE_NAMES_MAX);
    enum status st;

    *e = (struct rare_event){.world = w, .own_importance = t->importance != NULL};
    e->names = arena_alloc(a, RARE_NAMES_MAX * sizeof(*e->names));
    e->ids = arena_alloc(a, RARE_NAMES_MAX * sizeof(*e->ids));
    e->start = arena_alloc(a, RARE_NAMES_MAX * sizeof(*e->start));
    e->pairs = arena_alloc(a, n * sizeof(*e->pairs));
    e->near = arena_alloc(a, n * sizeof(*e->near));
    if (e->names == NULL || e->ids == NULL || e->start == NULL || e->pairs == NULL ||
        e->near == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(add_names_alone(e, a));
    TRY(add_names(e, t->prefix, t->condition, a, f));
    TRY(add_names(e, t->prefix, t->importance, a, f));
    TRY(read_dyads(e, t, f));
    TRY(read_expression(e, &e->condition, t->prefix, true, t->condition, a, f));
    if (e->own_importance) {
        TRY(read_expression(e, &e->importance, t->prefix, false, t->importance, a, f));
        TRY(check_importance(e, t->prefix, f));
    }
    find_near(e);
out:
    return st;
}
