/**
 * merge.h - adds the blocks of one journal to another journal of the same experiment.
 *
 * A run that is in both journals must have the same bytes in both, and is then stored once. If the
 * bytes differ, one of the journals was damaged or written by another program. It cannot be
 * determined which one, so the merge fails.
 */
#ifndef SWEEP_MERGE_H
#define SWEEP_MERGE_H

#include "sweep/journal/journal.h"
#include "sweep/layout.h"

/**
 * Appends to `to` the runs that only `from` contains, and sorts both journals. Sets *added to the
 * number of appended runs, and *both to the number of runs in both journals. If runs differ, names
 * the first one and returns STATUS_MISMATCH.
 */
enum status merge_journal(struct journal *to, struct journal *from, const struct experiment *e,
    int64_t *added, int64_t *both, struct failure *f) MUST_CHECK;

#endif
