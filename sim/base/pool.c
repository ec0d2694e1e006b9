#include "base/pool.h"

#include <stdlib.h>
#include <string.h>

void
pool_init(struct pool *p, size_t size)
{
    memset(p, 0, sizeof(*p));
    p->size = size;
}

void
pool_free(struct pool *p)
{
    free(p->at);
    pool_init(p, p->size);
}

enum status
pool_grow(void *array, int64_t wanted, int64_t *capacity, size_t size)
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
pool_reserve(struct pool *p, int32_t extra)
{
    int64_t wanted = (int64_t)p->count + extra, capacity = p->capacity;
    enum status st;

    if (wanted <= capacity) { /* asked for each event */
        return STATUS_OK;
    }
    if (wanted > INT32_MAX / 2) {
        return STATUS_NO_MEMORY;
    }
    TRY(pool_grow(&p->at, wanted, &capacity, p->size));
    p->capacity = (int32_t)capacity;
out:
    return st;
}

int32_t
pool_add(struct pool *p)
{
    BUG_UNLESS(p->count < p->capacity);
    memset((char *)p->at + (size_t)p->count * p->size, 0, p->size);
    return p->count++;
}

enum status
pool_copy(struct pool *to, const struct pool *from)
{
    *to = *from;
    to->at = NULL;
    to->count = 0;
    to->capacity = 0;
    if (from->capacity == 0) {
        return STATUS_OK;
    }
    if (pool_reserve(to, from->count) != STATUS_OK) {
        return STATUS_NO_MEMORY;
    }
    if (from->count > 0) {
        memcpy(to->at, from->at, (size_t)from->count * from->size);
    }
    to->count = from->count;
    return STATUS_OK;
}
