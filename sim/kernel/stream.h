/**
 * stream.h - counter-based random numbers: each draw has an address, there is no hidden state.
 *
 * A draw is a pure function of (master seed, replication, world, purpose, entity, index): one
 * block of Philox4x64-10 (Salmon et al., SC11; Random123) gives four uniforms.
 *
 *   key     = (master seed, hash of the purpose's name)
 *   counter = (index * 2^16 + block, hash of the entity, replication, world)
 *
 * An entity is the hash of an id, or of (parent, kind, number) if it is created during the run; it
 * is never an array index. So adding, removing or reordering entities changes no draw of any other
 * entity, and two runs that differ in one measure have the same candidate events. This layout is a
 * documented, versioned format (STREAM_VERSION) with known-answer tests.
 *
 * A uniform is (k + 1/2) * 2^-53 with k the upper 53 bits of a word: never 0, never 1, mean
 * exactly 1/2. (k + 1/2 needs 54 bits for k >= 2^52 and is rounded to even; the largest value
 * is forced below 1.)
 */
#ifndef KERNEL_STREAM_H
#define KERNEL_STREAM_H

#include <gsl/gsl_rng.h>
#include <stdint.h>

enum { STREAM_VERSION = 1 };

/** The part of the address that all draws of one run share. */
struct stream_base {
    uint64_t seed;
    uint64_t replication; /* counted from 1 */
    uint64_t world;       /* 0: common random numbers; else a hash of point, policy or fork */
};

/** Four uniforms in (0, 1). */
struct stream_block {
    double u[4];
};

/** Entity that is created during a run: the `number`-th of its kind under `parent`. */
uint64_t stream_child(uint64_t parent, uint64_t kind, uint64_t number);

/** The uniforms of one block. Draws: four uniforms. */
struct stream_block stream_block(const struct stream_base *base, uint64_t purpose,
    uint64_t entity, uint64_t index, uint64_t block);

/**
 * `n` uniforms of a block from number `first` on, at their indices; the others are NAN. Use it
 * if the uniforms of a block are used at different times, each only once. Draws: n uniforms.
 */
struct stream_block stream_part(const struct stream_base *base, uint64_t purpose,
    uint64_t entity, uint64_t index, int32_t first, int32_t n);

/** The first uniform of block 0. Draws: one uniform (the other three stay unused). */
double stream_uniform(
    const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index);

/** The four 64-bit words of a block, for known-answer tests and other uses of the bits. */
void stream_words(const struct stream_base *base, uint64_t purpose, uint64_t entity,
    uint64_t index, uint64_t block, uint64_t words[4]);

/** The words of `n` consecutive blocks, four per block: equal to n calls of stream_words(). */
void stream_fill(const struct stream_base *base, uint64_t purpose, uint64_t entity,
    uint64_t index, uint64_t block, int32_t n, uint64_t *words);

/** Cursor over the blocks of one address, for distributions with a variable number of uniforms. */
struct stream {
    struct stream_base base;
    uint64_t purpose, entity, index;
    uint64_t next_block;
    int32_t used; /* uniforms used of the current block, 0..4 */
    struct stream_block current;
};

/** A cursor at block 0 of an address. No draw yet. */
struct stream stream_at(
    const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index);

/** The next uniform. More than 2^16 blocks of one address are a bug (BUG_UNLESS). */
double stream_next(struct stream *s);

/**
 * This generator as a gsl_rng_type, for GSL's samplers and tests: 64-bit `get`, 53-bit
 * `get_double`; `set` sets the seed, with purpose "gsl" and entity 0. (Random123's own GSL
 * adapter has only 32 bits and is not used.)
 */
extern const gsl_rng_type *const stream_gsl_type;

#endif
