/**
 * stream.h - counter-based random numbers: each draw has an address, and there is no hidden state.
 *
 * A draw is a pure function of its address (master seed, replication, world, purpose, entity,
 * index). One block of Philox4x64-10 (Salmon et al., SC11; library Random123) gives four uniforms:
 *
 *   key     = (master seed, hash of the purpose's name)
 *   counter = (index * 2^16 + block, hash of the entity, replication, world)
 *
 * An entity is the hash of an id, or of (parent, kind, number) if it is created during the run. It
 * is never an array index. So adding, removing or reordering entities changes no draw of any other
 * entity, and two runs that differ in one measure have the same candidate events. This layout is a
 * documented, versioned format (STREAM_VERSION); tests compare it with known values.
 *
 * A uniform is (k + 1/2) * 2^-53, where k is the upper 53 bits of a word. It is never 0 and never
 * 1, and its mean is exactly 1/2. (For k >= 2^52, k + 1/2 needs 54 bits and is rounded to even; the
 * largest value is forced below 1.)
 */
#ifndef KERNEL_STREAM_H
#define KERNEL_STREAM_H

#include <gsl/gsl_rng.h>
#include <stdint.h>

enum { STREAM_VERSION = 1 };

/** The part of the address that all draws of one run share. */
struct stream_base {
    uint64_t seed;
    uint64_t replication; /* counts from 1 */
    /** 0 for common random numbers; otherwise a hash of a point, policy or fork. */
    uint64_t world;
};

/** Four uniforms in (0, 1). */
struct stream_block {
    double u[4];
};

/**
 * Returns the entity that is created during a run as the `number`-th of its kind under `parent`.
 */
uint64_t stream_child(uint64_t parent, uint64_t kind, uint64_t number);

/** Returns the uniforms of one block. Draws four uniforms. */
struct stream_block stream_block(const struct stream_base *base, uint64_t purpose,
    uint64_t entity, uint64_t index, uint64_t block);

/**
 * Returns a block in which only the `n` uniforms from number `first` (0 to 3) on are set; the
 * others are NAN. The function serves callers that use the uniforms of a block at different times,
 * each uniform only once. Draws n uniforms.
 */
struct stream_block stream_part(const struct stream_base *base, uint64_t purpose,
    uint64_t entity, uint64_t index, int32_t first, int32_t n);

/** Returns the first uniform of block 0. Draws one uniform; the other three stay unused. */
double stream_uniform(
    const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index);

/**
 * Computes the four 64-bit words of a block, for tests with known values and for other uses of the
 * bits.
 */
void stream_words(const struct stream_base *base, uint64_t purpose, uint64_t entity,
    uint64_t index, uint64_t block, uint64_t words[4]);

/**
 * Computes the words of `n` consecutive blocks, four for each block: the same as n calls of
 * stream_words().
 */
void stream_fill(const struct stream_base *base, uint64_t purpose, uint64_t entity,
    uint64_t index, uint64_t block, int32_t n, uint64_t *words);

/**
 * A cursor over the blocks of one address, for distributions with a variable number of uniforms.
 */
struct stream {
    struct stream_base base;
    uint64_t purpose, entity, index;
    uint64_t next_block;
    int32_t used; /* number of used uniforms of the current block, 0 to 4 */
    struct stream_block current;
};

/** Returns a cursor at block 0 of an address. Draws nothing yet. */
struct stream stream_at(
    const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index);

/** Returns the next uniform. One address has at most 2^16 blocks; more are a bug (BUG_UNLESS). */
double stream_next(struct stream *s);

/**
 * This generator as a gsl_rng_type, for GSL's samplers and tests. `get` gives 64 bits and
 * `get_double` 53 bits. `set` sets the seed, with the purpose "gsl" and the entity 0. (Random123's
 * own adapter for GSL gives only 32 bits.)
 */
extern const gsl_rng_type *const stream_gsl_type;

#endif
