/**
 * heap.h - the event list of textbooks, with which the kernel's queue is compared.
 *
 * The list is an implicit binary heap of 16-byte entries, ordered by time only. Unlike the kernel's
 * queue, it has no defined order of events at the same time, and it can neither cancel an event nor
 * be copied. Most simulators use such a heap.
 */
#ifndef BENCH_HEAP_H
#define BENCH_HEAP_H

#include "base/status.h"

/** A pending event: its time, and two numbers that the caller chooses. */
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

/** Makes an empty heap with space for `capacity` entries. The heap does not grow. */
enum status heap_init(struct heap *h, int32_t capacity) MUST_CHECK;
void heap_free(struct heap *h);
/** Adds an entry. The heap must have space for it. */
void heap_push(struct heap *h, struct heap_entry e);
/** Removes and returns the entry with the earliest time. The heap must not be empty. */
struct heap_entry heap_pop(struct heap *h);

#endif
