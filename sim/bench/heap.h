/**
 * heap.h - the event list of textbooks, as the reference for the kernel's queue.
 *
 * An implicit binary heap of 16-byte entries, ordered by time only. It does less than the kernel's
 * queue: no defined order of ties, no cancelling, no copying. Most simulators use such a heap.
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
/** Adds an entry. There must be room. */
void heap_push(struct heap *h, struct heap_entry e);
/** Removes and returns the entry with the earliest time. The heap must not be empty. */
struct heap_entry heap_pop(struct heap *h);

#endif
