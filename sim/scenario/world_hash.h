/**
 * world_hash.h - a hash of the contents of a world, for finding equal policies.
 */
#ifndef SCENARIO_WORLD_HASH_H
#define SCENARIO_WORLD_HASH_H

#include "model/input/world.h"

/**
 * Returns a hash of all members that rules or metrics read, and of the rows of the trace. Titles,
 * notes and invented names do not count. The hash is not stored anywhere, so it may change between
 * versions.
 */
uint64_t world_hash(const struct world *w);

#endif
