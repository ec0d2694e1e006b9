/**
 * room_review.h - computes the review of an exercise on a thread of its own: pages, review.html and export/.
 *
 * First with few continuations, so that the truth can be shown at once, then with as many as `cbmsim review`. The files
 * are written beside the log, and again if they are wanted with, or without, the texts that people wrote.
 */
#ifndef ROOM_ROOM_REVIEW_H
#define ROOM_ROOM_REVIEW_H

#include "room/page/room_page_review.h"
#include "workshop/exercise/session.h"

struct room_review;

/** Begins. The session must outlive the review. `texts` as in room_review_texts(). STATUS_NO_MEMORY, STATUS_IO: *r is
 * NULL. */
enum status room_review_begin(
    struct room_review **r, const struct session *s, bool texts, struct failure *f) MUST_CHECK;

/** Whether the files are to contain what people wrote. If that changes, room_review_done() is 1 until they are written. */
void room_review_texts(struct room_review *r, bool texts);

/** Safe for NULL. The thread ends within a moment. */
void room_review_end(struct room_review *r);

/** How many steps are done: 0, 1 (few continuations), 2 (all; the files are written); -1: it has failed. */
int32_t room_review_done(const struct room_review *r);

/** Adds a part as far as it is done. Returns false if there is nothing yet. */
bool room_review_copy(struct room_review *r, enum room_page_review part, struct buffer *out);

/** Adds the tree of causes of a matter, counted from 1. False: there is no such matter or, if not *ready, nothing yet. */
bool room_review_tree(struct room_review *r, uint64_t matter, bool *ready, struct buffer *out);

#endif
