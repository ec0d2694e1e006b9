#include "base/array.h"

#include <stdlib.h>
#include <string.h>

void
array_init(struct array *a, size_t size)
{
    memset(a, 0, sizeof(*a));
    a->size = size;
}

void
array_free(struct array *a)
{
    free(a->at);
    array_init(a, a->size);
}

enum status
array_grow(void *array, int64_t wanted, int64_t *capacity, size_t size)
{
    int64_t more = 2 * *capacity > wanted ? 2 * *capacity : wanted;
    void *at;

    if (wanted <= *capacity) {
        return STATUS_OK;
    }
    more = more < 16 ? 16 : more;
    /* The pointer is copied as bytes, because its type is unknown here. */
    memcpy(&at, array, sizeof(at));
    at = (uint64_t)more > SIZE_MAX / size ? NULL : realloc(at, (size_t)more * size);
    if (at == NULL) {
        return STATUS_NO_MEMORY;
    }
    memcpy(array, &at, sizeof(at));
    *capacity = more;
    return STATUS_OK;
}

enum status
array_reserve(struct array *a, int32_t extra)
{
    int64_t wanted = (int64_t)a->count + extra, capacity = a->capacity;
    enum status st;

    if (wanted <= capacity) { /* this fast path is taken for each event */
        return STATUS_OK;
    }
    if (wanted > INT32_MAX / 2) {
        return STATUS_NO_MEMORY;
    }
    TRY(array_grow(&a->at, wanted, &capacity, a->size));
    a->capacity = (int32_t)capacity;
out:
    return st;
}

int32_t
array_add(struct array *a)
{
    BUG_UNLESS(a->count < a->capacity);
    memset((char *)a->at + (size_t)a->count * a->size, 0, a->size);
    return a->count++;
}

enum status
array_copy_into(struct array *to, const struct array *from)
{
    enum status st;

    BUG_UNLESS(to->size == from->size);
    TRY(array_reserve(to, from->count - to->count));
    if (from->count > 0) {
        memcpy(to->at, from->at, (size_t)from->count * from->size);
    }
    to->count = from->count;
out:
    return st;
}

enum status
array_copy(struct array *to, const struct array *from)
{
    array_init(to, from->size);
    return array_copy_into(to, from);
}
