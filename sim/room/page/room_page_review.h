/**
 * room_page_review.h - writes the review as data for the pages.
 */
#ifndef ROOM_PAGE_ROOM_PAGE_REVIEW_H
#define ROOM_PAGE_ROOM_PAGE_REVIEW_H

#include "format/json_writer.h"
#include "workshop/review/review.h"

/** The parts of the review. Each is a JSON object. */
enum room_page_review {
    PAGE_REVIEW_TRUTH,
    PAGE_REVIEW_TURNING,
    PAGE_REVIEW_PREDICTIONS,
    PAGE_REVIEW_USE,
    PAGE_REVIEW_SUGGESTED,
    PAGE_REVIEWS
};

/** The names of the parts, in the order of the enum; the array ends with NULL. */
extern const char *const room_page_review_names[PAGE_REVIEWS + 1];

/** Appends a part of the review. */
void room_page_review_print(
    const struct review *r, enum room_page_review part, struct buffer *out);

/**
 * Writes the predictions of a seat as a JSON list, each with its share in the model and what
 * happened.
 */
void room_page_review_own(const struct review *r, int32_t seat, struct buffer *out);

/**
 * Writes what a seat decided and what was true: the review of this seat alone. `predictions` is the
 * text of room_page_review_own(). If it is empty, the predictions in the log are written.
 */
void room_page_review_seat(const struct exercise *x, int32_t seat,
    const struct buffer *predictions, struct json_writer *w);

#endif
