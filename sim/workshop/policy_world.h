/**
 * policy_world.h - makes a world in which some states have another seat policy.
 *
 * The new world shares everything else with the original world, which must exist as long as the new
 * one. A run of either world can be continued in the other one.
 */
#ifndef WORKSHOP_POLICY_WORLD_H
#define WORKSHOP_POLICY_WORLD_H

#include "base/arena.h"
#include "scenario/workshop.h"

/**
 * Returns a copy of the world in which the states of the set have `policy`. `states` has
 * WORLD_STATES_MAX flags; NULL: all states. The copy is in the arena. Returns NULL if memory runs
 * out.
 */
const struct world *policy_world(struct arena *a, const struct world *w,
    const struct seat_policy *policy, const bool *states);

/**
 * Returns a copy of the world in which all seats of an exercise ask the named state before they
 * respond.
 */
const struct world *policy_world_asking(
    struct arena *a, const struct world *w, const struct workshop *workshop);

#endif
