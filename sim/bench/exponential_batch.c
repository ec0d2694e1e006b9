#include "bench/exponential_batch.h"

#include "kernel/bits.h"

/*
 * Compiles one version of the loop for each width of vector unit; the program selects one at its
 * start. A number then takes 1.5 instead of 5 to 8 ns and has the same bits. A program that selects
 * code at its start does not run with the thread sanitizer. So a build with that sanitizer has only
 * one version.
 */
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define __SANITIZE_THREAD__ 1
#endif
#endif
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__SANITIZE_THREAD__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

enum { BLOCKS_PER_BATCH = EXPONENTIAL_BATCH_SIZE / 4, BLOCKS_PER_INDEX = 1 << 16 };

struct exponential_batch
exponential_batch_at(
    const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index)
{
    return (struct exponential_batch){.base = *base,
        .purpose = purpose,
        .entity = entity,
        .index = index,
        .used = EXPONENTIAL_BATCH_SIZE};
}

/* There are two loops, because in a single loop gcc 12 would add a branch for the largest uniform,
   and could not vectorise the loop. */
FOR_EACH_PROCESSOR static void
exponentials(const uint64_t words[EXPONENTIAL_BATCH_SIZE], double x[EXPONENTIAL_BATCH_SIZE])
{
    for (int i = 0; i < EXPONENTIAL_BATCH_SIZE; i++) {
        x[i] = uniform_of(words[i]);
    }
    for (int i = 0; i < EXPONENTIAL_BATCH_SIZE; i++) {
        x[i] = -uniform_log(x[i]);
    }
}

void
exponential_batch_refill(struct exponential_batch *b)
{
    uint64_t words[EXPONENTIAL_BATCH_SIZE];

    stream_fill(
        &b->base, b->purpose, b->entity, b->index, b->next_block, BLOCKS_PER_BATCH, words);
    exponentials(words, b->x);
    b->used = 0;
    b->next_block += BLOCKS_PER_BATCH;
    if (b->next_block == BLOCKS_PER_INDEX) {
        b->next_block = 0;
        b->index++;
    }
}
