/* Warns about members that have no effect. */
#include "scenario/scenario.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "format/decode/decode.h"
#include "format/decode/defaults.h"
#include "model/catalogue/measure.h"
#include "scenario/world_hash.h"

/** State of all checks. */
struct check {
    struct scenario *s;
    struct scenario_factors factors;
    struct diag diag; /* writes to the warnings of the scenario, each line once */
};

static const struct world *
world_of(const struct check *c, int32_t policy)
{
    return c->s->policies[policy].world;
}

/* Returns the member of the scenario without its policies, or NULL if it has no such member. */
static const struct node *
find(const struct check *c, const char *pointer)
{
    const struct node *found = c->s->root;
    struct pointer p;

    if (pointer_read(&c->s->arena, pointer, &p) != NULL) {
        return NULL;
    }
    for (int32_t i = 0; i < p.count; i++) {
        found = json_find(found, p.tokens[i]);
    }
    return found;
}

/* Warns about a member. `node` is its node in the scenario; NULL means that a policy adds or
   changes the member. */
static void PRINTF_LIKE(5, 6) warn(struct check *c, int32_t policy, const struct node *node,
    const char *pointer, const char *format, ...)
{
    char message[FAILURE_LINE_BYTES];
    struct place nowhere = {0};
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    c->diag.policy = node != NULL ? NULL : c->s->policies[policy].id;
    diag_pointer(&c->diag, node != NULL ? node->at : nowhere, pointer, message);
}

/* Whether a factor sets this member. */
static bool
is_varied(const struct check *c, const char *pointer)
{
    return text_index(pointer, (struct text_names){c->factors.pointers,
                                   sizeof(*c->factors.pointers), c->factors.count}) >= 0;
}

/* ---- measures ---- */

static const struct measure *
find_measure(const struct world *w, const char *agreement, const char *id)
{
    for (int32_t a = 0; a < w->n_agreements; a++) {
        const struct list *list = &WORLD_AGREEMENT(w, a)->measures;
        int32_t k = strcmp(WORLD_AGREEMENT(w, a)->key.id, agreement) == 0
                        ? text_index(id, TEXT_NAMES((const struct measure *)list->items, key.id,
                                             list->count))
                        : -1;

        if (k >= 0) {
            return &((const struct measure *)list->items)[k];
        }
    }
    return NULL;
}

/* Whether the measure has an effect under any policy, or a factor can give it one. */
static bool
has_effect(const struct check *c, const char *pointer, const char *agreement, const char *id)
{
    for (int32_t k = 0; k < c->s->n_policies; k++) {
        const struct measure *m = find_measure(world_of(c, k), agreement, id);

        if (m != NULL && measure_has_effect(m)) {
            return true;
        }
    }
    for (int32_t i = 0; i < measure_record.n_fields; i++) {
        char member[POINTER_BYTES];

        (void)snprintf(
            member, sizeof(member), "%.200s/%.60s", pointer, measure_record.fields[i].name);
        if (measure_is_effect(&measure_record.fields[i]) && is_varied(c, member)) {
            return true;
        }
    }
    return false;
}

static void
check_measures(struct check *c, int32_t policy, const struct agreement *a)
{
    const struct field *map = field_find(&world_agreement_record, "measures");
    const struct measure *measures = a->measures.items;

    for (int32_t k = 0; k < a->measures.count; k++) {
        const struct measure *m = &measures[k];
        char pointer[POINTER_BYTES], meant[TEXT_VISIBLE_BYTES];

        (void)snprintf(
            pointer, sizeof(pointer), "/agreements/%s/measures/%s", a->key.id, m->key.id);
        if (defaults_row_named(map, m->measure != NULL ? m->measure : m->key.id) == NULL &&
            !has_effect(c, pointer, a->key.id, m->key.id)) {
            decode_value_suggestion(
                meant, &c->diag, m->key.id, defaults_row_ids(&c->s->arena, map));
            warn(c, policy, find(c, pointer), pointer,
                "has no effect: no catalogue contains this measure, and it changes no lever "
                "itself%s",
                meant[0] != '\0'
                    ? meant
                    : "; add a lever ('cbmsim describe levers' lists them), or the "
                      "measure of a catalogue, as in \"measure\": \"hotline\"");
        }
    }
}

/* ---- incident types and invented names ---- */

/* Whether incidents of the type can occur in a world. */
static bool
occurs(const struct world *w, int32_t type)
{
    const struct inject *injects = w->injects.items;
    const struct trace_incident *rows = w->trace_incidents.items;
    bool found = WORLD_TYPE(w, type)->share > 0;

    for (int32_t k = 0; k < w->n_sources; k++) {
        const struct list *mix = &WORLD_SOURCE(w, k)->mix;

        for (int32_t i = 0; i < mix->count; i++) {
            found = found || ((const struct amount *)mix->items)[i].key.index == type;
        }
    }
    for (int32_t k = 0; k < w->injects.count; k++) {
        found = found || injects[k].type == type;
    }
    for (int32_t k = 0; k < w->trace_incidents.count; k++) {
        found = found || rows[k].type == type;
    }
    return found;
}

static bool
occurs_anywhere(const struct check *c, const char *id)
{
    for (int32_t k = 0; k < c->s->n_policies; k++) {
        const struct world *w = world_of(c, k);
        const struct incident_type *types = w->incident_types.items;
        int32_t type = text_index(id, TEXT_NAMES(types, key.id, w->n_types));

        if (type >= 0 && occurs(w, type)) {
            return true;
        }
    }
    return false;
}

static void
check_types(struct check *c, int32_t policy)
{
    const struct world *w = world_of(c, policy);
    const struct field *map = field_find(&world_record, "incident_types");

    for (int32_t t = 0; t < w->n_types; t++) {
        const char *id = WORLD_TYPE(w, t)->key.id;
        char pointer[POINTER_BYTES], share[POINTER_BYTES], meant[TEXT_VISIBLE_BYTES];

        (void)snprintf(pointer, sizeof(pointer), "/incident_types/%s", id);
        (void)snprintf(share, sizeof(share), "%.200s/share", pointer);
        if (defaults_row_named(map, id) == NULL && !is_varied(c, share) &&
            !occurs_anywhere(c, id)) {
            warn(c, policy, find(c, pointer), pointer,
                "never occurs: the share of this incident type is 0, and no mix, inject or "
                "trace contains it%s",
                decode_value_suggestion(
                    meant, &c->diag, id, defaults_row_ids(&c->s->arena, map)));
        }
    }
}

static bool
is_entity(const struct check *c, const char *id)
{
    static const char *const maps[] = {"states", "sources", "agreements"};
    bool found = false;

    for (size_t m = 0; m < sizeof(maps) / sizeof(maps[0]); m++) {
        found = found || json_find(json_find(c->s->root, maps[m]), id) != NULL;
    }
    for (int32_t k = 0; k < c->s->n_policies; k++) {
        const struct world *w = world_of(c, k);
        const struct state *states = w->states.items;
        const struct source *sources = w->sources.items;
        const struct agreement *agreements = w->agreements.items;

        found = found || text_index(id, TEXT_NAMES(states, key.id, w->n_states)) >= 0 ||
                text_index(id, TEXT_NAMES(sources, key.id, w->n_sources)) >= 0 ||
                text_index(id, TEXT_NAMES(agreements, key.id, w->n_agreements)) >= 0;
    }
    return found;
}

static void
check_aliases(struct check *c, int32_t policy)
{
    const struct alias *aliases = world_of(c, policy)->aliases.items;

    for (int32_t k = 0; k < world_of(c, policy)->aliases.count; k++) {
        char pointer[POINTER_BYTES];

        (void)snprintf(pointer, sizeof(pointer), "/aliases/%s", aliases[k].key.id);
        if (!is_entity(c, aliases[k].key.id)) {
            warn(c, policy, find(c, pointer), pointer,
                "has no effect: no state, source or agreement has this id; correct the id");
        }
    }
}

/* ---- dates ---- */

/** Two days of an object at `pointer`. A day that is absent is NAN. */
struct days {
    const char *pointer, *member, *other;
    double day, other_day;
};

/* Whether the scenario without its policies has the same date. True, too, if no member of the
   scenario gives the date. */
static bool
is_of_scenario(const struct check *c, const char *entity, const char *member, double day)
{
    char pointer[POINTER_BYTES];
    const struct node *node;
    int64_t days;

    (void)snprintf(pointer, sizeof(pointer), "%.200s/%.60s", entity, member);
    node = find(c, pointer);
    return node == NULL || node->kind != NODE_TEXT || !text_date(node->text, &days) ||
           (double)days - decode_start(c->s->root) == day;
}

/* Warns if d.day is before d.other_day or, if `before` is false, after it. */
static void
check_order(struct check *c, int32_t policy, struct days d, bool before, const char *result)
{
    double start = world_of(c, policy)->start;
    char pointer[POINTER_BYTES], day[TEXT_DAY_BYTES], other[TEXT_DAY_BYTES];
    bool same;

    (void)snprintf(pointer, sizeof(pointer), "%.200s/%.60s", d.pointer, d.member);
    if (!(before ? d.day < d.other_day : d.day > d.other_day) || is_varied(c, pointer)) {
        return;
    }
    same = is_of_scenario(c, d.pointer, d.member, d.day) &&
           is_of_scenario(c, d.pointer, d.other, d.other_day);
    warn(c, policy, same ? find(c, pointer) : NULL, pointer, "%s is %s %s, %s%s",
        text_day(day, (int64_t)(start + d.day)), before ? "before" : "after", d.other,
        text_day(other, (int64_t)floor(start + d.other_day)), result);
}

static void
check_horizon(
    struct check *c, int32_t policy, const char *pointer, const char *member, double day)
{
    struct days d = {
        pointer, member, "the last day of the run", day, world_of(c, policy)->horizon_days};

    if (!is_varied(c, "/horizon_days")) {
        check_order(c, policy, d, false, ": it has no effect");
    }
}

static void
check_dates(struct check *c, int32_t policy, const struct agreement *a)
{
    const struct party *parties = a->parties.items;
    char at[POINTER_BYTES], programme[POINTER_BYTES];

    (void)snprintf(at, sizeof(at), "/agreements/%s", a->key.id);
    (void)snprintf(programme, sizeof(programme), "%.200s/programme", at);
    check_horizon(c, policy, at, isnan(a->in_force_on) ? "signed_on" : "in_force_on",
        isnan(a->in_force_on) ? a->signed_on : a->in_force_on);
    check_order(c, policy,
        (struct days){at, "signed_on", "in_force_on", a->signed_on, a->in_force_on}, false,
        "; correct one of the dates");
    check_order(c, policy,
        (struct days){at, "expires_on", "in_force_on", a->expires_on, a->in_force_on}, true,
        "; the agreement is never in force: correct one of the dates");
    check_order(c, policy, (struct days){at, "expires_on", "the first day", a->expires_on, 0},
        true, ": it has no effect");
    if (a->programme.budget_musd > 0) {
        check_horizon(c, policy, programme, "start", a->programme.start);
    }
    for (int32_t k = 0; k < a->parties.count; k++) {
        const struct party *p = &parties[k];
        char party[POINTER_BYTES];

        (void)snprintf(party, sizeof(party), "%.200s/parties/%.64s", at, p->key.id);
        check_horizon(c, policy, party, "joined", p->joined);
        check_order(
            c, policy, (struct days){party, "left", "joined", p->left, p->joined}, true, "");
    }
}

/* ---- policies ---- */

static void
check_policies(struct check *c)
{
    int32_t n = c->s->n_policies;
    uint64_t *hashes = arena_alloc(&c->s->arena, (size_t)n * sizeof(*hashes));

    for (int32_t k = 0; hashes != NULL && n > 1 && k < n; k++) {
        int32_t same = 0;

        hashes[k] = world_hash(world_of(c, k));
        while (hashes[same] != hashes[k]) {
            same++;
        }
        if (same < k) {
            failure_add(c->diag.failure,
                "policies \"%s\" and \"%s\" do not differ, apart from titles and notes, so "
                "every difference between them is 0. Correct the patch of one of them; to "
                "remove a member, write null (in R: toJSON(x, null = \"null\"))",
                c->s->policies[same].id, c->s->policies[k].id);
        }
    }
}

void
scenario_no_effect(
    struct scenario *s, struct scenario_factors factors, bool whole, struct failure *warnings)
{
    struct check c = {.s = s, .factors = factors, .diag = {.failure = warnings}};

    for (int32_t k = 0; k < s->n_policies; k++) {
        const struct world *w = world_of(&c, k);

        for (int32_t a = 0; a < w->n_agreements; a++) {
            check_dates(&c, k, WORLD_AGREEMENT(w, a));
            if (whole) {
                check_measures(&c, k, WORLD_AGREEMENT(w, a));
            }
        }
        if (whole) {
            check_types(&c, k);
            check_aliases(&c, k);
        }
    }
    check_policies(&c);
    diag_free(&c.diag);
}
