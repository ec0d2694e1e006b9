/**
 * room_page_decision.h - what was done about a matter, and why: members of the review.
 */
#ifndef ROOM_PAGE_ROOM_PAGE_DECISION_H
#define ROOM_PAGE_ROOM_PAGE_DECISION_H

#include "format/json_writer.h"
#include "workshop/exercise/exercise_internal.h"

/** Adds the family (NULL: none), the responses that were carried out, who chose them, and the day of an order that was
 * still pending. */
void room_page_decision_put(const struct exercise *x, const struct exercise_settled *s,
    const char *family, struct json_writer *w);

/** Adds the numbers and the sentence that the team submitted. */
void room_page_decision_reasons(
    const struct exercise *x, const struct exercise_settled *s, struct json_writer *w);

#endif
