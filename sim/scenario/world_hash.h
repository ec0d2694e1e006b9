/**
 * world_hash.h - a hash of the contents of a world, to find policies that do not differ.
 */
#ifndef SCENARIO_WORLD_HASH_H
#define SCENARIO_WORLD_HASH_H

#include "model/input/world.h"

/**
 * Hash of all members that rules or metrics read, and of the rows of the trace; without titles,
 * notes and invented names. Not stored anywhere: it may change between versions.
 */
uint64_t world_hash(const struct world *w);

#endif
