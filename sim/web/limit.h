/**
 * limit.h - limits how often something may happen in a span of time.
 *
 * Events are counted by key (an address, a device) in a table of fixed size. A key is removed when
 * its span is over. If the table is full, events of other keys are refused.
 */
#ifndef WEB_LIMIT_H
#define WEB_LIMIT_H

#include <stdbool.h>
#include <stdint.h>

enum { LIMIT_KEYS = 512 };

struct limit_key {
    uint64_t key;
    int64_t began; /* nanoseconds of the monotonic clock */
    int32_t count; /* 0: the element is unused */
};

struct limit {
    int32_t most; /* maximum number of events of a key in one span */
    int64_t span; /* nanoseconds */
    struct limit_key key[LIMIT_KEYS];
};

/** Counts an event. Returns false if the key has reached its limit, or if the table is full. */
bool limit_take(struct limit *l, uint64_t key, int64_t now);

/** Removes all keys. */
void limit_clear(struct limit *l);

/** Returns how many more events of the key are allowed in its span. */
int32_t limit_left(const struct limit *l, uint64_t key, int64_t now);

#endif
