#include "model/world.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/real.h"
#include "kernel/stream.h"

/** What world_finish works with: the world, whom to tell, whether anything was wrong. */
struct finishing {
    struct world *w;
    world_complain *complain;
    void *self;
    bool wrong, no_memory;
};

static void
wrong(struct finishing *f, const char *pointer, const char *format, ...) PRINTF_LIKE(3, 4);

static void
wrong(struct finishing *f, const char *pointer, const char *format, ...)
{
    char message[400];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    f->wrong = true;
    f->complain(f->self, pointer, message);
}

static const char *
pointer_to(char buffer[256], const char *map, const char *id, const char *member)
{
    (void)snprintf(buffer, 256, "/%s/%s%s%s", map, id, member[0] == '\0' ? "" : "/", member);
    return buffer;
}

static void *
array(struct finishing *f, int64_t n, size_t size)
{
    void *at = calloc(n > 0 ? (size_t)n : 1, size);

    if (at == NULL) {
        f->no_memory = true;
    }
    return at;
}

/* Looking up */

int32_t
world_pair(const struct world *w, int32_t a, int32_t b)
{
    return a < 0 || b < 0 ? NONE : w->pair_of[a * w->n_states + b];
}

const struct channel *
world_channel(const struct world *w, int32_t pair, enum channel_kind kind)
{
    const struct list *channels = &WORLD_PAIR(w, pair)->channels;
    const struct channel *items = channels->items;

    for (int32_t k = 0; k < channels->count; k++) {
        if (items[k].key.index == (int32_t)kind) {
            return items[k].present ? &items[k] : NULL;
        }
    }
    return NULL;
}

int32_t
world_stream(const struct world *w, int32_t source, int32_t target)
{
    for (int32_t k = 0; k < w->n_streams; k++) {
        if (w->streams[k].source == source && w->streams[k].target == target) {
            return k;
        }
    }
    return NONE;
}

int32_t
world_responsible(const struct world *w, int32_t source)
{
    const struct source *s = WORLD_SOURCE(w, source);

    if (s->kind == SOURCE_STATE) {
        return s->home;
    }
    return s->kind == SOURCE_PROXY && s->control >= w->parameters.attribution.responsible_control
        ? s->sponsor
        : NONE;
}

/* Exposure. equations.md (1.3) */

static double
raw_exposure(const struct world *w, const struct source *source, double day)
{
    const struct parameters_rates *p = &w->parameters.rates;
    double years = day / DAYS_PER_YEAR;
    double e = 1;

    if (source->exposure_logistic) {
        double year = 1970 + (w->start + day) / DAYS_PER_YEAR;

        e = p->exposure_floor +
            real_expit((year - p->exposure_midpoint_year) / p->exposure_scale_years);
    }
    if (source->exposure_growth != 0) {
        e *= real_exp(source->exposure_growth * years);
    }
    return e;
}

double
world_exposure(const struct world *w, int32_t source, double day)
{
    const struct source *s = WORLD_SOURCE(w, source);

    if (!s->exposure_logistic && s->exposure_growth == 0) {
        return 1;
    }
    return raw_exposure(w, s, day) / w->mixes[source].exposure_mean;
}

double
world_exposure_max(const struct world *w, int32_t source)
{
    return w->mixes[source].exposure_max;
}

static void
finish_exposure(struct world *w, int32_t source)
{
    enum { STEPS = 1000 };
    const struct source *s = WORLD_SOURCE(w, source);
    double sum = 0, most = 0;

    for (int32_t k = 0; k <= STEPS; k++) {
        double e = raw_exposure(w, s, w->horizon_days * k / STEPS);

        sum += e * (k == 0 || k == STEPS ? 0.5 : 1);
        most = fmax(most, e);
    }
    w->mixes[source].exposure_mean = sum / STEPS;
    w->mixes[source].exposure_max =
        s->exposure_logistic || s->exposure_growth != 0 ? most / (sum / STEPS) : 1;
}

/* Ids and hashes */

static void
key_things(struct list *list, size_t size, bool own_index)
{
    for (int32_t k = 0; k < list->count; k++) {
        struct key *key = (struct key *)((char *)list->items + (size_t)k * size);

        key->hash = stream_hash(key->id);
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

/* Two ids of one map with one hash would share all their randomness. */
static void
check_hashes(struct finishing *f, const char *map, const struct list *list, size_t size)
{
    const struct key **keys = array(f, list->count, sizeof(*keys));
    char pointer[256];

    if (keys == NULL) {
        return;
    }
    for (int32_t k = 0; k < list->count; k++) {
        keys[k] = (const struct key *)((const char *)list->items + (size_t)k * size);
    }
    qsort(keys, (size_t)list->count, sizeof(*keys), by_hash);
    for (int32_t k = 1; k < list->count; k++) {
        if (keys[k]->hash == keys[k - 1]->hash) {
            wrong(f, pointer_to(pointer, map, keys[k]->id, ""),
                "its id has the same hash as %s; rename one of them", keys[k - 1]->id);
        }
    }
    free(keys);
}

static void
finish_keys(struct finishing *f)
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
        key_things(maps[m].list, maps[m].size, true);
        check_hashes(f, maps[m].name, maps[m].list, maps[m].size);
    }
    for (int32_t a = 0; a < w->agreements.count; a++) {
        struct agreement *row = &((struct agreement *)w->agreements.items)[a];

        key_things(&row->measures, sizeof(struct measure), true);
        key_things(&row->parties, sizeof(struct party), false);
    }
    w->n_states = w->states.count;
    w->n_sources = w->sources.count;
    w->n_agreements = w->agreements.count;
    w->n_types = w->incident_types.count;
    w->n_responses = w->responses.count;
}

/* Checks that ranges cannot make */

static void
check_sizes(struct finishing *f)
{
    const struct world *w = f->w;

    if (w->n_states == 0) {
        wrong(f, "/states", "there is no state");
    }
    if (w->n_states > WORLD_STATES_MAX) {
        wrong(f, "/states", "there are %d states, more than %d", w->n_states, WORLD_STATES_MAX);
    }
    if (w->n_types > WORLD_TYPES_MAX) {
        wrong(f, "/incident_types", "there are %d types, more than %d", w->n_types,
            WORLD_TYPES_MAX);
    }
    if (w->n_responses > RESPONSE_MAX) {
        wrong(f, "/responses", "there are %d responses, more than %d", w->n_responses,
            RESPONSE_MAX);
    }
}

static void
check_types(struct finishing *f)
{
    const struct world *w = f->w;
    char pointer[256];

    for (int32_t t = 0; t < w->n_types; t++) {
        double sum = 0;

        for (int32_t k = 0; k < SEVERITY_MAX; k++) {
            sum += WORLD_TYPE(w, t)->severity[k];
        }
        if (!(sum > 0)) {
            wrong(f, pointer_to(pointer, "incident_types", WORLD_TYPE(w, t)->key.id, "severity"),
                "no severity has a weight above 0");
        }
    }
}

static void
check_source(struct finishing *f, const struct source *s)
{
    const struct amount *targets = s->targets.items;
    char pointer[256], member[100];

    if (s->kind == SOURCE_STATE && s->home == NONE) {
        wrong(f, pointer_to(pointer, "sources", s->key.id, "home"),
            "a source of kind state needs its home");
    }
    if (s->kind == SOURCE_PROXY && s->sponsor == NONE) {
        wrong(f, pointer_to(pointer, "sources", s->key.id, "sponsor"),
            "a source of kind proxy needs its sponsor");
    }
    for (int32_t k = 0; k < s->targets.count; k++) {
        int32_t actor = s->kind == SOURCE_PROXY ? s->sponsor : s->home;

        if ((s->kind == SOURCE_STATE || s->kind == SOURCE_PROXY) &&
            targets[k].key.index == actor) {
            (void)snprintf(member, sizeof(member), "targets/%s", targets[k].key.id);
            wrong(f, pointer_to(pointer, "sources", s->key.id, member),
                "a state cannot be its own target");
        }
    }
}

static void
check_agreement(struct finishing *f, const struct agreement *a)
{
    char pointer[256];
    const struct agreement_programme *p = &a->programme;

    if (a->kind == AGREEMENT_BILATERAL && a->parties.count != 2) {
        wrong(f, pointer_to(pointer, "agreements", a->key.id, "parties"),
            "a bilateral agreement has 2 parties, not %d", a->parties.count);
    } else if (a->parties.count < 2) {
        wrong(f, pointer_to(pointer, "agreements", a->key.id, "parties"),
            "an agreement has at least 2 parties");
    }
    if (a->entry.follows == a->key.index) {
        wrong(f, pointer_to(pointer, "agreements", a->key.id, "entry/follows"),
            "an agreement cannot follow itself");
    }
    if (p->budget_musd > 0 && fabs(p->technical + p->policy + p->strategy + p->legal - 1) > 1e-6) {
        wrong(f, pointer_to(pointer, "agreements", a->key.id, "programme"),
            "the shares of technical, policy, strategy and legal add up to %g, not 1",
            p->technical + p->policy + p->strategy + p->legal);
    }
}

static void
need(struct finishing *f, const struct inject *i, const char *member, int32_t index)
{
    char pointer[256];

    if (index == NONE) {
        wrong(f, pointer_to(pointer, "injects", i->key.id, member), "an inject of its kind needs it");
    }
}

static void
check_inject(struct finishing *f, const struct inject *i)
{
    char pointer[256];

    if (i->day < 0 || i->day > f->w->horizon_days) {
        wrong(f, pointer_to(pointer, "injects", i->key.id, "day"),
            "lies outside the run of %g days", f->w->horizon_days);
    }
    switch ((enum inject_kind)i->kind) {
    case INJECT_INCIDENT:
        need(f, i, "source", i->source);
        need(f, i, "target", i->target);
        break;
    case INJECT_TENSION:
        need(f, i, "actor", i->actor);
        need(f, i, "target", i->target);
        break;
    case INJECT_LEADERSHIP:
        need(f, i, "actor", i->actor);
        break;
    case INJECT_AGREEMENT:
        need(f, i, "agreement", i->agreement);
        break;
    }
}

static void
check_things(struct finishing *f)
{
    const struct world *w = f->w;
    const struct inject *injects = w->injects.items;

    check_sizes(f);
    check_types(f);
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

/* Pairs: those described, and those a source, an agreement or an inject implies */

static void
mark(struct world *w, int32_t a, int32_t b)
{
    if (a != NONE && b != NONE && a != b) {
        w->pair_of[a * w->n_states + b] = 0;
        w->pair_of[b * w->n_states + a] = 0;
    }
}

static void
mark_implied(struct world *w)
{
    const struct inject *injects = w->injects.items;

    for (int32_t k = 0; k < w->n_sources; k++) {
        const struct source *s = WORLD_SOURCE(w, k);
        const struct amount *targets = s->targets.items;

        for (int32_t t = 0; t < s->targets.count; t++) {
            if (s->kind == SOURCE_STATE) {
                mark(w, s->home, targets[t].key.index);
            }
            mark(w, s->sponsor, targets[t].key.index);
            mark(w, s->false_flag.blames, targets[t].key.index);
        }
    }
    for (int32_t k = 0; k < w->n_agreements; k++) {
        const struct party *parties = WORLD_AGREEMENT(w, k)->parties.items;

        for (int32_t a = 0; a < WORLD_AGREEMENT(w, k)->parties.count; a++) {
            for (int32_t b = 0; b < a; b++) {
                mark(w, parties[a].key.index, parties[b].key.index);
            }
        }
    }
    for (int32_t k = 0; k < w->injects.count; k++) {
        mark(w, injects[k].actor, injects[k].target);
        if (injects[k].source != NONE) {
            mark(w, world_responsible(w, injects[k].source), injects[k].target);
        }
    }
}

static void
split_key(const struct world *w, struct pair *p)
{
    size_t length = strcspn(p->key.id, ":");

    for (int32_t k = 0; k < w->n_states; k++) {
        const char *id = WORLD_STATE(w, k)->key.id;

        if (strlen(id) == length && strncmp(id, p->key.id, length) == 0) {
            p->first = k;
        }
        if (strcmp(id, p->key.id + length + 1) == 0) {
            p->second = k;
        }
    }
}

static const char *
pair_id(struct finishing *f, int32_t a, int32_t b)
{
    const char *x = WORLD_STATE(f->w, a)->key.id, *y = WORLD_STATE(f->w, b)->key.id;
    size_t size = strlen(x) + strlen(y) + 2;
    char *id = array(f, (int64_t)size, 1);

    if (id != NULL) {
        (void)snprintf(id, size, "%s:%s", x, y);
    }
    return id;
}

/* The presets of a pair nobody described: what its record says. */
static void
preset_pair(struct pair *p)
{
    for (int32_t k = 0; k < world_pair_record.n_fields; k++) {
        const struct field *field = &world_pair_record.fields[k];

        if (field->kind == FIELD_REAL) {
            memcpy((char *)p + field->offset, &field->preset, sizeof(double));
        }
    }
    p->channels = (struct list){NULL, 0};
}

static void
place_pair(struct finishing *f, struct pair *p, int32_t a, int32_t b)
{
    struct world *w = f->w;
    const struct pair *described = w->pairs.items;

    for (int32_t k = 0; k < w->pairs.count; k++) {
        if (described[k].first == a && described[k].second == b) {
            *p = described[k];
        }
    }
    if (p->key.id == NULL) {
        preset_pair(p);
        p->key.id = pair_id(f, a, b);
        p->implied = true;
    }
    p->first = a;
    p->second = b;
    if (p->key.id != NULL) {
        p->key.hash = stream_hash(p->key.id);
    }
}

/* Channels by kind; a pair nobody described has the built-in rows. */
static void
finish_channels(struct pair *p)
{
    struct channel *items;

    if (p->channels.items == NULL) {
        memcpy(&p->channels.items, &world_channel_rows.at, sizeof(void *));
        p->channels.count = world_channel_rows.count;
        return;
    }
    items = p->channels.items;
    for (int32_t k = 0; k < p->channels.count; k++) {
        const struct channel *rows = world_channel_rows.at;

        for (int32_t c = 0; c < CHANNEL_KINDS; c++) {
            if (strcmp(items[k].key.id, rows[c].key.id) == 0) {
                items[k].key.index = c;
            }
        }
    }
}

static void
list_pairs_of_states(struct finishing *f)
{
    struct world *w = f->w;
    int32_t n = 0;

    w->pairs_of = array(f, 2 * (int64_t)w->n_pairs, sizeof(int32_t));
    w->pairs_of_first = array(f, w->n_states + 1, sizeof(int32_t));
    if (f->no_memory) {
        return;
    }
    for (int32_t a = 0; a < w->n_states; a++) {
        w->pairs_of_first[a] = n;
        for (int32_t b = 0; b < w->n_states; b++) {
            if (a != b && world_pair(w, a, b) != NONE) {
                w->pairs_of[n++] = world_pair(w, a, b);
            }
        }
    }
    w->pairs_of_first[w->n_states] = n;
}

static void
finish_pairs(struct finishing *f)
{
    struct world *w = f->w;
    struct pair *described = w->pairs.items;
    int64_t cells = (int64_t)w->n_states * w->n_states;

    w->pair_of = array(f, cells, sizeof(int32_t));
    if (f->no_memory) {
        return;
    }
    for (int64_t k = 0; k < cells; k++) {
        w->pair_of[k] = NONE;
    }
    for (int32_t k = 0; k < w->pairs.count; k++) {
        split_key(w, &described[k]);
        mark(w, described[k].first, described[k].second);
    }
    mark_implied(w);
    for (int64_t k = 0; k < cells; k++) {
        w->n_pairs += w->pair_of[k] == 0 && k / w->n_states < k % w->n_states;
    }
    w->all_pairs = array(f, w->n_pairs, sizeof(struct pair));
    w->n_pairs = 0;
    for (int32_t a = 0; a < w->n_states && !f->no_memory; a++) {
        for (int32_t b = a + 1; b < w->n_states; b++) {
            if (w->pair_of[a * w->n_states + b] == 0) {
                place_pair(f, &w->all_pairs[w->n_pairs], a, b);
                finish_channels(&w->all_pairs[w->n_pairs]);
                w->pair_of[a * w->n_states + b] = w->n_pairs;
                w->pair_of[b * w->n_states + a] = w->n_pairs++;
            }
        }
    }
    if (!f->no_memory) {
        list_pairs_of_states(f);
    }
}

static void
check_pairs(struct finishing *f)
{
    const struct world *w = f->w;
    char pointer[256];

    for (int32_t k = 0; k < w->n_pairs; k++) {
        const struct pair *p = WORLD_PAIR(w, k);

        if (p->tension_baseline >= w->parameters.tension.threshold) {
            wrong(f, p->implied ? "/parameters/tension/threshold"
                                : pointer_to(pointer, "pairs", p->key.id, "tension_baseline"),
                "the baseline %g lies at or above the threshold of a crisis, %g",
                p->tension_baseline, w->parameters.tension.threshold);
        }
    }
}

/* Streams and mixes */

static double
p_public(const struct world *w, int32_t type)
{
    const struct parameters_publicity *p = &w->parameters.publicity;

    return incident_type_is_stealthy(WORLD_TYPE(w, type)) ? p->p_stealthy : p->p_overt;
}

static int32_t
type_index(const struct world *w, const char *id)
{
    for (int32_t k = 0; k < w->n_types; k++) {
        if (strcmp(WORLD_TYPE(w, k)->key.id, id) == 0) {
            return k;
        }
    }
    return NONE;
}

static void
preset_mix(const struct world *w, const struct source *s, double *weight)
{
    static const char *const single[] = {
        NULL, NULL, "ransomware", "intrusion_disruption", "accident"};

    if (single[s->kind] != NULL) {
        weight[type_index(w, single[s->kind])] = 1;
        return;
    }
    for (int32_t k = 0; k < w->n_types; k++) {
        weight[k] = WORLD_TYPE(w, k)->share;
    }
}

/* Observed shares become true ones; returns the true rate over the given one. (2.1) */
static double
finish_mix(struct finishing *f, int32_t source)
{
    struct world *w = f->w;
    const struct source *s = WORLD_SOURCE(w, source);
    const struct amount *mix = s->mix.items;
    double *weight = w->mixes[source].weight;
    double before = 0, after = 0;
    char pointer[256];

    for (int32_t k = 0; k < s->mix.count; k++) {
        weight[mix[k].key.index] = mix[k].value;
    }
    if (s->mix.count == 0) {
        preset_mix(w, s, weight);
    }
    for (int32_t k = 0; k < w->n_types; k++) {
        before += weight[k];
        if (s->rates_as_observed && weight[k] > 0) {
            weight[k] /= p_public(w, k) > 0 ? p_public(w, k) : 1;
        }
        after += weight[k];
    }
    if (!(before > 0)) {
        wrong(f, pointer_to(pointer, "sources", s->key.id, "mix"), "no share is above 0");
        return 1;
    }
    return after / before;
}

static void
add_streams(struct world *w, int32_t source, double per_observed)
{
    const struct source *s = WORLD_SOURCE(w, source);
    const struct amount *targets = s->targets.items;

    for (int32_t t = 0; t < s->targets.count; t++) {
        struct stream_of_candidates *row = &w->streams[w->n_streams++];
        int32_t target = targets[t].key.index;
        int32_t actor = s->kind == SOURCE_PROXY ? s->sponsor : s->home;

        row->source = source;
        row->target = target;
        row->hash = stream_child(s->key.hash, 9, WORLD_STATE(w, target)->key.hash);
        row->rate_per_day =
            targets[t].value * per_observed / (1 + s->bundle_mean) / DAYS_PER_YEAR;
        row->pair = actor == NONE || actor == target ? NONE : world_pair(w, actor, target);
        row->forward = row->pair != NONE && WORLD_PAIR(w, row->pair)->first == actor;
    }
}

static void
finish_streams(struct finishing *f)
{
    struct world *w = f->w;
    double expected = 0;
    int64_t n = 0;

    for (int32_t k = 0; k < w->n_sources; k++) {
        n += WORLD_SOURCE(w, k)->targets.count;
    }
    w->streams = array(f, n, sizeof(struct stream_of_candidates));
    w->mixes = array(f, w->n_sources, sizeof(struct source_mix));
    w->type_of_reply = type_index(w, "intrusion_disruption");
    for (int32_t k = 0; k < w->n_sources && !f->no_memory; k++) {
        add_streams(w, k, finish_mix(f, k));
        finish_exposure(w, k);
    }
    for (int32_t k = 0; k < w->n_streams; k++) {
        expected += w->streams[k].rate_per_day * w->parameters.rates.headroom *
            world_exposure_max(w, w->streams[k].source) * w->horizon_days;
    }
    if (expected > (double)w->max_events) {
        wrong(f, "/max_events",
            "the sources make about %.3g candidates in a run, more than the %.3g events at "
            "which a run is given up",
            expected, (double)w->max_events);
    }
}

/* Measures and their links */

static void
finish_measures(struct finishing *f)
{
    struct world *w = f->w;
    int32_t n = 0;

    for (int32_t a = 0; a < w->n_agreements; a++) {
        n += WORLD_AGREEMENT(w, a)->measures.count;
    }
    w->measures = array(f, n, sizeof(struct measure_in_force));
    for (int32_t a = 0; a < w->n_agreements && !f->no_memory; a++) {
        const struct agreement *row = WORLD_AGREEMENT(w, a);
        const struct measure *items = row->measures.items;

        for (int32_t m = 0; m < row->measures.count; m++) {
            struct measure_in_force *at = &w->measures[w->n_measures];

            at->row = &items[m];
            at->agreement = a;
            at->hash = stream_child(row->key.hash, 10, items[m].key.hash);
            at->family = w->n_measures++;
            for (int32_t k = 0; k < at - w->measures; k++) {
                const char *family = w->measures[k].row->family;

                if (family != NULL && at->row->family != NULL &&
                    strcmp(family, at->row->family) == 0) {
                    at->family = w->measures[k].family;
                    break;
                }
            }
        }
    }
}

static const struct party *
party_of(const struct agreement *a, int32_t state)
{
    const struct party *parties = a->parties.items;

    for (int32_t k = 0; k < a->parties.count; k++) {
        if (parties[k].key.index == state) {
            return &parties[k];
        }
    }
    return NULL;
}

static double
part(const struct measure *m, const struct party *p)
{
    return m->implementation * p->implementation * m->activity * p->activity;
}

/* Geometric mean over the parties concerned, and the hub where there is one. (0.2) */
static double
joint_weight(const struct agreement *a, const struct measure *m, const struct party *x,
    const struct party *y)
{
    double product = part(m, x) * part(m, y);

    if (product == 0) {
        return 0;
    }
    if (a->kind == AGREEMENT_HUB) {
        product *= a->hub.implementation * a->hub.activity;
        return product == 0 ? 0 : product == 1 ? 1 : real_exp(real_log(product) / 3);
    }
    return sqrt(product);
}

static double
joined(const struct party *p)
{
    return isnan(p->joined) ? -INFINITY : p->joined;
}

static double
left(const struct party *p)
{
    return isnan(p->left) ? INFINITY : p->left;
}

static bool
moves(const struct measure *m, enum lever lever)
{
    return m->effect[lever].up != 0 || m->effect[lever].down != 0 ||
        (lever == LEVER_accepted_rate && m->pledge);
}

/* The link of a measure for two states; for a state lever, its strongest one over partners. */
static bool
make_link(const struct world *w, int32_t measure, int32_t a, int32_t b, struct link *link)
{
    const struct agreement *row = WORLD_AGREEMENT(w, w->measures[measure].agreement);
    const struct measure *m = w->measures[measure].row;
    const struct party *x = party_of(row, a), *y = party_of(row, b);

    if (x == NULL || y == NULL) {
        return false;
    }
    *link = (struct link){.measure = measure,
        .weight = joint_weight(row, m, x, y),
        .from_day = fmax(joined(x), joined(y)),
        .until_day = fmin(left(x), left(y))};
    return true;
}

static bool
best_link(const struct world *w, int32_t measure, int32_t state, struct link *link)
{
    bool found = false;

    for (int32_t k = w->pairs_of_first[state]; k < w->pairs_of_first[state + 1]; k++) {
        const struct pair *p = WORLD_PAIR(w, w->pairs_of[k]);
        struct link one;

        if (make_link(w, measure, state, p->first == state ? p->second : p->first, &one)) {
            if (!found || one.weight > link->weight) {
                *link = one;
            }
            found = true;
        }
    }
    return found;
}

static void
add_link(struct finishing *f, struct link link, int32_t *capacity)
{
    struct world *w = f->w;

    if (w->n_links == *capacity) {
        int32_t more = *capacity == 0 ? 256 : 2 * *capacity;
        struct link *links = realloc(w->links, (size_t)more * sizeof(*links));

        if (links == NULL) {
            f->no_memory = true;
            return;
        }
        w->links = links;
        *capacity = more;
    }
    w->links[w->n_links++] = link;
}

/* Links of one lever, by family and within it by measure. `b` NONE: a state's lever. */
static void
link_lever(struct finishing *f, enum lever lever, int32_t a, int32_t b,
    struct link_range *range, int32_t *capacity)
{
    struct world *w = f->w;

    range->first = w->n_links;
    for (int32_t family = 0; family < w->n_measures && !f->no_memory; family++) {
        if (w->measures[family].family != family) {
            continue;
        }
        for (int32_t m = family; m < w->n_measures; m++) {
            struct link link;

            if (w->measures[m].family == family && moves(w->measures[m].row, lever) &&
                (b == NONE ? best_link(w, m, a, &link) : make_link(w, m, a, b, &link))) {
                add_link(f, link, capacity);
            }
        }
    }
    range->count = w->n_links - range->first;
}

static void
finish_links(struct finishing *f)
{
    struct world *w = f->w;
    int32_t capacity = 0;

    w->pair_links = array(f, (int64_t)w->n_pairs * LEVER_COUNT, sizeof(struct link_range));
    w->state_links = array(f, (int64_t)w->n_states * LEVER_COUNT, sizeof(struct link_range));
    for (int32_t lever = 0; lever < LEVER_COUNT && !f->no_memory; lever++) {
        if (lever_rows[lever].scope == SCOPE_PAIR) {
            for (int32_t p = 0; p < w->n_pairs; p++) {
                link_lever(f, (enum lever)lever, w->all_pairs[p].first, w->all_pairs[p].second,
                    &w->pair_links[p * LEVER_COUNT + lever], &capacity);
            }
        } else {
            for (int32_t k = 0; k < w->n_states; k++) {
                link_lever(f, (enum lever)lever, k, NONE,
                    &w->state_links[k * LEVER_COUNT + lever], &capacity);
            }
        }
    }
}

static void
finish_agreements_of_pairs(struct finishing *f)
{
    struct world *w = f->w;
    int64_t n = 0;
    int32_t at = 0;

    for (int32_t a = 0; a < w->n_agreements; a++) {
        int64_t parties = WORLD_AGREEMENT(w, a)->parties.count;

        n += parties * (parties - 1) / 2;
    }
    w->agreements_of_pair = array(f, n, sizeof(int32_t));
    w->pair_agreements = array(f, w->n_pairs, sizeof(struct link_range));
    for (int32_t p = 0; p < w->n_pairs && !f->no_memory; p++) {
        w->pair_agreements[p].first = at;
        for (int32_t a = 0; a < w->n_agreements; a++) {
            const struct agreement *row = WORLD_AGREEMENT(w, a);

            if (party_of(row, w->all_pairs[p].first) != NULL &&
                party_of(row, w->all_pairs[p].second) != NULL) {
                w->agreements_of_pair[at++] = a;
            }
        }
        w->pair_agreements[p].count = at - w->pair_agreements[p].first;
    }
}

enum status
world_finish(struct world *w, world_complain *complain, void *self)
{
    struct finishing f = {w, complain, self, false, false};

    finish_keys(&f);
    check_things(&f);
    if (!f.wrong && !f.no_memory) {
        finish_pairs(&f);
    }
    if (!f.wrong && !f.no_memory) {
        check_pairs(&f);
        finish_streams(&f);
    }
    if (!f.wrong && !f.no_memory) {
        finish_measures(&f);
        finish_links(&f);
        finish_agreements_of_pairs(&f);
    }
    w->finished = !f.wrong && !f.no_memory;
    if (f.no_memory) {
        return STATUS_NO_MEMORY;
    }
    return f.wrong ? STATUS_BAD_INPUT : STATUS_OK;
}

void
world_free(struct world *w)
{
    for (int32_t p = 0; w->all_pairs != NULL && p < w->n_pairs; p++) {
        if (w->all_pairs[p].implied) {
            char *id;

            memcpy(&id, &w->all_pairs[p].key.id, sizeof(id));
            free(id);
        }
    }
    free(w->pair_of);
    free(w->all_pairs);
    free(w->pairs_of);
    free(w->pairs_of_first);
    free(w->measures);
    free(w->links);
    free(w->pair_links);
    free(w->state_links);
    free(w->streams);
    free(w->mixes);
    free(w->agreements_of_pair);
    free(w->pair_agreements);
    memset(&w->finished, 0, sizeof(*w) - offsetof(struct world, finished));
}
