/**
 * room_page_suggested.h - the decisions that the review suggests to show in full, as data for the pages.
 */
#ifndef ROOM_PAGE_ROOM_PAGE_SUGGESTED_H
#define ROOM_PAGE_ROOM_PAGE_SUGGESTED_H

#include "format/json_writer.h"
#include "workshop/review/review.h"

/**
 * Adds the list "decisions": "seat", "number" and "step" of the matter, "reason" (largest, confident, no_change), and
 * how far the difference in wrong hits can be trusted: "n" continuations, "flips" (the sign depends on a factor),
 * "factors" with "id" and three "cells" (halved, as it is, doubled; "value", "low", "high").
 */
void room_page_suggested_put(const struct review *r, struct json_writer *w);

#endif
