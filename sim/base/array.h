/**
 * array.h - a growing array that a run owns.
 *
 * A run is a header and a table of pools: one allocation each, elements addressed by 32-bit
 * indices, no pointers inside, so that copying a run is copying each pool's used part. Elements
 * that come and go are kept in a pool with a free list threaded through by the owner.
 *
 * A pool never grows in the middle of an event. Between events the loop asks array_reserve for
 * room; inside an event array_add only takes what is there. So a handler never fails, and a
 * pointer to an element holds until the event ends.
 */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include "base/status.h"

struct array {
    void *at;
    int32_t count;
    int32_t capacity;
    size_t size; /* of an element, bytes */
};

void array_init(struct array *p, size_t size);
void array_free(struct array *p);

/** Room for `extra` more elements; the capacity doubles at least. */
enum status array_reserve(struct array *p, int32_t extra) MUST_CHECK;

/** Index of a new element, zeroed. There must be room. */
int32_t array_add(struct array *p);

/** Makes *to, which is uninitialised, an equal pool. */
enum status array_copy(struct array *to, const struct array *from) MUST_CHECK;

/**
 * Room for `wanted` elements in all in an array that is no pool: the address of its pointer, whose
 * type does not matter, how many elements fit, the size of one in bytes. The capacity doubles at
 * least. Without memory all stays as it was.
 */
enum status array_grow(void *array, int64_t wanted, int64_t *capacity, size_t size) MUST_CHECK;

/** The element, typed: ARRAY_AT(struct incident, &run->incidents, i). */
#define ARRAY_AT(type, pool, index) (&((type *)(pool)->at)[index])

#endif
