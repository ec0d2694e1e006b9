/**
 * room_whatif.h - writes what usually follows from a settled matter, as data for the pages.
 */
#ifndef ROOM_ROOM_WHATIF_H
#define ROOM_ROOM_WHATIF_H

#include "base/buffer.h"
#include "workshop/whatif_settled.h"

/**
 * Appends the result for the matter with index `settled` in now.settled, as a JSON list of its
 * arms. `result` as in whatif_settled_run().
 */
enum status room_whatif_run(const struct exercise *x, int32_t settled, int64_t n,
    int32_t threads, struct whatif *result, struct buffer *out) MUST_CHECK;

#endif
