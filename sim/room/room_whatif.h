/**
 * room_whatif.h - what usually happens from a settled matter, as data for the pages.
 */
#ifndef ROOM_ROOM_WHATIF_H
#define ROOM_ROOM_WHATIF_H

#include "base/buffer.h"
#include "workshop/exercise/exercise.h"

/** Adds the result for matter `settled` of the exercise as a JSON list of its arms. */
enum status room_whatif_run(const struct exercise *x, int32_t settled, int64_t n,
    int32_t threads, struct buffer *out) MUST_CHECK;

#endif
