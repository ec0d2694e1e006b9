#include "kernel/stream.h"

#include "base/hash.h"
#include "base/status.h"
#include "kernel/bits.h"

#include <Random123/philox.h>
#include <math.h>
#include <string.h>

#define BLOCK_BITS 16
#define BLOCKS (UINT64_C(1) << BLOCK_BITS)

/* Mixes after each word and adds a different odd constant before each, so that order matters. */
uint64_t
stream_child(uint64_t parent, uint64_t kind, uint64_t number)
{
    uint64_t h = hash_mix(parent + UINT64_C(0x9e3779b97f4a7c15));

    h = hash_mix((h ^ kind) + UINT64_C(0xbb67ae8584caa73b));
    return hash_mix((h ^ number) + UINT64_C(0x3c6ef372fe94f82b));
}

void
stream_fill(const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index,
    uint64_t block, int32_t n, uint64_t *words)
{
    const philox4x64_key_t key = {{base->seed, purpose}};
    philox4x64_ctr_t counter = {{0, entity, base->replication, base->world}};

    BUG_UNLESS(index >> (64 - BLOCK_BITS) == 0 && n >= 0 && block + (uint64_t)n <= BLOCKS);
    for (int32_t i = 0; i < n; i++) {
        philox4x64_ctr_t result;

        counter.v[0] = index << BLOCK_BITS | (block + (uint64_t)i);
        result = philox4x64_R(10, counter, key);
        memcpy(words + (size_t)i * 4, result.v, sizeof(result.v));
    }
}

void
stream_words(const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index,
    uint64_t block, uint64_t words[4])
{
    stream_fill(base, purpose, entity, index, block, 1, words);
}

struct stream_block
stream_block(const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index,
    uint64_t block)
{
    struct stream_block result;
    uint64_t words[4];

    stream_words(base, purpose, entity, index, block, words);
    for (int i = 0; i < 4; i++) {
        result.u[i] = uniform_of(words[i]);
    }
    return result;
}

struct stream_block
stream_part(const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index,
    int32_t first, int32_t n)
{
    struct stream_block result = {{NAN, NAN, NAN, NAN}};
    uint64_t words[4];

    BUG_UNLESS(first >= 0 && n >= 0 && first + n <= 4);
    stream_words(base, purpose, entity, index, 0, words);
    for (int32_t i = first; i < first + n; i++) {
        result.u[i] = uniform_of(words[i]);
    }
    return result;
}

double
stream_uniform(
    const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index)
{
    uint64_t words[4];

    stream_words(base, purpose, entity, index, 0, words);
    return uniform_of(words[0]);
}

struct stream
stream_at(const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index)
{
    return (struct stream){
        .base = *base, .purpose = purpose, .entity = entity, .index = index, .used = 4};
}

double
stream_next(struct stream *s)
{
    if (s->used == 4) {
        s->current = stream_block(&s->base, s->purpose, s->entity, s->index, s->next_block++);
        s->used = 0;
    }
    return s->current.u[s->used++];
}

/* State of the generator for GSL: all 2^48 indices of one address in sequence, 2^16 blocks each. */
struct gsl_state {
    struct stream_base base;
    uint64_t purpose;
    uint64_t n_blocks;
    uint64_t words[4];
    int64_t used;
};

static void
gsl_set(void *state, unsigned long seed)
{
    struct gsl_state *s = state;

    *s = (struct gsl_state){
        .base = {.seed = seed, .replication = 1}, .purpose = hash_text("gsl"), .used = 4};
}

static unsigned long
gsl_word(void *state)
{
    struct gsl_state *s = state;

    if (s->used == 4) {
        stream_words(&s->base, s->purpose, 0, s->n_blocks >> BLOCK_BITS,
            s->n_blocks & (BLOCKS - 1), s->words);
        s->n_blocks++;
        s->used = 0;
    }
    return s->words[s->used++];
}

static double
gsl_uniform(void *state)
{
    return uniform_of(gsl_word(state));
}

static const gsl_rng_type type = {
    .name = "cbmsim-philox4x64-10",
    .max = UINT64_MAX,
    .min = 0,
    .size = sizeof(struct gsl_state),
    .set = gsl_set,
    .get = gsl_word,
    .get_double = gsl_uniform,
};

const gsl_rng_type *const stream_gsl_type = &type;
