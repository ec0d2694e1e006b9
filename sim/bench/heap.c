#include "bench/heap.h"

#include <stdlib.h>

enum status
heap_init(struct heap *h, int32_t capacity)
{
    *h = (struct heap){malloc((size_t)capacity * sizeof(*h->at)), 0, capacity};
    return h->at == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

void
heap_free(struct heap *h)
{
    free(h->at);
    *h = (struct heap){0};
}

void
heap_push(struct heap *h, struct heap_entry e)
{
    int32_t i = h->count++;

    BUG_UNLESS(i < h->capacity);
    while (i > 0 && e.time < h->at[(i - 1) / 2].time) {
        h->at[i] = h->at[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    h->at[i] = e;
}

struct heap_entry
heap_pop(struct heap *h)
{
    struct heap_entry earliest = h->at[0];
    struct heap_entry last = h->at[--h->count];
    int32_t i = 0;

    for (int32_t child = 1; child < h->count; child = 2 * i + 1) {
        if (child + 1 < h->count && h->at[child + 1].time < h->at[child].time) {
            child++;
        }
        if (last.time <= h->at[child].time) {
            break;
        }
        h->at[i] = h->at[child];
        i = child;
    }
    h->at[i] = last;
    return earliest;
}
