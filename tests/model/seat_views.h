/* Runs whose ledgers follow all states, and views of them. Include after worlds.h. */
#ifndef TESTS_MODEL_SEAT_VIEWS_H
#define TESTS_MODEL_SEAT_VIEWS_H

#include "assert_ok.h"

#include "model/run.h"
#include "model/seat/view.h"

static const uint64_t all_states[SEATS_WORDS] = {
    UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX};

static inline struct incident *
incident_at(struct run *r, int32_t k)
{
    return ARRAY_AT(struct incident, &r->incidents.items, k);
}

static inline struct view *
new_view(void)
{
    struct view *v = malloc(sizeof(*v));

    assert_non_null(v);
    return v;
}

static inline void
view(const struct run *r, const struct world *w, const struct seen *seen, int32_t state,
    struct view *v)
{
    assert_false(seen->no_memory);
    assert_ok(view_of(r, w, seen, state, v), NULL);
}

/* Whether the two views are equal. */
static inline bool
same_view(const struct run *x, const struct seen *of_x, const struct run *y,
    const struct seen *of_y, const struct world *w, int32_t state)
{
    struct view *a = new_view(), *b = new_view();
    bool same;

    view(x, w, of_x, state, a);
    view(y, w, of_y, state, b);
    same = memcmp(a, b, sizeof(*a)) == 0;
    free(a);
    free(b);
    return same;
}

/* Whether the ledgers of a state in two runs are equal. */
static inline bool
same_items(const struct seen *x, const struct seen *y, int32_t state)
{
    int32_t n, n_of_y;
    const struct seen_item *items = seen_items(x, state, &n);
    const struct seen_item *items_of_y = seen_items(y, state, &n_of_y);

    return n == n_of_y &&
           (n == 0 || memcmp(items, items_of_y, (size_t)n * sizeof(*items)) == 0);
}

static inline bool
is_own(const struct world *w, const struct incident *i, int32_t state)
{
    return i->trigger_kind == TRIGGER_INCIDENT &&
           ((i->counter_operation && i->initiator == state) ||
               (i->source != NONE && WORLD_SOURCE(w, i->source)->kind == SOURCE_STATE &&
                   WORLD_SOURCE(w, i->source)->home == state));
}

static inline bool
is_stealthy(const struct world *w, int32_t type)
{
    return type != NONE && incident_type_is_stealthy(WORLD_TYPE(w, type));
}

#endif
