/**
 * limit.h - how often something may happen in a span of time.
 *
 * Counts by key (an address, a device) in a table of fixed size. A key is forgotten when its span is over; if
 * the table is full of keys whose spans are not over, further keys are refused.
 */
#ifndef WEB_LIMIT_H
#define WEB_LIMIT_H

#include <stdbool.h>
#include <stdint.h>

enum { LIMIT_KEYS = 512 };

struct limit_key {
    uint64_t key;
    int64_t began; /* nanoseconds */
    int32_t count; /* 0: free */
};

struct limit {
    int32_t most; /* of a key in one span */
    int64_t span; /* nanoseconds */
    struct limit_key key[LIMIT_KEYS];
};

/** Counts one more. False: the key has reached its limit, or the table is full. */
bool limit_take(struct limit *l, uint64_t key, int64_t now);

/** Forgets all counts. */
void limit_clear(struct limit *l);

/** How many are left for the key. */
int32_t limit_left(const struct limit *l, uint64_t key, int64_t now);

#endif
