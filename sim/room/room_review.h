/**
 * room_review.h - computes the review of an exercise on a thread of its own: pages, review.html and
 * export/.
 *
 * The computation first uses few continuations, so that the truth can be shown at once, and then as
 * many as `cbmsim review`. The thread writes the files beside the log, and writes them again when
 * room_review_texts() changes whether they contain the texts that people wrote.
 */
#ifndef ROOM_ROOM_REVIEW_H
#define ROOM_ROOM_REVIEW_H

#include "room/page/room_page_review.h"
#include "workshop/exercise/session.h"

struct room_review;

/**
 * Begins the computation. The session must exist as long as the review. `texts` has the meaning
 * that it has in room_review_texts(). On STATUS_NO_MEMORY and STATUS_IO, *r is NULL.
 */
enum status room_review_begin(
    struct room_review **r, const struct session *s, bool texts, struct failure *f) MUST_CHECK;

/**
 * Sets whether the files contain what people wrote. If this changes, room_review_done() is 1 until
 * they are written again.
 */
void room_review_texts(struct room_review *r, bool texts);

/** Stops the computation and frees the review. r may be NULL. */
void room_review_end(struct room_review *r);

/**
 * Returns how many steps are done: 0; 1 (few continuations); 2 (all, and the files are written); -1
 * if it has failed.
 */
int32_t room_review_done(const struct room_review *r);

/** Appends a part of the review as far as it is computed. Returns false if there is nothing yet. */
bool room_review_copy(struct room_review *r, enum room_page_review part, struct buffer *out);

/**
 * Appends the predictions of a seat (room_page_review_own()). Returns false if they are not
 * computed yet.
 */
bool room_review_own(struct room_review *r, int32_t seat, struct buffer *out);

/**
 * Appends the tree of causes of a matter, counted from 1. Returns false if there is nothing yet
 * (*ready is false then), or if there is no such matter.
 */
bool room_review_tree(struct room_review *r, uint64_t matter, bool *ready, struct buffer *out);

#endif
