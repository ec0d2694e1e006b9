#include "kernel/stream.h"

#include "base/hash.h"
#include "base/status.h"
#include "kernel/bits.h"

#include <Random123/philox.h>
#include <math.h>
#include <string.h>

#define BLOCK_BITS 16
#define BLOCKS (UINT64_C(1) << BLOCK_BITS)

enum { PHILOX_ROUNDS = 10 };

/* Mixes the hash after each word, and adds a different odd constant before each word. So the hash
   depends on the order of the words. */
uint64_t
stream_child(uint64_t parent, uint64_t kind, uint64_t number)
{
    uint64_t h = hash_mix(parent + UINT64_C(0x9e3779b97f4a7c15));

    h = hash_mix((h ^ kind) + UINT64_C(0xbb67ae8584caa73b));
    return hash_mix((h ^ number) + UINT64_C(0x3c6ef372fe94f82b));
}

/*
 * philox_rounds() computes philox4x64_R(10, counter, key). The assembly has one ninth fewer
 * instructions than the code that gcc 12 generates from Random123. It adds the constants to the key
 * directly from memory, and it uses the upper half of a product in the register in which the
 * processor stores it.
 */
#ifdef __x86_64__

/* Sets *low to the lower half of factor * word, and *mixed to *mixed XOR the upper half. */
static inline void
multiply(uint64_t factor, uint64_t word, uint64_t *low, uint64_t *mixed)
{
    uint64_t high;

    __asm__("mulq %[word]\n\t"
            "xorq %[high], %[mixed]"
            : "=a"(*low), [high] "=&d"(high), [mixed] "+r"(*mixed)
            : [word] "r"(word), "0"(factor)
            : "cc");
}

static inline void
add_constant(uint64_t *word, const uint64_t *constant)
{
    __asm__("addq %1, %0" : "+r"(*word) : "m"(*constant) : "cc");
}

static inline philox4x64_ctr_t
philox_rounds(philox4x64_ctr_t counter, philox4x64_key_t key)
{
    static const uint64_t constants[] = {PHILOX_W64_0, PHILOX_W64_1};
    uint64_t *v = counter.v;

#pragma GCC unroll 10
    for (int round = 0; round < PHILOX_ROUNDS; round++) {
        uint64_t low[2], mixed[2] = {v[1] ^ key.v[0], v[3] ^ key.v[1]};

        multiply(PHILOX_M4x64_0, v[0], &low[0], &mixed[1]);
        multiply(PHILOX_M4x64_1, v[2], &low[1], &mixed[0]);
        v[0] = mixed[0];
        v[1] = low[1];
        v[2] = mixed[1];
        v[3] = low[0];
        add_constant(&key.v[0], &constants[0]);
        add_constant(&key.v[1], &constants[1]);
    }
    return counter;
}

#else

static inline philox4x64_ctr_t
philox_rounds(philox4x64_ctr_t counter, philox4x64_key_t key)
{
    return philox4x64_R(PHILOX_ROUNDS, counter, key);
}

#endif

/* Computes one block of Philox. The four words of the counter are those of stream.h. */
static inline philox4x64_ctr_t
philox(const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index,
    uint64_t block)
{
    const philox4x64_key_t key = {{base->seed, purpose}};
    const philox4x64_ctr_t counter = {
        {index << BLOCK_BITS | block, entity, base->replication, base->world}};

    BUG_UNLESS(index >> (64 - BLOCK_BITS) == 0 && block < BLOCKS);
    return philox_rounds(counter, key);
}

void
stream_fill(const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index,
    uint64_t block, int32_t n, uint64_t *words)
{
    for (int32_t i = 0; i < n; i++) {
        stream_words(base, purpose, entity, index, block + (uint64_t)i, words + (size_t)i * 4);
    }
}

void
stream_words(const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index,
    uint64_t block, uint64_t words[4])
{
    philox4x64_ctr_t result = philox(base, purpose, entity, index, block);

    memcpy(words, result.v, sizeof(result.v));
}

/*
 * Returns the same number as uniform_of() of bits.h, which compilers can vectorise. For a single
 * word, the conversion instruction of the processor is shorter.
 */
static inline double
uniform(uint64_t word)
{
    double u = ((double)(int64_t)(word >> 11) + 0.5) * 0x1p-53;

    return u < 1 - 0x1p-53 ? u : 1 - 0x1p-53; /* one instruction: the minimum */
}

struct stream_block
stream_block(const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index,
    uint64_t block)
{
    philox4x64_ctr_t words = philox(base, purpose, entity, index, block);

    return (struct stream_block){
        {uniform(words.v[0]), uniform(words.v[1]), uniform(words.v[2]), uniform(words.v[3])}};
}

struct stream_block
stream_part(const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index,
    int32_t first, int32_t n)
{
    struct stream_block result = {{NAN, NAN, NAN, NAN}};
    philox4x64_ctr_t words = philox(base, purpose, entity, index, 0);

    BUG_UNLESS(first >= 0 && n >= 0 && first + n <= 4);
    for (int32_t i = first; i < first + n; i++) {
        result.u[i] = uniform(words.v[i]);
    }
    return result;
}

double
stream_uniform(
    const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index)
{
    return uniform(philox(base, purpose, entity, index, 0).v[0]);
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

/* State of the generator for GSL: it uses all 2^48 indices of one address in sequence, with 2^16
   blocks each. */
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
    return uniform(gsl_word(state));
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
