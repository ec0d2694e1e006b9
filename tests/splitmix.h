/**
 * splitmix.h - SplitMix64 (Steele, Lea, Flood 2014): simple random bits for tests.
 */
#ifndef TESTS_SPLITMIX_H
#define TESTS_SPLITMIX_H

#include <stdint.h>

static inline uint64_t
splitmix_next(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/** A number in (0, 1), without its ends. */
static inline double
splitmix_uniform(uint64_t *state)
{
    return ((double)(splitmix_next(state) >> 12) + 0.5) * 0x1p-52;
}

#endif
