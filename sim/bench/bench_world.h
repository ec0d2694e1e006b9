/**
 * bench_world.h - a world of any size, for measuring: invented states in a ring, each with a
 * service that works against its next neighbours, criminals who take whom they find, technical
 * channels, and agreements among five at a time.
 */
#ifndef BENCH_BENCH_WORLD_H
#define BENCH_BENCH_WORLD_H

#include "scenario/scenario.h"

/** Makes the scenario of a world of that many states, ten years long. */
enum status bench_world(struct scenario *s, int32_t n_states, struct failure *f) MUST_CHECK;

#endif
