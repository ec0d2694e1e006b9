#include "model/world_finish.h"

#include <stdlib.h>
#include <string.h>

#include "kernel/real.h"
#include "kernel/stream.h"

/* Measures and their links */

static void
finish_measures(struct finishing *f)
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
finish_lever_links(struct finishing *f)
{
    struct world *w = f->w;
    int32_t capacity = 256;

    w->links = world_array(f, capacity, sizeof(struct link)); /* also if it stays empty */
    w->pair_links =
        world_array(f, (int64_t)w->n_pairs * LEVER_COUNT, sizeof(struct link_range));
    w->state_links =
        world_array(f, (int64_t)w->n_states * LEVER_COUNT, sizeof(struct link_range));
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
    w->agreements_of_pair = world_array(f, n, sizeof(int32_t));
    w->pair_agreements = world_array(f, w->n_pairs, sizeof(struct link_range));
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

void
world_finish_links(struct finishing *f)
{
    finish_measures(f);
    finish_lever_links(f);
    finish_agreements_of_pairs(f);
}
