#include "workshop/policy_world.h"

#include <string.h>

#include "base/text.h"

const struct world *
policy_world(struct arena *a, const struct world *w, const struct seat_policy *policy,
    const bool *states)
{
    int32_t n_policies = w->seat_policies.count;
    struct world *copy = arena_alloc(a, sizeof(*copy));
    struct state *rows = arena_alloc(a, (size_t)w->n_states * sizeof(*rows));
    struct seat_policy *policies = arena_alloc(a, (size_t)(n_policies + 1) * sizeof(*policies));

    if (copy == NULL || rows == NULL || policies == NULL) {
        return NULL;
    }
    *copy = *w;
    memcpy(rows, w->states.items, (size_t)w->n_states * sizeof(*rows));
    if (n_policies > 0) {
        memcpy(policies, w->seat_policies.items, (size_t)n_policies * sizeof(*policies));
    }
    policies[n_policies] = *policy;
    for (int32_t k = 0; k < w->n_states; k++) {
        rows[k].seat_policy = states == NULL || states[k] ? n_policies : rows[k].seat_policy;
    }
    copy->states.items = rows;
    copy->seat_policies = (struct list){policies, n_policies + 1};
    return copy;
}

const struct world *
policy_world_asking(struct arena *a, const struct world *w, const struct workshop *workshop)
{
    static const struct seat_policy ask = {
        .key.id = "ask_first", .first = FIRST_INQUIRY, .operations = true, .max_rung = 9};
    const struct workshop_seat *seats = workshop->seats.items;
    bool states[WORLD_STATES_MAX] = {false};

    for (int32_t k = 0; k < workshop->seats.count; k++) {
        int32_t state =
            text_index(seats[k].key.id, field_ids(&w->states, sizeof(struct state)));

        if (state >= 0) {
            states[state] = true;
        }
    }
    return policy_world(a, w, &ask, states);
}
