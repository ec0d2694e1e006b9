/**
 * merge.h - adds the blocks of one journal to another journal of the same experiment.
 *
 * Runs that are in both journals must have equal bytes; they are then stored once. If they
 * differ, one of the journals is corrupted or was written by another program. The merge cannot
 * determine which one, so it fails.
 */
#ifndef SWEEP_MERGE_H
#define SWEEP_MERGE_H

#include "sweep/journal/journal.h"
#include "sweep/layout.h"

/**
 * Appends to `to` the runs that only `from` contains, and sorts both. If runs differ, returns
 * STATUS_MISMATCH and names the first one. *added: appended runs; *both: runs in both journals.
 */
enum status merge_journal(struct journal *to, struct journal *from, const struct experiment *e,
    int64_t *added, int64_t *both, struct failure *f) MUST_CHECK;

#endif
