#include "base/hash.h"
#include "model/input/world_prepare.h"

#include <stdio.h>
#include <string.h>

/*
 * Derives the pairs of a world: those that the scenario describes, and those that follow from a
 * source, an agreement, an inject or a trace. Two states that only an agreement relates do not
 * suspect each other.
 *
 * 1. Each element of the matrix pair_of (state by state) first has the value NONE or a kind of
 *    relation. Agreements set their elements first, so that any other relation overwrites
 *    BY_AGREEMENT.
 * 2. Each element above the diagonal that is not NONE becomes a pair: a copy of the described pair,
 *    or a pair with default members. Then the element is the index of the pair. Pairs are ordered
 *    by their states.
 * 3. Agreements open channels in pairs that have no channel of that kind. pairs_of lists the pairs
 *    of each state.
 */

enum { RELATED, BY_AGREEMENT };

static void
relate(struct world *w, int32_t a, int32_t b, int32_t how)
{
    if (a != NONE && b != NONE && a != b) {
        w->pair_of[a * w->n_states + b] = how;
        w->pair_of[b * w->n_states + a] = how;
    }
}

static void
relate_parties(struct world *w)
{
    for (int32_t k = 0; k < w->n_agreements; k++) {
        const struct agreement *row = WORLD_AGREEMENT(w, k);
        const struct party *parties = row->parties.items, *observers = row->observers.items;

        for (int32_t a = 0; a < row->parties.count; a++) {
            for (int32_t b = 0; b < a; b++) {
                relate(w, parties[a].key.index, parties[b].key.index, BY_AGREEMENT);
            }
            for (int32_t b = 0; b < row->observers.count; b++) {
                relate(w, parties[a].key.index, observers[b].key.index, BY_AGREEMENT);
            }
        }
    }
}

static void
relate_operations(struct world *w)
{
    const struct inject *injects = w->injects.items;
    const struct trace_incident *rows = w->trace_incidents.items;

    for (int32_t k = 0; k < w->n_sources; k++) {
        const struct source *s = WORLD_SOURCE(w, k);
        const struct amount *targets = s->targets.items;

        for (int32_t t = 0; t < s->targets.count; t++) {
            relate(w, world_actor(w, k), targets[t].key.index, RELATED);
            relate(w, s->false_flag.blames, targets[t].key.index, RELATED);
        }
        relate(w, world_actor(w, k), s->spillover.to, RELATED);
    }
    for (int32_t k = 0; k < w->injects.count; k++) {
        relate(w, injects[k].actor, injects[k].target, RELATED);
        if (injects[k].source != NONE) {
            relate(w, world_actor(w, injects[k].source), injects[k].target, RELATED);
        }
    }
    for (int32_t k = 0; k < w->trace_incidents.count; k++) {
        relate(w, world_actor(w, rows[k].source), rows[k].target, RELATED);
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
pair_id(struct world_prepare_context *f, int32_t a, int32_t b)
{
    const char *x = WORLD_STATE(f->w, a)->key.id, *y = WORLD_STATE(f->w, b)->key.id;
    size_t size = strlen(x) + strlen(y) + 2;
    char *id = world_array(f, (int64_t)size, 1);

    if (id != NULL) {
        (void)snprintf(id, size, "%s:%s", x, y);
    }
    return id;
}

/* Sets the members of a pair that the scenario does not describe to their defaults. */
static void
default_pair(struct pair *p)
{
    for (int32_t k = 0; k < world_pair_record.n_fields; k++) {
        const struct field *field = &world_pair_record.fields[k];

        if (field->kind == FIELD_REAL) {
            memcpy((char *)p + field->offset, &field->default_value, sizeof(double));
        }
    }
    p->channels = (struct list){NULL, 0};
}

static void
make_pair(struct world_prepare_context *f, struct pair *p, int32_t a, int32_t b)
{
    struct world *w = f->w;
    const struct pair *described = w->pairs.items;

    for (int32_t k = 0; k < w->pairs.count; k++) {
        if (described[k].first == a && described[k].second == b) {
            *p = described[k];
        }
    }
    if (p->key.id == NULL) {
        default_pair(p);
        p->key.id = pair_id(f, a, b);
        p->implied = true;
    }
    p->first = a;
    p->second = b;
    if (p->key.id != NULL) {
        p->key.hash = hash_text(p->key.id);
    }
}

static void
number_channels(const struct list *channels)
{
    const struct channel *rows = world_channel_rows.at;
    struct channel *items = channels->items;

    for (int32_t k = 0; k < channels->count; k++) {
        items[k].key.index =
            text_index(items[k].key.id, TEXT_NAMES(rows, key.id, CHANNEL_KINDS));
    }
}

/* Sets the kinds of the channels of a pair. A pair that the scenario does not describe gets the
   built-in rows. */
static void
prepare_channels(struct pair *p)
{
    if (p->channels.items == NULL) {
        memcpy(&p->channels.items, &world_channel_rows.at, sizeof(void *));
        p->channels.count = world_channel_rows.count;
    } else {
        number_channels(&p->channels);
    }
    for (int32_t k = 0; k < p->channels.count; k++) {
        const struct channel *c = &((const struct channel *)p->channels.items)[k];

        p->own[c->key.index] = c->present ? c : NULL;
    }
}

/* Opens the channels of an agreement between its parties. If several agreements open a channel of
   the same kind between two states, the channel of the first of them is used. */
static void
open_channels(struct world *w, const struct agreement *a)
{
    const struct party *parties = a->parties.items;
    const struct channel *opens = a->opens.items;

    number_channels(&a->opens);
    for (int32_t k = 0; k < a->opens.count * a->parties.count * a->parties.count; k++) {
        const struct channel *c = &opens[k % a->opens.count];
        int32_t p = k / a->opens.count;
        int32_t pair = world_pair(w, parties[p / a->parties.count].key.index,
            parties[p % a->parties.count].key.index);

        if (pair != NONE && world_channel(w, pair, (enum channel_kind)c->key.index) == NULL) {
            w->all_pairs[pair].opened[c->key.index] = c;
        }
    }
}

static void
list_pairs_of_states(struct world_prepare_context *f)
{
    struct world *w = f->w;
    int32_t n = 0;

    w->pairs_of = world_array(f, 2 * (int64_t)w->n_pairs, sizeof(int32_t));
    w->pairs_of_first = world_array(f, w->n_states + 1, sizeof(int32_t));
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

void
world_prepare_pairs(struct world_prepare_context *f)
{
    struct world *w = f->w;
    struct pair *described = w->pairs.items;
    int64_t cells = (int64_t)w->n_states * w->n_states;

    w->pair_of = world_array(f, cells, sizeof(int32_t));
    if (f->no_memory) {
        return;
    }
    for (int64_t k = 0; k < cells; k++) {
        w->pair_of[k] = NONE;
    }
    relate_parties(w);
    relate_operations(w);
    for (int32_t k = 0; k < w->pairs.count; k++) {
        split_key(w, &described[k]);
        relate(w, described[k].first, described[k].second, RELATED);
    }
    for (int64_t k = 0; k < cells; k++) {
        w->n_pairs += w->pair_of[k] != NONE && k / w->n_states < k % w->n_states;
    }
    w->all_pairs = world_array(f, w->n_pairs, sizeof(struct pair));
    w->n_pairs = 0;
    for (int32_t a = 0; a < w->n_states && !f->no_memory; a++) {
        for (int32_t b = a + 1; b < w->n_states; b++) {
            int32_t how = w->pair_of[a * w->n_states + b];

            if (how != NONE) {
                w->all_pairs[w->n_pairs].by_agreement = how == BY_AGREEMENT;
                w->n_related += how == RELATED;
                make_pair(f, &w->all_pairs[w->n_pairs], a, b);
                prepare_channels(&w->all_pairs[w->n_pairs]);
                w->pair_of[a * w->n_states + b] = w->n_pairs;
                w->pair_of[b * w->n_states + a] = w->n_pairs++;
            }
        }
    }
    for (int32_t k = 0; k < w->n_agreements && !f->no_memory; k++) {
        open_channels(w, WORLD_AGREEMENT(w, k));
    }
    if (!f->no_memory) {
        list_pairs_of_states(f);
    }
}
