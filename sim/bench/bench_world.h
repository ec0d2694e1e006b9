/**
 * bench_world.h - makes artificial worlds of any size for measurements.
 *
 * The states form a ring. Each state has an intelligence service that targets its next neighbours,
 * and criminals that target every third state. There are technical channels, and agreements among
 * five states each.
 */
#ifndef BENCH_BENCH_WORLD_H
#define BENCH_BENCH_WORLD_H

#include "scenario/scenario.h"

/** Makes a scenario with n_states states and a horizon of ten years. */
enum status bench_world(struct scenario *s, int32_t n_states, struct failure *f) MUST_CHECK;

#endif
