/**
 * stream.h - randomness is addressed, not consumed.
 *
 * Every draw is a pure function of (master seed, replication, world, purpose, entity, index):
 * one block of Philox4x64-10 (Salmon et al., SC11; Random123) gives four uniforms.
 *
 *   key     = (master seed, hash of the purpose's name)
 *   counter = (index * 2^16 + block, hash of the entity, replication, world)
 *
 * An entity is the hash of an id, or of (parent, kind, number) for what is born in the run,
 * never an array index. An address is used once in a run: the number comes from a counter that
 * has moved on between two uses, and is counted up where the number is used. So adding, removing or reordering anything moves no draw of anything
 * else, and two runs that differ in one measure meet the same candidates. This layout is a
 * documented, versioned format (STREAM_VERSION) with known answers in tests/.
 *
 * A uniform is (k + 1/2) * 2^-53 with k the upper 53 bits: never 0, never 1, mean exactly 1/2.
 * (k + 1/2 needs 54 bits for k >= 2^52 and is rounded to even there; the largest is forced
 * below 1.)
 */
#ifndef KERNEL_STREAM_H
#define KERNEL_STREAM_H

#include <gsl/gsl_rng.h>
#include <stdint.h>

enum { STREAM_VERSION = 1 };

/** What all draws of one run share. */
struct stream_base {
    uint64_t seed;
    uint64_t replication; /* counted from 1 */
    uint64_t world;       /* 0, or a hash when points or policies must not share histories */
};

/** Four uniforms in (0, 1). */
struct stream_block {
    double u[4];
};

/** Address of something born in the run: number `number` of its kind under `parent`. */
uint64_t stream_child(uint64_t parent, uint64_t kind, uint64_t number);

/** One block. Draws: four uniforms. */
struct stream_block stream_block(const struct stream_base *base, uint64_t purpose,
    uint64_t entity, uint64_t index, uint64_t block);

/**
 * `n` uniforms of a block from number `first` on, at their places; the others are NAN. For a block
 * whose uniforms are spent at different times, each of them once. Draws: n uniforms.
 */
struct stream_block stream_part(const struct stream_base *base, uint64_t purpose,
    uint64_t entity, uint64_t index, int32_t first, int32_t n);

/** The first uniform of block 0. Draws: one uniform (the other three stay unused). */
double stream_uniform(
    const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index);

/** The four raw 64-bit words of a block, for known-answer tests and for other uses of the bits.
 */
void stream_words(const struct stream_base *base, uint64_t purpose, uint64_t entity,
    uint64_t index, uint64_t block, uint64_t words[4]);

/** The words of `n` consecutive blocks, four each; the same as n calls of stream_words(). */
void stream_fill(const struct stream_base *base, uint64_t purpose, uint64_t entity,
    uint64_t index, uint64_t block, int32_t n, uint64_t *words);

/** A cursor over the blocks of one address, for laws that need a variable number of uniforms.
 */
struct stream {
    struct stream_base base;
    uint64_t purpose, entity, index;
    uint64_t next_block;
    int32_t used; /* of the current block, 0..4 */
    struct stream_block current;
};

struct stream stream_at(
    const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index);

/** The next uniform; at most 2^16 blocks, more is a defect of the caller. */
double stream_next(struct stream *s);

/**
 * The same generator for GSL's samplers and for tests: a gsl_rng_type whose state is a struct
 * stream, 53-bit get_double, and `set` = seed with purpose "gsl", entity 0. (Random123's own
 * GSL adapter keeps 32 bits and is not used.)
 */
extern const gsl_rng_type *const stream_gsl_type;

#endif
