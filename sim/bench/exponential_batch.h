/**
 * exponential_batch.h - exponential variates in batches, for many draws from one address.
 *
 * The values have the same bits as those of the stream at the same address: the i-th exponential is
 * distribution_exponential() of the i-th uniform. EXPONENTIAL_BATCH_SIZE values are computed at a
 * time in a vectorised loop. A batch needs about 600 bytes. For few draws from many addresses,
 * distribution.h and stream.h are better.
 */
#ifndef BENCH_EXPONENTIAL_BATCH_H
#define BENCH_EXPONENTIAL_BATCH_H

#include "kernel/stream.h"

enum { EXPONENTIAL_BATCH_SIZE = 64 };

/** Plain data, which is copied with the run. */
struct exponential_batch {
    struct stream_base base;
    uint64_t purpose, entity;
    uint64_t index;
    uint64_t next_block;
    int32_t used; /* number of used elements of x, 0 to EXPONENTIAL_BATCH_SIZE */
    double x[EXPONENTIAL_BATCH_SIZE];
};

/**
 * Returns an empty batch at an address. The first number of the batch equals the first number of
 * stream_at() at this address. Draws nothing yet.
 */
struct exponential_batch exponential_batch_at(
    const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index);

/**
 * Draws EXPONENTIAL_BATCH_SIZE uniforms. An address has 2^16 blocks; after the last one, the batch
 * continues at the address whose `index` is higher by 1.
 */
void exponential_batch_refill(struct exponential_batch *b);

/** Returns the next exponential, with mean 1. Uses one uniform. */
static inline double
exponential_batch_next(struct exponential_batch *b)
{
    if (b->used == EXPONENTIAL_BATCH_SIZE) {
        exponential_batch_refill(b);
    }
    return b->x[b->used++];
}

#endif
