/**
 * room_page_suggested.h - writes the decisions that the review suggests to show in detail, as data
 * for the pages.
 */
#ifndef ROOM_PAGE_ROOM_PAGE_SUGGESTED_H
#define ROOM_PAGE_ROOM_PAGE_SUGGESTED_H

#include "format/json_writer.h"
#include "workshop/review/review.h"

/**
 * Writes the list "decisions". Each has "seat", "number" and "step" of the matter, and "reason"
 * (largest, confident, no_change). Further members describe how reliable the difference in wrong
 * hits is: "n" (number of continuations), "flips" (whether the sign depends on a factor), and
 * "factors" with "id" and three "cells" (halved, unchanged, doubled), each with "value", "low" and
 * "high".
 */
void room_page_suggested_put(const struct review *r, struct json_writer *w);

#endif
