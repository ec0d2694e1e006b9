#include "base/hash.h"
#include "model/input/world_prepare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- ids and hashes ---- */

static void
hash_keys(struct list *list, size_t size, bool own_index)
{
    for (int32_t k = 0; k < list->count; k++) {
        struct key *key = (struct key *)((char *)list->items + (size_t)k * size);

        key->hash = hash_text(key->id);
        if (own_index) {
            key->index = k;
        }
    }
}

static int
by_hash(const void *a, const void *b)
{
    const struct key *x = *(const struct key *const *)a, *y = *(const struct key *const *)b;

    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

/* Reports two ids of one map that have the same hash. They would draw the same random numbers. */
static void
check_hashes(
    struct world_prepare_context *f, const char *map, const struct list *list, size_t size)
{
    const struct key **keys = world_array(f, list->count, sizeof(*keys));
    char pointer[WORLD_POINTER_BYTES];

    if (keys == NULL) {
        return;
    }
    for (int32_t k = 0; k < list->count; k++) {
        keys[k] = (const struct key *)((const char *)list->items + (size_t)k * size);
    }
    qsort(keys, (size_t)list->count, sizeof(*keys), by_hash);
    for (int32_t k = 1; k < list->count; k++) {
        if (keys[k]->hash == keys[k - 1]->hash) {
            world_error(f, world_pointer(pointer, map, keys[k]->id, ""),
                "this id has the same hash as %s; rename one of the two", keys[k - 1]->id);
        }
    }
    free(keys);
}

void
world_prepare_keys(struct world_prepare_context *f)
{
    struct world *w = f->w;
    const struct {
        const char *name;
        struct list *list;
        size_t size;
    } maps[] = {
        {"states", &w->states, sizeof(struct state)},
        {"sources", &w->sources, sizeof(struct source)},
        {"agreements", &w->agreements, sizeof(struct agreement)},
        {"incident_types", &w->incident_types, sizeof(struct incident_type)},
        {"responses", &w->responses, sizeof(struct response)},
        {"injects", &w->injects, sizeof(struct inject)},
    };

    for (size_t m = 0; m < sizeof(maps) / sizeof(maps[0]); m++) {
        hash_keys(maps[m].list, maps[m].size, true);
        check_hashes(f, maps[m].name, maps[m].list, maps[m].size);
    }
    for (int32_t a = 0; a < w->agreements.count; a++) {
        struct agreement *row = &((struct agreement *)w->agreements.items)[a];

        hash_keys(&row->measures, sizeof(struct measure), true);
        hash_keys(&row->parties, sizeof(struct party), false);
    }
    for (int32_t r = 0; r < w->responses.count; r++) {
        struct response *row = &((struct response *)w->responses.items)[r];

        row->variate = response_variate(row->key.id);
    }
    w->n_states = w->states.count;
    w->n_sources = w->sources.count;
    w->n_agreements = w->agreements.count;
    w->n_types = w->incident_types.count;
    w->n_responses = w->responses.count;
}

/* ---- checks beyond the ranges of members ---- */

static void
check_sizes(struct world_prepare_context *f)
{
    const struct world *w = f->w;

    if (w->n_states == 0) {
        world_error(f, "/states", "the scenario has no state; define at least one");
    }
    if (w->n_states > WORLD_STATES_MAX) {
        world_error(f, "/states",
            "the scenario has %d states, more than the maximum of %d; remove some", w->n_states,
            WORLD_STATES_MAX);
    }
    if (w->n_types > WORLD_TYPES_MAX) {
        world_error(f, "/incident_types",
            "the scenario has %d incident types, more than the maximum of %d; remove some",
            w->n_types, WORLD_TYPES_MAX);
    }
    if (w->n_responses > RESPONSE_MAX) {
        world_error(f, "/responses",
            "the scenario has %d responses, more than the maximum of %d; remove some",
            w->n_responses, RESPONSE_MAX);
    }
}

static void
check_types(struct world_prepare_context *f)
{
    const struct world *w = f->w;
    char pointer[WORLD_POINTER_BYTES];

    for (int32_t t = 0; t < w->n_types; t++) {
        double sum = 0;

        for (int32_t k = 0; k < SEVERITY_MAX; k++) {
            sum += WORLD_TYPE(w, t)->severity[k];
        }
        if (!(sum > 0)) {
            world_error(f,
                world_pointer(pointer, "incident_types", WORLD_TYPE(w, t)->key.id, "severity"),
                "no severity has a weight above 0; give at least one a weight");
        }
    }
}

static void
check_source(struct world_prepare_context *f, const struct source *s)
{
    const struct amount *targets = s->targets.items;
    char pointer[WORLD_POINTER_BYTES], member[100];

    if (s->kind == SOURCE_STATE && s->home == NONE) {
        world_error(f, world_pointer(pointer, "sources", s->key.id, "home"),
            "a source of kind state needs a home; name its state");
    }
    if (s->kind == SOURCE_PROXY && s->sponsor == NONE) {
        world_error(f, world_pointer(pointer, "sources", s->key.id, "sponsor"),
            "a source of kind proxy needs a sponsor; name a state");
    }
    for (int32_t k = 0; k < s->targets.count; k++) {
        if (targets[k].key.index == world_actor(f->w, s->key.index)) {
            (void)snprintf(member, sizeof(member), "targets/%s", targets[k].key.id);
            world_error(f, world_pointer(pointer, "sources", s->key.id, member),
                "a state cannot be its own target; name another state");
        }
    }
}

/* Reports an agreement that has both a capacity programme among its measures and a programme of its
   own. The money would count twice. */
static void
check_single_programme(struct world_prepare_context *f, const struct agreement *a)
{
    const struct measure *measures = a->measures.items;
    char pointer[WORLD_POINTER_BYTES], member[WORLD_POINTER_BYTES];

    for (int32_t k = 0; k < a->measures.count; k++) {
        const struct measure *m = &measures[k];
        bool works = m->implementation > 0 && m->activity > 0 && measure_has_effect(m) &&
                     parameters_words(&f->w->parameters, m->words) > 0;

        if (works && measure_is_programme(m)) {
            (void)snprintf(member, sizeof(member), "measures/%s", m->key.id);
            world_error(f, world_pointer(pointer, "agreements", a->key.id, member),
                "this measure is a capacity programme, and the agreement also has a "
                "\"programme\", so the money would count twice; remove one of the two (null "
                "removes a measure of a catalogue)");
        }
    }
}

static void
check_agreement(struct world_prepare_context *f, const struct agreement *a)
{
    char pointer[WORLD_POINTER_BYTES];
    const struct agreement_programme *p = &a->programme;

    if (a->kind == AGREEMENT_BILATERAL && a->parties.count != 2) {
        world_error(f, world_pointer(pointer, "agreements", a->key.id, "parties"),
            "a bilateral agreement has 2 parties, not %d", a->parties.count);
    } else if (a->parties.count < 2) {
        world_error(f, world_pointer(pointer, "agreements", a->key.id, "parties"),
            "an agreement needs at least 2 parties; add parties");
    }
    if (a->entry.follows == a->key.index) {
        world_error(f, world_pointer(pointer, "agreements", a->key.id, "entry/follows"),
            "an agreement cannot follow itself; name another agreement");
    }
    if (p->budget_musd > 0 &&
        fabs(p->technical + p->policy + p->strategy + p->legal - 1) > 1e-6) {
        world_error(f, world_pointer(pointer, "agreements", a->key.id, "programme"),
            "the shares technical, policy, strategy and legal add up to %g; change them to add "
            "up to 1",
            p->technical + p->policy + p->strategy + p->legal);
    }
    if (p->budget_musd > 0) {
        check_single_programme(f, a);
    }
}

/* Whether `need` guarantees that there is another state, if the effect of the response requires
   one. */
static bool
need_fits_effect(const struct response *r)
{
    switch ((enum response_effect)r->effect) {
    case EFFECT_NOTHING:
    case EFFECT_MITIGATION:
        return r->defer_days == 0;
    case EFFECT_NOTICE:
        return true;
    case EFFECT_ASSISTANCE:
        return r->need == NEED_PARTNER;
    case EFFECT_POLICE:
        return r->need == NEED_HOST && r->side == SIDE_HELP;
    case EFFECT_INQUIRY:
        return r->need == NEED_NAMED_AND_CHANNEL;
    case EFFECT_CONSULTATION:
    case EFFECT_INVESTIGATION:
    case EFFECT_ACT:
    case EFFECT_SUSPENSION:
    case EFFECT_OPERATION:
        break;
    }
    return r->need != NEED_NOTHING && !response_turns_elsewhere(r);
}

static void
check_responses(struct world_prepare_context *f)
{
    const struct world *w = f->w;
    static const char *const sides[SIDE_COUNT] = {"overt", "covert", "help"};
    bool always[SIDE_COUNT] = {false};
    char pointer[WORLD_POINTER_BYTES];

    for (int32_t k = 0; k < w->n_responses; k++) {
        const struct response *r = WORLD_RESPONSE(w, k);

        if (!need_fits_effect(r)) {
            world_error(f, world_pointer(pointer, "responses", r->key.id, "need"),
                "this need can be met without another state, but the effect of the response "
                "requires one; use a need such as \"named\"");
        }
        if (r->side != SIDE_OVERT && r->defer_days > 0) {
            world_error(f, world_pointer(pointer, "responses", r->key.id, "defer_days"),
                "a response of side %s cannot defer the decision; use 0", sides[r->side]);
        }
        always[r->side] = always[r->side] || (r->offered && r->need == NEED_NOTHING &&
                                                 r->effect == EFFECT_NOTHING);
    }
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (!always[side]) {
            world_error(f, "/responses",
                "no response of side %s is always possible; offer one with \"need\" nothing "
                "and \"effect\" nothing",
                sides[side]);
        }
    }
}

static void
refuse_if(struct world_prepare_context *f, const struct inject *i, const char *member,
    bool wrong, const char *message)
{
    char pointer[WORLD_POINTER_BYTES];

    if (wrong) {
        world_error(f, world_pointer(pointer, "injects", i->key.id, member), "%s", message);
    }
}

static void
require_member(
    struct world_prepare_context *f, const struct inject *i, const char *member, int32_t index)
{
    refuse_if(f, i, member, index == NONE, "an inject of this kind needs this member; add it");
}

static void
check_not_self(struct world_prepare_context *f, const struct inject *i, int32_t actor)
{
    refuse_if(f, i, "target", actor != NONE && actor == i->target,
        "a state cannot be its own target; name another state");
}

/* Checks the texts of an inject: each is for one state or for all, and has one of three forms. */
static void
check_told(struct world_prepare_context *f, const struct inject *i)
{
    static const char *const forms[] = {"technical_note", "press", "diplomatic_note"};
    const struct told *told = i->told.items;
    struct text_names states = field_ids(&f->w->states, sizeof(struct state));
    char pointer[WORLD_POINTER_BYTES], member[TEXT_ID_LENGTH + 8];

    for (int32_t k = 0; k < i->told.count; k++) {
        if (strcmp(told[k].key.id, "all") != 0 && text_index(told[k].key.id, states) < 0) {
            (void)snprintf(member, sizeof(member), "told/%.*s", TEXT_ID_LENGTH, told[k].key.id);
            world_error(f, world_pointer(pointer, "injects", i->key.id, member),
                "there is no such state; use an id of /states, or \"all\"");
        }
    }
    refuse_if(f, i, "form", i->form != NULL && text_index(i->form, TEXT_WORDS(forms)) < 0,
        "use \"technical_note\", \"press\" or \"diplomatic_note\"");
    refuse_if(f, i, "told", i->kind == INJECT_NEWS && i->told.count == 0,
        "an inject of kind news needs a text in \"told\"; add one");
}

static void
check_inject(struct world_prepare_context *f, const struct inject *i)
{
    char pointer[WORLD_POINTER_BYTES], day[TEXT_DAY_BYTES], last[TEXT_DAY_BYTES];

    if (i->called == !isnan(i->day)) {
        world_error(f, world_pointer(pointer, "injects", i->key.id, "day"), "%s",
            i->called ? "an inject that is called has no day; remove the day, or \"called\""
                      : "is missing; add the day of the event, or \"called\": true");
    } else if (i->day < 0 || i->day > f->w->horizon_days) {
        world_error(f, world_pointer(pointer, "injects", i->key.id, "day"),
            "%s is outside the run; use a date from /start to %s",
            text_day(day, (int64_t)(f->w->start + i->day)),
            text_day(last, (int64_t)floor(f->w->start + f->w->horizon_days)));
    }
    refuse_if(f, i, "target_class", i->target_class != TARGET_ANY && i->kind != INJECT_INCIDENT,
        "only an incident has a target class; remove it");
    switch ((enum inject_kind)i->kind) {
    case INJECT_INCIDENT:
        require_member(f, i, "source", i->source);
        require_member(f, i, "target", i->target);
        check_not_self(f, i, i->source == NONE ? NONE : world_actor(f->w, i->source));
        break;
    case INJECT_TENSION:
        require_member(f, i, "actor", i->actor);
        require_member(f, i, "target", i->target);
        check_not_self(f, i, i->actor);
        break;
    case INJECT_LEADERSHIP:
        require_member(f, i, "actor", i->actor);
        break;
    case INJECT_AGREEMENT:
        require_member(f, i, "agreement", i->agreement);
        break;
    case INJECT_NEWS:
        break;
    }
    check_told(f, i);
}

void
world_check(struct world_prepare_context *f)
{
    const struct world *w = f->w;
    const struct inject *injects = w->injects.items;

    check_sizes(f);
    check_types(f);
    check_responses(f);
    for (int32_t k = 0; k < w->n_sources; k++) {
        check_source(f, WORLD_SOURCE(w, k));
    }
    for (int32_t k = 0; k < w->n_agreements; k++) {
        check_agreement(f, WORLD_AGREEMENT(w, k));
    }
    for (int32_t k = 0; k < w->injects.count; k++) {
        check_inject(f, &injects[k]);
    }
}

void
world_check_pairs(struct world_prepare_context *f)
{
    const struct world *w = f->w;
    char pointer[WORLD_POINTER_BYTES];

    for (int32_t k = 0; k < w->n_pairs; k++) {
        const struct pair *p = WORLD_PAIR(w, k);

        if (p->tension_baseline >= w->parameters.tension.threshold) {
            world_error(f,
                p->implied ? "/parameters/tension/threshold"
                           : world_pointer(pointer, "pairs", p->key.id, "tension_baseline"),
                "the baseline %g must be below %g, the threshold of a crisis; lower it",
                p->tension_baseline, w->parameters.tension.threshold);
        }
    }
}
