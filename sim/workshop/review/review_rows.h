/**
 * review_rows.h - the rows of the tables of a review, one function for each file.
 *
 *   review_rows.c        decisions, answers, beliefs, predictions and messages of seats
 *   review_rows_model.c  results of the model: "what if", robustness, turning points, use
 */
#ifndef WORKSHOP_REVIEW_REVIEW_ROWS_H
#define WORKSHOP_REVIEW_REVIEW_ROWS_H

#include "format/table.h"
#include "workshop/review/review.h"

/* macros for the fields of the struct T */
#define ID(member, doc_) FIELD(T, member, .unit = TABLE_HEX, .doc = doc_)
#define WORD(member, doc_) FIELD(T, member, .unit = "", .doc = doc_)
#define SHARE(member, doc_) FIELD(T, member, .max = 1, .unit = "probability", .doc = doc_)
#define PERCENT(member, doc_) FIELD(T, member, .max = 100, .unit = "percent", .doc = doc_)
#define NUMBER(member, doc_) FIELD(T, member, .max = 9e15, .unit = "", .doc = doc_)
#define FLAG(member, doc_) FIELD(T, member, .unit = "", .doc = doc_)
#define ONE_OF(member, names, doc_)                                                            \
    FIELD_AS(T, member, FIELD_CHOICE, .choices = names, .unit = "", .doc = doc_)
#define ANY(member, doc_)                                                                      \
    FIELD(T, member, .min = -INFINITY, .max = INFINITY, .unit = "", .doc = doc_)
#define DAY(member, doc_)                                                                      \
    FIELD(T, member, .min = -INFINITY, .max = INFINITY, .unit = "days", .doc = doc_)
#define STEP WORD(step, "Stop of the plan.")
#define SEAT WORD(seat, "State that the seat decides for.")

/** The files of a review. Each has a name, key columns (ended by NULL) and rows. */
#define REVIEW_ROWS(X)                                                                         \
    X(answers)                                                                                 \
    X(beliefs)                                                                                 \
    X(decisions)                                                                               \
    X(messages_written)                                                                        \
    X(predictions)                                                                             \
    X(robustness)                                                                              \
    X(turning)                                                                                 \
    X(use)                                                                                     \
    X(whatif)

#define REVIEW_ROWS_DECLARE(name)                                                              \
    extern const struct record review_rows_##name##_record;                                    \
    /** Appends the rows. If `texts` is false, leaves out the texts that people wrote. */      \
    void review_rows_##name(                                                                   \
        const struct review *r, bool texts, const struct table *t, struct buffer *out);
REVIEW_ROWS(REVIEW_ROWS_DECLARE)
#undef REVIEW_ROWS_DECLARE

/**
 * Returns an id as files show it: the invented name if the world uses invented names. Returns NULL
 * for NULL.
 */
const char *review_rows_id(const struct review *r, const char *id);
/** Returns the id of the state of a seat, as files show it. */
const char *review_rows_seat(const struct review *r, int32_t seat);

/** Returns the id of a stop. */
const char *review_rows_step(const struct review *r, int32_t stop);

#endif
