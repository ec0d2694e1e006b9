/**
 * array.h - a growing array that a run owns.
 *
 * A run consists of a header and a table of arrays. Each array is one allocation. Elements refer to
 * each other by 32-bit indices and contain no pointers, so a run is copied by copying the used part
 * of each array. If elements are removed and reused, the owner of the array keeps a list of the
 * free elements inside the array.
 *
 * An array never grows during an event. Between events the event loop calls array_reserve(); during
 * an event array_add() uses only the reserved space. So an event handler never fails, and a pointer
 * to an element stays valid until the event ends. An index stays valid in later events too.
 */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include "base/status.h"

struct array {
    void *at;
    int32_t count;
    int32_t capacity;
    size_t size; /* bytes of one element */
};

void array_init(struct array *a, size_t size);
void array_free(struct array *a);

/**
 * Ensures space for `extra` more elements. If the capacity grows, it at least doubles. On
 * STATUS_NO_MEMORY nothing changes.
 */
enum status array_reserve(struct array *a, int32_t extra) MUST_CHECK;

/** Appends a zeroed element and returns its index. The space must be reserved. */
int32_t array_add(struct array *a);

/**
 * Appends an element whose contents are undefined until the caller sets them, and returns its
 * index. The space must be reserved.
 */
static inline int32_t
array_append(struct array *a)
{
    BUG_UNLESS(a->count < a->capacity);
    return a->count++;
}

/** Initialises *to as a copy of *from. Returns STATUS_NO_MEMORY if the allocation fails. */
enum status array_copy(struct array *to, const struct array *from) MUST_CHECK;

/**
 * Makes *to equal to *from; both have elements of the same size. Allocates only if the memory of
 * *to is too small. On STATUS_NO_MEMORY nothing changes.
 */
enum status array_copy_into(struct array *to, const struct array *from) MUST_CHECK;

/**
 * Ensures that a plain heap array has space for `wanted` elements in total. `array` is the address
 * of the pointer to the array (of any type), `size` the bytes of one element. If *capacity grows,
 * it at least doubles. On STATUS_NO_MEMORY nothing changes.
 */
enum status array_grow(void *array, int64_t wanted, int64_t *capacity, size_t size) MUST_CHECK;

/** The element at an index, for example ARRAY_AT(struct incident, &run->incidents, i). */
#define ARRAY_AT(type, array, index) (&((type *)(array)->at)[index])

#endif
