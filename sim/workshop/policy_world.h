/**
 * policy_world.h - a world in which some states have another seat policy.
 *
 * It shares everything else with the original world, which must outlive it. A run of either world
 * can be continued in the other one.
 */
#ifndef WORKSHOP_POLICY_WORLD_H
#define WORKSHOP_POLICY_WORLD_H

#include "base/arena.h"
#include "scenario/workshop.h"

/** Gives `policy` to the states of the set (WORLD_STATES_MAX flags; NULL: all). The copy lives in
 * the arena. NULL: no memory. */
const struct world *policy_world(struct arena *a, const struct world *w,
    const struct seat_policy *policy, const bool *states);

/** A world in which all seats of an exercise ask the named state before they respond. */
const struct world *policy_world_asking(
    struct arena *a, const struct world *w, const struct workshop *workshop);

#endif
