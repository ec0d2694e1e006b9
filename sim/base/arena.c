#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024 };

struct arena_block {
    struct arena_block *next;
    size_t used, size;
    alignas(max_align_t) char bytes[];
};

void
arena_init(struct arena *a, size_t limit)
{
    memset(a, 0, sizeof(*a));
    a->limit = limit;
}

void
arena_free(struct arena *a)
{
    while (a->blocks != NULL) {
        struct arena_block *block = a->blocks;

        a->blocks = block->next;
        free(block);
    }
    arena_init(a, a->limit);
}

static struct arena_block *
add_block(struct arena *a, size_t size)
{
    size_t bytes = size > BLOCK_BYTES ? size : BLOCK_BYTES;
    struct arena_block *block;

    if (a->limit > 0 && (bytes > a->limit || a->bytes_allocated > a->limit - bytes)) {
        a->full = true;
        return NULL;
    }
    block = calloc(1, sizeof(*block) + bytes);
    if (block == NULL) {
        return NULL;
    }
    block->size = bytes;
    block->next = a->blocks;
    a->blocks = block;
    a->bytes_allocated += bytes;
    return block;
}

void *
arena_alloc(struct arena *a, size_t size)
{
    size_t rounded;
    struct arena_block *block = a->blocks;

    if (size > SIZE_MAX / 4) {
        return NULL;
    }
    rounded = (size + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
    if (block == NULL || block->size - block->used < rounded) {
        block = add_block(a, rounded);
    }
    if (block == NULL) {
        return NULL;
    }
    block->used += rounded;
    return block->bytes + block->used - rounded;
}

char *
arena_text(struct arena *a, const char *text, size_t length)
{
    char *copy = arena_alloc(a, length + 1);

    if (copy != NULL && length > 0) {
        memcpy(copy, text, length);
    }
    return copy;
}

enum status
arena_grow(struct arena *a, void *array, int32_t count, int32_t *capacity, size_t size)
{
    int32_t more = *capacity == 0 ? 4 : 2 * *capacity;
    void *from, *to;

    if (count < *capacity) {
        return STATUS_OK;
    }
    to = arena_alloc(a, (size_t)more * size);
    if (to == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (count > 0) {
        /* The pointer is copied as bytes, because its type is unknown here. */
        memcpy(&from, array, sizeof(from));
        memcpy(to, from, (size_t)count * size);
    }
    memcpy(array, &to, sizeof(to));
    *capacity = more;
    return STATUS_OK;
}
