/* Makes the party pairs: each consists of two parties of one agreement. They are sorted by pair and
   then by agreement. party_pairs_of lists the same party pairs by agreement and then by pair. */
#include "model/input/world_prepare.h"

#include <stdlib.h>

#include "kernel/stream.h"

/* Sets parties[a * n_states + state] to 1 + the index of the party. Parties are numbered over all
   agreements. The value 0 means that the state is not a party of agreement a. */
static void
index_parties(const struct world *w, int32_t *parties)
{
    for (int32_t a = 0; a < w->n_agreements; a++) {
        const struct list *list = &WORLD_AGREEMENT(w, a)->parties;

        for (int32_t k = list->count; k-- > 0;) {
            int32_t state = ((const struct party *)list->items)[k].key.index;

            parties[(int64_t)a * w->n_states + state] = 1 + w->first_party[a] + k;
        }
    }
}

static void
add_party_pair(struct world *w, const int32_t *parties, int32_t agreement, int32_t pair)
{
    const int32_t *party = parties + (int64_t)agreement * w->n_states;
    int32_t x = party[w->all_pairs[pair].first], y = party[w->all_pairs[pair].second];

    if (x != 0 && y != 0) {
        w->party_pairs[w->n_party_pairs++] =
            (struct party_pair){.hash = stream_child(WORLD_AGREEMENT(w, agreement)->key.hash,
                                    11, w->all_pairs[pair].key.hash),
                .agreement = agreement,
                .pair = pair,
                .party = {x - 1, y - 1}};
    }
}

static bool
serves_technical(const struct agreement *row)
{
    const struct measure *measures = row->measures.items;
    const struct channel *opens = row->opens.items;

    for (int32_t k = 0; k < row->measures.count; k++) {
        if (measures[k].effect[LEVER_indicator_sharing].up > 0 ||
            measures[k].channel == MEASURE_CHANNEL_TECHNICAL) {
            return true;
        }
    }
    for (int32_t k = 0; k < row->opens.count; k++) {
        if (opens[k].key.index == CHANNEL_TECHNICAL) {
            return true;
        }
    }
    return false;
}

static void
list_party_pairs_of_agreements(struct world *w)
{
    int32_t at = 0;

    for (int32_t b = 0; b < w->n_party_pairs; b++) {
        w->agreement_party_pairs[w->party_pairs[b].agreement].count++;
    }
    for (int32_t a = 0; a < w->n_agreements; a++) {
        w->agreement_party_pairs[a].first = at;
        at += w->agreement_party_pairs[a].count;
        w->agreement_party_pairs[a].count = 0;
    }
    for (int32_t b = 0; b < w->n_party_pairs; b++) {
        struct link_range *range = &w->agreement_party_pairs[w->party_pairs[b].agreement];

        w->party_pairs_of[range->first + range->count++] = b;
    }
}

void
world_prepare_party_pairs(struct world_prepare_context *f)
{
    struct world *w = f->w;
    int32_t *party_of =
        world_array(f, (int64_t)w->n_agreements * w->n_states, sizeof(*party_of));
    int64_t n = 0;

    w->first_party = world_array(f, w->n_agreements + 1, sizeof(int32_t));
    w->serves_technical = world_array(f, w->n_agreements, sizeof(bool));
    for (int32_t a = 0; a < w->n_agreements && !f->no_memory; a++) {
        int64_t parties = WORLD_AGREEMENT(w, a)->parties.count;

        n += parties * (parties - 1) / 2;
        w->serves_technical[a] = serves_technical(WORLD_AGREEMENT(w, a));
        w->first_party[a] = w->n_parties;
        w->n_parties += (int32_t)parties;
        w->first_party[a + 1] = w->n_parties;
    }
    w->party_pairs = world_array(f, n, sizeof(struct party_pair));
    w->party_pairs_of = world_array(f, n, sizeof(int32_t));
    w->dyad_party_pairs = world_array(f, w->n_pairs, sizeof(struct link_range));
    w->agreement_party_pairs = world_array(f, w->n_agreements, sizeof(struct link_range));
    if (!f->no_memory) {
        index_parties(w, party_of);
    }
    for (int32_t p = 0; p < w->n_pairs && !f->no_memory; p++) {
        w->dyad_party_pairs[p].first = w->n_party_pairs;
        for (int32_t a = 0; a < w->n_agreements; a++) {
            add_party_pair(w, party_of, a, p);
        }
        w->dyad_party_pairs[p].count = w->n_party_pairs - w->dyad_party_pairs[p].first;
    }
    if (!f->no_memory) {
        list_party_pairs_of_agreements(w);
    }
    free(party_of);
}
