/**
 * exponential_batch.h - exponentials by the dozen, for handlers that draw the same law again
 * and again.
 *
 * The values are those of the stream at the same address, bit for bit: the i-th exponential of
 * a batch is distribution_exponential() of the i-th uniform. Only the work is done for
 * EXPONENTIAL_BATCH_SIZE of them at a time, in a loop a vector unit can run. A batch costs some
 * 600 bytes of the run; where few numbers are drawn from many addresses, distribution.h and
 * stream.h are the better choice.
 */
#ifndef BENCH_EXPONENTIAL_BATCH_H
#define BENCH_EXPONENTIAL_BATCH_H

#include "kernel/stream.h"

enum { EXPONENTIAL_BATCH_SIZE = 64 };

/** Plain data, copied with the run. */
struct exponential_batch {
    struct stream_base base;
    uint64_t purpose, entity;
    uint64_t index;
    uint64_t next_block;
    int32_t used; /* of x, 0..EXPONENTIAL_BATCH_SIZE */
    double x[EXPONENTIAL_BATCH_SIZE];
};

/** A batch that begins where stream_at() of the same address begins. Draws nothing yet. */
struct exponential_batch exponential_batch_at(
    const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index);

/** Draws the next EXPONENTIAL_BATCH_SIZE. After 2^16 blocks the batch goes on at the next index. */
void exponential_batch_refill(struct exponential_batch *b);

/** The next exponential with mean 1. One uniform. */
static inline double
exponential_batch_next(struct exponential_batch *b)
{
    if (b->used == EXPONENTIAL_BATCH_SIZE) {
        exponential_batch_refill(b);
    }
    return b->x[b->used++];
}

#endif
