/**
 * arena.h - memory that is freed all at once.
 *
 * What is read from files lives as long as the scenario it belongs to and goes with it, so
 * nobody frees a node or a name. An arena has a limit, so that no input can eat memory without
 * bound: past it arena_alloc refuses as if the machine had no more, and `full` tells the two
 * apart.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/status.h"

struct arena_block;

/** Zero is an empty arena without a limit. */
struct arena {
    struct arena_block *blocks; /* newest first */
    size_t bytes_allocated;     /* bytes taken from the machine */
    size_t limit;               /* 0: none */
    bool full;                  /* an allocation was refused because of the limit */
};

void arena_init(struct arena *a, size_t limit);
void arena_free(struct arena *a);

/** `size` zeroed bytes, aligned for anything; NULL if there is no memory or the limit is met.
 */
void *arena_alloc(struct arena *a, size_t size);

/** A copy of `length` bytes and a NUL behind them. */
char *arena_text(struct arena *a, const char *text, size_t length);

/**
 * Room for one more element in an array of the arena: the address of its pointer, whose type does
 * not matter, how many elements it has, how many fit, the size of one in bytes. The capacity
 * doubles; the memory of the smaller array is freed only with the arena.
 */
enum status arena_grow(
    struct arena *a, void *array, int32_t count, int32_t *capacity, size_t size) MUST_CHECK;

#endif
