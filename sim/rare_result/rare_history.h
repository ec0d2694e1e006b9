/**
 * rare_history.h - repeats histories that reached a rare event, and prints their stories.
 */
#ifndef RARE_RESULT_RARE_HISTORY_H
#define RARE_RESULT_RARE_HISTORY_H

#include "base/buffer.h"
#include "rare_result/rare_rows.h"

/**
 * Appends "EVENTS:NUMBER" for each point at which the path was continued with other random numbers
 * (histories.csv, column splits).
 */
void rare_history_splits(const struct splitting_track *t, struct buffer *out);

/**
 * Repeats a history to the event and then to the horizon, and appends its story. Sets the members
 * day, n_events and fingerprint of the row to their values at the event. Returns STATUS_MISMATCH if
 * the event does not happen at the recorded step.
 */
enum status rare_history_tell(const struct rare_policy *p, const struct splitting_track *t,
    struct rare_history_row *row, struct buffer *story, struct failure *f) MUST_CHECK;

#endif
