/**
 * pool.h - a growing array that a run owns.
 *
 * A run is a header and a table of pools: one allocation each, elements addressed by 32-bit
 * indices, no pointers inside, so that copying a run is copying each pool's used part. Elements
 * that come and go are kept in a pool with a free list threaded through by the owner.
 *
 * A pool never grows in the middle of an event. Between events the loop asks pool_reserve for
 * room; inside an event pool_add only takes what is there. So a handler never fails, and a
 * pointer to an element holds until the event ends.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/status.h"

struct pool {
    void *at;
    int32_t count;
    int32_t capacity;
    size_t size; /* of an element, bytes */
};

void pool_init(struct pool *p, size_t size);
void pool_free(struct pool *p);

/** Room for `extra` more elements; the capacity doubles at least. */
enum status pool_reserve(struct pool *p, int32_t extra) MUST_CHECK;

/** Index of a new element, zeroed. There must be room. */
int32_t pool_add(struct pool *p);

/** Makes *to, which is uninitialised, an equal pool. */
enum status pool_copy(struct pool *to, const struct pool *from) MUST_CHECK;

/**
 * Room for `wanted` elements in all in an array that is no pool: the address of its pointer, whose
 * type does not matter, how many elements fit, the size of one in bytes. The capacity doubles at
 * least. Without memory all stays as it was.
 */
enum status pool_grow(void *array, int64_t wanted, int64_t *capacity, size_t size) MUST_CHECK;

/** The element, typed: POOL_AT(struct incident, &run->incidents, i). */
#define POOL_AT(type, pool, index) (&((type *)(pool)->at)[index])

#endif
