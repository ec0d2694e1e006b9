/**
 * room_whatif.h - writes what usually follows from a settled matter, as data for the pages.
 */
#ifndef ROOM_ROOM_WHATIF_H
#define ROOM_ROOM_WHATIF_H

#include "base/buffer.h"
#include "workshop/whatif_settled.h"

/** Appends a result, as a JSON list of its arms. */
enum status room_whatif_put(
    const struct exercise *x, const struct whatif *whatif, struct buffer *out) MUST_CHECK;

#endif
