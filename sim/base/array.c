#include "base/array.h"

#include <stdlib.h>
#include <string.h>

void
array_init(struct array *p, size_t size)
{
    memset(p, 0, sizeof(*p));
    p->size = size;
}

void
array_free(struct array *p)
{
    free(p->at);
    array_init(p, p->size);
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
    memcpy(&at, array, sizeof(at)); /* whatever it points to */
    at = (uint64_t)more > SIZE_MAX / size ? NULL : realloc(at, (size_t)more * size);
    if (at == NULL) {
        return STATUS_NO_MEMORY;
    }
    memcpy(array, &at, sizeof(at));
    *capacity = more;
    return STATUS_OK;
}

enum status
array_reserve(struct array *p, int32_t extra)
{
    int64_t wanted = (int64_t)p->count + extra, capacity = p->capacity;
    enum status st;

    if (wanted <= capacity) { /* asked for each event */
        return STATUS_OK;
    }
    if (wanted > INT32_MAX / 2) {
        return STATUS_NO_MEMORY;
    }
    TRY(array_grow(&p->at, wanted, &capacity, p->size));
    p->capacity = (int32_t)capacity;
out:
    return st;
}

int32_t
array_add(struct array *p)
{
    BUG_UNLESS(p->count < p->capacity);
    memset((char *)p->at + (size_t)p->count * p->size, 0, p->size);
    return p->count++;
}

enum status
array_copy(struct array *to, const struct array *from)
{
    *to = *from;
    to->at = NULL;
    to->count = 0;
    to->capacity = 0;
    if (from->capacity == 0) {
        return STATUS_OK;
    }
    if (array_reserve(to, from->count) != STATUS_OK) {
        return STATUS_NO_MEMORY;
    }
    if (from->count > 0) {
        memcpy(to->at, from->at, (size_t)from->count * from->size);
    }
    to->count = from->count;
    return STATUS_OK;
}
