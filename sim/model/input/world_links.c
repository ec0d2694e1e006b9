/*
 * Makes the tables that lever_effect.c reads. For each lever of each pair or state there is a range
 * of links: one link for each measure that changes the lever.
 *
 * 1. All measures of all agreements are put into one list. Each gets the index of its family.
 * 2. Each pair of parties of an agreement becomes a party pair (world_party_pairs.c).
 * 3. For each lever of a pair, each measure that changes the lever adds one link. For a lever of a
 *    state, it adds one link for each partner with which its weight may be the largest. Links are
 *    ordered by family and then by measure. A link contains the part of the weight that does not
 *    change in a run.
 */
#include "model/input/world_prepare.h"

#include <stdlib.h>
#include <string.h>

#include "kernel/portable_math.h"
#include "kernel/stream.h"

/* ---- measures ---- */

/* Whether all parties are members from the start. */
static bool
begins_complete(const struct agreement *row)
{
    const struct party *parties = row->parties.items;

    for (int32_t k = 0; k < row->parties.count; k++) {
        if (!isnan(parties[k].joined) || parties[k].accession_days > 0) {
            return false;
        }
    }
    return true;
}

static void
prepare_measures(struct world_prepare_context *f)
{
    struct world *w = f->w;
    int32_t n = 0;

    for (int32_t a = 0; a < w->n_agreements; a++) {
        n += WORLD_AGREEMENT(w, a)->measures.count;
    }
    w->measures = world_array(f, n, sizeof(struct measure_in_force));
    for (int32_t a = 0; a < w->n_agreements && !f->no_memory; a++) {
        const struct agreement *row = WORLD_AGREEMENT(w, a);
        const struct measure *items = row->measures.items;
        bool complete = begins_complete(row);

        for (int32_t m = 0; m < row->measures.count; m++) {
            struct measure_in_force *at = &w->measures[w->n_measures];

            at->row = &items[m];
            w->joins = w->joins || items[m].effect[LEVER_joining].up > 0;
            w->raises_rates = w->raises_rates || items[m].effect[LEVER_vulnerability].up > 0 ||
                              items[m].effect[LEVER_accepted_rate].up > 0;
            at->agreement = a;
            at->same_since = complete;
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

/* ---- links ---- */

static double
party_weight(const struct measure *m, const struct party *p, double words)
{
    return words * m->implementation * p->implementation * m->activity * p->activity;
}

/* Returns the geometric mean of the weights of two parties, and of the hub in a hub agreement.
   MODEL.md (0.2) */
static double
joint_weight(const struct world *w, const struct agreement *a, const struct measure *m,
    const struct party *x, const struct party *y)
{
    double words = parameters_words(&w->parameters, m->words);
    double product = party_weight(m, x, words) * party_weight(m, y, words);

    if (product == 0) {
        return 0;
    }
    if (a->kind == AGREEMENT_HUB) {
        product *= a->hub.implementation * a->hub.activity;
        return product == 0 ? 0 : product == 1 ? 1 : portable_exp(portable_log(product) / 3);
    }
    return sqrt(product);
}

static bool
affects(const struct measure *m, enum lever lever)
{
    return m->effect[lever].up != 0 || m->effect[lever].down != 0 ||
           (lever == LEVER_accepted_rate && m->pledge);
}

/* Sets *link to the link between a measure and a pair. Returns false if the two states are not both
   parties. */
static bool
make_link(const struct world *w, int32_t measure, int32_t pair, struct link *link)
{
    int32_t agreement = w->measures[measure].agreement;
    const struct agreement *row = WORLD_AGREEMENT(w, agreement);
    const struct party *parties = row->parties.items;
    struct link_range range = w->dyad_party_pairs[pair];

    for (int32_t b = range.first; b < range.first + range.count; b++) {
        if (w->party_pairs[b].agreement == agreement) {
            const struct party *x =
                &parties[w->party_pairs[b].party[0] - w->first_party[agreement]];
            const struct party *y =
                &parties[w->party_pairs[b].party[1] - w->first_party[agreement]];

            *link = (struct link){.measure = measure,
                .party_pair = b,
                .weight = joint_weight(w, row, w->measures[measure].row, x, y)};
            return true;
        }
    }
    return false;
}

static void
add_link(struct world_prepare_context *f, struct link link, int32_t *capacity)
{
    struct world *w = f->w;

    if (w->n_links == *capacity) {
        int32_t more = 2 * *capacity;
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

/* Whether the link `other` acts whenever `link` does, and is at least as strong. Both links have
   the same measure and state and differ in the partner. `other` covers `link` if its partner is a
   party from the start to the end of the run, and if a suspension always concerns the whole
   agreement. */
static bool
covers(const struct world *w, const struct link *other, const struct link *link)
{
    const struct party_pair *x = &w->party_pairs[other->party_pair],
                            *y = &w->party_pairs[link->party_pair];
    const struct agreement *row = WORLD_AGREEMENT(w, x->agreement);
    const struct party *parties = row->parties.items;

    if (other->weight < link->weight || row->suspension.between != BETWEEN_ALL) {
        return false;
    }
    for (int k = 0; k < 2; k++) {
        const struct party *p = &parties[x->party[k] - w->first_party[x->agreement]];
        bool shared = x->party[k] == y->party[0] || x->party[k] == y->party[1];

        if (!shared && (!isnan(p->joined) || !isnan(p->left) || p->accession_days > 0)) {
            return false;
        }
    }
    return true;
}

/* Adds the links of a measure to a lever of a state. At each moment, such a measure has the largest
   of its weights with the different partners. There is one link for each partner whose weight may
   be the largest: a link that another link covers is left out. `first` is the first link of this
   measure. */
static void
link_partners(struct world_prepare_context *f, int32_t measure, int32_t state, int32_t first,
    int32_t *capacity)
{
    struct world *w = f->w;

    for (int32_t k = w->pairs_of_first[state]; k < w->pairs_of_first[state + 1]; k++) {
        struct link link;
        bool needed = make_link(w, measure, w->pairs_of[k], &link);
        int32_t kept = first;

        for (int32_t l = first; l < w->n_links && needed; l++) {
            needed = !covers(w, &w->links[l], &link);
        }
        for (int32_t l = first; l < w->n_links && needed; l++) {
            if (!covers(w, &link, &w->links[l])) {
                w->links[kept++] = w->links[l];
            }
        }
        if (needed) {
            w->n_links = kept;
            add_link(f, link, capacity);
        }
        if (f->no_memory) {
            return;
        }
    }
}

static void
link_measure(struct world_prepare_context *f, enum lever lever, int32_t measure, int32_t of,
    int32_t *capacity)
{
    struct link link;

    if (lever_rows[lever].scope == SCOPE_STATE) {
        link_partners(f, measure, of, f->w->n_links, capacity);
    } else if (make_link(f->w, measure, of, &link)) {
        add_link(f, link, capacity);
    }
}

/** The measures that change a lever, ordered by family and then by measure. */
struct of_lever {
    enum lever lever;
    int32_t *measure;
    int32_t n;
};

/* Lists the measures that change list->lever. next[m] is the measure after m in the same family;
   NONE if m is the last. Each measure is thus compared only with those of its family. */
static void
list_measures(const struct world *w, const int32_t *next, struct of_lever *list)
{
    list->n = 0;
    for (int32_t family = 0; family < w->n_measures; family++) {
        for (int32_t m = w->measures[family].family == family ? family : NONE; m != NONE;
             m = next[m]) {
            if (affects(w->measures[m].row, list->lever)) {
                list->measure[list->n++] = m;
            }
        }
    }
}

static void
chain_families(const struct world *w, int32_t *next, int32_t *last)
{
    for (int32_t m = 0; m < w->n_measures; m++) {
        int32_t family = w->measures[m].family;

        next[m] = NONE;
        if (family != m) {
            next[last[family]] = m;
        }
        last[family] = m;
    }
}

/* Adds the links of one lever of a pair or a state. `of` is the index of the pair or state. */
static void
link_lever(struct world_prepare_context *f, const struct of_lever *list, int32_t of,
    struct link_range *range, int32_t *capacity)
{
    range->first = f->w->n_links;
    for (int32_t k = 0; k < list->n && !f->no_memory; k++) {
        link_measure(f, list->lever, list->measure[k], of, capacity);
    }
    range->count = f->w->n_links - range->first;
}

/* Adds the links of one lever for all pairs or all states. */
static void
link_owners(struct world_prepare_context *f, const struct of_lever *list, int32_t *capacity)
{
    struct world *w = f->w;
    bool pairs = lever_rows[list->lever].scope == SCOPE_PAIR;
    struct link_range *ranges = pairs ? w->pair_links : w->state_links;

    for (int32_t k = 0; k < (pairs ? w->n_pairs : w->n_states) && !f->no_memory; k++) {
        link_lever(f, list, k, &ranges[k * LEVER_COUNT + (int32_t)list->lever], capacity);
    }
}

static void
prepare_lever_links(struct world_prepare_context *f)
{
    struct world *w = f->w;
    int32_t capacity = 256;
    int32_t *next = world_array(f, w->n_measures, sizeof(*next));
    struct of_lever list = {.measure = world_array(f, w->n_measures, sizeof(*next))};

    /* w->links must not be NULL, even if there is no link */
    w->links = world_array(f, capacity, sizeof(struct link));
    w->pair_links =
        world_array(f, (int64_t)w->n_pairs * LEVER_COUNT, sizeof(struct link_range));
    w->state_links =
        world_array(f, (int64_t)w->n_states * LEVER_COUNT, sizeof(struct link_range));
    if (!f->no_memory) {
        chain_families(w, next, list.measure);
    }
    for (int32_t lever = 0; lever < LEVER_COUNT && !f->no_memory; lever++) {
        list.lever = (enum lever)lever;
        list_measures(w, next, &list);
        link_owners(f, &list, &capacity);
    }
    free(next);
    free(list.measure);
}

void
world_prepare_links(struct world_prepare_context *f)
{
    prepare_measures(f);
    world_prepare_party_pairs(f);
    if (!f->no_memory) {
        prepare_lever_links(f);
    }
}
