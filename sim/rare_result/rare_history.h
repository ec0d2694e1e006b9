/**
 * rare_history.h - histories that reached a rare event, repeated from their address.
 */
#ifndef RARE_RESULT_RARE_HISTORY_H
#define RARE_RESULT_RARE_HISTORY_H

#include "base/buffer.h"
#include "rare_result/rare_rows.h"

/** Adds "EVENTS:NUMBER" for each split of a track. */
void rare_history_splits(const struct splitting_track *t, struct buffer *out);

/**
 * Repeats a history up to the horizon: sets the members day, n_events and fingerprint of the
 * row to those of the event, and adds the story. STATUS_MISMATCH if the event does not happen
 * at the recorded step.
 */
enum status rare_history_tell(const struct rare_policy *p, const struct splitting_track *t,
    struct rare_history_row *row, struct buffer *story, struct failure *f) MUST_CHECK;

#endif
