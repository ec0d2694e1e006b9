/**
 * arena.h - memory that is freed all at once.
 *
 * An arena holds many small objects, such as the nodes of a JSON tree. Its owner (for example a
 * scenario) frees all of them together; no object is freed separately. An arena may have a limit,
 * so that no input can use unbounded memory. If an allocation would exceed the limit, arena_alloc()
 * sets `full` and returns NULL. If the machine has no memory left, arena_alloc() returns NULL and
 * leaves `full` unchanged.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/status.h"

struct arena_block;

/** A zeroed struct is an empty arena without a limit. */
struct arena {
    struct arena_block *blocks; /* the newest block comes first */
    size_t bytes_allocated;     /* bytes requested from the system */
    size_t limit;               /* bytes; 0: no limit */
    bool full;                  /* an allocation was refused because of the limit */
};

void arena_init(struct arena *a, size_t limit);
void arena_free(struct arena *a);

/**
 * Returns `size` zeroed bytes, aligned for any type. Returns NULL if there is no memory or if the
 * limit would be exceeded.
 */
void *arena_alloc(struct arena *a, size_t size);

/** Copies `length` bytes and appends a NUL. Returns NULL if arena_alloc() fails. */
char *arena_text(struct arena *a, const char *text, size_t length);

/**
 * Ensures that an array in the arena has space for one more element. `array` is the address of the
 * pointer to the array (of any type), `count` the number of elements, `size` the bytes of one
 * element. If necessary, the function moves the array and doubles *capacity; the old memory is
 * freed only with the arena. Returns STATUS_NO_MEMORY if arena_alloc() fails.
 */
enum status arena_grow(
    struct arena *a, void *array, int32_t count, int32_t *capacity, size_t size) MUST_CHECK;

#endif
