/**
 * heap.h - the textbook's event list, to measure the kernel's queue against.
 *
 * An implicit binary heap of 16-byte entries ordered by time alone, sifted by moving the hole.
 * It does less than the kernel's queue: no ties in order of scheduling, no cancelling, no copy.
 * What a careful programmer writes in an hour and most simulators have at their core.
 */
#ifndef BENCH_HEAP_H
#define BENCH_HEAP_H

#include "base/status.h"

struct heap_entry {
    double time;
    int32_t kind;
    int32_t a;
};

struct heap {
    struct heap_entry *at;
    int32_t count;
    int32_t capacity;
};

/** An empty heap with room for `capacity` entries; it does not grow. */
enum status heap_init(struct heap *h, int32_t capacity) MUST_CHECK;
void heap_free(struct heap *h);
void heap_push(struct heap *h, struct heap_entry e);
struct heap_entry heap_pop(struct heap *h);

#endif
