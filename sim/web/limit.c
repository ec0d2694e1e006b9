#include "web/limit.h"

#include <stddef.h>

static bool
is_over(const struct limit *l, const struct limit_key *k, int64_t now)
{
    return k->count == 0 || now - k->began >= l->span;
}

bool
limit_take(struct limit *l, uint64_t key, int64_t now)
{
    struct limit_key *free = NULL;

    for (int32_t k = 0; k < LIMIT_KEYS; k++) {
        struct limit_key *at = &l->key[k];

        if (!is_over(l, at, now)) {
            if (at->key == key) {
                at->count += at->count < l->most + 1;
                return at->count <= l->most;
            }
        } else if (free == NULL) {
            free = at;
        }
    }
    if (free == NULL) {
        return false;
    }
    *free = (struct limit_key){key, now, 1};
    return l->most >= 1;
}

int32_t
limit_left(const struct limit *l, uint64_t key, int64_t now)
{
    for (int32_t k = 0; k < LIMIT_KEYS; k++) {
        if (l->key[k].key == key && !is_over(l, &l->key[k], now)) {
            return l->key[k].count >= l->most ? 0 : l->most - l->key[k].count;
        }
    }
    return l->most;
}

void
limit_clear(struct limit *l)
{
    for (int32_t k = 0; k < LIMIT_KEYS; k++) {
        l->key[k].count = 0;
    }
}
