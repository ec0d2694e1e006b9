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
pool_reserve(struct pool *p, int32_t extra)
{
    int64_t wanted = (int64_t)p->count + extra;
    int64_t capacity = p->capacity;
    void *at;

    if (wanted <= capacity) {
        return STATUS_OK;
    }
    capacity = capacity * 2 > wanted ? capacity * 2 : wanted;
    if (capacity < 16) {
        capacity = 16;
    }
    if (capacity > INT32_MAX) {
        return STATUS_NO_MEMORY;
    }
    at = realloc(p->at, (size_t)capacity * p->size);
    if (at == NULL) {
        return STATUS_NO_MEMORY;
    }
    p->at = at;
    p->capacity = (int32_t)capacity;
    return STATUS_OK;
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
