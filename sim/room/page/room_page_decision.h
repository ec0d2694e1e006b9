/**
 * room_page_decision.h - writes members of the review: what was done about a matter, and why.
 */
#ifndef ROOM_PAGE_ROOM_PAGE_DECISION_H
#define ROOM_PAGE_ROOM_PAGE_DECISION_H

#include "format/json_writer.h"
#include "workshop/exercise/exercise_internal.h"

/**
 * Writes the family (NULL: none), the responses that were carried out, the state against which they
 * are directed, who chose them, and the day of an order that was not carried out yet.
 */
void room_page_decision_put(const struct exercise *x, const struct exercise_settled *s,
    const char *family, struct json_writer *w);

/** Writes "to": the state against which the responses of a decision are directed, if any. */
void room_page_decision_to(
    const struct exercise *x, const struct exercise_settled *s, struct json_writer *w);

/** Writes the numbers and the sentence that the team submitted. */
void room_page_decision_reasons(
    const struct exercise *x, const struct exercise_settled *s, struct json_writer *w);

#endif
